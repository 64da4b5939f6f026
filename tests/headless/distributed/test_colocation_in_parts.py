"""Co-location in parts gives what one machine gives, value for value."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from processing_scripts.distributed.cluster import Engine
from processing_scripts.distributed.colocation import METHOD, SCALED
from processing_scripts.running import run
from tests.headless.distributed.made_points import made_points, run_scaled

RULES = ({"NEIGHBOURS": "knn", "K": 1}, {"NEIGHBOURS": "knn", "K": 4}, {"NEIGHBOURS": "band", "DISTANCE": 300.0})

SETTINGS = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate],  # a smaller example takes too long to find
)


def check_equal(engine: Engine, count: int, seed: int, parts: int, **chosen: Any) -> None:
    frame = made_points(count, seed)
    known = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    values = {**known, "CATEGORY": "produk", "PERMUTATIONS": 99, **chosen}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        frame.to_file(folder / "usaha.gpkg")
        frame.to_parquet(folder / "usaha.parquet")
        targets = [{"OUTPUT": str(folder / f"{name}.csv")} for name in ("whole", "parts")]
        whole = run(METHOD, {**values, "INPUT": str(folder / "usaha.gpkg")}, targets[0])
        rows = -(-count // parts)
        found = run_scaled(SCALED, engine, {**values, "INPUT": str(folder / "usaha.parquet")}, targets[1], rows)
        tables = [pd.read_csv(each["OUTPUT"]) for each in targets]
    assert tables[0].equals(tables[1])
    assert found.numbers == whole.numbers
    assert found.record.paragraph == whole.record.paragraph


@settings(SETTINGS, max_examples=3)
@given(
    count=some.integers(60, 300),
    seed=some.integers(0, 2**32 - 1),
    parts=some.integers(1, 9),
    rule=some.sampled_from(RULES),
)
def test_any_number_of_parts(engine: Engine, count: int, seed: int, parts: int, rule: dict[str, Any]) -> None:
    check_equal(engine, count, seed, parts, **rule)


@pytest.mark.slow
@settings(SETTINGS, max_examples=30)
@given(
    count=some.integers(60, 2000),
    seed=some.integers(0, 2**32 - 1),
    parts=some.integers(1, 30),
    rule=some.sampled_from(RULES),
)
def test_many_numbers_of_parts(engine: Engine, count: int, seed: int, parts: int, rule: dict[str, Any]) -> None:
    check_equal(engine, count, seed, parts, PERMUTATIONS=199, **rule)

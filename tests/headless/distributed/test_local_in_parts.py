"""Local statistics in parts give what one machine gives, value for value, however many parts there are."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from ir_plugin.core.errors import UserError
from processing_scripts.distributed.cluster import Engine, open_engine
from processing_scripts.distributed.local_statistics import SCALED
from processing_scripts.running import run
from tests.headless.distributed.made_points import made_points, run_scaled

METHODS = {each.algorithm.id: each for each in SCALED}
RULES = (
    {"NEIGHBOURS": "knn", "K": 3},
    {"NEIGHBOURS": "knn", "K": 9},
    {"NEIGHBOURS": "band", "BAND": 250.0},
    {"NEIGHBOURS": "band", "BAND": None},
    {"NEIGHBOURS": "inverse", "BAND": 400.0},
    {"NEIGHBOURS": "kernel", "BAND": 400.0, "KERNEL": "quartic"},
    {"NEIGHBOURS": "adaptive", "K": 5, "KERNEL": "gaussian"},
)

SETTINGS = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate],  # a smaller example takes too long to find
)


def units(count: int, seed: int, crs: str, decimals: int) -> geopandas.GeoDataFrame:
    """Awkward points with values, many of them equal; some rows have none."""
    frame, random = made_points(count, seed, crs), np.random.default_rng(seed)
    values = np.round(random.gamma(2.0, 2.0, count), decimals)
    frame["tenaga"] = np.where(random.random(count) < 0.05, np.nan, values)
    frame["rumah"] = random.integers(0, 9, count)
    return frame


def settings_of(method: str, path: Path, **chosen: Any) -> dict[str, Any]:
    known = {each.id: getattr(each, "default", None) for each in METHODS[method].algorithm.parameters}
    field = {"FIELD": "produk", "VALUE": "madu"} if method == "localjoincount" else {"FIELD": "tenaga"}
    return {**known, **field, "PERMUTATIONS": 299, **chosen, "INPUT": str(path)}


def check_equal(engine: Engine, frame: geopandas.GeoDataFrame, rows: int, method: str, **chosen: Any) -> pd.DataFrame:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        frame.to_file(folder / "points.gpkg")
        frame.to_parquet(folder / "points.parquet", row_group_size=max(len(frame) // 3, 1))
        algorithm = METHODS[method].algorithm
        values, target = settings_of(method, folder / "points.parquet", **chosen), folder / "parts"
        try:
            one = settings_of(method, folder / "points.gpkg", **chosen)
            whole = run(algorithm, one, {"OUTPUT": str(folder / "whole.gpkg")})
        except UserError as refusal:
            with pytest.raises(UserError, match=re.escape(refusal.sentence.en)):
                run_scaled(METHODS[method], engine, values, {"OUTPUT": str(target)}, rows)
            return frame
        parts = run_scaled(METHODS[method], engine, values, {"OUTPUT": str(target)}, rows)
        expected = geopandas.read_file(folder / "whole.gpkg", layer="whole")
        found = geopandas.read_parquet(target).sort_values("nomor_baris").reset_index(drop=True)
    assert found["id"].tolist() == frame["id"].tolist()
    for name in [column.name for column in algorithm.outputs[0].columns]:
        left, right = expected[name], found[name]
        assert (left.isna() == right.isna()).all(), name
        assert (left[left.notna()] == right[left.notna()]).all(), name
    assert parts.numbers == whole.numbers
    assert parts.record.paragraph == whole.record.paragraph
    assert parts.record.units_used == whole.record.units_used
    return found


@settings(SETTINGS, max_examples=5)
@given(
    method=some.sampled_from(sorted(METHODS)),
    rule=some.sampled_from(RULES),
    count=some.integers(60, 300),
    seed=some.integers(0, 2**32 - 1),
    parts=some.integers(1, 9),
    crs=some.sampled_from(["EPSG:4326", "EPSG:32748"]),
    decimals=some.sampled_from([0, 12]),
)
def test_any_number_of_parts(
    engine: Engine, method: str, rule: dict[str, Any], count: int, seed: int, parts: int, crs: str, decimals: int
) -> None:
    check_equal(engine, units(count, seed, crs, decimals), -(-count // parts), method, **rule)


@pytest.mark.slow
@settings(SETTINGS, max_examples=80)
@given(
    method=some.sampled_from(sorted(METHODS)),
    rule=some.sampled_from(RULES),
    count=some.integers(60, 2500),
    seed=some.integers(0, 2**32 - 1),
    parts=some.integers(1, 40),
    crs=some.sampled_from(["EPSG:4326", "EPSG:32748"]),
    decimals=some.sampled_from([0, 12]),
    correction=some.sampled_from(["fdr", "bonferroni", "none"]),
    permutations=some.sampled_from([0, 99, 999]),
)
def test_many_numbers_of_parts(
    engine: Engine,
    method: str,
    rule: dict[str, Any],
    count: int,
    seed: int,
    parts: int,
    crs: str,
    decimals: int,
    correction: str,
    permutations: int,
) -> None:
    if method in ("localgeary", "localjoincount"):
        permutations = max(permutations, 99)
    chosen = {**rule, "CORRECTION": correction, "PERMUTATIONS": permutations}
    check_equal(engine, units(count, seed, crs, decimals), -(-count // parts), method, **chosen)


def test_a_rate_is_that_of_one_machine(engine: Engine) -> None:
    frame = units(200, 3, "EPSG:32748", 0)
    check_equal(engine, frame, 40, "hotspotgetisord", **RULES[0], DENOMINATOR="rumah")


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 3])
def test_any_number_of_workers(workers: int) -> None:
    with open_engine(workers=workers) as opened:
        found = check_equal(opened, units(1500, 5, "EPSG:4326", 0), 150, "localmoran", **RULES[0])
    assert found["lm_kelas"].nunique() > 1

"""Steps of a pipeline that run in parts: checked before anything runs, recorded, passed over, and gone on with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas
import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.methods.density_results import hull_rows
from ir_plugin.core.texts import Text
from processing_scripts.distributed import density_clusters
from processing_scripts.distributed.work_folder import Fault
from tests.headless.distributed.made_points import made_points
from tests.headless.test_pipeline import change, names, run_of, start, would_run

SCALED = """folder = "hasil"

[steps.bagian]
run = "scale partition"
input = "points.parquet"
rows = 1000
workers = 1
output = "usaha/bagian"

[steps.klaster]
run = "scale densityclusters"
input = "{bagian.output}"
distance = 300
minimum = 5
category = "PRODUK"
workers = 1
output = "klaster"
hulls = "selubung.gpkg"
"""


@pytest.fixture
def scaled(tmp_path: Path) -> Path:
    """A pipeline of two steps in parts, with its input."""
    made_points(500, seed=4).to_parquet(tmp_path / "points.parquet")
    path = tmp_path / "alur.toml"
    path.write_text(SCALED, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "old, new, sentence",
    [
        ('"scale densityclusters"', '"scale densitycluster"', "perhaps scale densityclusters"),
        (
            "minimum = 5",
            'algorithm = "hdbscan"',
            "line 10: the step klaster: HDBSCAN and concave hulls are computed on",
        ),
        ('output = "klaster"', "", "line 10: the step klaster: Businesses with their cluster (OUTPUT): say where"),
        ('workers = 1\noutput = "klaster"', 'workers = 0\noutput = "klaster"', "line 16: the step klaster: Workers on"),
        ('"points.parquet"', '"point.parquet"', "line 5: the step bagian: {folder}/point.parquet was not found."),
    ],
)
def test_steps_in_parts_are_checked_too(scaled: Path, old: str, new: str, sentence: str) -> None:
    change(scaled, old, new)
    with pytest.raises(UserError) as caught:
        run_of(scaled)
    assert sentence.format(folder=scaled.parent) in str(caught.value)


def test_steps_in_parts_run_and_are_recorded_and_passed_over(scaled: Path) -> None:
    start(scaled)
    results = scaled.parent / "hasil"
    assert {each.name for each in results.iterdir()} == {"usaha", "klaster", "selubung.gpkg", "pipeline.json"}
    found = geopandas.read_parquet(results / "klaster")
    record = json.loads((results / "pipeline.json").read_text(encoding="utf-8"))["steps"][1]
    assert len(found) == 500 and record["run"] == "scale densityclusters"
    assert record["record"]["algorithm"] == "densityclusters" and record["results"]["N_CLUSTERS"] > 1
    assert run_of(scaled).nothing_to_do()
    change(scaled, "minimum = 5", "minimum = 6")
    assert would_run(scaled) == ["klaster"]


@pytest.mark.slow
def test_a_step_in_parts_goes_on_where_it_failed(scaled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_hulls(*_: object) -> None:
        raise Fault(Text("gagal", "failed"))

    seen: list[Path] = []
    with monkeypatch.context() as broken:
        broken.setattr(density_clusters, "hull_rows", no_hulls)
        with pytest.raises(UserError, match="the step klaster: failed"):
            start(scaled)
    left = scaled.parent / ".hasil.pipeline" / ".klaster.klaster-ir" / "cores" / "00000.arrow"
    made = left.stat().st_mtime_ns

    def look(*arguments: Any) -> Any:
        seen.append(left)
        assert left.stat().st_mtime_ns == made
        return hull_rows(*arguments)

    monkeypatch.setattr(density_clusters, "hull_rows", look)
    start(scaled)
    assert seen == [left] and names(scaled) == {"alur.toml", "points.parquet", "hasil"}
    assert not list((scaled.parent / "hasil").rglob(".*"))

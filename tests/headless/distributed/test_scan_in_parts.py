"""The scan with its centres shared out gives what one machine gives, value for value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest

from processing_scripts.distributed.cluster import Engine
from processing_scripts.distributed.scan_clusters import SCALED
from processing_scripts.running import run
from tests.headless.distributed.made_points import run_scaled

SETTINGS = (
    {"SIDE": "both", "MODEL": "bernoulli"},
    {"SIDE": "high", "LATER_CASES": ["kasus_2"], "MAX_SHARE": 20.0},
)


def villages(count: int) -> geopandas.GeoDataFrame:
    random = np.random.default_rng(1)
    points = geopandas.points_from_xy(*(random.random((count, 2)) * [0.5, 0.3] + [106, -2]).T, crs="EPSG:4326")
    people = random.integers(20, 200, count)
    cases = [random.binomial(people, 0.1 + 0.15 * (points.x < 106.1)) for _ in range(2)]
    return geopandas.GeoDataFrame({"kasus": cases[0], "kasus_2": cases[1], "penduduk": people}, geometry=points)


@pytest.mark.parametrize("chosen", SETTINGS, ids=["in space", "in space and time"])
def test_the_clusters_are_those_of_one_machine(engine: Engine, tmp_path: Path, chosen: dict[str, Any]) -> None:
    frame = villages(230)
    frame.to_file(tmp_path / "desa.gpkg")
    frame.to_parquet(tmp_path / "desa.parquet", row_group_size=90)
    known = {each.id: getattr(each, "default", None) for each in SCALED.algorithm.parameters}
    values = {**known, "CASES": "kasus", "POPULATION": "penduduk", "REPLICATES": 99, **chosen}
    targets = {"OUTPUT": str(tmp_path / "whole.gpkg"), "CLUSTERS": str(tmp_path / "clusters.gpkg")}
    whole = run(SCALED.algorithm, {**values, "INPUT": str(tmp_path / "desa.gpkg")}, targets)
    in_parts = {"OUTPUT": str(tmp_path / "parts"), "CLUSTERS": str(tmp_path / "clusters_in_parts.gpkg")}
    parts = run_scaled(SCALED, engine, {**values, "INPUT": str(tmp_path / "desa.parquet")}, in_parts)
    assert parts.numbers == whole.numbers and whole.numbers["N_CLUSTERS"]
    assert parts.record.paragraph == whole.record.paragraph
    one, two = geopandas.read_file(targets["OUTPUT"]), geopandas.read_parquet(in_parts["OUTPUT"])
    names = [column.name for column in SCALED.algorithm.outputs[0].columns]
    assert one[names].astype(object).equals(two[names].astype(object)), one[names].compare(two[names])
    one, two = (geopandas.read_file(each["CLUSTERS"]) for each in (targets, in_parts))
    assert one.drop(columns="geometry").equals(two.drop(columns="geometry"))
    assert one.geometry.geom_equals(two.geometry).all()

"""DBSCAN in parts gives what one machine gives: value for value, however many parts there are."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import geopandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from processing_scripts.distributed.cluster import Engine, open_engine
from processing_scripts.distributed.density_clusters import SCALED
from tests.headless.distributed import made_points
from tests.headless.distributed.made_points import columns_of, on_one_machine, run_scaled


def in_parts(engine: Engine, frame: geopandas.GeoDataFrame, folder: Path, rows: int, **chosen: Any) -> dict[str, Any]:
    """OUTPUT in the order of the input, and HULLS."""
    frame.to_parquet(folder / "points.parquet", row_group_size=max(len(frame) // 3, 1))
    targets = {"OUTPUT": str(folder / "parts"), "HULLS": str(folder / "hulls_in_parts.gpkg")}
    run_scaled(SCALED, engine, made_points.settings(folder / "points.parquet", **chosen), targets, rows)
    parts = geopandas.read_parquet(targets["OUTPUT"]).sort_values("nomor_baris").reset_index(drop=True)
    assert len(list((folder / "parts").glob("*.parquet"))) == max(1, -(-len(frame) // rows))
    return {"OUTPUT": parts, "HULLS": geopandas.read_file(targets["HULLS"])}


def check_equal(engine: Engine, frame: geopandas.GeoDataFrame, rows: int, **chosen: Any) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        whole, parts = on_one_machine(frame, folder, **chosen), in_parts(engine, frame, folder, rows, **chosen)
        left = [path.name for path in folder.iterdir() if path.name.startswith(".")]
    assert columns_of(parts["OUTPUT"]) == columns_of(whole["OUTPUT"])
    assert parts["OUTPUT"]["id"].tolist() == frame["id"].tolist()
    assert parts["OUTPUT"].crs == frame.crs
    assert parts["HULLS"].drop(columns="geometry").equals(whole["HULLS"].drop(columns="geometry"))
    assert parts["HULLS"].to_wkb().geometry.tolist() == whole["HULLS"].to_wkb().geometry.tolist()
    assert not left


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=some.integers(40, 400),
    seed=some.integers(0, 2**32 - 1),
    parts=some.integers(1, 12),
    category=some.sampled_from([None, "produk"]),
    crs=some.sampled_from(["EPSG:4326", "EPSG:32748"]),
    minimum=some.integers(2, 6),
)
def test_any_number_of_parts(
    engine: Engine, count: int, seed: int, parts: int, category: str, crs: str, minimum: int
) -> None:
    frame = made_points.made_points(count, seed, crs)
    check_equal(engine, frame, -(-count // parts), category=category, minimum=minimum)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=some.integers(40, 3000),
    seed=some.integers(0, 2**32 - 1),
    parts=some.integers(1, 60),
    category=some.sampled_from([None, "produk"]),
    crs=some.sampled_from(["EPSG:4326", "EPSG:32748"]),
    minimum=some.integers(2, 8),
)
def test_many_numbers_of_parts(
    engine: Engine, count: int, seed: int, parts: int, category: str, crs: str, minimum: int
) -> None:
    frame = made_points.made_points(count, seed, crs)
    check_equal(engine, frame, -(-count // parts), category=category, minimum=minimum)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 3])
def test_any_number_of_workers(workers: int) -> None:
    with open_engine(workers=workers) as opened:
        check_equal(opened, made_points.made_points(2000, seed=5), rows=150, category="produk")

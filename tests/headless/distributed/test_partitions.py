"""Rows laid out by place: all of them once, in parts of the size that was asked for, near ones together."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from ir_plugin.core.errors import UserError
from processing_scripts.distributed import laying_out
from processing_scripts.distributed.cluster import Engine
from processing_scripts.distributed.density_clusters import SCALED
from processing_scripts.distributed.partitions import Partitions, read_partitions
from tests.headless.distributed.made_points import columns_of, made_points, on_one_machine, run_scaled, settings


def laid_out(engine: Engine, frame: geopandas.GeoDataFrame, folder: Path, rows: int) -> Partitions:
    frame.to_parquet(folder / "points.parquet", row_group_size=700)
    run_scaled(laying_out.SCALED, engine, {"INPUT": str(folder / "points.parquet")}, {"OUTPUT": f"{folder}/laid"}, rows)
    found = read_partitions(folder / "laid")
    assert found is not None
    return found


def test_every_row_once_and_no_part_too_large(engine: Engine, tmp_path: Path) -> None:
    """Also where many rows are at one place, which no key can part."""
    frame = made_points(3000, seed=2)
    frame.loc[:1200, "geometry"] = shapely.Point(106.1, -2)
    found = laid_out(engine, frame, tmp_path, rows=250)
    tables = [found.table(number, ["id", "nomor_baris"]).to_pandas() for number in range(len(found))]
    assert len(found) == 12 and sum(map(len, tables)) == 3000
    assert sorted(row for table in tables for row in table["nomor_baris"]) == list(range(3000))
    assert all((table["id"] == table["nomor_baris"]).all() for table in tables)
    assert max(found.rows) <= 260 and tuple(map(len, tables)) == tuple(found.rows)


def test_extents_and_halos_hold_what_is_near(engine: Engine, tmp_path: Path) -> None:
    found = laid_out(engine, made_points(1500, seed=4), tmp_path, rows=200)
    xyz = [found.positions(number) for number in range(len(found))]
    assert np.isfinite(np.concatenate(xyz)).all(axis=1).sum() > 1400
    for number, own in enumerate(xyz):
        halo = found.halo(number, 500.0)
        known = set(zip(halo.part.tolist(), halo.place.tolist()))
        for other, others in enumerate(xyz):
            apart = np.linalg.norm(own[:, None] - others[None], axis=2)
            near = np.flatnonzero((apart <= 500.0).any(axis=0)) if other != number else []
            assert {(other, int(place)) for place in near} <= known


def test_what_is_laid_out_is_used_as_it_is(
    engine: Engine, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    frame = made_points(900, seed=6)
    parts = laid_out(engine, frame, tmp_path, rows=150)
    run_scaled(SCALED, engine, settings(parts.folder), {"OUTPUT": str(tmp_path / "clusters")}, rows=400)
    found = geopandas.read_parquet(tmp_path / "clusters").sort_values("nomor_baris")
    assert columns_of(found) == columns_of(on_one_machine(frame, tmp_path_factory.mktemp("whole"))["OUTPUT"])
    with pytest.raises(UserError, match="laid out by place already"):
        run_scaled(laying_out.SCALED, engine, {"INPUT": str(parts.folder)}, {"OUTPUT": str(tmp_path / "again")})

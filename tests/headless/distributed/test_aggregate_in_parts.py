"""Counts by region in parts are those of a register, and those of geopandas where points tell the region."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from ir_plugin.core.errors import UserError
from ir_plugin.core.register.aggregate import OPERATION
from ir_plugin.core.register.aggregate_columns import COMPLETENESS, IT_SHARE, IT_TOLD
from ir_plugin.core.register.summary_view import workers
from processing_scripts.distributed.aggregate import SCALED
from processing_scripts.distributed.cluster import Engine
from processing_scripts.running import run
from tests.headless.distributed.made_points import run_scaled

ROOT = Path(__file__).resolve().parents[3]
REGISTER = ROOT / "sample_data" / "register_contoh.gpkg"
OBSERVED = """SELECT u.kode_desa, u.lapangan_usaha, u.status_usaha, p.jenis_kelamin, r.produk_kode, a.periode,
    coalesce(a.kelas_akhir, a.kelas_hitung, a.kelas_petugas) AS kelas_ir, k.status AS status_aturan,
    {men} AS tk_l, {women} AS tk_p, (SELECT group_concat(b.layanan) FROM ir_kebutuhan AS b
        WHERE b.usaha_id = u.usaha_id AND b.periode = a.periode) AS kebutuhan
    FROM ir_usaha AS u JOIN ir_pengamatan AS a ON a.usaha_id = u.usaha_id
    LEFT JOIN ir_pemilik AS p ON p.pemilik_id = u.pemilik_id
    LEFT JOIN ir_produk AS r ON r.usaha_id = u.usaha_id AND r.utama
    LEFT JOIN aturan_kelas AS k ON k.versi = a.versi_aturan AND a.kelas_akhir IS NULL AND a.kelas_hitung IS NOT NULL"""


def observed() -> geopandas.GeoDataFrame:
    """The sample's businesses, one row for each and each period."""
    query = OBSERVED.format(men=workers("l", "a"), women=workers("p", "a"))
    with closing(sqlite3.connect(REGISTER)) as connection:
        table = pd.read_sql(query, connection)
    return geopandas.GeoDataFrame(table, geometry=[None] * len(table), crs="EPSG:4326")


def in_parts(engine: Engine, path: Path, regions: Path, **chosen: Any) -> geopandas.GeoDataFrame:
    target = path.parent / "by_region.gpkg"
    known = {each.id: getattr(each, "default", None) for each in SCALED.algorithm.parameters}
    values = {**known, "INPUT": str(path), "REGIONS": str(regions), **chosen}
    run_scaled(SCALED, engine, values, {"OUTPUT": str(target)})
    return geopandas.read_file(target)


def test_by_code_as_of_a_register_in_any_capitals(engine: Engine, tmp_path: Path) -> None:
    path, businesses = tmp_path / "usaha.parquet", observed()
    for level, written in (("desa", str.lower), ("kabupaten", str.upper)):
        named = {name: written(name) for name in businesses.columns if name != "geometry"}
        businesses.rename(columns=named).to_parquet(path, row_group_size=300)
        regions = tmp_path / f"{level}.gpkg"
        run(OPERATION, {"REGISTER": str(REGISTER), "LEVEL": level}, {"OUTPUT": str(regions)})
        whole = geopandas.read_file(regions).drop(columns=[each.name for each in (IT_TOLD, IT_SHARE, COMPLETENESS)])
        assert whole["ir_jumlah"].sum() > 1000
        pd.testing.assert_frame_equal(in_parts(engine, path, regions, REGION="kode_desa"), whole)


def test_by_place_as_geopandas_joins(engine: Engine, tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    shapes = shapely.box(
        *np.meshgrid(np.arange(5.0), np.arange(5.0)), *np.meshgrid(np.arange(1.0, 6), np.arange(1.0, 6))
    )
    codes = [f"{number:02}" for number in random.permutation(25)]
    regions = geopandas.GeoDataFrame({"kode": codes}, geometry=shapes.ravel(), crs="EPSG:4326")
    xy = np.round(random.random((2000, 2)) * 7 - 1, 1)  # many lie on boundaries, some outside
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*xy.T), crs="EPSG:4326")
    points.to_parquet(tmp_path / "points.parquet", row_group_size=500)
    regions.to_file(tmp_path / "regions.gpkg")
    found = in_parts(engine, tmp_path / "points.parquet", tmp_path / "regions.gpkg")
    joined = points.sjoin(regions, predicate="intersects").groupby(level=0)["kode"].min()
    assert len(joined) < len(points)
    expected = joined.value_counts().reindex(found["kode"], fill_value=0)
    assert found["ir_jumlah"].tolist() == expected.tolist()


def test_households_that_are_kept_as_text_are_numbers(engine: Engine, tmp_path: Path) -> None:
    """As in GeoJSON that was made of a table; what is no number is not known."""
    path, areas = tmp_path / "usaha.parquet", tmp_path / "wilayah.geojson"
    shapes = [shapely.box(106, -2, 107, -1), shapely.box(107, -2, 108, -1)]
    regions = {"kode": ["19.01", "19.02"], "rumah_tangga": ["50", "belum"]}
    geopandas.GeoDataFrame(regions, geometry=shapes, crs="EPSG:4326").to_file(areas)
    points = geopandas.GeoSeries.from_xy([106.5] * 4 + [107.5], [-1.5] * 5, crs="EPSG:4326")
    geopandas.GeoDataFrame({"periode": ["2025"] * 5}, geometry=points).to_parquet(path)
    found = in_parts(engine, path, areas)
    assert found["rumah_tangga"].tolist()[0] == 50 and found["ir_per_1000_rt"].tolist()[0] == 80.0
    assert found[["rumah_tangga", "ir_per_1000_rt"]].iloc[1].isna().all()


@pytest.mark.parametrize(
    "codes, words",
    [(["1", "22"], "differ in length"), (["11", "11"], "more than once"), (["88", "99"], "None of the codes")],
)
def test_regions_that_do_not_fit(engine: Engine, tmp_path: Path, codes: list[str], words: str) -> None:
    square = [shapely.box(0, 0, 1, 1)] * 2
    geopandas.GeoDataFrame({"kode": codes}, geometry=square, crs="EPSG:4326").to_file(tmp_path / "regions.gpkg")
    points = geopandas.GeoDataFrame({"kode_desa": ["11.1"]}, geometry=[shapely.Point(0, 0)], crs="EPSG:4326")
    points.to_parquet(tmp_path / "points.parquet")
    with pytest.raises(UserError, match=words):
        in_parts(engine, tmp_path / "points.parquet", tmp_path / "regions.gpkg", REGION="kode_desa")
    assert sorted(path.name for path in tmp_path.glob("by_region*")) == []


def test_regions_without_the_field_of_their_code(engine: Engine, tmp_path: Path) -> None:
    square = [shapely.box(0, 0, 1, 1)]
    geopandas.GeoDataFrame({"id_desa": ["11"]}, geometry=square, crs="EPSG:4326").to_file(tmp_path / "regions.gpkg")
    points = geopandas.GeoDataFrame({"kode_desa": ["11.1"]}, geometry=[shapely.Point(0, 0)], crs="EPSG:4326")
    points.to_parquet(tmp_path / "points.parquet")
    with pytest.raises(UserError, match="has no field kode; its fields are: id_desa"):
        in_parts(engine, tmp_path / "points.parquet", tmp_path / "regions.gpkg")
    assert {path.name for path in tmp_path.iterdir()} == {"points.parquet", "regions.gpkg"}

"""Layers that are no GeoParquet: streamed into it batch by batch, with the results of GeoParquet."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import fiona
import geopandas
import pandas as pd
import pytest
import shapely
from pyproj import CRS

from ir_plugin.core.errors import UserError
from processing_scripts.distributed import streaming
from processing_scripts.distributed.cluster import Engine
from processing_scripts.distributed.density_clusters import SCALED
from processing_scripts.distributed.layer_batches import batches_by_arrow, batches_by_fiona, options_of, typed
from processing_scripts.distributed.streaming import is_streamed, layout_of, streamed
from processing_scripts.layer_formats import driver_of, read, write
from processing_scripts.places import layer_place
from tests.headless.distributed.made_points import columns_of, made_points, run_scaled, settings

ROOT = Path(__file__).resolve().parents[3]
ENDINGS = ("gpkg", "fgb", "geojson", "shp", "csv")


def awkward(count: int) -> geopandas.GeoDataFrame:
    """Points with a field of each type, each with NULL in it, and codes that are no numbers."""
    frame = made_points(count, seed=3)
    frame["kode"] = [f"0{number % 9}.01" for number in range(count)]
    frame["jumlah"] = pd.array([None if number % 5 == 0 else number for number in range(count)], dtype="Int64")
    frame["rasio"] = [None if number % 7 == 0 else number / 3 for number in range(count)]
    frame["aktif"] = pd.array([None if number % 3 == 0 else number % 2 == 0 for number in range(count)], "boolean")
    frame["tanggal"] = [None if number % 4 == 0 else datetime.date(2025, 1, 1 + number % 28) for number in range(count)]
    frame["jam"] = pd.to_datetime([None, *[f"2025-01-02 03:04:{number % 60:02}" for number in range(count - 1)]])
    return frame


def plain(frame: geopandas.GeoDataFrame) -> dict[str, list[Any]]:
    shapes = [None if shape is None else shape.wkb for shape in frame.geometry]
    names = [name for name in frame.columns if name != "geometry"]
    return {"geometry": shapes, **{n: [None if pd.isna(value) else value for value in frame[n]] for n in names}}


@pytest.mark.parametrize("ending", ENDINGS)
def test_types_nulls_and_codes_are_those_of_one_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(streaming, "BATCH", 64)
    monkeypatch.setattr(streaming, "GROUP", 2)
    place = str(tmp_path / f"usaha.{ending}")
    write(awkward(200), Path(place), "usaha", driver_of(place) or "")
    assert is_streamed(place)
    layout = layout_of(place)
    done: list[float] = []
    source = streamed(layout, tmp_path, done.append)
    assert plain(geopandas.read_parquet(source.files[0])) == plain(read(layer_place(f"{place}|layername=usaha")))
    assert (source.rows, source.space, len(source.pieces)) == (200, layout.source.space, 2)
    assert done[-1] == 1.0 and len(done) == 4


def test_a_csv_with_degrees_in_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("kode,bujur,lintang\n01.02,106.1,-2.1\n01.03,,\n")
    frame = geopandas.read_parquet(streamed(layout_of(str(tmp_path / "a.csv")), tmp_path).files[0])
    assert frame["kode"].tolist() == ["01.02", "01.03"] and frame.crs == "EPSG:4326"
    assert [shape and shape.coords[0] for shape in frame.geometry] == [(106.1, -2.1), None]


def test_times_keep_their_zone(tmp_path: Path) -> None:
    frame = made_points(3, seed=1).assign(jam=pd.to_datetime(["2025-01-01T08:00:00+07:00", None, None], utc=True))
    frame.to_file(tmp_path / "a.gpkg")
    found = geopandas.read_parquet(streamed(layout_of(str(tmp_path / "a.gpkg")), tmp_path).files[0])
    assert found["jam"][0] == pd.Timestamp("2025-01-01T01:00:00Z")


@pytest.mark.parametrize("ending", ENDINGS)
def test_arrow_and_fiona_read_the_same(tmp_path: Path, ending: str) -> None:
    place = tmp_path / f"usaha.{ending}"
    write(awkward(200), place, "usaha", driver_of(str(place)) or "")
    layout = layout_of(str(place))
    with fiona.open(place, **options_of(layout.place)) as layer:
        by_fiona = list(batches_by_fiona(layer, layout.kinds, 64))
    by_arrow = list(batches_by_arrow(layout.place, layout.kinds, 64))
    assert [batch.num_rows for batch in by_arrow] == [64, 64, 64, 8]
    for arrow, other in zip(by_arrow, by_fiona, strict=True):
        assert typed(arrow, layout.schema).equals(typed(other, layout.schema))


def test_lists_objects_and_mixed_time_zones(tmp_path: Path) -> None:
    facts = (
        {"lists": ["a", "é"], "object": {"k": [1]}, "any": "a", "time": "2025-01-02T03:04:05+07:00"},
        {"lists": None, "object": None, "any": 2, "time": None},
        {"lists": [], "object": {}, "any": None, "time": "2025-01-02T03:04:05.250Z"},
    )
    point = {"type": "Point", "coordinates": [106.1, -2.1]}
    features = [{"type": "Feature", "properties": each, "geometry": point} for each in facts]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    found = geopandas.read_parquet(streamed(layout_of(str(path)), tmp_path).files[0])
    assert plain(found)["lists"] == ['["a", "é"]', None, "[]"]
    assert plain(found)["object"] == ['{"k": [1]}', None, "{}"]
    assert plain(found)["any"] == ["a", "2", None]
    assert found["time"].tolist() == [
        pd.Timestamp("2025-01-01T20:04:05Z"),
        pd.NaT,
        pd.Timestamp("2025-01-02T03:04:05.25Z"),
    ]


def test_a_view_of_a_register_has_the_fields_of_one_machine(tmp_path: Path) -> None:
    place = f"{ROOT / 'sample_data' / 'register_contoh.gpkg'}|layername=usaha_ringkas"
    found = plain(geopandas.read_parquet(streamed(layout_of(place), tmp_path).files[0]))
    assert found == plain(read(layer_place(place))) and "OGC_FID" not in found


def test_curves_become_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('WKT,kode\n"POINT (1 2)",01\n"CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 2 0, 1 -1, 0 0))",02\n')
    (tmp_path / "a.prj").write_text(CRS.from_epsg(32748).to_wkt("WKT1_ESRI"))
    found = geopandas.read_parquet(streamed(layout_of(str(path)), tmp_path).files[0])
    assert found.geom_type.tolist() == ["Point", "Polygon"] and found["kode"].tolist() == ["01", "02"]
    assert found.area[1] == pytest.approx(3.14159, rel=0.001)


def test_the_result_is_that_of_geoparquet(engine: Engine, tmp_path: Path) -> None:
    points = made_points(600, seed=8)
    points.to_parquet(tmp_path / "points.parquet", row_group_size=200)
    points.to_file(tmp_path / "points.gpkg", layer="usaha")
    found = {}
    for name in ("points.parquet", "points.gpkg|layername=usaha"):
        target = tmp_path / name.partition("|")[0].replace(".", "_")
        done = run_scaled(SCALED, engine, settings(tmp_path / name), {"OUTPUT": str(target)}, rows=100)
        assert done.record is not None and done.record.parameters["INPUT"] == name
        rows = geopandas.read_parquet(target).sort_values("nomor_baris")
        found[name] = {**columns_of(rows), "id": rows["id"].tolist(), "numbers": done.numbers}
    assert found["points.parquet"] == found["points.gpkg|layername=usaha"]
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"points.parquet", "points.gpkg", "points_parquet", "points_gpkg"}


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_what_cannot_be_streamed_is_said_and_nothing_is_left(engine: Engine, tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame({"x": [1]}, geometry=[shapely.Point(0, 0)])
    write(frame, tmp_path / "nowhere.shp", "nowhere", "ESRI Shapefile")
    frame.set_crs(4326).to_file(tmp_path / "points.gpkg")
    frame.set_crs(4326).iloc[:0].to_file(tmp_path / "empty.fgb")
    frame.set_crs(32748).buffer(1).to_file(tmp_path / "areas.fgb")
    (tmp_path / "table.csv").write_text("x\n1\n")
    (tmp_path / "broken.gpkg").write_text("no database")
    before = {path.name for path in tmp_path.iterdir()}
    for name, words in (
        ("nowhere.shp", "has no coordinate reference system"),
        ("points.gpkg|layername=x", "has no layer x; its layers are: points"),
        ("areas.fgb", "must hold points"),
        ("table.csv", "has no geometries"),
        ("broken.gpkg", "no vector layer"),
        ("empty.fgb", r"empty\.fgb is empty"),
    ):
        with pytest.raises(UserError, match=words):
            run_scaled(SCALED, engine, settings(tmp_path / name), {"OUTPUT": str(tmp_path / "out")})
    with pytest.raises(UserError, match=r"password=\*\*\* is a database"):
        is_streamed("PG:dbname=x password=rahasia")
    assert {path.name for path in tmp_path.iterdir()} == before


def test_personal_data_stay_in_the_register(tmp_path: Path, engine: Engine) -> None:
    points, register, target = made_points(300, seed=5), tmp_path / "register.gpkg", tmp_path / "klaster"
    points.assign(ALAMAT_RT_RW="RT 3", lat_asli=-2.1).to_file(register, layer="ir_usaha")
    values = settings(Path(f"{register}|layername=ir_usaha"))
    results = run_scaled(SCALED, engine, values, {"OUTPUT": str(target)}, 200)
    assert set(geopandas.read_parquet(target).columns) & {"id", "ALAMAT_RT_RW", "lat_asli"} == {"id"}
    assert "not copied from the register into the result: the columns ALAMAT_RT_RW, lat_asli." in [
        note.sentence.en.partition("were ")[2] for note in results.notes
    ]

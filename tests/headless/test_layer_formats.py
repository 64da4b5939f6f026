"""Every format both ways: types, NULL, dates, CRS, names, and codes that stay text."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Iterator

import geopandas
import numpy as np
import pandas as pd
import psycopg
import pytest
import shapely
from postgres_server import Server, running_server

from ir_plugin.core.errors import UserError
from processing_scripts.layer_files import layer_of, name_of, read_frame
from processing_scripts.layer_writing import refuse_unwritable, write_frames
from processing_scripts.places import without_password

FORMATS = ("gpkg", "parquet", "fgb", "shp", "geojson", "csv")
CODE, DAY = "19.01.01.1001", datetime.date(2025, 1, 2)


def frame() -> geopandas.GeoDataFrame:
    """A row of each type, and a row of NULLs, in metres."""
    columns = {
        "kode_desa": [CODE, None],
        "bps": ["0190", None],
        "jumlah": pd.array([3, None], dtype="Int64"),
        "nilai": [1.5, np.nan],
        "tanggal": [DAY, None],
        "dicatat": pd.to_datetime(["2025-01-02T03:04:05", None]),
        "aktif": pd.array([True, None], dtype="boolean"),
    }
    shapes = [shapely.Point(611213.25, 9778905.5), None]
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs="EPSG:32748")


def plain(frame: Any) -> dict[str, list[Any]]:
    """Every column as plain values, by name."""
    columns = layer_of(frame, "x", "any", "", None).columns
    return {name: [str(each) if name == "dicatat" and each else each for each in columns[name]] for name in columns}


@pytest.mark.parametrize("ending", FORMATS)
def test_a_layer_comes_back_as_it_was(tmp_path: Path, ending: str) -> None:
    path = str(tmp_path / f"usaha.{ending}")
    notes = write_frames([(frame(), path)])
    again, expected = read_frame(path), plain(frame())
    found = plain(again)
    if ending == "shp":  # which knows no times of day, and says so
        assert "dicatat" in notes[0].sentence.en
        assert found.pop("dicatat")[0][:10] == expected.pop("dicatat")[0][:10]
    if ending == "fgb":  # which knows no dates without one
        assert "tanggal" in notes[0].sentence.en
        found["tanggal"][0] = found["tanggal"][0].date()
    assert found == expected
    assert again.crs.to_epsg() == 32748
    assert again.geometry.isna().tolist() == [False, True]
    assert again.geometry.iloc[0].equals_exact(frame().geometry.iloc[0], 1e-6)
    assert {type(each) for each in (found["tanggal"][0], found["jumlah"][0])} == {datetime.date, int}


@pytest.mark.parametrize("ending", ["gpkg", "parquet", "csv"])
def test_a_table_comes_back_as_it_was(tmp_path: Path, ending: str) -> None:
    path = str(tmp_path / f"tabel.{ending}")
    write_frames([(pd.DataFrame(frame().drop(columns="geometry")), path)])
    again = read_frame(path)
    assert not isinstance(again, geopandas.GeoDataFrame)
    assert again["kode_desa"].tolist()[0] == CODE and again["tanggal"].tolist() == [DAY, None]


def test_codes_of_a_csv_without_types_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "kantor.csv"
    path.write_text("kode,bps,jumlah,bujur,lintang\n19.01,0190,3,106.5,-2.25\n,,,107,-2\n", encoding="utf-8")
    layer = layer_of(read_frame(str(path)), "kantor", "point", "", ["kode", "bps", "jumlah"])
    assert layer.columns["kode"] == ["19.01", None] and layer.columns["bps"] == ["0190", None]
    assert layer.numbers("jumlah")[0] == 3 and layer.geographic and len(layer) == 2


def test_a_shapefile_says_which_names_it_has_changed(tmp_path: Path) -> None:
    longer = frame().rename(columns={"jumlah": "jumlah_usaha_kecil", "nilai": "jumlah_usaha_besar"})
    longer["catatan"] = ["é" * 200, None]
    (tmp_path / "panas.qix").write_text("the index of other rows")
    notes = write_frames([(longer, str(tmp_path / "panas.shp"))])
    said = " ".join(note.sentence.en for note in notes)
    names = [name for name in read_frame(str(tmp_path / "panas.shp")).columns if name.startswith("jumlah")]
    assert len(names) == 2
    assert f"jumlah_usaha_kecil → {names[0]}, jumlah_usaha_besar → {names[1]}" in said
    assert "254 bytes of a text only, so in panas.shp these columns were cut: catatan" in said
    assert not (tmp_path / "panas.qix").exists()


def test_both_kinds_of_polygon_become_one(tmp_path: Path) -> None:
    square = shapely.box(0, 0, 1, 1)
    both = geopandas.GeoDataFrame({"d": [DAY, DAY]}, geometry=[square, shapely.MultiPolygon([square])], crs=4326)
    for ending in ("gpkg", "fgb", "shp"):
        write_frames([(both, str(tmp_path / f"a.{ending}"))])
        assert len(layer_of(read_frame(str(tmp_path / f"a.{ending}")), "a", "polygon", "", [])) == 2


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_text("teks")
    for name in ("a.parquet", "b.parquet"):
        with pytest.raises(UserError, match="is missing or no vector layer"):
            read_frame(str(tmp_path / name))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    yield from running_server()


@pytest.fixture(scope="module")
def database(server: Server) -> str:
    server.create_database("provinsi")
    server.psql("provinsi", "-c", "CREATE EXTENSION postgis; CREATE SCHEMA hasil")
    return server.dsn("provinsi")


def test_a_table_of_a_database_comes_back_as_it_was(database: str) -> None:
    place = f"PG:{database}|layername=hasil.usaha"
    for _time in (1, 2):  # the second replaces the first
        assert write_frames([(frame(), place)]) == []
    again = read_frame(place)
    assert plain(again) == plain(frame())
    assert again.crs.to_epsg() == 32748 and again.geometry.isna().tolist() == [False, True]
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT fid, kode_desa, tanggal FROM hasil.usaha ORDER BY 1").fetchall() == [
            (1, CODE, DAY),
            (2, None, None),
        ]
        indexes = connection.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'usaha'").fetchall()
    assert any("USING gist" in definition for (definition,) in indexes)


def test_a_database_is_left_alone_where_another_result_fails(database: str, tmp_path: Path) -> None:
    results = [(frame(), f"PG:{database}|layername=hasil.baru"), (frame(), str(tmp_path / "tiada" / "x.gpkg"))]
    with pytest.raises(UserError, match="does not exist"):
        write_frames(results)
    with pytest.raises(UserError, match="has no table hasil.baru; its tables with geometry are: hasil.usaha"):
        read_frame(results[0][1])


@pytest.mark.parametrize(
    "layer, reason",
    [
        ("tiada.panas", "there is no schema tiada"),
        ("hasil.ir_usaha", "is a table of the register"),
        ("geometry_columns", "is in use for something else"),
        ("", "name the table behind the address"),
    ],
)
def test_a_place_in_a_database_that_cannot_be_written(database: str, layer: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        refuse_unwritable([f"PG:{database}|layername={layer}" if layer else f"PG:{database}"])


def test_a_password_is_told_to_nobody(server: Server) -> None:
    address = f"postgresql://ani:rahasia@/tiada?host={server.host}&port=54329"
    with pytest.raises(UserError) as caught:
        read_frame(f"{address}|layername=hasil.usaha")
    assert "rahasia" not in str(caught.value) and "ani:***@" in str(caught.value)
    assert name_of(f"{address}|layername=hasil.usaha") == "tiada|layername=hasil.usaha"
    assert without_password("PG:host=a password='a b' user=x") == "PG:host=a password=*** user=x"

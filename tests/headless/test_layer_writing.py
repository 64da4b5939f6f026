"""Results into files: whole or not at all, beside what is there, also while another program has it open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas
import pytest
import shapely

from ir_plugin.core.declaration import Column, Context, LayerResult
from ir_plugin.core.errors import UserError
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.texts import same
from processing_scripts.layer_files import layer_of, with_columns
from processing_scripts.layer_writing import write_frames


def frame(count: int = 30) -> geopandas.GeoDataFrame:
    squares = [shapely.box(n, 0, n + 1, 1) for n in range(count)]
    return geopandas.GeoDataFrame({"n": range(count)}, geometry=squares, crs="EPSG:4326")


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.gpkg"
    CREATE.compute({"REGISTER": str(path)}, Context())
    return path


def test_a_layer_comes_into_a_register_that_is_open_and_edited(register: Path) -> None:
    """As QGIS has it open: in WAL mode, with committed edits that are still in the journal."""
    with closing(sqlite3.connect(register)) as editor:
        editor.execute("PRAGMA journal_mode = WAL")
        editor.execute("PRAGMA wal_autocheckpoint = 0")
        editor.execute("INSERT INTO register_info (kunci, nilai) VALUES ('suntingan', 'ya')")
        editor.commit()
        write_frames([(frame(), f"{register}|layername=panas")])
        editor.execute("INSERT INTO register_info (kunci, nilai) VALUES ('sesudah', 'ya')")
        editor.commit()
        assert editor.execute("SELECT count(*) FROM panas").fetchone() == (30,)
    assert ask(register, "PRAGMA integrity_check") == [("ok",)]
    assert len(ask(register, "SELECT 1 FROM register_info WHERE kunci IN ('suntingan', 'sesudah')")) == 2
    found = geopandas.read_file(register, layer="panas", bbox=(10.1, 0.1, 11.9, 0.9))
    assert sorted(found["n"]) == [10, 11]


def test_a_layer_of_that_name_gives_way_and_others_stay(register: Path) -> None:
    tables = ask(register, "SELECT count(*) FROM gpkg_contents")[0][0]
    for count in (30, 5):
        write_frames([(frame(count), f"{register}|layername=panas")])
    assert len(geopandas.read_file(register, layer="panas")) == 5
    assert ask(register, "SELECT count(*) FROM rtree_panas_geom") == [(5,)]
    assert ask(register, "SELECT count(*) FROM gpkg_contents") == [(tables + 1,)]
    assert ask(register, "SELECT count(*) FROM ref_wilayah WHERE tingkat = '4'") == [(393,)]


def test_a_layer_that_came_in_can_be_edited(register: Path) -> None:
    write_frames([(frame(), f"{register}|layername=panas")])
    import pyogrio

    pyogrio.write_dataframe(frame(3), register, layer="panas", append=True)
    assert len(geopandas.read_file(register, layer="panas")) == 33


def test_a_table_of_the_register_is_not_written_over(register: Path) -> None:
    for name in ("ir_usaha", "usaha_ringkas"):
        with pytest.raises(UserError, match="table of the register"):
            write_frames([(frame(), f"{register}|layername={name}")])
    assert ask(register, "SELECT count(*) FROM ir_usaha") == [(0,)]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("tidak ada/b.gpkg", "does not exist"),
        ("b.xyz", "format .xyz is not known"),
        ("folder", "it is a folder"),
        ("b", "format b is not known"),
    ],
)
def test_all_or_none(tmp_path: Path, target: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match=reason):
        write_frames([(frame(), str(tmp_path / "a.gpkg")), (frame(), str(tmp_path / target))])
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_names_are_the_same_in_capitals(tmp_path: Path) -> None:
    column = Column("gi_z", "real", same("z"))
    source = frame(2).rename(columns={"n": "GI_Z"})
    replaced = with_columns(source, LayerResult((column,), {"gi_z": [0.5, 1.5]}))
    assert [name for name in replaced.columns if name != "geometry"] == ["gi_z"]
    write_frames([(replaced, str(tmp_path / "a.gpkg"))])
    assert list(layer_of(source, "a", "polygon", "", ["gi_z"]).columns) == ["gi_z"]

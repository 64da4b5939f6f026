"""Results into files: whole or not at all, beside what is there, also while another program has it open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas
import pyogrio
import pytest
import shapely

from ir_plugin.core.declaration import Column, Context, LayerResult
from ir_plugin.core.errors import UserError
from ir_plugin.core.register import geopackage
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.texts import same
from processing_scripts.file_writing import refuse_unwritable_files
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
    pyogrio.write_dataframe(frame(3), register, layer="panas", append=True)
    assert len(geopandas.read_file(register, layer="panas")) == 33


def test_a_table_of_the_register_is_not_written_over(register: Path) -> None:
    for name in ("ir_usaha", "IR_USAHA", "usaha_ringkas"):
        with pytest.raises(UserError, match="table of the register"):
            write_frames([(frame(), f"{register}|layername={name}")])
    assert ask(register, "SELECT count(*) FROM ir_usaha") == [(0,)]


def test_a_page_does_not_take_the_place_of_a_register(register: Path) -> None:
    with pytest.raises(UserError, match="is a register and would be lost"):
        refuse_unwritable_files([str(register)])
    refuse_unwritable_files([str(register.with_name("halaman.html"))])


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("tidak ada/b.gpkg", "does not exist"),
        ("b.xyz", "format .xyz is not known"),
        ("folder", "it is a folder"),
        ("b", "format b is not known"),
        ("b.sqlite", "format .sqlite is not known"),
        ("a.gpkg", "two results go to the same place"),
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


def test_what_another_program_is_writing_is_waited_for_and_kept(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geopackage, "BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(register)) as editor:
        editor.execute("PRAGMA journal_mode = WAL")
        editor.execute("INSERT INTO register_info (kunci, nilai) VALUES ('suntingan', 'ya')")
        with pytest.raises(UserError, match="another program is using it"):
            write_frames([(frame(), str(tmp_path / "new.gpkg")), (frame(), f"{register}|layername=panas")])
        editor.commit()
    assert not (tmp_path / "new.gpkg").exists()
    assert ask(register, "PRAGMA integrity_check") == [("ok",)]
    assert ask(register, "SELECT nilai FROM register_info WHERE kunci = 'suntingan'") == [("ya",)]
    assert ask(register, "SELECT 1 FROM gpkg_contents WHERE table_name = 'panas'") == []


def test_each_layer_keeps_its_own_crs(tmp_path: Path) -> None:
    """CRSs without a code: GeoPackages number them as they come."""
    crs = [f"+proj=lcc +lat_1={latitude} +lat_2=9 +lon_0=107 +ellps=GRS80" for latitude in (3, 5)]
    for name, each in zip("ab", crs):
        write_frames([(frame().set_crs(each, allow_override=True), f"{tmp_path / 'a.gpkg'}|layername={name}")])
    for name, each in zip("ab", crs):
        assert geopandas.read_file(tmp_path / "a.gpkg", layer=name).crs == each
    with pytest.raises(UserError, match="cannot hold the coordinate reference system"):
        write_frames([(frame().set_crs(4979, allow_override=True), f"{tmp_path / 'a.gpkg'}|layername=c")])


def test_a_layer_is_the_same_in_capitals(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "a.gpkg", layer="Panas", GEOMETRY_NAME="the_geom")
    write_frames([(frame(5), f"{tmp_path / 'a.gpkg'}|layername=panas")])
    assert ask(tmp_path / "a.gpkg", "SELECT table_name FROM gpkg_contents") == [("panas",)]
    indexes = ask(tmp_path / "a.gpkg", "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
    assert indexes == [("rtree_panas_geom",)]


@pytest.mark.parametrize(
    ("statement", "layer", "reason"),
    [
        ("CREATE VIEW v AS SELECT 1", "v", "the name v is in use for something else"),
        ("CREATE TABLE c (f INTEGER REFERENCES a(fid) ON DELETE CASCADE)", "a", "the table c refers to the layer a"),
        ("DROP TABLE gpkg_contents", "a", "it is no GeoPackage"),
    ],
)
def test_what_is_no_layer_is_not_replaced(tmp_path: Path, statement: str, layer: str, reason: str) -> None:
    path = tmp_path / "a.gpkg"
    frame().to_file(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(UserError, match=reason):
        write_frames([(frame(5), f"{path}|layername={layer}")])
    assert path.read_bytes() == before


def test_a_title_that_is_taken_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    frame().to_file(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE gpkg_contents SET identifier = 'panas'")
        connection.commit()
    write_frames([(frame(5), f"{path}|layername=panas")])
    assert ask(path, "SELECT table_name, identifier FROM gpkg_contents") == [("a", "panas"), ("panas", None)]
    assert len(geopandas.read_file(path, layer="panas")) == 5


def test_the_journal_of_another_database_is_not_played_back(tmp_path: Path) -> None:
    (tmp_path / "a.gpkg-wal").write_bytes(b"journal")
    with pytest.raises(UserError, match="a.gpkg-wal of another database"):
        write_frames([(frame(), str(tmp_path / "a.gpkg"))])


def test_two_results_share_a_new_file(tmp_path: Path) -> None:
    write_frames([(frame(count), f"{tmp_path / 'a.gpkg'}|layername={name}") for name, count in (("p", 3), ("q", 4))])
    assert [len(geopandas.read_file(tmp_path / "a.gpkg", layer=name)) for name in "pq"] == [3, 4]

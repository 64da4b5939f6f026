"""What a register knows of its results: runs, free names, findings in words, comparison, removal."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Mapping, Optional

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.methods.concentration import METHOD as CONCENTRATION
from ir_plugin.core.methods.density_surface import METHOD as SURFACE
from ir_plugin.core.methods.hotspot_getis_ord import METHOD as HOT_SPOTS
from ir_plugin.core.methods.regionalise import METHOD as REGIONALISE
from ir_plugin.core.questions.reading import Comparison, classes_found, compare, figures_found
from ir_plugin.core.register.geopackage import copy_file, layer_names, reading, register_layer, transaction
from ir_plugin.core.register.keep_result import OPERATION as KEEP
from ir_plugin.core.register.remove_result import OPERATION as REMOVE
from ir_plugin.core.register.result_layers import free_name
from ir_plugin.core.register.run_records import read_runs, write_record
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import Text

SAMPLE = Path(__file__).parents[3] / "sample_data" / "register_contoh.gpkg"
HOT: Mapping[str, Optional[str]] = {"1": "panas", "2": "dingin", "3": "tidak_signifikan", "4": "tanpa_data"}


def keep(path: str, source: str, layers: str) -> Any:
    return KEEP.compute({"REGISTER": path, "INPUT": source, "LAYERS": layers}, Context())


@pytest.fixture
def register(tmp_path: Path) -> str:
    return str(shutil.copy(SAMPLE, tmp_path / "register.gpkg"))


def write(
    path: str, table: str, classes: Mapping[str, Optional[str]], finished: str = "", field: str = "gi_kelas"
) -> None:
    """A result with its record."""
    with transaction(path) as connection:
        connection.execute(f'CREATE TABLE "{table}" (fid INTEGER PRIMARY KEY, kode TEXT, nama TEXT, {field} TEXT)')
        rows = [(code, f"Desa {code}", kind) for code, kind in classes.items()]
        connection.executemany(f'INSERT INTO "{table}" (kode, nama, {field}) VALUES (?, ?, ?)', rows)
        register_layer(connection, table, table, None)
    record = RunRecord("hotspotgetisord", {"FIELD": table}, 4, 0, "0" * 64, Text("Cara", "Method"), finished=finished)
    write_record(path, record, table)


def remove(path: str, layer: str) -> Any:
    return REMOVE.compute({"REGISTER": path, "LAYER": layer}, Context())


def test_runs_come_last_first_with_the_layers_that_are_there(register: str) -> None:
    assert read_runs(register) == []
    write(register, "a", HOT, "2026-01-01T00:00:00.000Z")
    write(register, "b", HOT, "2026-01-02T00:00:00.000Z")
    (earlier,) = (each for each in read_runs(register) if each.layers == ("a",))
    write_record(register, earlier.record, "b")
    write_record(register, earlier.record, "gone")
    assert [each.layers for each in read_runs(register)] == [("b",), ("a", "b")]


def test_a_free_name_is_no_name_in_use(register: str) -> None:
    write(register, "Titik_Panas", HOT)
    with reading(register) as connection:
        assert free_name(connection, "baru") == "baru"
        assert free_name(connection, "titik_panas") == "titik_panas_2"
        assert free_name(connection, "titik_panas", ["titik_panas_2"]) == "titik_panas_3"
        assert free_name(connection, "usaha_ringkas") == "usaha_ringkas_2"


def test_classes_are_counted_in_words(register: str) -> None:
    write(register, "a", HOT)
    assert classes_found(register, "a", HOT_SPOTS.outputs[0]) == Text(
        "Titik panas: 1; Titik dingin: 1; 2 lainnya tanpa temuan",
        "Hot spot: 1; Cold spot: 1; 2 others without a finding",
    )
    write(register, "b", {"1": "tidak_signifikan"})
    assert classes_found(register, "b", HOT_SPOTS.outputs[0]) == Text("Tanpa temuan: 1", "Without a finding: 1")
    assert classes_found(register, "a", REGIONALISE.outputs[0]) is None


def test_figures_are_told_with_their_labels() -> None:
    told = figures_found(HOT_SPOTS, {"N_HOT": 3, "N_COLD": float("nan"), "OUTPUT": "a"})
    assert told == [Text("Banyaknya titik panas: 3", "Number of hot spots: 3")]


@pytest.mark.parametrize(
    ("note", "language", "is_enough"),
    [
        ("Lebar kernel 18.407 m, sel 1.841 m, paling tinggi 0,0917 per km².", "id", True),
        ("Bandwidth 18,407 m, cells of 1,841 m, highest 9.17 % per km².", "en", True),
        ("Bandwidth 18,407 m, cells of 1,841 m.", "en", False),
        ("Bandwidth 118,407 m, cells of 1,841 m, highest 0.0917 per km².", "en", False),
        ("Bandwidth 18,407 m, cells of 1,841 m, 9 rows and 0 more left out.", "en", False),
    ],
)
def test_figures_that_a_note_tells_in_words_are_not_told_twice(note: str, language: str, is_enough: bool) -> None:
    results = {"BANDWIDTH_USED": 18407.26, "CELL_USED": 1840.7, "HIGHEST": 0.09167}
    told = figures_found(SURFACE, results, ["2.270 baris tidak ikut.", note], language)
    assert told == [Text(note, note)] if is_enough else len(told) == 3


def test_a_single_figure_is_told_by_no_sentence_that_has_such_a_number_by_chance() -> None:
    (told,) = figures_found(CONCENTRATION, {"N_PRODUCTS": 3}, ["3 baris tidak ikut."])
    assert told.id.endswith(": 3")


def test_two_results_differ_in_some_units(register: str) -> None:
    write(register, "a", HOT)
    write(register, "b", {**HOT, "1": "tidak_signifikan", "4": "panas"})
    found = compare(register, "a", "b")
    assert found.units == 4
    assert [(each.unit, each.name, each.before.en, each.after.en) for each in found.changes] == [
        ("1", "Desa 1", "Hot spot", "Not significant"),
        ("4", "Desa 4", "No data", "Hot spot"),
    ]
    assert compare(register, "a", "a") == Comparison(4, ())


@pytest.mark.parametrize(
    "classes, field",
    [({"1": "panas"}, "gi_kelas"), (HOT, "lm_kelas"), (HOT, "lain"), ({**HOT, "5": "panas"}, "gi_kelas")],
)
def test_different_units_or_classes_are_not_compared(
    register: str, classes: Mapping[str, Optional[str]], field: str
) -> None:
    write(register, "a", HOT)
    write(register, "b", classes, field=field)
    with pytest.raises(UserError, match="cannot be compared"):
        compare(register, "a", "b")


def test_a_result_that_is_gone_is_named(register: str) -> None:
    write(register, "a", HOT)
    with pytest.raises(UserError, match="The result b is not in the register"):
        compare(register, "a", "b")


def test_a_removed_result_takes_its_record_along(register: str) -> None:
    write(register, "a", HOT)
    write(register, "b", HOT)
    assert remove(register, "a").numbers == {"N_RECORDS": 1}
    with reading(register) as connection:
        assert "a" not in layer_names(connection) and "b" in layer_names(connection)
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE tbl_name = 'a'").fetchall()
        assert connection.execute("SELECT lapisan FROM analisis_jalan").fetchall() == [("b",)]


def test_results_are_kept_with_look_and_record_under_free_names(register: str, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.gpkg")
    copy_file(register, copy)
    write(copy, "a", HOT, "2026-01-02T00:00:00.000Z")
    with transaction(copy) as connection:
        connection.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_name TEXT, styleName TEXT)")
        connection.execute("INSERT INTO layer_styles (f_table_name, styleName) VALUES ('a', 'a')")
        connection.execute("CREATE TABLE shapes AS SELECT fid, geom, kode_dagri FROM ref_wilayah WHERE tingkat = '2'")
        register_layer(connection, "shapes", "shapes", "MULTIPOLYGON")
    for expected in ("a shapes", "a_2 shapes_2"):
        assert keep(register, copy, "a shapes").strings["KEPT"] == expected
    with reading(register) as connection:
        assert connection.execute("SELECT kode, nama, gi_kelas FROM a_2").fetchall()[0] == ("1", "Desa 1", "panas")
        assert connection.execute("SELECT f_table_name, styleName FROM layer_styles").fetchall() == [
            ("a", "a"),
            ("a_2", "a_2"),
        ]
        assert connection.execute("SELECT count(*) FROM rtree_shapes_2_geom").fetchone() == (7,)
        query = "SELECT min_x, max_y FROM gpkg_contents WHERE table_name = ?"
        west, north = connection.execute(query, ("shapes_2",)).fetchone()
        assert 105 < west < 106 and -2 < north < -1
    assert [each.layers for each in read_runs(register)] == [("a", "a_2")]


@pytest.mark.parametrize("layers, words", [("a x", "holds no layer x"), ("a ir_usaha", "is a table of the register")])
def test_all_are_kept_or_none(register: str, tmp_path: Path, layers: str, words: str) -> None:
    copy = str(tmp_path / "copy.gpkg")
    copy_file(register, copy)
    write(copy, "a", HOT)
    before = Path(register).read_bytes()
    with pytest.raises(UserError, match=words):
        keep(register, copy, layers)
    assert Path(register).read_bytes() == before


def test_another_crs_is_refused(register: str, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.gpkg")
    copy_file(register, copy)
    with transaction(copy) as connection:
        connection.execute("CREATE TABLE shapes AS SELECT fid, geom FROM ref_wilayah WHERE tingkat = '2'")
        register_layer(connection, "shapes", "shapes", "MULTIPOLYGON")
        connection.execute("UPDATE gpkg_geometry_columns SET srs_id = -1 WHERE table_name = 'shapes'")
    with pytest.raises(UserError, match="is not in EPSG:4326"):
        keep(register, copy, "shapes")


@pytest.mark.parametrize("layer", ["ir_usaha", "usaha_ringkas", "analisis_jalan"])
def test_the_register_itself_is_never_removed(register: str, layer: str) -> None:
    before = Path(register).read_bytes()
    with pytest.raises(UserError, match="is a table of the register"):
        remove(register, layer)
    assert Path(register).read_bytes() == before


def test_an_unknown_result_is_refused(register: str) -> None:
    with pytest.raises(UserError, match="holds no result called x"):
        remove(register, "x")

"""``exporttables``: the tables add up to the register, and every format says what the register holds."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
import zipfile
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.register.export_tables import OPERATION
from ir_plugin.core.register.geopackage import transaction
from processing_scripts.workbook_files import read_workbook

SAMPLE = Path(__file__).parents[2] / "sample_data" / "register_contoh.gpkg"
TWO_STUBS = ("T1", "T5", "T8", "T9", "T10", "T12")
TABLES = [f"T{number}" for number in range(1, 13)]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "register.gpkg"))


def export(register: Path, name: str = "tabel.xlsx", **settings: Any) -> tuple[Path, Results]:
    values = {each.id: getattr(each, "default", None) for each in OPERATION.parameters}
    target = register.with_name(name)
    assert OPERATION.compute is not None
    done = OPERATION.compute({**values, "REGISTER": str(register), "OUTPUT": str(target), **settings}, Context())
    return target, done


def change(register: Path, query: str) -> None:
    with transaction(str(register)) as connection:
        connection.execute(query)


@lru_cache(maxsize=2)
def book_of(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    return list(book_of(path)[name].iter_rows(values_only=True))


def numbers(path: Path, name: str, stubs: int = 1) -> dict[Any, tuple[Any, ...]]:
    """The L, P and L+P of the rows of a sheet, by their last stub."""
    return {row[stubs - 1]: row[stubs : stubs + 3] for row in sheet(path, name) if isinstance(row[stubs], (int, str))}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """The businesses of the sample, read without any of our own code: all of them are counted ones."""
    with closing(sqlite3.connect(SAMPLE)) as connection:
        return pd.read_sql(
            "SELECT u.usaha_id, u.kode_desa, o.jenis_kelamin AS sex, o.pendidikan, o.tahun_lahir, o.kepala_keluarga, "
            "o.disabilitas, a.* FROM ir_usaha u JOIN ir_pemilik o USING (pemilik_id) JOIN ir_pengamatan a "
            "ON a.usaha_id = u.usaha_id AND a.periode = '2025'",
            connection,
        )


def by_sex(rows: pd.DataFrame) -> tuple[int, int, int]:
    men, women = (int((rows["sex"] == sex).sum()) for sex in "LP")
    return men, women, men + women


def test_the_internal_tables_add_up_to_the_register(register: Path, frame: pd.DataFrame) -> None:
    path, done = export(register, PROFILE="INTERNAL", REGION="19.01")
    here = frame[frame["kode_desa"].str.startswith("19.01")]
    assert done.numbers["N_HIDDEN"] == 0
    assert numbers(path, "T2")["IR-2 Berkembang"] == by_sex(here[here["kelas_petugas"] == "2"])
    assert numbers(path, "T3")["35–44"] == by_sex(here[(2025 - here["tahun_lahir"]).between(35, 44)])
    assert numbers(path, "T4")["SMA/SMK sederajat"] == by_sex(here[here["pendidikan"] == "3"])
    assert numbers(path, "T9", 2)["Media sosial"] == by_sex(here[here["kanal_pasar"].str.contains("MED")])
    for name in TABLES:
        stubs = 2 if name in TWO_STUBS else 1
        if name != "T5":
            total = [row for row in sheet(path, name) if row[stubs - 1] in ("Jumlah", "Semua yang menjawab")][0]
            assert total[stubs : stubs + 3] == by_sex(here), name
    workers = [int(here[[f"tk_{sex}_{pay}" for pay in ("dibayar", "tdk_dibayar", "lain")]].sum().sum()) for sex in "lp"]
    assert numbers(path, "T5", 2)["Jumlah"] == (*workers, sum(workers))


def test_rows_that_divide_the_businesses_sum_up_to_all(register: Path) -> None:
    path, _ = export(register, PROFILE="INTERNAL")
    for name, stubs in (("T1", 2), ("T2", 1), ("T3", 1), ("T4", 1), ("T5", 2), ("T6", 1), ("T12", 2)):
        rows = [row[stubs : stubs + 3] for row in sheet(path, name) if isinstance(row[stubs], int)]
        *parts, total = rows
        assert tuple(map(sum, zip(*parts))) == total, name


def test_licences_and_their_shares(register: Path, frame: pd.DataFrame) -> None:
    path, _ = export(register, PROFILE="INTERNAL")
    with closing(sqlite3.connect(SAMPLE)) as connection:
        held = pd.read_sql("SELECT DISTINCT usaha_id FROM ir_legalitas WHERE jenis = 'NIB'", connection)["usaha_id"]
    expected, everybody = by_sex(frame[frame.iloc[:, 0].isin(held)]), by_sex(frame)
    (row,) = [row for row in sheet(path, "T7") if row[0] == "Nomor induk berusaha (NIB)"]
    assert row[1:4] == expected
    assert row[4] == pytest.approx(100 * expected[1] / expected[2])
    assert row[5:] == pytest.approx([100 * part / whole for part, whole in zip(expected, everybody)])


def test_no_small_number_is_public_and_shares_go_with_their_numbers(register: Path) -> None:
    path, done = export(register, REGION="19.02.01")
    hidden = 0
    for name in TABLES:
        for row in sheet(path, name):
            figures = [cell for cell in row if isinstance(cell, int)]
            assert all(cell == 0 or cell >= 5 for cell in figures), (name, row)
            if "(r)" in row:
                hidden += row.count("(r)")
                first = row.index("(r)")
                assert "(r)" in row[first + 1 :], (name, row)
    assert hidden == done.numbers["N_HIDDEN"] > 0


def test_every_number_is_a_number_with_its_thousands_apart(register: Path) -> None:
    for language, code in (("id", "421"), ("en", "409")):
        path, _ = export(register, f"{language}.xlsx", LANGUAGE=language)
        cell = openpyxl.load_workbook(path)["T2"]["D6"]
        assert (cell.value, cell.number_format) == (1855, f"[$-{code}]#,##0_)")


def numeric(value: Any) -> bool:
    return isinstance(value, (int, float))


def test_a_sheet_is_set_up_to_be_printed(register: Path) -> None:
    path, _ = export(register)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Isi", *TABLES, "Metadata"]
    page = book["T5"]
    assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToWidth) == (9, "landscape", 1)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.freeze_panes == "C6"
    assert page.print_title_rows == "$4:$5"
    assert {"C4:F4", "A4:A5", "A6:A7"} <= {str(area) for area in page.merged_cells.ranges}
    assert page["C5"].font.bold and page["C5"].alignment.horizontal == "center"
    assert page["B7"].alignment.indent == 1 and page["C7"].number_format.endswith("_)"), "off the line beside them"
    for name in TABLES:
        widths = {letter: each.width for letter, each in book[name].column_dimensions.items()}
        for row in book[name].iter_rows(min_row=6):
            assert all(len(f"{cell.value:,.1f}") < widths[cell.column_letter] for cell in row if numeric(cell.value))
        assert book[name].oddFooter.left.text == name and "&P" in book[name].oddFooter.right.text
    assert book["Isi"]["B5"].hyperlink.location == "'T1'!A1"


def test_words_never_become_formulas(register: Path) -> None:
    change(register, "UPDATE ref_wilayah SET nama = '=1+1' WHERE kode_dagri = '19.01'")
    path, _ = export(register, SOURCE="@SUM(A1)")
    cells = [cell for row in openpyxl.load_workbook(path)["T1"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "=1+1" in {cell.value for cell in cells}
    packed, _ = export(register, "tabel.zip")
    (row,) = [row for row in values(packed, "t1.csv") if row[0] == "19.01"]
    assert row[1] == "'=1+1"


def values(path: Path, name: str) -> list[list[str]]:
    with zipfile.ZipFile(path) as archive:
        return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_every_format_says_the_same(register: Path) -> None:
    book, _ = export(register)
    ods, packed = export(register, "tabel.ods")[0], export(register, "tabel.zip")[0]
    sheets = {each.name: each.rows for each in read_workbook(str(ods))}
    assert list(sheets) == ["Isi", *TABLES, "Metadata"]
    for name in TABLES:
        stubs = 2 if name in TWO_STUBS else 1
        of_book = [row[stubs : stubs + 3] for row in sheet(book, name) if isinstance(row[stubs], int)]
        for rows in (sheets[name], values(packed, f"{name.lower()}.csv")):
            told = [row[stubs : stubs + 3] for row in rows if len(row) > stubs and row[stubs].isdigit()]
            assert told == [[str(cell) for cell in row] for row in of_book], name
    with zipfile.ZipFile(packed) as archive:
        assert {"ms-ind.csv", "ms-var.csv", "catatan.csv"} <= set(archive.namelist())


def test_a_draft_of_the_class_rules_is_said_in_every_table_of_classes(register: Path) -> None:
    classify = {each.id: each for each in ALGORITHMS}["classify"]
    assert classify.compute is not None
    settings = {each.id: getattr(each, "default", None) for each in classify.parameters}
    classify.compute({**settings, "REGISTER": str(register)}, Context())
    path, _ = export(register)
    with_draft = {name for name in TABLES for row in sheet(path, name) if str(row[0]).startswith("DRAF")}
    assert with_draft == {"T2", "T5", "T10", "T12"}
    packed, _ = export(register, "tabel.zip")
    assert values(packed, "t2.csv")[1][-1].startswith("DRAF") and values(packed, "t3.csv")[0][-1] != "Peringatan"


def test_the_first_period_has_no_changes_of_class(register: Path) -> None:
    path, done = export(register, PERIOD="2024")
    assert "T12" not in openpyxl.load_workbook(path).sheetnames
    assert any("T12" in note.sentence.id for note in done.notes)


def test_every_export_is_logged(register: Path) -> None:
    path, _ = export(register, REGION="19.71")
    with closing(sqlite3.connect(register)) as connection:
        logged = connection.execute("SELECT profil, n_baris, berkas FROM log_ekspor").fetchall()
    assert logged == [("PUBLIK", 353, str(path))]


@pytest.mark.parametrize(
    ("name", "settings", "words"),
    [
        ("a.xlsx", {"REGION": "19.99"}, "19.01 Bangka"),
        ("a.xlsx", {"REGION": "Sungailiatt"}, "19.01 Bangka"),
        ("a.xlsx", {"PERIOD": "1999"}, "2024, 2025"),
        ("a.pdf", {}, ".xlsx, .ods, .zip"),
    ],
)
def test_what_cannot_be_made_is_a_sentence_and_no_file(
    register: Path, name: str, settings: dict[str, str], words: str
) -> None:
    before = register.read_bytes()
    with pytest.raises(UserError) as refusal:
        export(register, name, **settings)
    assert words in refusal.value.sentence.id
    assert not register.with_name(name).exists() and register.read_bytes() == before


def test_an_empty_register_and_a_folder_that_is_not_there(register: Path) -> None:
    with pytest.raises(UserError, match="tidak dapat ditulis|cannot be written"):
        export(register, OUTPUT=str(register.parent / "tidak_ada" / "a.xlsx"))
    change(register, "UPDATE ir_usaha SET lapangan_usaha = 'DAG'")
    with pytest.raises(UserError, match="Belum ada usaha|no businesses"):
        export(register)


def test_the_metadata_of_the_regions_is_iso_xml(register: Path) -> None:
    _, done = export(register, REGION="19.71", SOURCE="DP3ACSKB <Babel>")
    told = ElementTree.fromstring(done.files["METADATA"]().encode())
    words = {each.text for each in told.iter("{http://www.isotc211.org/2005/gco}CharacterString")}
    assert told.tag == "{http://www.isotc211.org/2005/gmd}MD_Metadata"
    assert {"ind", "EPSG:4326", "DP3ACSKB <Babel>"} <= words
    assert any("belum diverifikasi" in str(each) for each in words)
    west, east, south, north = (
        float(str(each.text)) for each in told.iter("{http://www.isotc211.org/2005/gco}Decimal")
    )
    assert 105.9 < west < 106.1 < east < 106.3 and -2.3 < south < -2.1 < north < -1.9


def test_a_table_without_data_says_so(register: Path) -> None:
    change(register, "UPDATE ir_pengamatan SET sumber_modal = NULL, akses_kur = NULL")
    path, _ = export(register)
    silent = {name for name in TABLES for row in sheet(path, name) if str(row[0]).startswith("Register belum memuat")}
    assert silent == {"T8"}

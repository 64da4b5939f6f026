"""The sample's survey workbook and the truth beside it."""

from __future__ import annotations

import csv
import sqlite3
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from ir_plugin.core.industry.regions import name_key, reference_regions
from ir_plugin.core.register.survey.records import REASONS
from sample_data.generator import __main__ as generator
from sample_data.generator.answers import text_of
from sample_data.generator.extra_rows import UNKNOWN_VILLAGES
from sample_data.generator.survey import make_survey
from sample_data.generator.truth import cell_rows, data_rows, pair_rows
from sample_data.generator.wilayah import make_places
from sample_data.generator.workbook import write_workbook

SAMPLE = Path(__file__).parents[2] / "sample_data"
DIRT = {
    "decimal comma": ("koma_desimal",),
    "thousand dots": ("titik_ribuan",),
    "degrees, minutes, seconds": ("derajat_menit",),
    "missing sign": ("tanpa_minus",),
    "swapped": ("tertukar",),
    "UTM": ("utm",),
    "one cell, links, Plus Codes": ("satu_sel", "tautan_peta", "tautan_pendek", "plus_code"),
    "null-like, one office for many": ("kosong_semu", "titik_kantor_berulang"),
    "outside of its village": ("di_luar_desa",),
    "money": ("uang_rp", "uang_jt", "uang_rb", "uang_kisaran", "uang_batas", "uang_per_bulan"),
    "counts": ("jumlah_kata", "jumlah_l_p", "jumlah_tanggal"),
    "phones": ("hp_tanda", "hp_tanpa_nol", "hp_62", "hp_ilmiah", "hp_dua_nomor"),
    "NIK": ("nik_ilmiah", "nik_pembulatan", "nik_apostrof", "nik_spasi"),
    "sex": ("kelamin_tulisan", "kelamin_p_pria"),
    "dates": ("tahun_tulisan",),
    "names of regions": (
        *("awalan_wilayah", "spasi_wilayah", "ejaan_wilayah", "salah_ketik_wilayah"),
        *("nama_kecamatan", "kota_sebagai_kecamatan"),
    ),
    "product": ("produk_tulisan",),
    "structure": (
        *("baris_judul", "judul_dua_baris", "baris_jumlah", "baris_tersembunyi"),
        *("tanda_sama", "kecamatan_kosong", "kecamatan_tergabung"),
    ),
    "duplicates": ("ganda_nik", "ganda_panggilan"),
    "once more": ("hampir_ganda_nama", "hampir_ganda_hp", "hampir_ganda_nik"),
    "rejected": ("tanpa_pemilik", "desa_kosong", "desa_tak_dikenal", "tanpa_produk"),
}


def read(name):
    with (SAMPLE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def content(path):
    """What a file says, free of how a version of zlib, SQLite or libjpeg packs it."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    if path.suffix == ".gpkg":
        connection = sqlite3.connect(path)
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'rtree_%'"
        tables = [name for (name,) in connection.execute(query)]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    if path.suffix == ".jpg":
        return dict(Image.open(path).getexif().get_ifd(0x8825))
    return path.read_bytes()


@pytest.fixture(scope="module")
def cells():
    return read("kebenaran.csv")


@pytest.fixture(scope="module")
def rows():
    return read("kebenaran_baris.csv")


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(SAMPLE / "survei_ir_2025.xlsx")


@pytest.fixture(scope="module")
def survey():
    return make_survey(make_places())


@pytest.mark.parametrize("kinds", DIRT.values(), ids=DIRT.keys())
def test_every_kind_of_dirt_occurs_at_least_five_times(cells, kinds):
    found = Counter(cell["jenis"] for cell in cells)
    for kind in kinds:
        assert found[kind] >= 5, kind


def test_every_kind_of_dirt_is_known(cells):
    listed = {kind for kinds in DIRT.values() for kind in kinds} | {"kelas_tulisan"}
    assert {cell["jenis"] for cell in cells} == listed


def test_every_business_of_the_register_stands_in_it_once(rows, survey):
    more = {(pair["lembar_b"], pair["baris_b"]) for pair in read("kebenaran_ganda.csv")}
    taken = [row for row in rows if not row["alasan_tolak"] and row["kode_usaha"]]
    known = [row["kode_usaha"] for row in taken if (row["lembar"], row["baris"]) not in more]
    assert len(known) == 2500
    assert set(known) == {business["kode_usaha"] for business in survey.tables["ir_usaha"]}


def test_rows_are_rejected_for_reasons_that_the_import_knows(rows):
    reasons = Counter(row["alasan_tolak"] for row in rows if row["alasan_tolak"])
    assert set(reasons) == set(REASONS)
    assert min(reasons.values()) >= 5


def test_twins_are_taken_and_sisters_are_no_twins(rows):
    """Ten of each kind of twin; ten sisters, who are businesses of their own and stand in no pair."""
    pairs = read("kebenaran_ganda.csv")
    assert Counter(pair["alasan"] for pair in pairs) == {"NAMA": 10, "HP": 10, "NIK": 10}
    by_place = {(row["lembar"], row["baris"]): row for row in rows}
    for pair in pairs:
        one, other = (by_place[pair[f"lembar_{end}"], pair[f"baris_{end}"]] for end in "ab")
        assert one["kode_usaha"] == other["kode_usaha"] and one["produk"] == other["produk"]
        assert not one["alasan_tolak"] and not other["alasan_tolak"]
    assert sum(not row["kode_usaha"] and not row["alasan_tolak"] for row in rows) == 10


def test_there_is_a_sheet_for_each_regency_with_headings_of_its_own(book):
    assert len(book.worksheets) == 7
    headings = {tuple(cell.value for row in sheet.iter_rows(min_row=4, max_row=6) for cell in row) for sheet in book}
    assert len(headings) == 7
    assert sum(bool(sheet.merged_cells.ranges) for sheet in book) == 7
    assert sum(each.hidden for sheet in book for each in sheet.row_dimensions.values()) >= 5


def test_what_the_truth_says_stands_in_the_cells(cells, book):
    """Every dirty cell's raw text is found in its row of the workbook."""
    for cell in cells:
        if cell["kolom"] and cell["nilai_asli"]:
            written = {text_of(each.value) for each in book[cell["lembar"]][int(cell["baris"])]}
            assert cell["nilai_asli"] in written, cell


def test_clean_cells_say_what_is_true(cells, rows, book):
    """Where a row's position is not dirty, the true one stands in the workbook as numbers."""
    dirty = {(cell["lembar"], cell["baris"]) for cell in cells if cell["kolom"] in ("lintang", "bujur")}
    checked = 0
    for row in rows:
        if (row["lembar"], row["baris"]) not in dirty and row["lintang"] and not row["alasan_tolak"]:
            written = {each.value for each in book[row["lembar"]][int(row["baris"])]}
            assert {float(row["lintang"]), float(row["bujur"])} <= written
            checked += 1
    assert checked > 1000


def test_a_date_in_a_count_is_a_date(cells, book):
    dated = [cell for cell in cells if cell["jenis"] == "jumlah_tanggal"]
    for cell in dated:
        assert any(isinstance(each.value, datetime) for each in book[cell["lembar"]][int(cell["baris"])])


def test_unknown_villages_are_nowhere_in_the_province():
    names = {name_key(region.name) for region in reference_regions().values()}
    assert not names & {name_key(name) for name in UNKNOWN_VILLAGES}


def test_the_truth_is_made_again_from_the_seed(survey, tmp_path):
    """In memory: the same survey gives the same rows, cell for cell."""
    placed = write_workbook(generator.workbook_answers(survey), tmp_path / "again.xlsx")
    again = [[str(value) for value in line] for line in cell_rows(placed)]
    assert again == [list(cell.values()) for cell in read("kebenaran.csv")]
    assert [[str(value) for value in line] for line in data_rows(placed)] == [
        list(row.values()) for row in read("kebenaran_baris.csv")
    ]
    again = [[str(value) for value in line] for line in pair_rows(placed)]
    assert again == [list(pair.values()) for pair in read("kebenaran_ganda.csv")]
    assert content(tmp_path / "again.xlsx") == content(SAMPLE / "survei_ir_2025.xlsx")


def test_everything_is_made_again_from_the_seed(tmp_path, monkeypatch):
    monkeypatch.setattr(generator, "TARGET", tmp_path)
    generator.main()
    shipped = [path for path in SAMPLE.rglob("*") if path.suffix in (".gpkg", ".xlsx", ".csv", ".json", ".jpg")]
    shipped = [path for path in shipped if "sources" not in path.parts]
    assert len(shipped) == 18
    for path in shipped:
        assert content(tmp_path / path.relative_to(SAMPLE)) == content(path), path.name

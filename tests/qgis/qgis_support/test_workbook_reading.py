"""Workbooks, cell by cell as the headless face reads them."""

from __future__ import annotations

import zipfile

import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.qgis_support.workbook_reading import read_workbook
from tests.core.ods_files import CELLS, cell, content, ods, row, rows_of

HEADER = '<?xml version="1.0" encoding="UTF-8"?>'
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="{SPREADSHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{SPREADSHEET}.styles+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DATES = f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def relationships(*kinds):
    lines = (
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def workbook(path, **sheets):
    """A workbook with the rows of each sheet as the XML that spreadsheet programs write."""
    names = list(sheets)
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, start=1))
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)), ("styles", "styles.xml")
        ),
        "xl/styles.xml": DATES,
    }
    for number, rows in enumerate(sheets.values(), start=1):
        data = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{number}.xml"] = data
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, HEADER + content)
    return str(path)


def text(cell, words):
    return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(cell, digits, style=0):
    return f'<c r="{cell}" s="{style}"><v>{digits}</v></c>'


def test_cells_stand_where_they_stand_in_the_sheet(tmp_path):
    rows = f'<row r="2">{text("B2", "JUDUL")}</row><row r="5">{text("A5", "nama")}{text("C5", "umur")}</row>'
    (sheet,) = read_workbook(workbook(tmp_path / "a.xlsx", Bangka=rows))
    assert sheet.name == "Bangka"
    assert [list(row) for row in sheet.rows] == [
        [],
        ["", "JUDUL"],
        [],
        [],
        ["nama", "", "umur"],
    ]


@pytest.mark.parametrize(
    "stored, expected",
    [
        ("5", "5"),
        ("19.100000000000001", "19.1"),
        ("-2.1291", "-2.1291"),
        ("106.12345678901", "106.12345678901"),
        ("1.5E-7", "1.5e-07"),
        ("1.9710101010100001E+15", "1971010101010000"),
        ("3E+5", "300000"),
        ("1971010101010001", "1971010101010001"),
    ],
)
def test_numbers_are_the_shortest_text_that_reads_back(tmp_path, stored, expected):
    path = workbook(tmp_path / "a.xlsx", Data=f'<row r="1">{number("A1", stored)}</row>')
    assert read_workbook(path)[0].rows == [[expected]]


@pytest.mark.parametrize("words", ["0812", "19.10", "007", "Rp 1.500.000,00", "12E5", " pinggir ", "2,5", "1/2"])
def test_texts_stay_as_typed(tmp_path, words):
    cell = text("A1", words).replace("<t>", '<t xml:space="preserve">')
    assert read_workbook(workbook(tmp_path / "a.xlsx", Data=f'<row r="1">{cell}</row>'))[0].rows == [[words]]


def test_a_date_is_iso(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=f'<row r="1">{number("A1", 45720, style=1)}</row>')
    assert read_workbook(path)[0].rows == [["2025-03-04"]]


def test_all_sheets_come_in_their_order(tmp_path):
    names = ("Bangka Tengah", "Belitung", "Bangka")
    path = workbook(tmp_path / "a.xlsx", **{name: f'<row r="1">{text("A1", name)}</row>' for name in names})
    assert [(sheet.name, sheet.rows) for sheet in read_workbook(path)] == [(name, [[name]]) for name in names]


def test_a_sheet_without_cells_has_no_rows(tmp_path):
    assert [row for sheet in read_workbook(workbook(tmp_path / "a.xlsx", Kosong="")) for row in sheet.rows] == []


@pytest.mark.parametrize("words", ["8.10E+10", "1.90E+15", "45720", "1"])
def test_a_number_typed_as_text_stays_text(tmp_path, words):
    path = workbook(tmp_path / "a.xlsx", Data=f'<row r="1">{text("A1", words)}</row>')
    assert read_workbook(path)[0].rows == [[words]]


@pytest.mark.parametrize(
    "code, serial, expected",
    [
        ("D-MMM", 37622, "2003-01-01"),
        ("[$-421]dd\\ mmmm\\ yyyy", 45720, "2025-03-04"),
        ("yyyy-mm-dd hh:mm", 45720.4375, "2025-03-04"),
        ("hh:mm", 0.3125, "07:30:00"),
        ("#,##0", 45720, "45720"),
        ("&quot;Rp&quot; #,##0", 45720, "45720"),
        ("[Red]0.00", 45720, "45720"),
    ],
)
def test_dates_by_the_format_of_the_cell(tmp_path, monkeypatch, code, serial, expected):
    formats = f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
    styled = DATES.replace("<cellXfs", f"{formats}<cellXfs").replace('numFmtId="14"', 'numFmtId="164"')
    monkeypatch.setitem(globals(), "DATES", styled)
    path = workbook(tmp_path / "a.xlsx", Data=f'<row r="1">{number("A1", serial, style=1)}</row>')
    assert read_workbook(path)[0].rows == [[expected]]


def test_kinds_of_cells(tmp_path):
    cells = (
        '<c r="A1" t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c r="D1" t="str"><f>A1</f><v>ya</v></c>'
        '<c r="F1" t="inlineStr"><is><r><t>Kue </t></r><r><t>basah</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
    )
    path = workbook(tmp_path / "a.xlsx", Data=f'<row r="1">{cells}</row>')
    assert read_workbook(path)[0].rows == [["1", "#N/A", "", "ya", "", "Kue basah"]]


def test_the_sample_as_the_sheets_say(root):
    sheets = read_workbook(str(root / "sample_data" / "survei_ir_2025.xlsx"))
    assert len(sheets) == 7
    assert sheets[0].rows[0] == ["PENDATAAN INDUSTRI RUMAHAN"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_workbook_is_refused(tmp_path, part, damage):
    whole = workbook(tmp_path / "a.xlsx", Data=f'<row r="1">{text("A1", "a")}</row>')
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target:
        for name in source.namelist():
            if name != part or damage == "cut":
                data = source.read(name)
                target.writestr(name, data[: len(data) // 2] if name == part else data)
    with pytest.raises(UserError):
        read_workbook(str(tmp_path / "b.xlsx"))


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(UserError, match="does not exist"):
        read_workbook(str(tmp_path / "tidak ada.xlsx"))


@pytest.mark.parametrize("content", [b"", b"bukan buku kerja", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_workbook(str(path))
    assert (
        caught.value.sentence.id == f"Buku kerja {path} tidak dapat dibaca; simpan ulang sebagai .xlsx dan coba lagi."
    )


@pytest.mark.parametrize("inside, expected", CELLS)
def test_a_cell_of_ods_is_what_it_says(tmp_path, inside, expected):
    (sheet,) = read_workbook(ods(tmp_path / "a.ods", content(Data=row(cell(inside)))))
    assert sheet.rows == [[expected]]


def test_several_sheets_of_ods_with_gaps(tmp_path):
    rows = row("", repeated=2) + rows_of([[None, "a"], [], ["b", 2, 2.5]])
    found = read_workbook(ods(tmp_path / "a.ods", content(Bangka=rows, Kosong="")))
    assert [(sheet.name, sheet.rows, sheet.file) for sheet in found] == [
        ("Bangka", [[], [], ["", "a"], [], ["b", "2", "2.5"]], "a.ods"),
        ("Kosong", [], "a.ods"),
    ]


def test_a_csv_file(tmp_path):
    (tmp_path / "Bangka.csv").write_bytes("Nama;Kode\r\nRina é;007\r\n".encode("cp1252"))
    (sheet,) = read_workbook(str(tmp_path / "Bangka.csv"))
    assert (sheet.name, sheet.rows) == ("Bangka", [["Nama", "Kode"], ["Rina é", "007"]])


def test_a_damaged_ods_is_refused(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        read_workbook(ods(tmp_path / "a.ods", content(Data=row(cell(CELLS[0][0])))[:-30]))

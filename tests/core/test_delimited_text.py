"""CSV of any separator and encoding: every cell stays the text that it is."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from ir_plugin.core.delimited_text import read_delimited
from ir_plugin.core.errors import UserError
from ir_plugin.core.workbook import kind_of

ROWS = [
    ["DAFTAR INDUSTRI RUMAHAN"],
    [],
    ["Nama", "No HP", "Modal", "Lat", "Alamat"],
    ["Rina é", "0812", "1.500.000,00", "-2,1291", "RT 01; Dusun I"],
    ["Siti", "", "007", "-1,85", 'Toko "Maju",\nBelakang'],
    ["=1+1", "19.10", " 5 ", "8.10E+10", "1/2"],
]


def quoted(cell: str, separator: str) -> str:
    special = any(each in cell for each in (separator, '"', "\n"))
    return '"' + cell.replace('"', '""') + '"' if special else cell


def text(separator: str, end: str = "\r\n") -> str:
    return "".join(separator.join(quoted(cell, separator) for cell in row) + end for row in ROWS)


def read(path: Path, data: bytes) -> list[list[str]]:
    path.write_bytes(data)
    (sheet,) = read_delimited(str(path))
    return [list(row) for row in sheet.rows]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_separator_and_encoding_gives_the_same_cells(tmp_path, separator, encoding, end) -> None:
    assert read(tmp_path / "a.csv", text(separator, end).encode(encoding)) == ROWS


def test_utf_16_of_the_other_order_by_its_mark(tmp_path) -> None:
    assert read(tmp_path / "a.csv", codecs.BOM_UTF16_BE + text(";").encode("utf-16-be")) == ROWS


def test_the_separator_that_the_file_names(tmp_path) -> None:
    assert read(tmp_path / "a.csv", ("sep=,\r\n" + text(",")).encode()) == ROWS


def test_one_column_stays_one_column(tmp_path) -> None:
    assert read(tmp_path / "a.csv", b"Nama\nRina\nSiti\n") == [["Nama"], ["Rina"], ["Siti"]]


def test_decimal_commas_do_not_tell_the_separator(tmp_path) -> None:
    lines = ["Lat;Long;Modal"] + ["-2,1291;106,1138;1,5 jt"] * 40
    assert read(tmp_path / "a.csv", "\n".join(lines).encode())[1] == ["-2,1291", "106,1138", "1,5 jt"]


def test_the_sheet_is_named_like_the_file(tmp_path) -> None:
    path = tmp_path / "Kab. Bangka.csv"
    path.write_text("a;b\n1;2\n")
    (sheet,) = read_delimited(str(path))
    assert (sheet.name, sheet.file) == ("Kab. Bangka", "Kab. Bangka.csv")


@pytest.mark.parametrize("row", ['"Kue;2', '"Kue" basah;2'])
def test_quotes_that_do_not_pair_are_refused_with_their_line(tmp_path, row) -> None:
    """An open quote would swallow all rows below it."""
    with pytest.raises(UserError, match="begins in line 3 do not pair"):
        read(tmp_path / "a.csv", f"a;b\n1;2\n{row}\n3;4\n".encode())


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 9, b"Nama;\x81\x8d\n", b"\xff\xfea"])
def test_what_is_no_text_is_refused(tmp_path, data) -> None:
    with pytest.raises(UserError, match="cannot be read as a table of text"):
        read(tmp_path / "a.csv", data)


def test_an_empty_file_is_an_empty_sheet(tmp_path) -> None:
    assert read(tmp_path / "a.csv", b"") == []


@pytest.mark.parametrize(
    "name, data, kind", [("a.csv", b"a;b", "csv"), ("A.TXT", b"a", "csv"), ("a.xlsx", b"a;b", "xlsx")]
)
def test_the_kind_of_a_file_that_is_no_package(tmp_path, name, data, kind) -> None:
    (tmp_path / name).write_bytes(data)
    assert kind_of(str(tmp_path / name)) == kind

"""A workbook of texts: read back by openpyxl as it was given, whatever stands in it."""

from __future__ import annotations

import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_plugin.core.layer import Sheet
from ir_plugin.core.workbook_writing import workbook_bytes

PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)


def read(content: bytes) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_sheets_cells_and_their_places() -> None:
    wide = [f"kolom {place}" for place in range(60)]
    found = read(workbook_bytes([Sheet("satu", [wide, ["", "b"]]), Sheet("dua & <tiga>", [["x"]])]))
    assert list(found) == ["satu", "dua & <tiga>"]
    assert found["satu"] == [wide, ["", "b", *[""] * 58]]


def test_nothing_becomes_a_formula_or_a_number() -> None:
    cells = ["=1+1", "+62812", "0019", "<b>&amp;</b>", " a ", "-", "2025-01-01"]
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([Sheet("s", [cells])])))
    assert [(cell.value, cell.data_type) for cell in book["s"][1]] == [(text, "s") for text in cells]


def test_the_same_cells_give_the_same_bytes_and_control_characters_go() -> None:
    assert workbook_bytes([Sheet("s", [["a"]])]) == workbook_bytes([Sheet("s", [["a\x00\x1b"]])])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(PLAIN.filter(bool), min_size=1, max_size=3), min_size=1, max_size=3))
def test_any_text_comes_back(rows: list[list[str]]) -> None:
    found = read(workbook_bytes([Sheet("s", rows)]))["s"]
    assert [[cell for cell in row if cell] for row in found] == rows

"""Workbooks of all three kinds as the command line reads them."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pandas
import pytest
from pyogrio import write_dataframe

from ir_plugin.core.errors import UserError
from processing_scripts.workbook_files import read_workbook
from tests.core.ods_files import CELLS, cell, content, ods, row, rows_of

SAMPLE = Path(__file__).parents[2] / "sample_data" / "survei_ir_2025.xlsx"


@pytest.mark.parametrize("inside, expected", CELLS)
def test_a_cell_of_ods_is_what_it_says(tmp_path, inside, expected) -> None:
    (sheet,) = read_workbook(ods(tmp_path / "a.ods", content(Data=row(cell(inside)))))
    assert sheet.rows == [[expected]]


def test_repeated_cells_and_rows_stand_where_they_stand(tmp_path) -> None:
    twice = cell('table:number-columns-repeated="2" office:value-type="string"><text:p>a</text:p>')
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = row("", repeated=2) + row(gap, twice, repeated=2) + row("") + row(twice)
    (sheet,) = read_workbook(ods(tmp_path / "a.ods", content(Data=rows)))
    assert sheet.rows == [[], [], ["", "", "a", "a"], ["", "", "a", "a"], [], ["a", "a"]]


def test_the_sample_saved_as_ods_reads_the_same(tmp_path) -> None:
    book = openpyxl.load_workbook(SAMPLE, data_only=True)
    sheets = {sheet.title: rows_of(list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets}
    found = read_workbook(ods(tmp_path / SAMPLE.name, content(**sheets)))
    assert found == read_workbook(str(SAMPLE))


def test_the_sample_saved_as_csv_reads_the_same(tmp_path) -> None:
    for sheet in read_workbook(str(SAMPLE)):
        path = tmp_path / f"{sheet.name}.csv"
        with path.open("w", newline="", encoding="cp1252") as file:
            csv.writer(file, delimiter=";").writerows(sheet.rows)
        (found,) = read_workbook(str(path))
        assert (found.name, found.rows) == (sheet.name, [list(each) for each in sheet.rows])


def test_what_another_program_writes_as_ods(tmp_path) -> None:
    """GDAL's own writer."""
    frame = pandas.DataFrame({"Nama": ["Rina", "Siti"], "Kode": ["007", "19.10"], "Modal": [1500000, 2]})
    write_dataframe(frame, tmp_path / "a.ods", driver="ODS", layer="Bangka")
    (sheet,) = read_workbook(str(tmp_path / "a.ods"))
    assert (sheet.name, sheet.rows) == (
        "Bangka",
        [["Nama", "Kode", "Modal"], ["Rina", "007", "1500000"], ["Siti", "19.10", "2"]],
    )


def test_a_workbook_is_known_by_what_it_holds(tmp_path) -> None:
    misnamed = tmp_path / "survei.csv"
    misnamed.write_bytes(SAMPLE.read_bytes())
    assert len(read_workbook(str(misnamed))) == 7


@pytest.mark.parametrize(
    "xml",
    [
        content(Data=row(cell(CELLS[0][0])))[:-30],
        content(Data=row(cell('office:value-type="float" office:value="x">'))),
        content(
            Data=row(
                cell('table:number-columns-repeated="9999999" office:value-type="string"><text:p>a</text:p>'),
                repeated=9999999,
            )
        ),
    ],
    ids=["cut", "no number", "without end"],
)
def test_a_damaged_ods_is_refused(tmp_path, xml) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_workbook(ods(tmp_path / "a.ods", xml))

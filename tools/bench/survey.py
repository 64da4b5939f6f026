"""A survey workbook imported, checked and classified: the sample's dirty rows again and again, of ever new people."""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Iterator, NamedTuple

from case import Case, Run
from measure import Measure, measured
from openpyxl import Workbook

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.survey_columns import HEADINGS
from ir_plugin.core.register import check_register, classify, create_register, import_survey
from ir_plugin.core.register.survey.sheets import SurveyRow, survey_rows
from processing_scripts.workbook_files import read_workbook

SAMPLE = Path(__file__).parents[2] / "sample_data" / "survei_ir_2025.xlsx"
FOLDER = tempfile.TemporaryDirectory(prefix="bench-survey-")
COLUMNS = tuple(HEADINGS)


class Office(NamedTuple):
    """A workbook, and where the register goes into which it is imported."""

    workbook: Path
    register: Path


def cases() -> list[Case]:
    """The aims are in seconds of CPU, the reading of the workbook among them."""
    return [_case(20_000, seconds=15.0, rounds=3), _case(200_000, seconds=150.0, rounds=1)]


def _case(rows: int, seconds: float, rounds: int) -> Case:
    title = f"A workbook of {rows:,} rows imported, checked and classified"
    return Case("survey", title, partial(_office, rows), _working, rounds=rounds, seconds=seconds, clock="cpu_seconds")


def _working(given: Office) -> Run:
    """Each run begins with an empty register."""

    def run() -> Measure:
        given.register.unlink(missing_ok=True)
        create_register.OPERATION.compute({"REGISTER": str(given.register)}, Context())
        return measured(partial(_work, given))

    return run


def _work(given: Office) -> int:
    """The number of rows that were taken."""
    values = {"REGISTER": str(given.register), "INPUT": read_workbook(str(given.workbook)), "PERIOD": "2025"}
    numbers = import_survey.OPERATION.compute(values, Context()).numbers
    values.clear()
    for operation in (check_register.OPERATION, classify.OPERATION):
        settings = {each.id: getattr(each, "default", None) for each in operation.parameters}
        operation.compute({**settings, "REGISTER": str(given.register)}, Context())
    return int(numbers["N_IMPORTED"])


def _office(rows: int) -> Office:
    office = Office(Path(FOLDER.name) / f"{rows}.xlsx", Path(FOLDER.name) / f"{rows}.gpkg")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append([HEADINGS[column][0] for column in COLUMNS])
    for row in islice(_rows(), rows):
        sheet.append(row)
    book.save(office.workbook)
    return office


def _rows() -> Iterator[list[str]]:
    known = survey_rows(read_workbook(str(SAMPLE))).rows
    for number in range(1_000_000):
        row, other = known[number % len(known)], known[(number * 37 + number // len(known)) % len(known)]
        yield [_cell(row, column, other, number) for column in COLUMNS]


def _cell(row: SurveyRow, column: str, other: SurveyRow, number: int) -> str:
    """As in the sample, but for what tells people apart, and a little apart, for no two stand at one point."""
    text = row.cell(column)
    if column == "kabupaten":
        return text or row.sheet
    if column == "pemilik" and text and other.cell(column):
        return f"{text.split()[0]} {' '.join(other.cell(column).split()[1:])}".strip()
    if column == "nik" and text.isdigit():
        return f"{text[:12]}{number % 9999 + 1:04d}"
    if column == "no_hp" and text:
        return f"0812{number:08d}"
    if column == "lintang" and text.startswith("-") and text[1:].replace(".", "").isdigit() and "." in text:
        return f"{text[:8]}{number:06d}"
    return text

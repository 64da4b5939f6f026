"""Survey workbooks (XLSX with openpyxl, ODS with expat, CSV), every cell as text."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.parsers import expat

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ir_plugin.core.delimited_text import read_delimited
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Sheet
from ir_plugin.core.ods_cells import CONTENT, OdsCells
from ir_plugin.core.workbook import CSV, ODS, UNREADABLE, kind_of, sheet_of

DAMAGE = (
    *(OSError, EOFError, zlib.error, zipfile.BadZipFile, InvalidFileException, expat.ExpatError),
    *(SyntaxError, LookupError, TypeError, ValueError, NotImplementedError, RuntimeError),
)
"""What is raised where a part is missing, cut off (a SyntaxError of the XML) or encrypted."""


def read_workbook(path: str) -> list[Sheet]:
    """The sheets of a workbook in their order; UserError where the file is missing or no workbook."""
    kind = kind_of(path)
    if kind == CSV:
        return read_delimited(path)
    try:
        return _ods(path) if kind == ODS else _xlsx(path)
    except DAMAGE as error:
        raise UserError(UNREADABLE, path=path) from error


def _xlsx(path: str) -> list[Sheet]:
    # By its name openpyxl would refuse a workbook that is called .csv.
    with Path(path).open("rb") as file, closing(openpyxl.load_workbook(file, data_only=True, read_only=True)) as book:
        return [_sheet(sheet, path) for sheet in book.worksheets]


def _sheet(sheet: Any, path: str) -> Sheet:
    """Row by row, for a workbook of many rows does not fit in memory as cells."""
    sheet.reset_dimensions()  # some programs write wrong ones
    return sheet_of(sheet.title, sheet.iter_rows(values_only=True), path)


def _ods(path: str) -> list[Sheet]:
    cells = OdsCells()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = cells.start
    parser.CharacterDataHandler = cells.text
    parser.EndElementHandler = cells.end
    with zipfile.ZipFile(path) as package:
        parser.Parse(package.read(CONTENT), True)
    return cells.sheets(path)

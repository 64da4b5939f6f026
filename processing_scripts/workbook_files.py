"""Survey workbooks read with openpyxl, every cell as text."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Sheet
from ir_plugin.core.workbook import UNREADABLE, require_workbook, sheet_of

DAMAGE = (
    *(OSError, EOFError, zlib.error, zipfile.BadZipFile, InvalidFileException),
    *(SyntaxError, LookupError, TypeError, ValueError, NotImplementedError, RuntimeError),
)
"""What openpyxl raises where a part is missing, cut off (a SyntaxError of the XML) or encrypted."""


def read_workbook(path: str) -> list[Sheet]:
    """The sheets of a workbook in their order; UserError where the file is missing or no workbook."""
    require_workbook(path)
    try:
        book = openpyxl.load_workbook(Path(path), data_only=True, read_only=True)
        with closing(book):
            return [_sheet(sheet, path) for sheet in book.worksheets]
    except DAMAGE as error:
        raise UserError(UNREADABLE, path=path) from error


def _sheet(sheet: Any, path: str) -> Sheet:
    """Row by row, for a workbook of many rows does not fit in memory as cells."""
    sheet.reset_dimensions()  # some programs write wrong ones
    return sheet_of(sheet.title, sheet.iter_rows(values_only=True), path)

"""Survey workbooks read with openpyxl, every cell as text."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

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
        book = openpyxl.load_workbook(Path(path), data_only=True)
    except DAMAGE as error:
        raise UserError(UNREADABLE, path=path) from error
    return [sheet_of(sheet.title, list(sheet.iter_rows(values_only=True)), path) for sheet in book.worksheets]

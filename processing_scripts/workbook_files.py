"""Survey workbooks read with openpyxl, every cell as text."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Sheet
from ir_plugin.core.workbook import UNREADABLE, sheet_of


def read_workbook(path: str) -> list[Sheet]:
    """The sheets of a workbook in their order; UserError where the file is missing or no workbook."""
    try:
        book = openpyxl.load_workbook(Path(path), data_only=True)
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UserError(UNREADABLE, path=path) from error
    return [sheet_of(sheet.title, list(sheet.iter_rows(values_only=True)), path) for sheet in book.worksheets]

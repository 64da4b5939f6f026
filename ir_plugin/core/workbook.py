"""Cells of a workbook as text, the same in both faces, whichever program has read them."""

from __future__ import annotations

import datetime
import os
import re
import zipfile
from sys import intern
from typing import Any, Iterable, List, Sequence

from .errors import UserError
from .layer import Sheet
from .texts import Text

UNREADABLE = Text(
    "Buku kerja {path} tidak dapat dibaca; simpan ulang sebagai .xlsx dan coba lagi.",
    "The workbook {path} cannot be read; save it again as .xlsx and try once more.",
)
ABSENT = Text(
    "Buku kerja {path} tidak ada; periksa nama dan foldernya.",
    "The workbook {path} does not exist; check its name and folder.",
)
XLSX, ODS, CSV, ARCHIVE = "xlsx", "ods", "csv", "zip"
"""The kinds of workbook that both faces read; an archive holds several texts."""

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
ODS_MARK = "application/vnd.oasis.opendocument.spreadsheet"
PARTS = "[Content_Types].xml"
"""The list of parts that every XLSX file has."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What no text has: SQLite ends a text at the first of them."""

DIGITS = 15
"""A spreadsheet computes and shows no more significant digits than these."""


def require_workbook(path: str) -> None:
    """UserError where there is no file of this name."""
    if not os.path.isfile(path):
        raise UserError(ABSENT, path=path)


def kind_of(path: str) -> str:
    """XLSX, ODS, CSV or ARCHIVE, by what the file holds: servers give workbooks the name of a CSV, and the other way
    round.

    UserError where there is no such file or it cannot be opened. What is neither a package nor called a text is taken
    for XLSX, whose reader then says that it cannot be read.
    """
    require_workbook(path)
    try:
        if not zipfile.is_zipfile(path):
            return CSV if is_text(path) else XLSX
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            mark = package.read("mimetype") if "mimetype" in names else b""
            if PARTS not in names and not mark and any(is_text(name) for name in names):
                return ARCHIVE
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise UserError(UNREADABLE, path=path) from error
    return ODS if mark.decode("ascii", "replace").startswith(ODS_MARK) else XLSX


def is_text(path: str) -> bool:
    """Whether a file is called a table of text."""
    return os.path.splitext(path)[1].casefold() in TEXT_ENDINGS


def sheet_of(name: str, rows: Iterable[Sequence[Any]], path: str = "") -> Sheet:
    """A sheet of cell values (None, bool, int, float, str, date, datetime, time), without the empty cells at the ends
    of rows and the empty rows at the end."""
    texts = [without_end([cell_text(value) for value in row]) for row in rows]
    return Sheet(name, without_end(texts), os.path.basename(path))


def file_of(sheets: Sequence[Sheet]) -> str:
    """The file that sheets come from, or their names where they come without one."""
    return ", ".join(dict.fromkeys(sheet.file or sheet.name for sheet in sheets))


def cell_text(value: Any) -> str:
    """The text of a cell, as Sheet says."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        rounded = float(f"{value:.{DIGITS}g}")
        return intern(str(int(rounded)) if rounded.is_integer() else repr(rounded))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    text = str(value)
    return intern(text if text.isprintable() else _CONTROL.sub("", text))  # the same words come again and again


def without_end(items: List[Any]) -> List[Any]:
    """The same list without the empty items at its end."""
    while items and not items[-1]:
        items.pop()
    return items

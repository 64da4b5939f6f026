"""Several tables of text that are one survey, as ODK writes a form with repeat groups: "Form.csv" and, for each group,
"Form-group.csv", in an archive or side by side in a folder."""

from __future__ import annotations

import os
import zipfile
import zlib
from typing import List

from .delimited_text import read_delimited, sheet_of_text
from .errors import UserError
from .layer import Sheet
from .texts import Text
from .workbook import UNREADABLE, is_text

LARGEST = 2_000_000_000
"""Bytes; an archive whose tables are larger together does not fit in memory."""

TOO_LARGE = Text(
    "Arsip {path} berisi tabel yang terlalu besar untuk dibaca sekaligus; bagi ekspornya menurut tanggal.",
    "The archive {path} holds tables that are too large to be read at once; divide the export by date.",
)
PARENT = b"PARENT_KEY"
"""The heading by which the rows of a group name theirs."""


def read_archive(path: str) -> List[Sheet]:
    """The tables of text of an archive, the shortest name first: that is the form's own. Other files, such as photos,
    are passed over.

    UserError where it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [each for each in archive.infolist() if is_text(each.filename)]
            if sum(each.file_size for each in parts) > LARGEST:
                raise UserError(TOO_LARGE, path=path)
            parts.sort(key=lambda each: (len(each.filename), each.filename))
            return [sheet_of_text(archive.read(each), each.filename, path) for each in parts]
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        raise UserError(UNREADABLE, path=path) from error


def read_with_groups(path: str) -> List[Sheet]:
    """The sheet of a CSV file, and those of the repeat groups that lie beside it under its name.

    UserError where one of them cannot be read.
    """
    sheets = read_delimited(path)
    folder, name = os.path.split(path)
    stem, ending = os.path.splitext(name)
    try:
        for each in sorted(os.listdir(folder or ".")):
            if each.startswith(f"{stem}-") and each.endswith(ending):
                with open(os.path.join(folder, each), "rb") as file:
                    heading = file.readline()
                    if PARENT in heading:
                        sheets.append(sheet_of_text(heading + file.read(), each, path))
    except OSError as error:
        raise UserError(UNREADABLE, path=path) from error
    return sheets

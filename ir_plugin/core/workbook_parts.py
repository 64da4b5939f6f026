"""Survey workbooks (XLSX, ODS, CSV) as their cells say, by the XML parser that a face lends.

GDAL reads them too, but as text it tells numbers and texts no longer apart ("8.10E+10" typed as text becomes a phone
number), rounds some numbers, and knows dates only in a few formats: too little for data that are to be repaired.
"""

from __future__ import annotations

import os
import posixpath
import zipfile
import zlib
from typing import IO, Any, Callable, Dict, List, Mapping, Tuple, TypeVar

from .errors import UserError
from .layer import Sheet
from .ods_cells import CONTENT, OdsCells
from .text_tables import read_archive, read_with_groups
from .workbook import ARCHIVE, CSV, ODS, UNREADABLE, kind_of, without_end
from .xlsx_cells import Elements, SharedTexts, SheetCells, number_formats

DAMAGE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, RuntimeError)
"""What reading raises where a part is missing, broken or encrypted."""

MAIN_PART = "/officeDocument"
"""The end of the type under which a package names its workbook."""

Parse = Callable[[IO[bytes], Any], None]
"""Gives a handler the start (name, attributes), the texts and the end of each element of a stream, names with their
prefixes as they stand; ValueError where the XML is damaged."""

Handler = TypeVar("Handler")


def read_workbook(path: str, parse: Parse) -> List[Sheet]:
    """The sheets of a workbook in their order, rows and columns where they stand in the sheet.

    UserError where the file is missing or no workbook.
    """
    kind = kind_of(path)
    if kind == CSV:
        return read_with_groups(path)
    if kind == ARCHIVE:
        return read_archive(path)
    try:
        with zipfile.ZipFile(path) as package:
            parts = Parts(package, parse)
            return parts.read(CONTENT, OdsCells()).sheets(path) if kind == ODS else _sheets(parts, path)
    except DAMAGE as error:
        raise UserError(UNREADABLE, path=path) from error


class Parts:
    """The parts of a package, each read as a stream: a large one does not fit in memory beside its cells."""

    def __init__(self, package: zipfile.ZipFile, parse: Parse) -> None:
        self._package = package
        self._parse = parse

    def read(self, path: str, handler: Handler) -> Handler:
        """The handler, which has seen the whole part; KeyError where there is none."""
        with self._package.open(path) as stream:
            self._parse(stream, handler)
        return handler

    def relations(self, part: str) -> Dict[str, Tuple[str, str]]:
        """Kind and path of each part that a part refers to, by the id of the reference."""
        folder, name = posixpath.split(part)
        listed = self.read(posixpath.join(folder, "_rels", name + ".rels"), Elements("Relationship")).found
        return {
            each["Id"]: (each["Type"], posixpath.normpath(posixpath.join("/" + folder, each["Target"])).lstrip("/"))
            for _, each in listed
        }


def _sheets(parts: Parts, path: str) -> List[Sheet]:
    book, *_ = [target for kind, target in parts.relations("").values() if kind.endswith(MAIN_PART)]
    related = parts.relations(book)
    listed = parts.read(book, Elements("sheet", "workbookPr")).found
    texts = _read_if_there(parts, related, "/sharedStrings", SharedTexts()).texts
    styles = Elements("numFmt", "cellXfs", "cellStyles", "xf")
    formats = number_formats(_read_if_there(parts, related, "/styles", styles))
    from_1904 = any(_counts_from_1904(each) for name, each in listed if name == "workbookPr")
    sheets = []
    for name, (kind, part) in [(each["name"], related[each["id"]]) for name, each in listed if name == "sheet"]:
        if kind.endswith("/worksheet"):
            rows = parts.read(part, SheetCells(texts, formats, from_1904)).rows
            sheets.append(Sheet(name, without_end(rows), os.path.basename(path)))
    return sheets


def _read_if_there(parts: Parts, related: Mapping[str, Tuple[str, str]], kind: str, handler: Handler) -> Handler:
    """The handler, which has seen the part of a kind where the workbook has one."""
    path = next((target for each, target in related.values() if each.endswith(kind)), "")
    return parts.read(path, handler) if path else handler


def _counts_from_1904(properties: Mapping[str, str]) -> bool:
    return properties.get("date1904") in ("1", "true")

"""Survey workbooks (XLSX: ECMA-376, SpreadsheetML; ODS; CSV) as their cells say.

GDAL reads them too, but as text it tells numbers and texts no longer apart ("8.10E+10" typed as text becomes a phone
number), rounds some numbers, and knows dates only in a few formats: too little for data that are to be repaired.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from typing import Dict, List, Tuple

from qgis.PyQt.QtCore import QXmlStreamReader

from ..core.delimited_text import read_delimited
from ..core.errors import UserError
from ..core.layer import Sheet
from ..core.ods_cells import CONTENT, OdsCells
from ..core.workbook import CSV, ODS, UNREADABLE, kind_of, sheet_of
from .workbook_cells import CellReader, content, elements, number_formats

DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, RuntimeError)
"""What reading raises where a part is missing, broken or encrypted."""

MAIN_PART = "/officeDocument"
"""The end of the type under which a package names its workbook."""


def read_workbook(path: str) -> List[Sheet]:
    """The sheets of a workbook in their order, rows and columns where they stand in the sheet.

    UserError where the file is missing or no workbook.
    """
    kind = kind_of(path)
    if kind == CSV:
        return read_delimited(path)
    try:
        with zipfile.ZipFile(path) as package:
            return _ods(package.read(CONTENT), path) if kind == ODS else _sheets(package, path)
    except DAMAGE as error:
        raise UserError(UNREADABLE, path=path) from error


def _sheets(package: zipfile.ZipFile, path: str) -> List[Sheet]:
    book, *_ = [target for kind, target in _relations(package, "").values() if kind.endswith(MAIN_PART)]
    parts = _relations(package, book)
    formats = number_formats(_part(package, parts, "/styles"))
    cells = CellReader(_shared_texts(package, parts), formats, _counts_from_1904(package, book))
    listed = [(each["name"], *parts[each["id"]]) for _, each in elements(package.read(book), "sheet")]
    data = [(name, part) for name, kind, part in listed if kind.endswith("/worksheet")]
    return [sheet_of(name, cells.rows(package.read(part)), path) for name, part in data]


def _relations(package: zipfile.ZipFile, part: str) -> Dict[str, Tuple[str, str]]:
    """Kind and path of each part that a part refers to, by the id of the reference."""
    folder, name = posixpath.split(part)
    data = package.read(posixpath.join(folder, "_rels", name + ".rels"))
    found = {}
    for _, each in elements(data, "Relationship"):
        target = posixpath.normpath(posixpath.join("/" + folder, each["Target"])).lstrip("/")
        found[each["Id"]] = (each["Type"], target)
    return found


def _part(package: zipfile.ZipFile, parts: Dict[str, Tuple[str, str]], kind: str) -> bytes:
    """The part of a kind; b"" where the workbook has none."""
    path = next((target for each, target in parts.values() if each.endswith(kind)), "")
    return package.read(path) if path else b""


def _shared_texts(package: zipfile.ZipFile, parts: Dict[str, Tuple[str, str]]) -> List[str]:
    data = _part(package, parts, "/sharedStrings")
    return [content(reader, "si") for reader, _ in elements(data, "si")]


def _counts_from_1904(package: zipfile.ZipFile, book: str) -> bool:
    return any(each.get("date1904") in ("1", "true") for _, each in elements(package.read(book), "workbookPr"))


def _ods(data: bytes, path: str) -> List[Sheet]:
    cells, reader = OdsCells(), QXmlStreamReader(data)
    while not reader.atEnd():
        reader.readNext()
        if reader.isStartElement():
            listed = reader.attributes()
            attributes = [listed.at(place) for place in range(listed.size())]
            cells.start(reader.qualifiedName(), {each.qualifiedName(): each.value() for each in attributes})
        elif reader.isEndElement():
            cells.end(reader.qualifiedName())
        elif reader.isCharacters():
            cells.text(reader.text())
    if reader.hasError():
        raise ValueError(reader.errorString())
    return cells.sheets(path)

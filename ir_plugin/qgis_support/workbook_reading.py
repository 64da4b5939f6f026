"""Survey workbooks (XLSX, ODS, CSV) parsed with Qt, every cell as text."""

from __future__ import annotations

from typing import IO, Any, List

from qgis.PyQt.QtCore import QXmlStreamReader

from ..core import workbook_parts
from ..core.layer import Sheet

START, END = QXmlStreamReader.TokenType.StartElement, QXmlStreamReader.TokenType.EndElement
CHARACTERS = QXmlStreamReader.TokenType.Characters
CHUNK = 1_000_000
"""Bytes of a part that are parsed at a time."""


def read_workbook(path: str) -> List[Sheet]:
    """The sheets of a workbook in their order; UserError where the file is missing or no workbook."""
    return workbook_parts.read_workbook(path, _parse)


def _parse(stream: IO[bytes], handler: Any) -> None:
    reader = QXmlStreamReader()
    while True:
        data = stream.read(CHUNK)
        if not data:
            break
        reader.addData(data)
        _parse_what_is_there(reader, handler)
        if reader.hasError() and reader.error() != QXmlStreamReader.Error.PrematureEndOfDocumentError:
            break
    if reader.hasError():
        raise ValueError(reader.errorString())


def _parse_what_is_there(reader: QXmlStreamReader, handler: Any) -> None:
    """Up to the end of the document or of the data so far."""
    while not reader.atEnd():
        token = reader.readNext()
        if token == START:
            listed = reader.attributes()
            attributes = [listed.at(place) for place in range(listed.size())]
            handler.start(reader.qualifiedName(), {each.qualifiedName(): each.value() for each in attributes})
        elif token == END:
            handler.end(reader.qualifiedName())
        elif token == CHARACTERS:
            handler.text(reader.text())

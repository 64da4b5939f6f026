"""Survey workbooks (XLSX, ODS, CSV) parsed with expat, every cell as text."""

from __future__ import annotations

from typing import IO, Any
from xml.parsers import expat

from ir_plugin.core import workbook_parts
from ir_plugin.core.layer import Sheet


def read_workbook(path: str) -> list[Sheet]:
    """The sheets of a workbook in their order; UserError where the file is missing or no workbook."""
    return workbook_parts.read_workbook(path, _parse)


def _parse(stream: IO[bytes], handler: Any) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.CharacterDataHandler = handler.text
    parser.EndElementHandler = handler.end
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error

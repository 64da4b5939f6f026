"""A workbook (SpreadsheetML, .xlsx) of plain texts, written with the standard library: the same bytes in every face.

Every cell is a text, so that codes keep their zeros and nothing in a cell becomes a formula.
"""

from __future__ import annotations

from typing import Iterator, Sequence, Tuple

from .layer import Sheet
from .package_writing import XML_HEAD, escaped, letters, package_bytes

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The workbook as a file. What XML cannot hold (control characters) is left out."""
    return package_bytes((name, XML_HEAD + text) for name, text in _parts(sheets))


def _parts(sheets: Sequence[Sheet]) -> Iterator[Tuple[str, str]]:
    numbered = list(enumerate(sheets, start=1))
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number, _ in numbered
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_TYPE}.sheet.main+xml"/>{overrides}</Types>',
    )
    yield "_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")])
    names = "".join(
        f'<sheet name="{escaped(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>' for number, sheet in numbered
    )
    yield "xl/workbook.xml", f'<workbook xmlns="{_CELLS}" xmlns:r="{_DOCUMENT}"><sheets>{names}</sheets></workbook>'
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered]
    yield "xl/_rels/workbook.xml.rels", _relationships(targets)
    for number, sheet in numbered:
        yield f"xl/worksheets/sheet{number}.xml", _sheet(sheet)


def _relationships(targets: Sequence[Tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _sheet(sheet: Sheet) -> str:
    rows = "".join(
        f'<row r="{number}">{"".join(_cells(row, number))}</row>' for number, row in enumerate(sheet.rows, start=1)
    )
    view = '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView>'
    return f'<worksheet xmlns="{_CELLS}"><sheetViews>{view}</sheetViews><sheetData>{rows}</sheetData></worksheet>'


def _cells(row: Sequence[str], number: int) -> Iterator[str]:
    for place, text in enumerate(row):
        if text:
            where = f"{letters(place)}{number}"
            yield f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'

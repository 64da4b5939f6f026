"""OpenDocument spreadsheets as their XML says, for the readers of both faces."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, Sequence
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:{address}"'
    for prefix, address in {
        **{
            each: f"oasis:names:tc:opendocument:xmlns:{each}:1.0"
            for each in ("office", "table", "text", "draw", "config")
        },
        "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"
WIDE = '<table:table-cell table:number-columns-repeated="1014"/>'
DEEP = f'<table:table-row table:number-rows-repeated="1048570">{WIDE}</table:table-row>'

CELLS = (
    ('office:value-type="string"><text:p>0812</text:p>', "0812"),
    ('office:value-type="string" calcext:value-type="string"><text:p>8.10E+10</text:p>', "8.10E+10"),
    ('office:value-type="float" office:value="19.1"><text:p>19,10</text:p>', "19.1"),
    ('office:value-type="float" office:value="1901015002709001"><text:p>1,9E+15</text:p>', "1901015002709001"),
    ('office:value-type="currency" office:value="1500000"><text:p>Rp1.500.000</text:p>', "1500000"),
    ('office:value-type="percentage" office:value="0.25"><text:p>25%</text:p>', "0.25"),
    ('office:value-type="date" office:date-value="2025-03-04"><text:p>04/03/25</text:p>', "2025-03-04"),
    ('office:value-type="date" office:date-value="2025-03-04T10:30:00.5"><text:p>x</text:p>', "2025-03-04"),
    ('office:value-type="time" office:time-value="PT07H30M00S"><text:p>07:30</text:p>', "07:30:00"),
    ('office:value-type="time" office:time-value="PT30H00M00S"><text:p>30:00</text:p>', "PT30H00M00S"),
    ('office:value-type="boolean" office:boolean-value="true"><text:p>BENAR</text:p>', "1"),
    ('office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p>', "#N/A"),
    ('office:value-type="string"><text:p>Kue <text:span>ba</text:span>sah</text:p><text:p>2</text:p>', "Kue basah\n2"),
    ('office:value-type="string"><text:p>a<text:s text:c="2"/>b<text:line-break/>c</text:p>', "a  b\nc"),
    ('office:value-type="string"><text:p>=1+1 &lt;b&gt; &amp;</text:p>', "=1+1 <b> &"),
    (
        'office:value-type="string"><office:annotation><text:p>catatan</text:p></office:annotation><text:p>isi</text:p>',
        "isi",
    ),
)
"""The inside of a cell behind its name, and the text that it means."""


def cell(inside: str) -> str:
    return f"<table:table-cell {inside}</table:table-cell>"


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}{WIDE}</table:table-row>'


def written(value: Any) -> str:
    """A cell as LibreOffice writes it."""
    if value is None:
        return "<table:table-cell/>"
    if hasattr(value, "isoformat"):
        return cell(f'office:value-type="date" office:date-value="{value.isoformat()}"><text:p>?</text:p>')
    if isinstance(value, (int, float)):
        return cell(f'office:value-type="float" office:value="{value!r}"><text:p>?</text:p>')
    lines = "".join(f"<text:p>{_spaces(escape(line))}</text:p>" for line in value.split("\n"))
    return cell(f'office:value-type="string">{lines}')


def _spaces(line: str) -> str:
    return line.replace("  ", " <text:s/>")


def ods(path: Path, content: str) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
    return str(path)


def content(**sheets: str) -> str:
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{rows}{DEEP}</table:table>" for name, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return f"<office:document-content {NAMESPACES}>{body}</office:document-content>"


def rows_of(values: Sequence[Sequence[Any]]) -> str:
    return "".join(row(*map(written, each)) for each in values)

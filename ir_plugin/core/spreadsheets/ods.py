"""Sheets as OpenDocument (.ods, ODF 1.2), on A4 landscape as wide as the page; numbers in the language's own form."""

from __future__ import annotations

from typing import Dict, Iterator, List, Sequence, Set, Tuple

from ..package_writing import XML_HEAD, escaped, package_bytes
from ..workbook import ODS_MARK as ODS_TYPE
from .layout import SheetCell, SheetLayout
from .styles import FONT, LINES, RIGHT, STYLES, Style

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}"'
    for prefix, space in (
        ("office", "office:1.0"),
        ("style", "style:1.0"),
        ("text", "text:1.0"),
        ("table", "table:1.0"),
        ("number", "datastyle:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
        ("meta", "meta:1.0"),
        ("config", "config:1.0"),
    )
)
_OTHERS = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
_VERSION = 'office:version="1.2"'
COUNTRIES = {"id": "ID", "en": "GB"}
MILLIMETRES_A_LETTER = 1.95
_ALIGN = {RIGHT: "end", "left": "start"}


def ods_bytes(sheets: Sequence[SheetLayout], language: str) -> bytes:
    """The workbook as a file."""
    return package_bytes(_parts(sheets, language), stored=("mimetype",))


def _parts(sheets: Sequence[SheetLayout], language: str) -> Iterator[Tuple[str, str]]:
    yield "mimetype", ODS_TYPE
    content = {
        "content": f"{_automatic(sheets, language)}<office:body><office:spreadsheet>"
        f"{''.join(_sheet(number, sheet) for number, sheet in enumerate(sheets))}</office:spreadsheet></office:body>",
        "styles": _page_style(),
        "meta": f"<office:meta><dc:title>{escaped(sheets[0].title)}</dc:title><dc:creator>Klaster IR</dc:creator>"
        f"<dc:language>{language}-{COUNTRIES[language]}</dc:language></office:meta>",
        "settings": _settings(sheets),
    }
    for name, body in content.items():
        root = "office:document-" + name
        yield f"{name}.xml", f"{XML_HEAD}<{root} {_SPACES} {_OTHERS} {_VERSION}>{body}</{root}>"
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>' for name in content
    )
    yield (
        "META-INF/manifest.xml",
        f'{XML_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        f"{files}</manifest:manifest>",
    )


def _automatic(sheets: Sequence[SheetLayout], language: str) -> str:
    """The styles of cells, columns and rows."""
    numbers = "".join(
        f'<number:number-style style:name="N{decimals}" number:language="{language}" '
        f'number:country="{COUNTRIES[language]}"><number:number number:decimal-places="{decimals}" '
        f'number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
        for decimals in sorted({style.decimals for style in STYLES if style.decimals is not None})
    )
    widths = sorted({width for sheet in sheets for width in sheet.widths})
    heights = sorted({height for sheet in sheets for height in sheet.heights.values()})
    columns = "".join(
        f'<style:style style:name="{_column(width)}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * MILLIMETRES_A_LETTER:.1f}mm"/></style:style>'
        for width in widths
    )
    rows = "".join(
        f'<style:style style:name="{_height(height)}" style:family="table-row"><style:table-row-properties '
        f'style:row-height="{height:.1f}pt" style:use-optimal-row-height="false"/></style:style>'
        for height in heights
    )
    sheet = '<style:style style:name="sheet" style:family="table" style:master-page-name="landscape"/>'
    cells = "".join(map(_cell_style, STYLES))
    return f"<office:automatic-styles>{numbers}{columns}{rows}{sheet}{cells}</office:automatic-styles>"


def _column(width: float) -> str:
    return f"column{width:.1f}".replace(".", "_")


def _height(height: float) -> str:
    return f"row{height:.1f}".replace(".", "_")


def _cell_style(style: Style) -> str:
    number = "" if style.decimals is None else f' style:data-style-name="N{style.decimals}"'
    fill = f' fo:background-color="#{style.fill}"' if style.fill else ""
    line = f' fo:border="0.5pt solid #{LINES}"' if style.lined else ""
    wrap = ' fo:wrap-option="wrap"' if style.wrap else ""
    weight = ' fo:font-weight="bold"' if style.bold else ""
    return (
        f'<style:style style:name="{style.name}" style:family="table-cell"{number}>'
        f'<style:table-cell-properties style:vertical-align="middle"{fill}{line}{wrap} fo:padding="0.6mm"/>'
        f'<style:paragraph-properties fo:text-align="{_ALIGN.get(style.align, style.align)}"/>'
        f'<style:text-properties style:font-name="{FONT}" fo:font-family="{FONT}" fo:font-size="{style.size}pt" '
        f'fo:color="#{style.colour}"{weight}/></style:style>'
    )


def _page_style() -> str:
    return (
        '<office:automatic-styles><style:page-layout style:name="a4"><style:page-layout-properties '
        'fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" fo:margin="12mm" '
        'style:scale-to-X="1" style:scale-to-Y="0" style:table-centering="horizontal"/><style:footer-style>'
        '<style:header-footer-properties fo:min-height="7mm" fo:margin-top="4mm"/></style:footer-style>'
        "</style:page-layout>"
        "</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="landscape" style:page-layout-name="a4"><style:footer><text:p>'
        "<text:sheet-name>-</text:sheet-name>  <text:page-number>1</text:page-number> / <text:page-count>1"
        "</text:page-count></text:p></style:footer></style:master-page></office:master-styles>"
    )


def _settings(sheets: Sequence[SheetLayout]) -> str:
    """What stays in sight while one scrolls."""
    entries = "".join(
        f'<config:config-item-map-entry config:name="{escaped(sheet.name)}">'
        + "".join(
            f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
            for name, kind, value in _frozen(number, sheet)
        )
        + "</config:config-item-map-entry>"
        for number, sheet in enumerate(sheets)
    )
    return (
        '<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed '
        'config:name="Views"><config:config-item-map-entry><config:config-item-map-named config:name="Tables">'
        f"{entries}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings>"
    )


def _frozen(number: int, sheet: SheetLayout) -> List[Tuple[str, str, str]]:
    below, right = sheet.head[1] + 1 if sheet.stubs else 0, sheet.stubs if number else 0
    return [
        ("ShowGrid", "boolean", "false"),
        ("HorizontalSplitMode", "short", "2" if right else "0"),
        ("VerticalSplitMode", "short", "2" if below else "0"),
        ("HorizontalSplitPosition", "int", str(right)),
        ("VerticalSplitPosition", "int", str(below)),
        ("PositionRight", "int", str(right)),
        ("PositionBottom", "int", str(below)),
    ]


def _sheet(number: int, sheet: SheetLayout) -> str:
    columns = "".join(f'<table:table-column table:style-name="{_column(width)}"/>' for width in sheet.widths)
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.spans}
    covered = {
        (row, column)
        for top, left, bottom, right in sheet.spans
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    rows = [_row(sheet, row, spans, covered) for row in range(sheet.rows)]
    first, last = sheet.head
    if sheet.stubs:
        head = "".join(rows[first : last + 1])
        rows[first : last + 1] = [f"<table:table-header-rows>{head}</table:table-header-rows>"]
    opening = f'<table:table table:name="{escaped(sheet.name)}" table:style-name="sheet">'
    return f"{opening}{columns}{''.join(rows)}</table:table>"


def _row(
    sheet: SheetLayout, row: int, spans: Dict[Tuple[int, int], Tuple[int, int]], covered: Set[Tuple[int, int]]
) -> str:
    cells = []
    for column in range(len(sheet.widths)):
        place, cell = (row, column), sheet.cells.get((row, column))
        if place in covered:
            cells.append("<table:covered-table-cell/>")
        elif cell is None:
            cells.append("<table:table-cell/>")
        else:
            rows, columns = spans.get(place, (1, 1))
            span = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
            cells.append(_cell(cell, span if place in spans else ""))
    style = f' table:style-name="{_height(sheet.heights[row])}"' if row in sheet.heights else ""
    return f"<table:table-row{style}>{''.join(cells)}</table:table-row>"


def _cell(cell: SheetCell, span: str) -> str:
    style = f' table:style-name="{cell.style.name}"'
    if not isinstance(cell.value, str):
        value = f' office:value-type="float" office:value="{cell.value!r}"'
        return f"<table:table-cell{style}{span}{value}/>"
    words = escaped(cell.value)
    if cell.link:
        words = f'<text:a xlink:type="simple" xlink:href="#{escaped(cell.link)}">{words}</text:a>'
    lines = "".join(f"<text:p>{line}</text:p>" for line in words.split("\n"))
    return f'<table:table-cell{style}{span} office:value-type="string">{lines}</table:table-cell>'

"""Sheets as SpreadsheetML (.xlsx, ECMA-376), on A4 landscape as wide as the page.

Words stay words, whatever they begin with. Numbers are numbers: how their thousands stand apart is up to the format of
the cell, in the language of the workbook.
"""

from __future__ import annotations

from typing import Iterator, List, Mapping, Optional, Sequence, Tuple

from ..package_writing import XML_HEAD, escaped, letters, package_bytes
from .layout import SheetCell, SheetLayout
from .styles import FONT, INK, LINES, NUMBER_LOCALES, RIGHT, STYLES, Style

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_MARK_FORMAT, _OWN_FORMATS = 164, 165
"""Formats of cells with smaller numbers are those of the program."""

OFF_THE_LINE = "_)"
"""In a format: as much room as this sign takes, so that numbers and marks do not stand on the line beside them."""

_NUMBERS: Mapping[Style, int] = {style: number for number, style in enumerate(STYLES, start=1)}


def xlsx_bytes(sheets: Sequence[SheetLayout], language: str) -> bytes:
    """The workbook as a file."""
    return package_bytes((name, XML_HEAD + text) for name, text in _parts(sheets, language))


def _parts(sheets: Sequence[SheetLayout], language: str) -> Iterator[Tuple[str, str]]:
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    kinds += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number, _ in enumerate(sheets, start=1)]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds)
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Override PartName="/docProps/core.xml" ContentType="application/'
        f'vnd.openxmlformats-package.core-properties+xml"/>{overrides}</Types>',
    )
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    office = f"{_DOCUMENT}/officeDocument"
    yield "_rels/.rels", _relationships([(office, "xl/workbook.xml"), (core, "docProps/core.xml")])
    yield "docProps/core.xml", _properties(sheets[0].title, language)
    yield "xl/workbook.xml", _workbook(sheets)
    targets = [(f"{_DOCUMENT}/worksheet", f"worksheets/sheet{number}.xml") for number, _ in enumerate(sheets, start=1)]
    yield "xl/_rels/workbook.xml.rels", _relationships([*targets, (f"{_DOCUMENT}/styles", "styles.xml")])
    yield "xl/styles.xml", _styles(language)
    for number, sheet in enumerate(sheets, start=1):
        yield f"xl/worksheets/sheet{number}.xml", _sheet(sheet, number == 1)


def _relationships(targets: Sequence[Tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _properties(title: str, language: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>Klaster IR</dc:creator>"
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _workbook(sheets: Sequence[SheetLayout]) -> str:
    names = "".join(
        f'<sheet name="{escaped(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">'
        f"'{_quoted(sheet.name)}'!${sheet.head[0] + 1}:${sheet.head[1] + 1}</definedName>"
        for number, sheet in enumerate(sheets)
        if sheet.stubs
    )
    return (
        f'<workbook xmlns="{_CELLS}" xmlns:r="{_DOCUMENT}"><sheets>{names}</sheets>'
        f"<definedNames>{titles}</definedNames></workbook>"
    )


def _quoted(name: str) -> str:
    return escaped(name).replace("'", "''")


def _sheet(sheet: SheetLayout, is_first: bool) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width:.2f}" customWidth="1"/>'
        for place, width in enumerate(sheet.widths, start=1)
    )
    spans = "".join(f'<mergeCell ref="{_area(span)}"/>' for span in sheet.spans)
    links = "".join(
        f'<hyperlink ref="{letters(column)}{row + 1}" location="\'{_quoted(cell.link)}\'!A1"/>'
        for (row, column), cell in sorted(sheet.cells.items())
        if cell.link
    )
    return (
        f'<worksheet xmlns="{_CELLS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"<sheetViews>{_view(sheet, is_first)}</sheetViews>"
        f"<cols>{columns}</cols><sheetData>{''.join(_rows(sheet))}</sheetData>"
        + (f'<mergeCells count="{len(sheet.spans)}">{spans}</mergeCells>' if spans else "")
        + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
        + '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>&amp;L{escaped(sheet.name)}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    )


def _view(sheet: SheetLayout, is_first: bool) -> str:
    selected = ' tabSelected="1"' if is_first else ""
    below, right = sheet.head[1] + 1, sheet.stubs if not is_first else 0
    if not sheet.stubs:
        return f'<sheetView showGridLines="0"{selected} workbookViewId="0"/>'
    across = f'xSplit="{right}" ' if right else ""
    pane = "bottomRight" if right else "bottomLeft"
    return (
        f'<sheetView showGridLines="0"{selected} workbookViewId="0"><pane {across}ySplit="{below}" '
        f'topLeftCell="{letters(right)}{below + 1}" activePane="{pane}" state="frozen"/></sheetView>'
    )


def _area(span: Tuple[int, int, int, int]) -> str:
    top, left, bottom, right = span
    return f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"


def _rows(sheet: SheetLayout) -> Iterator[str]:
    styles = {place: cell.style for place, cell in sheet.cells.items()}
    for top, left, bottom, right in sheet.spans:
        places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        styles.update(dict.fromkeys(places, styles[top, left]))  # lines around the whole of it
    by_row: List[List[Tuple[int, Style]]] = [[] for _ in range(sheet.rows)]
    for (row, column), style in sorted(styles.items()):
        by_row[row].append((column, style))
    for row, columns in enumerate(by_row):
        height = f' ht="{sheet.heights[row]:.1f}" customHeight="1"' if row in sheet.heights else ""
        cells = "".join(
            _cell(f"{letters(column)}{row + 1}", sheet.cells.get((row, column)), style) for column, style in columns
        )
        yield f'<row r="{row + 1}"{height}>{cells}</row>'


def _cell(where: str, cell: Optional[SheetCell], style: Style) -> str:
    number = _NUMBERS[style]
    if cell is None or cell.value == "":
        return f'<c r="{where}" s="{number}"/>'
    if isinstance(cell.value, str):
        words = f'<is><t xml:space="preserve">{escaped(cell.value)}</t></is>'
        return f'<c r="{where}" s="{number}" t="inlineStr">{words}</c>'
    return f'<c r="{where}" s="{number}"><v>{cell.value!r}</v></c>'


def _styles(language: str) -> str:
    decimals = sorted({style.decimals for style in STYLES if style.decimals is not None})
    formats = {each: _OWN_FORMATS + number for number, each in enumerate(decimals)}
    codes = f'<numFmt numFmtId="{_MARK_FORMAT}" formatCode="@{OFF_THE_LINE}"/>' + "".join(
        f'<numFmt numFmtId="{number}" formatCode="{_number_format(each, language)}"/>'
        for each, number in formats.items()
    )
    line = f'style="thin"><color rgb="FF{LINES}"/>'
    sides = "".join(f"<{side} {line}</{side}>" for side in ("left", "right", "top", "bottom"))
    plain = f'<font><sz val="10"/><color rgb="FF{INK}"/><name val="{FONT}"/></font>'
    fills = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    fills += "".join(_fill(style.fill) for style in STYLES)
    each = "".join(_format(number, style, formats) for number, style in enumerate(STYLES, start=1))
    return (
        f'<styleSheet xmlns="{_CELLS}"><numFmts count="{len(formats) + 1}">{codes}</numFmts>'
        f'<fonts count="{len(STYLES) + 1}">{plain}{"".join(map(_font, STYLES))}</fonts>'
        f'<fills count="{len(STYLES) + 2}">{fills}</fills>'
        f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{sides}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(STYLES) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f"{each}</cellXfs>"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _number_format(decimals: int, language: str) -> str:
    """Thousands apart, in the language of the workbook; a program that has no such language takes its own."""
    return f"[$-{NUMBER_LOCALES[language]}]#,##0{'.' if decimals else ''}{'0' * decimals}{OFF_THE_LINE}"


def _font(style: Style) -> str:
    marks = ("<b/>" if style.bold else "") + ("<i/>" if style.italic else "")
    return f'<font>{marks}<sz val="{style.size}"/><color rgb="FF{style.colour}"/><name val="{FONT}"/></font>'


def _fill(colour: str) -> str:
    if not colour:
        return '<fill><patternFill patternType="none"/></fill>'
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'


def _format(number: int, style: Style, formats: Mapping[int, int]) -> str:
    kind = formats[style.decimals] if style.decimals is not None else _MARK_FORMAT if style.align == RIGHT else 0
    wrap = ' wrapText="1"' if style.wrap else ""
    off_the_lines = ' indent="1"' if style.is_indented and style.align != RIGHT else ""
    return (
        f'<xf numFmtId="{kind}" fontId="{number}" fillId="{number + 1}" borderId="{int(style.lined)}" xfId="0" '
        'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{style.align}" vertical="center"{off_the_lines}{wrap}/></xf>'
    )

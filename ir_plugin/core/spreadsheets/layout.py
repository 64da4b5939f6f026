"""Where everything of a document stands on a sheet: title, paragraphs, one table after another, notes below."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Dict, List, NamedTuple, Sequence, Tuple, Union

from ..documents import Cell, Document, Link, Paragraph, Table
from ..figures import MISSING
from ..table_words import plain
from . import styles
from .styles import Style

NARROWEST, WIDEST, OF_LINKS, OF_NUMBERS = 7.0, 44.0, 100.0, 11.0
WORDS_ACROSS = 200.0
"""Widths in letters: of a column, of one of links, which programs do not break, of one of numbers, of all columns of
words together."""

INDENT = 2.0
"""Letters that a cell leaves beside its line."""

POINTS_A_LINE = 1.35
"""Height of a line beside the size of its letters."""


class SheetCell(NamedTuple):
    """value: words or a number. link: the sheet that a click leads to."""

    value: Union[str, int, float]
    style: Style
    link: str = ""


Span = Tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0: one cell as large as these."""


@dataclass
class SheetLayout:
    """name: of the sheet. cells: by row and column, from 0. widths: of the columns in letters. heights: of the rows in
    points. head: the first and last row of the headings of the first table, which stay in sight and come again on every
    page. stubs: the columns that stay in sight."""

    name: str
    title: str
    cells: Dict[Tuple[int, int], SheetCell] = field(default_factory=dict)
    spans: List[Span] = field(default_factory=list)
    widths: List[float] = field(default_factory=list)
    heights: Dict[int, float] = field(default_factory=dict)
    head: Tuple[int, int] = (0, 0)
    stubs: int = 0
    rows: int = 0


def layout(document: Document, name: str, language: str) -> SheetLayout:
    """A document of paragraphs and tables as a sheet. ValueError for what a sheet cannot show, such as a chart."""
    sheet = SheetLayout(name, document.title.in_language(language))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    sheet.widths = _widths(tables, language)
    _line(sheet, sheet.title, styles.TITLE)
    below = False
    for number, block in enumerate(document.blocks):
        if isinstance(block, Table):
            sheet.rows += 1
            _table(sheet, block, language)
            sheet.rows += 1
            below = True
        elif isinstance(block, Paragraph):
            look = styles.WARNING if block.warning else styles.NOTE if below else styles.PLACE
            _line(sheet, block.words.in_language(language), look)
        else:
            raise ValueError(f"{type(block).__name__} at {number}")
    return sheet


def _widths(tables: Sequence[Table], language: str) -> List[float]:
    widths = [NARROWEST] * max((len(table.headings) for table in tables), default=1)
    for table in tables:
        columns = [[row[place] for row in table.rows] for place, _ in enumerate(table.headings)]
        of_words = sum(not any(map(_is_number, cells)) for cells in columns[: _stubs(table)])
        widest = min(WIDEST, WORDS_ACROSS / max(of_words, 1))
        for place, (heading, cells) in enumerate(zip(table.headings, columns)):
            word = max((len(each) for each in heading.in_language(language).split()), default=0) + 2.0
            longest = max((len(plain(cell, language)) for cell in cells if not _is_number(cell)), default=0)
            words = longest + 2.0 + INDENT
            wanted = OF_NUMBERS if place >= _stubs(table) else min(words, OF_LINKS if _has_links(cells) else widest)
            widths[place] = max(widths[place], wanted, word)
    return widths


def _stubs(table: Table) -> int:
    """The columns that say what a row is; all of them where nothing stands above the headings."""
    return table.over[0][1] if table.over else len(table.headings)


def _has_links(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell, Link) for cell in cells)


def _line(sheet: SheetLayout, words: str, style: Style) -> None:
    """Words across the whole sheet."""
    last, width = len(sheet.widths) - 1, sum(sheet.widths)
    sheet.cells[sheet.rows, 0] = SheetCell(words, style)
    sheet.spans += [(sheet.rows, 0, sheet.rows, last)] if last else []
    sheet.heights[sheet.rows] = _height([(words, width, style)])
    sheet.rows += 1


def _table(sheet: SheetLayout, table: Table, language: str) -> None:
    first = sheet.rows
    if table.over:
        _over(sheet, table, language)
    headings = [heading.in_language(language) for heading in table.headings]
    for place, heading in enumerate(headings):
        if (sheet.rows, place) not in sheet.cells:
            sheet.cells[sheet.rows, place] = SheetCell(heading, styles.HEADING)
    sheet.heights[sheet.rows] = _height(
        [(heading, width, styles.HEADING) for heading, width in zip(headings, sheet.widths)]
    )
    if not sheet.stubs:
        sheet.head = (first, sheet.rows)
        sheet.stubs = _stubs(table) if table.over else 1
    sheet.rows += 1
    body = sheet.rows
    for number, row in enumerate(table.rows):
        _row(sheet, row, _stubs(table), number in table.totals, language)
    for place in range(table.groups):
        sheet.spans += _groups(table, place, body)


def _over(sheet: SheetLayout, table: Table, language: str) -> None:
    """The headings above; where there is none the heading itself takes both lines."""
    place = 0
    for words, width in table.over:
        if words.in_language(language):
            for each in range(width):
                told = words.in_language(language) if not each else ""
                sheet.cells[sheet.rows, place + each] = SheetCell(told, styles.HEADING)
            sheet.spans += [(sheet.rows, place, sheet.rows, place + width - 1)] if width > 1 else []
        else:
            for each in range(place, place + width):
                heading = table.headings[each].in_language(language)
                sheet.cells[sheet.rows, each] = SheetCell(heading, styles.HEADING)
                sheet.cells[sheet.rows + 1, each] = SheetCell("", styles.HEADING)
                sheet.spans.append((sheet.rows, each, sheet.rows + 1, each))
        place += width
    sheet.heights[sheet.rows] = _height([("x", 10.0, styles.HEADING)])
    sheet.rows += 1


def _row(sheet: SheetLayout, row: Sequence[Cell], stubs: int, is_total: bool, language: str) -> None:
    made = [_cell(cell, place >= stubs, language) for place, cell in enumerate(row)]
    for place, cell in enumerate(made):
        look = styles.OF_TOTALS[cell.style] if is_total else cell.style
        sheet.cells[sheet.rows, place] = cell._replace(style=look)
    words = [(cell.value, width, cell.style) for cell, width in zip(made, sheet.widths) if isinstance(cell.value, str)]
    sheet.heights[sheet.rows] = _height(words)
    sheet.rows += 1


def _cell(cell: Cell, is_figure: bool, language: str) -> SheetCell:
    """is_figure: it stands in a column of numbers."""
    if cell is None or isinstance(cell, float) and not math.isfinite(cell):
        return SheetCell(MISSING, styles.MARK)
    if isinstance(cell, float):
        return SheetCell(cell, styles.SHARE)
    if isinstance(cell, int):
        return SheetCell(cell, styles.COUNT)
    words = plain(cell, language)
    if isinstance(cell, Link):
        return SheetCell(words, styles.LINK, cell.address)
    return SheetCell(words, styles.MARK if is_figure else styles.WORDS)


def _groups(table: Table, place: int, body: int) -> List[Span]:
    """The cells that belong to the one above them, as one."""
    spans, first = [], 0
    for number in range(1, len(table.rows) + 1):
        if number == len(table.rows) or table.rows[number][: place + 1] != table.rows[first][: place + 1]:
            if number - first > 1:
                spans.append((body + first, place, body + number - 1, place))
            first = number
    return spans


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, (int, float))


def _height(texts: Sequence[Tuple[str, float, Style]]) -> float:
    """The height of a row, in points, in which these words find room in their widths."""
    heights = [10 * POINTS_A_LINE]
    for words, width, style in texts:
        room = width - INDENT if style.is_indented else width
        letters = max(room * 10.0 / style.size * (1.0 if style.bold else 1.08) - 1.0, 1.0)
        lines = sum(max(1, math.ceil(len(line) / letters)) for line in words.split("\n"))
        heights.append(lines * style.size * POINTS_A_LINE)
    return max(heights) + 3.0

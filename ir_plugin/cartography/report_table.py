"""Tables of a document as tables of Qt: their heading rows come again on every page."""

from __future__ import annotations

from typing import Callable, List, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from ..core.documents import Table, Tiles
from ..core.table_words import numeric_columns, plain, rows_in_words

LETTERS, FIGURE, LABEL = 8.5, 17.0, 8.0
"""In points: of tables, of the figure of a tile, and of what it is."""

INK, STRONG, QUIET, RULE, HEAD = "#222222", "#1f4e79", "#555555", "#d5d9de", "#e9eef4"
FIGURE_WIDTH = 7.6
"""Of a column of figures, in per cent of the page."""

LETTER_WIDTH, PADDING = 0.98, 1.5
"""Of a letter, in per cent of the page; and how many letters the room beside a cell takes."""

LEAST, MOST = 1.0, 46
"""What every column gets more than its longest word, in per cent; how many letters a cell is taken for at most."""

LEFT, CENTRE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
Pixels = Callable[[float], float]


def insert_table(cursor: QTextCursor, table: Table, language: str, pixels: Pixels) -> QTextTable:
    """The table behind the cursor, as wide as the page."""
    sides = [RIGHT if of_numbers else LEFT for of_numbers in numeric_columns(table)]
    rows = [[plain(cell, language) for cell in row] for row in rows_in_words(table)]
    headings = [words.in_language(language) for words in table.headings]
    first = 2 if table.over else 1
    form = _format(_widths(table, headings, rows), pixels(0.55))
    form.setHeaderRowCount(first)
    made = cursor.insertTable(first + len(rows), len(headings), form)
    if table.over:
        _write_over(made, table, language, pixels)
    for column, words in enumerate(headings):
        _cell(made, first - 1, column, words, sides[column], True, HEAD, pixels)
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            _cell(made, first + number, column, words, sides[column], number in table.totals, "", pixels)
    return made


def insert_tiles(cursor: QTextCursor, tiles: Tiles, language: str, pixels: Pixels) -> QTextTable:
    """The figures side by side, each above its words."""
    made = cursor.insertTable(
        1, len(tiles.entries), _format([100.0 / len(tiles.entries)] * len(tiles.entries), pixels(0.5))
    )
    for column, (figure, words) in enumerate(tiles.entries):
        at = made.cellAt(0, column).firstCursorPosition()
        at.insertText(figure.in_language(language), _letters(at, FIGURE, STRONG, True))
        at.insertBlock()
        at.insertText(words.in_language(language), _letters(at, LABEL, QUIET, False))
    return made


def _write_over(made: QTextTable, table: Table, language: str, pixels: Pixels) -> None:
    column = 0
    for words, width in table.over:
        if width > 1:
            made.mergeCells(0, column, 1, width)
        _cell(made, 0, column, words.in_language(language), CENTRE, True, HEAD, pixels)
        column += width


def _format(shares: Sequence[float], padding: float) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorder(0)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    form.setCellSpacing(0)
    form.setCellPadding(padding)
    form.setBottomMargin(2 * padding)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
    return form


def _widths(table: Table, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> List[float]:
    """In per cent: FIGURE_WIDTH for each figure; of the rest each column has what its longest word takes, and what is
    left by the longest words of whole cells, but of headings single words, which may break."""
    columns = range(len(headings) - table.figures)
    cells = [[row[at] for row in rows] for at in columns]
    floors = [LETTER_WIDTH * (_longest_word([headings[at], *cells[at]]) + PADDING) for at in columns]
    wanted = [LETTER_WIDTH * min(max(map(len, cells[at]), default=0), MOST) for at in columns]
    left = 100.0 - FIGURE_WIDTH * table.figures
    more = [max(want - floor, 0.0) + LEAST for want, floor in zip(wanted, floors)]
    rest = max(left - sum(floors), 0.0)
    shares = [floor + rest * each / sum(more) for floor, each in zip(floors, more)]
    return [*(left * each / sum(shares) for each in shares), *[FIGURE_WIDTH] * table.figures]


def _longest_word(texts: Sequence[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _cell(
    made: QTextTable, row: int, column: int, words: str, side: Qt.AlignmentFlag, bold: bool, fill: str, pixels: Pixels
) -> None:
    cell: QTextTableCell = made.cellAt(row, column)
    form = QTextTableCellFormat(cell.format().toTableCellFormat())
    form.setFontPointSize(LETTERS)  # an empty cell is no higher than others
    form.setBottomBorder(pixels(0.15))
    form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBottomBorderBrush(QColor(RULE))
    if fill:
        form.setBackground(QColor(fill))
    form.setVerticalAlignment(
        QTextCharFormat.VerticalAlignment.AlignBottom if fill else QTextCharFormat.VerticalAlignment.AlignTop
    )
    cell.setFormat(form)
    at = cell.firstCursorPosition()
    block = QTextBlockFormat()
    block.setAlignment(side)
    at.setBlockFormat(block)
    at.insertText(words, _letters(at, LETTERS, INK, bold))


def _letters(at: QTextCursor, points: float, colour: str, bold: bool) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(at.document().defaultFont())
    letters.setFontPointSize(points)
    letters.setForeground(QColor(colour))
    letters.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return letters

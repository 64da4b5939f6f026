"""A table's cells as words: numbers written in both languages, with common decimals in each column."""

from __future__ import annotations

import math
from typing import Iterator, List, Optional, Sequence

from .documents import Cell, Code, Lines, Link, Table
from .figures import aligned, common_decimals, figure
from .texts import Text

WORDS = (Text, Code, Link, Lines, str)


def numeric_columns(table: Table) -> List[bool]:
    """Which columns hold numbers; words may stand among them."""
    first = len(table.headings) - table.figures
    return [at >= first or bool(_numbers(column)) for at, column in enumerate(_columns(table))]


def rows_in_words(table: Table) -> Iterator[Sequence[Cell]]:
    """The rows with every number as a Text, without the cells that only go on with the group above."""
    decimals = [common_decimals(_numbers(column), table.digits) for column in _columns(table)]
    for row in _with_groups_once(table):
        yield [_in_words(cell, of_column, table.digits) for cell, of_column in zip(row, decimals)]


def _columns(table: Table) -> Sequence[Sequence[Cell]]:
    return list(zip(*table.rows)) or [()] * len(table.headings)


def _in_words(cell: Cell, decimals: Optional[int], digits: int) -> Cell:
    if isinstance(cell, WORDS):
        return cell
    value = math.nan if cell is None else float(cell)
    return figure(value, digits) if decimals is None else aligned(value, decimals)


def _with_groups_once(table: Table) -> Iterator[Sequence[Cell]]:
    """The rows, without the cells that only go on with the group above."""
    above: Sequence[Cell] = ()
    for row in table.rows:
        goes_on = 0
        while above and goes_on < table.groups and row[goes_on] == above[goes_on]:
            goes_on += 1
        yield ("",) * goes_on + tuple(row[goes_on:])
        above = row


def _numbers(column: Sequence[Cell]) -> List[float]:
    return [float(cell) for cell in column if cell is not None and not isinstance(cell, WORDS)]


def plain(cell: Cell, language: str) -> str:
    """A cell of words as plain text; lines below one another with line ends between them."""
    if isinstance(cell, Lines):
        return "\n".join(plain(each, language) for each in cell.lines)
    if isinstance(cell, Link):
        return cell.words.in_language(language)
    if isinstance(cell, Code):
        return f"{cell.words} {cell.meaning.in_language(language)}".rstrip()
    return cell.in_language(language) if isinstance(cell, Text) else str(cell)

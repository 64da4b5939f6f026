"""The key figures of a report as tiles, and its charts; what the tables hide is in neither."""

from __future__ import annotations

import math
from typing import List, Optional, Sequence, Tuple

from ...bar_rows import BarRow, BarRows
from ...documents import Cell, Paragraph, Table, Tiles
from ...figures import aligned
from ...industry.disaggregated_tables import DisaggregatedTable
from ...texts import Text, joined, same
from ..disaggregated.edition import Edition
from ..disaggregated.pages import HIDDEN, table_of
from .content import Content

COUNTED = Text("industri rumahan yang dihitung", "home industries counted")
OWNED_BY_WOMEN = Text("milik perempuan", "owned by women")
WORKERS = Text("pekerja", "workers")
WOMEN_WORKERS = Text("pekerja perempuan", "workers who are women")
COMPLETE = Text("kelengkapan data pokok", "completeness of key data")
PER_CENT = Text("{number}%", "{number}%")
BY_CLASS = Text("Menurut kelas: {classes}.", "By class: {classes}.")
ONE_CLASS = Text("{name} {number}", "{name} {number}")
CHART = Text("Grafik {id}. {title}", "Chart {id}. {title}")
CHARTED = ("T1", "T2", "T3", "T6")
CLASSES, WORKERS_TABLE = "T2", "T5"
PARTS = ((Text("Perempuan", "Women"), "#8e2f6b"), (Text("Laki-laki", "Men"), "#b9c7d6"))
FEWEST_BARS, MOST_BARS = 2, 24
"""One has nothing to be compared with; more would have no room for their names."""


def tiles(content: Content) -> Tiles:
    """The figures at a glance, of the tables' total rows."""
    edition = content.edition
    *_, businesses, share = _total(edition, "T1")
    *_, workers, women = _total(edition, WORKERS_TABLE)
    return Tiles(
        (
            (_whole(businesses), COUNTED),
            (_share(share), OWNED_BY_WOMEN),
            (_whole(workers), WORKERS),
            (_share(women), WOMEN_WORKERS),
            (completeness(content), COMPLETE),
        )
    )


def completeness(content: Content) -> Text:
    """The share of the key data that is filled in, in words."""
    return _share(HIDDEN if content.completeness is None else 100.0 * content.completeness)


def classes(edition: Edition) -> Paragraph:
    """How many there are of each class that has any, in a sentence."""
    made = table_of(edition, _table(edition, CLASSES))
    rows = [row for number, row in enumerate(made.rows) if number not in made.totals and row[3] != 0]
    words = [ONE_CLASS.format(name=row[0], number=_whole(row[3])) for row in rows]
    return Paragraph(BY_CLASS.format(classes=joined(words, "; ")))


def charts(edition: Edition) -> List[Tuple[DisaggregatedTable, BarRows]]:
    """The tables that are seen better as bars of women and men; hidden numbers leave a gap with their mark."""
    made = [
        (table, bars_of(CHART.format(id=table.id, title=table.title), table_of(edition, table)))
        for table in _charted(edition)
    ]
    return [(table, bars) for table, bars in made if bars]


def bars_of(title: Text, table: Table) -> Optional[BarRows]:
    """Bars of a table with the columns L, P, L+P; None where there are too few or too many of them. Rows of nobody
    have none."""
    first = table.over[0][1]
    rows = [row for number, row in enumerate(table.rows) if number not in table.totals and row[first + 2] != 0]
    if not FEWEST_BARS <= len(rows) <= MOST_BARS or all(row[first + 2] == HIDDEN for row in rows):
        return None
    return BarRows(title, PARTS, tuple(_bar(row, first) for row in rows))


def _bar(row: Sequence[Cell], first: int) -> BarRow:
    """Women first, then men; one bar where only both together may be told."""
    men, women, both = row[first : first + 3]
    name = row[first - 1]
    parts = () if HIDDEN in (men, women, both) else (_height(women), _height(men))
    number = joined([_whole(both), HIDDEN]) if both != HIDDEN and not parts else _whole(both)
    return BarRow(name if isinstance(name, Text) else same(str(name)), parts, _height(both), number)


def _charted(edition: Edition) -> Sequence[DisaggregatedTable]:
    return [table for table in edition.tables if table.id in CHARTED]


def _table(edition: Edition, wanted: str) -> DisaggregatedTable:
    return next(table for table in edition.tables if table.id == wanted)


def _total(edition: Edition, wanted: str) -> Sequence[Cell]:
    """L, P, L+P and % P of the last total row of a table."""
    made = table_of(edition, _table(edition, wanted))
    first = made.over[0][1]
    return made.rows[made.totals[-1]][first : first + 4]


def _height(cell: Cell) -> float:
    return float(cell) if isinstance(cell, (int, float)) else math.nan


def _whole(cell: Cell) -> Text:
    return aligned(float(cell), 0) if isinstance(cell, (int, float)) else HIDDEN


def _share(cell: Cell) -> Text:
    if cell is None:
        return same("–")
    return PER_CENT.format(number=aligned(float(cell), 1)) if isinstance(cell, (int, float)) else HIDDEN

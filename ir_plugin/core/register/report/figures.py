"""The key figures of a report as tiles, and its charts; what the tables hide is in neither."""

from __future__ import annotations

import math
from typing import List, Optional, Sequence, Tuple

from ...charts import BARS, Chart, Series
from ...documents import Cell, Paragraph, Table, Tiles
from ...figures import aligned
from ...industry.disaggregated_tables import DisaggregatedTable
from ...texts import Text, joined, same
from ..disaggregated.edition import Edition
from ..disaggregated.pages import HIDDEN, MW, W, table_of
from .content import Content

COUNTED = Text("industri rumahan yang dihitung", "home industries counted")
OWNED_BY_WOMEN = Text("milik perempuan", "owned by women")
WORKERS = Text("pekerja", "workers")
WOMEN_WORKERS = Text("pekerja perempuan", "workers who are women")
COMPLETE = Text("kelengkapan data pokok", "completeness of key data")
PER_CENT = Text("{number}%", "{number}%")
BY_CLASS = Text("Menurut kelas: {classes}.", "By class: {classes}.")
ONE_CLASS = Text("{name} {number}", "{name} {number}")
NUMBER = Text("Banyaknya", "Number")
CHARTED = ("T1", "T2", "T3", "T6")
CLASSES, WORKERS_TABLE = "T2", "T5"
ALL_COLOUR, WOMEN_COLOUR = "#b9c7d6", "#8e2f6b"
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
    """How many there are of each class, in a sentence."""
    made = table_of(edition, _table(edition, CLASSES))
    rows = [row for number, row in enumerate(made.rows) if number not in made.totals]
    words = [ONE_CLASS.format(name=row[0], number=_whole(row[3])) for row in rows]
    return Paragraph(BY_CLASS.format(classes=joined(words, "; ")))


def charts(edition: Edition) -> List[Tuple[DisaggregatedTable, Chart]]:
    """The tables that are seen better as bars: all, and in front of them those of women; hidden numbers leave a gap."""
    made = [(table, chart_of(table.title, table_of(edition, table))) for table in _charted(edition)]
    return [(table, chart) for table, chart in made if chart]


def chart_of(title: Text, table: Table) -> Optional[Chart]:
    """Bars of a table with the columns L, P, L+P; None where there are too few or too many of them."""
    rows = [row for number, row in enumerate(table.rows) if number not in table.totals]
    first = table.over[0][1]
    both = [_height(row[first + 2]) for row in rows]
    women = [_height(row[first + 1]) if math.isfinite(height) else math.nan for row, height in zip(rows, both)]
    shown = [height for height in both if math.isfinite(height)]
    if sum(map(bool, shown)) < FEWEST_BARS or len(rows) > MOST_BARS:
        return None
    places = tuple(float(number) for number in range(len(rows)))
    series = (Series(MW, places, both, BARS, ALL_COLOUR), Series(W, places, women, BARS, WOMEN_COLOUR))
    names = tuple(_name(row[first - 1], HIDDEN in (row[first + 1], row[first + 2])) for row in rows)
    return Chart(title, table.headings[first - 1], NUMBER, series, names=names)


def _name(cell: Cell, hides: bool) -> Text:
    """What a bar is called, marked where it, or its part of women, stays hidden: that is no zero."""
    name = cell if isinstance(cell, Text) else same(str(cell))
    return joined([HIDDEN, name]) if hides else name


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

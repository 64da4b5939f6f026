"""Pages to read, as data: paragraphs, tables and charts that a result consists of, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence, Tuple, Union

from .bar_rows import BarRows
from .charts import Chart
from .classes import Class
from .texts import Text


@dataclass(frozen=True)
class Code:
    """A word of the program, as it is typed, and what it means."""

    words: str
    meaning: Text = Text("", "")


@dataclass(frozen=True)
class Link:
    """Words that lead to another page. address: its file, in the same folder."""

    words: Text
    address: str


@dataclass(frozen=True)
class Lines:
    """What stands in one cell, below one another."""

    lines: Tuple[Union[Text, Code], ...]


Cell = Union[Text, Code, Link, Lines, str, int, float, None]
"""A number is written in the reader's language; None and NaN as a dash."""


@dataclass(frozen=True)
class Heading:
    """The title of a part of the page."""

    words: Text


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together. warning: what nobody should overlook. is_note: small print below a table."""

    words: Text
    warning: bool = False
    is_note: bool = False


@dataclass(frozen=True)
class Listing:
    """A list, one entry a line."""

    entries: Tuple[Text, ...]


@dataclass(frozen=True)
class Table:
    """A table: its caption, headings and rows of cells. digits: significant digits of its numbers; those of a column
    have as many decimals, unless small ones beside large ones would be lost.

    over: headings above the headings, each over so many columns. groups: in so many first columns a cell that is like
    the one above goes on with it. totals: the rows that sum up others, from 0. figures: so many last columns hold
    numbers, whatever marks stand in their place.
    """

    caption: Text
    headings: Tuple[Text, ...]
    rows: Sequence[Sequence[Cell]]
    digits: int = 4
    over: Tuple[Tuple[Text, int], ...] = ()
    groups: int = 0
    totals: Tuple[int, ...] = ()
    figures: int = 0


@dataclass(frozen=True)
class Legend:
    """Classes with their colours and hatches."""

    caption: Text
    classes: Tuple[Class, ...]


@dataclass(frozen=True)
class Tiles:
    """Figures that are seen at a glance, side by side: each a number in words and what it is."""

    entries: Tuple[Tuple[Text, Text], ...]


@dataclass(frozen=True)
class Picture:
    """A picture file. words: what it shows, for those who do not see it. kind: of its MIME type, such as "png" or
    "svg+xml". width: the share of the page's width that it fills."""

    content: bytes
    words: Text
    kind: str = "png"
    width: float = 1.0


Block = Union[Heading, Paragraph, Listing, Table, Legend, Chart, BarRows, Tiles, Picture]


@dataclass(frozen=True)
class Document:
    """A page: its title and what stands on it, from top to bottom. A picture that comes first, such as a logo, stands
    above the title."""

    title: Text
    blocks: Tuple[Block, ...]

"""Pages to read, as data: paragraphs, tables and charts that a result consists of, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence, Tuple, Union

from .charts import Chart
from .texts import Text

Cell = Union[Text, str, int, float, None]
"""A number is written in the reader's language; None and NaN as a dash."""


@dataclass(frozen=True)
class Heading:
    """The title of a part of the page."""

    words: Text


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    words: Text


@dataclass(frozen=True)
class Table:
    """A table: its caption, headings and rows of cells. digits: significant digits of its numbers."""

    caption: Text
    headings: Tuple[Text, ...]
    rows: Sequence[Sequence[Cell]]
    digits: int = 5


@dataclass(frozen=True)
class Legend:
    """Colours (#rrggbb) and what they stand for."""

    caption: Text
    entries: Tuple[Tuple[str, Text], ...]


Block = Union[Heading, Paragraph, Table, Legend, Chart]


@dataclass(frozen=True)
class Document:
    """A page: its title and what stands on it, from top to bottom."""

    title: Text
    blocks: Tuple[Block, ...]

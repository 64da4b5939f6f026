"""Bars below one another, each with its name and its number: for groups of people, whose names are long."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass
from typing import Iterator, List, Sequence, Tuple

from .texts import Text

WIDTH = 720
ROW, BAR, TOP = 24, 15, 34
NAMES_MOST, LONGEST_NAME = 250.0, 36
LETTER, NUMBER_ROOM = 6.6, 62.0
"""How wide a letter is, about, and what is left for the number behind the longest bar."""

FONT = '"Noto Sans", "DejaVu Sans", sans-serif'
UNDIVIDED = "#d5d9de"
"""Of a bar whose parts stay hidden."""


@dataclass(frozen=True)
class BarRow:
    """One bar. parts: how long each of its parts is, in the order of BarRows.parts; none where only the whole may be
    told. whole: the length of the bar, NaN where nothing is drawn. number: what stands behind it."""

    name: Text
    parts: Tuple[float, ...]
    whole: float
    number: Text


@dataclass(frozen=True)
class BarRows:
    """title: what stands above the bars. parts: what they are divided into, with colours (#rrggbb)."""

    title: Text
    parts: Tuple[Tuple[Text, str], ...]
    rows: Tuple[BarRow, ...]


def bar_rows_svg(bars: BarRows, language: str) -> str:
    """The bars as one <svg> element, as high as they are many."""
    names = [_shortened(row.name.in_language(language)) for row in bars.rows]
    left = round(min(NAMES_MOST, 12 + LETTER * max(map(len, names), default=0)), 1)
    longest = max((row.whole for row in bars.rows if math.isfinite(row.whole)), default=0.0) or 1.0
    pixels = (WIDTH - left - NUMBER_ROOM) / longest
    height = TOP + ROW * len(bars.rows) + 6
    title = html.escape(bars.title.in_language(language))
    parts: List[str] = list(_legend(bars, left, language))
    for place, (row, name) in enumerate(zip(bars.rows, names)):
        parts += _row(bars, row, name, TOP + ROW * place, left, pixels, language)
    parts.append(f'<line x1="{left}" x2="{left}" y1="{TOP - 4}" y2="{height - 4}" stroke="#555"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{title}" font-family=\'{FONT}\' font-size="12.5" fill="#222">\n'
        f"<title>{title}</title>\n" + "\n".join(parts) + "\n</svg>"
    )


def _legend(bars: BarRows, left: float, language: str) -> Iterator[str]:
    at = left
    for label, colour in bars.parts:
        words = label.in_language(language)
        yield f'<rect x="{at:.1f}" y="8" width="12" height="12" fill="{colour}"/>'
        yield f'<text x="{at + 17:.1f}" y="18.5">{html.escape(words)}</text>'
        at += 40 + LETTER * len(words)


def _row(bars: BarRows, row: BarRow, name: str, down: int, left: float, pixels: float, language: str) -> Iterator[str]:
    base = down + BAR - 3
    yield f'<text x="{left - 8}" y="{base}" text-anchor="end">{html.escape(name)}</text>'
    at = left
    for long, colour in _drawn(bars, row):
        wide = long * pixels
        yield f'<rect x="{at:.2f}" y="{down}" width="{wide:.2f}" height="{BAR}" fill="{colour}"/>'
        at += wide
    number = html.escape(row.number.in_language(language))
    yield f'<text x="{at + 6:.2f}" y="{base}" font-weight="bold">{number}</text>'


def _drawn(bars: BarRows, row: BarRow) -> Sequence[Tuple[float, str]]:
    if not math.isfinite(row.whole):
        return []
    if not row.parts:
        return [(row.whole, UNDIVIDED)]
    return [(long, colour) for long, (_, colour) in zip(row.parts, bars.parts)]


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"

"""Periods of a survey: years and half-years. A month is none: only the office knows which of them it means."""

from __future__ import annotations

import re
from typing import List, Optional, Tuple

from ..schema.patterns import PERIOD

HALVES = {"1": "1", "i": "1", "2": "2", "ii": "2"}
MONTHS = (
    *(("jan",), ("feb", "peb"), ("mar",), ("apr",), ("mei", "may"), ("jun",)),
    *(("jul",), ("agu", "ags", "agt", "aug"), ("sep",), ("okt", "oct"), ("nov", "nop"), ("des", "dec")),
)
"""How their names begin, Indonesian and English."""

LONGEST = 40
_PARTS = re.compile(r"\d+|[a-z]+")
_FILLERS = {"tahun", "year", "periode", "period"}
_HALF_YEAR = {"s", "sem", "smt", "semester", "half"}


def read_period(text: str) -> Optional[str]:
    """ "2025" or "2025-S1" out of how people write them ("Tahun 2025", "Semester I 2025"); None where it is neither."""
    year, others = _split(text)
    words = [each for each in others if each not in _HALF_YEAR]
    period = year
    if len(words) == 1 and words[0] in HALVES and len(others) == 2:
        period = f"{year}-S{HALVES[words[0]]}"
    elif others:
        return None
    return period if re.fullmatch(PERIOD.regex, period) else None


def half_of_month(text: str) -> Optional[str]:
    """The half-year in which a month lies ("Agustus 2025", "2025-08"); None where a text tells no month of a year."""
    year, others = _split(text)
    if not year or len(others) != 1:
        return None
    (word,) = others
    named = (number for number, stems in enumerate(MONTHS, 1) if len(word) >= 3 and word.startswith(stems))
    month = int(word) if word.isdigit() else next(named, 0)
    return f"{year}-S{1 if month <= 6 else 2}" if 1 <= month <= 12 else None


def _split(text: str) -> Tuple[str, List[str]]:
    """The year, "" where there is not one, and the other words; "S1" is two."""
    parts = [each for each in _PARTS.findall(text.casefold()[:LONGEST]) if each not in _FILLERS]
    years = [each for each in parts if re.fullmatch(r"\d{4}", each)]
    return (years[0], [each for each in parts if each != years[0]]) if len(years) == 1 else ("", parts)

"""The words that invented names are made of (sources/kata.csv)."""

from __future__ import annotations

import csv
from functools import cache

from .coast import SOURCES


@cache
def words(group: str) -> tuple[str, ...]:
    """The words of a group, in the order of the file."""
    with (SOURCES / "kata.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(row["kata"] for row in csv.DictReader(lines) if row["kelompok"] == group)

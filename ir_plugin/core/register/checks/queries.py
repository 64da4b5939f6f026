"""The rules that one query answers; the queries stand in ``queries.sql``."""

from __future__ import annotations

import json
import re
import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import Iterator, Mapping, Sequence

from ...industry.checks import business_rules as limits
from ...industry.checks.people_rules import OLDEST, YOUNGEST
from .findings import Finding, finding

_HEADING = re.compile(r"^-- (Q\d\d[a-z]?|view .*)\n", re.MULTILINE)

_LIMITS = {
    "frozen": json.dumps(limits.FROZEN_PRODUCTS),
    "youngest": YOUNGEST,
    "oldest": OLDEST,
    "capital_2008": limits.MICRO_CAPITAL_2008,
    "capital_2021": limits.MICRO_CAPITAL_2021,
    "sales_2008": limits.MICRO_SALES_2008,
    "sales_2021": limits.MICRO_SALES_2021,
    "small_industry": limits.SMALL_INDUSTRY_WORKERS,
    "small_by_bps": limits.SMALL_BY_BPS,
    "sales_tolerance": limits.SALES_TOLERANCE,
    "thousands_below": limits.THOUSANDS_BELOW,
    "class_drop": limits.CLASS_DROP,
}


@lru_cache(maxsize=1)
def _sections() -> Mapping[str, str]:
    """The statements of the file by their headings."""
    parts = _HEADING.split((Path(__file__).parent / "queries.sql").read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2]))


def rules_by_query() -> Sequence[str]:
    """The codes of the rules that a query answers."""
    return [heading for heading in _sections() if heading.startswith("Q")]


def found_by_queries(connection: sqlite3.Connection, today: str) -> Iterator[Finding]:
    """The findings of every query. today: the date (ISO 8601) on which licences run out and ages are reckoned."""
    parameters = {**_LIMITS, "today": today, "year": int(today[:4])}
    for heading, statement in _sections().items():
        if heading.startswith("view"):
            connection.execute(statement)  # a view of this connection; nothing of it stays in the file
            continue
        for row in connection.execute(statement, parameters):
            yield finding(heading, *row)

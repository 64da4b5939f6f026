"""New rows of several tables, written many at a time."""

from __future__ import annotations

import sqlite3
from typing import Any, Dict, List, Mapping, Sequence, Set, Tuple

from ..geopackage import insert

MANY = 50_000
"""So many rows wait. Written table by table, the indexes of one table at a time are all that SQLite has to hold: row by
row those of all tables compete for its memory, and the 200,000th record takes twice as long as the first."""


class NewRows:
    """Rows that wait to be added to tables; within a table they keep their order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._waiting: Dict[str, List[Tuple[Tuple[str, ...], Sequence[Any]]]] = {}
        self._keys: Set[str] = set()
        self._count = 0

    def add(self, table: str, row: Mapping[str, Any], key: str = "") -> None:
        """Lets a row wait, or writes all that wait. key: of a row that may be looked for before it is written."""
        self._waiting.setdefault(table, []).append((tuple(row), tuple(row.values())))
        if key:
            self._keys.add(key)
        self._count += 1
        if self._count >= MANY:
            self.flush()

    def flush_if_waiting(self, key: str) -> None:
        """Writes all that wait where the row of this key is among them."""
        if key in self._keys:
            self.flush()

    def flush(self) -> None:
        """Writes all that wait."""
        for table, rows in self._waiting.items():
            begun = 0
            for end in range(1, len(rows) + 1):
                if end == len(rows) or rows[end][0] != rows[begun][0]:  # rows of the same columns together
                    insert(self.connection, table, rows[begun][0], [values for _, values in rows[begun:end]])
                    begun = end
        self._waiting, self._keys, self._count = {}, set(), 0

"""Conflicts kept in the register, and what may be shown of them outside of it."""

from __future__ import annotations

import sqlite3
from typing import Any, List, NamedTuple, Optional, Sequence

from ...documents import Cell
from ...industry.schema import TABLES
from ...industry.schema.declaration import PERSONAL
from ...industry.value_lists import VALUE_LISTS
from ...texts import Text
from ..geopackage import insert
from .comparison import WHOLE, Conflict
from .rows import GEOMETRY, as_text

OPEN = "BARU"
COLUMNS = (
    *("paket_id", "tabel", "baris_id", "kolom"),
    *("nilai_dasar", "nilai_register", "nilai_paket", "alasan"),
)
REASONS = VALUE_LISTS["alasan_konflik"]
HIDDEN = Text("data pribadi: lihat tabel Perbedaan saat digabung", "personal data: see the table Conflicts of merging")
NO_ROW, A_ROW = Text("tidak ada", "no row"), Text("ada", "a row")
WHOLE_ROW = Text("seluruh baris", "whole row")


class Listed(NamedTuple):
    """A conflict as the register keeps it; values as text."""

    id: str
    package: str
    table: str
    row: str
    column: str
    base: Optional[str]
    here: Optional[str]
    there: Optional[str]
    reason: str


def write_conflicts(connection: sqlite3.Connection, package_id: str, conflicts: Sequence[Conflict]) -> None:
    """Lists conflicts; one over the same value of the same package as before takes its place, undecided."""
    rows = [
        (package_id, each.table.name, each.id, each.column, *map(as_text, each[3:6]), each.reason) for each in conflicts
    ]
    known = "DELETE FROM gabung_konflik WHERE paket_id = ? AND tabel = ? AND baris_id = ? AND kolom = ?"
    connection.executemany(known, [row[:4] for row in rows])
    insert(connection, "gabung_konflik", COLUMNS, rows)


def open_conflicts(
    connection: sqlite3.Connection, package_id: Optional[str] = None, conflict_id: Optional[str] = None
) -> List[Listed]:
    """The conflicts that nobody has decided; of one package, or one by its id, where that is asked for."""
    names = ", ".join(("konflik_id", *COLUMNS))
    query = (
        *("SELECT", names, "FROM gabung_konflik WHERE status = ?1"),
        "AND (?2 IS NULL OR paket_id = ?2) AND (?3 IS NULL OR konflik_id = ?3) ORDER BY tabel, baris_id, kolom",
    )
    return [Listed(*row) for row in connection.execute(" ".join(query), (OPEN, package_id, conflict_id))]


def shown(conflict: Listed) -> Sequence[Cell]:
    """Table, row, column, the three values and the reason, without personal data."""
    table = TABLES[conflict.table]
    values: List[Any] = [conflict.base, conflict.here, conflict.there]
    column: Cell = conflict.column
    if conflict.column == WHOLE:
        values, column = [NO_ROW if value is None else A_ROW for value in values], WHOLE_ROW
    elif conflict.column == GEOMETRY or table.field(conflict.column).access == PERSONAL:
        values = [HIDDEN] * 3
    return (table.label, conflict.row, column, *values, REASONS.label(conflict.reason))

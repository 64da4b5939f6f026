"""The rows of a package as both sides saw them last."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Dict, Iterable, List, Mapping, Optional, Tuple

from ...industry.schema import Table
from ..geopackage import insert
from .rows import CARRIED, DECIDED, Row, Values, read_rows

COLUMNS = ("paket_id", "tabel", "baris_id", "versi_baris", "isi")
Base = Dict[str, Optional[Values]]
"""The content of rows by id; None for a row that is known to be removed."""


def write_base(connection: sqlite3.Connection, package_id: str) -> str:
    """Writes down every row of a new package as it is sent; gives the hash of all."""
    for table in (*CARRIED, *DECIDED):
        rows = read_rows(connection, table)
        remember(connection, package_id, table, rows)
    return hash_of(connection, package_id)


def remember(connection: sqlite3.Connection, package_id: str, table: Table, rows: Mapping[str, Optional[Row]]) -> None:
    """Keeps rows of a package as the base of its next merge, in the place of what was known of them."""
    known = [(package_id, table.name, row_id) for row_id in rows]
    connection.executemany("DELETE FROM paket_dasar WHERE paket_id = ? AND tabel = ? AND baris_id = ?", known)
    insert(connection, "paket_dasar", COLUMNS, (_line(package_id, table, each) for each in rows.items()))


def base_of(connection: sqlite3.Connection, package_id: str, table: Table) -> Base:
    """What is known of the rows of a table of a package."""
    query = "SELECT baris_id, isi FROM paket_dasar WHERE paket_id = ? AND tabel = ?"
    found: Iterable[Tuple[str, Optional[str]]] = connection.execute(query, (package_id, table.name))
    return {row_id: None if content is None else json.loads(content) for row_id, content in found}


def hash_of(connection: sqlite3.Connection, package_id: str) -> str:
    """SHA-256 of all that a file knows of the rows of a package."""
    query = "SELECT tabel, baris_id, isi FROM paket_dasar WHERE paket_id = ? ORDER BY tabel, baris_id"
    digest = hashlib.sha256()
    for row in connection.execute(query, (package_id,)):
        digest.update(json.dumps(row).encode())
    return digest.hexdigest()


def _line(package_id: str, table: Table, each: Tuple[str, Optional[Row]]) -> List[object]:
    row_id, row = each
    if row is None:
        return [package_id, table.name, row_id, None, None]
    content = json.dumps(row.content, ensure_ascii=False)
    return [package_id, table.name, row_id, row.tracking.get("versi_baris"), content]

"""Which rows belong to a region."""

from __future__ import annotations

import sqlite3
from typing import Any, Iterator, Sequence, Tuple

from ...industry.schema import TABLES, Table
from ..geopackage import quoted
from .rows import CARRIED, GEOMETRY, references_of

_INSIDE = "SELECT {column} FROM ir_usaha WHERE kode_desa LIKE ? || '.%'"
_OWNERS = _INSIDE.format(column="pemilik_id")
_BUSINESSES = _INSIDE.format(column="usaha_id")
_IMPORTS = " ".join(("SELECT impor_id FROM impor_baris WHERE usaha_id IN (", _BUSINESSES, ")"))
_NEAR = "? = kode_dagri OR kode_dagri LIKE ? || '.%' OR ? LIKE kode_dagri || '.%'"

Rows = Tuple[Table, Sequence[str], Iterator[Sequence[Any]]]
"""A table, its columns, and the values of each row."""


def rows_of_region(connection: sqlite3.Connection, region: str) -> Iterator[Rows]:
    """The businesses of a kabupaten, kota or kecamatan with all that belongs to them; owners also where they have
    businesses elsewhere."""
    belongs = {"ir_usaha": ("usaha_id", _BUSINESSES), "ir_pemilik": ("pemilik_id", _OWNERS)}
    yield _rows(connection, TABLES["impor_berkas"], f"impor_id IN ({_IMPORTS})", region)
    for table in CARRIED:
        column, inside = belongs[table.name] if table.name in belongs else _owner_of(table)
        yield _rows(connection, table, f"{quoted(column)} IN ({inside})", region)


def references_for(connection: sqlite3.Connection, tables: Sequence[Table], region: str) -> Iterator[Rows]:
    """All rows of the reference tables; of the boundaries only those in, around and above the region."""
    for table in tables:
        columns = _columns(table)
        near = f"CASE WHEN {_NEAR} THEN geom END"
        read = [near if name == GEOMETRY else quoted(name) for name in columns]
        query = " ".join(("SELECT", ", ".join(read), "FROM", quoted(table.name), "ORDER BY fid"))
        yield table, columns, connection.execute(query, (region,) * query.count("?"))


def _owner_of(table: Table) -> Tuple[str, str]:
    """The column by which a row belongs to a business or an owner, and the query of those in the region."""
    to = {other: field.name for field, other, _ in references_of(table)}
    return (to["ir_usaha"], _BUSINESSES) if "ir_usaha" in to else (to["ir_pemilik"], _OWNERS)


def _rows(connection: sqlite3.Connection, table: Table, condition: str, region: str) -> Rows:
    columns = _columns(table)
    query = ("SELECT", ", ".join(map(quoted, columns)), "FROM", quoted(table.name), "WHERE", condition, "ORDER BY fid")
    return table, columns, connection.execute(" ".join(query), (region,))


def _columns(table: Table) -> Sequence[str]:
    names = [field.name for field in table.fields]
    return [GEOMETRY, *names] if table.geometry else names

"""Which rows belong to a region."""

from __future__ import annotations

import sqlite3
from typing import Any, Iterator, Sequence, Tuple

from ...industry.schema import TABLES, Table
from ..geopackage import quoted
from .rows import CARRIED, DECIDED, GEOMETRY, key_of, references_of

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
    yield _rows(connection, TABLES["impor_berkas"], f"impor_id IN ({_IMPORTS})", region)
    parts = [(table, _condition(table)) for table in CARRIED]
    for table, condition in parts:
        yield _rows(connection, table, condition, region)
    findings, pairs = DECIDED
    yield _rows(connection, findings, " OR ".join(_findings_of(*each) for each in parts if each[0].key), region)
    yield _rows(connection, pairs, f"usaha_a IN ({_BUSINESSES}) AND usaha_b IN ({_BUSINESSES})", region)


def _findings_of(table: Table, condition: str) -> str:
    rows = " ".join(("SELECT", quoted(key_of(table)[0]), "FROM", quoted(table.name), "WHERE", condition))
    return f"tabel = '{table.name}' AND baris_id IN ({rows})"


def references_for(connection: sqlite3.Connection, tables: Sequence[Table], region: str) -> Iterator[Rows]:
    """All rows of the reference tables; of the boundaries only those in, around and above the region."""
    for table in tables:
        columns = _columns(table)
        near = f"CASE WHEN {_NEAR} THEN geom END"
        read = [near if name == GEOMETRY else quoted(name) for name in columns]
        query = " ".join(("SELECT", ", ".join(read), "FROM", quoted(table.name), "ORDER BY fid"))
        yield table, columns, connection.execute(query, (region,) * query.count("?"))


def _condition(table: Table) -> str:
    """Which rows belong to a business or an owner in the region."""
    if table.name == "ir_usaha":
        return f"usaha_id IN ({_BUSINESSES})"
    if table.name == "ir_pemilik":
        return f"pemilik_id IN ({_OWNERS})"
    to = {other: field.name for field, other, _ in references_of(table)}
    if "ir_usaha" in to:
        return f"{quoted(to['ir_usaha'])} IN ({_BUSINESSES})"
    return f"{quoted(to['ir_pemilik'])} IN ({_OWNERS})"


def _rows(connection: sqlite3.Connection, table: Table, condition: str, region: str) -> Rows:
    columns = _columns(table)
    query = ("SELECT", ", ".join(map(quoted, columns)), "FROM", quoted(table.name), "WHERE", condition, "ORDER BY fid")
    return table, columns, connection.execute(" ".join(query), (region,) * condition.count("?"))


def _columns(table: Table) -> Sequence[str]:
    names = [field.name for field in table.fields]
    return [GEOMETRY, *names] if table.geometry else names

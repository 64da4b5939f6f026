"""A layer brought into a GeoPackage that exists, which other programs may have open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Callable, Mapping

from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.geopackage import insert, quoted, transaction
from ir_plugin.core.register.summary_view import NAME as SUMMARY
from ir_plugin.core.texts import Text

LISTS = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions", "gpkg_ogr_contents")
"""The tables that say which layers there are, those that others refer to first."""

Wanted = Callable[[Mapping[str, Any]], bool]
COUNTS = "gpkg_ogr_contents"
OF_THE_REGISTER = Text(
    "{layer} adalah tabel register; pilih nama lain untuk hasil.",
    "{layer} is a table of the register; choose another name for the result.",
)


def replace_layer(target: str, draft: Path, layer: str) -> None:
    """Copies a layer, its index and its entries out of the GeoPackage ``draft`` in one transaction; a layer of that
    name gives way to it, everything else stays as it is.

    The file is never moved over: a program that has it open would write its own journal into the new one.
    UserError for the name of a table of the register, and where the file cannot be written.
    """
    if layer in TABLES or layer == SUMMARY:
        raise UserError(OF_THE_REGISTER, layer=layer)
    with transaction(target) as connection, closing(sqlite3.connect(draft)) as source:
        _drop(connection, layer)
        index = _index_of(layer)
        for table in (layer, index):
            _copy_table(source, connection, table)
        known = {number for (number,) in connection.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
        _copy_rows(source, connection, "gpkg_spatial_ref_sys", lambda row: row["srs_id"] not in known)
        for table in LISTS:
            if _has(connection, table) and _has(source, table):
                _copy_rows(source, connection, table, lambda row: row["table_name"] == layer)
        for (statement,) in source.execute(
            "SELECT sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND tbl_name = ? AND sql IS NOT NULL",
            (layer,),
        ):
            if COUNTS not in statement or _has(connection, COUNTS):
                connection.execute(statement)


def _drop(connection: sqlite3.Connection, layer: str) -> None:
    for table in reversed(LISTS):
        if _has(connection, table):
            connection.execute(" ".join(("DELETE FROM", quoted(table), "WHERE table_name = ?")), (layer,))
    for table in (_index_of(layer), layer):
        connection.execute(" ".join(("DROP TABLE IF EXISTS", quoted(table))))


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    declared = source.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone()
    if declared:
        target.execute(declared[0])
        _copy_rows(source, target, table, lambda row: True)


def _copy_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str, wanted: Wanted) -> None:
    rows = source.execute(" ".join(("SELECT * FROM", quoted(table))))
    columns = [column for column, *_ in rows.description]
    insert(target, table, columns, (row for row in rows if wanted(dict(zip(columns, row)))))


def _index_of(layer: str) -> str:
    return f"rtree_{layer}_geom"


def _has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None

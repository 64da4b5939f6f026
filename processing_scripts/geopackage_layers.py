"""Layers brought from one GeoPackage into another that may be open elsewhere, such as in QGIS.

A database that is in use is never replaced as a file: its side files (-wal, -journal) would be played back into the
new one. All goes through SQLite, within the transaction of the caller.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Optional, Sequence

from ir_plugin.core.errors import UserError
from ir_plugin.core.register.file_errors import UNREADABLE, UNWRITABLE
from ir_plugin.core.register.geopackage import insert, quoted, reading
from ir_plugin.core.register.result_layers import layer_obstacle
from ir_plugin.core.texts import Text

REFERENCE_SYSTEMS = "gpkg_spatial_ref_sys"
METADATA = (REFERENCE_SYSTEMS, "gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions", "gpkg_ogr_contents")

NO_GEOPACKAGE = Text("isinya bukan GeoPackage", "it is no GeoPackage")
FOREIGN_CRS = Text(
    "sistem koordinat hasil tidak dapat dicatat di dalamnya; pilih berkas baru",
    "it cannot hold the coordinate reference system of the result; choose a new file",
)


def check_geopackage(path: str, layer: str) -> None:
    """UserError where a file that exists is no GeoPackage, or cannot take a layer of this name."""
    with reading(path) as connection:
        if not _exists(connection, "gpkg_contents"):
            raise UserError(UNREADABLE, path=path, reason=NO_GEOPACKAGE)
        reason = layer_obstacle(connection, layer)
    if reason:
        raise UserError(UNWRITABLE, path=path, reason=reason)


def make_empty_twin(path: str, draft: str) -> None:
    """A new GeoPackage without layers that knows the reference systems of the one at ``path`` by the same numbers.

    What GDAL writes into it then fits into the other as it is.
    """
    with reading(path) as existing, closing(sqlite3.connect(draft)) as twin:
        for pragma in ("application_id", "user_version"):
            number = existing.execute(f"PRAGMA {pragma}").fetchone()[0]
            twin.execute(f"PRAGMA {pragma} = {number}")
        for name in METADATA:
            if _exists(existing, name):
                twin.execute(_definition(existing, name))
        _copy_rows(existing, twin, REFERENCE_SYSTEMS)
        if _exists(existing, "gpkg_extensions"):
            _copy_rows(existing, twin, "gpkg_extensions", REFERENCE_SYSTEMS)
        twin.commit()


def bring_layer(draft: str, connection: sqlite3.Connection, layer: str, path: str) -> None:
    """Brings a layer of a draft into the GeoPackage at ``path`` with its spatial index; one of that name is replaced.

    UserError where the name belongs to a table that is no layer or that others refer to. The transaction is the
    caller's.
    """
    with reading(draft) as new:
        reason = layer_obstacle(connection, layer) or _bring_reference_systems(new, connection)
        if reason:
            raise UserError(UNWRITABLE, path=path, reason=reason)
        _drop(connection, layer)
        for table in (layer, *_spatial_indexes(new, layer)):
            connection.execute(_definition(new, table))
            _copy_rows(new, connection, table)
        # Only now, for the triggers would enter the rows once more.
        beside = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql NOT NULL"
        for (statement,) in new.execute(beside, (layer,)).fetchall():
            connection.execute(statement)
        for table in reversed(_tables_about_layers(new)):
            if not _exists(connection, table):
                connection.execute(_definition(new, table))
            _copy_rows(new, connection, table, layer)


def _bring_reference_systems(new: sqlite3.Connection, connection: sqlite3.Connection) -> Optional[Text]:
    """Adds the reference systems that are missing; why that is impossible, or None."""
    columns = _columns(new, REFERENCE_SYSTEMS)
    if not set(columns) <= set(_columns(connection, REFERENCE_SYSTEMS)):
        return FOREIGN_CRS  # GDAL has changed the table of the draft, for want of a notation for this one
    known = {number for (number,) in connection.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
    rows = [row for row in _rows(new, REFERENCE_SYSTEMS) if row[columns.index("srs_id")] not in known]
    insert(connection, REFERENCE_SYSTEMS, columns, rows)
    return None


def _drop(connection: sqlite3.Connection, layer: str) -> None:
    for index in _spatial_indexes(connection, layer):
        connection.execute(" ".join(("DROP TABLE IF EXISTS", quoted(index))))
    for table in _tables_about_layers(connection):
        connection.execute(" ".join(("DELETE FROM", quoted(table), "WHERE lower(table_name) = lower(?)")), (layer,))
    connection.execute(" ".join(("DROP TABLE IF EXISTS", quoted(layer))))


def _spatial_indexes(connection: sqlite3.Connection, layer: str) -> list[str]:
    query = (
        "SELECT name FROM sqlite_master, gpkg_geometry_columns WHERE lower(table_name) = lower(?) "
        "AND lower(name) = lower('rtree_' || table_name || '_' || column_name)"
    )
    return [name for (name,) in connection.execute(query, (layer,))]


def _tables_about_layers(connection: sqlite3.Connection) -> list[str]:
    """The metadata tables that tell of layers by name; the list of contents, to which others refer, last."""
    query = (
        "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' "
        "AND m.name GLOB 'gpkg_*' AND c.name = 'table_name' ORDER BY m.name = 'gpkg_contents', m.name"
    )
    return [name for (name,) in connection.execute(query)]


def _copy_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str, layer: Optional[str] = None) -> None:
    """Copies the rows of a table, or those of a metadata table that tell of a layer."""
    columns, rows = _columns(source, table), _rows(source, table, layer)
    if table == "gpkg_contents" and rows:
        _make_identifier_unique(target, columns, rows)
    insert(target, table, columns, rows)


def _make_identifier_unique(target: sqlite3.Connection, columns: Sequence[str], rows: list[list[object]]) -> None:
    place = columns.index("identifier")
    known = {title for (title,) in target.execute("SELECT identifier FROM gpkg_contents")}
    for row in rows:
        row[place] = None if row[place] in known else row[place]


def _rows(connection: sqlite3.Connection, table: str, layer: Optional[str] = None) -> list[list[object]]:
    words = ("SELECT * FROM", quoted(table), *(("WHERE table_name = ?",) if layer else ()))
    return [list(row) for row in connection.execute(" ".join(words), (layer,) if layer else ())]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _definition(connection: sqlite3.Connection, table: str) -> str:
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    return str(connection.execute(query, (table,)).fetchone()[0])


def _exists(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None

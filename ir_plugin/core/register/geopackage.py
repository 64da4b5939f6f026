"""GeoPackage by the standard library's sqlite3: files, transactions, tables.

One operation is one transaction: it is written whole or not at all. New files keep SQLite's own DELETE journal, so that
a register is one file; a program that has it open in WAL mode is not disturbed.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterable, Iterator, Optional, Sequence, Tuple

from ..errors import UserError
from .drafts import draft_folder, forget_copies
from .file_errors import ABSENT, EMPTY, EXISTS, UNREADABLE, UNWRITABLE, database_in_words
from .geometry_blobs import SRS_ID, bounds_in_blob, wkb_of
from .geopackage_tables import (
    APPLICATION_ID,
    COUNT_TRIGGERS,
    COUNTS_TABLE,
    METADATA_TABLES,
    REFERENCE_SYSTEM_COLUMNS,
    REFERENCE_SYSTEMS,
    RTREE_SPECIFICATION,
    RTREE_TRIGGERS,
    USER_VERSION,
)

BUSY_SECONDS = 10.0
"""How long a write waits for another program."""

CACHE_KILOBYTES = 65_536
"""Held of a file while it is written: with SQLite's own 2,000, rows with several indexes take seven times as long."""

_SPATIAL_FUNCTIONS = {"ST_MinX": 0, "ST_MaxX": 1, "ST_MinY": 2, "ST_MaxY": 3}


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def transaction(path: str, references: bool = True) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are kept whole when the block ends, and not at all when it fails.

    references: whether rows must refer to rows that exist; without, the block itself has to see to that.
    UserError where the file does not exist, is locked by another program, is read-only, damaged, or the disk is full.
    sqlite3.IntegrityError where a record breaks a hard rule: who writes it has to know the rules.
    """
    _require(path)
    with database_in_words(UNWRITABLE, path), closing(_connect(path)) as connection:
        connection.execute(f"PRAGMA foreign_keys = {int(references)}")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.commit()
        finally:
            connection.rollback()  # nothing is left to roll back after a commit


@contextmanager
def reading(path: str) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write. UserError where the file does not exist or is no database."""
    _require(path)
    with database_in_words(UNREADABLE, path):
        _undo_interrupted(path)
        with closing(_connect_to_read(path)) as connection:
            yield connection


@contextmanager
def rehearsal(path: str) -> Iterator[sqlite3.Connection]:
    """A connection to a copy that nobody keeps, to see what would happen: the file itself is only read.

    UserError where the file does not exist, is locked by another program or is no database.
    """
    _require(path)
    with database_in_words(UNREADABLE, path), closing(_connect("")) as copy:
        with closing(_connect_to_read(path)) as source:
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # waits for a lock; backup would for ever
            source.backup(copy)
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("BEGIN")
        yield copy


def copy_file(path: str, target: str) -> None:
    """A copy of a database as it is between two writes. UserError where it cannot be read."""
    _require(path)
    source, copy = closing(_connect_to_read(path)), closing(sqlite3.connect(target))
    with database_in_words(UNREADABLE, path), source as register, copy as made:
        register.execute("SELECT count(*) FROM sqlite_master").fetchone()  # waits for a lock; backup would for ever
        register.backup(made)


@contextmanager
def new_file(path: str) -> Iterator[sqlite3.Connection]:
    """A connection to a new, empty GeoPackage that appears at ``path`` when the block ends well.

    UserError where there is a file already or the folder cannot be written.
    """
    if os.path.exists(path):
        raise UserError(EXISTS, path=path)
    with draft_folder(path) as beside:
        draft = os.path.join(beside, "new.gpkg")
        with database_in_words(UNWRITABLE, path), closing(_connect(draft)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN")
            _create_metadata(connection)
            yield connection
            connection.commit()
        forget_copies(path)
        os.replace(draft, path)


def insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Adds rows to a table; every value is a parameter."""
    connection.executemany(_insertion(table, tuple(columns)), rows)


@lru_cache(maxsize=256)
def _insertion(table: str, columns: Tuple[str, ...]) -> str:
    names, marks = ", ".join(map(quoted, columns)), ", ".join("?" for _ in columns)
    return " ".join(("INSERT INTO", quoted(table), f"({names})", "VALUES", f"({marks})"))


def register_layer(
    connection: sqlite3.Connection, table: str, title: str, geometry: Optional[str], view: bool = False
) -> None:
    """Makes a table or view known as a layer; ``geometry`` is a type name such as POINT, or None for a table."""
    kind = "features" if geometry else "attributes"
    contents = ("table_name", "data_type", "identifier", "srs_id")
    insert(connection, "gpkg_contents", contents, [(table, kind, title, SRS_ID if geometry else None)])
    if geometry:
        columns = ("table_name", "column_name", "geometry_type_name", "srs_id", "z", "m")
        insert(connection, "gpkg_geometry_columns", columns, [(table, "geom", geometry, SRS_ID, 0, 0)])
        if not view:
            _create_rtree(connection, table)
    _count_rows(connection, table, view)


def forget_layer(connection: sqlite3.Connection, table: str) -> None:
    """Takes a layer from the lists of a GeoPackage, with its spatial index; the table itself stays."""
    connection.execute(f"DROP TABLE IF EXISTS {quoted(f'rtree_{table}_geom')}")
    for name, _, _ in COUNT_TRIGGERS:
        connection.execute(f"DROP TRIGGER IF EXISTS {quoted(_count_trigger(name, table))}")
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for listing in ("gpkg_extensions", "gpkg_geometry_columns", "gpkg_ogr_contents", "gpkg_contents"):
        if listing in known:
            connection.execute(" ".join(("DELETE FROM", listing, "WHERE table_name = ?")), (table,))


def layer_names(connection: sqlite3.Connection) -> list[str]:
    """The tables that a GeoPackage says it holds; none in a file that is no GeoPackage."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_contents'").fetchone()
    return [row[0] for row in connection.execute("SELECT table_name FROM gpkg_contents")] if known else []


def update_extent(connection: sqlite3.Connection, table: str) -> None:
    """Writes the bounds of a layer to the list of contents."""
    rtree = quoted(f"rtree_{table}_geom")
    query = " ".join(("SELECT min(minx), min(miny), max(maxx), max(maxy) FROM", rtree))
    bounds = connection.execute(query).fetchone()
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, "
        "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?",
        (*bounds, table),
    )


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
    # The triggers of the R-tree call these; sqlite3 alone does not know them.
    connection.create_function("ST_IsEmpty", 1, lambda blob: None if blob is None else int(not wkb_of(blob)))
    for name, place in _SPATIAL_FUNCTIONS.items():
        connection.create_function(name, 1, _bound(place))
    return connection


def _connect_to_read(path: str) -> sqlite3.Connection:
    return sqlite3.connect(Path(path).resolve().as_uri() + "?mode=ro", uri=True, timeout=BUSY_SECONDS)


def _undo_interrupted(path: str) -> None:
    """Lets SQLite undo what a program that was killed has half written, which a connection to read may not do."""
    if os.path.exists(f"{path}-journal"):
        with closing(_connect(path)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()


def _bound(place: int) -> Any:
    return lambda blob: None if blob is None or not wkb_of(blob) else bounds_in_blob(blob)[place]


def _require(path: str) -> None:
    if not os.path.isfile(path):
        raise UserError(ABSENT, path=path)
    if not os.path.getsize(path):  # a database without tables to SQLite; QGIS leaves one where a file was moved away
        raise UserError(EMPTY, path=path)


def _create_metadata(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    for statement in METADATA_TABLES:
        connection.execute(statement)
    insert(connection, "gpkg_spatial_ref_sys", REFERENCE_SYSTEM_COLUMNS, REFERENCE_SYSTEMS)


def _count_rows(connection: sqlite3.Connection, table: str, view: bool) -> None:
    """Has GDAL keep the number of rows: it counts once, triggers keep that right. The rows of a view it counts anew."""
    connection.execute(COUNTS_TABLE)
    insert(connection, "gpkg_ogr_contents", ("table_name",), [(table,)])
    for name, event, change in () if view else COUNT_TRIGGERS:
        trigger = quoted(_count_trigger(name, table))
        update = ("UPDATE gpkg_ogr_contents SET feature_count = feature_count", change, "WHERE table_name =")
        body = (*update, "'" + table.replace("'", "''") + "';")
        connection.execute(
            " ".join(("CREATE TRIGGER", trigger, "AFTER", event, "ON", quoted(table), "BEGIN", *body, "END"))
        )


def _count_trigger(name: str, table: str) -> str:
    return f"trigger_{name}_feature_count_{table}"  # as GDAL calls it


def _create_rtree(connection: sqlite3.Connection, table: str) -> None:
    name = f"rtree_{table}_geom"
    connection.execute(f"CREATE VIRTUAL TABLE {quoted(name)} USING rtree(id, minx, maxx, miny, maxy)")
    extension = ("table_name", "column_name", "extension_name", "definition", "scope")
    row = (table, "geom", "gpkg_rtree_index", RTREE_SPECIFICATION, "write-only")
    insert(connection, "gpkg_extensions", extension, [row])
    for trigger, event, condition, actions in RTREE_TRIGGERS:
        head = ("CREATE TRIGGER", quoted(f"{name}_{trigger}"), "AFTER", event, "ON", quoted(table), "WHEN", condition)
        body = [action.replace("{rtree}", quoted(name)) for action in actions]
        connection.execute(" ".join((*head, "BEGIN", *body, "END")))

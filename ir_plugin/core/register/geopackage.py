"""GeoPackage by the standard library's sqlite3: files, transactions, tables.

Format: OGC 12-128r17 (GeoPackage 1.3) with the R-tree extension. One operation is one transaction: it is written whole
or not at all. The journal stays in DELETE mode, so that a register is one file.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional, Sequence

from ..errors import UserError
from ..texts import Text
from .geometry_blobs import bounds_in_blob, wkb_of

APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10300
BUSY_SECONDS = 10.0

ABSENT = Text(
    "Berkas {path} tidak ada; buat register lebih dahulu atau pilih berkas lain.",
    "The file {path} does not exist; create a register first, or choose another file.",
)
EXISTS = Text(
    "Berkas {path} sudah ada dan tidak ditimpa; pilih nama lain atau hapus dahulu.",
    "The file {path} exists already and is not overwritten; choose another name, or delete it first.",
)
UNREADABLE = Text(
    "Berkas {path} tidak dapat dibaca sebagai GeoPackage: {reason}. Pilih berkas lain.",
    "The file {path} cannot be read as a GeoPackage: {reason}. Choose another file.",
)
UNWRITABLE = Text(
    "Berkas {path} tidak dapat ditulis: {reason}. Pilih folder lain atau tutup program yang memakainya.",
    "The file {path} cannot be written: {reason}. Choose another folder, or close the program that uses it.",
)

_SPATIAL_FUNCTIONS = {"ST_MinX": 0, "ST_MaxX": 1, "ST_MinY": 2, "ST_MaxY": 3}


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def transaction(path: str) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are kept whole when the block ends, and not at all when it fails.

    UserError where the file does not exist, is locked by another program, or cannot be written.
    """
    if not os.path.exists(path):
        raise UserError(ABSENT, path=path)
    try:
        with closing(_connect(path)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
    except sqlite3.IntegrityError:
        raise  # a record that breaks a hard rule: what wrote it should have known
    except sqlite3.DatabaseError as error:
        raise UserError(UNWRITABLE, path=path, reason=str(error)) from error


@contextmanager
def reading(path: str) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write."""
    if not os.path.exists(path):
        raise UserError(ABSENT, path=path)
    try:
        with closing(sqlite3.connect(Path(path).resolve().as_uri() + "?mode=ro", uri=True)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        raise UserError(UNREADABLE, path=path, reason=str(error)) from error


@contextmanager
def new_file(path: str) -> Iterator[sqlite3.Connection]:
    """A connection to a new, empty GeoPackage that appears at ``path`` when the block ends well.

    UserError where there is a file already or the folder cannot be written.
    """
    if os.path.exists(path):
        raise UserError(EXISTS, path=path)
    try:
        with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(path)), prefix=".register-") as folder:
            beside = os.path.join(folder, "new.gpkg")
            with closing(_connect(beside)) as connection:
                connection.execute("BEGIN")
                _create_metadata(connection)
                yield connection
                connection.commit()
            os.replace(beside, path)
    except (OSError, sqlite3.OperationalError) as error:
        raise UserError(UNWRITABLE, path=path, reason=str(error)) from error


def insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Adds rows to a table; every value is a parameter."""
    names = ", ".join(quoted(column) for column in columns)
    marks = ", ".join("?" for _ in columns)
    connection.executemany(" ".join(("INSERT INTO", quoted(table), f"({names})", "VALUES", f"({marks})")), rows)


def upsert(connection: sqlite3.Connection, table: str, key: str, row: Mapping[str, Any]) -> None:
    """Adds a row, or changes the one with the same key."""
    names = ", ".join(quoted(column) for column in row)
    marks = ", ".join("?" for _ in row)
    changes = ", ".join(" ".join((quoted(each), "=", f"excluded.{quoted(each)}")) for each in row if each != key)
    into = ("INSERT INTO", quoted(table), f"({names})", "VALUES", f"({marks})")
    connection.execute(" ".join((*into, f"ON CONFLICT ({quoted(key)}) DO UPDATE SET", changes)), tuple(row.values()))


def register_layer(
    connection: sqlite3.Connection, table: str, title: str, geometry: Optional[str], view: bool = False
) -> None:
    """Makes a table or view known as a layer; ``geometry`` is a type name such as POINT, or None for a table."""
    kind = "features" if geometry else "attributes"
    contents = ("table_name", "data_type", "identifier", "srs_id")
    insert(connection, "gpkg_contents", contents, [(table, kind, title, 4326 if geometry else None)])
    if geometry:
        columns = ("table_name", "column_name", "geometry_type_name", "srs_id", "z", "m")
        insert(connection, "gpkg_geometry_columns", columns, [(table, "geom", geometry, 4326, 0, 0)])
        if not view:
            _create_rtree(connection, table)


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
    # The triggers of the R-tree call these; sqlite3 alone does not know them.
    connection.create_function("ST_IsEmpty", 1, lambda blob: None if blob is None else int(not wkb_of(blob)))
    for name, place in _SPATIAL_FUNCTIONS.items():
        connection.create_function(name, 1, _bound(place))
    return connection


def _bound(place: int) -> Any:
    return lambda blob: None if blob is None or not wkb_of(blob) else bounds_in_blob(blob)[place]


def _create_metadata(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    for statement in _METADATA_TABLES:
        connection.execute(statement)
    columns = ("srs_name", "srs_id", "organization", "organization_coordsys_id", "definition", "description")
    insert(connection, "gpkg_spatial_ref_sys", columns, _REFERENCE_SYSTEMS)


def _create_rtree(connection: sqlite3.Connection, table: str) -> None:
    name = f"rtree_{table}_geom"
    connection.execute(f"CREATE VIRTUAL TABLE {quoted(name)} USING rtree(id, minx, maxx, miny, maxy)")
    extension = ("table_name", "column_name", "extension_name", "definition", "scope")
    specification = "http://www.geopackage.org/spec120/#extension_rtree"
    insert(connection, "gpkg_extensions", extension, [(table, "geom", "gpkg_rtree_index", specification, "write-only")])
    for trigger in _RTREE_TRIGGERS:
        connection.execute(trigger.format(table=quoted(table), rtree=quoted(name), name=name))


_REFERENCE_SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    (
        "WGS 84 geodetic",
        4326,
        "EPSG",
        4326,
        'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
        'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
        'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
        "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid",
    ),
)

_METADATA_TABLES = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, "
    "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
    "description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
    "identifier TEXT UNIQUE, description TEXT DEFAULT '', "
    "last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), "
    "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
    "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
    "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
    "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
    "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
)

_INDEXED = (
    "INSERT OR REPLACE INTO {rtree} VALUES "
    "(NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));"
)
_RTREE_TRIGGERS = (
    'CREATE TRIGGER "{name}_insert" AFTER INSERT ON {table} WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) '
    "BEGIN " + _INDEXED + " END",
    'CREATE TRIGGER "{name}_update1" AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND '
    "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN " + _INDEXED + " END",
    'CREATE TRIGGER "{name}_update2" AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND '
    "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM {rtree} WHERE id = OLD.fid; END",
    'CREATE TRIGGER "{name}_update3" AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND '
    "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM {rtree} WHERE id = OLD.fid; "
    + _INDEXED
    + " END",
    'CREATE TRIGGER "{name}_update4" AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND '
    "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM {rtree} WHERE id IN (OLD.fid, NEW.fid); END",
    'CREATE TRIGGER "{name}_delete" AFTER DELETE ON {table} WHEN OLD.geom NOT NULL '
    "BEGIN DELETE FROM {rtree} WHERE id = OLD.fid; END",
)

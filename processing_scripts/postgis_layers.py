"""Layers of a PostGIS database, through SQLAlchemy and geopandas.

libpq finds the password where its own programs do: in ~/.pgpass, a service file or PGPASSWORD.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator, NamedTuple, Optional, Union

import geoalchemy2
import geopandas
import pandas as pd
import psycopg
import sqlalchemy
from sqlalchemy.sql import text

from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.result_layers import OF_THE_REGISTER, TAKEN
from ir_plugin.core.register.summary_view import NAME as SUMMARY
from ir_plugin.core.texts import Text, same

from .places import LayerPlace, without_password

KEY, GEOMETRY = "fid", "geom"
"""Columns of a table that is written: the row number, without which QGIS edits nothing, and the shapes."""

AS_THEY_ARE = (
    *(sqlalchemy.Integer, sqlalchemy.Float, sqlalchemy.Numeric, sqlalchemy.Boolean),
    *(sqlalchemy.String, sqlalchemy.Date, sqlalchemy.DateTime),
)
"""What a layer of any format can hold; other types (uuid, json, lists) are read as text."""

UNREACHABLE = Text(
    "Basis data {path} menolak: {reason}. Periksa alamat, pengguna, sandi (~/.pgpass), dan haknya.",
    "The database {path} refuses: {reason}. Check its address, user, password (~/.pgpass) and rights.",
)
NO_TABLE = Text(
    "Basis data {path} tidak mempunyai tabel {layer}; tabel bergeometri: {layers}.",
    "The database {path} has no table {layer}; its tables with geometry are: {layers}.",
)
NO_SCHEMA = Text(
    "skema {schema} tidak ada, atau Anda tidak berhak menulis di dalamnya",
    "there is no schema {schema}, or you have no right to write into it",
)
UNNAMED = Text(
    "sebutkan tabelnya di belakang alamat: |layername=skema.tabel",
    "name the table behind the address: |layername=schema.table",
)
NO_CODE = Text(
    "Tabel {layer} tidak ditulis: sistem koordinat hasil tidak punya kode EPSG; ubah CRS layer masukan dahulu.",
    "The table {layer} was not written: the CRS of the result has no EPSG code; reproject the input layer first.",
)


class Table(NamedTuple):
    """A table by its schema and name."""

    schema: str
    name: str


@contextmanager
def connected(path: str) -> Iterator[sqlalchemy.Connection]:
    """A transaction in a database, kept when the block ends well. UserError for what the server refuses."""
    address = path.removeprefix("PG:")
    engine = sqlalchemy.create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(address), poolclass=sqlalchemy.NullPool
    )
    try:
        with engine.begin() as connection:
            yield connection
    except sqlalchemy.exc.DBAPIError as error:
        reason = without_password(str(error.orig).strip().splitlines()[0])
        raise UserError(UNREACHABLE, path=without_password(path), reason=same(reason)) from error


def tables_in(path: str) -> list[tuple[str, str]]:
    """The tables and views with geometry as ``schema.table``, and the kind of their geometry ("MultiPolygon")."""
    with connected(path) as connection:
        return _drawn(connection)


def read_table(place: LayerPlace) -> Union[geopandas.GeoDataFrame, pd.DataFrame]:
    """All rows of a table or view with its first geometry, without row numbers; whole numbers with NULL stay whole.

    UserError where there is no such table or no way to it.
    """
    with connected(place.path) as connection:
        table = _table(connection, place)
        columns = _columns(connection, table)
        if not columns:
            known = ", ".join(name for name, _kind in _drawn(connection)) or "-"
            raise UserError(NO_TABLE, path=without_password(place.path), layer=place.layer, layers=known)
        shapes = [name for name, kind in columns.items() if _is_geometry(kind)]
        taken = {name: kind for name, kind in columns.items() if name not in (KEY, *shapes[1:])}
        listed = ", ".join(_as_read(connection, name, kind) for name, kind in taken.items())
        query = text(" ".join(("SELECT", listed, "FROM", _quoted(connection, *table))))
        frame = _read(query, connection, shapes[0], table) if shapes else pd.read_sql(query, connection)
    whole = [name for name, kind in taken.items() if isinstance(kind, sqlalchemy.Integer)]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def obstacle(place: LayerPlace) -> Optional[Text]:
    """Why a table of this name cannot be written or replaced, or None. UserError without a way to the server."""
    if not place.layer:
        return UNNAMED
    with connected(place.path) as connection:
        table = _table(connection, place)
        if table.name.lower() in (*TABLES, SUMMARY):
            return OF_THE_REGISTER.format(layer=table.name)
        right = text("SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = :name")
        if not connection.execute(right, {"name": table.schema}).scalar():
            return NO_SCHEMA.format(schema=table.schema)
        known = sqlalchemy.inspect(connection)
        used = {*known.get_view_names(table.schema), *known.get_materialized_view_names(table.schema)}
        return TAKEN.format(layer=table.name) if table.name in used else None


def write_table(frame: Union[geopandas.GeoDataFrame, pd.DataFrame], place: LayerPlace, connection: Any) -> None:
    """Makes or replaces a table with a row number and a spatial index, in the transaction of the caller."""
    table = _table(connection, place)
    if isinstance(frame, geopandas.GeoDataFrame):
        if frame.crs is None or frame.crs.to_epsg() is None:
            raise UserError(NO_CODE, layer=place.layer)
        drawn = frame.rename_geometry(GEOMETRY)
        drawn.to_postgis(table.name, connection, schema=table.schema, if_exists="replace", index=False)
    else:
        frame.to_sql(table.name, connection, schema=table.schema, if_exists="replace", index=False)
    if KEY not in frame.columns:
        numbered = ("ADD COLUMN", KEY, "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
        connection.execute(text(" ".join(("ALTER TABLE", _quoted(connection, *table), *numbered))))


def _drawn(connection: sqlalchemy.Connection) -> list[tuple[str, str]]:
    kinds = {"POINT": "Point", "MULTIPOINT": "MultiPoint", "POLYGON": "Polygon", "MULTIPOLYGON": "MultiPolygon"}
    found = connection.execute(text("SELECT f_table_schema, f_table_name, type FROM geometry_columns ORDER BY 1, 2"))
    return [(f"{schema}.{table}", kinds.get(kind, kind)) for schema, table, kind in found]


def _table(connection: sqlalchemy.Connection, place: LayerPlace) -> Table:
    schema, _, name = (place.layer or "").rpartition(".")
    return Table(schema or sqlalchemy.inspect(connection).default_schema_name or "public", name)


def _columns(connection: sqlalchemy.Connection, table: Table) -> dict[str, Any]:
    """The types of a table's columns by name; none where there is no such table."""
    try:
        found = sqlalchemy.inspect(connection).get_columns(table.name, table.schema)
    except sqlalchemy.exc.NoSuchTableError:
        return {}
    return {each["name"]: each["type"] for each in found}


def _is_geometry(kind: Any) -> bool:
    return isinstance(kind, geoalchemy2.Geometry)


def _as_read(connection: sqlalchemy.Connection, name: str, kind: Any) -> str:
    column = _quoted(connection, name)
    return column if _is_geometry(kind) or isinstance(kind, AS_THEY_ARE) else f"{column}::text AS {column}"


def _read(query: Any, connection: sqlalchemy.Connection, shape: str, table: Table) -> geopandas.GeoDataFrame:
    frame = geopandas.read_postgis(query, connection, geom_col=shape).rename_geometry("geometry")
    if frame.crs is not None:
        return frame
    asked = text(
        "SELECT srid FROM geometry_columns "
        "WHERE f_table_schema = :schema AND f_table_name = :name AND f_geometry_column = :shape"
    )
    number = connection.execute(asked, {**table._asdict(), "shape": shape}).scalar()
    return frame.set_crs(number) if number else frame


def _quoted(connection: sqlalchemy.Connection, *names: str) -> str:
    return ".".join(connection.dialect.identifier_preparer.quote_identifier(name) for name in names)

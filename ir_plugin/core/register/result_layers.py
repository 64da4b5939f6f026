"""Where a result may go without harm to a register: into a file of its own, or beside the register's tables."""

from __future__ import annotations

import sqlite3
from itertools import chain, count
from typing import Collection, Optional

from ..errors import UserError
from ..industry.schema import TABLES
from ..texts import Text
from .geopackage import layer_names, reading
from .summary_view import NAME as SUMMARY

DATABASE_HEADER = b"SQLite format 3\0"
LAYERS = ("features", "attributes")

OF_THE_REGISTER = Text(
    "{layer} adalah tabel register; pilih nama lain untuk hasil",
    "{layer} is a table of the register; choose another name for the result",
)
TAKEN = Text(
    "nama {layer} dipakai untuk hal lain; pilih nama layer lain",
    "the name {layer} is in use for something else; choose another layer name",
)
REFERRED_TO = Text(
    "tabel {table} merujuk ke layer {layer}; pilih nama layer lain",
    "the table {table} refers to the layer {layer}; choose another layer name",
)
IS_REGISTER = Text(
    "{path} adalah register dan akan hilang bila ditimpa; pilih berkas lain untuk hasil.",
    "{path} is a register and would be lost if it were overwritten; choose another file for the result.",
)


def is_register(path: str) -> bool:
    """Whether there is a register at a path, which may be any file or none. UserError for a database that is locked or
    damaged, for then nobody knows."""
    try:
        with open(path, "rb") as file:
            if file.read(len(DATABASE_HEADER)) != DATABASE_HEADER:
                return False
    except OSError:
        return False
    with reading(path) as connection:
        return "register_info" in layer_names(connection)


def refuse_register(path: str) -> None:
    """UserError where a file that is going to be overwritten is a register."""
    if is_register(path):
        raise UserError(IS_REGISTER, path=path)


def layer_obstacle(connection: sqlite3.Connection, layer: str) -> Optional[Text]:
    """Why a layer of this name cannot be written into a GeoPackage, or replaced there; or None."""
    if layer.lower() in (*TABLES, SUMMARY):
        return OF_THE_REGISTER.format(layer=layer)
    query = "SELECT type FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = lower(?)"
    found = connection.execute(query, (layer,)).fetchone()
    if not found:
        return None
    query = "SELECT data_type FROM gpkg_contents WHERE lower(table_name) = lower(?)"
    known = connection.execute(query, (layer,)).fetchone()
    if found[0] != "table" or not known or known[0] not in LAYERS:
        return TAKEN.format(layer=layer)
    query = (
        "SELECT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) k "
        "WHERE m.type = 'table' AND lower(k.\"table\") = lower(?1) AND lower(m.name) != lower(?1)"
    )
    referring = connection.execute(query, (layer,)).fetchone()
    return REFERRED_TO.format(layer=layer, table=referring[0]) if referring else None


def free_name(connection: sqlite3.Connection, wanted: str, taken: Collection[str] = ()) -> str:
    """The name for a new layer of a GeoPackage: the one wanted, else with the first free number behind it."""
    query = "SELECT lower(name) FROM sqlite_master WHERE type IN ('table', 'view')"
    used = {*taken, *(name for (name,) in connection.execute(query)), *(each.lower() for each in TABLES)}
    numbered = (f"{wanted}_{number}" for number in count(2))
    return next(name for name in chain((wanted,), numbered) if name.lower() not in used)

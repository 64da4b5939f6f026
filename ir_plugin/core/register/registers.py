"""Knowing a register from any other file, and an older or newer one from our own."""

from __future__ import annotations

import os
import sqlite3

from ..errors import UserError
from ..industry.schema import SCHEMA_VERSION
from ..texts import Text
from .geopackage import layer_names, reading

INFO = "register_info"
"""The table by which a register is known."""

PACKAGE_KEY = "paket_id"
"""What the register_info of a package names beside the version of its tables."""

NO_REGISTER = Text(
    "Berkas {path} bukan register industri rumahan; pilih register, atau buat yang baru.",
    "The file {path} is no register of home industries; choose a register, or create one.",
)
NEWER = Text(
    "Register {path} dibuat oleh Klaster IR yang lebih baru; perbarui plugin lebih dahulu.",
    "The register {path} was made by a newer Klaster IR; update the plugin first.",
)
OLDER = Text(
    "Register {path} dibuat oleh Klaster IR yang lebih lama; jalankan dahulu Perbarui register.",
    "The register {path} was made by an older Klaster IR; run Upgrade a register first.",
)


def require_register(connection: sqlite3.Connection, path: str) -> None:
    """UserError where the file is no register, or one of a newer or older schema."""
    if schema_version(connection, path) < SCHEMA_VERSION:
        raise UserError(OLDER, path=path)


def is_register(path: str) -> bool:
    """Whether a file is a register, of whatever version. UserError where it cannot be read."""
    if not path.lower().endswith(".gpkg") or not os.path.isfile(path):
        return False
    with reading(path) as connection:
        return INFO in layer_names(connection)


def schema_version(connection: sqlite3.Connection, path: str) -> int:
    """The version of a register's tables. UserError where the file is no register, or one of a newer schema."""
    if INFO not in layer_names(connection):
        raise UserError(NO_REGISTER, path=path)
    query = "SELECT nilai FROM register_info WHERE kunci = 'versi_skema'"
    found = connection.execute(query).fetchone()
    if found is None or not str(found[0]).isdigit():
        raise UserError(NO_REGISTER, path=path)
    version = int(found[0])
    if version > SCHEMA_VERSION:
        raise UserError(NEWER, path=path)
    return version

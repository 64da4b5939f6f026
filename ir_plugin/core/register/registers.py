"""Knowing a register from any other file, and an older or newer one from our own."""

from __future__ import annotations

import sqlite3

from ..errors import UserError
from ..industry.schema import SCHEMA_VERSION
from ..texts import Text
from .geopackage import layer_names

NO_REGISTER = Text(
    "Berkas {path} bukan register industri rumahan; pilih register, atau buat yang baru.",
    "The file {path} is no register of home industries; choose a register, or create one.",
)
NEWER = Text(
    "Register {path} dibuat oleh Klaster IR yang lebih baru; perbarui plugin lebih dahulu.",
    "The register {path} was made by a newer Klaster IR; update the plugin first.",
)


def require_register(connection: sqlite3.Connection, path: str) -> None:
    """UserError where the file is no register, or one of a newer schema."""
    if "register_info" not in layer_names(connection):
        raise UserError(NO_REGISTER, path=path)
    query = "SELECT nilai FROM register_info WHERE kunci = 'versi_skema'"
    if int(connection.execute(query).fetchone()[0]) > SCHEMA_VERSION:
        raise UserError(NEWER, path=path)

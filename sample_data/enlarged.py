"""The sample register many times over, for measuring: each business again and again, with ids of its own, and of
another owner some metres away, for else a check would find all copies to be one."""

from __future__ import annotations

import sqlite3
import uuid
from typing import Dict, Optional

from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.geometry_blobs import point_blob, point_of
from ir_plugin.core.register.geopackage import quoted, transaction

COPIED = ("ir_pemilik", "ir_usaha", "ir_pengamatan", "ir_produk")
LETTERS = 26
IDS = ("pemilik_id", "usaha_id", "pengamatan_id", "produk_id")
STEP = 1e-5
"""How far a copy lies to the east of the one before, in degrees: a metre."""
OTHER = {
    "nik": "NULL",
    "no_hp": "CASE WHEN no_hp IS NOT NULL THEN '+628' || printf('%09d', :copy * :most + fid) END",
    "nama_lengkap": "nama_lengkap || ' ' || :word",
    "kode_usaha": "substr(kode_usaha, 1, 8) || printf('%06d', 10000 + :copy * :most + fid)",
}
"""What cannot be the same twice, in SQL."""


def enlarge(path: str, copies: int) -> None:
    """Adds so many copies of all businesses with their owners, observations and products to a register."""
    with transaction(path) as connection:
        connection.create_function("copied", 2, _copied, deterministic=True)
        connection.create_function("moved", 2, _moved, deterministic=True)
        limits = {table: _last(connection, table) for table in COPIED}
        most = limits["ir_usaha"]
        for copy in range(1, copies + 1):
            word = "X" + "".join(chr(ord("A") + digit) for digit in divmod(copy, LETTERS))  # no title, such as "Bu"
            for table in COPIED:
                values = {"copy": copy, "last": limits[table], "most": most, "word": word}
                connection.execute(_query(table), values)


def _query(table: str) -> str:
    values: Dict[str, str] = {field.name: quoted(field.name) for field in TABLES[table].fields}
    values.update({name: f"copied({name}, :copy)" for name in IDS if name in values})
    values.update(OTHER)
    names = ["geom"] if TABLES[table].geometry else []
    names += [field.name for field in TABLES[table].fields]
    values["geom"] = "moved(geom, :copy)"
    chosen = [values[name] for name in names]
    columns = ", ".join(map(quoted, names))
    return " ".join(
        (*("INSERT INTO", quoted(table), "(", columns, ") SELECT", ", ".join(chosen)),)
        + ("FROM", quoted(table), "WHERE fid <= :last")
    )


def _last(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(" ".join(("SELECT max(fid) FROM", quoted(table)))).fetchone()[0])


def _copied(key: Optional[str], copy: int) -> Optional[str]:
    return None if key is None else str(uuid.uuid5(uuid.NAMESPACE_OID, f"{key} {copy}"))


def _moved(blob: Optional[bytes], copy: int) -> Optional[bytes]:
    place = point_of(blob)
    return point_blob(f"POINT ({place[0] + copy * STEP!r} {place[1]!r})") if place else None

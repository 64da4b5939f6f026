"""The sample register many times over, for measuring: each business again and again, with ids of its own."""

from __future__ import annotations

import sqlite3
import uuid
from typing import Dict, Optional

from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.geopackage import quoted, transaction

COPIED = ("ir_pemilik", "ir_usaha", "ir_pengamatan", "ir_produk")
IDS = ("pemilik_id", "usaha_id", "pengamatan_id", "produk_id")
OTHER = {
    "nik": "NULL",
    "kode_usaha": "substr(kode_usaha, 1, 8) || printf('%06d', 10000 + :copy * :most + fid)",
}
"""What cannot be the same twice, in SQL."""


def enlarge(path: str, copies: int) -> None:
    """Adds so many copies of all businesses with their owners, observations and products to a register."""
    with transaction(path) as connection:
        connection.create_function("copied", 2, _copied, deterministic=True)
        limits = {table: _last(connection, table) for table in COPIED}
        most = limits["ir_usaha"]
        for copy in range(1, copies + 1):
            for table in COPIED:
                connection.execute(_query(table), {"copy": copy, "last": limits[table], "most": most})


def _query(table: str) -> str:
    values: Dict[str, str] = {field.name: quoted(field.name) for field in TABLES[table].fields}
    values.update({name: f"copied({name}, :copy)" for name in IDS if name in values})
    values.update(OTHER)
    names = ["geom"] if TABLES[table].geometry else []
    names += [field.name for field in TABLES[table].fields]
    chosen = [values.get(name, quoted(name)) for name in names]
    columns = ", ".join(map(quoted, names))
    return " ".join(
        (*("INSERT INTO", quoted(table), "(", columns, ") SELECT", ", ".join(chosen)),)
        + ("FROM", quoted(table), "WHERE fid <= :last")
    )


def _last(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(" ".join(("SELECT max(fid) FROM", quoted(table)))).fetchone()[0])


def _copied(key: Optional[str], copy: int) -> Optional[str]:
    return None if key is None else str(uuid.uuid5(uuid.NAMESPACE_OID, f"{key} {copy}"))

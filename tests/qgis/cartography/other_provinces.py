"""A register of two provinces, made of the sample's: the island of Belitung as a province of its own elsewhere."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Optional, Tuple

from qgis.core import QgsGeometry

from ir_plugin.core.register.geometry_blobs import blob_of, wkb_of
from ir_plugin.core.register.geopackage import insert, transaction, update_extent

NAME = "Contoh Utara"
MOVED: Tuple[float, float] = (-6.2, 2.6)
"""By how many degrees it is moved: into Sumatra."""

COLUMNS = "kode_dagri, tingkat, jenis, nama, nama_norm, induk, edisi_kode, geom"
INSIDE = "{0} LIKE '19.02%' OR {0} LIKE '19.06%'"


def with_second_province(register: Path) -> None:
    """Puts 19.02 and 19.06 as 29.02 and 29.06 under a province 29, with their businesses."""
    with transaction(str(register), references=False) as connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM ref_wilayah WHERE {INSIDE.format('kode_dagri')}").fetchall()
        for code, level, kind, name, plain, parent, edition, blob in rows:
            values = (_moved_code(code), level, kind, name, plain, _moved_code(parent), edition, _moved(blob))
            insert(connection, "ref_wilayah", tuple(COLUMNS.split(", ")), [values])
        above = ("29", "1", "PROV", NAME, "contohutara", None, "contoh", _moved(blob_of(_province(connection))))
        insert(connection, "ref_wilayah", tuple(COLUMNS.split(", ")), [above])
        businesses = f"SELECT usaha_id, kode_desa, geom FROM ir_usaha WHERE {INSIDE.format('kode_desa')}"
        for key, village, blob in connection.execute(businesses).fetchall():
            query = "UPDATE ir_usaha SET kode_desa = ?, geom = ? WHERE usaha_id = ?"
            connection.execute(query, (_moved_code(village), _moved(blob), key))
        connection.execute(f"DELETE FROM ref_wilayah WHERE {INSIDE.format('kode_dagri')}")
        for table in ("ref_wilayah", "ir_usaha"):
            update_extent(connection, table)


def _province(connection: sqlite3.Connection) -> bytes:
    query = "SELECT geom FROM ref_wilayah WHERE kode_dagri IN ('19.02', '19.06')"
    parts = [_read(blob) for (blob,) in connection.execute(query)]
    return bytes(QgsGeometry.unaryUnion(parts).asWkb())


def _moved_code(code: str) -> str:
    return "29" + code[2:]


def _read(blob: bytes) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb_of(blob))
    return geometry


def _moved(blob: Optional[bytes]) -> Optional[bytes]:
    if blob is None:
        return None
    geometry = _read(blob)
    geometry.translate(*MOVED)
    return blob_of(bytes(geometry.asWkb()))

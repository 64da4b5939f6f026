"""The sample as a register: made by the plugin's own operations, filled with the invented survey."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import shapely

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.layer import Layer
from ir_plugin.core.register import create_register, import_boundaries
from ir_plugin.core.register.geometry_blobs import blob_of
from ir_plugin.core.register.geopackage import insert, transaction, update_extent
from processing_scripts.geometry_engine import ShapelyEngine

from .ids import uuid_of
from .photos import choose_photos
from .survey import SURVEYED, Survey
from .wilayah import STATUS, Places


def write_register(places: Places, survey: Survey, target: Path) -> None:
    """Writes the register anew; the same content on every run."""
    target.unlink(missing_ok=True)
    register = str(target)
    context = Context(geometry=ShapelyEngine())
    create_register.OPERATION.compute({"REGISTER": register}, context)
    values = {"REGISTER": register, "INPUT": _layer(places), "SOURCE": f"Data contoh: {STATUS}"}
    import_boundaries.OPERATION.compute(values, context)
    with transaction(register) as connection:
        for name in TABLES:
            rows = _photos(survey) if name == "ir_foto" else survey.tables.get(name, [])
            if rows:
                _fill(connection, name, rows)
        update_extent(connection, "ir_usaha")
        _forget_the_hour(connection)
    _pack(target)


def _layer(places: Places) -> Layer:
    return Layer(
        wkb=[shapely.to_wkb(land, byte_order=1) for land in places.land],
        columns={
            "kode": places.codes,
            "nama": [village.region.name for village in places.villages],
            "penduduk_l": places.people[:, 0].tolist(),
            "penduduk_p": places.people[:, 1].tolist(),
            "rumah_tangga": places.households.tolist(),
        },
        name="desa",
    )


def _fill(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """The rows with every declared field that any of them has, and the point of a business as its geometry."""
    if TABLES[table].tracked:
        rows = [{**row, "dibuat": SURVEYED, "diubah": SURVEYED} for row in rows]
    names = [field.name for field in TABLES[table].fields if any(field.name in row for row in rows)]
    values: list[list[Any]] = [[row.get(name) for name in names] for row in rows]
    if TABLES[table].geometry:
        names.append("geom")
        for row, line in zip(rows, values):
            line.append(_point(row["titik"]))
    insert(connection, table, names, values)


def _photos(survey: Survey) -> list[dict[str, Any]]:
    """The rows of ir_foto; files are named from the register's folder."""
    rows = []
    for photo in choose_photos(survey):
        business = survey.tables["ir_usaha"][photo.business]["usaha_id"]
        rows.append(
            {
                "foto_id": uuid_of("foto", business),
                "usaha_id": business,
                "berkas": f"foto/{photo.name}",
                "diambil": "2025-06-15",
            }
        )
    return rows


def _point(position: tuple[float, float] | None) -> bytes | None:
    return blob_of(shapely.to_wkb(shapely.Point(position), byte_order=1)) if position else None


def _forget_the_hour(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE gpkg_contents SET last_change = ?", (SURVEYED,))


def _pack(target: Path) -> None:
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("VACUUM")

"""A small register of two regencies, its packages, and ways to edit both."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.register import create_register, export_package, merge_package, resolve_conflict
from ir_plugin.core.register.geometry_blobs import point_blob
from ir_plugin.core.register.geopackage import insert, reading, transaction
from ir_plugin.core.register.packages.rows import CARRIED, read_rows

OWNER, BUSINESS = "00000000-0000-4000-8000-00000000000{}", "10000000-0000-4000-8000-00000000000{}"
PRODUCT, OBSERVATION = "20000000-0000-4000-8000-00000000000{}", "30000000-0000-4000-8000-00000000000{}"
IMPORT = "40000000-0000-4000-8000-000000000000"
NAME = "UPDATE ir_usaha SET nama_usaha = ? WHERE usaha_id = ?"
NEW = "INSERT INTO ir_usaha (usaha_id, kode_usaha, nama_usaha) VALUES (?, ?, ?)"
WISH = "INSERT INTO ir_kebutuhan (usaha_id, periode, layanan, keterangan) VALUES (?, '2025', '4', ?)"
ADDED = BUSINESS.format(9)
BANGKA, BELITUNG = "19.01", "19.02"
VILLAGES = ("19.01.01.1001", "19.01.01.1002", "19.01.02.1001", "19.02.01.1001")


def make_register(folder: Path) -> str:
    """Four businesses with a product, an observation and an imported row each; 0 and 3 are of one owner."""
    path = folder / "register.gpkg"
    path.write_bytes(_made())
    return str(path)


@cache
def _made() -> bytes:
    with TemporaryDirectory() as folder:
        return Path(_fill(Path(folder))).read_bytes()


def _fill(folder: Path) -> str:
    path = str(folder / "register.gpkg")
    create_register.OPERATION.compute({"REGISTER": path}, Context())
    with transaction(path) as connection:
        add(connection, "impor_berkas", impor_id=IMPORT, berkas="a.xlsx", hash="0" * 64, periode="2025")
        for number, village in enumerate(VILLAGES):
            owner = OWNER.format(number % 3)
            if number < 3:
                add(connection, "ir_pemilik", pemilik_id=owner, nama_lengkap=f"Siti {number}")
            business = {"usaha_id": BUSINESS.format(number)}
            of = {"pemilik_id": owner, "kode_desa": village, "geom": point_blob(f"POINT ({106 + number}.1 -2.1)")}
            code = f"IR-{village[:5].replace('.', '')}-000{number}"
            add(connection, "ir_usaha", **business, kode_usaha=code, nama_usaha=f"Getas {number}", **of)
            product = {"produk_id": PRODUCT.format(number), "nama_produk_asli": "getas", "utama": 1}
            add(connection, "ir_produk", **product, **business)
            add(connection, "ir_pengamatan", pengamatan_id=OBSERVATION.format(number), periode="2025", **business)
            of_sheet = {"impor_id": IMPORT, "lembar": "A", "baris": number + 1, "nilai": "{}", "periode": "2025"}
            add(connection, "impor_baris", **of_sheet, **business)
    return path


def add(connection: sqlite3.Connection, table: str, **row: Any) -> None:
    insert(connection, table, list(row), [list(row.values())])


def export(register: str, region: str = BANGKA) -> str:
    """The package's path."""
    count = len(list(Path(register).parent.glob("paket_*")))
    path = str(Path(register).parent / f"paket_{region}_{count}.gpkg")
    export_package.OPERATION.compute({"REGISTER": register, "REGION": region, "OUTPUT": path}, Context())
    return path


def merge(register: str, package: str) -> Results:
    return merge_package.OPERATION.compute({"REGISTER": register, "PACKAGE": package}, Context(language="en"))


def resolve(register: str, choice: str, conflict: str = "ALL") -> Results:
    values = {"REGISTER": register, "CONFLICT": conflict, "CHOICE": choice}
    return resolve_conflict.OPERATION.compute(values, Context())


def remove(path: str, number: int) -> None:
    """A business with all that belongs to it."""
    with transaction(path) as connection:
        for table in ("impor_baris", "ir_produk", "ir_pengamatan", "ir_usaha"):
            connection.execute(f"DELETE FROM {table} WHERE usaha_id = ?", (BUSINESS.format(number),))


def counts(register: str, package: str) -> list[float]:
    """Merges; added, changed, removed, new conflicts, open conflicts."""
    return list(merge(register, package).numbers.values())


def change(path: str, statement: str, *values: Any) -> None:
    with transaction(path) as connection:
        connection.execute(statement, values)


def ask(path: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with reading(path) as connection:
        return connection.execute(query, values).fetchall()


def content(path: str) -> dict[str, Any]:
    """What people have entered, by table and row."""
    with reading(path) as connection:
        return {
            table.name: {row_id: row.content for row_id, row in read_rows(connection, table).items()}
            for table in CARRIED
        }


def conflicts(register: str) -> list[tuple[Any, ...]]:
    """Table, last digit of the row, column, base, register, package, reason of the open ones."""
    query = """SELECT tabel, substr(baris_id, -1), kolom, nilai_dasar, nilai_register, nilai_paket, alasan
    FROM gabung_konflik WHERE status = 'BARU' ORDER BY tabel, baris_id, kolom"""
    return ask(register, query)

"""A small register with the sample's boundaries, in which a test can put one business after another."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from pathlib import Path
from typing import Any, Callable, Optional

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.regions import reference_regions
from ir_plugin.core.register import create_register
from ir_plugin.core.register.geometry_blobs import blob_of
from ir_plugin.core.register.geopackage import insert, reading, transaction

VILLAGE = "19.01.01.1001"


class Scene:
    """A register at ``path``. What a business is made of can be given table by table; by default nothing is wrong."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._number = 0

    def business(
        self,
        owner: Optional[dict[str, Any]] = None,
        seen: Optional[dict[str, Any]] = None,
        product: Optional[dict[str, Any]] = None,
        licence: Optional[dict[str, Any]] = None,
        consent: Optional[dict[str, Any]] = None,
        point: Optional[tuple[float, float]] = None,
        **business: Any,
    ) -> str:
        """Adds a business with its rows; gives its number, by which ``ids`` are made. seen, licence: None adds none."""
        self._number += 1
        number = self._number
        village = business.get("kode_desa", VILLAGE)
        at = point or beside(village or VILLAGE, number)
        key = {"usaha_id": self.id("1", number)}
        with transaction(self.path) as connection:
            person = {"pemilik_id": self.id("0", number), "nama_lengkap": NAMES[number % len(NAMES)], **WOMAN}
            add(connection, "ir_pemilik", **{**person, **(owner or {})})
            row = {**key, "kode_usaha": f"IR-1901-{number:04d}", "pemilik_id": person["pemilik_id"], **HOME, **business}
            add(connection, "ir_usaha", **{"kode_desa": VILLAGE, **row}, geom=point_blob(at))
            add(connection, "ir_produk", **key, produk_id=self.id("2", number), **{**GETAS, **(product or {})})
            for table, more in (("ir_pengamatan", seen), ("ir_legalitas", licence)):
                if more is not None:
                    add(connection, table, **key, **more)
            if consent is not None:
                add(connection, "ir_persetujuan", pemilik_id=person["pemilik_id"], **{**WRITTEN, **consent})
        return key["usaha_id"]

    def id(self, kind: str, number: int) -> str:
        """An id of an owner ("0"), business ("1") or product ("2")."""
        return f"{kind}0000000-0000-4000-8000-{number:012d}"

    def execute(self, statement: str, *values: Any) -> None:
        with transaction(self.path) as connection:
            connection.execute(statement, values)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with reading(self.path) as connection:
            return connection.execute(query, values).fetchall()


NAMES = ("Siti Aminah", "Rohani", "Lestari Dewi", "Wulan", "Khadijah", "Maimunah", "Zubaidah", "Nuraini", "Hartati")
WOMAN = {"jenis_kelamin": "P"}
HOME = {"nama_usaha": "Getas", "lapangan_usaha": "IND", "lokasi_produksi": "RMH"}
GETAS = {"nama_produk_asli": "getas", "produk_kode": "PGN03", "utama": 1}
WRITTEN = {"tanggal": "2025-03-01", "cara": "TLS", "tujuan": "PUB", "bukti": "surat.pdf"}


def add(connection: sqlite3.Connection, table: str, **row: Any) -> None:
    insert(connection, table, list(row), [list(row.values())])


def beside(village: str, number: int) -> tuple[float, float]:
    """A point in a village, for each number another one, and none of them its middle."""
    region = reference_regions()[village]
    assert region.point
    return region.point[0] + 0.0005, region.point[1] + 0.00002 * number


def point_blob(point: tuple[float, float]) -> Optional[bytes]:
    return blob_of(struct.pack("<BI2d", 1, 1, *point))


@pytest.fixture
def register(tmp_path: Path) -> str:
    """The path of a new register without boundaries or businesses."""
    path = str(tmp_path / "register.gpkg")
    create_register.OPERATION.compute({"REGISTER": path}, Context())
    return path


@pytest.fixture(scope="session")
def bounded_register(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register with the boundaries of the sample."""
    path = tmp_path_factory.mktemp("bounded") / "register.gpkg"
    create_register.OPERATION.compute({"REGISTER": str(path)}, Context())
    with reading(str(root / "sample_data" / "register_contoh.gpkg")) as sample:
        boundaries = sample.execute("SELECT geom, kode_dagri FROM ref_wilayah").fetchall()
    with transaction(str(path)) as connection:
        connection.executemany("UPDATE ref_wilayah SET geom = ? WHERE kode_dagri = ?", boundaries)
    return path


@pytest.fixture
def scene(bounded_register: Path, tmp_path: Path) -> Scene:
    return Scene(str(shutil.copy(bounded_register, tmp_path / "register.gpkg")))


@pytest.fixture
def point_in() -> Callable[[str], tuple[float, float]]:
    """The reference point of a village."""
    return lambda village: reference_regions()[village].point or (0.0, 0.0)

"""Seven offices' packages back into the register of the province; the aim is in seconds."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from functools import partial
from pathlib import Path
from typing import Iterator, NamedTuple

from case import Case, Run
from measure import Measure, measured

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import create_register, export_package, merge_package
from ir_plugin.core.register.geopackage import insert, transaction

REGENCIES = ("19.01", "19.02", "19.03", "19.04", "19.05", "19.06", "19.71")
BUSINESSES = 3_000
EDITS = (
    "UPDATE ir_usaha SET nama_usaha = nama_usaha || ' baru' WHERE fid % 3 = 0",
    "UPDATE ir_pengamatan SET modal_kerja = 7, diubah_oleh = 'kantor' WHERE fid % 3 = 1",
    "DELETE FROM ir_produk WHERE fid % 50 = 0",
    "INSERT INTO ir_legalitas (usaha_id, jenis, nomor) SELECT usaha_id, 'NIB', '1' FROM ir_usaha WHERE fid % 5 = 0",
)
"""What every office does: a third of the businesses and of the observations, some products, new licences."""

OWN = "UPDATE ir_usaha SET nama_usaha = nama_usaha || ' lain', tahun_mulai = 2001 WHERE fid % 6 = 0"
"""What the province does meanwhile, half of it against the offices."""


FOLDER = tempfile.TemporaryDirectory(prefix="bench-merge-")


class Offices(NamedTuple):
    """The register of the province and the packages of the regencies, as files."""

    register: Path
    packages: tuple[Path, ...]


def cases() -> list[Case]:
    """One line."""
    words = f"Merge of seven packages of {BUSINESSES:,} businesses, a third of the rows edited"
    return [Case("merge", words, _offices, _merging, seconds=10.0, clock="cpu_seconds")]


def _merging(given: Offices) -> Run:
    """Each run merges into a fresh copy of the register."""
    copy = given.register.with_name("copy.gpkg")

    def run() -> Measure:
        shutil.copy(given.register, copy)
        return measured(partial(_merge, str(copy), given.packages))

    return run


def _merge(register: str, packages: tuple[Path, ...]) -> int:
    """The number of conflicts."""
    found = 0
    for package in packages:
        values = {"REGISTER": register, "PACKAGE": str(package)}
        found += int(merge_package.OPERATION.compute(values, Context()).numbers["N_CONFLICTS"])
    return found


def _offices() -> Offices:
    folder = Path(FOLDER.name)
    register = folder / "register.gpkg"
    create_register.OPERATION.compute({"REGISTER": str(register)}, Context())
    with transaction(str(register)) as connection:
        for regency in REGENCIES:
            villages = [
                code
                for (code,) in connection.execute(
                    "SELECT kode_dagri FROM ref_wilayah WHERE tingkat = '4' AND kode_dagri LIKE ? || '.%'", (regency,)
                )
            ]
            rows = list(_rows(regency, villages))
            insert(connection, "ir_pemilik", ("pemilik_id", "nama_lengkap"), ((key, "Siti") for key, *_ in rows))
            columns = ("usaha_id", "pemilik_id", "kode_usaha", "kode_desa", "nama_usaha")
            insert(connection, "ir_usaha", columns, ((key, *row, "Getas") for key, *row in rows))
            columns = ("usaha_id", "nama_produk_asli", "utama")
            insert(connection, "ir_produk", columns, ((key, "getas", 1) for key, *_ in rows))
            columns = ("usaha_id", "periode", "modal_kerja")
            insert(connection, "ir_pengamatan", columns, ((key, "2025", 1_000_000) for key, *_ in rows))
    packages = tuple(_package(folder, register, regency) for regency in REGENCIES)
    with transaction(str(register)) as connection:
        connection.execute(OWN)
    return Offices(register, packages)


def _rows(regency: str, villages: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Id, owner's id, code and village of the businesses of a regency."""
    for number in range(BUSINESSES):
        key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{regency} {number}"))
        yield key, key, f"IR-{regency.replace('.', '')}-{number:04d}", villages[number % len(villages)]


def _package(folder: Path, register: Path, regency: str) -> Path:
    path = folder / f"{regency}.gpkg"
    export_package.OPERATION.compute({"REGISTER": str(register), "REGION": regency, "OUTPUT": str(path)}, Context())
    with transaction(str(path)) as connection:
        for statement in EDITS:
            connection.execute(statement)
    return path

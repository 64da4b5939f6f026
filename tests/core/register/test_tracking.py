"""Every change of a row is counted and remembered, whoever makes it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.register.create_register import OPERATION
from ir_plugin.core.register.geometry_blobs import blob_of
from ir_plugin.core.register.geopackage import insert, reading, transaction

OWNER = "00000000-0000-4000-8000-000000000001"
BUSINESS = "00000000-0000-4000-8000-000000000002"
POINT = bytes.fromhex("0101000000") + b"\x00" * 6 + bytes.fromhex("5a40") + b"\x00" * 6 + bytes.fromhex("00c0")


@pytest.fixture
def register(tmp_path: Path) -> str:
    path = str(tmp_path / "register.gpkg")
    OPERATION.compute({"REGISTER": path}, Context())
    with transaction(path) as connection:
        insert(connection, "ir_pemilik", ("pemilik_id", "nama_lengkap"), [(OWNER, "Siti")])
        row = (BUSINESS, "IR-1901-0001", "Getas", OWNER, blob_of(POINT))
        insert(connection, "ir_usaha", ("usaha_id", "kode_usaha", "nama_usaha", "pemilik_id", "geom"), [row])
    return path


def change(register: str, statement: str, *values: Any) -> None:
    with transaction(register) as connection:
        connection.execute(statement, values)


def log(register: str) -> list[tuple[Any, ...]]:
    query = "SELECT pengguna, tabel, baris_id, kejadian, versi_baris, sebelum, sesudah FROM log_perubahan ORDER BY fid"
    with reading(register) as connection:
        return connection.execute(query).fetchall()


def version(register: str) -> int:
    with reading(register) as connection:
        return int(connection.execute("SELECT versi_baris FROM ir_usaha").fetchone()[0])


def test_new_rows_have_an_id_a_first_version_and_no_log(register: str) -> None:
    change(register, "INSERT INTO ir_legalitas (usaha_id, jenis) VALUES (?, 'NIB')", BUSINESS)
    with reading(register) as connection:
        ids = connection.execute("SELECT legalitas_id FROM ir_legalitas").fetchall()
    assert len(ids[0][0]) == 36 and version(register) == 1 and log(register) == []


def test_a_change_is_counted_and_remembered(register: str) -> None:
    change(register, "UPDATE ir_usaha SET nama_usaha = 'Getas Bu Siti', tahun_mulai = 2001, diubah_oleh = 'rina'")
    ((who, table, key, event, number, before, after),) = log(register)
    assert (who, table, key, event, number) == ("rina", "ir_usaha", BUSINESS, "UBAH", 2)
    assert json.loads(before) == {"nama_usaha": "Getas", "tahun_mulai": None}
    assert json.loads(after) == {"nama_usaha": "Getas Bu Siti", "tahun_mulai": 2001}
    assert version(register) == 2


def test_nothing_changed_is_no_change(register: str) -> None:
    change(register, "UPDATE ir_usaha SET nama_usaha = nama_usaha, diubah_oleh = 'rina'")
    assert log(register) == [] and version(register) == 1


def test_a_merge_may_name_a_higher_version_and_nobody_a_lower_one(register: str) -> None:
    change(register, "UPDATE ir_usaha SET nama_usaha = 'A', versi_baris = 7")
    assert version(register) == 7
    change(register, "UPDATE ir_usaha SET nama_usaha = 'B', versi_baris = 3")
    assert version(register) == 8


def test_the_moment_of_a_change_is_written(register: str) -> None:
    change(register, "UPDATE ir_usaha SET diubah = '2020-01-01T00:00:00.000Z'")
    change(register, "UPDATE ir_usaha SET nama_usaha = 'A'")
    with reading(register) as connection:
        (moment,) = connection.execute("SELECT diubah FROM ir_usaha").fetchone()
    assert moment > "2026"


def test_a_moved_point_is_remembered(register: str) -> None:
    change(register, "UPDATE ir_usaha SET geom = NULL")
    (row,) = log(register)
    assert json.loads(row[5]) == {"geom": blob_of(POINT).hex().upper()} and json.loads(row[6]) == {"geom": None}


def test_a_removed_row_stays_in_the_log(register: str) -> None:
    change(register, "DELETE FROM ir_usaha")
    (row,) = log(register)
    assert row[1:5] == ("ir_usaha", BUSINESS, "HAPUS", 2) and row[6] is None
    assert json.loads(row[5])["nama_usaha"] == "Getas"


def test_a_failed_transaction_leaves_no_log(register: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        change(register, "UPDATE ir_usaha SET nama_usaha = 'A', pemilik_id = ?", BUSINESS)
    assert log(register) == [] and version(register) == 1


def test_a_class_that_a_person_decides_needs_a_reason(register: str) -> None:
    row = "INSERT INTO ir_pengamatan (usaha_id, periode, kelas_akhir, alasan_akhir) VALUES (?, '2025', '2', ?)"
    with pytest.raises(sqlite3.IntegrityError):
        change(register, row, BUSINESS, None)
    change(register, row, BUSINESS, "Kunjungan lapangan")

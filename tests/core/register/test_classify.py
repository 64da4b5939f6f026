"""Classes of a register: stored with their evidence, decided ones kept, profiles versioned, a draft called a draft."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.industry.class_rules import draft_profile
from ir_plugin.core.register import create_register
from ir_plugin.core.register.classify import OPERATION
from ir_plugin.core.register.geopackage import insert, reading, transaction

OWNER, BUSINESS = "00000000-0000-4000-8000-00000000000{}", "10000000-0000-4000-8000-00000000000{}"
HOME = {"lapangan_usaha": "IND", "lokasi_produksi": "RMH"}


@pytest.fixture
def register(tmp_path: Path) -> str:
    path = str(tmp_path / "register.gpkg")
    create_register.OPERATION.compute({"REGISTER": path}, Context())
    with transaction(path) as connection:
        for number, sex in enumerate("PLP"):
            add(connection, "ir_pemilik", pemilik_id=OWNER.format(number), nama_lengkap="Siti", jenis_kelamin=sex)
            of = {"pemilik_id": OWNER.format(number), "kode_usaha": f"IR-1901-000{number}", "nama_usaha": "Getas"}
            add(connection, "ir_usaha", usaha_id=BUSINESS.format(number), **of, **HOME)
        observe(connection, 0, "2024", modal_kerja=1_000_000, pola_produksi="INS")
        observe(connection, 0, "2025", modal_kerja=6_000_000, pola_produksi="RTN", bulan_produksi=8)
        observe(connection, 1, "2025", modal_kerja=60_000_000)
        observe(connection, 2, "2025", kelas_akhir="3", alasan_akhir="Kunjungan", modal_kerja=1_000_000)
    return path


def add(connection: sqlite3.Connection, table: str, **row: Any) -> None:
    insert(connection, table, list(row), [list(row.values())])


def observe(connection: sqlite3.Connection, number: int, period: str, **answers: Any) -> None:
    add(connection, "ir_pengamatan", usaha_id=BUSINESS.format(number), periode=period, **answers)


def run(register: str, profile: Any = None, **context: Any) -> Results:
    return OPERATION.compute({"REGISTER": register, "PROFILE": profile}, Context(**context))


def classes(register: str) -> list[tuple[Any, ...]]:
    query = "SELECT usaha_id, periode, kelas_hitung, kelas_akhir FROM ir_pengamatan ORDER BY 1, 2"
    with reading(register) as connection:
        return [(each[0][-1], *each[1:]) for each in connection.execute(query)]


def test_every_observation_gets_a_class_and_decided_ones_stay(register: str) -> None:
    results = run(register)
    assert classes(register) == [
        ("0", "2024", "1", None),
        ("0", "2025", "2", None),
        ("1", "2025", "4", None),
        ("2", "2025", "1", "3"),
    ]
    assert results.numbers == {"N_CLASSED": 4, "N_UNDETERMINED": 0} and results.strings["STATUS"] == "DRAF"
    with reading(register) as connection:
        reason, version = connection.execute("SELECT alasan_kelas, versi_aturan FROM ir_pengamatan").fetchone()
    assert json.loads(reason)["suara"]["K2"] == "1" and version == draft_profile()["versi"]


def test_a_profile_that_an_editor_began_with_a_mark_is_read(register: str, tmp_path: Path) -> None:
    own = {**draft_profile(), "versi": "UJI-1", "status": "TERVERIFIKASI"}
    (tmp_path / "profil.json").write_text(json.dumps(own), encoding="utf-8-sig")
    assert run(register, str(tmp_path / "profil.json")).strings["STATUS"] == "TERVERIFIKASI"


def test_changes_between_periods_are_counted(register: str) -> None:
    moved = run(register).layers["TRANSITIONS"]
    assert list(zip(*moved.values.values())) == [("2024", "2025", "IR-1 Pemula", "IR-2 Berkembang", 1, "DRAF")]


def test_a_class_by_rules_is_no_edit(register: str) -> None:
    run(register)
    run(register)
    with reading(register) as connection:
        assert connection.execute("SELECT count(*) FROM log_perubahan").fetchone() == (0,)
        assert connection.execute("SELECT DISTINCT versi_baris FROM ir_pengamatan").fetchall() == [(1,)]


def test_a_draft_says_so_before_and_on_the_page(register: str) -> None:
    said: list[str] = []
    results = run(register, say=lambda note: said.append(note.sentence.en))
    assert said[0].startswith("DRAFT")
    assert any(getattr(block, "warning", False) for block in results.pages["PAGE"].blocks)


def test_licences_of_the_register_count_from_their_year(register: str) -> None:
    with transaction(register) as connection:
        for kind, date in (("NIB", "2025-03-01"), ("SKU", None)):
            add(connection, "ir_legalitas", usaha_id=BUSINESS.format(0), jenis=kind, tanggal=date)
    run(register)
    with reading(register) as connection:
        rows = connection.execute(
            "SELECT alasan_kelas FROM ir_pengamatan WHERE usaha_id = ? ORDER BY periode", (BUSINESS.format(0),)
        )
        assert [json.loads(reason)["suara"]["K6"] for (reason,) in rows] == ["1", "2"]


def test_a_profile_of_an_office_is_kept_and_used(register: str, tmp_path: Path) -> None:
    rules = json.loads(json.dumps(draft_profile()))
    rules.update(versi="DINAS-1", status="TERVERIFIKASI")
    rules["kriteria"][1]["kelas"]["1"]["modal"] = {"kurang_dari": 7_000_000}
    rules["kriteria"][1]["kelas"]["2"]["modal"] = {"paling_sedikit": 7_000_000, "kurang_dari": 25_000_000}
    path = tmp_path / "profil.json"
    path.write_text(json.dumps(rules), encoding="utf-8")
    assert run(register, str(path)).strings["STATUS"] == "TERVERIFIKASI"
    assert classes(register)[1][2] == "1"
    assert run(register).strings["STATUS"] == "TERVERIFIKASI"  # from now on without naming the file
    rules["gabungan"]["pendukung_paling_sedikit"] = 2
    path.write_text(json.dumps(rules), encoding="utf-8")
    with pytest.raises(UserError, match="DINAS-1"):
        run(register, str(path))


@pytest.mark.parametrize("content", ["{", "[]", '{"versi": "X"}'])
def test_a_bad_profile_changes_nothing(register: str, tmp_path: Path, content: str) -> None:
    path = tmp_path / "profil.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError):
        run(register, str(path))
    assert {row[2] for row in classes(register)} == {None}


def test_a_cancel_changes_nothing(register: str) -> None:
    def stop(fraction: float) -> None:
        if fraction > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        run(register, progress=stop)
    assert {row[2] for row in classes(register)} == {None}

"""A survey workbook into a register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Sequence

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.import_survey import OPERATION

HEADING = ("No", "Nama Pemilik", "NIK", "JK", "No HP", "Produk", "Desa", "Kecamatan", "Modal", "Lat", "Long")
RINA = ("1", "Rina", "1901015002709001", "P", "081200000001", "Getas", "Sungailiat", "Sungailiat", "2 jt", "", "")
SITI = ("2", "Siti", "", "P", "081200000002", "Kemplang", "Kenanga", "Sungailiat", "", "-1,85", "106,12")


@pytest.fixture
def register(tmp_path: Path) -> str:
    path = str(tmp_path / "register.gpkg")
    CREATE.compute({"REGISTER": path}, Context())
    return path


def run(
    register: str, *rows: Sequence[str], period: str = "2025", name: str = "Kab. Bangka", **context: Any
) -> Results:
    sheets = [Sheet(name, [("PENDATAAN",), HEADING, *rows])]
    return OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": period}, Context(**context))


def rows_of(register: str, query: str) -> list[Any]:
    with reading(register) as connection:
        return connection.execute(query).fetchall()


def everything(register: str) -> dict[str, list[Any]]:
    tables = ("ir_pemilik", "ir_usaha", "ir_pengamatan", "ir_produk", "ir_legalitas")
    logs = ("impor_berkas", "impor_perbaikan", "impor_tolak")
    return {table: rows_of(register, f"SELECT * FROM {table}") for table in (*tables, *logs)}


def test_a_row_becomes_records(register: str) -> None:
    result = run(register, RINA)
    assert result.numbers["N_IMPORTED"] == 1
    assert rows_of(register, "SELECT nama_usaha, desa, jenis_kelamin, produk_utama FROM usaha_ringkas") == [
        ("Getas", "Sungailiat", "P", "Getas")
    ]
    assert rows_of(register, "SELECT periode, modal_kerja FROM ir_pengamatan") == [("2025", 2_000_000)]
    assert rows_of(register, "SELECT kode_usaha, mutu_posisi, geom FROM ir_usaha") == [("IR-1901-0001", "C", None)]


def test_every_repair_stands_beside_the_raw_value(register: str) -> None:
    run(register, RINA)
    assert rows_of(register, "SELECT lembar, baris, nilai_asli, aturan FROM impor_perbaikan WHERE kolom = 'modal'") == [
        ("Kab. Bangka", 3, "2 jt", "uang_teks")
    ]


def test_the_same_workbook_twice_changes_nothing(register: str) -> None:
    run(register, RINA, SITI)
    before = everything(register)
    assert run(register, RINA, SITI).numbers["N_UNCHANGED"] == 2
    assert everything(register) == before


def test_another_period_adds_observations_to_the_same_businesses(register: str) -> None:
    run(register, RINA, SITI)
    run(register, RINA, SITI, period="2026")
    assert rows_of(register, "SELECT count(*) FROM ir_usaha") == [(2,)]
    assert rows_of(register, "SELECT periode, count(*) FROM ir_pengamatan GROUP BY 1") == [("2025", 2), ("2026", 2)]


def test_what_a_later_survey_does_not_know_stays(register: str) -> None:
    run(register, SITI)
    run(register, (*SITI[:8], "5000000", "", ""))
    assert rows_of(register, "SELECT modal_kerja FROM ir_pengamatan") == [(5_000_000,)]
    assert rows_of(register, "SELECT mutu_posisi, geom IS NOT NULL FROM ir_usaha") == [("B", 1)]


def test_rows_are_rejected_with_a_reason_that_names_the_place(register: str) -> None:
    nobody = ("3", "", *RINA[2:])
    nowhere = (*SITI[:6], "Negeri Dongeng", "Sungailiat", "", "", "")
    result = run(register, RINA, nobody, nowhere, (*RINA[:2], "", *RINA[3:]))
    assert json.loads(result.strings["SUMMARY"])["rejected"] == {"desa_tak_dikenal": 1, "ganda": 1, "tanpa_pemilik": 1}
    assert rows_of(register, "SELECT baris, kode_alasan, kalimat FROM impor_tolak ORDER BY baris") == [
        (4, "tanpa_pemilik", "Nama pemilik kosong."),
        (5, "desa_tak_dikenal", "Desa Negeri Dongeng tidak dikenal di kecamatan Sungailiat."),
        (6, "ganda", "Sama dengan lembar Kab. Bangka baris 3."),
    ]


def test_two_people_of_one_name_are_two(register: str) -> None:
    other = (*RINA[:2], "1901014405809001", *RINA[3:])
    assert run(register, RINA, other).numbers["N_IMPORTED"] == 2


def test_an_owner_of_two_businesses_is_one_person(register: str) -> None:
    second = ("2", "Hj. Rina", RINA[2], "", "", "Terasi", *RINA[6:])
    run(register, second, RINA)
    before = rows_of(register, "SELECT nama_lengkap, no_hp, jenis_kelamin FROM ir_pemilik")
    assert before == [("Hj. Rina", "+6281200000001", "P")]
    assert run(register, second, RINA).numbers["N_UNCHANGED"] == 2


def test_a_point_of_several_owners_is_nobodys_home(register: str) -> None:
    rows = [(str(n), f"Ibu {n}", "", "P", f"08120000001{n}", *SITI[5:]) for n in range(3)]
    run(register, *rows)
    assert rows_of(register, "SELECT mutu_posisi, count(geom) FROM ir_usaha GROUP BY 1") == [("C", 0)]
    assert rows_of(register, "SELECT count(*) FROM impor_perbaikan WHERE aturan = 'titik_bersama'") == [(3,)]
    assert rows_of(register, "SELECT DISTINCT lat_asli, lon_asli FROM ir_usaha") == [("-1,85", "106,12")]


def test_cells_of_above_are_carried_on_and_subtotals_passed_over(register: str) -> None:
    ditto = ("2", "Siti", "", "-do-", "081200000002", '"', "Kenanga", "", "", "", "")
    subtotal = ("", "Jumlah", "", "", "", "2", "", "", "7000000", "", "")
    assert run(register, RINA, ditto, subtotal).numbers["N_READ"] == 2
    names = rows_of(register, "SELECT desa, kecamatan, produk_utama FROM usaha_ringkas ORDER BY kode_usaha")
    assert names[1] == ("Kenanga", "Sungailiat", "Getas")


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        ([], "empty"),
        ([Sheet("A", [])], "empty"),
        ([Sheet("A", [("", " ")])], "empty"),
        ([Sheet("Rekap", [("Bulan", "Jumlah"), ("Mei", "4")])], "No sheet has headings.*Rekap"),
        ([Sheet("A", [("Nama Pemilik", "Produk", "Modal", "JK"), ("Rina", "Getas", "1", "P")])], "No sheet has"),
    ],
)
def test_a_workbook_without_a_survey_is_refused(register: str, sheets: list[Sheet], sentence: str) -> None:
    before = everything(register)
    with pytest.raises(UserError, match=sentence):
        OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2025"}, Context())
    assert everything(register) == before


@pytest.mark.parametrize("period", ["", "25", "2025-S3", "tahun 2025"])
def test_a_period_that_is_none_is_refused(register: str, period: str) -> None:
    with pytest.raises(UserError, match="period"):
        run(register, RINA, period=period)


def test_a_file_that_is_no_register_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        run(str(tmp_path / "none.gpkg"), RINA)


def cancel_at(fraction: float) -> Callable[[float], None]:
    def progress(done: float) -> None:
        if done >= fraction:
            raise Cancelled

    return progress


@pytest.mark.parametrize("fraction", [0.0, 0.6])
def test_a_cancel_leaves_the_register_as_it_was(register: str, fraction: float) -> None:
    before = Path(register).read_bytes()
    with pytest.raises(Cancelled):
        run(register, RINA, SITI, progress=cancel_at(fraction))
    assert Path(register).read_bytes() == before

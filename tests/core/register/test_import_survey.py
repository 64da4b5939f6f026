"""A survey workbook into a register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Callable

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.import_survey import OPERATION
from tests.core.register.survey_workbooks import HEADING, RINA, SITI, everything, rows_of, run


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


def test_an_empty_workbook_and_one_of_headings_only_are_refused_by_name(register: str) -> None:
    before = Path(register).read_bytes()
    for rows, words in (
        ([], "The workbook survei.xlsx is empty; choose one with data."),
        (
            [("PENDATAAN",), HEADING, ("Jumlah", "", "0")],
            "The workbook survei.xlsx holds headings only (sheets Data) and not one row of data below; fill it in "
            "first, or choose another file.",
        ),
    ):
        sheets = [Sheet("Data", rows, "survei.xlsx"), Sheet("Catatan", rows[:1], "survei.xlsx")]
        with pytest.raises(UserError) as refused:
            OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2025"}, Context())
        assert refused.value.sentence.en == words
    assert Path(register).read_bytes() == before


def test_rows_are_rejected_with_a_reason_that_names_the_place(register: str) -> None:
    nobody = ("3", "", *RINA[2:])
    nowhere = (*SITI[:6], "Negeri Dongeng", "Sungailiat", "", "", "")
    result = run(register, RINA, nobody, nowhere, (*RINA[:2], "", *RINA[3:]))
    assert json.loads(result.strings["SUMMARY"])["rejected"] == {"desa_tak_dikenal": 1, "ganda": 1, "tanpa_pemilik": 1}
    assert rows_of(register, "SELECT baris, kode_alasan, kalimat FROM impor_tolak ORDER BY baris") == [
        (4, "tanpa_pemilik", "Nama pemilik kosong."),
        (5, "desa_tak_dikenal", "Desa Negeri Dongeng tidak dikenal (kecamatan: Sungailiat)."),
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


def test_one_phone_for_several_people_makes_them_not_one(register: str) -> None:
    names = ("Siti Aminah", "Budi Santoso", "Rahma Dewi")
    rows = [(str(n), name, "", "LP"[n % 2], "081211112222", *RINA[5:]) for n, name in enumerate(names)]
    assert run(register, *rows).numbers["N_IMPORTED"] == 3
    assert rows_of(register, "SELECT count(*) FROM ir_pemilik") == [(3,)]


def test_what_of_a_workbook_is_not_used_is_said(register: str) -> None:
    survey = [(*HEADING, "Email"), (*RINA, "rina@contoh.id")]
    other = [("Siapa", "Apa", "Di mana", "Kapan")] + [("a", "b", "c", "d")] * 3
    cover = [("PENDATAAN INDUSTRI RUMAHAN",), ("2025",)]
    sheets = [Sheet("Sampul", cover), Sheet("Kab. Bangka", survey), Sheet("Lain", other)]
    result = OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2025"}, Context())
    warnings = [note.sentence.en for note in result.notes if note.warning]
    assert warnings == [
        "Sheet Kab. Bangka: columns that are not known were not imported: Email.",
        "The sheet Lain was passed over: no headings of village and owner's name were found.",
    ]


def test_an_owner_called_like_a_subtotal_is_an_owner(register: str) -> None:
    total = (*RINA[:1], "Total Snack Ibu", "", *RINA[3:])
    assert run(register, total).numbers["N_IMPORTED"] == 1


def test_two_columns_of_sex_are_no_workers(register: str) -> None:
    above = ("Nama", "Jenis Kelamin", "", "Produk", "Desa", "Kecamatan")
    below = ("", "Laki-laki", "Perempuan", "", "", "")
    rows = [above, below, ("Budi", "v", "", "Getas", "Kenanga", "Sungailiat")]
    OPERATION.compute({"REGISTER": register, "INPUT": [Sheet("Bangka", rows)], "PERIOD": "2025"}, Context())
    assert rows_of(register, "SELECT jenis_kelamin FROM ir_pemilik") == [("L",)]
    assert rows_of(register, "SELECT tk_l_lain, tk_l_tdk_dibayar FROM ir_pengamatan") == [(None, None)]


@pytest.mark.parametrize(
    ("heading", "cell", "rule"),
    [
        ("Jumlah TK", "3", "jumlah_tanpa_kelamin"),
        ("TK L", "150", "di_luar_batas"),
        ("Bulan Produksi", "14", "di_luar_batas"),
        ("Kelas IR", "Menengah", "kelas_tak_terbaca"),
        ("Tahun Berdiri", "80 tahun", "tahun_tak_terbaca"),
        ("Omzet", "100 rb/hari", "omzet_bukan_bulanan"),
        ("NIB", "12", "nomor_rusak"),
    ],
)
def test_what_cannot_be_taken_is_logged_and_stops_nothing(register: str, heading: str, cell: str, rule: str) -> None:
    sheets = [Sheet("Kab. Bangka", [(*HEADING, heading), (*RINA, cell)])]
    result = OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2025"}, Context())
    assert result.numbers["N_IMPORTED"] == 1
    assert rows_of(register, f"SELECT nilai_baru FROM impor_perbaikan WHERE aturan = '{rule}'") == [("",)]


def test_sales_of_a_year_are_sales_of_a_year(register: str) -> None:
    sheets = [Sheet("Kab. Bangka", [(*HEADING, "Omzet"), (*RINA, "36 juta/tahun")])]
    OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2025"}, Context())
    assert rows_of(register, "SELECT omzet_bulan, omzet_tahun FROM ir_pengamatan") == [(None, 36_000_000)]


def test_the_log_names_the_file(register: str) -> None:
    sheets = [Sheet("Kab. Bangka", [HEADING, RINA], "survei bangka.xlsx")]
    OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2025"}, Context())
    assert rows_of(register, "SELECT berkas FROM impor_berkas") == [("survei bangka.xlsx",)]


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
        ([Sheet("Rekap", [("Bulan", "Jumlah"), ("Mei", "4")])], "No sheet of Rekap has headings.*sheets: Rekap"),
        ([Sheet("A", [("Nama Pemilik", "Produk", "Modal", "JK"), ("Rina", "Getas", "1", "P")])], "No sheet of A has"),
    ],
)
def test_a_workbook_without_a_survey_is_refused(register: str, sheets: list[Sheet], sentence: str) -> None:
    before = everything(register)
    with pytest.raises(UserError, match=sentence):
        OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2025"}, Context())
    assert everything(register) == before


@pytest.mark.parametrize("period", ["", "25", "2025-S3", "tahun ini", "9999"])
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

"""Rows of repeat groups beside what the register has: the same again, edited, without a parent, of another form."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Sequence

from ir_plugin.core.layer import Sheet
from tests.core.register.form_exports import Style, imported, kobo
from tests.core.register.form_submissions import PERIOD, Submission, submissions
from tests.core.register.survey_workbooks import edit, rows_of

TABLES = ("ir_pemilik", "ir_usaha", "ir_pengamatan", "ir_produk", "ir_legalitas", "ir_pendampingan", "ir_kebutuhan")
LOGS = ("ir_persetujuan", "ir_foto", "impor_berkas", "impor_perbaikan", "impor_tolak", "impor_baris")


def content(register: str) -> dict[str, list[Any]]:
    return {table: rows_of(register, f"SELECT * FROM {table}") for table in (*TABLES, *LOGS)}


def test_the_same_file_twice_changes_nothing(register: str) -> None:
    sheets = kobo(submissions(7), Style())
    first = imported(register, sheets)
    before = content(register)
    again = imported(register, sheets)
    assert content(register) == before
    assert again.numbers["N_UNCHANGED"] == 4
    assert again.numbers["N_DETAILS"] == first.numbers["N_DETAILS"] > 8


def test_a_dry_run_counts_the_same_and_writes_nothing(register: str) -> None:
    sheets = kobo(submissions(7), Style())
    before = content(register)
    dry = imported(register, sheets, DRYRUN=True)
    assert content(register) == before
    assert imported(register, sheets).numbers == dry.numbers


def one(**tables: Sequence[dict[str, str]]) -> List[Sheet]:
    """An export of KoboToolbox of one business: Rina's, with the given rows of groups."""
    main = {
        "_uuid": "u1",
        "_index": "1",
        "nama_lengkap": "Rina",
        "kode_desa": "19.01.01.1001",
        "nama_usaha": "Rina",
        "periode": PERIOD,
        "harga": "",
    }
    sheets = [Sheet("Pendataan", [list(main), list(main.values())], "rina.xlsx")]
    for table, rows in tables.items():
        names = list(dict.fromkeys(name for row in rows for name in row))
        cells = [[row.get(name, "") for name in names] + [str(at), "u1"] for at, row in enumerate(rows, start=1)]
        sheets.append(Sheet(table, [[*names, "_parent_index", "_submission__uuid"], *cells], "rina.xlsx"))
    return sheets


GETAS = {"nama_produk_asli": "Getas", "utama": "1", "harga": "15000"}
KEMPLANG = {"nama_produk_asli": "Kemplang", "utama": "0", "harga": "20000"}
NIB = {"jenis": "NIB", "nomor": "1234567890123"}
PRODUCTS = "SELECT nama_produk_asli, utama, harga FROM ir_produk ORDER BY utama DESC, nama_produk_asli"


def test_what_the_office_edits_in_a_group_stays(register: str) -> None:
    """Also where the name by which the row is known was edited, and where a row was taken away."""
    sheets = one(ir_produk=[GETAS, KEMPLANG], ir_legalitas=[NIB])
    imported(register, sheets)
    edit(register, "UPDATE ir_produk SET nama_produk_asli = 'Kemplang panggang', harga = 1 WHERE utama = 0")
    edit(register, "UPDATE ir_produk SET harga = 2 WHERE utama = 1")
    edit(register, "DELETE FROM ir_legalitas")
    before = content(register)
    assert imported(register, sheets).numbers["N_UNCHANGED"] == 1
    assert content(register) == before
    anew = one(ir_produk=[GETAS, {**KEMPLANG, "harga": "25000"}], ir_legalitas=[NIB])
    imported(register, anew)
    assert rows_of(register, PRODUCTS) == [("Getas", 1, 2), ("Kemplang panggang", 0, 1)]
    assert rows_of(register, "SELECT lembar, baris, kolom, nilai_asli, nilai_baru FROM impor_perbaikan") == [
        ("ir_produk", 3, "harga", "25000", "1")
    ]


def test_what_an_export_says_anew_is_taken_and_added(register: str) -> None:
    imported(register, one(ir_produk=[GETAS]))
    imported(register, one(ir_produk=[{**GETAS, "harga": "16000"}, KEMPLANG], ir_legalitas=[NIB]))
    assert rows_of(register, PRODUCTS) == [("Getas", 1, 16000), ("Kemplang", 0, 20000)]
    assert rows_of(register, "SELECT jenis, nomor FROM ir_legalitas") == [("NIB", "1234567890123")]


def test_a_row_that_somebody_had_entered_is_met_again(register: str) -> None:
    imported(register, one(ir_produk=[GETAS]))
    for nomor in ("'1234567890123'", "NULL"):
        edit(
            register,
            "INSERT INTO ir_legalitas (legalitas_id, usaha_id, jenis, nomor) SELECT "
            f"'00000000-0000-4000-8000-00000000000' || (SELECT count(*) FROM ir_legalitas), usaha_id, 'NIB', {nomor} "
            "FROM ir_usaha",
        )
    imported(register, one(ir_produk=[GETAS], ir_legalitas=[{**NIB, "tanggal": "2024-05-06"}, {"jenis": "NIB"}]))
    found = rows_of(register, "SELECT jenis, nomor, tanggal FROM ir_legalitas ORDER BY nomor IS NULL")
    assert found == [("NIB", "1234567890123", "2024-05-06"), ("NIB", None, None)]


def test_rows_that_say_the_same_are_as_many_as_were_told(register: str) -> None:
    training = {"layanan": "2"}
    sheets = one(ir_produk=[GETAS], ir_pendampingan=[training, training])
    imported(register, sheets)
    imported(register, sheets)
    assert rows_of(register, "SELECT layanan FROM ir_pendampingan") == [("2",), ("2",)]


def test_a_later_survey_knows_the_products_again_and_asks_for_support_anew(register: str) -> None:
    sheets = one(ir_produk=[GETAS, KEMPLANG], ir_kebutuhan=[{"layanan": "2", "prioritas": "1"}])
    imported(register, sheets)
    main = sheets[0]
    later = [Sheet(main.name, [main.rows[0], [cell.replace("2025", "2026") for cell in main.rows[1]]], main.file)]
    imported(register, later + sheets[1:])
    assert rows_of(register, PRODUCTS) == [("Getas", 1, 15000), ("Kemplang", 0, 20000)]
    assert rows_of(register, "SELECT periode, layanan, prioritas FROM ir_kebutuhan ORDER BY 1") == [
        ("2025", "2", 1),
        ("2026", "2", 1),
    ]


def test_rows_without_a_parent_or_of_a_rejected_one_are_rejected_with_a_reason(register: str) -> None:
    sheets = one(ir_produk=[GETAS, {"harga": "5"}], ir_legalitas=[NIB])
    lost_rows = Sheet("ir_legalitas", [*sheets[2].rows, ["SKU", "7", "9", "u9"]], "rina.xlsx")
    nobody = ["u2", "2", "", *sheets[0].rows[1][3:]]
    main = Sheet("Pendataan", [*sheets[0].rows, nobody], "rina.xlsx")
    of_nobody = Sheet(
        "ir_kebutuhan", [["layanan", "_parent_index", "_submission__uuid"], ["2", "2", "u2"]], "rina.xlsx"
    )
    result = imported(register, [main, sheets[1], lost_rows, of_nobody])
    found = rows_of(register, "SELECT lembar, baris, kode_alasan, kalimat FROM impor_tolak ORDER BY lembar, baris")
    assert found == [
        ("Pendataan", 3, "tanpa_pemilik", "Nama pemilik kosong."),
        ("ir_kebutuhan", 2, "induk_ditolak", "Baris utamanya ditolak (lembar Pendataan baris 3)."),
        (
            *("ir_legalitas", 3, "tanpa_induk"),
            "Baris Legalitas ini tidak punya baris utama: pengenal induknya tidak ada di lembar utama.",
        ),
        ("ir_produk", 3, "tanpa_isian", "Nama produk asli wajib diisi."),
    ]
    assert (result.numbers["N_DETAILS"], result.numbers["N_DETAILS_REJECTED"]) == (2, 3)
    assert rows_of(register, "SELECT jenis, nomor FROM ir_legalitas") == [("NIB", "1234567890123")]
    assert any("2 imported, 3 rejected" in note.sentence.en for note in result.notes)


def test_what_is_repaired_in_a_group_is_logged_with_its_raw_value(register: str) -> None:
    odd = {
        **KEMPLANG,
        "utama": "1",
        "harga": "Rp 20.000",
        "volume": "2,5",
        "halal_jalur": "entah",
        "pirt_berlaku": "6/5/2027",
    }
    imported(register, one(ir_produk=[GETAS, odd]))
    assert rows_of(
        register, "SELECT harga, volume, halal_jalur, pirt_berlaku, utama FROM ir_produk WHERE utama = 0"
    ) == [(20000, 2.5, None, "2027-05-06", 0)]
    log = "SELECT kolom, nilai_asli, nilai_baru, aturan FROM impor_perbaikan WHERE lembar = 'ir_produk' AND baris = 3"
    assert set(rows_of(register, log)) == {
        ("harga", "Rp 20.000", "20.000", "uang_teks"),
        ("volume", "2,5", "2.5", "koma_desimal"),
        ("halal_jalur", "entah", "", "pilihan_tak_dikenal"),
        ("pirt_berlaku", "6/5/2027", "2027-05-06", "tanggal"),
        ("utama", "1", "0", "utama_kedua"),
    }


def test_a_withdrawn_consent_stays_withdrawn(register: str) -> None:
    made = next(each for each in (submissions(seed, 1) for seed in range(50)) if has_consent(each))
    imported(register, kobo(made, Style()))
    edit(register, "UPDATE ir_persetujuan SET ditarik_pada = '2026-01-02T00:00:00.000Z', boleh_nama = 0")
    before = content(register)
    imported(register, kobo(made, Style()))
    assert content(register) == before


def has_consent(made: Sequence[Submission]) -> bool:
    return any(part.table == "ir_persetujuan" and rows for part, rows in made[0].rows.items())


def test_a_group_of_another_form_is_passed_over_and_said(register: str) -> None:
    family = [["jenis", "nomor", "nama", "_parent_index"], *(["anak", str(at), "Budi", "1"] for at in range(4))]
    result = imported(register, [*one(ir_produk=[GETAS]), Sheet("keluarga", family, "rina.xlsx")])
    assert rows_of(register, "SELECT count(*) FROM ir_legalitas") == [(0,)]
    assert any("The sheet keluarga was passed over" in note.sentence.en for note in result.notes)


def test_a_decision_and_a_mapping_reach_what_only_our_form_asks(register: str, tmp_path: Path) -> None:
    main = one()[0]
    odd = [Sheet("Pendataan", [[*main.rows[0], "lahir"], [*main.rows[1], "tahun kuda"]], "rina.xlsx")]
    (tmp_path / "peta.json").write_text('{"lahir": "ir_pemilik.tahun_lahir"}', encoding="utf-8")
    settings = {"MAPPING": str(tmp_path / "peta.json")}
    dry = imported(register, odd, DRYRUN=True, **settings)
    assert '"lahir": "ir_pemilik.tahun_lahir"' in dry.files["MAPPING_USED"]()
    repairs = dry.files["REPAIRS_USED"]()
    line = "ir_pemilik.tahun_lahir,tahun kuda,,jumlah_tak_terbaca,"
    assert repairs.count(line) == 1
    (tmp_path / "perbaikan.csv").write_text(repairs.replace(line, line + "1978"), encoding="utf-8")
    imported(register, odd, REPAIRS=str(tmp_path / "perbaikan.csv"), **settings)
    assert rows_of(register, "SELECT tahun_lahir FROM ir_pemilik") == [(1978,)]

"""The same survey again, a later one, a corrected one: what changes in the register and what stays."""

from __future__ import annotations

import pytest

from ir_plugin.core.declaration import Context, Note
from ir_plugin.core.errors import Cancelled
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.import_survey import OPERATION
from ir_plugin.core.texts import Text
from tests.core.register.survey_workbooks import RINA, SITI, edit, everything, rows_of, run


def test_the_same_workbook_twice_changes_nothing(register: str) -> None:
    run(register, RINA, SITI)
    before = everything(register)
    assert run(register, RINA, SITI).numbers["N_UNCHANGED"] == 2
    assert everything(register) == before


def test_the_same_workbook_twice_is_told_in_one_sentence(register: str) -> None:
    nobody = ("3", "", *RINA[2:])
    first = run(register, RINA, nobody)
    assert any("Nama pemilik kosong" in note.sentence.id for note in first.notes)
    said: list[Note] = []
    (note,) = run(register, RINA, nobody, say=said.append).notes
    assert note == Note(
        Text(
            "Buku kerja Kab. Bangka sudah diimpor untuk periode 2025; tidak ada yang berubah.",
            "The workbook Kab. Bangka has been imported for the period 2025 before; nothing has changed.",
        )
    )
    assert said == []


def test_a_workbook_that_brings_back_what_was_deleted_is_told_in_full(register: str) -> None:
    """The same file again, but a row of it is gone from the register: this import does something, and says what."""
    run(register, RINA, SITI)
    for table in ("ir_produk", "ir_pengamatan", "impor_baris", "ir_usaha"):
        edit(register, f"DELETE FROM {table} WHERE usaha_id IN (SELECT usaha_id FROM ir_usaha ORDER BY rowid LIMIT 1)")
    assert (
        run(register, RINA, SITI)
        .notes[0]
        .sentence.en.startswith("2 rows read: 2 imported (1 new business, 1 unchanged)")
    )


def test_the_same_workbook_for_another_period_is_warned_of_before_anything_is_written(register: str) -> None:
    run(register, RINA, SITI)
    before = everything(register)

    def stop(note: Note) -> None:
        said.append(note)
        raise Cancelled

    said: list[Note] = []
    with pytest.raises(Cancelled):
        run(register, RINA, SITI, period="2024", say=stop)
    assert everything(register) == before
    (note,) = said
    assert note.warning
    assert note.sentence.en == (
        "The workbook Kab. Bangka with the same content has been imported for 2025 before. If the period 2024 is a "
        "mistake, cancel now: the same data will count as a second observation."
    )
    said.clear()
    run(register, (*SITI[:8], "1", "", ""), period="2024", say=said.append)
    assert said == []


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


def test_what_the_office_edits_is_not_undone(register: str) -> None:
    run(register, RINA)
    edit(register, "UPDATE ir_usaha SET nama_usaha = 'Toko Rina', lapangan_usaha = 'DAG', lokasi_produksi = 'TSJ'")
    edit(register, "UPDATE ir_pemilik SET nama_lengkap = 'Rina Sari'")
    before = everything(register)
    assert run(register, RINA).numbers["N_UNCHANGED"] == 1
    assert everything(register) == before


def test_what_a_corrected_workbook_says_anew_is_taken_but_not_over_an_edit(register: str) -> None:
    run(register, RINA)
    edit(register, "UPDATE ir_pemilik SET no_hp = '+6281299999999'")
    corrected = (*RINA[:4], "081200000009", *RINA[5:8], "3 jt", "", "")
    assert run(register, corrected).numbers["N_UNCHANGED"] == 0
    assert rows_of(register, "SELECT modal_kerja FROM ir_pengamatan") == [(3_000_000,)]
    assert rows_of(register, "SELECT no_hp FROM ir_pemilik") == [("+6281299999999",)]
    log = "SELECT kolom, nilai_asli, nilai_baru FROM impor_perbaikan WHERE aturan = "
    assert rows_of(register, log + "'diperbarui'") == [("modal_kerja", "2000000", "3000000")]
    assert rows_of(register, log + "'suntingan_dipertahankan'") == [("no_hp", "+6281200000009", "+6281299999999")]
    before = everything(register)
    assert run(register, corrected).numbers["N_UNCHANGED"] == 1
    assert everything(register) == before


def test_an_older_survey_only_fills_gaps(register: str) -> None:
    run(register, RINA)
    run(register, (*RINA[:1], "Rina Lama", *RINA[2:4], "081200000077", *RINA[5:]), period="2020")
    assert rows_of(register, "SELECT nama_lengkap, no_hp FROM ir_pemilik") == [("Rina", "+6281200000001")]
    assert rows_of(register, "SELECT periode FROM ir_pengamatan ORDER BY 1") == [("2020",), ("2025",)]


def test_a_nik_that_is_told_later_is_no_second_business(register: str) -> None:
    run(register, (*RINA[:2], "", *RINA[3:]))
    run(register, RINA)
    assert rows_of(register, "SELECT count(*) FROM ir_usaha") == [(1,)]
    assert rows_of(register, "SELECT nik FROM ir_pemilik") == [(RINA[2],)]


def test_support_that_the_office_took_away_stays_away(register: str) -> None:
    sheet = [("Nama Pemilik", "Desa", "Kecamatan", "Produk", "Kebutuhan"), ("Rina", "Kenanga", "Sungailiat", "Getas")]

    def wanted(answer: str) -> list[str]:
        values = {"REGISTER": register, "INPUT": [Sheet("Kab. Bangka", [sheet[0], (*sheet[1], answer)])]}
        OPERATION.compute({**values, "PERIOD": "2025"}, Context())
        return [code for (code,) in rows_of(register, "SELECT layanan FROM ir_kebutuhan ORDER BY layanan")]

    assert wanted("pelatihan, modal") == ["2", "6"]
    edit(register, "DELETE FROM ir_kebutuhan WHERE layanan = '6'")
    assert wanted("pelatihan, modal") == ["2"]
    assert wanted("pelatihan, modal, pemasaran") == ["2", "5"]
    assert wanted("") == ["2", "5"]

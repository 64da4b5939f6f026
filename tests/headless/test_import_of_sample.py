"""The import of the sample's dirty workbook, held against the truth beside it: every row, every cell."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any, Optional

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.import_survey import OPERATION as IMPORT
from ir_plugin.core.register.survey.identities import Identities
from ir_plugin.core.register.survey.known import known_of
from ir_plugin.core.register.survey.positions import drop_shared_positions
from ir_plugin.core.register.survey.records import SurveyRecord, record_of
from ir_plugin.core.register.survey.sheets import survey_rows
from processing_scripts.workbook_files import read_workbook

SAMPLE = Path(__file__).parents[2] / "sample_data"
DEGREES = 1e-4
PLACES = {
    "pemilik": "ir_pemilik.nama_lengkap",
    "nik": "ir_pemilik.nik",
    "jenis_kelamin": "ir_pemilik.jenis_kelamin",
    "no_hp": "ir_pemilik.no_hp",
    "usaha": "ir_usaha.nama_usaha",
    "alamat": "ir_usaha.alamat_rt_rw",
    "desa": "ir_usaha.kode_desa",
    "tahun_mulai": "ir_usaha.tahun_mulai",
    "produk": "ir_produk.produk_kode",
    "pirt": "ir_produk.pirt_no",
    "modal": "ir_pengamatan.modal_kerja",
    "modal_min": "ir_pengamatan.modal_kerja_min",
    "modal_maks": "ir_pengamatan.modal_kerja_maks",
    "omzet": "ir_pengamatan.omzet_bulan",
    "omzet_min": "ir_pengamatan.omzet_bulan_min",
    "omzet_maks": "ir_pengamatan.omzet_bulan_maks",
    "pekerja_l": "ir_pengamatan.tk_l_lain",
    "pekerja_p": "ir_pengamatan.tk_p_lain",
    "bulan_produksi": "ir_pengamatan.bulan_produksi",
    "kelas": "ir_pengamatan.kelas_petugas",
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[SurveyRecord]:
    register = str(tmp_path_factory.mktemp("register") / "register.gpkg")
    CREATE.compute({"REGISTER": register}, Context())
    with reading(register) as connection:
        known = known_of(connection)
    rows, notes, *_ = survey_rows(read_workbook(str(SAMPLE / "survei_ir_2025.xlsx")))
    assert notes == []
    found = [record_of(row, known, "2025") for row in rows]
    with reading(register) as connection:
        Identities(connection).identify(found)
    drop_shared_positions(found)
    return found


@pytest.fixture(scope="module")
def truth() -> dict[tuple[str, int], dict[str, str]]:
    with (SAMPLE / "kebenaran_baris.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["lembar"], int(row["baris"])): row for row in csv.DictReader(lines)}


def text(value: Any) -> str:
    return "" if value is None else str(value)


def differs(read: Optional[float], true: str) -> bool:
    return (read is None) != (true == "") or (read is not None and abs(read - float(true)) > DEGREES)


def test_every_row_with_data_is_read_and_nothing_else(records, truth) -> None:
    assert {(record.row.sheet, record.row.number) for record in records} == set(truth)


def test_the_right_rows_are_rejected_for_the_right_reason(records, truth) -> None:
    for record in records:
        true = truth[record.row.sheet, record.row.number]
        assert (record.rejection[0] if record.rejection else "") == true["alasan_tolak"], record.row


def test_every_cell_means_what_is_true(records, truth) -> None:
    wrong: Counter[str] = Counter()
    for record in records:
        if record.rejection:
            continue
        true = truth[record.row.sheet, record.row.number]
        for column, place in PLACES.items():
            table, field = place.split(".")
            wrong[column] += text(record.tables[table].get(field)) != true[column]
        wrong["nib"] += dict(record.licences).get("NIB", "") != true["nib"]
        position = record.position
        wrong["lintang"] += differs(position and position.latitude, true["lintang"])
        wrong["bujur"] += differs(position and position.longitude, true["bujur"])
    assert +wrong == Counter()


def test_nothing_is_repaired_that_was_right(records) -> None:
    """Every logged repair is of a cell that the truth table calls dirty."""
    with (SAMPLE / "kebenaran.csv").open(encoding="utf-8", newline="") as lines:
        dirty = {(cell["lembar"], int(cell["baris"])) for cell in csv.DictReader(lines)}
    plain = {"jenis_kelamin", "produk_baku", "nama_wilayah", "telepon", "kelas", "sama_di_atas"}
    for record in records:
        if {rule for *_, rule in record.repairs} - plain:
            assert (record.row.sheet, record.row.number) in dirty, record.repairs


def test_precision_and_recall_of_the_repairs(records, truth, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the rows with planted dirt, how many come out true (recall); of the rows that were repaired or rejected, how
    many come out true (precision)."""
    with (SAMPLE / "kebenaran.csv").open(encoding="utf-8", newline="") as lines:
        dirty = {(cell["lembar"], int(cell["baris"])) for cell in csv.DictReader(lines)}
    places = {(record.row.sheet, record.row.number): record for record in records}
    treated = {place for place, record in places.items() if record.repairs or record.rejection}
    true = {place for place, record in places.items() if place in truth and comes_out_true(record, truth[place])}
    true |= dirty - set(places) - set(truth)  # titles and subtotals that are passed over
    recall, precision = len(dirty & true) / len(dirty), len(treated & true) / len(treated)
    with capsys.disabled():
        print(f"\nimport of the sample: {len(dirty)} dirty rows, recall {recall:.4f}; ", end="")
        print(f"{len(treated)} treated rows, precision {precision:.4f}")
    assert min(recall, precision) >= 0.99


def comes_out_true(record: SurveyRecord, true: dict[str, str]) -> bool:
    reason = record.rejection[0] if record.rejection else ""
    if reason or true["alasan_tolak"]:
        return reason == true["alasan_tolak"]
    places = {name: place.split(".") for name, place in PLACES.items()}
    cells = [(record.tables[table].get(field), true[name]) for name, (table, field) in places.items()]
    position = record.position
    return (
        all(text(read) == expected for read, expected in cells)
        and dict(record.licences).get("NIB", "") == true["nib"]
        and not differs(position and position.latitude, true["lintang"])
        and not differs(position and position.longitude, true["bujur"])
    )


def test_precision_and_recall_of_the_possible_duplicates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The pairs of rows that the import lists, against those that are planted."""
    register = str(tmp_path / "register.gpkg")
    CREATE.compute({"REGISTER": register}, Context())
    sheets = read_workbook(str(SAMPLE / "survei_ir_2025.xlsx"))
    IMPORT.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2025"}, Context())
    with reading(register) as connection:
        rows = connection.execute("SELECT usaha_id, lembar, baris FROM impor_baris").fetchall()
        pairs = connection.execute("SELECT usaha_a, usaha_b, alasan FROM impor_ganda").fetchall()
    row_of = {business: (sheet, row) for business, sheet, row in rows}
    listed = {(frozenset((row_of[one], row_of[other])), reason) for one, other, reason in pairs}
    with (SAMPLE / "kebenaran_ganda.csv").open(encoding="utf-8", newline="") as lines:
        planted = {
            (
                frozenset(((row["lembar_a"], int(row["baris_a"])), (row["lembar_b"], int(row["baris_b"])))),
                row["alasan"],
            )
            for row in csv.DictReader(lines)
        }
    found = len(listed & planted)
    recall, precision = found / len(planted), found / len(listed)
    with capsys.disabled():
        print(f"\npossible duplicates: {len(planted)} pairs, recall {recall:.4f}; {len(listed)} listed, ", end="")
        print(f"precision {precision:.4f}")
    assert min(recall, precision) >= 0.99

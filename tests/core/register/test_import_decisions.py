"""What a person decides of the repairs of an import is followed by the next, and the file of that one says the same."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Callable, Mapping

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.register.import_survey import OPERATION
from ir_plugin.core.register.survey.decisions import COLUMNS
from tests.core.register.survey_workbooks import everything, rows_of

HEADING = ("Nama Pemilik", "NIK", "No HP", "Produk", "Desa", "Kecamatan", "Modal", "Lat", "Long")
ROWS = (
    ("Rina", "1.90101E+15", "0812 0000 0001", "Getas", "Kenaga", "Sungailiat", "2 jt", "", ""),
    ("Siti", "", "", "Kemplang", "Atlantis", "Sungailiat", "2-3 juta", "-1,85", "106,12"),
    ("Amir", "", "0812 0000 0003", "Terasi", "Kenanga", "Sungailiat", "=1+1", "", ""),
)
NIK = "1901015002709001"
Decide = Callable[[Mapping[str, str]], str]


def decide(line: Mapping[str, str]) -> str:
    """Rina's village is confirmed and her NIK looked up, Siti's village told; Amir's phone is none after all."""
    told = {("Rina", "desa"): "ya", ("Rina", "nik"): NIK, ("Siti", "desa"): "19.01.01.1001"}
    told.update({("Amir", "modal"): "5 juta", ("Amir", "no_hp"): "-"})
    return told.get((line["pemilik"], line["kolom"]), "")


def run(register: str, rows: Any = ROWS, **settings: Any) -> Results:
    sheets = [Sheet("Kab. Bangka", [HEADING, *rows])]
    return OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2025", **settings}, Context())


def lines_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.lstrip("\ufeff").splitlines()))


def decided(results: Results, path: Path, decision: Decide = decide) -> str:
    """The file of an import as a person fills it in, saved by a spreadsheet with semicolons."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";")
        writer.writeheader()
        for line in lines_of(results.files["REPAIRS_USED"]()):
            plain = {name: cell[1:] if cell.startswith("'") else cell for name, cell in line.items()}
            writer.writerow({**line, "keputusan": decision(plain) or line["keputusan"]})
    return str(path)


def new_register(path: Path) -> str:
    CREATE.compute({"REGISTER": str(path)}, Context())
    return str(path)


def content(register: str) -> list[Any]:
    query = """SELECT p.nama_lengkap, p.nik, p.no_hp, u.kode_desa, o.modal_kerja, d.produk_kode FROM ir_usaha AS u
    JOIN ir_pemilik AS p USING (pemilik_id) JOIN ir_pengamatan AS o USING (usaha_id)
    JOIN ir_produk AS d USING (usaha_id) ORDER BY 1"""
    return rows_of(register, query)


LOG = "SELECT lembar, baris, kolom, nilai_asli, nilai_baru, aturan FROM impor_perbaikan ORDER BY 2, 3, 4, 6"
RIGHT = [
    ("Amir", None, None, "19.01.01.1005", 5_000_000, "PGN07"),
    ("Rina", NIK, "+6281200000001", "19.01.01.1005", 2_000_000, "PGN03"),
    ("Siti", None, None, "19.01.01.1001", 2_500_000, "PGN02"),
]


@pytest.fixture
def file(register: str, tmp_path: Path) -> str:
    return decided(run(register, DRYRUN=True), tmp_path / "perbaikan.csv")


def test_what_a_person_decides_stands_instead_of_the_guess(register: str, file: str) -> None:
    assert run(register, DRYRUN=True).numbers["N_IMPORTED"] == 2
    results = run(register, REPAIRS=file)
    assert results.numbers["N_IMPORTED"] == 3 and results.numbers["N_REJECTED"] == 0
    assert content(register) == RIGHT
    logged = rows_of(register, f"SELECT * FROM ({LOG}) WHERE aturan = 'keputusan'")
    assert [row[1:5] for row in logged] == [
        (2, "desa", "Kenaga, Sungailiat, Kab. Bangka", "19.01.01.1005"),
        (2, "nik", "1.90101E+15", NIK),
        (3, "desa", "Atlantis, Sungailiat, Kab. Bangka", "19.01.01.1001"),
        (4, "modal", "=1+1", "5 juta"),
        (4, "no_hp", "0812 0000 0003", "-"),
    ]


def test_a_replay_makes_the_same_register_and_the_same_file(tmp_path: Path, file: str) -> None:
    first, second = new_register(tmp_path / "1.gpkg"), new_register(tmp_path / "2.gpkg")
    written = run(first, REPAIRS=file).files["REPAIRS_USED"]()
    (tmp_path / "lagi.csv").write_text(written, encoding="utf-8")
    again = run(second, REPAIRS=str(tmp_path / "lagi.csv"))
    assert again.files["REPAIRS_USED"]() == written
    assert content(second) == content(first) == RIGHT
    assert rows_of(second, LOG) == rows_of(first, LOG)
    assert rows_of(second, "SELECT usaha_id, pemilik_id FROM ir_usaha ORDER BY 1") == rows_of(
        first, "SELECT usaha_id, pemilik_id FROM ir_usaha ORDER BY 1"
    )
    before = everything(second)
    assert run(second, REPAIRS=file).numbers["N_UNCHANGED"] == 3
    assert everything(second) == before


def test_decisions_follow_their_rows_in_a_corrected_workbook(register: str, file: str) -> None:
    rows = (("Dewi", "1.90101E+15", "", "Getas", "Kenanga", "Sungailiat", "", "", ""), *reversed(ROWS))
    results = run(register, rows, REPAIRS=file)
    assert content(register) == [RIGHT[0], ("Dewi", None, None, "19.01.01.1005", None, "PGN03"), *RIGHT[1:]]
    assert not [note for note in results.notes if "not followed" in note.sentence.en]


def test_a_decision_whose_raw_value_is_gone_is_not_followed_and_said(register: str, file: str) -> None:
    rows = (ROWS[0], ROWS[1][:4] + ("Sungailiat",) + ROWS[1][5:], ROWS[2])
    results = run(register, rows, REPAIRS=file)
    (said,) = [note.sentence.en for note in results.notes if "not followed" in note.sentence.en]
    assert said.endswith("Kab. Bangka, desa: Atlantis, Sungailiat, Kab. Bangka.") and said.startswith("1 decision was")


def test_two_rows_alike_of_one_owner_are_told_apart_by_their_number(register: str, tmp_path: Path) -> None:
    rows = (ROWS[0], ROWS[0][:3] + ("Terasi",) + ROWS[0][4:])
    file = decided(
        run(register, rows, DRYRUN=True),
        tmp_path / "a.csv",
        lambda line: {"2": "1 jt", "3": "9 jt"}[line["baris"]] if line["kolom"] == "modal" else "",
    )
    run(register, rows, REPAIRS=file)
    query = "SELECT produk_kode, modal_kerja FROM ir_pengamatan JOIN ir_produk USING (usaha_id) ORDER BY 1"
    assert rows_of(register, query) == [("PGN03", 1_000_000), ("PGN07", 9_000_000)]


def test_the_file_holds_no_formula_and_no_number_that_a_spreadsheet_would_change(register: str) -> None:
    lines = lines_of(run(register, DRYRUN=True).files["REPAIRS_USED"]())
    assert {line["nilai_asli"] for line in lines} >= {"'=1+1", "'1.90101E+15", "'0812 0000 0001"}
    assert {(line["pemilik"], line["kolom"], line["aturan"]) for line in lines if not line["nilai_baru"]} >= {
        ("Siti", "desa", "desa_tak_dikenal"),
        ("Rina", "nik", "nik_rusak"),
    }


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", ";".join(COLUMNS) + "\nBangka;x;Rina;desa;a;b;c;ya\n"])
def test_another_file_is_refused(register: str, tmp_path: Path, text: str) -> None:
    path = tmp_path / "lain.csv"
    path.write_text(text, encoding="utf-8")
    before = everything(register)
    with pytest.raises(UserError, match="file of decisions"):
        run(register, REPAIRS=str(path))
    assert everything(register) == before

"""The mapping of columns as a file: given, and handed on to the next office."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.import_survey import OPERATION
from tests.core.register.survey_workbooks import rows_of

HEADING = ("Yang Punya", "Di Mana", "Kecamatan", "Produk", "Modal", "Hobi")
ROWS = [HEADING, ("Rina", "Kenanga", "Sungailiat", "Getas", "2 jt", "menari")]
MAPPING = {"Yang  Punya": "pemilik", "Di Mana": "desa", "Hobi": None}


def run(register: str, path: Any = None, rows: Any = ROWS) -> Results:
    values = {"REGISTER": register, "INPUT": [Sheet("Bangka", rows)], "PERIOD": "2025", "MAPPING": path}
    return OPERATION.compute(values, Context())


def file(folder: Path, content: Any) -> str:
    path = folder / "pemetaan.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def test_a_mapping_names_columns_that_nobody_knows(register: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No sheet"):
        run(register)
    result = run(register, file(tmp_path, MAPPING))
    assert rows_of(register, "SELECT nama_lengkap FROM ir_pemilik") == [("Rina",)]
    assert [note for note in result.notes if note.warning] == [], "what is left out by choice is no news"


def test_a_mapping_goes_before_what_is_known(register: str, tmp_path: Path) -> None:
    run(register, file(tmp_path, {**MAPPING, "Modal": "omzet"}))
    assert rows_of(register, "SELECT modal_kerja, omzet_bulan FROM ir_pengamatan") == [(None, 2_000_000)]
    run(register, file(tmp_path, {**MAPPING, "Modal": ""}))
    assert rows_of(register, "SELECT modal_kerja, omzet_bulan FROM ir_pengamatan") == [(None, 2_000_000)]


def test_what_was_used_serves_the_next_office(register: str, tmp_path: Path) -> None:
    text = run(register, file(tmp_path, MAPPING)).files["MAPPING_USED"]()
    assert json.loads(text) == {
        "Yang Punya": "pemilik",
        "Di Mana": "desa",
        "Kecamatan": "kecamatan",
        "Produk": "produk",
        "Modal": "modal",
        "Hobi": "",
    }
    again = run(register, file(tmp_path, text))
    assert again.numbers["N_UNCHANGED"] == 1
    assert again.files["MAPPING_USED"]() == text


def test_a_heading_that_nothing_is_known_of_waits_in_the_file(register: str) -> None:
    rows = [("Nama", "Desa", "Kecamatan", "Produk", "No", "Hobi"), ("Rina", "Kenanga", "Sungailiat", "Getas", "1", "a")]
    used = json.loads(run(register, rows=rows).files["MAPPING_USED"]())
    assert (used["Hobi"], used["Nama"], "No" in used) == ("", "pemilik", False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "cannot be read"),
        ([1], "cannot be read"),
        ({"Modal": "uang"}, "there is no column uang for the heading Modal; there are: pemilik, nik"),
        ({"Modal": 5}, "there is no column 5 for the heading Modal"),
        ({"Modal": ["omzet"]}, "there is no column"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(register: str, tmp_path: Path, content: Any, words: str) -> None:
    with pytest.raises(UserError, match=words):
        run(register, file(tmp_path, content))

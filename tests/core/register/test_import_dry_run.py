"""A dry run of an import says all that would happen and writes nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ir_plugin.core.document_html import document_html
from ir_plugin.core.errors import UserError
from ir_plugin.core.register.survey.import_report import DRY_RUN
from tests.core.register.survey_workbooks import RINA, SITI, edit, everything, run

DRY = {"DRYRUN": True}
NOBODY = ("3", "", *RINA[2:])


def test_a_dry_run_writes_no_byte(register: str) -> None:
    run(register, RINA)
    before, beside = Path(register).read_bytes(), sorted(os.listdir(Path(register).parent))
    run(register, RINA, SITI, NOBODY, settings=DRY)
    assert Path(register).read_bytes() == before
    assert sorted(os.listdir(Path(register).parent)) == beside


def test_a_dry_run_foretells_the_import(register: str) -> None:
    run(register, RINA)
    edit(register, "UPDATE ir_pengamatan SET modal_kerja = 9000000")
    richer = (*RINA[:8], "3 jt", *RINA[9:])
    dry = run(register, richer, SITI, NOBODY, settings=DRY)
    wet = run(register, richer, SITI, NOBODY)
    assert dry.numbers == wet.numbers
    assert (wet.numbers["N_NEW"], wet.numbers["N_REJECTED"], wet.numbers["N_UNCHANGED"]) == (1, 1, 1)
    assert dry.strings == wet.strings
    assert dry.notes[0].sentence == DRY_RUN
    assert dry.notes[1:] == wet.notes
    assert dry.pages["REPORT"].blocks[1:] == wet.pages["REPORT"].blocks


def test_the_report_names_rejects_edits_and_repairs(register: str) -> None:
    run(register, RINA)
    edit(register, "UPDATE ir_pengamatan SET modal_kerja = 9000000")
    page = document_html(run(register, (*RINA[:8], "3 jt", *RINA[9:]), NOBODY, settings=DRY).pages["REPORT"], "en")
    for words in (
        "The owner&#x27;s name is missing.",
        "suntingan_dipertahankan",
        "9000000",
        "3 jt",
        "uang_teks",
        "the register has not been changed",
    ):
        assert words in page


def test_a_dry_run_needs_no_right_to_write_and_waits_for_nobodys_lock(register: str) -> None:
    with closing(sqlite3.connect(register, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run(register, RINA, settings=DRY).numbers["N_NEW"] == 1


def test_a_dry_run_on_what_is_no_register_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.gpkg").write_bytes(b"bukan register" * 100)
    with pytest.raises(UserError):
        run(str(tmp_path / "a.gpkg"), RINA, settings=DRY)


def test_an_import_after_a_dry_run_is_the_first(register: str) -> None:
    run(register, RINA, SITI, settings=DRY)
    assert all(rows == [] for rows in everything(register).values())
    assert run(register, RINA, SITI).numbers["N_NEW"] == 2

"""Our own form, filled in, as KoboToolbox and ODK give it back, into a register: every answer is there."""

from __future__ import annotations

from typing import Any, List, Sequence

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.import_survey import OPERATION
from tests.core.register.form_submissions import PERIOD, Style, kobo, lost, odk, submissions
from tests.core.register.survey_workbooks import rows_of

STYLES = [Style(language, groups, sets) for language in ("", "id", "en") for groups in (True, False) for sets in ("both", "text", "split")]


def imported(register: str, sheets: Sequence[Sheet], **settings: Any) -> Results:
    return OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": PERIOD, **settings}, Context())


def odk_sheets(*given: Any, **how: Any) -> List[Sheet]:
    return [Sheet(name[:-4], rows, name) for name, rows in odk(*given, **how).items()]


@pytest.mark.parametrize("seed", range(8))
def test_kobo_brings_back_every_answer(register: str, seed: int) -> None:
    made = submissions(seed)
    result = imported(register, kobo(made, Style()))
    assert lost(register, made) == []
    assert rows_of(register, "SELECT count(*) FROM ir_usaha WHERE geom IS NOT NULL") == [(len(made),)]
    assert [note.sentence.en for note in result.notes if note.warning] == []
    assert rows_of(register, "SELECT kolom, nilai_asli, nilai_baru, aturan FROM impor_perbaikan") == []


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_however_kobo_was_told_to_write(register: str, style: Style) -> None:
    made = submissions(99)
    result = imported(register, kobo(made, style))
    assert lost(register, made) == []
    assert [note.sentence.en for note in result.notes if note.warning] == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("how", [{}, {"splits": True}, {"briefcase": True}], ids=str)
def test_odk_brings_back_every_answer(register: str, seed: int, how: Any) -> None:
    made = submissions(100 + seed)
    result = imported(register, odk_sheets(made, **how))
    assert lost(register, made) == []
    assert [note.sentence.en for note in result.notes if note.warning] == []

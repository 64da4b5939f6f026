"""Of which period a survey is where nobody says so."""

from __future__ import annotations

from typing import Any, Sequence

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.document_html import document_html
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.import_survey import OPERATION
from tests.core.register.form_exports import Style, kobo
from tests.core.register.form_submissions import submissions
from tests.core.register.survey_workbooks import rows_of

PLAIN = [("Nama Pemilik", "Produk", "Desa", "Kecamatan"), ("Rina", "Getas", "Kenanga", "Sungailiat")]


def google(*moments: str) -> list[Sequence[str]]:
    rows = [(moment, f"Rina {number}", *PLAIN[1][1:]) for number, moment in enumerate(moments)]
    return [("Timestamp", *PLAIN[0]), *rows]


def imported(register: str, rows: Sequence[Sequence[str]], file: str, period: Any = None) -> Results:
    values = {"REGISTER": register, "INPUT": [Sheet("Bangka", rows, file)], "PERIOD": period}
    return OPERATION.compute(values, Context())


@pytest.mark.parametrize(
    ("rows", "file"),
    [
        (PLAIN, "survei_ir_2024.xlsx"),
        (google("3/4/2024 9:21:00", "5/4/2024 9:00:00"), "jawaban.csv"),
        (google("3/4/2024 9:21:00"), "IR 2024.csv"),
        (google("3/4/2024 9:21:00"), "Pendataan_-_all_versions_-_2025-01-05-03-11-22.csv"),
    ],
)
@pytest.mark.parametrize("period", [None, "", " "])
def test_one_clear_year_is_taken_and_said(register: str, rows: Any, file: str, period: Any) -> None:
    result = imported(register, rows, file, period)
    assert set(rows_of(register, "SELECT periode FROM ir_pengamatan")) == {("2024",)}
    sentence = "The period 2024 was taken from the file; write the right one where that is wrong."
    assert sentence in [note.sentence.en for note in result.notes]
    assert sentence in document_html(result.pages["REPORT"], "en")


@pytest.mark.parametrize(
    ("rows", "file", "years"),
    [
        (PLAIN, "survei.xlsx", "-"),
        (PLAIN, "2023-2024.xlsx", "2023, 2024"),
        (google("3/4/2024 9:21:00", "5/1/2025 9:00:00"), "a.csv", "2024, 2025"),
        (google("3/4/2024 9:21:00"), "IR 2023.csv", "2023, 2024"),
        (PLAIN, "rencana_2099.xlsx", "-"),
    ],
)
def test_where_it_is_not_clear_the_user_is_asked(register: str, rows: Any, file: str, years: str) -> None:
    with pytest.raises(UserError) as error:
        imported(register, rows, file)
    assert f"does not tell one clear year ({years})" in error.value.sentence.en
    assert rows_of(register, "SELECT count(*) FROM ir_usaha") == [(0,)]


def test_what_the_user_says_goes_before_the_name(register: str) -> None:
    imported(register, PLAIN, "survei_ir_2024.xlsx", "2023-S1")
    assert rows_of(register, "SELECT periode FROM ir_pengamatan") == [("2023-S1",)]


@pytest.mark.parametrize(
    ("written", "period"),
    [("Tahun 2024", "2024"), ("2024 S2", "2024-S2"), ("Semester II 2024", "2024-S2"), ("2024-s1", "2024-S1")],
)
def test_a_period_is_read_as_people_write_it(register: str, written: str, period: str) -> None:
    imported(register, PLAIN, "survei.xlsx", written)
    assert rows_of(register, "SELECT DISTINCT periode FROM ir_pengamatan") == [(period,)]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2024 agustus", "is a month; write the year (2024), or the half-year (2024-S2)"),
        ("Juni 2024", "is a month; write the year (2024), or the half-year (2024-S1)"),
        ("2024-08", "is a month; write the year (2024), or the half-year (2024-S2)"),
        ("2024-13", "is not understood; write a year (2025) or a half-year (2025-S1)"),
        ("Semester III 2024", "is not understood"),
        ("2023-2024", "is not understood"),
        ("kemarin", "is not understood"),
    ],
)
def test_what_is_no_period_is_told_with_what_to_write(register: str, written: str, sentence: str) -> None:
    with pytest.raises(UserError) as error:
        imported(register, PLAIN, "survei.xlsx", written)
    assert f"The period {written} {sentence}" in error.value.sentence.en


def test_rows_of_our_form_keep_their_own_period(register: str) -> None:
    sheets = kobo(submissions(3, 2), Style())
    result = OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": "2026"}, Context())
    assert rows_of(register, "SELECT DISTINCT periode FROM ir_pengamatan") == [("2025",)]
    said = [note.sentence.en for note in result.notes]
    assert "2 rows tell their own period (2025), which is used for them." in said

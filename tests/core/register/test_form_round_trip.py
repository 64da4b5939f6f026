"""Our own form, filled in, as KoboToolbox and ODK give it back, into a register: every answer is there."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path
from typing import Any, List

import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.xlsform import Lists, xlsform
from ir_plugin.core.layer import Sheet
from ir_plugin.core.workbook_parts import read_workbook
from tests.core.register.form_exports import Style, imported, kobo, odk
from tests.core.register.form_submissions import lost, submissions
from tests.core.register.survey_workbooks import rows_of

STYLES = [
    Style(language, groups, sets)
    for language in ("", "id", "en")
    for groups in (True, False)
    for sets in ("both", "text", "split")
]


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


def files_of(folder: Path, tables: dict[str, List[List[str]]]) -> List[Path]:
    """The tables as CSV files in a folder."""
    for name, rows in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return [folder / name for name in tables]


def test_the_archive_of_odk_central_is_one_survey(register: str, tmp_path: Path) -> None:
    made = submissions(5)
    with zipfile.ZipFile(tmp_path / "ekspor.csv.zip", "w") as archive:
        archive.writestr("media/berkas_1.jpg", b"no text")
        for path in files_of(tmp_path, odk(made)):
            archive.write(path, path.name)
    sheets = read_workbook(str(tmp_path / "ekspor.csv.zip"), no_xml)
    assert [sheet.name for sheet in sheets][:2] == ["industri_rumahan", "industri_rumahan-ir_produk"]
    imported(register, sheets)
    assert lost(register, made) == []
    assert rows_of(register, "SELECT berkas FROM impor_berkas") == [("ekspor.csv.zip",)]


def test_files_of_groups_beside_the_file_of_the_form_are_read_with_it(register: str, tmp_path: Path) -> None:
    made = submissions(6)
    form, *_ = files_of(tmp_path, odk(made))
    (tmp_path / "industri_rumahan-catatan.csv").write_text('no group, and "open', encoding="utf-8")
    imported(register, read_workbook(str(form), no_xml))
    assert lost(register, made) == []
    assert rows_of(register, "SELECT berkas FROM impor_berkas") == [("industri_rumahan.csv",)]


def test_a_damaged_archive_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "rusak.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "x" * 1000)
    path.write_bytes(path.read_bytes().replace(b"x" * 500, b"y" * 500))
    with pytest.raises(UserError, match="rusak.zip cannot be read"):
        read_workbook(str(path), no_xml)


def no_xml(stream: Any, handler: Any) -> None:
    raise AssertionError("there is no XML in tables of text")


def test_the_exports_have_every_question_of_the_form_and_no_other() -> None:
    """The files of these tests are those of the form that exportxlsform writes."""
    heading, *rows = xlsform(Lists([], []), "1")[0].rows
    kind, name = heading.index("type"), heading.index("name")
    open_groups: List[str] = []
    asked = set()
    for row in rows:
        if row[kind].startswith("begin_"):
            open_groups.append(row[name])
        elif row[kind].startswith("end_"):
            open_groups.pop()
        elif row[kind] not in ("note", "start", "end"):
            asked.add("/".join((*open_groups, row[name])))
    made = [each for seed in range(20) for each in submissions(seed)]
    exported = {text for sheet in kobo(made, Style(sets="text")) for text in sheet.rows[0] if "/" in text}
    assert {text for text in exported if not text.startswith("_") and not text.endswith("_URL")} == asked

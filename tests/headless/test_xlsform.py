"""The survey form: what pyxform makes of it, and that ODK's engine judges answers as the register judges records."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List

import openpyxl
import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.soft_rules import SOFT_RULES
from ir_plugin.core.industry.survey_form import NOT_ASKED, asked
from ir_plugin.core.register import create_register, export_xlsform
from tests.core.industry.parity_cases import cases
from tests.core.industry.soft_cases import SOFT_CASES
from tests.headless.form_answers import VILLAGE, answer, can_be_answered, judge, parts_of, place, record, rules_asked
from tests.headless.form_engine import verdicts, why_absent, xform_of

needs_engine = pytest.mark.skipif(bool(why_absent()), reason=why_absent() or "the engine is there")
(OWNER,) = parts_of("ir_pemilik", "nik")
WARNED = [each for each in SOFT_CASES for rule in SOFT_RULES if rule.id == each[0] and parts_of(rule.table, rule.field)]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlsform") / "register.gpkg"
    create_register.OPERATION.compute({"REGISTER": str(path)}, Context())
    return path


@pytest.fixture(scope="module")
def form(register: Path) -> Path:
    """The form with all villages, as a workbook."""
    path = register.with_name("formulir.xlsx")
    results = export_xlsform.compute({"REGISTER": str(register), "OUTPUT": str(path)}, Context())
    assert results.numbers["N_VILLAGES"] == 393
    return path


@pytest.fixture(scope="module")
def xform(form: Path) -> Path:
    path = form.with_suffix(".xml")
    assert xform_of(form, path) == []
    return path


def rows_of(form: Path, sheet: str) -> List[Dict[str, str]]:
    cells = list(openpyxl.load_workbook(form)[sheet].iter_rows(values_only=True))
    return [dict(zip(map(str, cells[0]), (cell or "" for cell in row))) for row in cells[1:]]


def test_every_field_is_asked_or_left_out_on_purpose() -> None:
    fields = {(name, field.name) for name, table in TABLES.items() if table.tracked for field in table.fields}
    left_out = {(name, field) for name, table in TABLES.items() if table.tracked for field in NOT_ASKED[""]}
    left_out |= {(name, field) for name, names in NOT_ASKED.items() if name for field in names}
    questions = {(part.table, field.name) for _, part, field in asked()}
    assert questions | left_out == fields
    assert not questions & left_out
    assert len(questions) == sum(1 for _ in asked())


def test_every_text_is_there_in_both_languages(form: Path) -> None:
    columns = list(rows_of(form, "survey")[0])
    pairs = [(name, name.replace("Indonesia (id)", "English (en)")) for name in columns if name.endswith("(id)")]
    assert len(pairs) == 4
    for row in rows_of(form, "survey") + rows_of(form, "choices"):
        assert all(bool(row.get(one)) == bool(row.get(other)) for one, other in pairs), row


def test_the_regions_narrow_each_other(form: Path, register: Path) -> None:
    choices = {(row["list_name"], row["name"]): row["induk"] for row in rows_of(form, "choices")}
    assert choices["desa", VILLAGE] == "19.01.01" and choices["kecamatan", "19.01.01"] == "19.01"
    one = register.with_name("pangkalpinang.xlsx")
    export_xlsform.compute({"REGISTER": str(register), "REGENCY": "19.71", "OUTPUT": str(one)}, Context())
    villages = [row["name"] for row in rows_of(one, "choices") if row["list_name"] == "desa"]
    assert len(villages) == 42 and all(code.startswith("19.71.") for code in villages)
    (question,) = [row for row in rows_of(one, "survey") if row["name"] == "kabupaten"]
    assert question["default"] == "19.71"
    assert rows_of(one, "settings")[0]["form_id"] == "industri_rumahan_19_71"


def test_refusals_are_sentences(register: Path, tmp_path: Path) -> None:
    given = {"REGISTER": str(register), "OUTPUT": str(tmp_path / "a.xlsx")}
    with pytest.raises(UserError, match="no regency or city with the code 1901; choose one of 19.01, 19.02"):
        export_xlsform.compute({**given, "REGENCY": "1901"}, Context())
    with pytest.raises(UserError, match="cannot be written"):
        export_xlsform.compute({**given, "OUTPUT": str(tmp_path / "none" / "a.xlsx")}, Context())
    assert list(tmp_path.iterdir()) == []


@needs_engine
def test_the_engine_takes_a_whole_record(xform: Path) -> None:
    steps = record()
    assert [step[1] for step, verdict in zip(steps, verdicts(xform, steps)) if not verdict.takes] == []


@needs_engine
def test_the_engine_agrees_on_every_hard_rule(xform: Path) -> None:
    tried = [each for each in cases() if can_be_answered(each)]
    judged = judge(xform, tried)
    assert [str(each) for each, verdict in zip(tried, judged) if verdict.takes != each.good] == []
    assert not rules_asked() - {(each.table, each.field, each.rule) for each in tried if not each.good}
    assert sum(not each.good for each in tried) >= 200


@needs_engine
def test_the_engine_shows_the_sentence_of_the_rule(xform: Path) -> None:
    (verdict,) = verdicts(xform, [["set", place(OWNER, "nik"), "190"]])
    assert (verdict.violates, verdict.says) == ("constraint", "NIK harus berbentuk 16 angka.")
    (verdict,) = verdicts(xform, [["set", place(OWNER, "nama_lengkap"), None]])
    assert (verdict.violates, verdict.says) == ("required", "Nama lengkap wajib diisi.")


@needs_engine
def test_the_form_warns_where_the_validator_does(xform: Path) -> None:
    first = ("ada_", "kabupaten", "kecamatan")
    steps = [step for step in record() if step[1].rpartition("/")[2].startswith(first)]
    notes = []
    for id_, row, _ in WARNED:
        (rule,) = [each for each in SOFT_RULES if each.id == id_]
        questions = [(part, name) for name in rule.fields for part in parts_of(rule.table, name)]
        steps += [
            ["set", place(part, name), answer(part.declared.field(name), row.get(name))] for part, name in questions
        ]
        (part,) = parts_of(rule.table, rule.field)
        notes.append(len(steps))
        steps.append(["see", place(part, f"periksa_{id_.lower()}")])
        steps += [["set", place(part, name), None] for part, name in questions]
    judged = verdicts(xform, steps)
    assert [case for case, note in zip(WARNED, notes) if judged[note].asked != case[2]] == []

"""The validator tells what is wrong and what is odd in a sentence of both languages, and leaves the rest alone."""

from __future__ import annotations

from typing import Any, Dict

import pytest

from ir_plugin.core.industry.conditions import as_qgis, as_xpath, fields_in, holds
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.soft_rules import SOFT_RULES
from ir_plugin.core.industry.validation import problems, rows_problems, warnings
from tests.core.industry.soft_cases import SOFT_CASES, WOMAN

OWNER = {"nama_lengkap": "Siti", "jenis_kelamin": "P"}
ID = "00000000-0000-4000-8000-00000000000{}"


@pytest.mark.parametrize("rule, row, odd", SOFT_CASES)
def test_soft_rules_at_their_limits(rule: str, row: Dict[str, Any], odd: bool) -> None:
    (declared,) = [each for each in SOFT_RULES if each.id == rule]
    assert holds(declared.broken, row) == odd


def test_every_soft_rule_names_fields_that_exist() -> None:
    assert len({each.id for each in SOFT_RULES}) == len(SOFT_RULES)
    assert {each.id for each in SOFT_RULES} >= {rule for rule, *_ in SOFT_CASES}
    for rule in SOFT_RULES:
        names = {field.name for field in TABLES[rule.table].fields}
        assert {rule.field, *rule.fields} <= names
        assert len(rule.id) <= TABLES["qa_temuan"].field("kode_aturan").length


def test_a_problem_is_one_sentence_about_one_field() -> None:
    owner = TABLES["ir_pemilik"]
    (found,) = problems(owner, {**OWNER, "nik": "190"})
    assert (found.rule, found.field) == ("pattern", "nik")
    assert found.sentence.id == "NIK harus berbentuk 16 angka."
    assert found.sentence.en == "National identity number (NIK) must have the form: 16 digits."
    (found,) = problems(owner, {**OWNER, "tahun_lahir": 2016}, year=2025)
    assert found.sentence == (
        "Tahun lahir paling banyak tahun ini dikurangi 10.",
        "Born in is at most this year minus 10.",
    )
    assert problems(owner, {**OWNER, "tahun_lahir": 2015}, year=2025) == []


def test_what_is_not_given_takes_its_default() -> None:
    assert problems(TABLES["ir_pemilik"], {"nama_lengkap": "Siti"}) == []
    (found,) = problems(TABLES["ir_pemilik"], {})
    assert found.sentence.en == "Full name is required."
    (found,) = problems(TABLES["ir_pemilik"], {**OWNER, "jenis_kelamin": None})
    assert found.field == "jenis_kelamin"


def test_references_are_judged_where_they_can_be_looked_up() -> None:
    row = {"kode_usaha": "IR-1901-0001", "nama_usaha": "Getas", "kode_desa": "19.01.01.2999"}
    assert problems(TABLES["ir_usaha"], row) == []
    (found,) = problems(TABLES["ir_usaha"], row, known=lambda reference, value: False)
    assert found.sentence.en == "Village must be in the table Administrative areas."


def test_rows_that_share_what_they_must_not_are_all_told() -> None:
    rows = [
        {"usaha_id": ID.format(each), "periode": period} for each, period in ((1, "2025"), (1, "2025"), (1, "2024"))
    ]
    found = rows_problems(TABLES["ir_pengamatan"], rows)
    assert [[each.rule for each in of_row] for of_row in found] == [["unique"], ["unique"], []]
    assert found[0][0].sentence.en == "Business + Period: another row has the same already."


def test_warnings_leave_out_what_is_wrong_anyway() -> None:
    owner = TABLES["ir_pemilik"]
    assert [each.rule for each in warnings(owner, {**OWNER, "nik": WOMAN, "jenis_kelamin": "L"})] == ["Q09_kelamin"]
    assert warnings(owner, {**OWNER, "nik": "190101500190000", "jenis_kelamin": "L"}) == []
    observation = TABLES["ir_pengamatan"]
    assert warnings(observation, {"laba_bulan": "banyak", "omzet_bulan": 1_000_000}) == []


def test_a_condition_in_three_languages() -> None:
    condition = "known(a) and (total(b, c) / 2 >= 1.5 or a == 'L')"
    assert fields_in(condition) == ("a", "b", "c")
    assert (
        holds(condition, {"a": "P", "b": 3}) and not holds(condition, {"a": "P", "b": 2}) and not holds(condition, {})
    )
    assert as_qgis(condition) == (
        '((coalesce("a", \'\') <> \'\') and (coalesce(((coalesce("b", 0) + coalesce("c", 0)) / 2) >= 1.5, false)'
        " or coalesce(\"a\" = 'L', false)))"
    )
    assert as_xpath(condition, lambda name: f"${{{name}}}") == (
        "((${a} != '') and ((((coalesce(${b}, 0) + coalesce(${c}, 0)) div 2) >= 1.5) or (${a} = 'L')))"
    )


@pytest.mark.parametrize("condition", ["not a", "a != 1", "a if b else c", "__import__('os')"])
def test_nothing_else_is_a_condition(condition: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        holds(condition, {"a": 1})

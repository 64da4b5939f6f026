"""Decisions about findings and possible duplicates travel with a package, and what a check finds does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import check_register
from tests.core.register.made_packages import BUSINESS, ask, change, conflicts, counts, export, make_register, resolve

PAIR = "50000000-0000-4000-8000-00000000000{}"
ACCEPT = """UPDATE qa_temuan SET status = 'DITERIMA', alasan = 'kantor desa', oleh = 'Ani'
WHERE kode_aturan = 'Q16' AND nilai_lama = ?"""
DECIDE = "UPDATE impor_ganda SET status = ?, oleh = ? WHERE ganda_id = ?"
NEW_PAIR = "INSERT INTO impor_ganda (ganda_id, usaha_a, usaha_b, alasan) VALUES (?, ?, ?, 'NAMA')"
MONEY = "UPDATE ir_pengamatan SET modal_kerja = ? WHERE usaha_id = ?"


@pytest.fixture
def register(tmp_path: Path) -> str:
    """0 and 1 of one regency, and 3 of another, look alike; 0 and 3 tell their capital in thousands."""
    path = make_register(tmp_path)
    for number, other in ((0, 1), (0, 3)):
        change(path, NEW_PAIR, PAIR.format(other), BUSINESS.format(number), BUSINESS.format(other))
    for number in (0, 3):
        change(path, MONEY, 500 + number, BUSINESS.format(number))
    check(path)
    return path


def check(path: str) -> dict[str, float]:
    return dict(check_register.OPERATION.compute({"REGISTER": path, "DATE": "2026-01-15"}, Context()).numbers)


def money(path: str) -> list[tuple[Any, ...]]:
    query = "SELECT nilai_lama, status, alasan, oleh FROM qa_temuan WHERE kode_aturan = 'Q16' ORDER BY nilai_lama"
    return ask(path, query)


def pairs(path: str) -> list[tuple[Any, ...]]:
    return ask(path, "SELECT substr(ganda_id, -1), status, oleh FROM impor_ganda ORDER BY ganda_id")


ACCEPTED = ("500", "DITERIMA", "kantor desa", "Ani")
ELSEWHERE = ("503", "BARU", None, None)


def test_a_package_has_the_findings_and_pairs_of_its_region(register: str) -> None:
    change(register, ACCEPT, "500")
    package = export(register)
    assert money(package) == [ACCEPTED]
    assert pairs(package) == [("1", "BARU", None)]
    check(package)
    assert money(package) == [ACCEPTED]


def test_what_the_office_accepted_stays_accepted(register: str) -> None:
    package = export(register)
    change(package, ACCEPT, "500")
    assert counts(register, package) == [0, 0, 0, 0, 0]
    assert money(register) == [ACCEPTED, ELSEWHERE]
    accepted = check(register)["N_ACCEPTED"]
    assert accepted == 1 and money(register) == [ACCEPTED, ELSEWHERE]


def test_a_finding_that_only_the_office_met_comes_along_accepted(register: str) -> None:
    package = export(register)
    change(package, MONEY, 700, BUSINESS.format(2))
    check(package)
    change(package, ACCEPT, "700")
    assert counts(register, package) == [0, 1, 0, 0, 0]
    check(register)
    assert ("700", "DITERIMA", "kantor desa", "Ani") in money(register)


def test_what_was_accepted_for_another_value_is_open_again(register: str) -> None:
    package = export(register)
    change(package, ACCEPT, "500")
    change(register, MONEY, 600, BUSINESS.format(0))
    counts(register, package)
    check(register)
    assert money(register) == [ELSEWHERE, ("600", "BARU", None, None)]


def test_what_a_check_of_the_office_closed_or_opened_is_no_decision(register: str) -> None:
    change(register, ACCEPT, "500")
    package = export(register)
    change(package, "UPDATE qa_temuan SET status = 'DIPERBAIKI'")
    counts(register, package)
    assert money(register) == [ACCEPTED, ELSEWHERE]
    change(package, "UPDATE qa_temuan SET status = 'BARU', nilai_lama = '501', alasan = NULL")
    counts(register, package)
    assert money(register) == [ACCEPTED, ELSEWHERE]


def test_what_either_side_takes_back_stays_taken_back(register: str) -> None:
    change(register, ACCEPT, "500")
    package, other = export(register), export(register)
    change(package, "UPDATE qa_temuan SET status = 'BARU', alasan = NULL, oleh = NULL WHERE kode_aturan = 'Q16'")
    counts(register, package)
    reopened = [("500", "BARU", None, None), ELSEWHERE]
    assert money(register) == reopened
    counts(register, other)  # it was accepted when it was sent; nobody accepted it there
    assert money(register) == reopened


def test_the_same_package_twice_does_not_decide_twice(register: str) -> None:
    package = export(register)
    change(package, ACCEPT, "500")
    change(package, DECIDE, "BEDA", "Ani", PAIR.format(1))
    counts(register, package)
    change(register, "UPDATE qa_temuan SET status = 'BARU', alasan = NULL, oleh = NULL WHERE kode_aturan = 'Q16'")
    change(register, DECIDE, "BARU", None, PAIR.format(1))
    assert counts(register, package) == [0, 0, 0, 0, 0]
    assert money(register) == [("500", "BARU", None, None), ELSEWHERE]
    assert pairs(register)[0] == ("1", "BARU", None)


def test_pairs_that_the_office_decided_or_found(register: str) -> None:
    package = export(register)
    change(package, DECIDE, "SAMA", "Ani", PAIR.format(1))
    change(package, NEW_PAIR, PAIR.format(2), BUSINESS.format(1), BUSINESS.format(2))
    assert counts(register, package) == [0, 0, 0, 0, 0]
    assert pairs(register) == [("1", "SAMA", "Ani"), ("2", "BARU", None), ("3", "BARU", None)]


def test_a_pair_that_both_sides_noted(register: str) -> None:
    package = export(register)
    for path, name in ((register, 7), (package, 8)):
        change(path, NEW_PAIR, PAIR.format(name), BUSINESS.format(1), BUSINESS.format(2))
    change(package, DECIDE, "BEDA", "Ani", PAIR.format(8))
    assert counts(register, package)[3:] == [0, 0]
    assert pairs(register) == [("1", "BARU", None), ("3", "BARU", None), ("7", "BEDA", "Ani")]
    assert counts(register, package) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(("choice", "status"), [("register", "SAMA"), ("package", "BEDA")])
def test_two_decisions_that_contradict_each_other(register: str, choice: str, status: str) -> None:
    package = export(register)
    change(package, DECIDE, "BEDA", "Ani", PAIR.format(1))
    change(register, DECIDE, "SAMA", "Budi", PAIR.format(1))
    assert counts(register, package)[3:] == [1, 1]
    assert conflicts(register) == [("impor_ganda", "1", "status", "BARU", "SAMA", "BEDA", "BEDA")]
    assert pairs(register)[0] == ("1", "SAMA", "Budi")
    assert resolve(register, choice).numbers == {"N_RESOLVED": 1, "N_LEFT": 0}
    assert pairs(register)[0][1] == status
    assert counts(register, package) == [0, 0, 0, 0, 0]

"""Businesses that may be one are listed, never merged, and what has been decided of them stays."""

from __future__ import annotations

import difflib
import itertools
import random
from typing import Any

import pytest

from ir_plugin.core.register.survey.duplicates import ALIKE, SHARED, Business, _may_be_alike
from tests.core.register.survey_workbooks import RINA, SITI, edit, everything, rows_of, run

LISTED = """SELECT g.alasan, round(g.kemiripan, 2), g.status, min(p.nama_lengkap), max(p.nama_lengkap)
FROM impor_ganda AS g JOIN ir_usaha AS u ON u.usaha_id IN (g.usaha_a, g.usaha_b)
JOIN ir_pemilik AS p USING (pemilik_id) GROUP BY g.ganda_id ORDER BY 4, 5"""


def row(name: str, nik: str = "", phone: str = "", product: str = "Getas", village: str = "Kenanga") -> tuple[str, ...]:
    return ("1", name, nik, "P", phone, product, village, "Sungailiat", "", "", "")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (row("Rina", RINA[2]), row("Yuli", RINA[2]), [("NIK", 0.25, "BARU", "Rina", "Yuli")]),
        (row("Rina", "", RINA[4]), row("Yuli", "", RINA[4]), [("HP", 0.25, "BARU", "Rina", "Yuli")]),
        (row("Nurhayati"), row("Nurhayatti"), [("NAMA", 0.95, "BARU", "Nurhayati", "Nurhayatti")]),
        (row("Rina", RINA[2]), row("Rina", RINA[2], village="Sungailiat"), [("NIK", 1.0, "BARU", "Rina", "Rina")]),
        (
            row("Nurhayati", product="Kue aneh"),
            row("Nurhayatti", product="Kue anehh"),
            [("NAMA", 0.95, "BARU", "Nurhayati", "Nurhayatti")],
        ),
        (row("Rina", RINA[2]), row("Rina", RINA[2], product="Terasi"), []),
        (row("Nurhayati"), row("Nurhayatti", product="Terasi"), []),
        (row("Nurhayati"), row("Nurhayatti", village="Sungailiat"), []),
        (row("Nurhayati", RINA[2]), row("Nurhayatti", "1901014405809001"), []),
        (row("Nurhayati"), row("Sulastri"), []),
    ],
    ids=["nik", "phone", "name", "moved", "own words", "two trades", "product", "village", "two niks", "strangers"],
)
def test_who_may_be_one(register: str, one: Any, other: Any, expected: Any) -> None:
    result = run(register, one, other)
    assert rows_of(register, LISTED) == expected
    assert result.numbers["N_DUPLICATES"] == len(expected)
    assert rows_of(register, "SELECT count(*) FROM ir_usaha") == [(2,)], "never merged"


def test_pairs_are_told_and_found_across_imports(register: str) -> None:
    run(register, row("Nurhayati"))
    notes = run(register, row("Nurhayatti")).notes
    assert any(note.warning and note.sentence.en.startswith("1 pair of businesses may be one") for note in notes)
    assert len(rows_of(register, LISTED)) == 1


def test_what_has_been_decided_stays(register: str) -> None:
    pair = (row("Nurhayati"), row("Nurhayatti"))
    run(register, *pair)
    edit(register, "UPDATE impor_ganda SET status = 'BEDA', oleh = 'Dinas'")
    before = everything(register)
    assert run(register, *pair).numbers["N_DUPLICATES"] == 0
    assert everything(register) == before
    run(register, *pair, SITI)
    assert rows_of(register, "SELECT status, oleh FROM impor_ganda") == [("BEDA", "Dinas")]


def test_a_phone_of_a_whole_group_says_nothing(register: str) -> None:
    names = ("Rina", "Yuli", "Sulastri", "Budi", "Wahyu", "Endah")
    assert len(names) == SHARED + 1
    assert run(register, *(row(name, "", RINA[4]) for name in names)).numbers["N_DUPLICATES"] == 0


def test_the_quick_look_never_misses_a_likeness() -> None:
    """Against every pair of names made of few letters, which are alike often."""
    dice = random.Random(1)
    names = ["".join(dice.choices("anurhi", k=dice.randint(4, 12))) for _ in range(250)]
    names += [name[:-1] + "z" for name in names[:80]]
    pairs = [
        (first, second)
        for first, second in itertools.combinations(names, 2)
        if difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE
    ]
    assert len(pairs) >= 40
    assert all(_may_be_alike(named(first), named(second)) for first, second in pairs)


def named(name: str) -> Business:
    letters = sum(1 << (ord(letter) % 64) for letter in set(name))
    return Business("", "", name, None, None, None, None, "", letters)

"""What people write of themselves, their numbers and classes, and what it means."""

from __future__ import annotations

import pytest

from ir_plugin.core.industry.cleaning.persons import (
    bare_name_key,
    clean_class,
    clean_nik,
    clean_number,
    clean_phone,
    clean_sex,
)
from ir_plugin.core.industry.cleaning.rules import is_null_like


def test_phones() -> None:
    assert clean_phone("0812-3456-7890") == ("+6281234567890", ("telepon",), "")
    assert clean_phone("81234567890").value == "+6281234567890"
    assert clean_phone("6281234567890").value == "+6281234567890"
    assert clean_phone("081234567890 / 082234567890") == ("+6281234567890", ("telepon", "telepon_pertama"), "")
    assert clean_phone("+62 0812-3456-7890").value == "+6281234567890"
    assert clean_phone("0062 812 3456 789").value == "+628123456789"
    assert clean_phone("81234567890.0") == ("+6281234567890", ("telepon",), "")
    assert clean_phone("0812.345.670.0").value == "+628123456700"
    for foreign in ("+60 12-345 6789", "+1 202 555 0123", "0060 123456789"):
        assert clean_phone(foreign).problem == "telepon_rusak"
    assert clean_phone("0" * 12).problem == "telepon_rusak"
    assert clean_phone("8.12346E+11").problem == "telepon_rusak"
    assert clean_phone("123").problem == "telepon_rusak"


def test_identity_numbers() -> None:
    assert clean_nik("1901015002709001").value == "1901015002709001"
    assert clean_nik("'1901 0150 0270 9001") == ("1901015002709001", ("angka_saja",), "")
    assert clean_nik("1901015002709001.0") == ("1901015002709001", ("angka_saja",), "")
    assert clean_number("9999000000000.0", (13,)).value == "9999000000000"
    assert clean_nik("1.90102E+15").problem == "nik_rusak"
    assert clean_nik("1901015002709000").problem == "nik_rusak"
    for invented in (
        "1111111111111111",
        "1234567890123456",
        "1901019902709001",
        "1901015013709001",
        "1901015002700000",
    ):
        assert clean_nik(invented).problem == "nik_rusak"
    assert clean_number("9999-0000-00000", (13,)) == ("9999000000000", ("angka_saja",), "")
    assert clean_number("12", (13,)).problem == "nomor_rusak"


def test_sex_and_what_the_nik_says() -> None:
    woman = "1901015002709001"
    assert clean_sex("Perempuan") == ("P", (), "")
    assert clean_sex("lk") == ("L", ("jenis_kelamin",), "")
    assert clean_sex("L", woman) == ("P", ("kelamin_nik",), "")
    assert clean_sex("", woman).value == "P"
    assert clean_sex("") == (None, (), "")
    assert clean_sex("ya").problem == "kelamin_tak_terbaca"


@pytest.mark.parametrize(
    ("text", "code", "repairs"),
    [
        ("Pemula", "1", ()),
        ("2", "2", ()),
        ("IR-2", "2", ()),
        ("IR-1 Pemula", "1", ()),
        ("IR-3 Advanced", "3", ()),
        ("Kelas IR 3", "3", ("kelas",)),
        ("IR kelas 3", "3", ("kelas",)),
        ("MAJU", "3", ()),
    ],
)
def test_classes(text: str, code: str, repairs: tuple[str, ...]) -> None:
    assert clean_class(text) == (code, repairs, "")


@pytest.mark.parametrize("text", ["Menengah", "Belum berkembang", "Kelas 12", "4"])
def test_a_class_is_not_guessed(text: str) -> None:
    assert clean_class(text).problem == "kelas_tak_terbaca"


@pytest.mark.parametrize("text", ["#REF!", "#NAME?", "#N/A", "Tidak  tahu", " - ", "kosong"])
def test_what_says_nothing(text: str) -> None:
    assert is_null_like(text)


def test_names_without_forms_of_address() -> None:
    assert bare_name_key("Hj. Rina") == bare_name_key("rina") == bare_name_key("Ibu  Rina")
    assert bare_name_key("Ibu") != ""

"""Arbitrary text in every cell: no cleaner fails, what one gives parses back to itself, and the register takes it."""

from __future__ import annotations

import re
import shutil
import tempfile
from functools import cache, partial
from pathlib import Path
from typing import Any, Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.cleaning.choices import clean_choices
from ir_plugin.core.industry.cleaning.coordinates import PROVINCE, Window, clean_position
from ir_plugin.core.industry.cleaning.numbers import clean_count, clean_counts_by_sex, clean_money, clean_year
from ir_plugin.core.industry.cleaning.persons import (
    bare_name_key,
    clean_class,
    clean_nik,
    clean_number,
    clean_phone,
    clean_sex,
)
from ir_plugin.core.industry.cleaning.rules import PROBLEMS, REPAIRS, Cleaned
from ir_plugin.core.industry.region_matching import RegionMatcher
from ir_plugin.core.industry.schema.patterns import NIK, PHONE
from ir_plugin.core.register import create_register, import_survey
from ir_plugin.core.workbook import cell_text, sheet_of
from tests.core.register.made_packages import ask

CLEANERS: dict[str, Callable[[str], Cleaned]] = {
    "latitude": lambda text: clean_position(text, ""),
    "longitude": lambda text: clean_position("", text, zone=49),
    "money": clean_money,
    "count": clean_count,
    "counts": clean_counts_by_sex,
    "year": lambda text: clean_year(text, 2025),
    "sex": clean_sex,
    "nik": clean_nik,
    "phone": clean_phone,
    "number": lambda text: clean_number(text, (13, 15)),
    "class": clean_class,
    **{
        each: partial(clean_choices, list_id=each)
        for each in ("kanal_pasar", "layanan", "sumber_modal", "jangkauan_pasar")
    },
}
WORDS = (
    *("rp", "1.500.000", "2,5", "jt", "juta", "rb", "-", "s/d", "/", "bulan", "per hari", "<", "di atas", "(keluarga)"),
    *("L=1", "P=2", "orang", "thn", "2018", "Jul-16", "5", "0812", "3456789", "+62", "1901", "e+15", "000", "x", "nan"),
    *(
        "2°7'30\"",
        "S",
        "LS",
        "106.1",
        "-2.1",
        ",",
        " ",
        "\n",
        "°",
        "'",
        '"',
        "IR-2",
        "kelas",
        "pemula",
        "perempuan",
        "LGS",
        "Media sosial",
        "warung",
    ),
    *("٣", "²", "½", "Ⅷ", "𝟙", "\x00", "\u200b", "İ", "ß", "9" * 25, "=1+1", "'; DROP TABLE ir_usaha; --", "<b>&amp;"),
    *("https://maps.google.com/?q=-2.1,106.1", "6P5X+2V", "666666+22", "8PH57P4R+XX", "goo.gl/x", "#REF!", "sda"),
)
CELLS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
    st.from_regex(r"\A[-+]?[0-9]{0,20}[.,]?[0-9]{0,8}[eE]?[0-9]{0,2}\Z"),
)
COLUMNS = (
    *("Nama Pemilik", "NIK", "L/P", "No HP", "Nama Usaha", "Alamat", "Desa", "Kecamatan", "Tahun Mulai", "Produk"),
    *("P-IRT", "NIB", "Modal", "Omzet", "Pekerja L", "Pekerja P", "Bulan Produksi", "Kelas", "Lintang", "Bujur"),
    *("Kanal Pemasaran", "Sumber Modal", "Jangkauan Pasar", "Bantuan yang Dibutuhkan"),
)
FOLDER = tempfile.TemporaryDirectory(prefix="cleaners-")
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", CLEANERS)
@settings(PATIENT, max_examples=300)
@given(text=CELLS)
@example("1 - 2 juta per tahun")
@example("< 5 juta/bulan")
@example("di atas 1 jt")
def test_what_a_cleaner_gives_parses_back_to_itself(name: str, text: str) -> None:
    clean = CLEANERS[name]
    cleaned = clean(text)
    assert set(cleaned.repairs) <= set(REPAIRS) and cleaned.problem in {"", *PROBLEMS}
    assert cleaned.value is None or not cleaned.problem
    if cleaned.value is not None:
        again = clean(str(cleaned.value))
        assert again.value == cleaned.value and not again.problem


ON_THE_EQUATOR = Window((98.5, 102.0), (-1.5, 2.5))


@settings(PATIENT, max_examples=300)
@given(one=CELLS, other=CELLS)
def test_a_position_lies_in_the_province(one: str, other: str) -> None:
    for window, zone in ((PROVINCE, 48), (PROVINCE, 49), (ON_THE_EQUATOR, 47)):
        position = clean_position(one, other, window, zone).value
        if position is not None:
            assert window.has(*position)
            assert clean_position(str(position), "", window).value == position


@settings(PATIENT, max_examples=300)
@given(text=CELLS)
def test_numbers_have_the_form_that_the_register_takes(text: str) -> None:
    for clean, pattern in ((clean_nik, NIK), (clean_phone, PHONE)):
        value = clean(text).value
        assert value is None or re.fullmatch(pattern.regex, value, re.ASCII)
    assert isinstance(bare_name_key(text), str)


@settings(PATIENT, max_examples=300)
@given(village=CELLS, district=CELLS, regency=CELLS)
def test_names_of_regions(village: str, district: str, regency: str) -> None:
    found = _matcher().village(village, district, regency)
    assert found.value is None or found.value.count(".") == 3


@cache
def _matcher() -> RegionMatcher:
    return RegionMatcher()


@cache
def template() -> str:
    path = str(Path(FOLDER.name) / "register.gpkg")
    create_register.OPERATION.compute({"REGISTER": path}, Context())
    return path


@settings(PATIENT, max_examples=25)
@given(rows=st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), min_size=1, max_size=5))
def test_a_workbook_of_anything(rows: list[list[str]]) -> None:
    """Village and owner are readable, so that the other cells come into the register."""
    for row in rows:
        row[6:8] = "Kuto Panji", "Belinyu"
        row[0] = "Siti " + row[0]
    with tempfile.TemporaryDirectory() as folder:
        register = str(shutil.copy(template(), folder))
        sheet = sheet_of("Bangka", [list(COLUMNS), *rows], "fuzz.xlsx")
        values: dict[str, Any] = {"REGISTER": register, "INPUT": [sheet], "PERIOD": "2025"}
        numbers = import_survey.OPERATION.compute(values, Context()).numbers
        assert numbers["N_READ"] == numbers["N_IMPORTED"] + numbers["N_REJECTED"]
        stored = {name for (name,) in ask(register, "SELECT nama_lengkap FROM ir_pemilik")}
        assert stored <= {" ".join(cell_text(row[0]).split())[:120] for row in rows}
        again = import_survey.OPERATION.compute(values, Context()).numbers
        assert again["N_UNCHANGED"] == again["N_IMPORTED"]

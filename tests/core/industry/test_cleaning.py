"""What people write into survey cells, and what it means."""

from __future__ import annotations

import time

import pytest

from ir_plugin.core.industry.cleaning.choices import clean_choices
from ir_plugin.core.industry.cleaning.coordinates import clean_position
from ir_plugin.core.industry.cleaning.numbers import Money, clean_count, clean_counts_by_sex, clean_money, clean_year
from ir_plugin.core.industry.cleaning.persons import (
    clean_class,
    clean_nik,
    clean_number,
    clean_phone,
    clean_sex,
)
from ir_plugin.core.industry.cleaning.rules import PROBLEMS, REPAIRS

HERE = (106.1129, -2.1291)


@pytest.mark.parametrize(
    ("latitude", "longitude", "repairs"),
    [
        ("-2.1291", "106.1129", ()),
        ("-2,1291", "106,1129", ("koma_desimal",)),
        ("-2.129.100", "106.112.900", ("titik_ribuan",)),
        ("-21291", "1061129", ("titik_ribuan",)),
        ("2°07'44.76\" LS", "106°06'46.44\" BT", ("derajat_menit",)),
        ("2 07 44.76 S", "106 06 46.44 E", ("derajat_menit",)),
        ("S 2.1291", "E 106.1129", ("derajat_menit",)),
        ("2.1291", "106.1129", ("tanda_lintang",)),
        ("106.1129", "-2.1291", ("tertukar",)),
        ("-2.1291, 106.1129", "", ("satu_sel",)),
        ("2°07'44.76\" LS 106°06'46.44\" BT", "", ("satu_sel", "derajat_menit")),
        ("", "2° 07' 44.76” LS - 106° 06' 46.44” BT", ("satu_sel", "derajat_menit")),
        ("S 2 07.746 E 106 06.774", "", ("satu_sel", "derajat_menit")),
        ("-2°07'44.76\", 106°06'46.44\"", "", ("satu_sel", "derajat_menit")),
        ("106°06'46.44\"E 2°07'44.76\"S", "", ("satu_sel", "derajat_menit", "tertukar")),
        ("https://maps.google.com/?q=-2.1291%2C106.1129", "", ("tautan_peta",)),
        ("https://maps.google.com/?q=-2.1291,106.1129", "", ("tautan_peta",)),
        ("\u22122.1291", "106.1129", ()),
        ("-2.1291°", "106.1129°", ("derajat_menit",)),
        (
            "https://www.google.com/maps/place/X/@-2.5,106.5,17z/data=!4m6!8m2!3d-2.1291!4d106.1129",
            "",
            ("tautan_peta",),
        ),
        ("9764624.73", "623760.80", ("utm",)),
        ("623760.80", "9764624.73", ("utm",)),
    ],
)
def test_coordinates_in_every_form(latitude: str, longitude: str, repairs: tuple[str, ...]) -> None:
    cleaned = clean_position(latitude, longitude)
    assert cleaned.repairs == repairs
    assert cleaned.value == pytest.approx(HERE, abs=2e-5)


def test_utm_in_the_east_is_of_zone_49() -> None:
    assert clean_position("188702.32", "9679075.05", zone=49).value == pytest.approx((108.2, -2.9), abs=2e-5)


def plus_code(latitude: float, longitude: float) -> str:
    """The Open Location Code of ten digits of a place, after its specification: pairs of base 20."""
    letters, code = "23456789CFGHJMPQRVWX", ""
    north, east = round((latitude + 90) * 8000 - 0.5), round((longitude + 180) * 8000 - 0.5)
    for _ in range(5):
        code = letters[north % 20] + letters[east % 20] + code
        north, east = north // 20, east // 20
    return code[:8] + "+" + code[8:]


def test_a_plus_code_is_the_middle_of_its_square() -> None:
    cleaned = clean_position(plus_code(HERE[1], HERE[0]), "")
    assert cleaned.repairs[0] == "plus_code"
    assert cleaned.value == pytest.approx(HERE, abs=1 / 16000)


@pytest.mark.parametrize(
    ("latitude", "longitude", "problem"),
    [
        ("", "", ""),
        ("-", "tidak ada", ""),
        ("0", "0", ""),
        ("0.0", "", ""),
        ("rumah biru", "", "koordinat_tak_terbaca"),
        ('2°123" LS', "106°06'46\" BT", "koordinat_tak_terbaca"),
        ("2,5°07' LS", "106°06' BT", "koordinat_tak_terbaca"),
        ("2°75'10\" LS 106°06'46\" BT", "", "koordinat_tak_terbaca"),
        ("-2.1", "", "koordinat_tak_lengkap"),
        ("", "106.1", "koordinat_tak_lengkap"),
        ("2 129", "106 113", "koordinat_tak_terbaca"),
        ("2°75'10\" LS", "106°06'46\" BT", "koordinat_tak_terbaca"),
        ("di rumah", "sebelah masjid", "koordinat_tak_terbaca"),
        ("https://maps.app.goo.gl/abc", "", "tautan_pendek"),
        ("-6.2", "106.8", "di_luar_provinsi"),
        ("51.5", "-0.1", "di_luar_provinsi"),
    ],
)
def test_no_position_is_made_up(latitude: str, longitude: str, problem: str) -> None:
    cleaned = clean_position(latitude, longitude)
    assert cleaned.value is None
    assert cleaned.problem == problem


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("5000000", Money(5_000_000)),
        ("Rp 1.500.000", Money(1_500_000)),
        ("Rp1.500.000,-", Money(1_500_000)),
        ("1,500,000", Money(1_500_000)),
        ("1,5 jt", Money(1_500_000)),
        ("1.5 juta", Money(1_500_000)),
        ("750 rb", Money(750_000)),
        ("2 juta/bulan", Money(2_000_000, per="bulan")),
        ("36 juta per thn", Money(36_000_000, per="tahun")),
        ("36 jt/th", Money(36_000_000, per="tahun")),
        ("100 rb/hari", Money(100_000, per="hari")),
        ("2.500 rb", Money(2_500_000)),
        ("2.500", Money(2_500)),
        ("1500000.0", Money(1_500_000)),
        ("1500000,00", Money(1_500_000)),
        ("2-3 juta", Money(2_500_000, 2_000_000, 3_000_000)),
        ("500 rb s/d 1 jt", Money(750_000, 500_000, 1_000_000)),
        ("< 5 juta", Money(None, None, 5_000_000)),
        ("lebih dari 10 juta", Money(None, 10_000_000, None)),
    ],
)
def test_money_in_every_form(text: str, money: Money) -> None:
    assert clean_money(text).value == money


@pytest.mark.parametrize(
    "text",
    [
        "banyak",
        "1.2.3",
        "3-2 juta",
        "sedikit saja",
        "12,34,5",
        "1,5",
        "2.5",
        "1.500 jt",
        "15000.000",
        "1500,000",
        "1 juta/minggu",
        "10000000000001",
        "9" * 20,
    ],
)
def test_money_that_means_nothing_is_said(text: str) -> None:
    assert clean_money(text) == (None, (), "uang_tak_terbaca")


def test_the_log_reads_like_the_answer() -> None:
    assert str(clean_money("36 juta/tahun").value) == "36.000.000 per tahun"
    assert str(clean_money("2-3 juta").value) == "2.000.000 - 3.000.000 (tengah 2.500.000)"
    assert str(clean_money("< 5 juta").value) == "... - 5.000.000"
    assert str(clean_counts_by_sex("L=1 P=2").value) == "L=1 P=2"
    assert str(clean_position("2°07'44.76\" LS", "106°06'46.44\" BT").value) == "-2.1291, 106.1129"


def test_missing_is_never_zero() -> None:
    assert clean_money("-").value is None
    assert clean_money("0").value == Money(0)
    assert clean_count("tidak ada").value is None


def test_counts() -> None:
    assert clean_count("2").value == 2 and not clean_count("2").repairs
    assert clean_count("2 orang (keluarga)") == (2, ("jumlah_teks",), "")
    assert clean_count("2025-02-01").problem == "jumlah_tanggal"
    assert clean_counts_by_sex("L=1 P=2").value == (1, 2)
    assert clean_counts_by_sex("l: 3, p: 0").value == (3, 0)
    assert clean_counts_by_sex("3").value is None
    assert clean_counts_by_sex("L=150 P=2").problem == "jumlah_tak_terbaca"
    assert clean_count("1.000").problem == "jumlah_tak_terbaca"
    assert clean_count("2.0").value == 2


@pytest.mark.parametrize(
    ("text", "year"),
    [("2018", 2018), ("thn 2018", 2018), ("2018-05-01", 2018), ("Jul-16", 2016), ("Jan-99", 1999), ("5 thn", 2020)],
)
def test_years(text: str, year: int) -> None:
    assert clean_year(text, 2025).value == year


@pytest.mark.parametrize("text", ["2031", "80 tahun", "Jul-40", "1949", "kemarin"])
def test_a_year_that_cannot_be_is_none(text: str) -> None:
    assert clean_year(text, 2025).problem == "tahun_tak_terbaca"


ODD = [
    "\u0000",
    "١٢٣",
    "NaN",
    "inf",
    "1e999",
    "°'\"",
    "--5",
    "((",
    "\n\n",
    "💰",
    "9" * 5000,
    "L=" + "9" * 5000 + " P=1",
]
LONG = ["1s 1" * 8000, "1 " * 16000, "1" + " " * 30000 + "x", "2°" * 16000, "1.000" * 6000 + "x"]
"""As long as a spreadsheet cell can be, and made for patterns that try every way."""


@pytest.mark.parametrize("text", ODD + LONG, ids=lambda text: repr(text[:12]))
def test_no_text_breaks_a_cleaner(text: str) -> None:
    began = time.perf_counter()
    for cleaned in (
        clean_position(text, text),
        clean_position(text, ""),
        clean_money(text),
        clean_count(text),
        clean_counts_by_sex(text),
        clean_year(text, 2025),
        clean_phone(text),
        clean_nik(text),
        clean_sex(text, text),
        clean_number(text, (13,)),
        clean_class(text),
        clean_choices(text, "kanal_pasar"),
    ):
        assert set(cleaned.repairs) <= set(REPAIRS)
        assert cleaned.problem == "" or cleaned.problem in PROBLEMS
    assert time.perf_counter() - began < 5

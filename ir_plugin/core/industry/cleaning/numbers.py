"""Money, counts and years out of what people write."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional

from .rules import Cleaned, is_null_like

UNITS = {"rb": 1e3, "ribu": 1e3, "k": 1e3, "jt": 1e6, "juta": 1e6, "m": 1e9, "miliar": 1e9, "milyar": 1e9}
_AMOUNT = r"(\d[\d.,]*)\s*(rb|ribu|k|jt|juta|miliar|milyar|m)?"
_ONE = re.compile(rf"^(?:rp\.?\s*)?{_AMOUNT}(?:,-)?$")
_RANGE = re.compile(rf"^(?:rp\.?\s*)?{_AMOUNT}\s*(?:-|–|s/d|sampai)\s*(?:rp\.?\s*)?{_AMOUNT}$")
_UP_TO = ("<", "<=", "kurang dari", "di bawah", "maksimal")
_LIMIT = re.compile(rf"^(<=?|kurang dari|di bawah|maksimal|>=?|lebih dari|di atas|minimal)\s*(?:rp\.?\s*)?{_AMOUNT}$")
_PERIOD = re.compile(r"\s*(?:/|per|se)\s*(bulan|bln|tahun|thn|hari)$")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}")
_COUNT = re.compile(r"^(\d{1,4})(?:\.0+)?\s*(?:orang|org|pekerja|tk|bulan|bln)?\s*(?:\(.*\))?$")
_BY_SEX = re.compile(r"^l\s*[=:]?\s*(\d+)\s*[,;/ ]*\s*p\s*[=:]?\s*(\d+)$")
_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")
_MONTH_AND_YEAR = re.compile(
    r"^(?:jan|feb|mar|apr|mei|may|jun|jul|agu|ags|aug|sep|okt|oct|nov|des|dec)[a-z]*\W{0,2}(\d\d)$"
)
_DURATION = re.compile(r"^(\d{1,2})\s*(?:tahun|thn|th)$")


class Money(NamedTuple):
    """Whole rupiah, and the ends where the answer was a range; no amount where one end is open ("< 5 juta")."""

    amount: Optional[int]
    low: Optional[int] = None
    high: Optional[int] = None
    per: str = ""


def clean_money(text: str) -> Cleaned:
    """A Money out of "Rp 1.500.000", "1,5 jt", "2-3 juta" and the like; a plain number is no repair."""
    if is_null_like(text):
        return Cleaned()
    plain = text.strip()
    if re.fullmatch(r"\d+", plain):
        return Cleaned(Money(int(plain)))
    words = _PERIOD.sub("", plain.casefold())
    one, between, limit = _ONE.match(words), _RANGE.match(words), _LIMIT.match(words)
    if one:
        amount = _rupiah(one.group(1), one.group(2))
        return Cleaned(Money(amount), ("uang_teks",)) if amount is not None else Cleaned(problem="uang_tak_terbaca")
    if between:
        low = _rupiah(between.group(1), between.group(2) or between.group(4))
        high = _rupiah(between.group(3), between.group(4))
        if low is not None and high is not None and low <= high:
            return Cleaned(Money((low + high) // 2, low, high), ("uang_kisaran",))
    if limit:
        end = _rupiah(limit.group(2), limit.group(3))
        if end is not None:
            ends = (None, end) if limit.group(1) in _UP_TO else (end, None)
            return Cleaned(Money(None, *ends), ("uang_batas",))
    return Cleaned(problem="uang_tak_terbaca")


def clean_count(text: str) -> Cleaned:
    """A whole number out of "2", "2 orang", "2 (keluarga)"; what a spreadsheet turned into a date is a problem."""
    if is_null_like(text):
        return Cleaned()
    words = text.strip().casefold()
    if _DATE.match(words):
        return Cleaned(problem="jumlah_tanggal")
    found = _COUNT.match(words)
    if not found:
        return Cleaned(problem="jumlah_tak_terbaca")
    return Cleaned(int(found.group(1)), () if words.isdigit() else ("jumlah_teks",))


def clean_counts_by_sex(text: str) -> Cleaned:
    """(men, women) out of "L=1 P=2"; no value for other texts."""
    found = _BY_SEX.match(text.strip().casefold())
    return Cleaned((int(found.group(1)), int(found.group(2))), ("jumlah_teks",)) if found else Cleaned()


def clean_year(text: str, survey_year: int) -> Cleaned:
    """A year out of "2018", "thn 2018", a date, "Jul-16", or how long the business has been there ("5 thn").

    Two digits mean the latest such year that is not after the survey.
    """
    if is_null_like(text):
        return Cleaned()
    words = text.strip().casefold()
    duration, year, short = _DURATION.match(words), _YEAR.search(words), _MONTH_AND_YEAR.match(words)
    if short:
        return Cleaned(survey_year - (survey_year - int(short.group(1))) % 100, ("tahun",))
    if duration:
        return Cleaned(survey_year - int(duration.group(1)), ("tahun",))
    if year and int(year.group(1)) <= survey_year:
        return Cleaned(int(year.group(1)), () if words == year.group(1) else ("tahun",))
    return Cleaned(problem="tahun_tak_terbaca")


def _rupiah(number: str, unit: Optional[str]) -> Optional[int]:
    """The amount of digits with separators and a unit word; None where the separators contradict each other."""
    value = _decimal(number.rstrip(".,"), grouped=unit is None)
    return None if value is None else round(value * UNITS.get(unit or "", 1.0))


def _decimal(number: str, grouped: bool) -> Optional[float]:
    """ "1.500.000" and "1,500,000" are groups of thousands; "1,5" and "1.5" before a unit word are decimals."""
    if re.fullmatch(r"\d+", number):
        return float(number)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", number) and (grouped or number.count(".") > 1):
        return float(number.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", number) and (grouped or number.count(",") > 1):
        return float(number.replace(",", ""))
    if re.fullmatch(r"\d+[.,]\d+", number):
        return float(number.replace(",", "."))
    return None

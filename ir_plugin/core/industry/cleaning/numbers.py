"""Money, counts and years out of what people write."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple, Optional, Tuple

from ..schema import TABLES
from .rules import LONGEST, Cleaned, is_null_like

UNITS = {
    **dict.fromkeys(("rb", "ribu", "k"), 10**3),
    **dict.fromkeys(("jt", "juta"), 10**6),
    **dict.fromkeys(("m", "miliar", "milyar"), 10**9),
}
THOUSANDS = (None, "", "rb", "ribu", "k")
PERIODS = {
    **dict.fromkeys(("hari", "hr"), "hari"),
    **dict.fromkeys(("bulan", "bln"), "bulan"),
    **dict.fromkeys(("tahun", "thn", "th"), "tahun"),
}
MOST_MONEY = 10**13
_STARTED, _WORKERS = TABLES["ir_usaha"].field("tahun_mulai"), TABLES["ir_pengamatan"].field("tk_l_lain")
_AMOUNT = r"(\d[\d.,]*)\s*(rb|ribu|k|jt|juta|miliar|milyar|m)?"
_ONE = re.compile(rf"^(?:rp\.?\s*)?{_AMOUNT}(?:,-)?$")
_RANGE = re.compile(rf"^(?:rp\.?\s*)?{_AMOUNT}\s*(?:-|–|s/d|sampai)\s*(?:rp\.?\s*)?{_AMOUNT}$")
_UP_TO = ("<", "<=", "kurang dari", "di bawah", "maksimal")
_LIMIT = re.compile(rf"^(<=?|kurang dari|di bawah|maksimal|>=?|lebih dari|di atas|minimal)\s*(?:rp\.?\s*)?{_AMOUNT}$")
_MIDDLE = re.compile(r"\s*\(tengah [\d.]+\)(?= per \w+$|$)")
_OPEN = re.compile(rf"^{_AMOUNT} - \.\.\.$|^\.\.\. - {_AMOUNT}$")
"""A range as the log of repairs writes it: with its middle, or with one end open."""

_PERIOD = re.compile(rf"\s*(?:/|per|se)\s*({'|'.join(PERIODS)})\.?$")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}")
_COUNT = re.compile(r"^(\d{1,4})(?:\.0+)?\s*(?:orang|org|pekerja|tk|bulan|bln)?\s*(?:\(.*\))?$")
_BY_SEX = re.compile(r"^l\s*[=:]?\s*(\d{1,9})[\s,;/]*p\s*[=:]?\s*(\d{1,9})$")
_THOUSANDS = re.compile(r"^\d{1,3}\.000\b")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTH_AND_YEAR = re.compile(
    r"^(?:jan|feb|mar|apr|mei|may|jun|jul|agu|ags|aug|sep|okt|oct|nov|des|dec)[a-z]*\W{0,2}(\d\d)$"
)
_DURATION = re.compile(r"^(\d{1,2})\s*(?:tahun|thn|th)$")


class BySex(NamedTuple):
    """Men and women."""

    men: int
    women: int

    def __str__(self) -> str:
        return f"L={self.men} P={self.women}"


class Money(NamedTuple):
    """Whole rupiah, and the ends where the answer was a range; no amount where one end is open ("< 5 juta").

    per: "hari", "bulan", "tahun", or "" where the answer did not say.
    """

    amount: Optional[int]
    low: Optional[int] = None
    high: Optional[int] = None
    per: str = ""

    def __str__(self) -> str:
        ends = [f"{end:,}".replace(",", ".") if end is not None else "..." for end in (self.low, self.high)]
        words = " - ".join(ends) if self.low is not None or self.high is not None else ""
        if self.amount is not None:
            amount = f"{self.amount:,}".replace(",", ".")
            words = f"{words} (tengah {amount})" if words else amount
        return f"{words} per {self.per}" if self.per else words


def clean_money(text: str) -> Cleaned:
    """A Money out of "Rp 1.500.000", "1,5 jt", "2-3 juta", "36 juta/tahun"; a plain number is no repair."""
    if is_null_like(text):
        return Cleaned()
    plain = " ".join(text.split())
    if len(plain) > LONGEST:
        return Cleaned(problem="uang_tak_terbaca")
    if re.fullmatch(r"\d+", plain) and int(plain) <= MOST_MONEY:
        return Cleaned(Money(int(plain)))
    words = _MIDDLE.sub("", plain.casefold())
    period = _PERIOD.search(words)
    words = _PERIOD.sub("", words)
    for read in (_one_amount, _range, _limit):
        money, rule = read(words)
        if money:
            return Cleaned(money._replace(per=PERIODS[period.group(1)] if period else ""), (rule,))
    return Cleaned(problem="uang_tak_terbaca")


def _one_amount(words: str) -> Tuple[Optional[Money], str]:
    found = _ONE.match(words)
    amount = _rupiah(found.group(1), found.group(2)) if found else None
    return (None if amount is None else Money(amount)), "uang_teks"


def _range(words: str) -> Tuple[Optional[Money], str]:
    found = _RANGE.match(words)
    if found:
        low = _rupiah(found.group(1), found.group(2) or found.group(4))
        high = _rupiah(found.group(3), found.group(4))
        if low is not None and high is not None and low <= high:
            return Money((low + high) // 2, low, high), "uang_kisaran"
    return None, ""


def _limit(words: str) -> Tuple[Optional[Money], str]:
    told, written = _LIMIT.match(words), _OPEN.match(words)
    is_most, end = False, None
    if told:
        is_most, end = told.group(1) in _UP_TO, _rupiah(told.group(2), told.group(3))
    elif written:
        low, low_unit, high, high_unit = written.groups()
        is_most, end = low is None, _rupiah(low or high, low_unit or high_unit)
    if end is None:
        return None, ""
    return (Money(None, None, end) if is_most else Money(None, end, None)), "uang_batas"


def clean_count(text: str) -> Cleaned:
    """A whole number out of "2", "2 orang", "2 (keluarga)"; what a spreadsheet turned into a date is a problem."""
    if is_null_like(text):
        return Cleaned()
    words = " ".join(text.split()).casefold()
    if _DATE.match(words):
        return Cleaned(problem="jumlah_tanggal")
    found = _COUNT.match(words)
    if not found or _THOUSANDS.match(words):
        return Cleaned(problem="jumlah_tak_terbaca")
    return Cleaned(int(found.group(1)), () if words.isdigit() else ("jumlah_teks",))


def clean_counts_by_sex(text: str) -> Cleaned:
    """A BySex out of "L=1 P=2"; no value for other texts, a problem where more than the register takes."""
    found = _BY_SEX.match(" ".join(text.split()).casefold())
    if not found:
        return Cleaned()
    men, women = int(found.group(1)), int(found.group(2))
    if not all(_WORKERS.allows(number, 0) for number in (men, women)):
        return Cleaned(problem="jumlah_tak_terbaca")
    return Cleaned(BySex(men, women), ("jumlah_teks",))


def clean_year(text: str, survey_year: int) -> Cleaned:
    """A year out of "2018", "thn 2018", a date, "Jul-16", or how long the business has been there ("5 thn").

    Two digits mean the latest such year that is not after the survey. Years that the register refuses are none.
    """
    if is_null_like(text):
        return Cleaned()
    words = text.strip().casefold()
    duration, written, short = _DURATION.match(words), _YEAR.search(words), _MONTH_AND_YEAR.match(words)
    year = 0
    if short:
        year = survey_year - (survey_year - int(short.group(1))) % 100
    elif duration:
        year = survey_year - int(duration.group(1))
    elif written:
        year = int(written.group(1))
    if not _STARTED.allows(year, survey_year):
        return Cleaned(problem="tahun_tak_terbaca")
    return Cleaned(year, () if words == str(year) else ("tahun",))


def _rupiah(number: str, unit: Optional[str]) -> Optional[int]:
    """The amount of digits with separators and a unit word; None where they contradict each other, where a fraction of
    a rupiah is left, and beyond MOST_MONEY."""
    value = _decimal(number.rstrip(".,"), unit)
    amount = None if value is None else value * UNITS.get(unit or "", 1)
    return int(amount) if amount is not None and amount == int(amount) and amount <= MOST_MONEY else None


def _decimal(number: str, unit: Optional[str]) -> Optional[Decimal]:
    """ "1.500.000" and "1,500,000" are groups of thousands, and so is "2.500" before "ribu" or alone; before larger
    units one group of three could be either, and is none. So is "15000.000", which has lost a dot or means nothing."""
    if re.fullmatch(r"\d+", number):
        return Decimal(number)
    for group, point in ((".", ","), (",", ".")):
        if re.fullmatch(rf"\d{{1,3}}(\{group}\d{{3}})+(\{point}\d+)?", number):
            if unit in THOUSANDS or number.count(group) > 1 or point in number:
                return Decimal(number.replace(group, "").replace(point, "."))
            return None
    if re.fullmatch(r"\d+[.,](\d{1,2}|\d{4,})", number):
        return Decimal(number.replace(",", "."))
    return None

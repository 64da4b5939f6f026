"""The answer to one question of our own form as its field keeps it, whichever kind of field that is."""

from __future__ import annotations

import datetime
import math
import re
from types import MappingProxyType
from typing import Callable, Mapping

from ..form_questions import answers_of
from ..products import product_named
from ..regions import name_key
from ..schema import Field
from ..schema.declaration import BOOLEAN, DATE, INTEGER, REAL
from .choices import clean_choices
from .numbers import Money, clean_count, clean_money
from .rules import LONGEST, Cleaned, is_null_like

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
"""Day, month and year, as they are written in Indonesia."""

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_WHOLE = re.compile(r"(\d{1,15})(?:\.0+)?")


NO_PRODUCTS: Mapping[str, str] = MappingProxyType({})


def clean_answer(field: Field, text: str, year: int, products: Mapping[str, str] = NO_PRODUCTS) -> Cleaned:
    """The value of a field out of an answer: its code, number, day or text; a Money where rupiah were asked.

    year: of the survey, for bounds that move with time. products: of the register, the codes by
    themselves and by the keys of their names.
    """
    text = text.strip()
    if answers_of(field) and text and not field.several:
        return _chosen(field, text)
    if is_null_like(text):
        return Cleaned()
    if field.several:
        return clean_choices(text, field.values)
    if field.references:
        return _product(text, products)
    cleaned = _BY_KIND.get(field.kind, _text)(field, text)
    number = cleaned.value.amount if isinstance(cleaned.value, Money) else cleaned.value
    if isinstance(number, (int, float)) and not field.allows(number, year):
        return Cleaned(problem="di_luar_batas")
    return cleaned


def _chosen(field: Field, text: str) -> Cleaned:
    """The code of an answer that is written as its code or in its own words, neither of which is a repair."""
    answers = answers_of(field)
    code = text if text in answers else _codes_by_words(answers).get(name_key(text))
    if code is None:
        return Cleaned() if is_null_like(text) else Cleaned(problem="pilihan_tak_dikenal")
    return Cleaned(int(code) if field.kind == BOOLEAN else code)


def _codes_by_words(answers: Mapping[str, object]) -> Mapping[str, str]:
    words = {name_key(getattr(label, language)): code for language in ("en", "id") for code, label in answers.items()}
    truths = {"true": "1", "false": "0"} if set(answers) == {"1", "0"} else {}
    return {**words, **{name_key(code): code for code in answers}, **truths}


def _product(text: str, products: Mapping[str, str]) -> Cleaned:
    code = products.get(text) or products.get(name_key(text))
    if code:
        return Cleaned(code, () if code == text else ("produk_baku",))
    known = product_named(text)
    is_there = known is not None and known.code in products
    return Cleaned(known.code, ("produk_baku",)) if known and is_there else Cleaned(problem="pilihan_tak_dikenal")


def _whole(field: Field, text: str) -> Cleaned:
    if field.unit.en == "rupiah":
        return clean_money(text)
    found = _WHOLE.fullmatch(text)
    return Cleaned(int(found.group(1))) if found else clean_count(text)


def _number(field: Field, text: str) -> Cleaned:
    if len(text) > LONGEST or not _NUMBER.fullmatch(text):
        return Cleaned(problem="jumlah_tak_terbaca")
    value = float(text.replace(",", "."))
    if not math.isfinite(value):
        return Cleaned(problem="jumlah_tak_terbaca")
    return Cleaned(value, ("koma_desimal",) if "," in text else ())


def _day(field: Field, text: str) -> Cleaned:
    iso, written = _ISO.fullmatch(text), _WRITTEN.fullmatch(text)
    parts = iso.groups() if iso else tuple(reversed(written.groups())) if written else ()
    try:
        day = datetime.date(*map(int, parts)).isoformat() if parts else ""
    except ValueError:
        day = ""
    if not day:
        return Cleaned(problem="tanggal_tak_terbaca")
    return Cleaned(day, () if text == day else ("tanggal",))


def _text(field: Field, text: str) -> Cleaned:
    if field.pattern and not re.fullmatch(field.pattern.regex, text, re.ASCII):
        return Cleaned(problem="bentuk_salah")
    if field.length and len(text) > field.length:
        return Cleaned(text[: field.length], ("dipotong",))
    return Cleaned(text)


_BY_KIND: Mapping[str, Callable[[Field, str], Cleaned]] = {INTEGER: _whole, REAL: _number, DATE: _day}

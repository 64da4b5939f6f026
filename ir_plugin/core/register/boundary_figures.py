"""Whole numbers as columns of boundary layers carry them, with thousands grouped or not."""

from __future__ import annotations

import re
from typing import Any, List, Optional, Sequence

from ..errors import UserError
from ..texts import Text

NO_NUMBER = Text(
    "Nilai {value} di kolom {field} untuk {code} bukan bilangan bulat; perbaiki atau kosongkan.",
    "The value {value} in the field {field} of {code} is no whole number; mend it or leave it empty.",
)
AMBIGUOUS = Text(
    "Nilai {value} di kolom {field} untuk {code} dapat berarti ribuan atau pecahan, karena {other} di kolom yang sama "
    "ditulis tanpa pemisah ribuan yang sama; tulis semua angka tanpa pemisah ribuan.",
    "The value {value} in the field {field} of {code} may mean thousands or a fraction, as {other} in the same field "
    "is not written with the same sign between thousands; write all numbers without signs between thousands.",
)
UNKNOWN = ("", "nan", "None", "NULL")
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
_PLAIN = re.compile(r"(\d+)(?:\.0)?")


def whole_numbers(values: Sequence[Any], column: str, codes: Sequence[str]) -> List[Optional[int]]:
    """The whole numbers of a column, row by row; None where a cell is empty.

    Numbers are taken as they are. The text "2.000" (or "2,000") means two thousand where every other value of the
    column agrees: it is grouped with the same sign or below 1,000. UserError where one does not, or is no whole number.
    """
    texts = [_text(value) for value in values]
    for value, text, code in zip(values, texts, codes):
        fits = _PLAIN.fullmatch(text) or (_GROUPED.fullmatch(text) and not isinstance(value, float))
        if text not in UNKNOWN and not fits:
            raise UserError(NO_NUMBER, value=text, field=column, code=code)
    _refuse_ambiguous(texts, column, codes)
    return [None if text in UNKNOWN else int(_digits(text)) for text in texts]


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip().strip("'\"").strip()


def _refuse_ambiguous(texts: Sequence[str], column: str, codes: Sequence[str]) -> None:
    """UserError where a number is grouped and another is grouped otherwise, or could have been and is not."""
    signs = {row: str(found.group(1)) for row, found in enumerate(map(_GROUPED.fullmatch, texts)) if found}
    if not signs:
        return
    first = min(signs)
    for row, text in enumerate(texts):
        agrees = signs.get(row) == signs[first] or re.fullmatch(r"\d{1,3}", text) or text in UNKNOWN
        if not agrees:
            raise UserError(AMBIGUOUS, value=texts[first], field=column, code=codes[first], other=text)


def _digits(text: str) -> str:
    plain = _PLAIN.fullmatch(text)
    return plain.group(1) if plain else re.sub("[.,]", "", text)

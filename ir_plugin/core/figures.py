"""Numbers as a page writes them, in each language."""

from __future__ import annotations

import math
from typing import Optional, Sequence

from .texts import Text

MISSING = "–"
SMALLEST = 1e-4
"""Numbers below are written with a power of ten."""
LOST = 2
"""Digits that a small number may lose beside a large one."""

MINUS, THIN = "\u2212", "\u202f"
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def figure(value: float, digits: int = 5) -> Text:
    """A number with so many significant digits; a dash for NaN, a power of ten where it is very small."""
    if not math.isfinite(value):
        return Text(MISSING, MISSING)
    if float(value).is_integer() and abs(value) < 1e15:
        return _in_both(f"{int(value):,}")
    if abs(value) >= SMALLEST:
        return _in_both(f"{value:,.{max(digits - 1 - math.floor(math.log10(abs(value))), 0)}f}", trimmed=True)
    mantissa, power = f"{value:.{min(digits, 3) - 1}e}".split("e")
    return Text("{number}{tail}", "{number}{tail}").format(
        number=_in_both(mantissa), tail=f"{THIN}×{THIN}10{str(int(power)).translate(SUPERSCRIPTS)}"
    )


def aligned(value: float, decimals: int) -> Text:
    """A number with so many decimals, as in a column of them; a dash for NaN."""
    return _in_both(f"{value:,.{decimals}f}") if math.isfinite(value) else Text(MISSING, MISSING)


def common_decimals(values: Sequence[float], digits: int) -> Optional[int]:
    """With how many decimals the largest of the values has so many digits; None where the smallest would lose more
    than LOST of theirs."""
    sizes = [abs(value) for value in values if math.isfinite(value) and value]
    if not sizes or all(size.is_integer() for size in sizes):
        return 0
    largest, smallest = (math.floor(math.log10(size)) for size in (max(sizes), min(sizes)))
    alike = largest - smallest <= LOST and 10.0**largest >= SMALLEST
    return max(digits - 1 - largest, 0) if alike else None


def _in_both(english: str, trimmed: bool = False) -> Text:
    """English digits with groups of thousands in both languages; trimmed: without zeros at the end."""
    if trimmed and "." in english:
        english = english.rstrip("0").rstrip(".")
    english = english.replace("-", MINUS)
    return Text(english.translate(str.maketrans(",.", ".,")), english)

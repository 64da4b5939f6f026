"""The rows that stand in no value list: age groups, groups of industries, pay, and who was not there before."""

from __future__ import annotations

from typing import Optional, Tuple

from ...texts import Text, same
from ..kbli import GROUPS
from ..schema.declaration import Value
from ..value_lists import VALUE_LISTS
from .declaration import AGE, EDUCATION, KBLI, UNTOLD, Row

UNKNOWN = Text("Tidak diketahui", "Not known")

AGE_BANDS: Tuple[Tuple[int, int], ...] = ((0, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 59), (60, 999))
"""The age groups by their first and last year."""

PAID, UNPAID, PAY_UNTOLD = "dibayar", "tdk_dibayar", "lain"
PAY_LABELS = {
    PAID: Text("Dibayar", "Paid"),
    UNPAID: Text("Tidak dibayar", "Unpaid"),
    PAY_UNTOLD: Text("Tidak dirinci", "Not told"),
}
"""How workers are paid, by the end of the name of their columns."""

CLASSLESS = Value("-", Text("Tanpa kelas", "Without a class"))
NEW = Value("baru", Text("Tidak diamati", "Not observed"))
"""What stands for the class of a business that has none in a period, or was not observed in it."""

OTHER_INDUSTRY = "00"


def age_band(age: Optional[int]) -> str:
    """The code of an age's group, UNTOLD where the age is not known."""
    found = [_code(band) for band in AGE_BANDS if age is not None and band[0] <= age <= band[1]]
    return found[0] if found else UNTOLD


def _code(band: Tuple[int, int]) -> str:
    return f"{band[0]}-{band[1]}"


def _label(band: Tuple[int, int]) -> Text:
    first, last = band
    return same(f"≤ {last}" if not first else f"≥ {first}" if last == AGE_BANDS[-1][1] else f"{first}–{last}")


AGE_ROWS = (*(Row(_label(band), AGE, _code(band)) for band in AGE_BANDS), Row(UNKNOWN, AGE, UNTOLD))
EDUCATION_ROWS = tuple(Row(value.label, EDUCATION, value.code) for value in VALUE_LISTS["pendidikan"].values)
INDUSTRY_ROWS = (
    *(Row(Text(f"{code} {title.id}", f"{code} {title.en}"), KBLI, code) for code, title in GROUPS.items()),
    Row(Text("Lain atau tidak diketahui", "Other or not known"), KBLI, OTHER_INDUSTRY),
)

"""Region codes as layers carry them: Kemendagri codes damaged by spreadsheets, and the codes of BPS."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Mapping, Optional, Sequence

from .regions import VILLAGE, name_key, reference_regions, region_aliases
from .schema.patterns import REGION_CODE

_BLOCKS = {2: (2,), 4: (2, 2), 6: (2, 2, 2), 10: (2, 2, 2, 4)}
_SIZES = (2, 2, 2, 4)


def code_text(value: Any) -> str:
    """A code as text: "1901011001" for 1901011001.0, 1.901011001E9 and 1,901011001E+09, in numbers and as text; "" for
    None and NaN.

    Only ".0" is what a float adds to a code: "19.00" and "2.000" stay as they are.
    """
    text = "" if value is None or value != value else str(value).strip().strip("'\"").strip()
    if re.fullmatch(r"\d+(\.0)?|\d([.,]\d+)?[eE]\+?\d+", text):
        number = float(text.replace(",", "."))
        return str(int(number)) if number.is_integer() else text
    return text


def kemendagri_code(value: Any) -> str:
    """A Kemendagri code with dots: "1901011001", 1901011001.0, "19-01-01-1001", "19.1.1.1001" and
    19.01011001 all mean "19.01.01.1001".

    Zeros in front are only put back where separators show the blocks, zeros at the end only where a spreadsheet has
    taken the code for a number with one point: 19.011 is "19.01.10". What is no code comes back as it is, for the
    refusal; so does "19.1", which may be 19.01 or 19.10, unless only one of them is a region of the reference.
    """
    text = code_text(value)
    blocks = [block for block in re.split(r"[.\-/, ]+", text) if block]
    if len(blocks) == 1 and text.isdigit():
        return _cut(text)
    if not 1 < len(blocks) <= 4 or not all(block.isdigit() for block in blocks):
        return text
    fits = all(len(block) <= size for block, size in zip(blocks, _SIZES))
    if fits and len(blocks) == 2 and len(blocks[1]) == 1:
        return _one_of(f"{blocks[0].zfill(2)}.0{blocks[1]}", f"{blocks[0].zfill(2)}.{blocks[1]}0", text)
    if fits and (len(blocks) < 4 or len(blocks[3]) == 4):
        return ".".join(block.zfill(2) for block in blocks)
    return _without_dots(blocks, text)


def is_region_code(code: str) -> bool:
    """Whether a text has the form of a Kemendagri code with dots, of any province."""
    return re.fullmatch(REGION_CODE.regex, code) is not None


def looks_like_bps(value: Any) -> bool:
    """Whether the digits have the length of a BPS kecamatan, or that of a village and no form of Kemendagri's."""
    digits = re.sub(r"\D", "", code_text(value))
    return len(digits) == 7 or (len(digits) == 10 and not is_region_code(_cut(digits)))


def region_of_bps(value: Any, name: Optional[str]) -> str:
    """The Kemendagri code of a BPS code; a village is found by its name within its kecamatan. "" where there is none.

    The crosswalk ends at the kecamatan: BPS numbers villages on its own.
    """
    digits = re.sub(r"\D", "", code_text(value))
    known = _by_bps_code()
    if digits in known:
        return known[digits]
    district = known.get(digits[:7], "") if len(digits) == 10 else ""
    return _villages_by_name(district).get(name_key(name), "") if district and name else ""


def name_fits(code: str, name: str) -> bool:
    """Whether a name, with or without its kind before it, is that of the region or one of its other names."""
    key = name_key(name)
    return any(key.endswith(each) for each in _name_keys().get(code, ()))


def _one_of(first: str, second: str, neither: str) -> str:
    """The one of two codes that the reference has."""
    known = [code for code in (first, second) if code in reference_regions()]
    return known[0] if len(known) == 1 else neither


def _without_dots(blocks: Sequence[str], text: str) -> str:
    """A code of which dots are lost; of one taken for a number, the zero at its end too."""
    digits = "".join(blocks)
    if len(blocks[0]) < 2:
        return text
    if len(digits) in _BLOCKS:
        return _cut(digits)
    taken_for_number = len(blocks) == 2 and len(blocks[0]) == 2 and len(digits) in (5, 8, 9)
    return _cut(digits.ljust(6 if len(digits) == 5 else 10, "0")) if taken_for_number else text


def _cut(digits: str) -> str:
    if len(digits) not in _BLOCKS:
        return digits
    parts, start = [], 0
    for size in _BLOCKS[len(digits)]:
        parts.append(digits[start : start + size])
        start += size
    return ".".join(parts)


@lru_cache(maxsize=1)
def _by_bps_code() -> Mapping[str, str]:
    return {each.bps_code: each.code for each in reference_regions().values() if each.bps_code}


@cache
def _villages_by_name(district: str) -> Mapping[str, str]:
    inside = [each for each in reference_regions().values() if each.level == VILLAGE and each.parent == district]
    return {key: each.code for each in inside for key in _name_keys()[each.code]}


@lru_cache(maxsize=1)
def _name_keys() -> Mapping[str, frozenset[str]]:
    keys = {code: {name_key(region.name)} for code, region in reference_regions().items()}
    for alias in region_aliases():
        keys[alias.code].add(name_key(alias.name))
    return {code: frozenset(found) for code, found in keys.items()}

"""Region codes as layers carry them: Kemendagri codes damaged by spreadsheets, and the codes of BPS."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Mapping, Optional

from .regions import VILLAGE, name_key, reference_regions, region_aliases

_BLOCKS = {2: (2,), 4: (2, 2), 6: (2, 2, 2), 10: (2, 2, 2, 4)}
_SIZES = (2, 2, 2, 4)


def code_text(value: Any) -> str:
    """A code as text: "1901011001" for 1901011001.0 and 1.901011001E9, in numbers and as text; "" for None.

    Only ".0" is what a float adds to a code: "19.00" and "2.000" stay as they are.
    """
    text = "" if value is None else str(value).strip().strip("'\"").strip()
    if re.fullmatch(r"\d+(\.0)?|\d(\.\d+)?[eE]\+?\d+", text):
        number = float(text)
        return str(int(number)) if number.is_integer() else text
    return text


def kemendagri_code(value: Any) -> str:
    """A Kemendagri code with dots: "1901011001", 1901011001.0, "19-01-01-1001" and "19.1.1.1001" all mean
    "19.01.01.1001".

    Zeros are only put back where separators show the blocks; what is no code comes back as it is, for the refusal.
    """
    text = code_text(value)
    blocks = [block for block in re.split(r"[.\-/, ]+", text) if block]
    if len(blocks) == 1 and text.isdigit():
        return _cut(text)
    fits = 1 < len(blocks) <= 4 and all(block.isdigit() and len(block) <= size for block, size in zip(blocks, _SIZES))
    if not fits or (len(blocks) == 4 and len(blocks[3]) != 4):
        return text
    return ".".join(block.zfill(2) for block in blocks)


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

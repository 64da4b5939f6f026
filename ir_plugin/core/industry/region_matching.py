"""Names of regions as people write them, matched within the region they must lie in."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import Dict, Iterator, List, Mapping, Tuple

from .cleaning.rules import Cleaned, is_null_like
from .regions import DISTRICT, REGENCY, VILLAGE, Region, name_key, reference_regions, region_aliases

ALIKE = 0.8
"""How alike two names must be (Ratcliff and Obershelp 1988), with no second one as near."""

_PREFIX = re.compile(
    r"^(desa|ds|kelurahan|kel|kecamatan|kec|kabupaten|kab|kota|prov|provinsi|dusun)\b\.?\s*", re.IGNORECASE
)
_NUMERALS = {"i": "satu", "ii": "dua", "iii": "tiga", "iv": "empat", "v": "lima"}


class RegionMatcher:
    """Matches the village, district and regency cells of a row; every answer is remembered."""

    def __init__(self) -> None:
        self._children: Dict[Tuple[str, str], Mapping[str, str]] = {}
        self._answers: Dict[Tuple[str, str, str], Cleaned] = {}

    def village(self, village: str, district: str, regency: str) -> Cleaned:
        """The code of a village, found within its district where that is known, else within its regency.

        A name that fits several villages there, or none, has no value. How the regency is written is no repair: it
        often stands in the name of the sheet only. A district that is told but not known is a repair of its own.
        """
        inside = self.region(regency, REGENCY, "")
        within = self.region(district, DISTRICT, inside.value or "")
        found = self.region(village, VILLAGE, within.value or inside.value or "")
        ignored = () if within.value or is_null_like(district) else ("kecamatan_diabaikan",)
        return Cleaned(found.value, tuple(dict.fromkeys((*within.repairs, *ignored, *found.repairs))))

    def region(self, text: str, level: str, parent: str) -> Cleaned:
        """The code of a region of a level below ``parent`` ("" for anywhere), with how it was found."""
        key = (text, level, parent)
        if key not in self._answers:
            self._answers[key] = self._find(text.strip(), level, parent)
        return self._answers[key]

    def _find(self, text: str, level: str, parent: str) -> Cleaned:
        if not text:
            return Cleaned()
        names = self._names(level, parent)
        official = reference_regions()
        if text in official and official[text].level == level and text.startswith(parent):
            return Cleaned(text)
        for candidate in readings(text):
            code = names.get(name_key(candidate))
            if code:
                return Cleaned(code, () if text == official[code].name else ("nama_wilayah",))
        for candidate in readings(text) if parent else ():
            near = difflib.get_close_matches(name_key(candidate), list(names), 2, ALIKE)
            if near and (len(near) == 1 or names[near[0]] == names[near[1]] or _is_clear(candidate, near)):
                return Cleaned(names[near[0]], ("nama_wilayah_mirip",))
        return Cleaned()

    def _names(self, level: str, parent: str) -> Mapping[str, str]:
        """Name keys and codes of a level below a parent; a name that means two regions there is left out."""
        if (level, parent) not in self._children:
            meanings: Dict[str, List[str]] = {}
            for key, region in _every_name():
                if region.level == level and region.code.startswith(parent):
                    meanings.setdefault(key, []).append(region.code)
            self._children[level, parent] = {key: codes[0] for key, codes in meanings.items() if len(set(codes)) == 1}
        return self._children[level, parent]


@lru_cache(maxsize=1)
def _every_name() -> Tuple[Tuple[str, Region], ...]:
    regions = reference_regions()
    own = [(name_key(form), each) for each in regions.values() for form in (each.name, _with_numeral_words(each.name))]
    others = [(name_key(each.name), regions[each.code]) for each in region_aliases()]
    return tuple(own + others)


def readings(text: str) -> Iterator[str]:
    """The name as written and without one prefix after the other ("Kel. Kota" is the village of that name), each also
    with numerals in words."""
    while text:
        yield text
        yield _with_numeral_words(text)
        stripped = _PREFIX.sub("", text)
        if stripped == text:
            return
        text = stripped


def _with_numeral_words(text: str) -> str:
    return " ".join(_NUMERALS.get(word.casefold(), word) for word in text.split())


def _is_clear(text: str, near: List[str]) -> bool:
    first, second = (difflib.SequenceMatcher(None, name_key(text), name).ratio() for name in near)
    return first - second > 0.08

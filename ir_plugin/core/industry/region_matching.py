"""Names of regions as people write them, matched within the region they must lie in."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import Dict, Iterator, Mapping, NamedTuple, Optional, Sequence, Set, Tuple

from .cleaning.rules import Cleaned, is_null_like
from .regions import DISTRICT, REGENCY, VILLAGE, level_of, name_key, reference_regions, region_aliases

ALIKE = 0.8
"""How alike two names must be (Ratcliff and Obershelp 1988), with no second one as near."""

_ABOVE = (0, 2, 5, 8)
"""Lengths of the codes that a region may be looked for below."""

CLEAR = 0.08
"""By how much the name of another region must be less alike."""

SEVERAL = ""
"""In place of the code of a name that means several regions."""

_PREFIX = re.compile(
    r"^(desa|ds|kelurahan|kel|kecamatan|kec|kabupaten|kab|kota|prov|provinsi|dusun)\b\.?\s*", re.IGNORECASE
)
_NUMERALS = {"i": "satu", "ii": "dua", "iii": "tiga", "iv": "empat", "v": "lima"}


class RegionNames(NamedTuple):
    """official: names by Kemendagri code. others: keys of further names (see ``name_key``), each with a code."""

    official: Mapping[str, str]
    others: Sequence[Tuple[str, str]]


@lru_cache(maxsize=1)
def reference_names() -> RegionNames:
    """The names that the plugin brings: those of Bangka Belitung."""
    official = {code: each.name for code, each in reference_regions().items()}
    return RegionNames(official, [(name_key(each.name), each.code) for each in region_aliases()])


class RegionMatcher:
    """Matches the village, district and regency cells of a row; every answer is remembered.

    names: of the regions that there are; without, those that the plugin brings.
    """

    def __init__(self, names: Optional[RegionNames] = None) -> None:
        self._official, others = names or reference_names()
        self._children: Dict[Tuple[str, str], Dict[str, Set[str]]] = {}
        self._meant: Dict[Tuple[str, str], Mapping[str, str]] = {}
        self._answers: Dict[Tuple[str, str, str], Cleaned] = {}
        for code, name in self._official.items():
            for key in {name_key(name), name_key(_with_numeral_words(name))}:
                self._know(key, code)
        for key, code in others:
            self._know(key, code)

    def village(self, village: str, district: str, regency: str) -> Cleaned:
        """The code of a village, found within its district where that is known, else within its regency.

        A name that fits several villages there, or none, has no value. How the regency is written is no repair: it
        often stands in the name of the sheet only. One that is told but not known, or a district, is a repair of its
        own.
        """
        inside = self.region(regency, REGENCY, "")
        within = self.region(district, DISTRICT, inside.value or "")
        found = self.region(village, VILLAGE, within.value or inside.value or "")
        told = (("kabupaten_diabaikan", regency, inside), ("kecamatan_diabaikan", district, within))
        ignored = [repair for repair, text, region in told if not (region.value or is_null_like(text))]
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
        if text in self._official and level_of(text) == level and text.startswith(parent):
            return Cleaned(text)
        for candidate in readings(text):
            code = names.get(name_key(candidate))
            if code == SEVERAL:
                return Cleaned()
            if code:
                return Cleaned(code, () if text == self._official[code] else ("nama_wilayah",))
        for candidate in readings(text) if parent else ():
            code = _nearest(name_key(candidate), names)
            if code:
                return Cleaned(code, ("nama_wilayah_mirip",))
        return Cleaned()

    def _know(self, key: str, code: str) -> None:
        for length in _ABOVE:
            if length < len(code):
                self._children.setdefault((level_of(code), code[:length]), {}).setdefault(key, set()).add(code)

    def _names(self, level: str, parent: str) -> Mapping[str, str]:
        """Name keys and codes of a level below a parent; SEVERAL where a name means two regions there."""
        if (level, parent) not in self._meant:
            meanings = self._children.get((level, parent), {})
            self._meant[level, parent] = {
                key: next(iter(codes)) if len(codes) == 1 else SEVERAL for key, codes in meanings.items()
            }
        return self._meant[level, parent]


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


def _nearest(key: str, names: Mapping[str, str]) -> str:
    """The code of the name that is most alike, or "" where there is none or another region is about as near."""
    near = difflib.get_close_matches(key, list(names), len(names) or 1, ALIKE)
    others = [each for each in near if names[each] != names[near[0]]]
    first, second = (difflib.SequenceMatcher(None, key, (each or [""])[0]).ratio() for each in (near, others))
    return names[near[0]] if near and (not others or first - second > CLEAR) else ""

"""The official and public layers of boundaries, declared: by which columns each is known, and how far that is verified.

Verified means that the columns, with values, were seen in a published file. What is not verified is recognised all the
same, and every report says so: the producers may name their columns otherwise in another edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, Iterator, Mapping, Optional, Sequence, Tuple

from ..texts import Text, same
from .regions import DISTRICT, PROVINCE, REGENCY, VILLAGE, name_key

KEMENDAGRI, BPS, BY_NAME, TOLD = "kemendagri", "bps", "nama", "isi"
"""The system of a layer's codes: Kemendagri, BPS, none (regions are found by their names), or told by what is there."""

Names = Tuple[str, ...]
"""One column, under the names that editions give it."""

ANY_LEVEL = ""
BPS_WIDTHS = (2, 2, 3, 3)
"""Digits of province, regency, kecamatan and village in a BPS code that stands in several columns."""

_LEVELS = (PROVINCE, REGENCY, DISTRICT, VILLAGE)


@dataclass(frozen=True)
class Signature:
    """The columns by which a source is known at one level; ANY_LEVEL where the codes tell the level.

    code: columns that make up the code one after the other, as most sources need only one; () where there is no code.
    parents: the column of the name of each region above. system: see TOLD.
    basis: where the knowledge of the columns comes from.
    """

    source: str
    level: str
    code: Tuple[Names, ...]
    name: Names
    parents: Mapping[str, Names]
    system: str
    verified: bool
    basis: Text


@dataclass(frozen=True)
class Recognised:
    """A signature met in a layer, with the layer's own columns in place of its names."""

    signature: Signature
    code: Tuple[str, ...]
    name: Optional[str]
    parents: Mapping[str, str]


SOURCES: Mapping[str, Text] = {
    "rbi": Text("BIG, peta RBI", "BIG, RBI map"),
    "kemendagri": Text("kode dan nama Kemendagri", "Kemendagri codes and names"),
    "hdx": same("HDX COD-AB"),
    "gadm": same("GADM"),
    "bps": Text("BPS, peta wilayah kerja statistik", "BPS, map of statistical work areas"),
}

GENERIC_CODES = ("kodedagri", "kode", "kdepum", "kodedesa", "kddesa", "kodewilayah", "kodekel", "idkel", "iddesa")
GENERIC_NAMES = ("nama", "namobj", "namadesa", "wadmkd", "nmdesa", "desa", "kelurahan", "namawilayah", "name")
"""Usual names of columns, for layers and tables that come from none of the sources."""

_RBI_PARENTS: Mapping[str, Names] = {DISTRICT: ("WADMKC",), REGENCY: ("WADMKK",), PROVINCE: ("WADMPR",)}
_BPS_PARENTS: Mapping[str, Names] = {DISTRICT: ("nmkec",), REGENCY: ("nmkab",), PROVINCE: ("nmprov",)}
_RBI_SEEN = Text(
    "objek dari layer desa RBI 2020 dan 2023 yang diterbitkan", "features of published RBI village layers of 2020, 2023"
)
_RBI_UPPER = Text(
    "kolom yang sama dalam layer desa; layer tingkat ini sendiri belum dilihat",
    "the same columns in village layers; a layer of this level has not been seen",
)
_OPEN_SET = Text("berkas batas desa terbuka Bangka Belitung", "the open village boundaries of Bangka Belitung")
_GADM_SEEN = Text(
    "daftar kolom berkas dunia GADM dan objek Indonesia tingkat 2",
    "the columns of GADM's world file and an Indonesian feature of level 2",
)
_HDX_USED = Text(
    "program terbuka yang memakai layer itu (ADM2_PCODE = ID dan kode BPS); berkasnya belum dilihat",
    "open programs that use the layer (ADM2_PCODE = ID and a BPS code); the file has not been seen",
)
_BPS_USED = Text(
    "program terbuka yang memakai peta BPS; berkasnya belum dilihat",
    "open programs that use the maps of BPS; the file has not been seen",
)
_USUAL = Text("nama kolom yang lazim, bukan sumber tertentu", "usual names of columns, no source in particular")


def _rbi() -> Iterator[Signature]:
    village = (("KDEPUM",),), ("NAMOBJ", "WADMKD"), _RBI_PARENTS
    yield Signature("rbi", VILLAGE, *village, KEMENDAGRI, True, _RBI_SEEN)
    for level, code in ((DISTRICT, "KDCPUM"), (REGENCY, "KDPKAB")):
        above = {each: names for each, names in _RBI_PARENTS.items() if each < level}
        yield Signature("rbi", level, ((code,),), _RBI_PARENTS[level], above, KEMENDAGRI, False, _RBI_UPPER)
    yield Signature("rbi", VILLAGE, (), *village[1:], BY_NAME, True, _RBI_SEEN)


def _numbered(source: str, code: str, name: Names, system: str, verified: bool, basis: Text) -> Iterator[Signature]:
    """The signatures of a source that numbers its columns by level; the lowest level first."""
    for level in reversed(_LEVELS):
        above = {each: tuple(word.format(each) for word in name) for each in _LEVELS if each < level}
        here = tuple(word.format(level) for word in name)
        yield Signature(source, level, ((code.format(level),),), here, above, system, verified, basis)


def _bps() -> Iterator[Signature]:
    parts = (("kdprov",), ("kdkab",), ("kdkec",), ("kddesa",))
    names = (("nmprov",), ("nmkab",), ("nmkec",), ("nmdesa",))
    yield Signature("bps", VILLAGE, (("iddesa",),), names[3], _BPS_PARENTS, BPS, False, _BPS_USED)
    for level in reversed(_LEVELS):
        place = _LEVELS.index(level) + 1
        above = {each: column for each, column in _BPS_PARENTS.items() if each < level}
        yield Signature("bps", level, parts[:place], names[place - 1], above, BPS, False, _BPS_USED)


SIGNATURES: Tuple[Signature, ...] = (
    *_rbi(),
    *_numbered("hdx", "ADM{}_PCODE", ("ADM{}_EN", "ADM{}_NAME"), BPS, False, _HDX_USED),
    *_numbered("gadm", "GID_{}", ("NAME_{}",), BY_NAME, True, _GADM_SEEN),
    *_bps(),
    Signature("kemendagri", ANY_LEVEL, (("kode",),), ("nama",), {}, TOLD, True, _OPEN_SET),
)
"""Every signature, in the order in which they are tried: the lowest level of a source first, for layers of villages
also name what is above."""

USUAL = Signature("", ANY_LEVEL, (GENERIC_CODES,), GENERIC_NAMES, {}, TOLD, False, _USUAL)
"""A layer that is no declared source."""


def recognised(
    columns: Sequence[str], is_filled: Callable[[str], bool], source: Optional[str] = None
) -> Optional[Recognised]:
    """The first signature whose columns are all there and whose code (or name) is filled somewhere; None where none is.

    is_filled: whether a column of the layer has a value. source: only signatures of this source are tried.
    """
    by_key = {name_key(column): column for column in columns}
    for signature in SIGNATURES:
        met = _met(signature, by_key) if source in (None, signature.source) else None
        if met and all(is_filled(column) for column in met.code or (met.name or "",)):
            return met
    return _met(USUAL, by_key) if source is None else None


def _met(signature: Signature, by_key: Mapping[str, str]) -> Optional[Recognised]:
    code = [_column(names, by_key) for names in signature.code]
    name = _column(signature.name, by_key)
    above: Dict[str, Optional[str]] = {level: _column(names, by_key) for level, names in signature.parents.items()}
    needs_name = signature is not USUAL
    needs_district = signature.system == BY_NAME and DISTRICT in above
    if None in code or (needs_name and name is None) or (needs_district and above[DISTRICT] is None):
        return None
    found = tuple(column for column in code if column is not None)
    return Recognised(signature, found, name, {level: column for level, column in above.items() if column})


def _column(names: Sequence[str], by_key: Mapping[str, str]) -> Optional[str]:
    return next((by_key[key] for key in map(name_key, names) if key in by_key), None)

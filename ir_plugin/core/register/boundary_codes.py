"""Which region each row of a layer is: by Kemendagri code, by BPS code through the crosswalk, or by its names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, List, Mapping, NamedTuple, Optional, Sequence

from ..declaration import Note
from ..errors import UserError
from ..industry.boundary_sources import BPS, BY_NAME, KEMENDAGRI
from ..industry.cleaning.rules import Cleaned
from ..industry.region_codes import (
    code_text,
    is_region_code,
    kemendagri_code,
    looks_like_bps,
    name_fits,
    region_of_bps,
)
from ..industry.region_matching import RegionMatcher
from ..industry.regions import DISTRICT, PROVINCE, REGENCY, VILLAGE, reference_regions
from ..texts import Text

UNKNOWN_CODES = Text(
    "{count} kode tidak dikenal dalam daftar wilayah, misalnya {codes}; periksa kolom {field}.",
    "{count} {count:code is|codes are} not in the list of regions, such as {codes}; check the field {field}.",
)
UNKNOWN_LEFT = Text(
    "Baris yang dilewati, karena kodenya tidak ada dalam daftar wilayah: {count} ({codes}); periksa kolom {field}.",
    "Rows left out, as their codes are not in the list of regions: {count} ({codes}); check the field {field}.",
)
NO_CROSSWALK = Text(
    "Kolom {field} berisi kode BPS provinsi yang padanannya ke kode Kemendagri tidak ada di sini, misalnya {codes}; "
    "pakai layer dengan kode Kemendagri (RBI: KDEPUM).",
    "The field {field} holds BPS codes of provinces without a crosswalk to Kemendagri codes here, such as {codes}; use "
    "a layer with Kemendagri codes (RBI: KDEPUM).",
)
FROM_BPS = Text(
    "Kolom {field} berisi kode BPS; {count} kode diterjemahkan ke kode Kemendagri menurut daftar padanan dan nama.",
    "The field {field} holds BPS codes; {count} codes were translated to Kemendagri codes by crosswalk and name.",
)
BY_NAMES = Text(
    "Layer tidak berisi kode resmi; {count} wilayah dikenali dari namanya di dalam wilayah induknya.",
    "The layer holds no official codes; {count} {count:region|regions} {count:was|were} found by their names within "
    "the regions above.",
)
ALIKE = Text(
    "{count} nama dicocokkan dengan nama resmi yang mirip (nama dalam layer / nama resmi); periksa: {names}.",
    "{count} {count:name was|names were} taken for an official name that is alike (name in the layer / official "
    "name); check: {names}.",
)
NOT_FOUND = Text(
    "{count} baris dilewati, karena namanya tidak ada dalam daftar wilayah: {names}.",
    "{count} {count:row|rows} {count:was|were} left out, as their names are not in the list of regions: {names}.",
)
NONE_FOUND = Text(
    "Tidak satu pun nama di kolom {field} ada dalam daftar wilayah; daftar itu memuat provinsi {provinces}. Untuk "
    "provinsi lain, pakai layer dengan kode Kemendagri (RBI: KDEPUM).",
    "None of the names in the field {field} is in the list of regions, which holds the province {provinces}. For "
    "another province use a layer with Kemendagri codes (RBI: KDEPUM).",
)
SHOWN = 20
FEW_SHARE = 0.05
"""Up to this share of unknown codes a layer is another edition; above, its codes are not understood."""


@dataclass(frozen=True)
class Rows:
    """The rows of a layer that name a region: its code as written, its name, and the names of the regions above.

    field: the column to mend where something is wrong. above: a column of names by level.
    """

    raw: Sequence[Any]
    names: Sequence[Optional[str]]
    above: Mapping[str, Sequence[Any]]
    field: str


class Found(NamedTuple):
    """A Kemendagri code for each row, "" where a row is left out, and what there is to say."""

    codes: List[str]
    notes: List[Note]


def found_codes(rows: Rows, system: str, level: str) -> Found:
    """The regions of rows in a system of codes of ``boundary_sources``; TOLD means the one that the names fit better.

    level: of the layer, where regions are found by name. UserError where many codes are unknown, or no name is known.
    """
    if system == BY_NAME:
        return _by_name(rows, level)
    own = [] if system == BPS else [kemendagri_code(value) for value in rows.raw]
    if system == KEMENDAGRI or (own and not _rather_bps(own, rows)):
        return _without_unknown(own, rows)
    matcher = RegionMatcher()
    found = [_from_bps(value, name, matcher) for value, name in zip(rows.raw, rows.names)]
    translated = _without_unknown([each.value or "" for each in found], rows)
    words = FROM_BPS.format(field=rows.field, count=sum(map(bool, translated.codes)))
    return Found(translated.codes, [Note(words, warning=True), *translated.notes, *_alike_notes(found, rows)])


def listed(words: Sequence[str], count: int = 5) -> str:
    """The first few words, and a sign that there are more."""
    return ", ".join(words[:count]) + (" …" if len(words) > count else "")


def _rather_bps(own: Sequence[str], rows: Rows) -> bool:
    translated = [region_of_bps(value, name) for value, name in zip(rows.raw, rows.names)]
    better = _fitting(translated, rows.names) > _fitting(own, rows.names)
    return better or bool(_unknown(own) and not _unknown(translated))


def _from_bps(value: Any, name: Optional[str], matcher: RegionMatcher) -> Cleaned:
    """A region by its BPS code; a village by its name, or one that is alike, within its kecamatan."""
    code = region_of_bps(value, name)
    district = re.sub(r"\D", "", code_text(value))[:7]
    if code or len(district) < 7 or not name:
        return Cleaned(code)
    inside = region_of_bps(district, None)
    return matcher.region(str(name), VILLAGE, inside) if inside else Cleaned()


def _without_unknown(codes: Sequence[str], rows: Rows) -> Found:
    """The codes, "" in place of a few that are unknown: other editions know other villages. UserError for many."""
    unknown = _unknown(codes)
    if not unknown:
        return Found(list(codes), [])
    shown = [code_text(rows.raw[row]) + (f" ({rows.names[row]})" if rows.names[row] else "") for row in unknown]
    if len(unknown) <= FEW_SHARE * len(codes):
        left = set(unknown)
        words = UNKNOWN_LEFT.format(count=len(unknown), codes=listed(shown, SHOWN), field=rows.field)
        return Found(["" if row in left else code for row, code in enumerate(codes)], [Note(words, warning=True)])
    elsewhere = [row for row in unknown if re.sub(r"\D", "", code_text(rows.raw[row]))[:2] not in reference_regions()]
    if any(not codes[row] or looks_like_bps(rows.raw[row]) for row in elsewhere):
        raise UserError(NO_CROSSWALK, codes=listed(shown), field=rows.field)
    raise UserError(UNKNOWN_CODES, count=len(unknown), codes=listed(shown), field=rows.field)


def _unknown(codes: Sequence[str]) -> List[int]:
    """The rows whose code is none, or is missing in a province that the reference holds."""
    known = reference_regions()
    return [
        row for row, code in enumerate(codes) if code not in known and (code[:2] in known or not is_region_code(code))
    ]


def _fitting(codes: Sequence[str], names: Sequence[Optional[str]]) -> int:
    return sum(bool(name) and name_fits(code, str(name)) for code, name in zip(codes, names))


def _by_name(rows: Rows, level: str) -> Found:
    matcher = RegionMatcher()
    found = [_named(rows, row, level, matcher) for row in range(len(rows.names))]
    exact = {each.value for each in found if each.value and not _is_alike(each)}
    found = [Cleaned() if _is_alike(each) and each.value in exact else each for each in found]
    codes = [each.value or "" for each in found]
    if not any(codes):
        provinces = [each.name for each in reference_regions().values() if each.level == PROVINCE]
        raise UserError(NONE_FOUND, field=rows.field, provinces=", ".join(provinces))
    words = BY_NAMES.format(count=len(set(codes) - {""}))
    notes = [Note(words, warning=True), *_alike_notes(found, rows)]
    left = [str(name) for name, code in zip(rows.names, codes) if not code]
    if left:
        notes.append(Note(NOT_FOUND.format(count=len(left), names=listed(left, SHOWN)), warning=True))
    return Found(codes, notes)


def _named(rows: Rows, row: int, level: str, matcher: RegionMatcher) -> Cleaned:
    """The region of a row, looked for only within the regency that the row names."""
    above = {each: str(column[row] or "") for each, column in rows.above.items()}
    name = str(rows.names[row] or "")
    if level in (PROVINCE, REGENCY):
        return matcher.region(name, level, "")
    regency = matcher.region(above.get(REGENCY, ""), REGENCY, "").value
    if not regency:
        return Cleaned()
    if level == DISTRICT:
        return matcher.region(name, DISTRICT, regency)
    return matcher.village(name, above.get(DISTRICT, ""), regency)


def _is_alike(found: Cleaned) -> bool:
    return "nama_wilayah_mirip" in found.repairs


def _alike_notes(found: Sequence[Cleaned], rows: Rows) -> List[Note]:
    pairs = [
        f"{name} / {reference_regions()[str(each.value)].name}"
        for name, each in zip(rows.names, found)
        if each.value and _is_alike(each)
    ]
    return [Note(ALIKE.format(count=len(pairs), names=listed(pairs, SHOWN)), warning=True)] if pairs else []

"""Businesses that may be one: listed for a person to decide, never merged.

Two are listed where they have the same NIK, else the same phone, and belong to two owners or make the same product in
two villages; else where the owners' names are alike, the village is the same and the product is the same or alike.
"""

from __future__ import annotations

import difflib
import sqlite3
from collections import defaultdict
from typing import Dict, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple

from ...industry.cleaning.persons import bare_name_key
from ...industry.regions import name_key
from ..geopackage import insert
from .identities import derived_id

ALIKE = 0.85
"""How alike names must be (Ratcliff and Obershelp 1988): one letter in eight may differ."""

SHARED = 5
"""A phone of more owners than these is an office's or a group's, and says nothing of any two."""

COLUMNS = ("ganda_id", "usaha_a", "usaha_b", "alasan", "kemiripan")
_QUERY = """SELECT u.usaha_id, u.pemilik_id, p.nama_lengkap, p.nik, p.no_hp, u.kode_desa, d.produk_kode,
d.nama_produk_asli FROM ir_usaha AS u JOIN ir_pemilik AS p ON p.pemilik_id = u.pemilik_id
LEFT JOIN ir_produk AS d ON d.usaha_id = u.usaha_id AND d.utama = 1 ORDER BY u.usaha_id"""


class Business(NamedTuple):
    """What two businesses are compared by; letters: which letters the owner's name has, one bit each."""

    id: str
    owner: str
    name: str
    nik: Optional[str]
    phone: Optional[str]
    village: Optional[str]
    code: Optional[str]
    product: str
    letters: int


class Pair(NamedTuple):
    """Two businesses, the lesser id first, why they may be one, and how alike the owners' names are (0 to 1)."""

    first: str
    second: str
    reason: str
    likeness: float


def list_duplicates(connection: sqlite3.Connection, imported: Set[str]) -> int:
    """Adds the pairs with one of the imported businesses to impor_ganda; gives the number of those that are new.

    A pair that stands there stays as it is, with whatever has been decided of it.
    """
    known = set(connection.execute("SELECT usaha_a, usaha_b FROM impor_ganda"))
    businesses = [_business(row) for row in connection.execute(_QUERY)]
    found: Dict[Tuple[str, str], Pair] = {}
    for pair in _pairs(businesses, imported):
        key = (pair.first, pair.second)
        if key not in known:
            found.setdefault(key, pair)
    insert(connection, "impor_ganda", COLUMNS, [(derived_id("ganda", *key), *pair) for key, pair in found.items()])
    return len(found)


def _business(row: Sequence[str]) -> Business:
    name = bare_name_key(row[2])
    letters = sum(1 << (ord(letter) % 64) for letter in set(name))
    return Business(row[0], row[1], name, row[3], row[4], row[5], row[6], name_key(row[7] or ""), letters)


def _pairs(businesses: Sequence[Business], imported: Set[str]) -> Iterator[Pair]:
    """Every pair for its strongest reason first."""
    for reason, groups in (("NIK", _by(businesses, "nik")), ("HP", _by_phone(businesses))):
        for first, second in _couples(groups, imported):
            if first.owner != second.owner or _same_product(first, second):
                yield Pair(first.id, second.id, reason, _likeness(first.name, second.name))
    for first, second in _couples(_by_place_and_product(businesses), imported):
        if first.nik and second.nik and first.nik != second.nik:
            continue  # two people, whatever they are called
        if _may_be_alike(first, second) and _same_product(first, second):
            likeness = _likeness(first.name, second.name)
            if likeness >= ALIKE:
                yield Pair(first.id, second.id, "NAMA", likeness)


def _by(businesses: Sequence[Business], name: str) -> List[List[Business]]:
    groups: Dict[str, List[Business]] = defaultdict(list)
    for each in businesses:
        value = getattr(each, name)
        if value:
            groups[value].append(each)
    return list(groups.values())


def _by_phone(businesses: Sequence[Business]) -> List[List[Business]]:
    return [group for group in _by(businesses, "phone") if len({each.owner for each in group}) <= SHARED]


def _by_place_and_product(businesses: Sequence[Business]) -> List[List[Business]]:
    """Those of one village and standard product together; those of no standard product all together."""
    groups: Dict[Tuple[str, str], List[Business]] = defaultdict(list)
    for each in businesses:
        if each.village:
            groups[each.village, each.code or ""].append(each)
    return list(groups.values())


def _couples(groups: Sequence[Sequence[Business]], imported: Set[str]) -> Iterator[Tuple[Business, Business]]:
    for group in groups:
        for place, first in enumerate(group):
            for second in group[place + 1 :]:
                if first.id in imported or second.id in imported:
                    yield first, second


def _same_product(first: Business, second: Business) -> bool:
    if first.code or second.code:
        return first.code == second.code
    return _likeness(first.product, second.product) >= ALIKE


def _may_be_alike(first: Business, second: Business) -> bool:
    """Whether lengths and letters leave room for ALIKE: quick, and never wrong when it says no."""
    lengths = len(first.name), len(second.name)
    matched = ALIKE * sum(lengths) / 2
    if min(lengths) < matched:
        return False
    mine, others = first.letters & ~second.letters, second.letters & ~first.letters
    return bin(mine).count("1") <= lengths[0] - matched and bin(others).count("1") <= lengths[1] - matched


def _likeness(first: str, second: str) -> float:
    return 1.0 if first == second else difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()

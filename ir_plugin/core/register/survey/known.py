"""What an import knows of the register that it fills: its regions, where they lie, and its products."""

from __future__ import annotations

import sqlite3
from typing import Mapping, NamedTuple

from ...industry.region_matching import RegionMatcher, RegionNames
from ...industry.regions import name_key
from ..extents import Extents, extents_of

_NAMES = "SELECT kode_dagri, nama FROM ref_wilayah"
_OTHER_NAMES = "SELECT alias_norm, kode_dagri FROM ref_wilayah_alias"


class Known(NamedTuple):
    """matcher: of the names of regions. extents: where these lie. products: the codes of standard products, by
    themselves and by the keys of their names."""

    matcher: RegionMatcher
    extents: Extents
    products: Mapping[str, str]


def known_of(connection: sqlite3.Connection) -> Known:
    """What a register knows."""
    names = RegionNames(dict(connection.execute(_NAMES)), connection.execute(_OTHER_NAMES).fetchall())
    rows = connection.execute("SELECT produk_kode, nama_id, name_en FROM ref_produk").fetchall()
    products = {name_key(name): code for code, *both in rows for name in reversed(both)}
    products.update({code: code for code, *_ in rows})
    return Known(RegionMatcher(names), extents_of(connection), products)

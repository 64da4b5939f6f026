"""What an import knows of the register that it fills: its regions and its products."""

from __future__ import annotations

import sqlite3
from typing import Mapping, NamedTuple

from ...industry.region_matching import RegionMatcher
from ...industry.regions import name_key


class Known(NamedTuple):
    """matcher: of the names of regions. products: the codes of standard products, by themselves and by the
    keys of their names."""

    matcher: RegionMatcher
    products: Mapping[str, str]


def known_of(connection: sqlite3.Connection) -> Known:
    """What a register knows."""
    rows = connection.execute("SELECT produk_kode, nama_id, name_en FROM ref_produk").fetchall()
    products = {name_key(name): code for code, *names in rows for name in reversed(names)}
    products.update({code: code for code, *_ in rows})
    return Known(RegionMatcher(), products)

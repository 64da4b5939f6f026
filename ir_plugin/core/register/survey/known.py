"""What an import knows of the register that it fills: its regions and its products."""

from __future__ import annotations

import sqlite3
from typing import FrozenSet, NamedTuple

from ...industry.region_matching import RegionMatcher


class Known(NamedTuple):
    """matcher: of the names of regions. products: the codes of standard products."""

    matcher: RegionMatcher
    products: FrozenSet[str]


def known_of(connection: sqlite3.Connection) -> Known:
    """What a register knows."""
    products = frozenset(code for (code,) in connection.execute("SELECT produk_kode FROM ref_produk"))
    return Known(RegionMatcher(), products)

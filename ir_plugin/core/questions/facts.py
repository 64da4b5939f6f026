"""What a register holds, as far as it decides how a question can be answered."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

import numpy as np

from ..register.geometry_blobs import point_of
from ..register.geopackage import reading
from ..register.registers import require_register
from ..register.summary_view import NAME as SUMMARY
from ..space.nearest import nearest_of_sorted
from ..space.positions import earth_centred

GATHERED = 5
"""How many businesses of one product make a centre (PP 29/2018)."""


@dataclass(frozen=True)
class Product:
    """A standard product: its code, its Indonesian name as businesses carry it, and how many make it."""

    code: str
    name: str
    businesses: int


@dataclass(frozen=True)
class Facts:
    """Counts over a register.

    villages: those with a boundary; of these empty ones have no business and unknown ones no number of households.
    placed: businesses with a point; roughly_placed: of these, by the centre of their village. undecided: classes that
    nobody has decided. products: most businesses first. closest_m: the shortest distance within which some business
    has four others of its product; None where there are none.
    """

    villages: int = 0
    empty_villages: int = 0
    unknown_households: int = 0
    businesses: int = 0
    placed: int = 0
    roughly_placed: int = 0
    without_product: int = 0
    undecided: int = 0
    products: Tuple[Product, ...] = ()
    closest_m: Optional[float] = None

    @property
    def households_known(self) -> bool:
        """Whether rates can be used: households are known of nine villages in ten."""
        return bool(self.villages) and self.unknown_households <= 0.1 * self.villages


_VILLAGES = """SELECT count(*), sum(NOT EXISTS (SELECT 1 FROM ir_usaha WHERE kode_desa = kode_dagri)),
sum(coalesce(rumah_tangga, 0) = 0) FROM ref_wilayah WHERE tingkat = '4' AND geom IS NOT NULL"""
_BUSINESSES = """SELECT count(*), sum(geom IS NOT NULL), sum(geom IS NOT NULL AND mutu_posisi = 'C'),
(SELECT count(*) FROM ir_pengamatan WHERE kelas_akhir IS NULL) FROM ir_usaha"""
_PLACES = " ".join(("SELECT produk_kode, produk_utama, geom FROM", SUMMARY))


def read_facts(path: str) -> Facts:
    """The facts of a register. UserError where it is none that can be read."""
    with reading(path) as connection:
        require_register(connection, path)
        villages, empty, unknown = map(_whole, connection.execute(_VILLAGES).fetchone())
        businesses, placed, rough, undecided = map(_whole, connection.execute(_BUSINESSES).fetchone())
        products, without, places = _products(connection)
    return Facts(villages, empty, unknown, businesses, placed, rough, without, undecided, products, _closest(places))


def _whole(number: Optional[int]) -> int:
    return int(number or 0)


def _products(connection: sqlite3.Connection) -> Tuple[Tuple[Product, ...], int, Dict[str, List[Tuple[float, float]]]]:
    """The products, how many businesses have none, and the places of each product in degrees."""
    counts: Dict[Tuple[str, str], int] = {}
    places: Dict[str, List[Tuple[float, float]]] = {}
    without = 0
    for code, name, blob in connection.execute(_PLACES):
        if not name:
            without += 1
            continue
        if code:
            counts[code, name] = counts.get((code, name), 0) + 1
        point = point_of(blob)
        if point:
            places.setdefault(name, []).append(point)
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Product(code, name, count) for (code, name), count in ranked), without, places


def _closest(places: Dict[str, List[Tuple[float, float]]]) -> Optional[float]:
    """How near the five nearest of one product are, in metres."""
    found = []
    for points in places.values():
        if len(points) >= GATHERED:
            xyz = earth_centred(np.array(points))
            xyz = xyz[np.lexsort(xyz.T)]
            near = xyz[nearest_of_sorted(xyz, GATHERED - 1)]
            found.append(float(np.sqrt(((near - xyz[:, None]) ** 2).sum(axis=2)).max(axis=1).min()))
    return min(found, default=None)

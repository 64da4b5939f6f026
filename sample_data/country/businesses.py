"""Businesses of a made country, part by part: most in settlements, many in sentra of one product, a few anywhere.

Each part has random numbers of its own, so that parts can be made in any order, and memory is that of one part.
"""

from __future__ import annotations

from typing import Iterator, NamedTuple

import geopandas
import numpy as np

from ir_plugin.core.industry.products import PRODUCTS

from .villages import Villages, folded

PART = 250_000
SETTLEMENTS = 3
"""In each village."""

SENTRA = 4_000
IN_SENTRA, ANYWHERE = 0.22, 0.08
DEGREE_M = 111_000.0
NAMES = np.array(sorted({each.name_id for each in PRODUCTS}), dtype=object)


class Places(NamedTuple):
    """Where businesses gather: centre float64 (n, 2) and spread float64 (n,), degrees; share float64 (n,), cumulative;
    product: int64 (n,), -1 for a mixture."""

    centre: np.ndarray
    spread: np.ndarray
    share: np.ndarray
    product: np.ndarray

    def drawn(self, count: int, generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Which place each of so many businesses is of, and where it is."""
        place = np.searchsorted(self.share, generator.random(count) * self.share[-1], side="right")
        return place, self.centre[place] + generator.normal(size=(count, 2)) * self.spread[place, None]


def business_parts(villages: Villages, count: int, seed: int, size: int = PART) -> Iterator[geopandas.GeoDataFrame]:
    """So many businesses in frames of at most ``size``: usaha_id, kode_desa, produk_utama, tenaga_kerja and a point in
    degrees. The same for the same seed, count and size; kode_desa is the village in which the point lies."""
    settlements, sentra = _places(villages, seed)
    for number, first in enumerate(range(0, count, size)):
        generator = np.random.Generator(np.random.PCG64([seed, 2, number]))
        yield _part(villages, settlements, sentra, first, min(size, count - first), generator)


def _places(villages: Villages, seed: int) -> tuple[Places, Places]:
    generator = np.random.Generator(np.random.PCG64([seed, 1]))
    n = len(villages.boxes)
    box = np.tile(villages.boxes, (SETTLEMENTS, 1))
    sides = box[:, 2:] - box[:, :2]
    centre = box[:, :2] + sides * (0.1 + 0.8 * generator.random(sides.shape))
    spread = np.clip(sides.min(axis=1) / 20, 40 / DEGREE_M, 800 / DEGREE_M)
    weight = generator.lognormal(0.0, 1.2, len(box))
    settlements = Places(centre, spread, np.cumsum(weight), np.full(len(box), -1))
    many = min(SENTRA, n)
    chosen = generator.choice(len(box), many, replace=False, p=weight / weight.sum())
    return settlements, Places(
        centre[chosen] + generator.normal(size=(many, 2)) * spread[chosen, None],
        generator.uniform(40, 150, many) / DEGREE_M,
        np.cumsum(1 / np.sqrt(np.arange(1, many + 1))),
        generator.integers(0, len(NAMES), many),
    )


def _part(
    villages: Villages, settlements: Places, sentra: Places, first: int, size: int, generator: np.random.Generator
) -> geopandas.GeoDataFrame:
    kind = generator.random(size)
    _place, points = settlements.drawn(size, generator)
    place, gathered = sentra.drawn(size, generator)
    is_sentra = kind < IN_SENTRA
    points[is_sentra] = gathered[is_sentra]
    anywhere = kind > 1 - ANYWHERE
    box = villages.boxes[generator.integers(0, len(villages.boxes), size)]
    points[anywhere] = (box[:, :2] + (box[:, 2:] - box[:, :2]) * generator.random((size, 2)))[anywhere]
    points = folded(points)
    village = villages.tree.village_of(points)
    regency = villages.regency[village]
    mixed = (np.floor(len(NAMES) * generator.random(size) ** 2).astype(np.int64) + 7 * regency) % len(NAMES)
    product = np.where(is_sentra, sentra.product[place], mixed)
    workers = 1 + generator.poisson(0.6 + 1.8 * (regency * 37 % 101 / 100) ** 2)
    columns = {
        "usaha_id": [f"U{number:09d}" for number in range(first, first + size)],
        "kode_desa": villages.codes[village],
        "produk_utama": NAMES[product],
        "tenaga_kerja": workers,
    }
    return geopandas.GeoDataFrame(columns, geometry=geopandas.points_from_xy(*points.T), crs="EPSG:4326")

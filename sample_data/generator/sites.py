"""Where each business stands and what it makes: the background follows the households, and the planted patterns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely

from .planted import COLD, DENSE, HOT, PLANTED
from .population import apportion
from .product_mix import MIX, weights_in
from .seeds import stream
from .wilayah import Places

BUSINESSES = 2500
_NOISE = 0.18  # of the logarithm of the background's rate
_SETTLED = 0.22  # of the square root of a village's area: how far its houses spread from its point
_APART_M = 560.0  # between background businesses of one product: too far for a density cluster of 500 m
_CLEAR_M = 1500.0  # between a dense cluster and any other business of its product
_DENSE_M = 110.0  # spread of a dense cluster
_METRES_PER_DEGREE = 110_900.0


@dataclass(frozen=True)
class Site:
    """A business's village (row in Places), main product (row in MIX), position and planted pattern (or "")."""

    village: int
    product: int
    longitude: float
    latitude: float
    planted: str = ""


def make_sites(places: Places) -> list[Site]:
    """The 2,500 sites in the order of the villages."""
    random = stream("sites")
    counts = village_counts(places)
    taken: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    sites = []
    for planted in PLANTED:
        if planted.kind == DENSE:
            sites += _dense(planted, places, random, taken)
    already = np.bincount([site.village for site in sites], minlength=len(counts))
    for village, count in enumerate(np.maximum(counts - already, 0)):
        for _ in range(count):
            sites.append(_background(village, places, random, taken))
    return sorted(sites, key=lambda site: site.village)


def village_counts(places: Places) -> np.ndarray:
    """Businesses of each village, int64 (n,), summing to BUSINESSES."""
    random = stream("counts")
    weights = places.households * np.exp(random.normal(0, _NOISE, len(places.households)))
    row = {code: number for number, code in enumerate(places.codes)}
    counts = np.zeros(len(weights), dtype=np.int64)
    rest = np.ones(len(weights), dtype=bool)
    for planted in PLANTED:
        if planted.kind in (HOT, COLD):
            rows = [row[code] for code in planted.villages]
            counts[rows], rest[rows] = apportion(weights[rows], planted.number), False
    counts[rest] = apportion(weights[rest], BUSINESSES - int(counts.sum()))
    _raise_to_the_dense(counts, rest, row)
    return counts


def _raise_to_the_dense(counts: np.ndarray, rest: np.ndarray, row: dict[str, int]) -> None:
    """A village with a dense cluster has at least that many; the largest of the background give the difference."""
    for planted in PLANTED:
        place = row[planted.villages[0]]
        if planted.kind == DENSE and counts[place] < planted.number + 1:
            missing = planted.number + 1 - counts[place]
            counts[place] += missing
            rest[place] = False
            for giver in np.argsort(-np.where(rest, counts, 0), kind="stable")[:missing]:
                counts[giver] -= 1


def _dense(planted, places: Places, random: np.random.Generator, taken: dict) -> list[Site]:  # noqa: ANN001
    village = places.codes.index(planted.villages[0])
    product = [each.name for each in MIX].index(planted.product)
    middle = places.villages[village].point
    taken[product].append((middle.x, middle.y, _CLEAR_M))
    sites = []
    while len(sites) < planted.number:
        x, y = random.normal((middle.x, middle.y), _DENSE_M / _METRES_PER_DEGREE)
        if _on_land(places, village, x, y) and _metres(x, y, middle.x, middle.y) < 2 * _DENSE_M:
            sites.append(Site(village, product, round(x, 6), round(y, 6), planted.id))
    return sites


def _background(village: int, places: Places, random: np.random.Generator, taken: dict) -> Site:
    """A business near the village's point, no two of one product close to each other."""
    weights = weights_in(places.codes[village])
    for attempt in range(4000):
        spread = _SETTLED * places.land[village].area ** 0.5 * (1 + attempt / 400)
        point = places.villages[village].point
        x, y = np.round(random.normal((point.x, point.y), spread), 6)
        product = int(random.choice(len(MIX), p=weights))
        near = any(_metres(x, y, east, north) < apart for east, north, apart in taken[product])
        if not near and _on_land(places, village, x, y):
            taken[product].append((x, y, _APART_M))
            return Site(village, product, float(x), float(y))
    raise ValueError(f"no room left in {places.codes[village]}")


def _on_land(places: Places, village: int, x: float, y: float) -> bool:
    land = places.land[village]
    return bool(shapely.contains_xy(land, x, y))


def _metres(x1: float, y1: float, x2: float, y2: float) -> float:
    return float(np.hypot(x1 - x2, y1 - y2) * _METRES_PER_DEGREE)

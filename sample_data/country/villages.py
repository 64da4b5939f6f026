"""The villages of a made country: boxes that tile a window of the globe, small in towns and large between them."""

from __future__ import annotations

from typing import NamedTuple

import geopandas
import numpy as np
import shapely

WINDOW = (95.0, -11.0, 141.0, 6.0)
"""West, south, east and north of the country, degrees."""

TOWNS, ISLANDS = 500, 12
ANCHORS = 8
"""Random places per village, of which each village gets as many as any other."""

LEVELS = (38, 514, 7_266)
"""Provinces, regencies and districts among 84,000 villages."""

VILLAGES = 84_000


class Villages(NamedTuple):
    """boxes: float64 (n, 4), west, south, east and north, degrees. regency, households: int64 (n,). codes: as
    Kemendagri writes them. tree: the cuts that lead to each box."""

    boxes: np.ndarray
    regency: np.ndarray
    codes: np.ndarray
    households: np.ndarray
    tree: Tree

    def frame(self) -> geopandas.GeoDataFrame:
        """kode, rumah_tangga and the box of each village, in degrees."""
        return geopandas.GeoDataFrame(
            {"kode": self.codes, "rumah_tangga": self.households},
            geometry=shapely.box(*self.boxes.T),
            crs="EPSG:4326",
        )


class Tree(NamedTuple):
    """Nodes of a k-d tree: axis int64 (-1: a village), cut float64, and below int64 (nodes, 2): the nodes on either
    side of the cut, or the village's number."""

    axis: np.ndarray
    cut: np.ndarray
    below: np.ndarray

    def village_of(self, points: np.ndarray) -> np.ndarray:
        """The village in which each point (n, 2) lies, int64 (n,)."""
        node = np.zeros(len(points), np.int64)
        while True:
            inner = np.flatnonzero(self.axis[node] >= 0)
            if not len(inner):
                return self.below[node, 0]
            at = node[inner]
            beyond = points[inner, self.axis[at]] >= self.cut[at]
            node[inner] = self.below[at, beyond.astype(np.int64)]


def villages(count: int, seed: int) -> Villages:
    """So many villages; the same for the same seed."""
    generator = np.random.Generator(np.random.PCG64([seed, 0]))
    tree, boxes = _divided(_anchors(count * ANCHORS, generator), count)
    numbers = _numbers(count)
    households = np.ceil(generator.lognormal(6.7, 0.5, count)).astype(np.int64)
    return Villages(boxes, numbers[1], _codes(numbers), households, tree)


def _anchors(count: int, generator: np.random.Generator) -> np.ndarray:
    """Random places around towns, whose sizes are as unlike as those of real ones (Zipf), on islands."""
    west, south, east, north = WINDOW
    size = np.array([east - west, north - south])
    islands = generator.random((ISLANDS, 2)) * size
    towns = islands[generator.integers(0, ISLANDS, TOWNS)] + generator.normal(0, 2.0, (TOWNS, 2))
    shares = 1 / np.arange(1, TOWNS + 1)
    town = generator.choice(TOWNS, count, p=shares / shares.sum())
    far = 0.03 * np.sqrt(generator.random(count) ** -1.2 - 1)
    angle = 2 * np.pi * generator.random(count)
    places = towns[town] + np.stack([far * np.cos(angle), far * np.sin(angle)], axis=1)
    return folded(places + [west, south])


def folded(points: np.ndarray) -> np.ndarray:
    """Points (n, 2) with what lies beyond a side of the window mirrored into it."""
    west, south, east, north = WINDOW
    low, size = np.array([west, south]), np.array([east - west, north - south])
    return low + size - np.abs(np.mod(points - low, 2 * size) - size)


def _divided(anchors: np.ndarray, count: int) -> tuple[Tree, np.ndarray]:
    """The window cut in two again and again, across its longer side, with as many anchors for each village."""
    axis, cut, below = np.full(2 * count - 1, -1), np.zeros(2 * count - 1), np.zeros((2 * count - 1, 2), np.int64)
    boxes = np.zeros((count, 4))
    made = 1
    waiting = [(0, np.array(WINDOW), anchors, 0, count)]
    while waiting:
        node, box, inside, first, wanted = waiting.pop()
        if wanted == 1:
            boxes[first], below[node] = box, first
            continue
        half = wanted // 2
        across = int(box[3] - box[1] > box[2] - box[0])
        rank = len(inside) * half // wanted
        ranked = np.partition(inside[:, across], rank)
        axis[node], cut[node], below[node] = across, ranked[rank], (made, made + 1)
        low, high = box.copy(), box.copy()
        low[2 + across] = high[across] = cut[node]
        beyond = inside[:, across] >= cut[node]
        waiting.append((made, low, inside[~beyond], first, half))
        waiting.append((made + 1, high, inside[beyond], first + half, wanted - half))
        made += 2
    return Tree(axis, cut, below), boxes


def _numbers(count: int) -> list[np.ndarray]:
    """Province, regency, district and number of each village; each lies in one of the level above."""
    numbers, finer = [np.arange(count)], count
    for level in reversed(LEVELS):
        coarser = min(level, finer)
        numbers.insert(0, numbers[0] * coarser // finer)
        finer = coarser
    return numbers


def _codes(numbers: list[np.ndarray]) -> np.ndarray:
    """Codes such as 12.03.07.2011: each level counted within the one above."""
    parts = [numbers[0] + 11]
    for level, upper in zip(numbers[1:], numbers):
        first = np.flatnonzero(np.append(True, upper[1:] != upper[:-1]))
        above = np.repeat(level[first], np.diff(np.append(first, len(upper))))
        parts.append(level - above + 1)
    province, regency, district, village = parts
    rows = zip(province.tolist(), regency.tolist(), district.tolist(), village.tolist())
    return np.array([f"{p:02d}.{r:02d}.{d:02d}.{2000 + v:04d}" for p, r, d, v in rows])

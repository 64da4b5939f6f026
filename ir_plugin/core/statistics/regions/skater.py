"""Regions by cutting a tree of similar neighbours (SKATER)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...progress import Progress, no_progress
from ...space.weights import Weights, component_labels
from .units import RegionUnits, region_units

ROUNDING = 1e-12
"""Gains below this share of the whole are none."""


class _Cut(NamedTuple):
    """The best cut of a tree: what it gains, and the units that it takes off."""

    gain: float
    units: np.ndarray


def skater(
    attributes: np.ndarray,
    weights: Weights,
    regions: int,
    size: np.ndarray,
    floor: float,
    key: np.ndarray,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Labels of contiguous regions, int64 (n,), 0, 1, ... by number of units.

    attributes: float64 (n, d), scaled by the caller. size, floor: every region has at least ``floor`` of ``size``
    (float64 (n,)), or is a whole component of the weights. There are as many regions as asked, at least one for each
    component, and fewer where no cut keeps the floor. key: float64 (n, columns), what tells units apart, so that the
    order of rows does not matter. Each cut is the best of all edges. Source: Assunção, Neves, Câmara and Freitas
    (2006).
    """
    units = region_units(attributes, weights, size, floor, key)
    tree = spanning_forest(units)
    components = component_labels(len(size), tree[:, 0], tree[:, 1])
    parts = [np.flatnonzero(components == name) for name in np.unique(components)]
    beside: list[list[int]] = [[] for _ in range(len(size))]
    for a, b in tree.tolist():
        beside[a].append(b)
        beside[b].append(a)
    cuts = [_best_cut(units, part, beside) for part in parts]
    while len(parts) < regions:
        best = max(range(len(parts)), key=lambda at: (cuts[at].gain, -int(parts[at][0])))
        cut = cuts[best]
        if not len(cut.units):
            break
        rest = np.setdiff1d(parts[best], cut.units)
        _cut_off(beside, cut.units)
        for at, part in ((best, rest), (len(parts), cut.units)):
            parts[at : at + 1] = [part]
            cuts[at : at + 1] = [_best_cut(units, part, beside)]
        progress(len(parts) / regions)
    labels = np.empty(len(size), np.int64)
    for number, part in enumerate(parts):
        labels[part] = number
    return units.in_rows(labels)


def spanning_forest(units: RegionUnits) -> np.ndarray:
    """The minimum spanning tree of each component by the distance of attributes, int64 (edges, 2).

    Equal distances go by the units' order. Source: Kruskal (1956).
    """
    left, right = units.links.sources, units.links.neighbours
    once = left < right
    left, right = left[once], right[once]
    apart = np.square(units.attributes[left] - units.attributes[right]).sum(axis=1)
    above = list(range(len(units.size)))
    kept = []
    for edge in np.lexsort((right, left, apart)).tolist():
        a, b = _root(above, int(left[edge])), _root(above, int(right[edge]))
        if a != b:
            above[a] = b
            kept.append(edge)
    return np.stack([left[kept], right[kept]], axis=1)


def _root(above: list[int], unit: int) -> int:
    while above[unit] != unit:
        above[unit] = above[above[unit]]
        unit = above[unit]
    return unit


def _best_cut(units: RegionUnits, part: np.ndarray, beside: list[list[int]]) -> _Cut:
    """The edge of a tree whose cut lowers the sum of squares most and leaves both sides the floor; no units for
    none.
    """
    order, last = _walk(int(part[0]), beside)
    n, rows = len(order), np.array(order)
    x = units.attributes[rows]
    x = x - x.mean(axis=0)
    sums = np.concatenate([np.zeros((1, x.shape[1])), np.cumsum(x, axis=0)])
    sizes = np.concatenate([[0.0], np.cumsum(units.size[rows])])
    first = np.arange(1, n)
    end = np.array(last)[1:]
    count = end - first
    below = sums[end] - sums[first]
    # Values are centred, so that what a cut gains is the squared sum of either side over its number.
    gain = np.square(below).sum(axis=1) * (1.0 / count + 1.0 / (n - count)) if n > 1 else np.zeros(0)
    inside = sizes[end] - sizes[first]
    allowed = (inside >= units.floor) & (sizes[-1] - inside >= units.floor)
    gain = np.where(allowed, gain, 0.0)
    best = int(gain.argmax()) if n > 1 else 0
    if n < 2 or gain[best] <= ROUNDING * max(1.0, float(np.square(x).sum())):
        return _Cut(0.0, np.zeros(0, np.int64))
    return _Cut(float(gain[best]), np.sort(rows[first[best] : end[best]]))


def _walk(root: int, beside: list[list[int]]) -> tuple[list[int], list[int]]:
    """The units of a tree so that each is followed by all below it, and where those below each end."""
    order: list[int] = []
    parent: list[int] = []
    waiting = [(root, -1)]
    place: dict[int, int] = {}
    while waiting:
        unit, above = waiting.pop()
        place[unit] = len(order)
        order.append(unit)
        parent.append(above)
        for each in beside[unit]:
            if each not in place:
                waiting.append((each, place[unit]))
    last = list(range(1, len(order) + 1))
    for at in range(len(order) - 1, 0, -1):
        last[parent[at]] = max(last[parent[at]], last[at])
    return order, last


def _cut_off(beside: list[list[int]], units: np.ndarray) -> None:
    inside = set(units.tolist())
    for unit in inside:
        for each in [each for each in beside[unit] if each not in inside]:
            beside[unit].remove(each)
            beside[each].remove(unit)

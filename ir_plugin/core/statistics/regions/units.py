"""What regions are made of, in an order that is the units' own."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...space.weights import Weights, weights_from_pairs

ROUNDING = 1e-9
"""Share of the floor that a sum of sizes may lack by rounding: ten times 0.1 reaches 1, whatever the order."""


class RegionUnits(NamedTuple):
    """order: int64 (n,), the rows of the units in the order of their key. attributes: float64 (n, d). links: symmetric.
    size: float64 (n,), what a region has to have enough of. floor: what is enough, less what sums lose by rounding."""

    order: np.ndarray
    attributes: np.ndarray
    links: Weights
    size: np.ndarray
    floor: float

    def in_rows(self, labels: np.ndarray) -> np.ndarray:
        """Labels of the units as labels of the rows: 0, 1, ... by number of units, equal ones by their first unit."""
        _names, first, code, counts = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
        number = np.empty(len(counts), np.int64)
        number[np.lexsort((first, -counts))] = np.arange(len(counts))
        result = np.empty(len(labels), np.int64)
        result[self.order] = number[code.ravel()]
        return result


def region_units(
    attributes: np.ndarray, weights: Weights, size: np.ndarray, floor: float, key: np.ndarray
) -> RegionUnits:
    """Units sorted by key (n, columns), the first column first; those at one place by attributes and size.

    attributes: float64 (n, d), finite, scaled; a link in either direction makes neighbours; size: float64 (n,), >= 0.
    """
    attributes, size = np.asarray(attributes, np.float64), np.asarray(size, np.float64)
    order = np.lexsort((size, *attributes.T[::-1], *key.T[::-1]))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    sources, targets = place[weights.sources], place[weights.neighbours]
    links = weights_from_pairs(weights.n, np.append(sources, targets), np.append(targets, sources))
    return RegionUnits(order, attributes[order], links, size[order], floor * (1 - ROUNDING))


def within_sum(attributes: np.ndarray, labels: np.ndarray) -> float:
    """The sum of squared differences from the region's means."""
    total, codes = 0.0, np.unique(labels, return_inverse=True)[1].ravel()
    counts = np.bincount(codes)
    for column in attributes.T:
        means = np.bincount(codes, weights=column) / counts
        total += float(np.square(column - means[codes]).sum())
    return total

"""Moran's I and Geary's C over growing distances, without holding the links of the widest band."""

from __future__ import annotations

from typing import NamedTuple, Optional, Sequence

import numpy as np

from ..progress import Progress, no_progress
from ..space.neighbours import pairs_within
from .global_autocorrelation import GlobalStatistic, Spread, geary_from, moran_from
from .link_sums import WeightSums


class Band(NamedTuple):
    """All pairs at most ``limit_m`` apart: how many directed links, and their statistics (None without a link)."""

    limit_m: float
    links: int
    moran: Optional[GlobalStatistic]
    geary: Optional[GlobalStatistic]


def correlogram(
    points: np.ndarray, values: np.ndarray, limits_m: Sequence[float], progress: Progress = no_progress
) -> list[Band]:
    """Moran's I and Geary's C for binary weights of every band 0..limit, one Band per limit, ascending.

    points: float64 (n, d) in metres, finite. values: float64 (n,), n >= 4, not all equal. Time grows with the pairs
    within the largest limit; memory with n times the limits. Source: Cliff and Ord (1981), section 5.3.
    """
    limits, n = np.asarray(limits_m, np.float64), len(values)
    ascending = np.sort(values)
    z = values - ascending.sum() / n
    degrees = np.zeros((len(limits), n), np.int64)
    products, differences = np.zeros(len(limits)), np.zeros(len(limits))
    for left, right in pairs_within(points, float(limits[-1]), progress):
        apart = np.sqrt(np.square(points[left] - points[right]).sum(axis=1))
        band = np.minimum(np.searchsorted(limits, apart), len(limits) - 1)
        products += np.bincount(band, weights=z[left] * z[right], minlength=len(limits))
        differences += np.bincount(band, weights=np.square(z[left] - z[right]), minlength=len(limits))
        for ends in (left, right):
            degrees += np.bincount(band * n + ends, minlength=degrees.size).reshape(degrees.shape)
    spread = Spread.of(values)
    return [
        _band(float(limit), degree, spread, 2 * float(product), 2 * float(difference))
        for limit, degree, product, difference in zip(
            limits, np.cumsum(degrees, axis=0), np.cumsum(products), np.cumsum(differences)
        )
    ]


def _band(limit_m: float, degree: np.ndarray, spread: Spread, product: float, difference: float) -> Band:
    """product, difference: sums over directed links. For binary symmetric weights s1 = 2 s0 and s2 = 4 times the
    squared degrees."""
    links = int(degree.sum())
    if not links:
        return Band(limit_m, 0, None, None)
    sums = WeightSums(float(links), 2.0 * links, 4.0 * float(np.square(degree).sum()))
    return Band(limit_m, links, moran_from(product, sums, spread), geary_from(difference, sums, spread))

"""Local G statistics of Getis and Ord."""

from __future__ import annotations

import math
from typing import Optional

import numpy as np

from ..space.weights import Weights

NO_VARIANCE = 1e-13
"""Squares of the others, as a share of those of all, below which they are rounding: the others are all equal."""


def local_g(values: np.ndarray, weights: Weights, star: bool = True, own: Optional[np.ndarray] = None) -> np.ndarray:
    """Standard deviates of Gi (star False) or Gi* (star True), float64 (n,); NaN for islands.

    values: float64 (n,), n >= 3, not all equal, finite. For Gi* the place itself counts as its own neighbour with the
    weight ``own``, float64 (n,), 1 where it is not given. Mean and variance are those of all n values for Gi*, of the
    n - 1 others for Gi. A place whose neighbours are all places there are, equally weighted, or (Gi) whose others are
    all equal, has no variance: NaN. Multiplying a row of weights by a constant is no change. Source: Ord and Getis
    (1995), equations 13 and 14.
    """
    n = len(values)
    centred, square = _centred(values)
    total = squares = weights.counts.astype(np.float64)
    if weights.values is not None:
        total, squares = weights.added(weights.values), weights.added(np.square(weights.values))
    sums = weights.sums(centred)
    if star:
        self_weight = np.ones(n) if own is None else own
        size, mean, variance = float(n), np.zeros(n), np.full(n, square / n)
        sums, total, squares = sums + self_weight * centred, total + self_weight, squares + np.square(self_weight)
    else:
        size, mean = n - 1.0, -centred / (n - 1.0)
        variance = (square - centred**2) / size - mean**2
        variance[variance * size <= NO_VARIANCE * square] = np.nan
    spread = size * squares - np.square(total)
    with np.errstate(invalid="ignore", divide="ignore"):
        z = (sums - total * mean) / np.sqrt(variance * spread / (size - 1.0))
    return np.where((weights.counts > 0) & (spread > NO_VARIANCE * size * squares), z, np.nan)


def normal_p(z: np.ndarray, alternative: str) -> np.ndarray:
    """p-values of standard deviates under the normal distribution, float64 (n,); NaN stays NaN.

    alternative: two-sided, greater, less, or directed (the smaller side).
    """
    if alternative == "greater":
        return 0.5 * _erfc(z / math.sqrt(2.0))
    if alternative == "less":
        return 0.5 * _erfc(-z / math.sqrt(2.0))
    two_sided = _erfc(np.abs(z) / math.sqrt(2.0))
    return 0.5 * two_sided if alternative == "directed" else two_sided


def _erfc(x: np.ndarray) -> np.ndarray:
    """The complementary error function, which numpy lacks."""
    return np.fromiter(map(math.erfc, x.tolist()), np.float64, len(x))


def _centred(values: np.ndarray) -> tuple[np.ndarray, float]:
    """The values minus their mean, and the sum of their squares: scaled to at most 1, so that no square overflows.

    Sums are taken in ascending order, so that they do not depend on the order of rows.
    """
    scaled = values / np.abs(values).max()
    ascending = np.sort(scaled)
    mean = ascending.sum() / len(ascending)
    spread = max(mean - ascending[0], ascending[-1] - mean)
    return (scaled - mean) / spread, float(np.square((ascending - mean) / spread).sum())

"""Local G statistics of Getis and Ord."""

from __future__ import annotations

import math
from typing import NamedTuple, Optional

import numpy as np

from ..space.weights import Weights

NO_VARIANCE = 1e-13
"""Squares of the others, as a share of those of all, below which they are rounding: the others are all equal."""


class Centring(NamedTuple):
    """How all n values are centred: divided by the largest size, minus their mean, over the largest deviation, so that
    no square overflows. square: the sum of the squares of the centred values."""

    n: int
    largest: float
    mean: float
    spread: float
    square: float

    @staticmethod
    def of(values: np.ndarray) -> Centring:
        """The centring of all values, float64 (n,). Sums are taken in ascending order, whatever that of the rows."""
        largest = float(np.abs(values).max())
        ascending = np.sort(values / largest)
        mean = ascending.sum() / len(ascending)
        spread = max(mean - ascending[0], ascending[-1] - mean)
        square = float(np.square((ascending - mean) / spread).sum())
        return Centring(len(values), largest, float(mean), float(spread), square)

    def centred(self, values: np.ndarray) -> np.ndarray:
        """Some of the values, centred, float64."""
        return (values / self.largest - self.mean) / self.spread


def local_g(
    values: np.ndarray,
    weights: Weights,
    star: bool = True,
    own: Optional[np.ndarray] = None,
    centring: Optional[Centring] = None,
) -> np.ndarray:
    """Standard deviates of Gi (star False) or Gi* (star True), float64 (n,); NaN for islands.

    values: float64 (n,), n >= 3, not all equal, finite. For Gi* the place itself counts as its own neighbour with the
    weight ``own``, float64 (n,), 1 where it is not given. Mean and variance are those of all n values for Gi*, of the
    n - 1 others for Gi. A place whose neighbours are all places there are, equally weighted, or (Gi) whose others are
    all equal, has no variance: NaN. Multiplying a row of weights by a constant is no change. Source: Ord and Getis
    (1995), equations 13 and 14.

    Where the values are only those of some places and their neighbours, ``centring`` is that of all.
    """
    whole = centring or Centring.of(values)
    n, square, centred = whole.n, whole.square, whole.centred(values)
    total = squares = weights.counts.astype(np.float64)
    if weights.values is not None:
        total, squares = weights.added(weights.values), weights.added(np.square(weights.values))
    sums = weights.sums(centred)
    if star:
        self_weight = np.ones(len(values)) if own is None else own
        size, mean, variance = float(n), np.zeros(len(values)), np.full(len(values), square / n)
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

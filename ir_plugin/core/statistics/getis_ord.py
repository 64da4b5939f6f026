"""Local G statistics of Getis and Ord."""

from __future__ import annotations

import math

import numpy as np

from ..space.weights import Weights

NO_VARIANCE = 1e-13
"""Squares of the others, as a share of those of all, below which they are rounding: the others are all equal."""


def local_g(values: np.ndarray, weights: Weights, star: bool = True) -> np.ndarray:
    """Standard deviates of Gi (star False) or Gi* (star True), float64 (n,); NaN for islands.

    values: float64 (n,), n >= 3, not all equal, finite. Binary weights; for Gi* the place itself counts as its own
    neighbour. Mean and variance are those of all n values for Gi*, of the n - 1 others for Gi. A place whose neighbours
    are all places there are, or (Gi) whose others are all equal, has no variance: NaN. Multiplying a row of weights by
    a constant is no change, so the links' own weights are not looked at. Source: Ord and Getis (1995), equation 14 and
    table 1.
    """
    n, counts = len(values), weights.counts.astype(np.float64)
    centred = _centred(values)
    square = math.fsum(centred**2)
    sums = Weights(weights.starts, weights.neighbours).sums(centred)
    if star:
        size, members, sums = float(n), counts + 1.0, sums + centred
        mean: np.ndarray = np.zeros(n)
        variance = np.full(n, square / n)
    else:
        size, members = n - 1.0, counts
        mean = -centred / size
        variance = (square - centred**2) / size - mean**2
        variance[variance * size <= NO_VARIANCE * square] = np.nan
    with np.errstate(invalid="ignore", divide="ignore"):
        z = (sums - members * mean) / np.sqrt(variance * members * (size - members) / (size - 1.0))
    return np.where((counts > 0) & (members < size), z, np.nan)


def normal_p(z: np.ndarray, alternative: str) -> np.ndarray:
    """p-values of standard deviates under the normal distribution, float64 (n,); NaN stays NaN.

    alternative: two-sided, greater, less, or directed (the smaller side).
    """
    upper = np.array([0.5 * math.erfc(each) for each in (z / math.sqrt(2.0)).tolist()], np.float64)
    if alternative == "greater":
        return upper
    lower = np.array([0.5 * math.erfc(each) for each in (-z / math.sqrt(2.0)).tolist()], np.float64)
    if alternative == "less":
        return lower
    smaller = np.minimum(upper, lower)
    return smaller if alternative == "directed" else 2.0 * smaller


def _centred(values: np.ndarray) -> np.ndarray:
    """The values minus their mean, scaled to at most 1: squares neither overflow nor drown in a large mean.

    The mean is rounded once only (fsum), so that it does not depend on the order of rows.
    """
    scaled = values / np.abs(values).max()
    centred = scaled - math.fsum(scaled) / len(scaled)
    return np.asarray(centred / np.abs(centred).max())

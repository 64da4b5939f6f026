"""Local G statistics of Getis and Ord."""

from __future__ import annotations

import math

import numpy as np

from ..space.weights import Weights


def local_g(values: np.ndarray, weights: Weights, star: bool = True) -> np.ndarray:
    """Standard deviates of Gi (star False) or Gi* (star True), float64 (n,); NaN for islands.

    values: float64 (n,), n >= 3, not all equal, without NaN. Binary weights; for Gi* the place itself counts as its
    own neighbour. Mean and variance are those of all n values for Gi*, of the n - 1 others for Gi. A place whose
    neighbours are all places there are has no variance: NaN. Multiplying a row of weights by a constant is no change.
    Source: Ord and Getis (1995), equation 14 and table 1.
    """
    n, counts = len(values), weights.counts.astype(np.float64)
    total, squares = values.sum(), np.square(values).sum()
    if star:
        size, members, sums = float(n), counts + 1, weights.sums(values) + values
        mean = np.full(n, total / n)
        variance = np.full(n, squares / n) - mean**2
    else:
        size, members, sums = float(n - 1), counts, weights.sums(values)
        mean = (total - values) / size
        variance = (squares - values**2) / size - mean**2
    with np.errstate(invalid="ignore", divide="ignore"):
        deviation = np.sqrt(variance * members * (size - members) / (size - 1))
        z = (sums - members * mean) / deviation
    return np.where((weights.counts > 0) & np.isfinite(z), z, np.nan)


def normal_p(z: np.ndarray, alternative: str) -> np.ndarray:
    """p-values of standard deviates under the normal distribution, float64 (n,); NaN stays NaN.

    alternative: two-sided, greater, less, or directed (the smaller side).
    """
    upper = np.array([0.5 * math.erfc(each / math.sqrt(2.0)) for each in z])
    lower = np.array([0.5 * math.erfc(-each / math.sqrt(2.0)) for each in z])
    if alternative == "greater":
        return upper
    if alternative == "less":
        return lower
    smaller = np.minimum(upper, lower)
    return smaller if alternative == "directed" else 2.0 * smaller

"""Moran's I, Geary's C and the general G of Getis and Ord for a whole map, with their moments."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..space.weights import Weights
from .link_sums import Pairs, WeightSums, pairs_of, weight_sums

SMALLEST_SHARE = 1e-9
"""Of the largest value, below which the second largest is lost in the sums of G."""


class GlobalStatistic(NamedTuple):
    """A statistic of the whole map: its value, expectation and variance when values are dealt out at random
    (randomisation) and, NaN for G, when they are drawn from a normal distribution."""

    value: float
    expected: float
    variance: float
    variance_normal: float

    @property
    def z(self) -> float:
        """Standard deviate under randomisation; NaN without variance."""
        return float((self.value - self.expected) / np.sqrt(self.variance)) if self.variance > 0 else float("nan")

    @property
    def z_normal(self) -> float:
        """Standard deviate under normality; NaN without variance."""
        spread = self.variance_normal
        return float((self.value - self.expected) / np.sqrt(spread)) if spread > 0 else float("nan")


class Spread(NamedTuple):
    """The moments of n values: mean, variance (over n) and kurtosis."""

    n: int
    mean: float
    variance: float
    kurtosis: float

    @classmethod
    def of(cls, values: np.ndarray) -> Spread:
        """Sums in ascending order, whatever the rows'."""
        n, ascending = len(values), np.sort(values)
        mean = float(ascending.sum()) / n
        squares = np.square(ascending - mean)
        variance = float(squares.sum()) / n
        return cls(n, mean, variance, float(np.square(squares / variance).sum()) / n)


def moran(values: np.ndarray, weights: Weights) -> GlobalStatistic:
    """Moran's I of values (float64 (n,), n >= 4, not all equal). Source: Cliff and Ord (1981), sections 1.5 and 2.3."""
    pairs, spread = pairs_of(weights), Spread.of(values)
    return moran_from(float(moran_sum(values - spread.mean, pairs)), weight_sums(weights, pairs), spread)


def moran_from(product: float, sums: WeightSums, spread: Spread) -> GlobalStatistic:
    """Moran's I of the sum of w (x_i - mean) (x_j - mean) over all links."""
    n, kurtosis = float(spread.n), spread.kurtosis
    value = product / spread.variance / sums.s0
    expected = -1.0 / (n - 1)
    normal = (n**2 * sums.s1 - n * sums.s2 + 3 * sums.s0**2) / ((n**2 - 1) * sums.s0**2) - expected**2
    upper = n * ((n**2 - 3 * n + 3) * sums.s1 - n * sums.s2 + 3 * sums.s0**2)
    lower = kurtosis * ((n**2 - n) * sums.s1 - 2 * n * sums.s2 + 6 * sums.s0**2)
    random = (upper - lower) / ((n - 1) * (n - 2) * (n - 3) * sums.s0**2) - expected**2
    return GlobalStatistic(value, expected, random, normal)


def geary(values: np.ndarray, weights: Weights) -> GlobalStatistic:
    """Geary's C of values (float64 (n,), n >= 4, not all equal): below 1 where neighbours are alike. Source: Cliff and
    Ord (1981), sections 1.5 and 2.3."""
    pairs, spread = pairs_of(weights), Spread.of(values)
    return geary_from(float(geary_sum(values - spread.mean, pairs)), weight_sums(weights, pairs), spread)


def geary_from(difference: float, sums: WeightSums, spread: Spread) -> GlobalStatistic:
    """Geary's C of the sum of w (x_i - x_j)² over all links."""
    n = float(spread.n)
    value = (n - 1) / (2 * sums.s0) * difference / spread.variance / n
    return GlobalStatistic(value, 1.0, _geary_variance(n, sums, spread.kurtosis), _geary_normal(n, sums))


def has_general_g(values: np.ndarray) -> bool:
    """Whether the general G is defined: no value is negative, and two have a product that rounding leaves."""
    second, largest = np.sort(values)[-2:]
    return bool((values >= 0).all() and second > SMALLEST_SHARE * largest)


def general_g(values: np.ndarray, weights: Weights) -> GlobalStatistic:
    """The general G of values (float64 (n,), n >= 4, ``has_general_g``, not all equal): high where high values are
    neighbours. NaN variance under normality. Source: Getis and Ord (1992), equations 3 to 7."""
    pairs, n = pairs_of(weights), float(len(values))
    sums, x = weight_sums(weights, pairs), values / values.max()
    m1, m2, m3, m4 = (float(np.sort(x**power).sum()) for power in (1, 2, 3, 4))
    s0, s1, s2 = sums
    b0 = (n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2
    b1 = -((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s0**2)
    b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s0**2
    b4 = s1 - s2 + s0**2
    both = m1**2 - m2
    expected = s0 / (n * (n - 1))
    square = b0 * m2**2 + b1 * m4 + b2 * m1**2 * m2 + b3 * m1 * m3 + b4 * m1**4
    variance = square / (both**2 * n * (n - 1) * (n - 2) * (n - 3)) - expected**2
    return GlobalStatistic(float(moran_sum(x, pairs)) / both, expected, variance, float("nan"))


def moran_sum(values: np.ndarray, pairs: Pairs) -> np.ndarray:
    """The sum of w x_i x_j over all links; values (..., n)."""
    return (values[..., pairs.left] * values[..., pairs.right]) @ pairs.both


def geary_sum(values: np.ndarray, pairs: Pairs) -> np.ndarray:
    """The sum of w (x_i - x_j)² over all links; values (..., n)."""
    return np.square(values[..., pairs.left] - values[..., pairs.right]) @ pairs.both


def _geary_normal(n: float, sums: WeightSums) -> float:
    return ((2 * sums.s1 + sums.s2) * (n - 1) - 4 * sums.s0**2) / (2 * (n + 1) * sums.s0**2)


def _geary_variance(n: float, sums: WeightSums, kurtosis: float) -> float:
    first = (n - 1) * sums.s1 * (n**2 - 3 * n + 3 - (n - 1) * kurtosis)
    second = 0.25 * (n - 1) * sums.s2 * (n**2 + 3 * n - 6 - (n**2 - n + 2) * kurtosis)
    third = sums.s0**2 * (n**2 - 3 - (n - 1) ** 2 * kurtosis)
    return (first - second + third) / (n * (n - 2) * (n - 3) * sums.s0**2)

"""Local Moran: where a place and its neighbours are alike, or stand against each other."""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np

from ..space.weights import Weights

QUADRANTS = ("HH", "LH", "LL", "HL")
"""By the place's own value and its neighbours' mean: high among high, low among high, low among low, high among low."""


class LocalMoran(NamedTuple):
    """Of each place, all (n,): its z-score z, float64; the statistic I_i = z_i Σ w_ij z_j, float64, 0 for islands; its
    quadrant in the Moran scatter plot, int64, as places in QUADRANTS, -1 for islands. A value or a sum of neighbours at
    the mean counts as low."""

    z: np.ndarray
    statistic: np.ndarray
    quadrants: np.ndarray


class Standard(NamedTuple):
    """Mean and standard deviation (of n - 1) of all values."""

    mean: float
    deviation: float

    @staticmethod
    def of(values: np.ndarray) -> Standard:
        """Those of float64 (n,); sums in ascending order, whatever the rows'."""
        ascending = np.sort(values)
        mean = ascending.sum() / len(values)
        return Standard(float(mean), float(np.sqrt(np.square(ascending - mean).sum() / (len(values) - 1))))


def local_moran(
    values: np.ndarray,
    weights: Weights,
    others: Optional[np.ndarray] = None,
    standard: Optional[Standard] = None,
) -> LocalMoran:
    """Local Moran and what it is made of.

    values: float64 (n,), not all equal. z-scores with the standard deviation of n - 1, as GeoDa and PySAL have it
    (spdep divides by n). others: a second variable, for the bivariate statistic z_i Σ w_ij y_j. standard: that of all
    values, where these are only those of some places and their neighbours. Source: Anselin (1995), equation 12; Lee
    (2001) for the bivariate one.
    """
    z = z_scores(values, standard)
    lag = weights.sums(z if others is None else z_scores(others))
    codes = np.where(z > 0, np.where(lag > 0, 0, 3), np.where(lag > 0, 1, 2))
    return LocalMoran(z, z * lag, np.where(weights.counts > 0, codes, -1))


def z_scores(values: np.ndarray, standard: Optional[Standard] = None) -> np.ndarray:
    """Values minus the mean, over the standard deviation of n - 1: their own, or the standard of all where it is
    given."""
    mean, deviation = standard or Standard.of(values)
    return (values - mean) / deviation

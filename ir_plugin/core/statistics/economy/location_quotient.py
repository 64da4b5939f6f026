"""Location quotients: how many times its share a region has of a product, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..rates import empirical_bayes_rates
from .poisson_limits import poisson_limits, poisson_p


class LocationQuotients(NamedTuple):
    """Each float64 (regions, products), NaN where the region or the product has nothing.

    value: the share of the product in the region over its share in all regions. low, high: exact Poisson limits of the
    count over its expectation. p: exact, two-sided, of a value of 1. shrunk: the value drawn towards 1 where the
    expectation is small.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p: np.ndarray
    shrunk: np.ndarray


def location_quotients(counts: np.ndarray, level: float = 0.95) -> LocationQuotients:
    """The location quotients of counts, whole numbers (regions, products), not negative.

    The expectation of a count is the region's total times the product's share of all, and the margins are taken as
    known. The quotients of a product, weighted by the regions' shares of the total, average 1. Sources: Florence
    (1939); limits Garwood (1936); shrinkage Marshall (1991), over the regions of each product, with the expectation as
    base.
    """
    counts = np.asarray(counts, np.float64)
    expected = expected_counts(counts)
    known = expected > 0
    base = np.where(known, expected, np.nan)
    low, high = poisson_limits(counts, level)
    shrunk = np.full(counts.shape, np.nan)
    for product in np.flatnonzero(known.any(axis=0)):
        shrunk[:, product] = empirical_bayes_rates(counts[:, product], expected[:, product])
    return LocationQuotients(counts / base, low / base, high / base, poisson_p(counts, expected), shrunk)


def expected_counts(counts: np.ndarray) -> np.ndarray:
    """What each count would be if every region had the same mix, float64; 0 where nothing is."""
    total = counts.sum()
    return np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total if total else np.zeros(counts.shape)

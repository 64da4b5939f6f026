"""How many cases a window needs to matter, as whole numbers, so that no logarithm is taken of the others."""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np

from .likelihood import Likelihood

BINS = 256
"""Classes of window populations, equally wide in the square root (the standard deviation of a count)."""

NEVER = BINS
"""The row of thresholds that no count reaches, for what is no window."""

STEP, LEVELS = 0.125, 256
"""The likelihood ratios that thresholds are known for: 0, STEP, 2 STEP, ..."""

SLACK = 1e-8
"""More than rounding makes of a log likelihood ratio, in relation to its size."""


class Thresholds(NamedTuple):
    """For each bin of populations, and NEVER, and each level: (BINS + 1, LEVELS).

    high: the fewest cases above the expected ones with which any window of the bin could exceed the level. low: the
    most cases below. None where the side is not asked for. edges: populations between the bins.
    """

    edges: np.ndarray
    high: Optional[np.ndarray]
    low: Optional[np.ndarray]

    def bins(self, population: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """The bin of each window; NEVER where no window ends."""
        found = np.searchsorted(self.edges, population, side="right") - 1
        return np.where(ends, np.clip(found, 0, BINS - 1), NEVER)


def thresholds_of(likelihood: Likelihood, side: str, largest: float) -> Thresholds:
    """The thresholds of windows with a population up to ``largest``.

    The likelihood ratio of an excess falls with the population, so the smaller edge of a bin is safe; a lack of cases
    inside is an excess outside, so the same rule holds there for the rest of the population.
    """
    edges = largest * np.square(np.arange(BINS + 1) / BINS)
    dtype = np.int16 if likelihood.cases < np.iinfo(np.int16).max else np.int32
    high = low = None
    if side != "low":
        fewest = _fewest_cases(likelihood, edges[:-1])
        high = np.vstack([fewest, np.full(LEVELS, likelihood.cases + 1)]).astype(dtype)
    if side != "high":
        fewest = _fewest_cases(likelihood, likelihood.population - edges[1:])
        low = np.vstack([likelihood.cases - fewest, np.full(LEVELS, -1)]).astype(dtype)
    return Thresholds(edges, high, low)


def levels_of(log_ratio: np.ndarray) -> np.ndarray:
    """The highest level that each log likelihood ratio reaches."""
    return np.minimum(log_ratio / STEP, LEVELS - 1).astype(np.int64)


def _fewest_cases(likelihood: Likelihood, population: np.ndarray) -> np.ndarray:
    """For each population and level the fewest cases above the expected ones that exceed the level; all cases and
    one where there are none. int64 (len(population), LEVELS), by halving the range."""
    level = (np.arange(LEVELS) * STEP * (1 - SLACK) - SLACK)[None, :]
    inside = population[:, None]
    low = np.zeros((len(population), LEVELS), np.int64)
    high = np.full_like(low, likelihood.cases + 1)
    while (low < high).any():
        middle = (low + high) // 2
        exceeds = likelihood.log_ratio(middle, inside) > level
        if likelihood.model == "bernoulli":
            exceeds |= middle > inside  # more cases than the smallest window of the bin has room for
        exceeds &= middle > likelihood.expected(inside)
        high = np.where(exceeds, middle, high)
        low = np.where(exceeds, low, middle + 1)
        low = np.minimum(low, high)
    return high

"""Join counts: how often neighbours share a category, over the whole map and place by place."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np

from ..space.weights import Weights
from .link_sums import Pairs, pairs_of, weight_sums

Number = TypeVar("Number", np.float64, np.ndarray)


class JoinCounts(NamedTuple):
    """Joins of one kind: observed count, expectation and variance when categories are dealt out at random without
    replacement; float64, one entry per category (or one for joins of different categories)."""

    observed: np.ndarray
    expected: np.ndarray
    variance: np.ndarray

    @property
    def z(self) -> np.ndarray:
        """Standard deviates, NaN without variance."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.variance > 0, (self.observed - self.expected) / np.sqrt(self.variance), np.nan)


def same_joins(codes: np.ndarray, weights: Weights) -> JoinCounts:
    """For each category the joins within it, float64 (categories,).

    codes: int64 (n,) from 0 on, n >= 4. A join is a pair of neighbours; it counts half for each direction's weight.
    Source: Cliff and Ord (1981), table 2.2, non-free sampling.
    """
    pairs, members, n = pairs_of(weights), np.bincount(codes).astype(np.float64), np.float64(len(codes))
    s0, s1, s2 = weight_sums(weights, pairs)
    expected = 0.5 * s0 * _falling(members, 2) / _falling(n, 2)
    square = s1 * _falling(members, 2) / _falling(n, 2) + (s2 - 2 * s1) * _falling(members, 3) / _falling(n, 3)
    square = square + (s0**2 + s1 - s2) * _falling(members, 4) / _falling(n, 4)
    return JoinCounts(same_join_sums(codes, pairs, len(members)), expected, 0.25 * square - expected**2)


def joins_between(codes: np.ndarray, weights: Weights, one: int, other: int) -> JoinCounts:
    """The joins between two categories, float64 (1,). Source: as ``same_joins``."""
    pairs, members, n = pairs_of(weights), np.bincount(codes).astype(np.float64), np.float64(len(codes))
    s0, s1, s2 = weight_sums(weights, pairs)
    a, b = members[one], members[other]
    expected = s0 * a * b / _falling(n, 2)
    square = 2 * s1 * a * b / _falling(n, 2) + (s2 - 2 * s1) * a * b * (a + b - 2) / _falling(n, 3)
    square = square + 4 * (s0**2 + s1 - s2) * _falling(a, 2) * _falling(b, 2) / _falling(n, 4)
    left, right = codes[pairs.left], codes[pairs.right]
    joined = ((left == one) & (right == other)) | ((left == other) & (right == one))
    observed = 0.5 * float(pairs.both[joined].sum())
    return JoinCounts(np.array([observed]), np.array([expected]), np.array([0.25 * square - expected**2]))


def same_join_sums(codes: np.ndarray, pairs: Pairs, categories: int) -> np.ndarray:
    """The joins within each category, float64 (categories,)."""
    left, same = codes[pairs.left], codes[pairs.left] == codes[pairs.right]
    return 0.5 * np.bincount(left[same], weights=pairs.both[same], minlength=categories)


def local_joins(chosen: np.ndarray, weights: Weights) -> np.ndarray:
    """For each place of the chosen category the weight of its neighbours of the same category, NaN for the others.

    chosen: bool (n,). Source: Anselin and Li (2019), equation 3.
    """
    return np.where(chosen, weights.sums(chosen.astype(np.float64)), np.nan)


def _falling(n: Number, terms: int) -> Number:
    """n (n - 1) (n - 2) ..., so many terms."""
    result = n
    for step in range(1, terms):
        result = result * (n - step)
    return result

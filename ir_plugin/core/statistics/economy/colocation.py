"""Co-location quotients: which kinds of business have which others next to them more often than chance would give."""

from __future__ import annotations

from typing import NamedTuple, Tuple

import numpy as np

from ...progress import Progress, no_progress
from ...space.weights import Weights
from ..draws import stream_of
from ..permutation import Ranks, p_values

SLACK = 1e-9
"""Share of a sum by which equal sums may differ by rounding."""

TOGETHER = 16
"""Permutations that share a stream of random numbers."""


class Colocation(NamedTuple):
    """Matrices (categories, categories), row A, column B: how the neighbours of A are B.

    quotient: float64, 1 where B is as frequent among the neighbours of A as among all others; NaN where A has no point
    with a neighbour, or no other B can be. p: float64, two-sided, NaN likewise. points: float64 (categories,), how many
    points of each have a neighbour.
    """

    quotient: np.ndarray
    p: np.ndarray
    points: np.ndarray


def colocation(
    codes: np.ndarray,
    weights: Weights,
    permutations: int,
    generator: np.random.Generator,
    key: np.ndarray,
    progress: Progress = no_progress,
) -> Colocation:
    """The co-location quotients of all pairs of categories, with a test that deals the categories out anew.

    codes: int64 (n,), 0 .. m - 1. weights: rows that sum to 1, as ``tied_neighbours`` gives them; points without a
    neighbour take no part as A. key: float64 (n, columns), what tells points apart; categories are dealt out in its
    order, so that the result does not depend on the order of rows. Points at one place with different categories are
    told apart by those. Source: Leslie and Kronenfeld (2011), equations 2 to 4; p Davison and Hinkley (1997).
    """
    points = points_in_order(codes, weights, key)
    observed = points.shares(points.codes)
    low, high = dealt_anew(points, observed, range(permutations), generator, progress)
    return quotients(points, observed, Ranks(low, high, permutations))


class PointsInOrder(NamedTuple):
    """The points in the order in which categories are dealt out, and their links.

    codes: int64 (n,). sources, targets: int64 (links,), ascending; values: float64 (links,). linked: bool (n,), which
    points have neighbours. kinds: how many categories.
    """

    codes: np.ndarray
    sources: np.ndarray
    targets: np.ndarray
    values: np.ndarray
    linked: np.ndarray
    kinds: int

    def shares(self, codes: np.ndarray) -> np.ndarray:
        """The mean share of each category among the neighbours of each category, float64 (kinds, kinds), 0 for none,
        when the points have these codes."""
        kinds = self.kinds
        pairs = codes[self.sources] * kinds + codes[self.targets]
        sums = np.bincount(pairs, weights=self.values, minlength=kinds * kinds).reshape(kinds, kinds)
        points = np.bincount(codes[self.linked], minlength=kinds)
        return sums / np.maximum(points, 1)[:, None]


def points_in_order(codes: np.ndarray, weights: Weights, key: np.ndarray) -> PointsInOrder:
    """The points by key and category."""
    order = np.lexsort((codes, *key.T[::-1]))
    place = np.empty(len(codes), np.int64)
    place[order] = np.arange(len(codes))
    sources, targets = place[weights.sources], place[weights.neighbours]
    by_link = np.lexsort((targets, sources))
    links = sources[by_link], targets[by_link], weights.linked[by_link]
    return PointsInOrder(codes[order], *links, (weights.counts > 0)[order], int(codes.max()) + 1)


def dealt_anew(
    points: PointsInOrder,
    observed: np.ndarray,
    permutations: range,
    generator: np.random.Generator,
    progress: Progress = no_progress,
) -> Tuple[np.ndarray, np.ndarray]:
    """In how many of these permutations each share is at or below the observed one, and at or above, int64 (kinds,
    kinds). Each TOGETHER of all permutations have a stream of random numbers of their own, so that they can be shared
    out; ``permutations`` begins with such a block."""
    low, high = np.zeros(observed.shape, np.int64), np.zeros(observed.shape, np.int64)
    stream = generator
    for done, number in enumerate(permutations):
        if number % TOGETHER == 0:
            stream = stream_of(generator, number // TOGETHER)
            progress(done / len(permutations))
        found = points.shares(points.codes[stream.permutation(len(points.codes))])
        low += found <= observed + SLACK
        high += found >= observed - SLACK
    return low, high


def quotients(points: PointsInOrder, observed: np.ndarray, ranks: Ranks) -> Colocation:
    """The observed shares over those that chance gives, with p-values. ranks: of the shares, (kinds, kinds)."""
    kinds, n = points.kinds, len(points.codes)
    members = np.bincount(points.codes, minlength=kinds).astype(np.float64)
    expected = (members[None, :] - np.eye(kinds)) / (n - 1)
    with_neighbours = np.bincount(points.codes[points.linked], minlength=kinds).astype(np.float64)
    known = (with_neighbours[:, None] > 0) & (expected > 0)
    quotient = np.divide(observed, expected, out=np.full(observed.shape, np.nan), where=known)
    p = p_values(ranks, "two-sided")
    return Colocation(quotient, np.where(known & (ranks.permutations > 0), p, np.nan), with_neighbours)

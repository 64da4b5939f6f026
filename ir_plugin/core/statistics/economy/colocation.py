"""Co-location quotients: which kinds of business have which others next to them more often than chance would give."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...progress import Progress, no_progress
from ...space.weights import Weights
from ..permutation import Ranks, p_values

SLACK = 1e-9
"""Share of a sum by which equal sums may differ by rounding."""


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
    kinds = int(codes.max()) + 1
    linked = weights.counts > 0
    order = np.lexsort((codes, *key.T[::-1]))
    place = np.empty(len(codes), np.int64)
    place[order] = np.arange(len(codes))
    sources, targets = place[weights.sources], place[weights.neighbours]
    by_link = np.lexsort((targets, sources))
    sources, targets, values = sources[by_link], targets[by_link], weights.linked[by_link]
    rows = np.flatnonzero(linked[order])
    placed = codes[order]
    observed = _shares(placed, sources, targets, values, rows, kinds)
    low, high = np.zeros((kinds, kinds), np.int64), np.zeros((kinds, kinds), np.int64)
    for done in range(permutations):
        found = _shares(placed[generator.permutation(len(codes))], sources, targets, values, rows, kinds)
        low += found <= observed + SLACK
        high += found >= observed - SLACK
        if done % 16 == 0:
            progress(done / permutations)
    members = np.bincount(codes, minlength=kinds).astype(np.float64)
    expected = (members[None, :] - np.eye(kinds)) / (len(codes) - 1)
    with_neighbours = np.bincount(codes[linked], minlength=kinds).astype(np.float64)
    known = (with_neighbours[:, None] > 0) & (expected > 0)
    quotient = np.divide(observed, expected, out=np.full(observed.shape, np.nan), where=known)
    p = p_values(Ranks(low.ravel(), high.ravel(), permutations), "two-sided").reshape(low.shape)
    return Colocation(quotient, np.where(known & (permutations > 0), p, np.nan), with_neighbours)


def _shares(
    codes: np.ndarray, sources: np.ndarray, targets: np.ndarray, values: np.ndarray, rows: np.ndarray, kinds: int
) -> np.ndarray:
    """The mean share of each category among the neighbours of each category, float64 (kinds, kinds); 0 for none."""
    pairs = codes[sources] * kinds + codes[targets]
    sums = np.bincount(pairs, weights=values, minlength=kinds * kinds).reshape(kinds, kinds)
    points = np.bincount(codes[rows], minlength=kinds)
    return sums / np.maximum(points, 1)[:, None]

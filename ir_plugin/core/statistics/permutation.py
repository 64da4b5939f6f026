"""Conditional permutation for local statistics, one table of draws for all places.

Under the conditional null a place keeps its value and its k neighbours are drawn without replacement from all other
places. Each permutation here is one sequence of distinct places; its first k members stand for the neighbours of every
place with k neighbours. The sums are therefore sorted once for each k, and a place's rank is one binary search. Only
where a place meets itself among the first k of a sequence is its sum corrected: the member behind them takes its seat,
so that its neighbours are again drawn from all others. This is the exact conditional null of Anselin (1995), section 3,
with draws that the places share; it takes O(r k log r + n log r) steps instead of O(n r k).
"""

from __future__ import annotations

import math
from typing import Iterator, NamedTuple, Tuple

import numpy as np

from ..progress import Progress, no_progress
from ..space.weights import Weights
from .draws import distinct_draws, is_crowded

BLOCK = 1 << 21
"""Draws that are held together: what bounds the memory (some 100 MB)."""


class Ranks(NamedTuple):
    """How the observed sum of each place stands among its permuted ones, int64 (n,).

    low: how many permutations are at or below the observed sum; high: at or above. permutations: how many there are.
    """

    low: np.ndarray
    high: np.ndarray
    permutations: int


def local_sum_ranks(
    values: np.ndarray,
    weights: Weights,
    permutations: int,
    generator: np.random.Generator,
    key: np.ndarray,
    progress: Progress = no_progress,
) -> Ranks:
    """The ranks of each place's sum of neighbouring values among ``permutations`` permuted sums.

    values: float64 (n,) without NaN. weights: binary; the same ranks serve any weights that are equal within a row, and
    any statistic that rises with the neighbours' sum while the place's own value is fixed (Gi, Gi*, local Moran).
    key: float64 (n, columns), what tells places of equal value apart; places are drawn in the order of value and key,
    so that the result does not depend on the order of rows (see ``drawing_turns``). Islands get ranks 0. Sums that are
    equal, or differ by no more than rounding, count on both sides. ValueError for weights that differ.
    """
    if weights.values is not None:
        raise ValueError("the shared table of draws needs binary weights")
    places = _places(values, weights)
    order, twin = drawing_turns(values, key, np.stack([places.counts, places.sums], axis=1))
    low, high = np.zeros(weights.n, np.int64), np.zeros(weights.n, np.int64)
    width = min(int(places.counts.max(initial=0)) + 1, weights.n)
    done = 0
    for draws in _blocks(weights.n, width, permutations, generator):
        _count(places, order[draws], low, high)
        done += len(draws)
        progress(done / permutations)
    return Ranks(low[twin], high[twin], permutations)


def p_values(ranks: Ranks, alternative: str) -> np.ndarray:
    """Pseudo p-values, float64 (n,) in [1 / (r + 1), 1].

    two-sided: min(1, 2 (min(low, high) + 1) / (r + 1)). greater, less: one side. directed: the smaller side, which
    reports findings about twice as often as it claims. Source: Davison and Hinkley (1997), section 4.2.
    """
    smaller = np.minimum(ranks.low, ranks.high)
    extreme = {"two-sided": smaller, "directed": smaller, "greater": ranks.high, "less": ranks.low}[alternative]
    share = (extreme + 1) / (ranks.permutations + 1)
    return np.minimum(1.0, 2.0 * share) if alternative == "two-sided" else share


class _Places(NamedTuple):
    """values, sums: whole numbers in float64, so that sums are exact in whichever order they are added.

    groups: for each number of neighbours k its places, in ascending order of their sums. slack: what rounding to whole
    numbers can make of a difference between two equal sums.
    """

    values: np.ndarray
    sums: np.ndarray
    counts: np.ndarray
    groups: Tuple[Tuple[int, np.ndarray], ...]
    slack: float


def _places(values: np.ndarray, weights: Weights) -> _Places:
    counts = weights.counts
    longest = int(counts.max(initial=0))
    whole, is_exact = _whole_numbers(values, longest + 1)
    sums = weights.sums(whole)
    by_sum = _ascending(sums)
    by_count = by_sum[np.argsort(counts[by_sum], kind="stable")]
    sizes = np.bincount(counts)
    parts = np.split(by_count, np.cumsum(sizes)[:-1])
    groups = tuple((k, part) for k, part in enumerate(parts) if k and len(part))
    return _Places(whole, sums, counts, groups, 0.0 if is_exact else longest + 1.5)


def _whole_numbers(values: np.ndarray, terms: int) -> Tuple[np.ndarray, bool]:
    """The values times a power of two, rounded, so that sums of so many ``terms`` stay below 2**53; and whether no
    value was changed by it."""
    largest = float(np.abs(values).max(initial=0.0))
    exponent = 53 - math.frexp(largest)[1] - math.frexp(terms)[1]
    scaled = np.ldexp(values, exponent)
    whole = np.rint(scaled)
    return whole, bool((whole == scaled).all())


def drawing_order(values: np.ndarray, key: np.ndarray) -> np.ndarray:
    """The rows in ascending order of value and, where values are equal, of key; by no more of its columns than tell all
    rows apart, for sorting by each takes as long again."""
    order = _ascending(values)
    for known in range(key.shape[1]):
        if not len(_tied(order, values, *key.T[:known])):
            break
        order = np.lexsort((*key.T[known::-1], values))
    return order


def drawing_turns(values: np.ndarray, key: np.ndarray, observed: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """The order in which places are drawn, and for each place the one whose ranks it shares, int64 (n,) both.

    By value and key; businesses of one value at one point are told apart by what was ``observed`` of their neighbours,
    float64 (n, columns). Those that are alike in this too are one to the test: all get the ranks of the first, so that
    it is no matter which row that is.
    """
    order = drawing_order(values, key)
    if not len(_tied(order, values, *key.T)):
        return order, np.arange(len(values))
    known = np.column_stack([values, key, observed])
    order = np.lexsort(known.T[::-1])
    new = np.append(True, (known[order[1:]] != known[order[:-1]]).any(axis=1))
    twin = np.empty(len(values), np.int64)
    twin[order] = order[np.flatnonzero(new)[np.cumsum(new) - 1]]
    return order, twin


def _ascending(values: np.ndarray) -> np.ndarray:
    """The rows in ascending order of value, equal ones in any order. Merging is twenty times as fast as quicksort where
    most values are equal, and half as fast where all differ; a few values tell which."""
    few = values[:100]
    return np.argsort(values, kind="stable" if 2 * len(np.unique(few)) < len(few) else "quicksort")


def _tied(order: np.ndarray, values: np.ndarray, *columns: np.ndarray) -> np.ndarray:
    """The places in an order, int64, whose row is equal to the next one's in value and in all these columns."""
    ascending = values[order]
    tied = np.flatnonzero(ascending[1:] == ascending[:-1])
    for column in columns:
        tied = tied[column[order[tied]] == column[order[tied + 1]]]
    return tied


def _blocks(n: int, width: int, permutations: int, generator: np.random.Generator) -> Iterator[np.ndarray]:
    size = max(1, BLOCK // (n if is_crowded(n, width) else width))
    for start in range(0, permutations, size):
        yield distinct_draws(n, width, min(size, permutations - start), generator)


def _count(places: _Places, draws: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
    """Adds a block of permutations (rows of drawn places) to the counts of every place that has neighbours."""
    sums = np.cumsum(places.values[draws], axis=1)
    for k, group in places.groups:
        reference, observed = np.sort(sums[:, k - 1]), places.sums[group]
        low[group] += np.searchsorted(reference, observed + places.slack, side="right")
        high[group] += len(reference) - np.searchsorted(reference, observed - places.slack, side="left")
    _correct_own_draws(places, draws, sums, low, high)


def _correct_own_draws(places: _Places, draws: np.ndarray, sums: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
    """Where a place was drawn as its own neighbour, the member behind its last neighbour takes the seat."""
    row, seat = np.nonzero(np.arange(draws.shape[1]) < places.counts[draws])
    place = draws[row, seat]
    k = places.counts[place]
    above = sums[row, k - 1] - places.sums[place]
    corrected = sums[row, k] - places.values[place] - places.sums[place]
    slack = places.slack
    np.add.at(low, place, (corrected <= slack).astype(np.int64) - (above <= slack))
    np.add.at(high, place, (corrected >= -slack).astype(np.int64) - (above >= -slack))

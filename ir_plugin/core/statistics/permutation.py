"""Conditional permutation for local statistics, one table of draws for all places.

Under the conditional null a place keeps its value and its k neighbours are drawn without replacement from all other
places. Each permutation here is one sequence of distinct places; its first k members stand for the neighbours of every
place with k neighbours. The sums are therefore sorted once for each k, and a place's rank is one binary search. Only
where a place meets itself in a sequence is its sum corrected: the member after the k-th takes its seat, so that its
neighbours are again drawn from all others. This is the exact conditional null of Anselin (1995), section 3, with draws
that the places share; it needs O(r k log r + n log r) steps instead of O(n r k).
"""

from __future__ import annotations

from typing import Iterator, NamedTuple

import numpy as np

from ..progress import Progress, no_progress
from ..space.weights import Weights

BLOCK = 1 << 22
"""Draws that are held together: what bounds the memory (some 150 MB)."""


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
    key: float64 (n, columns), what tells places apart; places are drawn in its order, so that the result does not
    depend on the order of rows. Islands get ranks 0. Equal sums count on both sides.
    """
    order = np.lexsort((*key.T[::-1], values))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    counts = weights.counts
    places = _Places(values[order], weights.sums(values)[order], counts[order])
    low, high = np.zeros(len(values), np.int64), np.zeros(len(values), np.int64)
    longest = int(counts.max(initial=0))
    done = 0
    for draws in _blocks(len(values), longest, permutations, generator):
        _count(places, draws, low, high)
        done += len(draws)
        progress(done / permutations)
    return Ranks(low[rank], high[rank], permutations)


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
    """Places in the order in which they are drawn: value, observed sum, number of neighbours."""

    values: np.ndarray
    sums: np.ndarray
    counts: np.ndarray


def _blocks(n: int, longest: int, permutations: int, generator: np.random.Generator) -> Iterator[np.ndarray]:
    width = min(longest + 1, n)
    size = max(1, BLOCK // max(width, n if _is_crowded(n, width) else width))
    for start in range(0, permutations, size):
        yield distinct_draws(n, width, min(size, permutations - start), generator)


def _is_crowded(n: int, width: int) -> bool:
    return width * 2 > n


def distinct_draws(n: int, width: int, rows: int, generator: np.random.Generator) -> np.ndarray:
    """``rows`` random sequences of ``width`` distinct numbers below n, int64 (rows, width); all equally likely.

    Numbers are drawn with replacement and repetitions skipped, which leaves a sequence without replacement; where most
    numbers are wanted, whole permutations are drawn instead.
    """
    if _is_crowded(n, width):
        return generator.permuted(np.broadcast_to(np.arange(n), (rows, n)), axis=1)[:, :width]
    draws = generator.integers(0, n, (rows, width))
    repeated = _repeats(draws)
    while repeated.any():
        again = np.flatnonzero(repeated.any(axis=1))
        draws[again] = _skip_repeats(draws[again], repeated[again], n, generator)
        repeated[:] = False
        repeated[again] = _repeats(draws[again])
    return draws


def _repeats(draws: np.ndarray) -> np.ndarray:
    """Which members of each row stand in it before, bool like draws."""
    order = np.argsort(draws, axis=1, kind="stable")
    ascending = np.take_along_axis(draws, order, axis=1)
    repeated = np.zeros(draws.shape, bool)
    np.put_along_axis(repeated, order[:, 1:], ascending[:, 1:] == ascending[:, :-1], axis=1)
    return repeated


def _skip_repeats(draws: np.ndarray, repeated: np.ndarray, n: int, generator: np.random.Generator) -> np.ndarray:
    """Each row without its repetitions, the rest moved up in order, new draws behind."""
    kept = np.argsort(repeated, axis=1, kind="stable")
    draws = np.take_along_axis(draws, kept, axis=1)
    behind = np.take_along_axis(repeated, kept, axis=1)
    draws[behind] = generator.integers(0, n, int(behind.sum()))
    return draws


def _count(places: _Places, draws: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
    """Adds a block of permutations to the counts of every place that has neighbours."""
    sums = np.cumsum(places.values[draws], axis=1)
    for k in np.unique(places.counts[places.counts > 0]):
        reference = np.sort(sums[:, k - 1])
        at = np.flatnonzero(places.counts == k)
        low[at] += np.searchsorted(reference, places.sums[at], side="right")
        high[at] += len(reference) - np.searchsorted(reference, places.sums[at], side="left")
    _correct_own_draws(places, draws, sums, low, high)


def _correct_own_draws(places: _Places, draws: np.ndarray, sums: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
    """Where a place was drawn as its own neighbour, the member behind its last neighbour takes the seat."""
    row, seat = np.nonzero(np.arange(draws.shape[1]) < places.counts[draws])
    place = draws[row, seat]
    k = places.counts[place]
    drawn = sums[row, k - 1]
    corrected = _sum_without(places.values, draws, row, seat, k)
    observed = places.sums[place]
    n = len(places.values)
    for counter, before, after in (
        (low, drawn <= observed, corrected <= observed),
        (high, drawn >= observed, corrected >= observed),
    ):
        change = after.astype(np.int64) - before
        counter += np.bincount(place, weights=change, minlength=n).astype(np.int64)


def _sum_without(values: np.ndarray, draws: np.ndarray, row: np.ndarray, seat: np.ndarray, k: np.ndarray) -> np.ndarray:
    """The sum of each row's first k + 1 members without the one at ``seat``, added in their order.

    Added anew rather than subtracted from the sum, so that rounding cannot break a tie.
    """
    total = np.zeros(len(row))
    for column in range(draws.shape[1]):
        wanted = (column <= k) & (column != seat)
        total[wanted] += values[draws[row[wanted], column]]
    return total

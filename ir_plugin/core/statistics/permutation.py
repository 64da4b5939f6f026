"""Conditional permutation for local statistics, one table of draws for all places.

Under the conditional null a place keeps its value and its k neighbours are drawn without replacement from all other
places. Each permutation here is one sequence of distinct places; its first k members stand for the neighbours of every
place with k neighbours. The sums are therefore sorted once for each k, and a place's rank is one binary search. Only
where a place meets itself among the first k of a sequence is its sum corrected: the member behind them takes its seat,
so that its neighbours are again drawn from all others. This is the exact conditional null of Anselin (1995), section 3,
with draws that the places share; it takes O(r k log r + n log r) steps instead of O(n r k).

The table of draws is small and knows nothing of links. So places can be counted slice by slice, anywhere, with the
ranks that all together would give them: ``NeighbourSums`` holds a slice, ``Scale`` what it must know of the others.
"""

from __future__ import annotations

import math
from typing import Iterator, NamedTuple, Tuple

import numpy as np

from ..progress import Progress, no_progress
from ..space.weights import Weights
from .draws import Drawn, draw_blocks, is_crowded
from .turns import ascending_order, drawing_turns

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
    scale = Scale.of(values, weights.counts)
    whole, is_exact = scale.whole(values)
    places = neighbour_sums(whole, weights, scale.slack(is_exact))
    order, twin = drawing_turns(values, key, places.observed)
    low, high = np.zeros(weights.n, np.int64), np.zeros(weights.n, np.int64)
    done = 0
    for draws in sum_draws(weights.n, scale.longest, permutations, generator):
        drawn = order[draws]
        places.tally(Drawn(drawn, whole[drawn]), low, high)
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


def sum_draws(n: int, longest: int, permutations: int, generator: np.random.Generator) -> Iterator[np.ndarray]:
    """The draws of ``local_sum_ranks`` among n places with at most ``longest`` neighbours, as blocks of turns."""
    width = min(longest + 1, n)
    size = max(1, BLOCK // (n if is_crowded(n, width) else width))
    return draw_blocks(n, width, permutations, size, generator)


class Scale(NamedTuple):
    """Values times 2**exponent, rounded, are whole numbers; so many of them as the ``longest`` row of neighbours has,
    and one more, stay below 2**53 together. It must be that of all places."""

    exponent: int
    longest: int

    @staticmethod
    def of(values: np.ndarray, counts: np.ndarray) -> Scale:
        """The scale of all values, float64 (n,), and of the numbers of neighbours of all places."""
        longest = int(counts.max(initial=0))
        largest = float(np.abs(values).max(initial=0.0))
        return Scale(53 - math.frexp(largest)[1] - math.frexp(longest + 1)[1], longest)

    def whole(self, values: np.ndarray) -> Tuple[np.ndarray, bool]:
        """The values in whole numbers, float64 (n,), and whether rounding changed none of them."""
        scaled = np.ldexp(values, self.exponent)
        whole = np.rint(scaled)
        return whole, bool((whole == scaled).all())

    def slack(self, is_exact: bool) -> float:
        """What rounding to whole numbers can make of a difference between two equal sums."""
        return 0.0 if is_exact else self.longest + 1.5


class NeighbourSums(NamedTuple):
    """The sums of neighbours of some places, to be counted against permuted ones.

    values, sums: whole numbers in float64, so that sums are exact in whichever order they are added. groups: for each
    number of neighbours k its places, in ascending order of their sums. slack: as ``Scale.slack``.
    """

    values: np.ndarray
    sums: np.ndarray
    counts: np.ndarray
    groups: Tuple[Tuple[int, np.ndarray], ...]
    slack: float

    @property
    def observed(self) -> np.ndarray:
        """What tells places of equal value at one point apart, float64 (n, 2)."""
        return np.stack([self.counts, self.sums], axis=1)

    def tally(self, drawn: Drawn, low: np.ndarray, high: np.ndarray) -> None:
        """Adds a block of permutations to the counts, int64 (n,), of every place that has neighbours."""
        sums = np.cumsum(drawn.values, axis=1)
        for k, group in self.groups:
            reference, observed = np.sort(sums[:, k - 1]), self.sums[group]
            low[group] += np.searchsorted(reference, observed + self.slack, side="right")
            high[group] += len(reference) - np.searchsorted(reference, observed - self.slack, side="left")
        self._correct_own_draws(drawn, sums, low, high)

    def _correct_own_draws(self, drawn: Drawn, sums: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Where a place was drawn as its own neighbour, the member behind its last neighbour takes the seat."""
        row, seat = drawn.own(self.counts)
        place = drawn.places[row, seat]
        k = self.counts[place]
        above = sums[row, k - 1] - self.sums[place]
        corrected = sums[row, k] - self.values[place] - self.sums[place]
        slack = self.slack
        np.add.at(low, place, (corrected <= slack).astype(np.int64) - (above <= slack))
        np.add.at(high, place, (corrected >= -slack).astype(np.int64) - (above >= -slack))


def neighbour_sums(whole: np.ndarray, weights: Weights, slack: float) -> NeighbourSums:
    """The sums of whole numbers, float64 (n,), over the links of binary weights. A place whose neighbours others count
    (in a slice: one that only lends its value) has no links here."""
    counts, sums = weights.counts, weights.sums(whole)
    by_sum = ascending_order(sums)
    by_count = by_sum[np.argsort(counts[by_sum], kind="stable")]
    parts = np.split(by_count, np.cumsum(np.bincount(counts))[:-1])
    groups = tuple((k, part) for k, part in enumerate(parts) if k and len(part))
    return NeighbourSums(whole, sums, counts, groups, slack)

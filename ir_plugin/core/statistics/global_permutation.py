"""How statistics of a whole map stand among those of values dealt out anew to its places."""

from __future__ import annotations

from typing import Callable

import numpy as np

from ..progress import Progress, no_progress
from .link_sums import Pairs
from .permutation import Ranks
from .turns import drawing_order

HELD = 1 << 21
"""Permuted values of links that are held together: what bounds the memory."""

SLACK = 1e-11
"""Share of the observed value by which equal values may differ by rounding."""

STATISTICS = ("moran", "geary", "g", "low-low", "high-high", "high-low")
"""What ``map_statistics`` gives, in this order."""

Statistics = Callable[[np.ndarray], np.ndarray]
"""From values (permutations, n) to statistics (permutations, m)."""


def permutation_ranks(
    values: np.ndarray,
    statistics: Statistics,
    links: int,
    permutations: int,
    generator: np.random.Generator,
    key: np.ndarray,
    progress: Progress = no_progress,
) -> Ranks:
    """The ranks of m statistics of the map among those of permuted maps, int64 (m,).

    values: (n,), any kind. links: how many links the statistics walk, which bounds the permutations held together.
    key: float64 (n, columns), as in ``local_sum_ranks``; the result does not depend on the order of rows. Equal
    statistics count on both sides. Source: Hope (1968).
    """
    order = drawing_order(np.asarray(values, np.float64), key)
    observed = statistics(values[None, :])[0]
    slack = SLACK * np.abs(observed)
    low, high = np.zeros(len(observed), np.int64), np.zeros(len(observed), np.int64)
    together = max(1, HELD // max(1, links, len(values)))
    for done in range(0, permutations, together):
        permuted = np.empty((min(together, permutations - done), len(values)), values.dtype)
        for row in permuted:
            row[order] = values[order[generator.permutation(len(values))]]
        found = statistics(permuted)
        low += (found <= observed + slack).sum(axis=0)
        high += (found >= observed - slack).sum(axis=0)
        progress((done + len(permuted)) / permutations)
    return Ranks(low, high, permutations)


def map_statistics(pairs: Pairs, binary: Pairs, mean: float, cut: float) -> Statistics:
    """The sums that rise and fall with Moran's I, Geary's C, the general G and the join counts of values cut at
    ``cut`` (what lies above is high): float64 (permutations, 6), in the order of STATISTICS.

    pairs: of the weights of Moran and Geary; binary: the same pairs, weighted as G and the join counts have them.
    """

    def statistics(values: np.ndarray) -> np.ndarray:
        left, right = values[:, pairs.left], values[:, pairs.right]
        high_left, high_right = left > cut, right > cut
        return np.stack(
            [
                ((left - mean) * (right - mean)) @ pairs.both,
                np.square(left - right) @ pairs.both,
                (left * right) @ binary.both,
                0.5 * (~high_left & ~high_right) @ binary.both,
                0.5 * (high_left & high_right) @ binary.both,
                0.5 * (high_left ^ high_right) @ binary.both,
            ],
            axis=1,
        )

    return statistics

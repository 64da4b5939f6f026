"""Groups of rows with numbers and categories around prototypes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...progress import Progress, no_progress
from .descent import descended_from_seeds, seeds
from .mixed_rows import DistinctRows, MixedRows, distinct_rows
from .prototypes import prototypes, total_cost

STARTS = 25
"""Starts where the caller names no number: on a few thousand rows more have rarely found a better partition."""


class Partition(NamedTuple):
    """labels: int64 (n,), clusters 0 .. k - 1 by size, the largest first; equal sizes by their centres.

    sizes: int64 (k,). means: float64 (k, d), in the scale of the rows. modes: (k, m), the most frequent code of each
    column of categories as the caller gave them, of equally frequent ones the smallest. cost: the sum of all rows'
    dissimilarities to the prototype of their cluster (without categories: the within-cluster sum of squares).
    """

    labels: np.ndarray
    sizes: np.ndarray
    means: np.ndarray
    modes: np.ndarray
    cost: float


def k_prototypes(
    rows: MixedRows,
    k: int,
    generator: np.random.Generator,
    starts: int = STARTS,
    progress: Progress = no_progress,
) -> Partition:
    """The cheapest of the partitions into k clusters that so many ``starts`` lead to.

    Each start draws seeds (k-means++), settles them by Huang's algorithm, and then moves single rows while that lowers
    the cost with both prototypes following, so a result is also optimal in the sense of Hartigan and Wong. Like every
    such search it may miss the best partition of all; more starts make that rarer. Equal rows share a cluster, no
    cluster is empty, and the result does not depend on the order of rows. Without categories this is k-means.
    ValueError unless 1 <= k <= the number of different rows, and for no start.

    Time grows with starts x rows x k x columns; memory with rows x k. Sources: Huang (1998), equations 3 to 8; Arthur
    and Vassilvitskii (2007); Hartigan and Wong (1979).
    """
    data = distinct_rows(rows)
    if not 1 <= k <= data.rows.n or starts < 1:
        raise ValueError(f"k must be 1 to {data.rows.n}, the number of different rows, and starts at least 1")
    data, middle = _centred(data)
    best, lowest = np.zeros(data.rows.n, np.int64), np.inf
    for at in range(starts):
        progress(at / starts)

        def still(_: float, done: float = at / starts) -> None:
            progress(done)

        labels = descended_from_seeds(data, seeds(data, k, generator), still)
        cost = total_cost(data, labels, prototypes(data, labels, k))
        if cost < lowest:
            best, lowest = labels, cost
    return _partition(data, best, k, middle)


def _centred(data: DistinctRows) -> tuple[DistinctRows, np.ndarray]:
    """The rows around the mean of each column, so that a far origin costs no precision."""
    numbers = data.rows.numbers
    middle = (numbers * data.counts).sum(axis=1) / data.counts.sum()
    return data._replace(rows=data.rows._replace(numbers=numbers - middle[:, None])), middle


def _partition(data: DistinctRows, labels: np.ndarray, k: int, middle: np.ndarray) -> Partition:
    """The clusters of the different rows, numbered by size and centre, given to all rows."""
    centres = prototypes(data, labels, k)
    order = np.lexsort((*centres.modes.T[::-1], *centres.means.T[::-1], -centres.sizes))
    number = np.empty(k, np.int64)
    number[order] = np.arange(k)
    modes = [names[codes] for names, codes in zip(data.rows.names, centres.modes[order].T)]
    return Partition(
        labels=number[labels][data.member],
        sizes=centres.sizes[order].astype(np.int64),
        means=centres.means[order] + middle,
        modes=np.array(modes, np.int64).reshape(len(modes), k).T,
        cost=total_cost(data, labels, centres),
    )

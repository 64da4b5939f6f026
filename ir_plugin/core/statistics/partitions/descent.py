"""From seeds to a partition that no move of one row improves."""

from __future__ import annotations

import numpy as np

from ...progress import Progress
from .mixed_rows import DistinctRows, dissimilarities
from .prototypes import distances, prototypes, savings, total_cost

ROUNDS = 300
"""After so many rounds of either kind a descent ends where it is."""
ROUNDING = 1e-12
"""Savings below this share of the cost are rounding."""


def seeds(data: DistinctRows, k: int, generator: np.random.Generator) -> np.ndarray:
    """k different rows, int64 (k,), each drawn in proportion to its dissimilarity to those before.

    Of 2 + log k candidates the one that lowers the cost most is kept. Source: Arthur and Vassilvitskii (2007).
    """
    rows, counts = data.rows, data.counts
    chosen = [_drawn(counts, 1, generator)[0]]
    nearest = _from_rows(data, np.array(chosen))[0]
    while len(chosen) < k:
        odds = nearest * counts
        odds[chosen] = 0.0
        if not odds.sum() > 0:  # what still differs is too small to be squared
            odds = np.ones(rows.n)
            odds[chosen] = 0.0
        candidates = _drawn(odds, 2 + int(np.log(k)), generator)
        closer = np.minimum(nearest, _from_rows(data, candidates))
        best = int((closer * counts).sum(axis=1).argmin())
        chosen.append(candidates[best])
        nearest = closer[best]
    return np.array(chosen)


def _drawn(odds: np.ndarray, size: int, generator: np.random.Generator) -> np.ndarray:
    """So many rows, drawn in proportion to the odds; never one of odds 0."""
    steps = np.cumsum(odds)
    at = np.searchsorted(steps, generator.random(size) * steps[-1], side="right")
    return np.minimum(at, np.flatnonzero(odds > 0)[-1])


def _from_rows(data: DistinctRows, chosen: np.ndarray) -> np.ndarray:
    return dissimilarities(data.rows, data.rows.numbers[:, chosen].T, data.rows.codes[:, chosen].T)


def descended_from_seeds(data: DistinctRows, chosen: np.ndarray, progress: Progress) -> np.ndarray:
    """Labels 0 .. k - 1, all in use, of the partition that grows from k seed rows until no row is nearer to another
    prototype, nor saves cost by a move."""
    k = len(chosen)
    labels = _from_rows(data, chosen).argmin(axis=0)
    labels[chosen] = np.arange(k)
    return _transferred(data, _settled(data, labels, k, progress), k, progress)


def _settled(data: DistinctRows, labels: np.ndarray, k: int, progress: Progress) -> np.ndarray:
    """Every row to its nearest prototype, again and again (Lloyd 1982); rows at equal distance stay."""
    everyone = np.arange(data.rows.n)
    for _ in range(ROUNDS):
        progress(0.0)
        apart = distances(data, prototypes(data, labels, k))
        nearest = apart.argmin(axis=0)
        least = apart[nearest, everyone]
        moving = least < apart[labels, everyone]
        if not moving.any():
            break
        labels = np.where(moving, nearest, labels)
        _fill_empty(labels, k, data.counts * least)
    return labels


def _fill_empty(labels: np.ndarray, k: int, costs: np.ndarray) -> None:
    """Each empty cluster takes the costliest row of those that are not alone in their cluster."""
    sizes = np.bincount(labels, minlength=k)
    for empty in np.flatnonzero(sizes == 0):
        row = int(np.where(sizes[labels] > 1, costs, -1.0).argmax())
        sizes[labels[row]] -= 1
        sizes[empty] = 1
        labels[row], costs[row] = empty, 0.0


def _transferred(data: DistinctRows, labels: np.ndarray, k: int, progress: Progress) -> np.ndarray:
    """Moves of single rows that save cost although they are near their prototype (Hartigan and Wong 1979).

    All at once where that lowers the cost; else those that share no cluster, whose savings add up.
    """
    centres = prototypes(data, labels, k)
    cost = total_cost(data, labels, centres)
    for _ in range(ROUNDS):
        progress(0.0)
        gains = savings(data, labels, centres)
        target = gains.argmax(axis=0)
        gain = gains[target, np.arange(len(target))]
        movers = np.flatnonzero(gain > ROUNDING * cost)
        if not len(movers):
            break
        for group in (movers, _apart(movers, gain, labels, target)):
            moved = labels.copy()
            moved[group] = target[group]
            if (np.bincount(moved, minlength=k) == 0).any():
                continue
            after = prototypes(data, moved, k)
            lower = total_cost(data, moved, after)
            if lower < cost:
                labels, centres, cost = moved, after, lower
                break
        else:
            break
    return labels


def _apart(movers: np.ndarray, gain: np.ndarray, labels: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The best movers of which no two leave or enter the same cluster."""
    taken: set[int] = set()
    chosen = []
    order = movers[np.argsort(-gain[movers], kind="stable")]
    pairs = labels[order] * (int(target.max()) + 1) + target[order]
    for at in np.sort(np.unique(pairs, return_index=True)[1]):  # the first mover of each pair of clusters
        row = int(order[at])
        ends = {int(labels[row]), int(target[row])}
        if not ends & taken:
            taken |= ends
            chosen.append(row)
    return np.array(chosen)

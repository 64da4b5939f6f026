"""The prototypes of a partition, what it costs, and what moving one row would save."""

from __future__ import annotations

from typing import NamedTuple, Tuple

import numpy as np

from .mixed_rows import DistinctRows, dissimilarities


class Prototypes(NamedTuple):
    """sizes: float64 (k,); means: float64 (k, d); modes: int64 (k, m), of equally frequent codes the smallest.

    tallies: for each column of categories how often each code occurs in each cluster, float64 (k, codes).
    """

    sizes: np.ndarray
    means: np.ndarray
    modes: np.ndarray
    tallies: Tuple[np.ndarray, ...]


def prototypes(data: DistinctRows, labels: np.ndarray, k: int) -> Prototypes:
    """The prototypes of clusters 0 .. k - 1; none may be empty."""
    rows, counts = data.rows, data.counts
    sizes = np.bincount(labels, weights=counts, minlength=k)
    sums = [np.bincount(labels, weights=counts * column, minlength=k) for column in rows.numbers]
    means = np.array(sums).reshape(len(sums), k).T / sizes[:, None]
    tallies = []
    for column, names in zip(rows.codes, rows.names):
        key = labels * len(names) + column
        tallies.append(np.bincount(key, weights=counts, minlength=k * len(names)).reshape(k, len(names)))
    modes = np.array([tally.argmax(axis=1) for tally in tallies], np.int64).reshape(len(tallies), k).T
    return Prototypes(sizes, means, modes, tuple(tallies))


def distances(data: DistinctRows, centres: Prototypes) -> np.ndarray:
    """From each prototype to each different row, float64 (k, rows)."""
    return dissimilarities(data.rows, centres.means, centres.modes)


def savings(data: DistinctRows, labels: np.ndarray, centres: Prototypes) -> np.ndarray:
    """By how much the cost would fall if a row (with all its equals) went to each cluster, float64 (k, rows).

    It counts that both prototypes follow the move: a row of weight w at squared distance d leaves a cluster of size s
    for a saving of s w d / (s - w) and joins another for s w d / (s + w); the modes follow likewise. -inf for the own
    cluster and for a row that is alone in it. Source: Hartigan and Wong (1979); for categories their analogue.
    """
    rows, weight, everyone = data.rows, data.counts, np.arange(data.rows.n)
    squares = dissimilarities(rows._replace(codes=rows.codes[:0]), centres.means, centres.modes[:, :0])
    sizes, own = centres.sizes[:, None], centres.sizes[labels]
    alone = own <= weight
    left = np.where(alone, 1.0, own - weight)
    gain = own * weight / left * squares[labels, everyone]
    joining = squares
    joining *= sizes * weight / (sizes + weight)
    for column, tally in zip(rows.codes, centres.tallies):
        gain += rows.gamma * (weight - _top_lost(column, tally, labels, weight))
        top = tally.max(axis=1)[:, None]
        joining += rows.gamma * (weight - np.maximum(tally[:, column] + weight - top, 0.0))
    result = np.subtract(gain, joining, out=joining)
    result[:, alone] = -np.inf
    result[labels, everyone] = -np.inf
    return result


def _top_lost(column: np.ndarray, tally: np.ndarray, labels: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """By how much the most frequent code of its cluster becomes less frequent when a row leaves."""
    ascending = np.sort(tally, axis=1)
    top = ascending[:, -1][labels]
    second = ascending[:, -2][labels] if tally.shape[1] > 1 else np.zeros(len(labels))
    own = tally[labels, column]
    others = np.where(own == top, second, top)
    return top - np.maximum(others, own - weight)


def total_cost(data: DistinctRows, labels: np.ndarray, centres: Prototypes) -> float:
    """The sum of all rows' dissimilarities to the prototype of their cluster."""
    rows, cost = data.rows, np.zeros(data.rows.n)
    for column, mean in zip(rows.numbers, centres.means.T):
        cost += np.square(column - mean[labels])
    for column, mode in zip(rows.codes, centres.modes.T):
        cost += rows.gamma * (column != mode[labels])
    return float((cost * data.counts).sum())

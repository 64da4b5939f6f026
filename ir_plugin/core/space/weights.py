"""Who is whose neighbour: spatial weights as compressed rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np


@dataclass(frozen=True)
class Weights:
    """Neighbours of n units; a unit is never its own neighbour, but in a file (``with_own``).

    starts: int64 (n + 1,); the neighbours of unit i are neighbours[starts[i]:starts[i + 1]], ascending.
    neighbours: int64 (links,), directed links. values: float64 (links,), or None where every link weighs 1.
    """

    starts: np.ndarray
    neighbours: np.ndarray
    values: Optional[np.ndarray] = None

    @property
    def n(self) -> int:
        """How many units there are."""
        return len(self.starts) - 1

    @property
    def counts(self) -> np.ndarray:
        """How many neighbours each unit has, int64 (n,)."""
        return np.diff(self.starts)

    @property
    def islands(self) -> np.ndarray:
        """The units without a neighbour, int64, ascending."""
        return np.flatnonzero(self.counts == 0)

    @property
    def sources(self) -> np.ndarray:
        """The unit at which each link starts, int64 (links,)."""
        return np.repeat(np.arange(self.n), self.counts)

    @property
    def linked(self) -> np.ndarray:
        """The weight of each link, float64 (links,)."""
        return np.ones(len(self.neighbours)) if self.values is None else self.values

    @property
    def is_even(self) -> bool:
        """Whether all links of a unit weigh the same, so that its weights do not matter where sums are compared."""
        return self.values is None or bool((self.values == self.values[self.starts[self.sources]]).all())

    @property
    def binary(self) -> Weights:
        """The same links, each with the weight 1."""
        return Weights(self.starts, self.neighbours)

    def sums(self, values: np.ndarray) -> np.ndarray:
        """For each unit the weighted sum of its neighbours' values, float64 (n,); 0 for islands."""
        linked = values[self.neighbours]
        return self.added(linked if self.values is None else linked * self.values)

    def added(self, linked: np.ndarray) -> np.ndarray:
        """For each unit the sum of what is given for its links, (links,); float64 (n,), 0 for islands."""
        sums, filled = np.zeros(self.n), self.counts > 0
        sums[filled] = np.add.reduceat(linked, self.starts[:-1][filled], dtype=np.float64)
        return sums

    def components(self) -> np.ndarray:
        """For each unit the smallest index in its connected component, int64 (n,); links count both ways."""
        return component_labels(self.n, self.sources, self.neighbours)

    def subset(self, kept: np.ndarray) -> Weights:
        """The weights among the kept units only (bool (n,)), renumbered in their order."""
        number = np.cumsum(kept) - 1
        sources, both = self.sources, kept[self.sources] & kept[self.neighbours]
        values = None if self.values is None else self.values[both]
        return weights_from_pairs(int(kept.sum()), number[sources[both]], number[self.neighbours[both]], values)


def weights_from_pairs(
    n: int, sources: np.ndarray, targets: np.ndarray, values: Optional[np.ndarray] = None
) -> Weights:
    """Weights of n units from directed links; a link given twice counts once (its first value)."""
    key = sources.astype(np.int64) * n + targets
    if values is None:
        key = distinct(key)
    else:
        key, first = np.unique(key, return_index=True)
        values = values[first]
    starts = np.searchsorted(key, np.arange(n + 1, dtype=np.int64) * n)
    return Weights(starts, key % n if n else key, values)


def symmetric_weights(n: int, left: np.ndarray, right: np.ndarray) -> Weights:
    """Binary weights of n units from undirected pairs."""
    return weights_from_pairs(n, np.concatenate((left, right)), np.concatenate((right, left)))


def distinct(keys: np.ndarray) -> np.ndarray:
    """The different keys, ascending. (Sorted: numpy's own unique hashes since 2.3, ten times slower on pairs.)"""
    keys = np.sort(keys)
    return keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys


def component_labels(n: int, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """For each of n units the smallest index it is connected with by the pairs, int64 (n,).

    Min-label propagation with path halving: every round hooks each root under the smallest root it touches, so the
    rounds grow with the logarithm of the component's size.
    """
    label = np.arange(n)
    while len(left):
        low, high = np.minimum(label[left], label[right]), np.maximum(label[left], label[right])
        apart = low < high
        left, right, low, high = left[apart], right[apart], low[apart], high[apart]
        np.minimum.at(label, high, low)
        while True:
            above = label[label]
            if np.array_equal(above, label):
                break
            label = above
    return label

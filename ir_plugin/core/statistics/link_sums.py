"""Sums over all links that global statistics and their moments are made of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..space.weights import Weights


class Pairs(NamedTuple):
    """Weights by undirected pair: left < right, int64; both: the weights of the two directions added, float64."""

    left: np.ndarray
    right: np.ndarray
    both: np.ndarray


class WeightSums(NamedTuple):
    """s0: all weights; s1: half the sum of (w_ij + w_ji)²; s2: sum of (row sum + column sum)². Source: Cliff and Ord
    (1981), section 1.5."""

    s0: float
    s1: float
    s2: float


def pairs_of(weights: Weights) -> Pairs:
    """The undirected pairs of the weights, each once; ascending by left and right."""
    values = weights.linked
    low, high = np.minimum(weights.sources, weights.neighbours), np.maximum(weights.sources, weights.neighbours)
    key = low * np.int64(weights.n) + high
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
    both = np.add.reduceat(values[order], first) if len(first) else np.zeros(0)
    return Pairs(key[first] // max(1, weights.n), key[first] % max(1, weights.n), both)


def weight_sums(weights: Weights, pairs: Pairs) -> WeightSums:
    """The three sums of all weights."""
    around = np.bincount(pairs.left, weights=pairs.both, minlength=weights.n)
    around += np.bincount(pairs.right, weights=pairs.both, minlength=weights.n)
    return WeightSums(float(pairs.both.sum()), float(np.square(pairs.both).sum()), float(np.square(around).sum()))

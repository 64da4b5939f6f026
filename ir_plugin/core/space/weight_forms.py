"""Weights made of other weights or of distances: higher orders, inverse distance, kernels, row-standardised."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Optional

import numpy as np

from .grid import distances, expanded
from .neighbours import k_nearest, within_distance
from .unit_pairs import are_among
from .weights import Weights, distinct, weights_from_pairs

NEAREST_M = 1.0
"""Distances below this count as this: two units at one place would weigh infinitely."""

KERNELS = ("triangular", "uniform", "epanechnikov", "quartic", "gaussian")


def row_standardised(weights: Weights) -> Weights:
    """The same links, each row divided by its sum; rows that sum to 0 keep their zeros."""
    values = weights.linked
    sums = np.bincount(weights.sources, weights=values, minlength=weights.n)
    return replace(weights, values=values / np.where(sums != 0, sums, 1.0)[weights.sources])


def with_own(weights: Weights, own: np.ndarray) -> Weights:
    """The links and one of each unit with itself that weighs ``own``, float64 (n,): the form of weights files.

    Statistics do not take such weights; Gi* is given ``own`` beside them.
    """
    units = np.arange(weights.n)
    values = None if weights.values is None and (own == 1).all() else np.append(weights.linked, own)
    sources, neighbours = np.append(weights.sources, units), np.append(weights.neighbours, units)
    return weights_from_pairs(weights.n, sources, neighbours, values)


def higher_order(weights: Weights, order: int, with_lower: bool) -> Weights:
    """Binary weights of the units that are exactly ``order`` links apart on the shortest way, or at most so many.

    order >= 1. Source: Anselin and Smirnov (1996): no unit is its own neighbour, no path is walked twice.
    """
    n = np.int64(weights.n)
    seen = distinct(np.concatenate([weights.sources * n + weights.neighbours, np.arange(weights.n) * (n + 1)]))
    front = distinct(weights.sources * n + weights.neighbours)
    for _ in range(order - 1):
        front = _one_step_on(weights, front)
        front = front[~are_among(front, seen)]
        seen = distinct(np.concatenate([seen, front]))
    links = seen[seen // n != seen % n] if with_lower else front
    return weights_from_pairs(weights.n, links // n, links % n)


def inverse_distance(points: np.ndarray, links: Weights, power: float) -> Weights:
    """The links of points (n, d), in metres, each with the weight 1 / distance**power; below 1 m as at 1 m."""
    apart = distances(points, links.sources, links.neighbours)
    return replace(links, values=np.maximum(apart, NEAREST_M) ** -power)


def kernel_weights(points: np.ndarray, kernel: str, bandwidth_m: float) -> Weights:
    """Weights of all points (n, d) within the bandwidth, by the kernel of distance / bandwidth; NaN rows are islands.

    triangular 1 - z, uniform 1/2, epanechnikov 3/4 (1 - z²), quartic 15/16 (1 - z²)², gaussian exp(-z²/2) / √(2π), all
    0 beyond the bandwidth; links of weight 0 are none. Source: Cleveland and Devlin (1988); Anselin and Rey (2014),
    section 4.4.
    """
    links = within_distance(points, bandwidth_m)
    return _valued(points, links, kernel, np.full(len(points), bandwidth_m))


def adaptive_kernel_weights(points: np.ndarray, kernel: str, k: int, twins: Optional[np.ndarray] = None) -> Weights:
    """As ``kernel_weights``, each point's bandwidth being the distance to its k-th nearest other (which itself then
    weighs 0 with the triangular, Epanechnikov and quartic kernels).

    twins: as ``k_nearest``. ValueError where fewer than k + 1 points are finite.
    """
    links = k_nearest(points, k, twins)
    apart = distances(points, links.sources, links.neighbours)
    bandwidth = np.zeros(links.n)
    np.maximum.at(bandwidth, links.sources, apart)
    return _valued(points, links, kernel, np.maximum(bandwidth, NEAREST_M))


def kernel_value(kernel: str, z: np.ndarray) -> np.ndarray:
    """The kernel at z = distance / bandwidth in [0, 1], float64."""
    forms: dict[str, Callable[[], np.ndarray]] = {
        "triangular": lambda: 1 - z,
        "uniform": lambda: np.full(np.shape(z), 0.5),
        "epanechnikov": lambda: 0.75 * (1 - z**2),
        "quartic": lambda: 15 / 16 * (1 - z**2) ** 2,
        "gaussian": lambda: np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi),
    }
    return forms[kernel]()


def _valued(points: np.ndarray, links: Weights, kernel: str, bandwidth_m: np.ndarray) -> Weights:
    apart = distances(points, links.sources, links.neighbours)
    values = kernel_value(kernel, np.minimum(apart / bandwidth_m[links.sources], 1.0))
    near = values > 0
    return weights_from_pairs(links.n, links.sources[near], links.neighbours[near], values[near])


def _one_step_on(weights: Weights, front: np.ndarray) -> np.ndarray:
    """From pairs (unit, reached) the pairs one link further, as ascending keys."""
    n = np.int64(weights.n)
    unit, reached = front // n, front % n
    found = [np.zeros(0, np.int64)]
    for row, place in expanded(weights.starts[reached], weights.starts[reached + 1]):
        found.append(distinct(unit[row] * n + weights.neighbours[place]))
    return distinct(np.concatenate(found))

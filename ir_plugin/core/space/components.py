"""Joining what the sea divides: components and islands linked to their nearest neighbour."""

from __future__ import annotations

import numpy as np

from .grid import distances
from .weights import Weights, component_labels, symmetric_weights


def join_components(weights: Weights, points: np.ndarray) -> tuple[Weights, np.ndarray]:
    """Binary weights with every component linked to its nearest unit of another, until one component is left.

    Gives the weights and the added pairs, int64 (pairs, 2), smaller row first. Distances are those of the points
    (n, d), in metres. By Borůvka's rule every component gains, in each round, the link to the unit outside that is
    nearest to it (the largest component waits to be found); equal distances are decided by the points' coordinates.
    Units without a position stay as they are.
    """
    placed = np.isfinite(points).all(axis=1)
    left, right = weights.sources, weights.neighbours
    added = np.zeros((0, 2), np.int64)
    while True:
        labels = component_labels(weights.n, np.append(left, added[:, 0]), np.append(right, added[:, 1]))
        if len(np.unique(labels[placed])) <= 1:
            break
        added = np.unique(np.concatenate([added, _nearest_links(labels, points, placed)]), axis=0)
    return symmetric_weights(weights.n, np.append(left, added[:, 0]), np.append(right, added[:, 1])), added


def _nearest_links(labels: np.ndarray, points: np.ndarray, placed: np.ndarray) -> np.ndarray:
    """For each component, save one that is larger than all others, its shortest link outwards, int64 (links, 2)."""
    rows = np.flatnonzero(placed)
    rows = rows[np.lexsort(points[rows].T[::-1])]
    components, sizes = np.unique(labels[rows], return_counts=True)
    if (sizes == sizes.max()).sum() == 1:
        components = np.delete(components, sizes.argmax())
    outside = [labels[rows] != each for each in components]
    links = [_shortest_link(rows[~others], rows[others], points) for others in outside]
    return np.sort(np.array(links, np.int64), axis=1)


def _shortest_link(members: np.ndarray, others: np.ndarray, points: np.ndarray) -> tuple[int, int]:
    best = (np.inf, 0, 0)
    for member in members:
        apart = distances(points, np.full(len(others), member), others)
        nearest = int(apart.argmin())
        if apart[nearest] < best[0]:
            best = (float(apart[nearest]), int(member), int(others[nearest]))
    return best[1], best[2]

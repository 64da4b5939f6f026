"""Joining what the sea divides: components and islands linked to their nearest neighbour."""

from __future__ import annotations

import numpy as np

from .box_tree import BoxTree, shortest_links
from .weights import Weights, component_labels, weights_from_pairs


def join_components(weights: Weights, points: np.ndarray) -> tuple[Weights, np.ndarray]:
    """Binary weights: the given links, and links of components to the nearest unit outside, until all are one
    component.

    Gives the weights and the added pairs, int64 (pairs, 2), smaller row first. Distances are those of the points
    (n, d), in metres. By Borůvka's rule every component gains, in each round, the link to the unit outside that is
    nearest to it (the largest component waits to be found); equal distances are decided by the points' coordinates.
    Units without a position stay as they are.

    Time grows with the units outside the largest component times the logarithm of all, memory with their number.
    Measured: 2,000 islands 0.05 s; 100,000 units in 2,000 clusters 1.7 s; 100,000 islands 5 s; 0.1 GB.
    """
    rows = np.flatnonzero(np.isfinite(points).all(axis=1))
    rows = rows[np.lexsort(points[rows].T[::-1])]
    tree = BoxTree(points[rows]) if len(rows) else None
    left, right = weights.sources, weights.neighbours
    added = np.zeros((0, 2), np.int64)
    while tree is not None:
        labels = component_labels(weights.n, np.append(left, added[:, 0]), np.append(right, added[:, 1]))[rows]
        components, sizes = np.unique(labels, return_counts=True)
        if len(components) == 1:
            break
        largest = components[sizes == sizes.max()]
        asking = labels != largest[0] if len(largest) == 1 else np.ones(len(rows), bool)
        links = np.sort(rows[shortest_links(tree, labels, asking)], axis=1)
        added = np.unique(np.concatenate([added, links]), axis=0)
    sources, targets = np.concatenate([left, *added.T]), np.concatenate([right, *added.T[::-1]])
    return weights_from_pairs(weights.n, sources, targets), added

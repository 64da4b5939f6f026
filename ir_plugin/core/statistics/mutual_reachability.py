"""The minimum spanning tree of mutual reachability distances, exact and without a matrix of distances."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..progress import Progress, no_progress
from ..space.box_tree import BoxTree, shortest_links
from ..space.grid import distances
from ..space.neighbours import k_nearest
from ..space.weights import component_labels


class SpanningTree(NamedTuple):
    """n - 1 edges between points: ends int64 (n - 1, 2), lengths float64 (n - 1,), in no order."""

    ends: np.ndarray
    lengths: np.ndarray


def core_distances(points: np.ndarray, min_samples: int) -> np.ndarray:
    """The distance to the min_samples-th nearest point, the point itself counted, float64 (n,). Source: Campello,
    Moulavi and Sander (2013), definition 1."""
    k = min_samples - 1
    if not k:
        return np.zeros(len(points))
    links = k_nearest(points, k)
    return distances(points, links.sources, links.neighbours).reshape(len(points), k).max(axis=1)


def mutual_reachability_tree(points: np.ndarray, cores: np.ndarray, progress: Progress = no_progress) -> SpanningTree:
    """The minimum spanning tree of max(distance, core of either end) over finite points (n, d), n >= 2.

    In rounds every component gains its shortest outgoing edge (Borůvka 1926); of edges of equal length those that would
    close a circle are left out, which keeps the tree minimal.
    """
    n, tree = len(points), BoxTree(points)
    labels = np.arange(n)
    ends, lengths = np.zeros((0, 2), np.int64), np.zeros(0)
    while len(ends) < n - 1:
        links = shortest_links(tree, labels, np.ones(n, bool), cores)
        apart = distances(points, links[:, 0], links[:, 1])
        apart = np.maximum(apart, np.maximum(cores[links[:, 0]], cores[links[:, 1]]))
        order = np.lexsort((links[:, 1], links[:, 0], apart))
        kept = order[_without_circles(labels[links[order]])]
        ends, lengths = np.concatenate([ends, links[kept]]), np.concatenate([lengths, apart[kept]])
        labels = component_labels(n, ends[:, 0], ends[:, 1])
        progress(len(ends) / (n - 1))
    return SpanningTree(ends, lengths)


def _without_circles(pairs: np.ndarray) -> np.ndarray:
    """Which pairs of groups, taken one after the other, join what was apart, bool."""
    names, flat = np.unique(pairs, return_inverse=True)
    above = list(range(len(names)))
    joins = []
    for left, right in flat.reshape(-1, 2).tolist():
        one, other = root_of(above, left), root_of(above, right)
        joins.append(one != other)
        above[one] = other
    return np.array(joins, bool)


def root_of(above: list[int], group: int) -> int:
    """The group at the top of those that a group has been joined with; halves the way there for the next who ask."""
    while above[group] != group:
        above[group] = above[above[group]]
        group = above[group]
    return group

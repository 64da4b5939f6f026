"""Density-based clusters of varying density (HDBSCAN)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..progress import Progress, no_progress, part
from .cluster_tree import ClusterTree, cluster_tree, merges_of
from .dbscan import NOISE, numbered_by_size
from .mutual_reachability import core_distances, mutual_reachability_tree


class VaryingDensity(NamedTuple):
    """labels: int64 (n,), clusters 0, 1, ... by size (equal sizes by their first point's coordinates), -1 for noise.

    membership: float64 (n,), how deep in its cluster a point lies, 0 (noise) .. 1 (in its densest part).
    stability: float64 (clusters,), the density each cluster gains and keeps, summed over its points.
    """

    labels: np.ndarray
    membership: np.ndarray
    stability: np.ndarray


def hdbscan(
    points: np.ndarray,
    smallest: int,
    min_samples: int,
    leaves: bool = False,
    nearest: float = 0.0,
    progress: Progress = no_progress,
) -> VaryingDensity:
    """Clusters of points (n, d), d 2 or 3, of at least ``smallest`` (>= 2) points each.

    min_samples: the neighbours, the point itself counted, that make a place dense. leaves: the smallest clusters of the
    tree instead of the most stable ones (excess of mass). nearest: shorter distances count as this, in metres; 0: as
    the shortest there is. All points together are no cluster. Edges of equal length join at once, so that the result
    does not depend on the order of rows, unlike other programs'. NaN rows are noise. ValueError for min_samples
    above the number of points. Source: Campello, Moulavi, Zimek and Sander (2015).
    """
    finite = np.flatnonzero(np.isfinite(points).all(axis=1))
    finite = finite[np.lexsort(points[finite].T[::-1])]
    result = VaryingDensity(np.full(len(points), NOISE, np.int64), np.zeros(len(points)), np.zeros(0))
    if len(finite) < max(2, smallest):
        return result
    placed = points[finite]
    tree = mutual_reachability_tree(placed, core_distances(placed, min_samples), part(progress, 0.0, 0.8))
    positive = tree.lengths[tree.lengths > 0]
    if not len(positive):
        return result
    clusters = cluster_tree(merges_of(tree), smallest, nearest or float(positive.min()))
    progress(0.95)
    chosen = _leaves(clusters) if leaves else _most_stable(clusters)
    home = _homes(clusters, chosen)[clusters.last]
    labels = numbered_by_size(home)
    result.labels[finite] = labels
    result.membership[finite] = _membership(clusters, home)
    names = np.full(int(labels.max(initial=-1)) + 1, -1)
    names[labels[labels >= 0]] = home[labels >= 0]
    progress(1.0)
    return result._replace(stability=clusters.stability[names])


def _most_stable(tree: ClusterTree) -> np.ndarray:
    """Excess of mass: a cluster is chosen where it is at least as stable as what would be chosen below it, bool."""
    count = len(tree.parent)
    below, chosen = np.zeros(count), np.zeros(count, bool)
    for cluster in range(count - 1, 0, -1):
        chosen[cluster] = tree.stability[cluster] >= below[cluster]
        below[tree.parent[cluster]] += max(tree.stability[cluster], below[cluster])
    return chosen


def _leaves(tree: ClusterTree) -> np.ndarray:
    chosen = np.ones(len(tree.parent), bool)
    chosen[tree.parent[1:]] = False
    chosen[0] = False
    return chosen


def _homes(tree: ClusterTree, chosen: np.ndarray) -> np.ndarray:
    """The uppermost chosen cluster that each cluster is, or lies in; NOISE for none."""
    homes = np.full(len(chosen), NOISE, np.int64)
    for cluster in range(1, len(chosen)):
        above = homes[tree.parent[cluster]]
        homes[cluster] = cluster if above == NOISE and chosen[cluster] else above
    return homes


def _membership(tree: ClusterTree, home: np.ndarray) -> np.ndarray:
    """The density at which a point falls out over that at which its cluster is gone or splits."""
    deepest = np.where(home >= 0, tree.densest[home], np.inf)
    return np.where(home >= 0, np.minimum(tree.density, deepest) / deepest, 0.0)

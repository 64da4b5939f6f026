"""From a spanning tree to the tree of clusters that HDBSCAN chooses from."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .mutual_reachability import SpanningTree, root_of


class Merges(NamedTuple):
    """What joins what as the distance grows, points 0 .. n - 1 being joined by merges n, n + 1, ...

    Edges of equal length join at once, so a merge may have more than two parts, and the order of edges does not matter.
    parts: for each merge the points or merges below it. lengths: where it happens. begin, end: for each point and merge
    its range in ``leaves``, the points in the order of the tree; the last merge holds all.
    """

    parts: list[list[int]]
    lengths: list[float]
    begin: np.ndarray
    end: np.ndarray
    leaves: np.ndarray


def merges_of(tree: SpanningTree) -> Merges:
    """The merges of n >= 2 points."""
    order = np.argsort(tree.lengths, kind="stable")
    lengths = tree.lengths[order].tolist()
    pairs = tree.ends[order].tolist()
    n = len(lengths) + 1
    above = list(range(n))
    node = list(range(n))
    parts: list[list[int]] = []
    heights: list[float] = []
    first = 0
    while first < len(lengths):
        last = first + 1
        while last < len(lengths) and lengths[last] == lengths[first]:
            last += 1
        _join(above, node, pairs[first:last], parts, n)
        heights += [lengths[first]] * (len(parts) - len(heights))
        first = last
    return Merges(parts, heights, *_ranges(parts, n))


def _join(above: list[int], node: list[int], pairs: list[list[int]], parts: list[list[int]], n: int) -> None:
    """Joins the components of edges of one length, and enters one merge for each new component."""
    below: dict[int, list[int]] = {}
    for left, right in pairs:
        one, other = root_of(above, left), root_of(above, right)
        joined = [*below.pop(one, [node[one]]), *below.pop(other, [node[other]])]
        above[one] = other
        below[other] = joined
    for root, members in below.items():
        node[root] = n + len(parts)
        parts.append(members)


def _ranges(parts: list[list[int]], n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """begin, end and leaves as in Merges: merges are walked from the last, which holds all, to their parts."""
    sizes = [1] * n
    for members in parts:
        sizes.append(sum(sizes[each] for each in members))
    begin = [0] * len(sizes)
    for number in range(len(parts) - 1, -1, -1):
        at = begin[n + number]
        for each in parts[number]:
            begin[each] = at
            at += sizes[each]
    starts, counts = np.array(begin), np.array(sizes)
    leaves = np.empty(n, np.int64)
    leaves[starts[:n]] = np.arange(n)
    return starts, starts + counts, leaves


class ClusterTree(NamedTuple):
    """Clusters 0 (everything), 1, ..., a parent before its children.

    parent: int64 (clusters,), -1 for 0. stability: float64 (clusters,), the density gained and kept, summed over its
    points. last: int64 (n,), the smallest cluster each point belongs to before it falls out. density: float64 (n,), at
    which density (1 / distance) it falls out. densest: float64 (clusters,), at which each is gone or splits.
    """

    parent: np.ndarray
    stability: np.ndarray
    last: np.ndarray
    density: np.ndarray
    densest: np.ndarray


def cluster_tree(merges: Merges, smallest: int, nearest: float) -> ClusterTree:
    """The tree of clusters with at least ``smallest`` points; parts that are smaller fall out of their cluster.

    nearest: shorter distances count as this, > 0. Source: Campello, Moulavi, Zimek and Sander (2015), sections 4 and 5.
    """
    n = len(merges.leaves)
    last, density = np.zeros(n, np.int64), np.zeros(n)
    parent, stability, birth, densest = [-1], [0.0], [0.0], [0.0]
    waiting = [(n + len(merges.parts) - 1, 0)]
    begin, end = merges.begin.tolist(), merges.end.tolist()
    while waiting:
        node, cluster = waiting.pop()
        while True:
            parts = merges.parts[node - n]
            level = 1.0 / max(merges.lengths[node - n], nearest)
            large = [each for each in parts if end[each] - begin[each] >= smallest]
            for each in parts if len(large) != 1 else [each for each in parts if each != large[0]]:
                stability[cluster] += (end[each] - begin[each]) * (level - birth[cluster])
                fallen = merges.leaves[begin[each] : end[each]]
                last[fallen], density[fallen] = cluster, level
            if len(large) != 1:
                densest[cluster] = level
                break
            node = large[0]
        for each in large:
            parent.append(cluster)
            stability.append(0.0)
            birth.append(level)
            densest.append(level)
            waiting.append((each, len(parent) - 1))
    return ClusterTree(np.array(parent), np.array(stability), last, density, np.array(densest))

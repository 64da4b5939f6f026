"""Which points are connected by steps of at most a distance, found between groups of points instead of points."""

from __future__ import annotations

from typing import Iterator, NamedTuple, Tuple

import numpy as np

from ..progress import Progress
from ..space.grid import Grid, distances, expanded
from ..space.weights import component_labels

Pairs = Tuple[np.ndarray, np.ndarray]


class _Groups(NamedTuple):
    """Points that are connected among themselves: points[starts[g]:starts[g + 1]] of a grid, and their bounding box.

    Cells so fine that all their points are within the distance; or, where cells are larger, every point for itself.
    """

    starts: np.ndarray
    of_point: np.ndarray
    low: np.ndarray
    high: np.ndarray


def linked_labels(grid: Grid, distance_m: float, cells_are_linked: bool, progress: Progress) -> np.ndarray:
    """For each point in the grid's order a label shared by all that steps of at most distance_m lead to, int64 (n,).

    First, groups whose first points are close: that links nearly all. Then only the pairs of groups that are still
    apart, and whose boxes are close, are measured point by point.
    """
    if not len(grid.points):
        return np.zeros(0, np.int64)
    groups = _groups(grid, cells_are_linked)
    count = len(groups.starts) - 1
    labels = np.arange(count)
    for certain in (_first_points_are_close, _any_points_are_close):
        for left, right in _candidates(grid, groups, distance_m):
            apart = labels[left] != labels[right]
            left, right = left[apart], right[apart]
            close = certain(grid, groups, left, right, distance_m)
            if close.any():
                labels = _merged(labels, left[close], right[close])
            progress(0.0)
    return labels[groups.of_point]


def _groups(grid: Grid, cells_are_linked: bool) -> _Groups:
    n = len(grid.points)
    starts = grid.starts if cells_are_linked else np.arange(n + 1)
    of_point = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    low, high = (bound.reduceat(grid.points, starts[:-1], axis=0) for bound in (np.minimum, np.maximum))
    return _Groups(starts, of_point, low, high)


def _candidates(grid: Grid, groups: _Groups, distance_m: float) -> Iterator[Pairs]:
    """Each pair of groups in cells that the distance can bridge, once, in blocks."""
    numbers = grid.numbers[groups.starts[:-1]]
    group_at = np.append(groups.of_point, len(numbers))
    later = np.arange(len(numbers)) + 1
    for begin, end in grid.ranges(numbers, int(np.ceil(distance_m / grid.cell))):
        yield from expanded(np.maximum(group_at[begin], later), group_at[end])


def _merged(labels: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The labels after linking those of the groups ``left`` with those of ``right``."""
    return component_labels(len(labels), labels[left], labels[right])[labels]


def _first_points_are_close(
    grid: Grid, groups: _Groups, left: np.ndarray, right: np.ndarray, distance_m: float
) -> np.ndarray:
    return distances(grid.points, groups.starts[left], groups.starts[right]) <= distance_m


def _any_points_are_close(
    grid: Grid, groups: _Groups, left: np.ndarray, right: np.ndarray, distance_m: float
) -> np.ndarray:
    """For pairs of groups whether a point of one is within the distance of a point of the other, bool."""
    close = np.zeros(len(left), bool)
    gap = np.maximum(groups.low[right] - groups.high[left], groups.low[left] - groups.high[right])
    pairs = np.flatnonzero(_length(gap) <= distance_m)
    for which, point in expanded(groups.starts[left[pairs]], groups.starts[left[pairs] + 1]):
        pair = pairs[which]
        other = right[pair]
        gap = np.maximum(groups.low[other] - grid.points[point], grid.points[point] - groups.high[other])
        facing = _length(gap) <= distance_m
        pair, point, other = pair[facing], point[facing], other[facing]
        for row, member in expanded(groups.starts[other], groups.starts[other + 1]):
            near = distances(grid.points, point[row], member) <= distance_m
            close[pair[row[near]]] = True
    return close


def _length(gap: np.ndarray) -> np.ndarray:
    """The distance of boxes, a hair short so that rounding never hides a close pair; gaps below 0 overlap."""
    return np.sqrt(np.square(np.maximum(gap, 0.0)).sum(axis=1)) * (1 - 1e-12)

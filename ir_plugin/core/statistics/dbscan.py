"""Density-based clusters (DBSCAN) on a grid, in bounded memory."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..progress import Progress, no_progress, part
from ..space.grid import Grid, distances, expanded
from .linked_groups import linked_labels

NOISE = -1


class Density(NamedTuple):
    """labels: int64 (n,), clusters 0, 1, ... by size (equal sizes by their first point's coordinates), -1 for noise.

    core: bool (n,), the points with enough neighbours; clustered points that are not core are border points.
    """

    labels: np.ndarray
    core: np.ndarray


def dbscan(points: np.ndarray, distance_m: float, minimum: int, progress: Progress = no_progress) -> Density:
    """Clusters of points (n, d), d 2 or 3: a point with at least ``minimum`` points within ``distance_m`` is core.

    The point itself counts, the distance is inclusive. Cores within the distance of each other share a cluster; a
    border point belongs to its nearest core (of equally near ones to that with the smallest coordinates). The result
    does not depend on the order of rows. NaN rows are noise. Source: Ester, Kriegel, Sander and Xu (1996).
    """
    n = len(points)
    finite = np.flatnonzero(np.isfinite(points).all(axis=1))
    finite = finite[np.lexsort(points[finite].T[::-1])]
    placed = points[finite]
    core = core_points(placed, distance_m, minimum, part(progress, 0.0, 0.5))
    labels = np.full(len(placed), NOISE, np.int64)
    labels[core] = linked_cores(placed[core], distance_m, part(progress, 0.5, 0.9))
    nearest = nearest_cores(placed[~core], placed[core], distance_m)
    labels[~core] = np.where(nearest >= 0, np.append(labels[core], NOISE)[nearest], NOISE)
    result = Density(np.full(n, NOISE, np.int64), np.zeros(n, bool))
    result.labels[finite] = numbered_by_size(labels)
    result.core[finite] = core
    return result


def _fine_grid(points: np.ndarray, distance_m: float) -> Grid:
    """Cells so small that all points of one are within the distance of each other."""
    return Grid(points, distance_m / np.sqrt(points.shape[1]) * (1 - 1e-9))


def _reach(grid: Grid, distance_m: float) -> int:
    return int(np.ceil(distance_m / grid.cell))


def _is_fine(grid: Grid, distance_m: float) -> bool:
    """Not where the distance is so small beside the extent that the grid's own limit made larger cells."""
    return bool(grid.cell * np.sqrt(grid.points.shape[1]) <= distance_m)


def core_points(points: np.ndarray, distance_m: float, minimum: int, progress: Progress = no_progress) -> np.ndarray:
    """Which finite points (n, d) are core, bool (n,); those of crowded cells without measuring a single distance."""
    grid = _fine_grid(points, distance_m)
    crowd = np.diff(grid.starts)
    core = np.repeat((crowd >= minimum) & _is_fine(grid, distance_m), crowd)
    rest = np.flatnonzero(~core)
    degree = np.zeros(len(rest), np.int64)
    for begin, end in grid.ranges(grid.numbers[rest], _reach(grid, distance_m)):
        end = np.where(degree < minimum, end, begin)  # who has enough already need not be counted on
        for row, member in expanded(begin, end):
            near = distances(grid.points, rest[row], member) <= distance_m
            degree += np.bincount(row[near], minlength=len(rest))
        progress(0.0)
    core[rest] = degree >= minimum
    result = np.zeros(len(points), bool)
    result[grid.order] = core
    return result


def linked_cores(cores: np.ndarray, distance_m: float, progress: Progress = no_progress) -> np.ndarray:
    """For each core point (n, d) a label from 0 to n - 1 shared by its cluster, int64 (n,)."""
    grid = _fine_grid(cores, distance_m)
    labels = np.empty(len(cores), np.int64)
    labels[grid.order] = linked_labels(grid, distance_m, _is_fine(grid, distance_m), progress)
    return labels


def nearest_cores(points: np.ndarray, cores: np.ndarray, distance_m: float) -> np.ndarray:
    """For each point (n, d) its nearest core within the distance, int64 (n,), -1 for none; of equally near ones the
    first. ``cores`` in ascending order of their coordinates make that the one with the smallest."""
    result = np.full(len(points), -1, np.int64)
    if not len(points) or not len(cores):
        return result
    grid = Grid(cores, distance_m)
    asked = np.flatnonzero(grid.holds(points))
    own = len(cores) + np.arange(len(asked))
    both = np.concatenate([cores, points[asked]])
    best = np.full(len(asked), np.inf)
    nearest = np.full(len(asked), len(cores), np.int64)
    for begin, end in grid.ranges(grid.cells_of(points[asked]) @ grid.strides):
        for row, member in expanded(begin, end):
            candidate = grid.order[member]
            apart = distances(both, own[row], candidate)
            order = np.lexsort((candidate, apart, row))
            first = order[np.flatnonzero(np.append(True, np.diff(row[order]) != 0))] if len(row) else order
            at, distance, who = row[first], apart[first], candidate[first]
            better = (distance < best[at]) | ((distance == best[at]) & (who < nearest[at]))
            best[at[better]], nearest[at[better]] = distance[better], who[better]
    found = best <= distance_m
    result[asked[found]] = nearest[found]
    return result


def numbered_by_size(labels: np.ndarray) -> np.ndarray:
    """Clusters renumbered by size, larger first; equal sizes by their first point."""
    clustered = labels != NOISE
    names, first, members, sizes = np.unique(
        labels[clustered], return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -sizes))
    number = np.empty(len(names), np.int64)
    number[order] = np.arange(len(names))
    result = np.full(len(labels), NOISE, np.int64)
    result[clustered] = number[members]
    return result


def rows_by_label(labels: np.ndarray) -> list[np.ndarray]:
    """For each label 0, 1, ... its rows, ascending; noise is left out."""
    by_label = np.argsort(labels, kind="stable")
    noise = int((labels == NOISE).sum())
    ends = np.cumsum(np.bincount(labels[labels != NOISE]))
    return np.split(by_label[noise:], ends[:-1]) if len(ends) else []

"""Neighbours by distance: all within a band, or the k nearest."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from .grid import FINEST, Grid, expanded
from .weights import Weights, symmetric_weights, weights_from_pairs


def pairs_within(points: np.ndarray, band_m: float) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each pair of points (n, d) at most band_m apart, once, as index arrays (left, right) in blocks.

    The band is inclusive. Rows with NaN have no pairs.
    """
    finite = np.flatnonzero(np.isfinite(points).all(axis=1))
    if not len(finite):
        return
    grid = Grid(points[finite], band_m)
    number = np.repeat(grid.cells, np.diff(grid.starts))
    own = np.arange(len(finite))
    for begin, end in grid.ranges(number):
        begin = np.maximum(begin, own + 1)  # each pair once: only what comes later in the grid's order
        for left, right in expanded(begin, end):
            near = distances(grid.points, left, right) <= band_m
            yield finite[grid.order[left[near]]], finite[grid.order[right[near]]]


def within_distance(points: np.ndarray, band_m: float) -> Weights:
    """Binary weights of the points (n, d) at most band_m apart, the band inclusive; NaN rows are islands."""
    blocks = list(pairs_within(points, band_m))
    left = np.concatenate([np.zeros(0, np.int64), *(block[0] for block in blocks)])
    right = np.concatenate([np.zeros(0, np.int64), *(block[1] for block in blocks)])
    return symmetric_weights(len(points), left, right)


def k_nearest(points: np.ndarray, k: int) -> Weights:
    """Binary weights of the k nearest other points of each point (n, d); NaN rows are islands and nobody's neighbour.

    Exact. Of points at the same distance those with the smaller first coordinate come first, then the second, so that
    the result does not depend on the order of rows. ValueError where fewer than k + 1 points are finite.
    """
    finite = np.flatnonzero(np.isfinite(points).all(axis=1))
    finite = finite[np.lexsort(points[finite].T[::-1])]
    if len(finite) <= k:
        raise ValueError(f"{len(finite)} points have no {k} nearest others")
    near = _nearest_of_sorted(points[finite], k)
    return weights_from_pairs(len(points), np.repeat(finite, k), finite[near.ravel()])


def smallest_band(points: np.ndarray) -> float:
    """The smallest band in metres that leaves no finite point alone: the largest distance to a nearest point."""
    links = k_nearest(points, 1)
    return float(distances(points, links.sources, links.neighbours).max())


def distances(points: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Straight distances between points[left] and points[right], float64."""
    total = np.zeros(len(left))
    for axis in range(points.shape[1]):
        column = points[:, axis]
        total += np.square(column[left] - column[right])
    return np.sqrt(total)


def _nearest_of_sorted(points: np.ndarray, k: int) -> np.ndarray:
    """The k nearest others of each point, int64 (n, k); ties go to the smaller index.

    Cells start small and double: a point is done once its k-th neighbour is nearer than a cell, for the block of cells
    round it holds everything up to that distance. So towns end early, and only lonely points look far.
    """
    extent = float(np.ptp(points, axis=0).max())
    cell = _first_cell(points, k, extent)
    found = np.empty((len(points), k), np.int64)
    open_points = np.arange(len(points))
    while len(open_points):
        grid = Grid(points, cell)
        complete = cell > 2 * extent  # one block holds everything
        still_open = [_settle(grid, points, part, k, complete, found) for part in _parts(open_points)]
        open_points = np.concatenate(still_open)
        cell = 2 * grid.cell
    return found


def _first_cell(points: np.ndarray, k: int, extent: float) -> float:
    """The largest halving of the extent at which half of the points share their cell with at most k / 2 points."""
    if not extent:
        return 1.0
    cell = extent
    while cell > extent / FINEST:
        crowds = np.diff(Grid(points, cell).starts)
        if np.median(np.repeat(crowds, crowds)) <= max(k / 2, 1):
            break
        cell /= 2
    return cell


def _parts(rows: np.ndarray) -> list[np.ndarray]:
    return np.array_split(rows, max(1, len(rows) >> 16))


def _settle(grid: Grid, points: np.ndarray, rows: np.ndarray, k: int, complete: bool, found: np.ndarray) -> np.ndarray:
    """Fills ``found`` for those rows whose k nearest lie within one cell's size; gives back the others."""
    limit = np.inf if complete else grid.cell
    numbers = grid.cells_of(points[rows]) @ grid.strides
    asked, near, length = [], [], []
    for begin, end in grid.ranges(numbers):
        for query, member in expanded(begin, end):
            other = grid.order[member]
            apart = distances(points, rows[query], other)
            kept = (apart <= limit) & (other != rows[query])
            asked.append(query[kept])
            near.append(other[kept])
            length.append(apart[kept])
    query, other, apart = np.concatenate(asked), np.concatenate(near), np.concatenate(length)
    counts = np.bincount(query, minlength=len(rows))
    done = counts >= k
    order = np.lexsort((other, apart, query))
    starts = np.concatenate(([0], np.cumsum(counts)))[:-1][done]
    found[rows[done]] = other[order[starts[:, None] + np.arange(k)]]
    return rows[~done]

"""The k nearest points: cells that grow until the k-th neighbour is surely found."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from .grid import FINEST, Grid, distances, expanded

REACH = 2
"""Cells looked at on each side: a finer block follows the circle more closely than three by three large cells."""

ASKED = 1 << 14
ALIKE = 1 << 10
ENTRIES = 1 << 18
"""Points asked together; of these, the most that fill one table (they have about as many candidates), and the entries
of a table, which bound the memory."""

SAMPLE = 20_000


def nearest_of_sorted(points: np.ndarray, k: int) -> np.ndarray:
    """The k nearest others of each of n > k finite points (n, d), int64 (n, k), in no order.

    Exact. Of others at the same distance as the k-th those with the smaller index are taken: give points sorted by
    their coordinates. Where more than k + 1 points share a place, each has k others of that place, the first ones.
    """
    twin = _rank_among_twins(points)
    found = np.empty((len(points), k), np.int64)
    crowded = np.flatnonzero(twin > k)
    found[crowded] = (crowded - twin[crowded])[:, None] + np.arange(k)
    kept = np.flatnonzero(twin <= k)
    found[kept] = kept[_nearest_by_growing_cells(points[kept], k)]
    return found


def _rank_among_twins(points: np.ndarray) -> np.ndarray:
    """How many points before each one have the same coordinates; the points are sorted."""
    new = np.append(True, (points[1:] != points[:-1]).any(axis=1))
    first = np.flatnonzero(new)
    return np.arange(len(points)) - first[np.cumsum(new) - 1]


def _nearest_by_growing_cells(points: np.ndarray, k: int) -> np.ndarray:
    """Cells start small and double: a point is done once its k-th neighbour is nearer than the edge of the block
    looked at. So towns end early, and only lonely points look far."""
    extent = float(np.ptp(points, axis=0).max())
    cell = _first_cell(points, k, extent)
    found = np.empty((len(points), k), np.int64)
    is_open = np.ones(len(points), bool)
    while is_open.any():
        grid = Grid(points, cell)
        complete = grid.cell * REACH > 2 * extent  # one block holds everything
        asked = np.flatnonzero(is_open[grid.order])
        for first in range(0, len(asked), ASKED):
            for rows, near in _settled(grid, asked[first : first + ASKED], k, complete):
                found[rows] = near
                is_open[rows] = False
        cell = 2 * grid.cell
    return found


def _first_cell(points: np.ndarray, k: int, extent: float) -> float:
    """A cell that holds about k / 8 points where it is crowded, judged by a sample."""
    if not extent:
        return 1.0
    d = points.shape[1]
    sample = points[:: max(1, len(points) // SAMPLE)]
    cell = extent
    while cell > extent / FINEST:
        crowds = np.diff(Grid(sample, cell).starts)
        crowd = float(np.quantile(np.repeat(crowds, crowds), 0.9))
        if crowd <= 8:
            break
        cell /= 2
    expected = crowd * len(points) / len(sample)
    return max(cell * (k / 6 / expected) ** (1 / d), extent / FINEST)


def _settled(grid: Grid, asked: np.ndarray, k: int, complete: bool) -> list[tuple[np.ndarray, np.ndarray]]:
    """Those of the asked points (places in the grid's order) that are done: their rows and k nearest rows."""
    ranges = list(grid.ranges(grid.numbers[asked], REACH))
    begin, end = (np.stack(each, axis=1) for each in zip(*ranges))
    total = (end - begin).sum(axis=1)
    order = np.argsort(total, kind="stable")
    order = order[total[order] > k]
    results = []
    for alike in _alike(order, total):
        apart, near = _table(grid, asked[alike], begin[alike], end[alike])
        sure = np.inf if complete else grid.clearances(asked[alike], REACH)
        done = np.partition(apart, k - 1, axis=1)[:, k - 1] <= sure
        results.append((grid.order[asked[alike[done]]], _smallest(apart[done], near[done], k)))
    return results


def _alike(order: np.ndarray, total: np.ndarray) -> Iterator[np.ndarray]:
    """Points in the order of their numbers of candidates, cut so that a table of each part stays small."""
    first = 0
    while first < len(order):
        widest = int(total[order[min(first + ALIKE, len(order)) - 1]])
        part = order[first : first + min(ALIKE, max(1, ENTRIES // widest))]
        yield part
        first += len(part)


def _table(grid: Grid, own: np.ndarray, begin: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The candidates in the ranges (points, ranges) of each point: distances, infinite for itself and where a row is
    shorter than others, and rows of points."""
    total = (end - begin).sum(axis=1)
    filled = np.arange(total.max()) < total[:, None]
    parts = [(row // begin.shape[1], member) for row, member in expanded(begin.ravel(), end.ravel())]
    row, member = (np.concatenate(each) for each in zip(*parts))
    length = distances(grid.points, own[row], member)
    length[own[row] == member] = np.inf
    apart, near = np.full(filled.shape, np.inf), np.zeros(filled.shape, np.int64)
    apart[filled], near[filled] = length, grid.order[member]
    return apart, near


def _smallest(apart: np.ndarray, near: np.ndarray, k: int) -> np.ndarray:
    """The k nearest of each row of a table; of those as far as the k-th the smaller numbers."""
    order = np.argsort(apart, axis=1)
    chosen = np.take_along_axis(near, order[:, :k], axis=1)
    if apart.shape[1] == k:
        return chosen
    last = np.take_along_axis(apart, order[:, k - 1 : k + 1], axis=1)
    ties = np.flatnonzero(last[:, 0] == last[:, 1])
    limit = last[ties, :1]
    rank = np.where(apart[ties] < limit, -1, np.where(apart[ties] == limit, near[ties], np.iinfo(np.int64).max))
    chosen[ties] = np.take_along_axis(near[ties], np.argsort(rank, axis=1)[:, :k], axis=1)
    return chosen

"""Neighbours by distance: all within a band, or the k nearest."""

from __future__ import annotations

from typing import Iterator, Optional

import numpy as np

from ..progress import Progress, no_progress
from .grid import Grid, distances, expanded
from .nearest import nearest_of_sorted
from .weights import Weights, weights_from_pairs

ASKED = 1 << 13
"""Points whose neighbours are collected together."""

ROW_BITS = np.int64(32)
"""A point and its neighbour in one 64-bit key: the row in the low half."""


def pairs_within(
    points: np.ndarray, band_m: float, progress: Progress = no_progress
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each pair of points (n, d) at most band_m apart, once, as index arrays (left, right) in blocks.

    The band is inclusive. Rows with NaN have no pairs.
    """
    finite = np.flatnonzero(np.isfinite(points).all(axis=1))
    if not len(finite):
        return
    grid = _band_grid(points[finite], band_m)
    number = np.repeat(grid.cells, np.diff(grid.starts))
    own = np.arange(len(finite))
    directions = 3 ** (points.shape[1] - 1)
    for direction, (begin, end) in enumerate(grid.ranges(number)):
        begin = np.maximum(begin, own + 1)  # each pair once: only what comes later in the grid's order
        for left, right in expanded(begin, end):
            near = distances(grid.points, left, right) <= band_m
            yield finite[grid.order[left[near]]], finite[grid.order[right[near]]]
            progress((direction + (left[-1] + 1) / len(own)) / directions if len(left) else direction / directions)


def within_distance(points: np.ndarray, band_m: float) -> Weights:
    """Binary weights of the points (n, d) at most band_m apart, the band inclusive; NaN rows are islands."""
    finite = np.flatnonzero(np.isfinite(points).all(axis=1))
    grid = _band_grid(points[finite], band_m)
    row = finite[grid.order]
    counts = np.zeros(len(points), np.int64)
    blocks = []
    for first in range(0, len(row), ASKED):
        asked = slice(first, min(first + ASKED, len(row)))
        keys = _keys_within(grid, row, asked, band_m)
        counts[row[asked]] = np.bincount(keys >> ROW_BITS, minlength=asked.stop - first)
        blocks.append((keys & 0xFFFFFFFF).astype(np.uint32))
    starts = np.concatenate(([0], np.cumsum(counts)))
    neighbours = np.empty(starts[-1], np.int64)
    for block, first in zip(blocks, range(0, len(row), ASKED)):
        rows = row[first : first + ASKED]
        before = np.cumsum(counts[rows]) - counts[rows]
        neighbours[np.repeat(starts[rows] - before, counts[rows]) + np.arange(len(block))] = block
    return Weights(starts, neighbours)


def k_nearest(points: np.ndarray, k: int, twins: Optional[np.ndarray] = None) -> Weights:
    """Binary weights of the k nearest other points of each point (n, d); NaN rows are islands and nobody's neighbour.

    Exact, and always exactly k. Of points at the same distance those with the smaller first coordinate come first,
    then the second, so that the result does not depend on the order of rows; points at the very same place are told
    apart by ``twins``, float64 (n, columns), and where that is equal too, or not given, by their rows. ValueError where
    fewer than k + 1 points are finite.
    """
    finite = np.flatnonzero(np.isfinite(points).all(axis=1))
    known = points if twins is None else np.column_stack([points, twins])
    finite = finite[np.lexsort(known[finite].T[::-1])]
    if len(finite) <= k:
        raise ValueError(f"{len(finite)} points have no {k} nearest others")
    near = nearest_of_sorted(points[finite], k)
    return weights_from_pairs(len(points), np.repeat(finite, k), finite[near.ravel()])


def smallest_band(points: np.ndarray) -> float:
    """The smallest band in metres that leaves no finite point alone."""
    return farthest_of_nearest(points, 1)


def farthest_of_nearest(points: np.ndarray, k: int) -> float:
    """The largest distance in metres from a finite point to its k-th nearest other."""
    links = k_nearest(points, k)
    return float(distances(points, links.sources, links.neighbours).max())


def _band_grid(points: np.ndarray, band_m: float) -> Grid:
    """A hair wider than the band, so that no rounding puts two points of a band into cells that do not touch."""
    return Grid(points, band_m * (1 + 1e-9))


def _keys_within(grid: Grid, row: np.ndarray, asked: slice, band_m: float) -> np.ndarray:
    """Who is within the band of the asked points of the grid, as ascending keys (point << 32 | row)."""
    own = np.arange(asked.start, asked.stop)
    found = [np.zeros(0, np.int64)]
    for begin, end in grid.ranges(grid.numbers[asked]):
        for point, other in expanded(begin, end):
            near = distances(grid.points, own[point], other) <= band_m
            point, other = point[near], other[near]
            apart = own[point] != other
            found.append(point[apart] << ROW_BITS | row[other[apart]])
    return np.sort(np.concatenate(found))

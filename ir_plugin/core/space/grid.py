"""A uniform grid over points: who is near whom, in whole arrays and bounded memory."""

from __future__ import annotations

from itertools import product
from typing import Iterator

import numpy as np

BLOCK = 1 << 17
"""Candidate pairs that are looked at together: what bounds the memory, and small enough for the processor's cache."""

MARGIN = 3
"""Empty cells on each side, so that looking around never wraps into the next row of cells."""

FINEST = 1 << 20
"""Cells along one axis: finer grids would overflow the 64-bit number of a cell in three dimensions."""


class Grid:
    """Finite points (n, d) sorted by cells of one size; d is 2 or 3.

    Cells are numbered so that neighbours along the last axis follow one another: a row of cells is one range.
    """

    def __init__(self, points: np.ndarray, cell: float) -> None:
        low = points.min(axis=0) if len(points) else np.zeros(points.shape[1])
        extent = float((points - low).max()) if len(points) else 0.0
        self.cell = max(cell, extent / FINEST)
        self.low = low
        at = self.cells_of(points)
        self.shape = at.max(axis=0) + MARGIN + 1 if len(points) else np.ones(points.shape[1], np.int64)
        self.strides = np.append(np.cumprod(self.shape[:0:-1])[::-1], 1).astype(np.int64)
        numbers = at @ self.strides
        self.order = np.argsort(numbers, kind="stable")
        self.points = points[self.order]
        self.numbers = numbers[self.order]
        new = np.flatnonzero(np.append(True, self.numbers[1:] != self.numbers[:-1])[: len(points)])
        self.cells, self.starts = self.numbers[new], np.append(new, len(points))

    def cells_of(self, points: np.ndarray) -> np.ndarray:
        """The cell of each point as whole numbers (n, d), MARGIN cells away from the grid's border."""
        return np.floor((points - self.low) / self.cell).astype(np.int64) + MARGIN

    def holds(self, points: np.ndarray) -> np.ndarray:
        """Which points lie within one cell of the grid's extent, bool (n,); the others have nobody near."""
        at = self.cells_of(points)
        return np.all((at >= MARGIN - 1) & (at <= self.shape - MARGIN), axis=1)

    def clearances(self, own: np.ndarray, reach: int) -> np.ndarray:
        """How far from each point (place in the grid's order) the block of cells within ``reach`` surely extends."""
        within = (self.points[own] - self.low) / self.cell
        within -= np.floor(within)
        return (reach + np.minimum(within, 1 - within).min(axis=1)) * self.cell * (1 - 1e-9)

    def ranges(self, numbers: np.ndarray, reach: int = 1) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """For each cell number the points around it, as ranges of sorted points: one pair (begin, end) per row of
        cells within ``reach``."""
        for row in product(range(-reach, reach + 1), repeat=len(self.strides) - 1):
            middle = numbers + sum(step * stride for step, stride in zip(row, self.strides))
            begin = self.starts[np.searchsorted(self.cells, middle - reach)]
            end = self.starts[np.searchsorted(self.cells, middle + reach, side="right")]
            yield begin, end


def expanded(begin: np.ndarray, end: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Every (row, member) of ranges begin:end, in blocks of about BLOCK pairs."""
    counts = np.maximum(end - begin, 0)
    total = np.concatenate(([0], np.cumsum(counts)))
    first = 0
    while first < len(counts):
        last = max(first + 1, int(np.searchsorted(total, total[first] + BLOCK, side="right")) - 1)
        rows = np.repeat(np.arange(first, last), counts[first:last])
        members = np.arange(len(rows)) + (begin[rows] - (total[rows] - total[first]))
        yield rows, members
        first = last


def distances(points: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Straight distances between points[left] and points[right], float64."""
    total = np.zeros(len(left))
    for axis in range(points.shape[1]):
        column = points[:, axis]
        total += np.square(column[left] - column[right])
    return np.sqrt(total)

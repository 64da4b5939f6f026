"""Kernel density of points on a plane, as a grid, with a fixed or an adaptive bandwidth."""

from __future__ import annotations

from typing import Iterator, NamedTuple, Optional

import numpy as np

from ..progress import Progress, no_progress
from ..space.grid import distances
from ..space.neighbours import pairs_within

QUARTIC, EPANECHNIKOV, GAUSSIAN = "quartic", "epanechnikov", "gaussian"
REACH = {QUARTIC: 1.0, EPANECHNIKOV: 1.0, GAUSSIAN: 4.0}
"""Bandwidths beyond which the kernel is 0; the Gaussian one loses 0.03 % there and is made to hold 1 again."""

SAME_SPREAD = {GAUSSIAN: 1.0, EPANECHNIKOV: 6.0**0.5, QUARTIC: 8.0**0.5}
"""By how much a bandwidth is larger than the Gaussian one whose kernel varies as much."""

WIDEST = 5.0
"""An adaptive bandwidth is at most so many times the fixed one, and at least its inverse."""

HELD = 1 << 21
"""Cells of points that are held together: what bounds the memory (some 100 MB)."""


ASKED = 1000
"""Points whose nearest ones tell the bandwidth: the k-th nearest of all of a million would fill the memory."""


class Grid(NamedTuple):
    """A grid of square cells: its upper left corner and the cell's side, in metres; rows and columns."""

    left: float
    top: float
    cell: float
    rows: int
    columns: int


def scott_bandwidth(points: np.ndarray, kernel: str) -> float:
    """The bandwidth in metres for points (n, 2) that scatter like one normal cloud: n ** (-1/6) times the standard
    deviation of a coordinate, 0 where all are at one place. Wide for points in several towns. Source: Scott (2015),
    section 6.3."""
    spread = float(np.sqrt(points.var(axis=0, ddof=1).mean()))
    return SAME_SPREAD[kernel] * spread * len(points) ** (-1 / 6)


def nearest_bandwidth(points: np.ndarray) -> float:
    """The median distance in metres from a point (n, 2) to its k-th nearest, k the root of n; of more than ASKED points
    the median over so many, taken evenly from west to east. Source: k as in Loftsgaarden and Quesenberry (1965)."""
    n = len(points)
    k = min(max(1, round(n**0.5)), n - 1)
    asked = np.lexsort(points.T[::-1])[np.linspace(0, n - 1, min(n, ASKED)).astype(np.int64)]
    found = np.empty(len(asked))
    step = max(1, HELD // n)
    for first in range(0, len(asked), step):
        part = points[asked[first : first + step]]
        squared = np.square(part[:, :1] - points[:, 0]) + np.square(part[:, 1:] - points[:, 1])
        found[first : first + step] = np.sqrt(np.partition(squared, k, axis=1)[:, k])  # place 0 is the point itself
    return float(np.median(found))


def adaptive_bandwidths(
    points: np.ndarray, weights: np.ndarray, bandwidth: float, kernel: str, progress: Progress = no_progress
) -> np.ndarray:
    """A bandwidth for each point, float64 (n,), wider where points are sparse: the fixed one times the root of the mean
    density over the density at the point, which a fixed kernel tells; between 1 / WIDEST and WIDEST of it.

    Source: Abramson (1982); the mean is geometric, as in Silverman (1986), section 5.3.
    """
    density = weights * kernel_values(kernel, np.zeros(1))[0]
    for left, right in pairs_within(points, bandwidth * REACH[kernel]):
        near = kernel_values(kernel, distances(points, left, right) / bandwidth)
        density += np.bincount(left, weights=near * weights[right], minlength=len(points))
        density += np.bincount(right, weights=near * weights[left], minlength=len(points))
        progress(0.0)
    some = density > 0
    middle = np.exp(np.log(density[some]).mean())
    factor = np.sqrt(np.divide(middle, density, out=np.full(len(points), WIDEST**2), where=some))
    return bandwidth * np.clip(factor, 1 / WIDEST, WIDEST)


def kernel_values(kernel: str, u: np.ndarray) -> np.ndarray:
    """The kernel on the plane at u = distance / bandwidth, times the squared bandwidth, float64; 0 beyond REACH."""
    inside = np.maximum(1 - np.square(u), 0.0)
    if kernel == QUARTIC:
        return 3 / np.pi * np.square(inside)
    if kernel == EPANECHNIKOV:
        return 2 / np.pi * inside
    whole = 1 - np.exp(-0.5 * REACH[GAUSSIAN] ** 2)
    return np.where(u <= REACH[GAUSSIAN], np.exp(-0.5 * np.square(u)) / (2 * np.pi * whole), 0.0)


def kernel_density(
    points: np.ndarray,
    weights: np.ndarray,
    bandwidths: np.ndarray,
    kernel: str,
    grid: Grid,
    progress: Progress = no_progress,
) -> np.ndarray:
    """The density at the middle of each cell, per square metre, float64 (rows, columns), the northern row first.

    points: float64 (n, 2), metres; weights: float64 (n,), >= 0; bandwidths: float64 (n,), metres, > 0. Over a grid that
    holds all kernels, with cells small beside the bandwidths, it adds up to the sum of the weights. Source: Silverman
    (1986), equations 4.1 and 5.8.
    """
    result = np.zeros(grid.rows * grid.columns)
    reach = np.ceil(bandwidths * REACH[kernel] / grid.cell).astype(np.int64)
    done = 0
    for chosen in _alike(reach, points):
        wide = int(reach[chosen].max())
        steps = np.arange(-wide, wide + 1)
        column = np.floor((points[chosen, 0] - grid.left) / grid.cell).astype(np.int64)[:, None] + steps
        row = np.floor((grid.top - points[chosen, 1]) / grid.cell).astype(np.int64)[:, None] + steps
        east = (grid.left + (column + 0.5) * grid.cell - points[chosen, :1]) / bandwidths[chosen, None]
        north = (grid.top - (row + 0.5) * grid.cell - points[chosen, 1:]) / bandwidths[chosen, None]
        u = np.sqrt(np.square(north)[:, :, None] + np.square(east)[:, None, :])
        values = kernel_values(kernel, u) * (weights[chosen] / np.square(bandwidths[chosen]))[:, None, None]
        on_grid = ((row >= 0) & (row < grid.rows))[:, :, None] & ((column >= 0) & (column < grid.columns))[:, None, :]
        cells = row[:, :, None] * grid.columns + column[:, None, :]
        result += np.bincount(cells[on_grid], weights=values[on_grid], minlength=len(result))
        done += len(chosen)
        progress(done / len(points))
    return result.reshape(grid.rows, grid.columns)


def _alike(reach: np.ndarray, points: np.ndarray) -> Iterator[np.ndarray]:
    """Points of about the same reach together, in blocks; in an order that is their own."""
    order = np.lexsort((points[:, 1], points[:, 0], reach))
    first = 0
    while first < len(order):
        last = first + 1
        most = max(1, HELD // int(2 * reach[order[first]] + 1) ** 2)
        last = min(len(order), first + most)
        while last > first + 1 and (2 * reach[order[last - 1]] + 1) ** 2 * (last - first) > 2 * HELD:
            last = first + (last - first) // 2
        yield order[first:last]
        first = last


def grid_around(points: np.ndarray, bandwidths: np.ndarray, kernel: str, cell: Optional[float], most: int) -> Grid:
    """A grid that holds every kernel. cell: metres; None for a tenth of the smallest bandwidth, larger where that would
    make more than ``most`` cells. ValueError where a given cell makes more."""
    reach = bandwidths[:, None] * REACH[kernel]
    low, high = (points - reach).min(axis=0), (points + reach).max(axis=0)
    if cell is None:
        cell = max(float(bandwidths.min()) / 10, float(np.sqrt(np.prod(high - low) / most)) * 1.01)
    left, bottom = (np.floor(low / cell) * cell).tolist()
    columns, rows = (int(each) for each in np.ceil((high - [left, bottom]) / cell))
    if columns * rows > most * 1.05:
        raise ValueError(f"{rows} x {columns} cells")
    return Grid(left, bottom + rows * cell, cell, rows, columns)

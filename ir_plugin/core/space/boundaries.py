"""The boundaries of polygons as segments in metres, and the grid that finds which of them come close."""

from __future__ import annotations

from typing import Iterator, NamedTuple

import numpy as np

from ..layer import Layer
from .grid import expanded
from .positions import FLATTENING, SEMI_MAJOR_M
from .wkb import read_rings


class Segments(NamedTuple):
    """Straight pieces of boundary: begin, end float64 (s, 2) metres; unit int64 (s,), the row each belongs to."""

    begin: np.ndarray
    end: np.ndarray
    unit: np.ndarray

    def at(self, rows: np.ndarray) -> Segments:
        """The segments of these rows."""
        return Segments(self.begin[rows], self.end[rows], self.unit[rows])


def segments_of(layer: Layer) -> Segments:
    """Every segment of a layer's polygon rings, in metres; segments without length and lines or points are left out."""
    rings = read_rings(layer.wkb)
    xy = local_metres(rings.xy, layer)
    inner = np.ones(len(xy), bool)
    inner[rings.starts[1:] - 1] = False
    inner &= np.repeat(rings.signs != 0, np.diff(rings.starts))
    first = np.flatnonzero(inner)
    first = first[(xy[first] != xy[first + 1]).any(axis=1)]
    return Segments(xy[first], xy[first + 1], rings.vertex_features[first])


def local_metres(xy: np.ndarray, layer: Layer) -> np.ndarray:
    """Coordinates in metres for short distances, float64 (n, 2).

    Degrees are scaled by the radii of curvature of WGS 84 at the middle latitude. Far north and south of it a length
    east-west is off by the ratio of the cosines: 2 % at 11 degrees from the equator, harmless for a tolerance.
    """
    if not layer.geographic or not len(xy):
        return xy * layer.metres_per_unit
    latitude = np.radians((xy[:, 1].min() + xy[:, 1].max()) / 2)
    squared_eccentricity = FLATTENING * (2 - FLATTENING)
    bend = 1 - squared_eccentricity * np.sin(latitude) ** 2
    meridian = SEMI_MAJOR_M * (1 - squared_eccentricity) / bend**1.5
    parallel = SEMI_MAJOR_M / np.sqrt(bend) * np.cos(latitude)
    return np.radians(xy) * [parallel, meridian]


def close_candidates(segments: Segments, tolerance_m: float) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of segments of different units that may come within the tolerance, in blocks of index arrays.

    Every pair that does is among them (perhaps more than once): both have a piece in one cell of a grid whose cells
    hold a typical segment.
    """
    if not len(segments.unit):
        return
    size = max(2.0 * float(np.median(_lengths(segments))), 2.0 * tolerance_m)
    cell, owner = _cells(segments, size, tolerance_m)
    order = np.lexsort((segments.unit[owner], cell))
    cell, owner = cell[order], owner[order]
    unit = segments.unit[owner]
    # Within a cell the entries stand unit by unit: an entry is compared with those of later units.
    behind_cell = np.searchsorted(cell, cell, side="right")
    new_unit = np.append(np.flatnonzero((np.diff(cell) != 0) | (np.diff(unit) != 0)) + 1, len(cell))
    behind_unit = new_unit[np.searchsorted(new_unit, np.arange(len(cell)), side="right")]
    for left, right in expanded(behind_unit, behind_cell):
        yield owner[left], owner[right]


def _lengths(segments: Segments) -> np.ndarray:
    return np.hypot(*(segments.end - segments.begin).T)


def _cells(segments: Segments, size: float, tolerance_m: float) -> tuple[np.ndarray, np.ndarray]:
    """The cells that each segment touches, widened by half the tolerance: cell numbers and segment indices."""
    pieces = np.maximum(np.ceil(_lengths(segments) / size).astype(np.int64), 1)
    owner = np.repeat(np.arange(len(pieces)), pieces)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    step = (segments.end - segments.begin) / pieces[:, None]
    start = segments.begin[owner] + step[owner] * place[:, None]
    corners = np.stack([start, start + step[owner]])
    # A hair wider, for the ends of pieces are rounded.
    margin = tolerance_m / 2 + 1e-9 * size
    low = np.floor((corners.min(axis=0) - margin) / size).astype(np.int64)
    high = np.floor((corners.max(axis=0) + margin) / size).astype(np.int64)
    origin, span = low.min(axis=0), int((high.max(axis=0) - low.min(axis=0)).max()) + 1
    cells, owners = [], []
    for dx in range(int((high - low).max()) + 1):
        for dy in range(int((high - low).max()) + 1):
            inside = (low + [dx, dy] <= high).all(axis=1)
            at = low[inside] + [dx, dy] - origin
            cells.append(at[:, 0] * span + at[:, 1])
            owners.append(owner[inside])
    return np.concatenate(cells), np.concatenate(owners)

"""The boundaries of polygons as segments in metres."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..layer import Layer
from .plane import metres_per_unit
from .wkb import read_rings


class Segments(NamedTuple):
    """Straight pieces of boundary: begin, end float64 (s, 2) metres; unit int64 (s,), the row each belongs to."""

    begin: np.ndarray
    end: np.ndarray
    unit: np.ndarray

    def at(self, rows: np.ndarray) -> Segments:
        """The segments of these rows."""
        return Segments(self.begin[rows], self.end[rows], self.unit[rows])

    @property
    def lengths(self) -> np.ndarray:
        """Metres, float64 (s,)."""
        along = self.end - self.begin
        return np.hypot(along[:, 0], along[:, 1])


class Parts(NamedTuple):
    """The outer rings of polygons: first (a vertex), low, high (the bounding box) float64 (r, 2) metres; unit int64
    (r,), the row each belongs to, ascending."""

    first: np.ndarray
    low: np.ndarray
    high: np.ndarray
    unit: np.ndarray

    @property
    def typical_size(self) -> float:
        """The median over the units of the longer side of the largest ring's box, metres; NaN without rings."""
        if not len(self.unit):
            return float("nan")
        begins = np.flatnonzero(np.diff(self.unit, prepend=-1))
        return float(np.median(np.maximum.reduceat((self.high - self.low).max(axis=1), begins)))


class Boundaries(NamedTuple):
    """What the polygons of a layer are bounded by."""

    segments: Segments
    parts: Parts


def boundaries_of(layer: Layer) -> Boundaries:
    """The rings of a layer's polygons, in metres; segments without length, lines, points and rings that are not finite
    are left out."""
    rings = read_rings(layer.wkb)
    whole = np.ones(len(rings.signs), bool)
    if len(rings.xy):
        whole = np.logical_and.reduceat(np.isfinite(rings.xy).all(axis=1), rings.starts[:-1])
    xy = local_metres(np.where(np.repeat(whole, np.diff(rings.starts))[:, None], rings.xy, np.nan), layer)
    inner = np.ones(len(xy), bool)
    inner[rings.starts[1:] - 1] = False
    inner &= np.repeat((rings.signs != 0) & whole, np.diff(rings.starts))
    first = np.flatnonzero(inner)
    first = first[(xy[first] != xy[first + 1]).any(axis=1)]
    segments = Segments(xy[first], xy[first + 1], rings.vertex_features[first])
    outer, begins = (rings.signs > 0) & whole, rings.starts[:-1]
    low, high = (each.reduceat(xy, begins)[outer] if len(xy) else xy for each in (np.minimum, np.maximum))
    return Boundaries(segments, Parts(xy[begins[outer]], low, high, rings.features[outer]))


def local_metres(xy: np.ndarray, layer: Layer) -> np.ndarray:
    """Coordinates in metres for short distances, float64 (n, 2); see ``metres_per_unit``."""
    return xy * metres_per_unit(xy, layer)

"""The boundaries of polygons as segments in metres."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..layer import Layer
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

    @property
    def lengths(self) -> np.ndarray:
        """Metres, float64 (s,)."""
        along = self.end - self.begin
        return np.hypot(along[:, 0], along[:, 1])


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

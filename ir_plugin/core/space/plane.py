"""A layer's coordinates as metres on a plane, and back."""

from __future__ import annotations

import numpy as np

from ..layer import Layer
from .positions import FLATTENING, SEMI_MAJOR_M


def metres_per_unit(xy: np.ndarray, layer: Layer) -> np.ndarray:
    """What coordinates (n, 2) of the layer are multiplied by to become metres, float64 (2,).

    Degrees are scaled by the radii of curvature of WGS 84 at the middle latitude of the coordinates. Far north and
    south of it a length east-west is off by the ratio of the cosines: 0.1 % in a province on the equator, 2 % where the
    coordinates span 11 degrees to each side of it.
    """
    if not layer.geographic or not len(xy):
        return np.full(2, layer.metres_per_unit)
    latitude = np.radians((np.nanmin(xy[:, 1]) + np.nanmax(xy[:, 1])) / 2)
    squared_eccentricity = FLATTENING * (2 - FLATTENING)
    bend = 1 - squared_eccentricity * np.sin(latitude) ** 2
    meridian = SEMI_MAJOR_M * (1 - squared_eccentricity) / bend**1.5
    parallel = SEMI_MAJOR_M / np.sqrt(bend) * np.cos(latitude)
    return np.radians([parallel, meridian])

"""Whether a point lies in a polygon, or near it."""

from __future__ import annotations

import math

import numpy as np

from .geometry_blobs import rings_of

METRES_PER_DEGREE = 111_320.0


def metres_outside(wkb: bytes, longitude: float, latitude: float) -> float:
    """How far a point is outside of a polygon in degrees, in metres; 0 inside. Good to 1 % within a few kilometres."""
    inside, nearest = False, math.inf
    shrink = math.cos(math.radians(latitude))
    for ring in rings_of(wkb):
        x = (ring[:, 0] - longitude) * METRES_PER_DEGREE * shrink
        y = (ring[:, 1] - latitude) * METRES_PER_DEGREE
        crosses = (y[:-1] > 0) != (y[1:] > 0)
        at = x[:-1][crosses] - y[:-1][crosses] * (x[1:] - x[:-1])[crosses] / (y[1:] - y[:-1])[crosses]
        inside ^= bool((at > 0).sum() % 2)
        nearest = min(nearest, _distance(x, y))
    return 0.0 if inside else nearest


def _distance(x: np.ndarray, y: np.ndarray) -> float:
    """The distance of a ring from the origin."""
    dx, dy = np.diff(x), np.diff(y)
    squared = np.maximum(dx**2 + dy**2, 1e-12)
    fraction = np.clip(-(x[:-1] * dx + y[:-1] * dy) / squared, 0.0, 1.0)
    return float(np.hypot(x[:-1] + fraction * dx, y[:-1] + fraction * dy).min())

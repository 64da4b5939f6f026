"""Whether points lie in a polygon, or near it."""

from __future__ import annotations

import math
from typing import Sequence

import numpy as np

from .geometry_blobs import rings_of

METRES_PER_DEGREE = 111_320.0
_AT_ONCE = 1_000_000
"""Points times corners that are looked at together, which bounds the memory."""


def metres_outside(wkb: bytes, longitude: float, latitude: float) -> float:
    """How far a point is outside of a polygon in degrees, in metres; 0 inside. Good to 1 % within a few kilometres."""
    return float(metres_outside_all(wkb, np.array([[longitude, latitude]]))[0])


def metres_outside_all(wkb: bytes, points: np.ndarray) -> np.ndarray:
    """The same for several points, longitudes and latitudes of shape (n, 2): float64 of shape (n,)."""
    rings = rings_of(wkb)
    metres = np.zeros(len(points))
    outside = np.flatnonzero(~_inside(rings, points))
    metres[outside] = [_nearest(rings, *points[at]) for at in outside]
    return metres


def _inside(rings: Sequence[np.ndarray], points: np.ndarray) -> np.ndarray:
    """Whether each point is inside: a line from it to the east crosses the rings an odd number of times."""
    inside = np.zeros(len(points), dtype=bool)
    for ring in rings:
        in_bounds = np.flatnonzero(((ring.min(axis=0) <= points) & (points <= ring.max(axis=0))).all(axis=1))
        step = max(_AT_ONCE // len(ring), 1)
        for start in range(0, len(in_bounds), step):
            rows = in_bounds[start : start + step]
            some = points[rows]
            x, y = ring[:, 0] - some[:, :1], ring[:, 1] - some[:, 1:]
            which, at = np.nonzero((y[:, :-1] > 0) != (y[:, 1:] > 0))
            left, right, low, high = x[which, at], x[which, at + 1], y[which, at], y[which, at + 1]
            east = left - low * (right - left) / (high - low) > 0
            inside[rows] ^= np.bincount(which[east], minlength=len(some)) % 2 == 1
    return inside


def _nearest(rings: Sequence[np.ndarray], longitude: float, latitude: float) -> float:
    """The distance of a point from the rings in metres."""
    shrink = math.cos(math.radians(latitude))
    return min(
        _distance((ring[:, 0] - longitude) * METRES_PER_DEGREE * shrink, (ring[:, 1] - latitude) * METRES_PER_DEGREE)
        for ring in rings
    )


def _distance(x: np.ndarray, y: np.ndarray) -> float:
    """The distance of a ring from the origin."""
    dx, dy = np.diff(x), np.diff(y)
    squared = np.maximum(dx**2 + dy**2, 1e-12)
    fraction = np.clip(-(x[:-1] * dx + y[:-1] * dy) / squared, 0.0, 1.0)
    return float(np.hypot(x[:-1] + fraction * dx, y[:-1] + fraction * dy).min())

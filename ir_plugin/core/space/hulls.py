"""Convex and concave hulls around some of a layer's points."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple, Sequence

import numpy as np

from ..geometry_engine import GeometryEngine
from ..layer import Layer
from .boundaries import local_metres
from .concave_hull import concave_hull
from .plane import metres_per_unit
from .wkb import centroids
from .wkb_writing import polygon_wkb

SLENDER_M = 25.0
"""Half the width of the hull round points that span no area, so that it can be seen and stays a polygon."""

ROUNDING = 1e-15
"""Above this share of its terms the sign of a turn is certain: they are exact to 4.5e-16."""


class Hull(NamedTuple):
    """A polygon in the layer's coordinates, and its area in square metres."""

    wkb: bytes
    area_m2: float


def hull_of(layer: Layer, rows: np.ndarray) -> Hull:
    """The convex hull round the chosen rows; where they span no area, a narrow box round them.

    Source: Andrew (1979), monotone chain.
    """
    xy = centroids([layer.wkb[row] for row in rows])
    return hull_round(layer, xy)


def hull_round(layer: Layer, xy: np.ndarray) -> Hull:
    """The convex hull of coordinates (n, 2) of the layer; the ``hull_corners`` of its parts do for them all."""
    return _hull(layer, xy, hull_corners(xy))


def concave_hull_of(layer: Layer, rows: np.ndarray, engine: GeometryEngine) -> Hull:
    """The concave hull round the chosen rows; where they span no area, a narrow box round them."""
    xy = centroids([layer.wkb[row] for row in rows])
    return _hull(layer, xy, xy[concave_hull(local_metres(xy, layer), engine)])


def _hull(layer: Layer, xy: np.ndarray, corners: np.ndarray) -> Hull:
    if len(corners) < 3:
        margin = SLENDER_M / metres_per_unit(xy, layer)
        low, high = xy.min(axis=0) - margin, xy.max(axis=0) + margin
        corners = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    ring = np.concatenate([corners, corners[:1]])
    x, y = local_metres(ring, layer).T
    x, y = x - x[0], y - y[0]  # areas of small rings far from the origin would drown in rounding
    return Hull(polygon_wkb([ring]), float(abs((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) / 2))


def hull_corners(xy: np.ndarray) -> np.ndarray:
    """The corners of the convex hull of points (n, 2), anticlockwise, without points on its sides; all different points
    where there are fewer than 3."""
    points = np.unique(xy, axis=0)
    if len(points) < 3:
        return points
    halves: list[list[float]] = []
    for side in (points.tolist(), points[::-1].tolist()):
        chain: list[list[float]] = []
        for point in side:
            while len(chain) > 1 and not _turns_left(chain[-2], chain[-1], point):
                chain.pop()
            chain.append(point)
        halves += chain[:-1]
    return np.array(halves)


def _turns_left(first: Sequence[float], second: Sequence[float], third: Sequence[float]) -> bool:
    """Exactly, or the corners would depend on which other points there are."""
    (ax, ay), (bx, by), (cx, cy) = first, second, third
    one, other = (bx - ax) * (cy - by), (by - ay) * (cx - bx)
    turn = one - other
    if abs(turn) > ROUNDING * (abs(one) + abs(other)):
        return turn > 0
    (left, low), (middle, up), (right, high) = (map(Fraction, point) for point in (first, second, third))
    return (middle - left) * (high - up) > (up - low) * (right - middle)

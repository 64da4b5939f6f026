"""Convex and concave hulls around some of a layer's points."""

from __future__ import annotations

from typing import NamedTuple

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


class Hull(NamedTuple):
    """A polygon in the layer's coordinates, and its area in square metres."""

    wkb: bytes
    area_m2: float


def hull_of(layer: Layer, rows: np.ndarray) -> Hull:
    """The convex hull round the chosen rows; where they span no area, a narrow box round them.

    Source: Andrew (1979), monotone chain.
    """
    xy = centroids([layer.wkb[row] for row in rows])
    return _hull(layer, xy, _monotone_chain(xy))


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


def _monotone_chain(xy: np.ndarray) -> np.ndarray:
    """The corners of the hull, anticlockwise, without points on its sides."""
    points = np.unique(xy, axis=0)
    if len(points) < 3:
        return points
    halves = []
    for side in (points, points[::-1]):
        chain: list[np.ndarray] = []
        for point in side:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        halves += chain[:-1]
    return np.array(halves)


def _turn(first: np.ndarray, second: np.ndarray, third: np.ndarray) -> float:
    along, onwards = second - first, third - first
    return float(along[0] * onwards[1] - along[1] * onwards[0])

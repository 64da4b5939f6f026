"""The point that stands for a village: that of the plugin's reference, else the middle of its boundary."""

from __future__ import annotations

import math
import sqlite3
from typing import Iterable, List, Mapping, Tuple

import numpy as np

from ..industry.regions import reference_regions
from .geometry_blobs import rings_of, wkb_of

Point = Tuple[float, float]
_BOUNDARY = "SELECT geom FROM ref_wilayah WHERE kode_dagri = ? AND geom IS NOT NULL"


def village_points(connection: sqlite3.Connection, codes: Iterable[str]) -> Mapping[str, Point]:
    """Longitude and latitude by code; without those of which neither a point nor a boundary is known."""
    known, found = reference_regions(), {}
    for code in set(codes):
        point = known[code].point if code in known else None
        row = None if point else connection.execute(_BOUNDARY, (code,)).fetchone()
        wkb = wkb_of(row[0]) if row else b""
        middle = centroid(rings_of(wkb) if wkb else [])
        if point or math.isfinite(middle[0]):
            found[code] = point or middle
    return found


def centroid(rings: List[np.ndarray]) -> Point:
    """Of rings of degrees by area, holes being drawn the other way round than what they are in; NaN without area."""
    area, x, y = np.sum([_moments(ring) for ring in rings], axis=0) if rings else (0.0, 0.0, 0.0)
    return (float(x / area), float(y / area)) if area else (math.nan, math.nan)


def _moments(ring: np.ndarray) -> Tuple[float, float, float]:
    """Area of a ring (signed), and area times its centroid."""
    origin = ring[0]
    x, y = (ring - origin).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = float(cross.sum()) / 2
    sum_x, sum_y = float(((x[:-1] + x[1:]) * cross).sum()) / 6, float(((y[:-1] + y[1:]) * cross).sum()) / 6
    return area, sum_x + area * float(origin[0]), sum_y + area * float(origin[1])

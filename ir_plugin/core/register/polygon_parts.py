"""A MultiPolygon taken apart and put together again; areas of degrees in square kilometres."""

from __future__ import annotations

import math
import struct
from typing import List, Sequence, Tuple

import numpy as np

KM_PER_DEGREE = 111.2
MULTIPOLYGON = 6

Polygon = List[np.ndarray]
"""The outer ring and then the holes, each float64 (n, 2)."""

_POLYGON = struct.pack("<BI", 1, 3)
_MULTIPOLYGON = struct.pack("<BI", 1, MULTIPOLYGON)


def polygons_of(wkb: bytes) -> List[Polygon]:
    """The polygons of a little-endian 2D Polygon or MultiPolygon; none for ``b""``."""
    if not wkb:
        return []
    if struct.unpack_from("<I", wkb, 1)[0] != MULTIPOLYGON:
        return [_rings(wkb, 0)[0]]
    count, offset, polygons = struct.unpack_from("<I", wkb, 5)[0], 9, []
    for _ in range(count):
        rings, offset = _rings(wkb, offset)
        polygons.append(rings)
    return polygons


def multipolygon(polygons: Sequence[Polygon]) -> bytes:
    """The WKB of polygons; ``b""`` where there are none."""
    parts = [b"".join((_POLYGON, struct.pack("<I", len(rings)), *map(_packed, rings))) for rings in polygons]
    return b"".join((_MULTIPOLYGON, struct.pack("<I", len(parts)), *parts)) if parts else b""


def square_degrees(wkb: bytes) -> float:
    """The area of a little-endian 2D Polygon or MultiPolygon in degrees, for comparisons; 0.0 for ``b""``."""
    return sum(_planar(rings) for rings in polygons_of(wkb))


def km2_of(square: float, latitude: float) -> float:
    """Square degrees at a latitude in square kilometres, as if the earth were flat there."""
    return square * KM_PER_DEGREE**2 * math.cos(math.radians(latitude))


def area_km2(polygon: Polygon) -> float:
    """The area of a small polygon of degrees."""
    return km2_of(_planar(polygon), float(polygon[0][0, 1]))


def _planar(rings: Polygon) -> float:
    outer, *holes = map(_twice_area, rings)
    return 0.5 * (outer - sum(holes))


def _rings(wkb: bytes, offset: int) -> Tuple[Polygon, int]:
    """The rings of the polygon at an offset, and the offset behind it."""
    count = struct.unpack_from("<I", wkb, offset + 5)[0]
    offset += 9
    rings = []
    for _ in range(count):
        points = struct.unpack_from("<I", wkb, offset)[0]
        rings.append(np.frombuffer(wkb, "<f8", 2 * points, offset + 4).reshape(-1, 2))
        offset += 4 + 16 * points
    return rings, offset


def _twice_area(ring: np.ndarray) -> float:
    x, y = (ring - ring[0]).T
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])))


def _packed(ring: np.ndarray) -> bytes:
    return struct.pack("<I", len(ring)) + ring.tobytes()

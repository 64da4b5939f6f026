"""The area of dissolved boundaries, without the slivers that remain where their parts do not quite meet."""

from __future__ import annotations

import math
import struct
from typing import List, Tuple

import numpy as np

SLIVER_KM2 = 0.1
"""Holes smaller than this in a derived area are gaps between its parts; a lake or an enclave is larger."""

KM_PER_DEGREE = 111.2
_POLYGON = struct.pack("<BI", 1, 3)
_MULTIPOLYGON = struct.pack("<BI", 1, 6)


def without_slivers(wkb: bytes) -> bytes:
    """A little-endian 2D MultiPolygon in degrees without its small holes; ``b""`` stays."""
    if not wkb:
        return wkb
    count, offset = struct.unpack_from("<I", wkb, 5)[0], 9
    polygons = []
    for _ in range(count):
        rings, offset = _rings(wkb, offset)
        kept = [ring for place, ring in enumerate(rings) if place == 0 or _area_km2(ring) >= SLIVER_KM2]
        polygons.append(b"".join((_POLYGON, struct.pack("<I", len(kept)), *map(_packed, kept))))
    return b"".join((_MULTIPOLYGON, struct.pack("<I", len(polygons)), *polygons))


def square_degrees(wkb: bytes) -> float:
    """The area of a little-endian 2D MultiPolygon in degrees, for comparisons; 0.0 for ``b""``."""
    total, offset = 0.0, 9
    for _ in range(struct.unpack_from("<I", wkb, 5)[0] if wkb else 0):
        (outer, *holes), offset = _rings(wkb, offset)
        total += 0.5 * (_twice_area(outer) - sum(map(_twice_area, holes)))
    return total


def _rings(wkb: bytes, offset: int) -> Tuple[List[np.ndarray], int]:
    """The rings of the polygon at an offset, each float64 (n, 2), and the offset behind it."""
    count = struct.unpack_from("<I", wkb, offset + 5)[0]
    offset += 9
    rings = []
    for _ in range(count):
        points = struct.unpack_from("<I", wkb, offset)[0]
        rings.append(np.frombuffer(wkb, "<f8", 2 * points, offset + 4).reshape(-1, 2))
        offset += 4 + 16 * points
    return rings, offset


def _area_km2(ring: np.ndarray) -> float:
    """The area of a small ring of degrees, as if the earth were flat there."""
    return 0.5 * _twice_area(ring) * KM_PER_DEGREE**2 * math.cos(math.radians(float(ring[0, 1])))


def _twice_area(ring: np.ndarray) -> float:
    x, y = (ring - ring[0]).T
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])))


def _packed(ring: np.ndarray) -> bytes:
    return struct.pack("<I", len(ring)) + ring.tobytes()

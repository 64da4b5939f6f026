"""Geometries as GeoPackage stores them: a header with the bounds, then well-known binary."""

from __future__ import annotations

import math
import struct
from typing import List, Optional, Tuple

import numpy as np

SRS_ID = 4326
POINT, MULTIPOLYGON = 1, 6
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}

Bounds = Tuple[float, float, float, float]
"""min x, max x, min y, max y"""


def blob_of(wkb: bytes) -> Optional[bytes]:
    """The GeoPackage geometry of little-endian 2D WKB, with its bounds; None for ``b""``."""
    if not wkb:
        return None
    bounds = bounds_of(wkb)
    return b"GP" + struct.pack("<BBi4d", 0, 0b00000011, SRS_ID, *bounds) + wkb


def wkb_of(blob: Optional[bytes]) -> bytes:
    """The WKB in a GeoPackage geometry; ``b""`` for None and for an empty geometry."""
    if blob is None or blob[3] & 0b00010000:
        return b""
    return blob[8 + ENVELOPE_BYTES[(blob[3] >> 1) & 0b111] :]


def point_of(blob: Optional[bytes]) -> Optional[Tuple[float, float]]:
    """x and y of a point in a GeoPackage geometry of any byte order and dimension; None where there is none."""
    wkb = wkb_of(blob)
    if not wkb:
        return None
    order = "<" if wkb[0] else ">"
    x, y = struct.unpack_from(order + "2d", wkb, 5)
    is_point = struct.unpack_from(order + "I", wkb, 1)[0] % 1000 == POINT
    return (x, y) if is_point and math.isfinite(x) and math.isfinite(y) else None


def point_text(blob: Optional[bytes]) -> Optional[str]:
    """A point as well-known text that gives back the same numbers, whoever wrote it; None where there is none."""
    point = point_of(blob)
    return f"POINT ({point[0]!r} {point[1]!r})" if point else None


def point_blob(text: Optional[str]) -> Optional[bytes]:
    """The geometry of a text that ``point_text`` gave."""
    if text is None:
        return None
    x, y = map(float, text[len("POINT (") : -1].split())
    return blob_of(struct.pack("<BI2d", 1, POINT, x, y))


def rings_of(wkb: bytes) -> List[np.ndarray]:
    """The rings of a little-endian 2D Polygon or MultiPolygon, each float64 (n, 2)."""
    rings: List[np.ndarray] = []
    kind, parts = struct.unpack_from("<xII", wkb)
    offset = 9 if kind == MULTIPOLYGON else 0
    for _ in range(parts if kind == MULTIPOLYGON else 1):
        count = struct.unpack_from("<I", wkb, offset + 5)[0]
        offset += 9
        for _ in range(count):
            points = struct.unpack_from("<I", wkb, offset)[0]
            rings.append(np.frombuffer(wkb, "<f8", 2 * points, offset + 4).reshape(-1, 2))
            offset += 4 + 16 * points
    return rings


def bounds_of(wkb: bytes) -> Bounds:
    """The bounds of a little-endian 2D Point, Polygon or MultiPolygon."""
    if struct.unpack_from("<xI", wkb)[0] == POINT:
        x, y = struct.unpack_from("<2d", wkb, 5)
        return x, x, y, y
    xy = np.concatenate(rings_of(wkb))
    low, high = xy.min(axis=0), xy.max(axis=0)
    return float(low[0]), float(high[0]), float(low[1]), float(high[1])


def bounds_in_blob(blob: bytes) -> Bounds:
    """The bounds of a GeoPackage geometry, from its header where it has them."""
    if (blob[3] >> 1) & 0b111:
        order = "<" if blob[3] & 1 else ">"
        x_low, x_high, y_low, y_high = struct.unpack_from(order + "4d", blob, 8)
        return x_low, x_high, y_low, y_high
    return bounds_of(wkb_of(blob))

"""Geometries as GeoPackage stores them: a header with the bounds, then well-known binary."""

from __future__ import annotations

import struct
from typing import Optional, Tuple

import numpy as np

SRS_ID = 4326
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


def bounds_of(wkb: bytes) -> Bounds:
    """The bounds of a little-endian 2D Point, Polygon or MultiPolygon."""
    parts = []
    kind, count = struct.unpack_from("<xII", wkb) if len(wkb) > 8 else (1, 1)
    if kind & 0xFF == 1:
        x, y = struct.unpack_from("<2d", wkb, 5)
        return x, x, y, y
    offset = 9 if kind & 0xFF == 6 else 0
    for _ in range(count if kind & 0xFF == 6 else 1):
        rings = struct.unpack_from("<I", wkb, offset + 5)[0]
        offset += 9
        for _ in range(rings):
            points = struct.unpack_from("<I", wkb, offset)[0]
            parts.append(np.frombuffer(wkb, "<f8", 2 * points, offset + 4).reshape(-1, 2))
            offset += 4 + 16 * points
    xy = np.concatenate(parts)
    low, high = xy.min(axis=0), xy.max(axis=0)
    return float(low[0]), float(high[0]), float(low[1]), float(high[1])


def bounds_in_blob(blob: bytes) -> Bounds:
    """The bounds of a GeoPackage geometry, from its header where it has them."""
    if (blob[3] >> 1) & 0b111:
        order = "<" if blob[3] & 1 else ">"
        x_low, x_high, y_low, y_high = struct.unpack_from(order + "4d", blob, 8)
        return x_low, x_high, y_low, y_high
    return bounds_of(wkb_of(blob))

"""Coordinates as little-endian WKB."""

from __future__ import annotations

import struct
from typing import Sequence

import numpy as np

_POINT, _LINE, _POLYGON = (struct.pack("<BI", 1, kind) for kind in (1, 2, 3))


def point_wkb(xy: np.ndarray) -> bytes:
    """A point, float64 (2,)."""
    return _POINT + xy.astype("<f8").tobytes()


def line_wkb(xy: np.ndarray) -> bytes:
    """A line through points, float64 (n, 2)."""
    return _LINE + struct.pack("<I", len(xy)) + xy.astype("<f8").tobytes()


def polygon_wkb(rings: Sequence[np.ndarray]) -> bytes:
    """A polygon of closed rings, each float64 (n, 2): the outer one, then holes."""
    runs = (struct.pack("<I", len(ring)) + ring.astype("<f8").tobytes() for ring in rings)
    return _POLYGON + struct.pack("<I", len(rings)) + b"".join(runs)

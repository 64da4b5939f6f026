"""Dissolved boundaries without the slivers that remain where their parts do not quite meet."""

from __future__ import annotations

from .polygon_parts import area_km2, multipolygon, polygons_of

SLIVER_KM2 = 0.1
"""Holes smaller than this in a derived area are gaps between its parts; a lake or an enclave is larger."""


def without_slivers(wkb: bytes) -> bytes:
    """A little-endian 2D MultiPolygon in degrees without its small holes; ``b""`` stays."""
    return multipolygon(
        [[outer, *(hole for hole in holes if area_km2([hole]) >= SLIVER_KM2)] for outer, *holes in polygons_of(wkb)]
    )

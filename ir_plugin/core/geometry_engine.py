"""The few geometry operations that a face lends to the core (GEOS through QGIS, or through shapely)."""

from __future__ import annotations

from typing import Protocol, Sequence


class GeometryEngine(Protocol):
    """Takes and gives WKB; planar; polygons come back as MultiPolygon, ``b""`` where nothing is left. ValueError for a
    geometry that the engine cannot take."""

    def union(self, polygons: Sequence[bytes]) -> bytes:
        """The dissolved area of all polygons, which are valid."""

    def make_valid(self, polygon: bytes) -> bytes:
        """The polygon with self-crossings repaired; lines and points left over are dropped."""

    def convex_hull(self, geometries: Sequence[bytes]) -> bytes:
        """The convex hull around all geometries: a polygon, or a line or point where they span no area."""

    def delaunay(self, points: Sequence[bytes]) -> Sequence[bytes]:
        """The Delaunay triangles of points, as polygons with the points' own coordinates; none where they span no
        area."""

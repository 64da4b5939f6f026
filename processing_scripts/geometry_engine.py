"""The geometry operations that the core borrows, by shapely."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterable, Iterator, Sequence

import numpy as np
import shapely


class ShapelyEngine:
    """See ``ir_plugin.core.geometry_engine.GeometryEngine``."""

    def union(self, polygons: Sequence[bytes]) -> bytes:
        with _refusing():
            return _multipolygon(shapely.union_all(_geometries(polygons)))

    def make_valid(self, polygon: bytes) -> bytes:
        with _refusing():
            return _multipolygon(shapely.make_valid(shapely.from_wkb(polygon)))

    def convex_hull(self, geometries: Sequence[bytes]) -> bytes:
        collection = shapely.GeometryCollection(list(_geometries(geometries)))
        return _wkb(shapely.convex_hull(collection))

    def delaunay(self, points: Sequence[bytes]) -> Sequence[bytes]:
        triangles = shapely.delaunay_triangles(shapely.GeometryCollection(list(_geometries(points))))
        return [_wkb(part) for part in shapely.get_parts(triangles)]


@contextmanager
def _refusing() -> Iterator[None]:
    """ValueError where GEOS fails."""
    try:
        yield
    except shapely.GEOSException as error:
        raise ValueError(str(error)) from error


def _geometries(wkbs: Iterable[bytes]) -> np.ndarray:
    return shapely.from_wkb([wkb for wkb in wkbs if wkb])


def _multipolygon(geometry: shapely.Geometry) -> bytes:
    """Only the areas of a geometry, as a MultiPolygon; b"" where it has none."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    polygons = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    return _wkb(shapely.MultiPolygon(polygons)) if polygons else b""


def _wkb(geometry: shapely.Geometry) -> bytes:
    return shapely.to_wkb(geometry, byte_order=1)

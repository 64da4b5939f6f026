"""The geometry operations that the core borrows, by QgsGeometry."""

from __future__ import annotations

from typing import Iterator, Sequence

from qgis.core import QgsGeometry, QgsMultiPolygon, QgsWkbTypes


class QgisGeometryEngine:
    """See ``ir_plugin.core.geometry_engine.GeometryEngine``."""

    def union(self, polygons: Sequence[bytes]) -> bytes:
        geometries = _geometries(polygons)
        return _multipolygon(_checked(QgsGeometry.unaryUnion(geometries))) if geometries else b""

    def make_valid(self, polygon: bytes) -> bytes:
        return _multipolygon(_checked(_geometry(polygon).makeValid()))

    def convex_hull(self, geometries: Sequence[bytes]) -> bytes:
        return _wkb(_checked(QgsGeometry.collectGeometry(_geometries(geometries)).convexHull()))

    def delaunay(self, points: Sequence[bytes]) -> Sequence[bytes]:
        triangles = QgsGeometry.collectGeometry(_geometries(points)).delaunayTriangulation()
        return [] if triangles.isEmpty() else [_wkb(part) for part in triangles.asGeometryCollection()]


def _geometry(wkb: bytes) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry


def _geometries(wkbs: Sequence[bytes]) -> list[QgsGeometry]:
    return [_geometry(wkb) for wkb in wkbs if wkb]


def _checked(geometry: QgsGeometry) -> QgsGeometry:
    """The geometry; ValueError where GEOS failed, which QGIS tells only by a null geometry."""
    if geometry.isNull():
        raise ValueError(geometry.lastError() or "GEOS gave no geometry")
    return geometry


def _multipolygon(geometry: QgsGeometry) -> bytes:
    """Only the areas of a geometry, as a MultiPolygon; b"" where it has none."""
    areas = QgsMultiPolygon()
    for part in _parts(geometry):
        if part.type() == QgsWkbTypes.GeometryType.PolygonGeometry and not part.isEmpty():
            areas.addGeometry(part.constGet().clone())
    return _wkb(QgsGeometry(areas)) if areas.numGeometries() else b""


def _parts(geometry: QgsGeometry) -> Iterator[QgsGeometry]:
    """The single geometries inside a geometry, however deep."""
    if not geometry.isMultipart():
        yield geometry
        return
    for part in geometry.asGeometryCollection():
        yield from _parts(part)


def _wkb(geometry: QgsGeometry) -> bytes:
    return bytes(geometry.asWkb().data())

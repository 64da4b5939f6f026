"""The geometry that QGIS lends to the core."""

from __future__ import annotations

import pytest
from qgis.core import QgsGeometry, QgsWkbTypes

from ir_plugin.qgis_support.geometry_engine import QgisGeometryEngine

ENGINE = QgisGeometryEngine()
SQUARE = "Polygon((0 0, 1 0, 1 1, 0 1, 0 0))"
NEXT = "Polygon((1 0, 2 0, 2 1, 1 1, 1 0))"
APART = "MultiPolygon(((5 5, 6 5, 6 6, 5 6, 5 5)))"


def wkb(words):
    return bytes(QgsGeometry.fromWkt(words).asWkb().data())


def geometry(data):
    made = QgsGeometry()
    made.fromWkb(data)
    return made


def test_neighbours_dissolve_into_one_area():
    made = geometry(ENGINE.union([wkb(SQUARE), b"", wkb(NEXT), wkb(APART)]))
    assert made.wkbType() == QgsWkbTypes.Type.MultiPolygon
    assert len(made.asMultiPolygon()) == 2
    assert made.area() == pytest.approx(3.0)


def test_nothing_has_no_union():
    assert ENGINE.union([]) == b""
    assert ENGINE.union([b""]) == b""


def test_a_bow_tie_becomes_two_triangles():
    made = geometry(ENGINE.make_valid(wkb("Polygon((0 0, 2 2, 2 0, 0 2, 0 0))")))
    assert made.isGeosValid()
    assert made.wkbType() == QgsWkbTypes.Type.MultiPolygon
    assert made.area() == pytest.approx(2.0)


def test_a_spike_is_dropped():
    made = geometry(ENGINE.make_valid(wkb("Polygon((0 0, 2 0, 2 2, 2 4, 2 2, 0 2, 0 0))")))
    assert made.wkbType() == QgsWkbTypes.Type.MultiPolygon
    assert made.boundingBox().yMaximum() == 2.0
    assert made.area() == pytest.approx(4.0)


def test_a_ring_without_area_leaves_nothing():
    assert ENGINE.make_valid(wkb("Polygon((0 0, 1 1, 2 2, 0 0))")) == b""


def test_a_hull_has_as_many_dimensions_as_its_points():
    points = [wkb("Point(0 0)"), wkb("Point(2 0)"), wkb("Point(0 2)"), wkb("Point(0.5 0.5)")]
    assert geometry(ENGINE.convex_hull(points)).area() == pytest.approx(2.0)
    assert geometry(ENGINE.convex_hull(points[:2])).type() == QgsWkbTypes.GeometryType.LineGeometry
    assert geometry(ENGINE.convex_hull(points[:1])).type() == QgsWkbTypes.GeometryType.PointGeometry

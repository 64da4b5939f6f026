"""The geometry that QGIS lends to the core."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsGeometry, QgsWkbTypes

from ir_plugin.core.space.concave_hull import concave_hull
from ir_plugin.core.space.wkb import read_rings
from ir_plugin.core.space.wkb_writing import point_wkb
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


def test_delaunay_triangles_have_the_points_own_coordinates() -> None:
    points = np.random.default_rng(1).random((30, 2)) * 0.1 + [106.0, -2.0]
    triangles = read_rings(list(ENGINE.delaunay([point_wkb(point) for point in points]))).xy
    assert {(x, y) for x, y in triangles.tolist()} == {(x, y) for x, y in points.tolist()}
    assert len(ENGINE.delaunay([point_wkb(np.zeros(2))] * 4)) == 0


def test_a_concave_hull_with_the_triangles_of_qgis() -> None:
    turn = np.linspace(0.6, 5.6, 200)
    bay = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.where(np.arange(200) % 2, 800, 1000)[:, None]
    corners = bay[concave_hull(bay, ENGINE, 0.1)]
    x, y = np.concatenate([corners, corners[:1]]).T
    area = abs((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) / 2
    assert 0.25 < area / (np.pi * 1000**2) < 0.5

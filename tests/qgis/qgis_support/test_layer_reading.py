"""What the core gets of a layer."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ir_plugin.core.parameters import LayerInput
from ir_plugin.core.progress import no_progress
from ir_plugin.core.texts import same
from ir_plugin.qgis_support.layer_reading import read_layer


@pytest.fixture(autouse=True)
def _qgis(qgis_app):
    """A running QGIS."""


def layer_of(definition, *rows):
    """A memory layer with (wkt, attributes) rows."""
    layer = QgsVectorLayer(definition, "layer", "memory")
    features = []
    for words, attributes in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(attributes)
        if words:
            feature.setGeometry(QgsGeometry.fromWkt(words))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def read(layer, fields=None, geometry="any", crs=""):
    wanted = LayerInput("INPUT", same("Layer"), geometry=geometry, crs=crs)
    return read_layer(layer, wanted, fields, QgsProject.instance().transformContext(), no_progress)


def shape(wkb):
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry


def test_values_are_plain_and_null_is_none():
    definition = (
        "Point?crs=EPSG:4326&field=n:integer&field=x:double&field=kode:string&field=hari:date&field=saat:datetime"
    )
    moment = QDateTime(QDate(2025, 3, 4), QTime(10, 20, 30))
    rows = (
        ("Point(106 -2)", [7, 1.5, "19.01", QDate(2025, 3, 4), moment]),
        ("", [None, None, None, None, None]),
    )
    layer = read(layer_of(definition, *rows)).layer
    assert layer.columns == {
        "n": [7, None],
        "x": [1.5, None],
        "kode": ["19.01", None],
        "hari": ["2025-03-04", None],
        "saat": ["2025-03-04T10:20:30", None],
    }
    assert layer.wkb[1] == b""
    assert len(layer) == 2
    assert all(value is None for value in (column[1] for column in layer.columns.values()))


def test_only_named_fields_are_read():
    definition = "Point?crs=EPSG:4326&field=a:integer&field=b:integer"
    assert read(layer_of(definition, ("Point(1 1)", [1, 2])), fields=["b"]).layer.columns == {"b": [2]}
    assert read(layer_of(definition, ("Point(1 1)", [1, 2])), fields=[]).layer.columns == {}


@pytest.mark.parametrize(
    "crs, geographic, metres", [("EPSG:4326", True, 1.0), ("EPSG:32748", False, 1.0), ("EPSG:2273", False, 0.3048)]
)
def test_units_of_the_coordinates(crs, geographic, metres):
    layer = read(layer_of(f"Point?crs={crs}", ("Point(1 1)", []))).layer
    assert layer.geographic is geographic
    assert layer.metres_per_unit == pytest.approx(metres, rel=1e-5)
    assert layer.crs == crs


def test_the_geometry_comes_in_the_crs_that_is_declared():
    result = read(layer_of("Point?crs=EPSG:32748", ("Point(500000 9778956)", [])), crs="EPSG:4326")
    point = shape(result.layer.wkb[0]).asPoint()
    assert point.x() == pytest.approx(105.0, abs=1e-6)
    assert point.y() == pytest.approx(-2.0, abs=1e-3)
    assert result.layer.geographic
    assert result.crs == QgsCoordinateReferenceSystem("EPSG:4326")


@pytest.mark.parametrize(
    "kind, words, expected",
    [
        ("PolygonZM", "PolygonZM((0 0 1 2, 1 0 1 2, 1 1 1 2, 0 0 1 2))", "Polygon ((0 0, 1 0, 1 1, 0 0))"),
        ("PointZ", "PointZ(1 2 3)", "Point (1 2)"),
        ("MultiPolygon", "MultiPolygon(((0 0, 1 0, 1 1, 0 0)))", "MultiPolygon (((0 0, 1 0, 1 1, 0 0)))"),
    ],
)
def test_the_core_sees_two_dimensions(kind, words, expected):
    wkb = read(layer_of(f"{kind}?crs=EPSG:32748", (words, []))).layer.wkb[0]
    assert shape(wkb).asWkt() == expected
    assert isinstance(wkb, bytes)
    assert wkb[0] == 1  # little-endian


def test_curves_become_straight_segments():
    circle = "CurvePolygon(CircularString(0 0, 1 1, 2 0, 1 -1, 0 0))"
    wkb = read(layer_of("CurvePolygon?crs=EPSG:32748", (circle, []))).layer.wkb[0]
    assert shape(wkb).wkbType() == QgsWkbTypes.Type.Polygon
    assert shape(wkb).area() == pytest.approx(3.1416, rel=1e-3)


def test_an_empty_geometry_is_none():
    assert read(layer_of("MultiPolygon?crs=EPSG:32748", ("MultiPolygon EMPTY", []))).layer.wkb == [b""]

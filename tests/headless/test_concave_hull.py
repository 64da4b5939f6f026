"""Concave hulls, with the triangles that shapely lends."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from ir_plugin.core.layer import Layer
from ir_plugin.core.space.concave_hull import concave_hull
from ir_plugin.core.space.hulls import concave_hull_of, hull_of
from ir_plugin.core.space.wkb_writing import point_wkb
from processing_scripts.geometry_engine import ShapelyEngine

RNG = np.random.default_rng(3)
TURN = RNG.uniform(0.6, 5.6, 500)
BAY = np.stack([np.cos(TURN), np.sin(TURN)], axis=1) * RNG.uniform(800, 1000, 500)[:, None]
CLOUDS = {
    "bay": BAY,
    "square": RNG.random((200, 2)) * 100,
    "lattice": np.stack(np.divmod(np.arange(64), 8), axis=1).astype(float),
    "doubled": np.repeat(RNG.random((30, 2)), 3, axis=0),
    "triangle": np.array([[0.0, 0], [4, 0], [0, 3]]),
}


@pytest.mark.parametrize("name", CLOUDS)
@pytest.mark.parametrize("ratio", [0.0, 0.3, 1.0])
def test_a_simple_polygon_that_holds_every_point(name: str, ratio: float) -> None:
    points = CLOUDS[name]
    polygon = shapely.Polygon(points[concave_hull(points, ShapelyEngine(), ratio)])
    assert polygon.is_valid
    assert shapely.dwithin(polygon, shapely.points(points), 1e-9).all()
    convex = shapely.convex_hull(shapely.MultiPoint(points))
    assert polygon.area <= convex.area * (1 + 1e-9)
    if ratio == 1.0:
        assert polygon.area == pytest.approx(convex.area)


def test_it_follows_a_bay() -> None:
    ours = shapely.Polygon(BAY[concave_hull(BAY, ShapelyEngine(), 0.1)])
    assert ours.area < 0.45 * shapely.convex_hull(shapely.MultiPoint(BAY)).area
    assert not ours.contains(shapely.Point(0, 0))
    theirs = shapely.concave_hull(shapely.MultiPoint(BAY), ratio=0.1)
    assert ours.area == pytest.approx(theirs.area, rel=0.05)


def test_the_order_of_points_does_not_matter() -> None:
    order = RNG.permutation(len(BAY))
    one, two = concave_hull(BAY, ShapelyEngine()), concave_hull(BAY[order], ShapelyEngine())
    assert np.array_equal(BAY[one], BAY[order][two])


@pytest.mark.parametrize("points", [np.zeros((5, 2)), np.stack([np.arange(6.0), np.arange(6.0)], axis=1)])
def test_points_without_an_area_get_a_narrow_box(points: np.ndarray) -> None:
    layer = Layer(wkb=[point_wkb(point) for point in points], geographic=False)
    rows = np.arange(len(points))
    assert len(concave_hull(points, ShapelyEngine())) == 0
    assert concave_hull_of(layer, rows, ShapelyEngine()) == hull_of(layer, rows)


def test_areas_of_degrees_are_in_square_metres() -> None:
    step = 0.001
    points = np.array([[106 + step * (i % 5), -2 + step * (i // 5)] for i in range(25)])
    layer = Layer(wkb=[point_wkb(point) for point in points], geographic=True)
    found = concave_hull_of(layer, np.arange(25), ShapelyEngine())
    assert found.area_m2 == pytest.approx((4 * 111.2) * (4 * 110.6), rel=0.01)

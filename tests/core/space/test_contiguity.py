"""Contiguity on hand-made and on real boundaries."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

import numpy as np
import pytest

from ir_plugin.core.layer import Layer
from ir_plugin.core.space.boundaries import Segments, boundaries_of
from ir_plugin.core.space.contiguity import contiguity
from ir_plugin.core.space.segment_distance import beside, segment_distances
from ir_plugin.core.space.wkb import centroids

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "batas_babel.gpkg"


def polygon(*rings: list[tuple[float, float]]) -> bytes:
    parts = [struct.pack("<BII", 1, 3, len(rings))]
    for ring in rings:
        closed = [*ring, ring[0]]
        parts.append(struct.pack("<I", len(closed)) + struct.pack(f"<{2 * len(closed)}d", *np.ravel(closed)))
    return b"".join(parts)


def box(x: float, y: float, width: float = 100.0, height: float = 100.0) -> bytes:
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def metric(*shapes: bytes) -> Layer:
    return Layer(wkb=shapes, geographic=False)


def links(layer: Layer, rule: str, tolerance: float) -> set[tuple[int, int]]:
    weights = contiguity(layer, rule, tolerance)
    return {(i, j) for i, j in zip(weights.sources.tolist(), weights.neighbours.tolist()) if i < j}


def test_sides_and_corners() -> None:
    layer = metric(box(0, 0), box(100, 0), box(0, 100), box(100, 100))
    assert links(layer, "rook", 1.0) == {(0, 1), (0, 2), (1, 3), (2, 3)}
    assert links(layer, "queen", 1.0) == {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}


@pytest.mark.parametrize("gap", [-0.8, 0.8])
def test_slivers_and_overlaps_within_the_tolerance(gap: float) -> None:
    layer = metric(box(0, 0), box(100 + gap, 0))
    assert links(layer, "queen", 1.0) == links(layer, "rook", 1.0) == {(0, 1)}
    assert links(layer, "queen", 0.5) == (set() if gap > 0 else {(0, 1)})  # an overlap crosses


def test_a_side_that_meets_two_half_sides() -> None:
    """No vertex in common: the corners of the small boxes lie inside the long side."""
    layer = metric(box(0, 0, 100, 1000), box(100, 130, 50, 300), box(100, 430, 50, 300))
    assert links(layer, "rook", 0.0) == {(0, 1), (0, 2), (1, 2)}


def test_the_tolerance_is_inclusive() -> None:
    layer = metric(box(0, 0), box(102, 0))
    assert links(layer, "queen", 2.0) == {(0, 1)}
    assert links(layer, "queen", 1.999) == set()


def test_a_hole_and_what_fills_it() -> None:
    ring = polygon([(0, 0), (300, 0), (300, 300), (0, 300)], [(100, 100), (100, 200), (200, 200), (200, 100)])
    assert links(metric(ring, box(100, 100)), "rook", 1.0) == {(0, 1)}


def test_a_polygon_drawn_over_another_is_its_queen_neighbour() -> None:
    layer = metric(box(0, 0, 1000, 1000), box(300, 300), box(500, 300), b"", box(1000, 0))
    assert links(layer, "queen", 1.0) == {(0, 1), (0, 2), (0, 4)}
    assert links(layer, "rook", 1.0) == {(0, 4)}


def test_what_lies_in_a_hole_or_a_bay_is_not_inside() -> None:
    ring = polygon([(0, 0), (300, 0), (300, 300), (0, 300)], [(50, 50), (50, 250), (250, 250), (250, 50)])
    bay = polygon([(400, 0), (700, 0), (700, 300), (400, 300), (400, 250), (650, 250), (650, 50), (400, 50)])
    assert links(metric(ring, box(100, 100), bay, box(500, 100)), "queen", 1.0) == set()


def test_one_part_of_many_that_lies_inside_is_enough() -> None:
    scattered = struct.pack("<BII", 1, 6, 3) + box(5000, 0) + box(5000, 5000) + box(300, 300)
    assert links(metric(scattered, box(0, 0, 1000, 1000)), "queen", 1.0) == {(0, 1)}


def test_overlaps_are_those_that_a_fine_raster_sees() -> None:
    """Boxes of any size and turn, many inside one another: queen neighbours at tolerance 0 share a place."""
    rng = np.random.default_rng(8)
    centre, size, angle = rng.uniform(0, 100, (120, 2)), rng.choice([2.0, 6.0, 30.0], 120), rng.uniform(0, 1.5, 120)
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2
    axes = [np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) for a in angle]
    shapes = [polygon((corners * s @ turn + c).tolist()) for c, s, turn in zip(centre, size, axes)]
    pixels = np.stack(np.meshgrid(np.arange(-20, 120, 0.25), np.arange(-20, 120, 0.25)), axis=-1).reshape(-1, 2)
    held = np.array([(np.abs((pixels - c) @ turn.T) < s / 2).all(axis=1) for c, s, turn in zip(centre, size, axes)])
    seen = {(i, j) for i in range(120) for j in range(i + 1, 120) if (held[i] & held[j]).any()}
    found = links(metric(*shapes), "queen", 0.0)
    grazing = found - seen
    assert seen <= found and len(grazing) < 0.03 * len(seen)
    assert len(seen) > 300


def test_rows_without_geometry_are_islands() -> None:
    assert contiguity(metric(box(0, 0), b"", box(100, 0)), "queen", 1.0).counts.tolist() == [1, 0, 1]


def test_no_rows_at_all() -> None:
    assert contiguity(metric(), "queen", 1.0).n == 0


def test_turning_and_shifting_the_map_changes_nothing() -> None:
    rng = np.random.default_rng(5)
    corners = np.array([[0, 0], [100, 0], [100, 100], [0, 100]], float)
    places = np.argwhere(rng.random((8, 8)) < 0.7) * 100.0
    flat = [polygon((corners + place).tolist()) for place in places]
    turn = np.array([[np.cos(0.4), -np.sin(0.4)], [np.sin(0.4), np.cos(0.4)]])
    turned = [polygon(((corners + place) @ turn + [7e5, 9.7e6]).tolist()) for place in places]
    for rule in ("queen", "rook"):
        assert links(metric(*flat), rule, 1.0) == links(metric(*turned), rule, 1.0)


def ragged_boxes(seed: int) -> np.ndarray:
    """West, south, east, north of boxes of odd sizes at odd places: slivers, overlaps, gaps, corners within others."""
    rng = np.random.default_rng(seed)
    sizes = rng.choice([20.0, 99.5, 100.0, 150.0, 400.0], (150, 2))
    places = rng.integers(0, 12, (150, 2)) * 100.0 + rng.choice([0.0, 0.3, 0.9, 1.5], (150, 2))
    return np.concatenate([places, places + sizes], axis=1)


def turned_map(boxes: np.ndarray) -> list[bytes]:
    turn = np.array([[np.cos(0.3), -np.sin(0.3)], [np.sin(0.3), np.cos(0.3)]])
    return [polygon((np.array([[w, s], [e, s], [e, n], [w, n]]) @ turn).tolist()) for w, s, e, n in boxes]


@pytest.mark.parametrize("rule", ["queen", "rook"])
def test_the_order_of_rows_changes_no_link(rule: str) -> None:
    shapes = turned_map(ragged_boxes(2))
    order = np.random.default_rng(3).permutation(len(shapes))
    expected = links(metric(*shapes), rule, 1.0)
    shuffled = links(metric(*(shapes[row] for row in order)), rule, 1.0)
    assert {tuple(sorted((int(order[i]), int(order[j])))) for i, j in shuffled} == expected


def test_a_needle_beside_a_wall_is_measured_on_the_wall_too() -> None:
    """The needle has more than 5 m of boundary within reach of the wall, the wall not 4 m within reach of it."""
    wall = box(0, 0)
    needle = polygon([(100, 50), (100.9, 52.4), (100.85, 52.42)])
    assert links(metric(wall, needle), "rook", 1.0) == links(metric(needle, wall), "rook", 1.0) == set()
    assert links(metric(wall, needle), "queen", 1.0) == {(0, 1)}


@pytest.mark.parametrize("reach", [0.01, 0.7, 3.0])
def test_the_part_beside_a_segment_is_what_dense_points_find(reach: float) -> None:
    rng = np.random.default_rng(6)
    ends = [rng.integers(-3, 4, (400, 2)).astype(float) for _ in range(4)]
    real = (ends[0] != ends[1]).any(axis=1) & (ends[2] != ends[3]).any(axis=1)
    one, other = (Segments(ends[at][real], ends[at + 1][real], np.zeros(real.sum(), int)) for at in (0, 2))
    start, end = beside(one, other, reach)
    for fraction in np.linspace(0, 1, 101):
        point = one.begin + (one.end - one.begin) * fraction
        dot = Segments(point, point + [1e-12, 0], one.unit)
        apart = segment_distances(dot, other)
        clear = np.abs(apart - reach) > 1e-9
        assert ((apart <= reach) == ((start <= fraction) & (fraction <= end)))[clear].all()


@pytest.mark.parametrize("tolerance", [0.0, 1.0, 30.0])
def test_queen_neighbours_are_those_found_by_measuring_every_segment(tolerance: float) -> None:
    boxes = ragged_boxes(4)
    layer = metric(*turned_map(boxes))
    segments = boundaries_of(layer).segments
    one, other = np.triu_indices(len(segments.unit), 1)
    near = segment_distances(segments.at(one), segments.at(other)) <= max(tolerance, 1e-11)
    touching = zip(segments.unit[one[near]].tolist(), segments.unit[other[near]].tolist())
    low, high = boxes[:, None, :2] - boxes[None, :, :2], boxes[:, None, 2:] - boxes[None, :, 2:]
    enclosed = np.argwhere((low > 0).all(axis=2) & (high < 0).all(axis=2))
    pairs = {(i, j) for i, j in touching if i != j} | {(min(pair), max(pair)) for pair in enclosed.tolist()}
    assert len(enclosed) > 30 and links(layer, "queen", tolerance) == pairs


def test_centroids_of_a_ring_with_a_hole_far_from_the_origin() -> None:
    shape = polygon([(0, 0), (3, 0), (3, 3), (0, 3)], [(1, 1), (1, 2), (2, 2), (2, 1)])
    far = polygon([(1e7, 1e7), (1e7 + 0.01, 1e7), (1e7 + 0.01, 1e7 + 0.01), (1e7, 1e7 + 0.01)])
    assert np.allclose(centroids([shape, b"", far]), [[1.5, 1.5], [np.nan, np.nan], [1e7 + 0.005] * 2], equal_nan=True)


@pytest.mark.skipif(not REAL.exists(), reason="the real village boundaries are not beside this checkout")
@pytest.mark.parametrize("tolerance, expected", [(0, 1980), (1, 1992), (2, 1992), (50, 2008)])
def test_the_real_villages(tolerance: float, expected: int) -> None:
    connection = sqlite3.connect(f"file:{REAL}?mode=ro", uri=True)
    blobs = [row[0] for row in connection.execute("select geom from desa")]
    connection.close()
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
    layer = Layer(wkb=[blob[8 + envelope[(blob[3] >> 1) & 7] :] for blob in blobs])
    weights = contiguity(layer, "queen", tolerance)
    assert weights.counts.sum() == expected
    if tolerance in (1, 2):
        assert (len(weights.islands), len(np.unique(weights.components()))) == (6, 10)

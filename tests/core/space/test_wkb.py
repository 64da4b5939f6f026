"""Rings out of well-known binary, whichever way a geometry is wrapped."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from ir_plugin.core.space.wkb import centroids, read_rings

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
HOLE = [(1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (1.0, 1.0)]


def polygon(*rings: list[tuple[float, float]], height: bool = False) -> bytes:
    parts = [struct.pack("<BII", 1, 1003 if height else 3, len(rings))]
    for ring in rings:
        rows = [(*point, 7.0) for point in ring] if height else ring
        parts.append(struct.pack("<I", len(rows)) + np.array(rows, "<f8").tobytes())
    return b"".join(parts)


def many(*polygons: bytes, kind: int = 6) -> bytes:
    return struct.pack("<BII", 1, kind, len(polygons)) + b"".join(polygons)


@pytest.mark.parametrize(
    "geometry, rings",
    [
        (polygon(SQUARE), [(1, SQUARE)]),
        (polygon(SQUARE, height=True), [(1, SQUARE)]),
        (polygon(SQUARE, HOLE), [(1, SQUARE), (-1, HOLE)]),
        (many(polygon(SQUARE)), [(1, SQUARE)]),
        (many(polygon(SQUARE, HOLE)), [(1, SQUARE), (-1, HOLE)]),
        (many(polygon(SQUARE), polygon(SQUARE, HOLE)), [(1, SQUARE), (1, SQUARE), (-1, HOLE)]),
        (many(many(polygon(SQUARE)), kind=7), [(1, SQUARE)]),
        (many(), []),
        (polygon(), []),
        (struct.pack("<BIdd", 1, 1, 3, 5), [(0, [(3.0, 5.0)])]),
        (b"", []),
    ],
)
def test_rings_of_a_geometry_between_others(
    geometry: bytes, rings: list[tuple[int, list[tuple[float, float]]]]
) -> None:
    read = read_rings([polygon(SQUARE), geometry, polygon(HOLE)])
    assert read.features.tolist() == [0, *[1 for _ in rings], 2]
    assert read.signs.tolist() == [1, *[sign for sign, _ in rings], 1]
    expected = [SQUARE, *[ring for _, ring in rings], HOLE]
    assert read.starts.tolist() == np.cumsum([0, *map(len, expected)]).tolist()
    assert read.xy.tolist() == [list(point) for ring in expected for point in ring]


def test_plain_points_are_read_at_once_as_one_by_one() -> None:
    nan = float("nan")
    points = [struct.pack("<BIdd", 1, 1, *xy) for xy in ((1.5, -1.5), (nan, nan), (nan, 3.0), (2.5, -2.5))]
    plain = [points[0], b"", *points[1:]]
    wrapped = [many(point, kind=4) if point else b"" for point in plain]
    left, right = read_rings(plain), read_rings(wrapped)
    for name in ("xy", "starts", "features", "signs"):
        assert np.array_equal(getattr(left, name), getattr(right, name), equal_nan=True)
    assert left.features.tolist() == [0, 3, 4]
    assert centroids(plain)[[0, 4]].tolist() == [[1.5, -1.5], [2.5, -2.5]]
    assert np.isnan(centroids(plain)[1:4]).any(axis=1).all()

"""Coordinates out of well-known binary, for many geometries at once."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Optional, Sequence

import numpy as np

POINT, LINE, POLYGON, COLLECTIONS = 1, 2, 3, (4, 5, 6, 7)
_whole = struct.Struct("<I").unpack_from

ONE_POINT = struct.pack("<BI", 1, POINT)
"""How a planar point begins."""

ONE_RING = struct.pack("<BII", 1, POLYGON, 1)
ONE_POLYGON = struct.pack("<BII", 1, 6, 1) + ONE_RING
"""How nearly all polygons of a real layer begin: one outer ring, planar. They are read without taking them apart."""


@dataclass(frozen=True)
class Rings:
    """Every run of coordinates of a layer: the rings of polygons, lines, points.

    xy: float64 (vertices, 2). starts: int64 (rings + 1,) into xy. features: int64 (rings,), the row of each ring.
    signs: int8 (rings,): 1 an outer ring, -1 a hole, 0 a line or a point.
    """

    xy: np.ndarray
    starts: np.ndarray
    features: np.ndarray
    signs: np.ndarray

    @property
    def vertex_features(self) -> np.ndarray:
        """The row that each vertex belongs to, int64 (vertices,)."""
        return np.repeat(self.features, np.diff(self.starts))


def read_rings(geometries: Sequence[bytes]) -> Rings:
    """The coordinates of little-endian ISO WKB, Z and M dropped; ``b""`` has none.

    ValueError for what is no little-endian WKB or holds curves.
    """
    points = _plain_points(geometries)
    if points is not None:
        return points
    buffers: list[bytes] = []
    counts: list[int] = []
    features: list[int] = []
    signs: list[int] = []
    for row, wkb in enumerate(geometries):
        for sign, count, buffer in _runs_of(wkb):
            if count:
                buffers.append(buffer)
                counts.append(count)
                features.append(row)
                signs.append(sign)
    xy = np.frombuffer(b"".join(buffers), "<f8").reshape(-1, 2)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Rings(xy, starts, np.array(features, np.int64), np.array(signs, np.int8))


def _plain_points(geometries: Sequence[bytes]) -> Optional[Rings]:
    """The coordinates where all geometries are planar points or none, at once; else None."""
    lengths = np.fromiter(map(len, geometries), np.int64, len(geometries))
    rows = np.flatnonzero(lengths)
    if not (lengths[rows] == len(ONE_POINT) + 16).all():
        return None
    records = np.frombuffer(b"".join(geometries), [("start", f"V{len(ONE_POINT)}"), ("place", "V16")])
    if not (records["start"] == np.void(ONE_POINT)).all():
        return None
    held = records["place"] != np.void(_EMPTY_POINT)
    xy, rows = np.frombuffer(records["place"][held].tobytes(), "<f8").reshape(-1, 2), rows[held]
    return Rings(xy, np.arange(len(rows) + 1), rows, np.zeros(len(rows), np.int8))


def centroids(geometries: Sequence[bytes]) -> np.ndarray:
    """The centre of each geometry, float64 (n, 2); NaN where there is none or a coordinate is not finite.

    Polygons: the centroid of the area, holes taken off. Without an area, and for points and lines: the mean of the
    vertices. Computed relative to each geometry's first vertex, so that small areas far from the origin lose no digits.
    """
    n = len(geometries)
    rings = read_rings(geometries)
    if not len(rings.xy):
        return np.full((n, 2), np.nan)
    rows = rings.vertex_features
    origin = np.full((n, 2), np.nan)
    held, first = np.unique(rows, return_index=True)
    origin[held] = rings.xy[first]
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        xy = rings.xy - origin[rows]
        count = np.bincount(rows, minlength=n)
        mean = np.stack([np.bincount(rows, xy[:, axis], n) / count for axis in (0, 1)], axis=1)
        area, moments = _areas_and_moments(rings, xy, n)
        centre = np.where(area[:, None] > 0, moments / area[:, None], mean)
    return origin + np.where(np.isfinite(centre), centre, np.nan)


def _areas_and_moments(rings: Rings, xy: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Six times the area of each row's polygons and six times its first moments, whichever way their rings run."""
    cross = np.append(xy[:-1, 0] * xy[1:, 1] - xy[1:, 0] * xy[:-1, 1], 0.0)
    cross[rings.starts[1:] - 1] = 0.0
    pairs = np.append(xy[:-1] + xy[1:], [[0.0, 0.0]], axis=0)
    area, x, y = (
        np.add.reduceat(each, rings.starts[:-1]) for each in (cross, cross * pairs[:, 0], cross * pairs[:, 1])
    )
    sign = np.where(area < 0, -1.0, 1.0) * rings.signs
    area, x, y = (np.bincount(rings.features, each * sign, n) for each in (area, x, y))
    return 3.0 * area, np.stack([x, y], axis=1)


def _runs_of(wkb: bytes) -> Sequence[tuple[int, int, bytes]]:
    """The runs (sign, vertices, xy bytes) of a geometry."""
    for start in (ONE_RING, ONE_POLYGON):
        if wkb.startswith(start):
            offset = len(start)
            count = _whole(wkb, offset)[0]
            return ((1, count, wkb[offset + 4 : offset + 4 + 16 * count]),)
    return _runs(wkb, 0)[0] if wkb else ()


def _runs(wkb: bytes, offset: int) -> tuple[list[tuple[int, int, bytes]], int]:
    """The runs (sign, vertices, xy bytes) of the geometry at an offset, and the offset behind it."""
    if wkb[offset] != 1:
        raise ValueError("not little-endian WKB")
    code = _whole(wkb, offset + 1)[0] & 0xFFFF
    kind, width = code % 1000, 8 * (2, 3, 3, 4)[code // 1000]
    offset += 5
    if kind == POINT:
        return [_run(wkb, offset, 1, width, 0)], offset + width
    count = _whole(wkb, offset)[0]
    offset += 4
    if kind == LINE:
        return [_run(wkb, offset, count, width, 0)], offset + count * width
    if kind == POLYGON:
        return _polygon_runs(wkb, offset, count, width)
    if kind not in COLLECTIONS:
        raise ValueError(f"geometry type {kind} is not read")
    runs = []
    for _ in range(count):
        part, offset = _runs(wkb, offset)
        runs += part
    return runs, offset


def _polygon_runs(wkb: bytes, offset: int, rings: int, width: int) -> tuple[list[tuple[int, int, bytes]], int]:
    runs = []
    for ring in range(rings):
        count = _whole(wkb, offset)[0]
        runs.append(_run(wkb, offset + 4, count, width, -1 if ring else 1))
        offset += 4 + count * width
    return runs, offset


def _run(wkb: bytes, offset: int, count: int, width: int, sign: int) -> tuple[int, int, bytes]:
    buffer = wkb[offset : offset + count * width]
    if width > 16:
        buffer = np.frombuffer(buffer, "<f8").reshape(count, -1)[:, :2].tobytes()
    if sign == 0 and count == 1 and buffer == _EMPTY_POINT:
        return sign, 0, b""
    return sign, count, buffer


_EMPTY_POINT = struct.pack("<2d", float("nan"), float("nan"))

"""Geometries that are the same have one form, whichever file they come from."""

from __future__ import annotations

import struct
import time
from typing import Sequence

import numpy as np

from ir_plugin.core.input_hash import input_hash
from ir_plugin.core.layer import Layer
from ir_plugin.core.space.normal_form import normal_forms

Ring = Sequence[Sequence[float]]
OUTER = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
HOLE = [(1, 1), (1, 2), (2, 2), (2, 1), (1, 1)]
SECOND = [(10, 0), (12, 0), (11, 3), (10, 0)]


def polygon(*rings: Ring) -> bytes:
    body = b"".join(struct.pack("<I", len(ring)) + np.array(ring, "<f8").tobytes() for ring in rings)
    return struct.pack("<BII", 1, 3, len(rings)) + body


def multi(*polygons: bytes) -> bytes:
    return struct.pack("<BII", 1, 6, len(polygons)) + b"".join(polygons)


def turned(ring: Ring, by: int) -> Ring:
    return [*ring[by:-1], *ring[: by + 1]]


def same(*geometries: bytes) -> bool:
    return len(set(normal_forms(geometries))) == 1


def test_one_part_is_the_same_as_many_of_one() -> None:
    assert same(polygon(OUTER, HOLE), multi(polygon(OUTER, HOLE)))


def test_start_and_direction_of_a_ring_do_not_matter() -> None:
    variants = [polygon(turned(ring, by)) for ring in (OUTER, OUTER[::-1]) for by in range(4)]
    assert same(*variants)
    assert same(*(polygon(turned(ring, by)) for ring in (SECOND, SECOND[::-1]) for by in range(3)))


def test_the_order_of_parts_and_holes_does_not_matter() -> None:
    assert same(multi(polygon(OUTER, HOLE), polygon(SECOND)), multi(polygon(SECOND), polygon(OUTER[::-1], HOLE[::-1])))


def test_zero_has_no_sign() -> None:
    assert same(polygon(OUTER), polygon([(-0.0, y) if x == 0 else (x, y) for x, y in OUTER]))


def test_what_differs_stays_different() -> None:
    line = struct.pack("<BII", 1, 2, 4) + np.array(OUTER[:-1], "<f8").tobytes()
    back = struct.pack("<BII", 1, 2, 4) + np.array(OUTER[:-1][::-1], "<f8").tobytes()
    crossed = [OUTER[0], OUTER[2], OUTER[1], OUTER[3], OUTER[0]]
    shapes = [polygon(OUTER), polygon(OUTER, HOLE), polygon(crossed), polygon(SECOND), line, back, b""]
    shapes.append(multi(polygon(OUTER), polygon(SECOND)))
    shapes.append(polygon([(x, np.nextafter(y, 9)) for x, y in OUTER]))
    assert len(set(normal_forms(shapes))) == len(shapes)


def test_points_and_nothing_are_read() -> None:
    point = struct.pack("<BI2d", 1, 1, 5.0, 6.0)
    points = struct.pack("<BII", 1, 4, 1) + point
    assert normal_forms([point, b"", points])[0] == normal_forms([points])[0] != b""
    assert normal_forms([b"", b""]) == [b"", b""]
    assert normal_forms([]) == []


def test_the_hash_does_not_depend_on_the_door() -> None:
    one = Layer([polygon(OUTER), polygon(SECOND)], {"n": [3, None]})
    other = Layer([multi(polygon(SECOND[::-1])), multi(polygon(turned(OUTER, 2)))], {"n": [float("nan"), 3.0]})
    assert input_hash(one, ("n",), normal_forms(one.wkb)) == input_hash(other, ("n",), normal_forms(other.wkb))
    changed = Layer(one.wkb, {"n": [4, None]})
    assert input_hash(one, ("n",), normal_forms(one.wkb)) != input_hash(changed, ("n",), normal_forms(changed.wkb))


def test_a_hundred_thousand_polygons_take_a_moment() -> None:
    angles = np.linspace(0, 2 * np.pi, 31)
    circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    circle[-1] = circle[0]
    wkb = [polygon(circle + number) for number in range(100_000)]
    began = time.process_time()
    normal_forms(wkb)
    assert time.process_time() - began < 5.0

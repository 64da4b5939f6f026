"""One form for geometries that are the same, however a file format or a program writes them."""

from __future__ import annotations

import struct
from typing import Sequence

import numpy as np

from .wkb import Rings, read_rings


def normal_forms(geometries: Sequence[bytes]) -> list[bytes]:
    """Bytes per geometry (little-endian ISO WKB, ``b""`` where there is none) that are equal for equal shapes.

    Not told apart: single and multi-part types, the order of parts and holes, where a ring starts and which way it
    runs, Z and M, -0.0 and 0.0. Each ring starts at its smallest vertex and goes on to the smaller of the two beside
    it; rings are sorted. A ring that passes its smallest vertex twice keeps the start that it has among these.
    ValueError for curves.
    """
    rings = read_rings(geometries)
    forms = [b""] * len(geometries)
    if not len(rings.features):
        return forms
    data, ends = _coordinates(rings)
    parts: dict[int, list[bytes]] = {}
    start = 0
    for row, sign, end in zip(rings.features.tolist(), rings.signs.tolist(), (16 * ends).tolist()):
        part = struct.pack("<BI", abs(sign), end - start) + data[start:end]
        parts.setdefault(row, []).append(part)
        start = end
    for row, found in parts.items():
        forms[row] = b"".join(sorted(found))
    return forms


def _coordinates(rings: Rings) -> tuple[bytes, np.ndarray]:
    """The vertices in normal order, without those that close a ring, and where each ring ends among them."""
    starts, ends = rings.starts[:-1], rings.starts[1:]
    xy = rings.xy + 0.0
    area = rings.signs != 0
    closed = area & (ends - starts > 1) & (xy[starts] == xy[ends - 1]).all(axis=1)
    counts = ends - starts - closed
    first = np.where(area, _smallest(xy, rings.starts) - starts, 0)
    after, before = (xy[starts + (first + step) % counts] for step in (1, -1))
    backwards = area & _less(before, after)
    step = np.where(backwards, -1, 1)
    limits = np.cumsum(counts)
    starts, counts, first, step, begin = (
        np.repeat(each, counts) for each in (starts, counts, first, step, limits - counts)
    )
    order = starts + (first + step * (np.arange(len(starts)) - begin)) % counts
    return np.ascontiguousarray(xy[order], "<f8").tobytes(), limits


def _smallest(xy: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The index of the vertex with the smallest x, then y, in each ring; its first vertex where none is finite."""
    lengths = np.diff(starts)
    x, y = xy[:, 0], xy[:, 1]
    least = x == np.repeat(np.fmin.reduceat(x, starts[:-1]), lengths)
    y = np.where(least, y, np.inf)
    least &= y == np.repeat(np.fmin.reduceat(y, starts[:-1]), lengths)
    index = np.where(least, np.arange(len(xy)), len(xy))
    found = np.minimum.reduceat(index, starts[:-1])
    return np.where(found < len(xy), found, starts[:-1])


def _less(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return (one[:, 0] < other[:, 0]) | ((one[:, 0] == other[:, 0]) & (one[:, 1] < other[:, 1]))

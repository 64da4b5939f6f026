"""Polygons that lie inside others whose boundaries are out of reach: what comparing boundaries cannot see."""

from __future__ import annotations

from typing import Iterator, NamedTuple

import numpy as np

from .boundaries import Parts, Segments
from .grid import expanded
from .unit_pairs import are_among, pair_keys
from .weights import distinct

STRIPS = 1 << 16
"""At most so many strips over the map, however small most units are."""


class _Strips(NamedTuple):
    """Horizontal strips over a map: the lower edge of the first, and their height, in metres."""

    low: float
    height: float

    def of(self, y: np.ndarray) -> np.ndarray:
        return np.floor((y - self.low) / self.height).astype(np.int64)


def _strips(parts: Parts) -> _Strips:
    """Strips as high as the parts are on average, so that all parts together touch no more than a few for each."""
    low, high = parts.low[:, 1], parts.high[:, 1]
    whole = float(high.max() - low.min())
    return _Strips(float(low.min()), max(float((high - low).mean()), whole / STRIPS) or 1.0)


def enclosed_pairs(segments: Segments, parts: Parts, n: int, known: np.ndarray) -> np.ndarray:
    """Pairs of units, as ascending keys, of which one has a part inside the other, where the known pairs are not
    looked at again.

    The boundaries of the others being apart, one vertex of a part tells for the whole of it (Jordan's theorem: inside
    is where a ray crosses the boundary an odd number of times; a hole is outside).
    """
    keys = [np.zeros(0, np.int64)]
    if len(parts.unit):
        strips = _strips(parts)
        for part, unit in _enclosed_boxes(parts, strips, n, known):
            inside = _are_inside(segments, strips, parts.first[part], unit, n)
            keys.append(pair_keys(parts.unit[part[inside]], unit[inside], n))
    return distinct(np.concatenate(keys))


def _enclosed_boxes(
    parts: Parts, strips: _Strips, n: int, known: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Parts and units of no known pair where the bounding box of the part lies inside that of the unit, in blocks.

    The vertices of the parts stand strip by strip from west to east, so that a unit finds its own as ranges.
    """
    begins = np.flatnonzero(np.append(True, np.diff(parts.unit) != 0))
    low, high = np.minimum.reduceat(parts.low, begins), np.maximum.reduceat(parts.high, begins)
    units = parts.unit[begins]
    x = np.sort(parts.first[:, 0])
    place = strips.of(parts.first[:, 1]) * (len(x) + 1) + np.searchsorted(x, parts.first[:, 0])
    order = np.argsort(place, kind="stable")
    place = place[order]
    west, east = np.searchsorted(x, low[:, 0]), np.searchsorted(x, high[:, 0], side="right")
    for row, strip in expanded(strips.of(low[:, 1]), strips.of(high[:, 1]) + 1):
        begin, end = (np.searchsorted(place, strip * (len(x) + 1) + rank[row]) for rank in (west, east))
        for found, member in expanded(begin, end):
            part, box = order[member], row[found]
            inside = (parts.low[part] > low[box]).all(axis=1) & (parts.high[part] < high[box]).all(axis=1)
            part, unit = part[inside], units[box[inside]]
            own = parts.unit[part]
            fresh = (own != unit) & ~are_among(np.minimum(own, unit) * n + np.maximum(own, unit), known)
            if fresh.any():
                yield part[fresh], unit[fresh]


def _are_inside(segments: Segments, strips: _Strips, points: np.ndarray, unit: np.ndarray, n: int) -> np.ndarray:
    """Which points lie inside the polygons of the unit beside them, bool.

    A point looks east along its strip, at those segments of the unit that enter it.
    """
    asked = np.zeros(n, bool)
    asked[unit] = True
    segments = segments.at(np.flatnonzero(asked[segments.unit]))
    low = np.minimum(segments.begin[:, 1], segments.end[:, 1])
    high = np.maximum(segments.begin[:, 1], segments.end[:, 1])
    blocks = list(expanded(strips.of(low), strips.of(high) + 1))
    segment, strip = (np.concatenate(each) for each in zip(*blocks))
    place = strip * n + segments.unit[segment]
    order = np.argsort(place, kind="stable")
    place, segment = place[order], segment[order]
    wanted = strips.of(points[:, 1]) * n + unit
    begin, end = np.searchsorted(place, wanted), np.searchsorted(place, wanted, side="right")
    crossings = np.zeros(len(points), np.int64)
    for point, member in expanded(begin, end):
        crossed = _ray_crosses(segments.at(segment[member]), points[point])
        crossings += np.bincount(point[crossed], minlength=len(points))
    return crossings % 2 == 1


def _ray_crosses(segments: Segments, points: np.ndarray) -> np.ndarray:
    """Whether the ray from each point to the east crosses the segment beside it, bool."""
    (x, y), (begin_x, begin_y), (end_x, end_y) = points.T, segments.begin.T, segments.end.T
    spans = (begin_y <= y) != (end_y <= y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = begin_x + (y - begin_y) / (end_y - begin_y) * (end_x - begin_x)
    return spans & (at > x)

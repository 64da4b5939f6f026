"""How far segments are apart, and how much of one runs beside another; row by row over whole arrays."""

from __future__ import annotations

import numpy as np

from .boundaries import Segments


def segment_distances(one: Segments, other: Segments) -> np.ndarray:
    """The distance between each pair of segments, float64 (s,); 0 where they cross."""
    apart = np.minimum.reduce(
        [
            _point_to_segment(one.begin, other),
            _point_to_segment(one.end, other),
            _point_to_segment(other.begin, one),
            _point_to_segment(other.end, one),
        ]
    )
    return np.where(_cross(one, other), 0.0, apart)


def beside(one: Segments, other: Segments, tolerance_m: float) -> tuple[np.ndarray, np.ndarray]:
    """The part of each segment ``one`` that lies within the tolerance of ``other``, as fractions (from, to) of its
    length; from > to where there is none.

    What lies within a distance of a segment is convex, so the part is one interval. Its ends are found by bisection
    from the nearest point outwards, to 1e-6 of the segment.
    """
    nearest = _nearest_fraction(one, other)
    ends = []
    for far in (np.zeros_like(nearest), np.ones_like(nearest)):
        inside, outside = nearest.copy(), far.copy()
        whole = _point_to_segment(_at(one, outside), other) <= tolerance_m
        for _ in range(20):
            middle = (inside + outside) / 2
            near = _point_to_segment(_at(one, middle), other) <= tolerance_m
            inside, outside = np.where(near, middle, inside), np.where(near, outside, middle)
        ends.append(np.where(whole, far, inside))
    none = _point_to_segment(_at(one, nearest), other) > tolerance_m
    return np.where(none, 1.0, ends[0]), np.where(none, 0.0, ends[1])


def _at(segments: Segments, fraction: np.ndarray) -> np.ndarray:
    return segments.begin + (segments.end - segments.begin) * fraction[:, None]


def _nearest_fraction(one: Segments, other: Segments) -> np.ndarray:
    """Where on each segment ``one`` it is nearest to ``other``, as a fraction: an end, the foot of an end of the
    other, or the crossing."""
    along = one.end - one.begin
    squared = _dot(along, along)
    feet = [np.clip(_dot(point - one.begin, along) / squared, 0.0, 1.0) for point in (other.begin, other.end)]
    direction = other.end - other.begin
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = _area(other.begin - one.begin, direction) / _area(along, direction)
    candidates = np.stack(
        [np.zeros(len(squared)), np.ones(len(squared)), *feet, np.clip(np.nan_to_num(crossing), 0, 1)]
    )
    apart = np.stack([_point_to_segment(_at(one, fraction), other) for fraction in candidates])
    return np.take_along_axis(candidates, apart.argmin(axis=0)[None], axis=0)[0]


def _point_to_segment(points: np.ndarray, segments: Segments) -> np.ndarray:
    along = segments.end - segments.begin
    fraction = np.clip(_dot(points - segments.begin, along) / _dot(along, along), 0.0, 1.0)
    gap = points - (segments.begin + along * fraction[:, None])
    return np.hypot(gap[:, 0], gap[:, 1])


def _cross(one: Segments, other: Segments) -> np.ndarray:
    """Whether each pair crosses with its inner points."""
    along, direction = one.end - one.begin, other.end - other.begin
    sides = _area(along, other.begin - one.begin) * _area(along, other.end - one.begin)
    return (sides < 0) & (_area(direction, one.begin - other.begin) * _area(direction, one.end - other.begin) < 0)


def _dot(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return left[:, 0] * right[:, 0] + left[:, 1] * right[:, 1]


def _area(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return left[:, 0] * right[:, 1] - left[:, 1] * right[:, 0]

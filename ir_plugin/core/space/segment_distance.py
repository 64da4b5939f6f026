"""How far segments are apart, and how much of one runs beside another; row by row over whole arrays."""

from __future__ import annotations

from typing import Union

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


def beside(one: Segments, other: Segments, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """The part of each segment ``one`` that lies within reach of ``other``, as fractions (from, to) of its length;
    from > to where there is none.

    What lies within reach of a segment is convex: a strip along it and a disc round each end. The part is one
    interval, from the first to the last place where the line of ``one`` is in the strip or in a disc.
    """
    along, direction = one.end - one.begin, other.end - other.begin
    length, width = _norm(along), _norm(direction)
    across = _within(_area(direction, one.begin - other.begin) / width, _area(direction, along) / width, -reach, reach)
    onward = _within(_dot(direction, one.begin - other.begin) / width, _dot(direction, along) / width, 0.0, width)
    start, end = np.maximum(across[0], onward[0]), np.minimum(across[1], onward[1])
    start, end = np.where(start > end, np.inf, start), np.where(start > end, -np.inf, end)
    for centre in (other.begin, other.end):
        offset = _area(along, centre - one.begin) / length
        half = np.sqrt(np.maximum(reach * reach - offset * offset, 0.0)) / length
        foot = _dot(along, centre - one.begin) / (length * length)
        touched = np.abs(offset) <= reach
        start = np.minimum(start, np.where(touched, foot - half, np.inf))
        end = np.maximum(end, np.where(touched, foot + half, -np.inf))
    return np.maximum(start, 0.0), np.minimum(end, 1.0)


def _within(
    begin: np.ndarray, slope: np.ndarray, low: Union[float, np.ndarray], high: Union[float, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """From where to where begin + slope t lies between low and high; from > to where it nowhere does."""
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (low - begin) / slope, (high - begin) / slope
    start, end = np.minimum(one, other), np.maximum(one, other)
    level, inside = slope == 0, (low <= begin) & (begin <= high)
    outside = np.where(inside, -np.inf, np.inf)
    return np.where(level, outside, start), np.where(level, -outside, end)


def _point_to_segment(points: np.ndarray, segments: Segments) -> np.ndarray:
    along = segments.end - segments.begin
    fraction = np.clip(_dot(points - segments.begin, along) / _dot(along, along), 0.0, 1.0)
    gap = points - (segments.begin + along * fraction[:, None])
    return _norm(gap)


def _cross(one: Segments, other: Segments) -> np.ndarray:
    """Whether each pair crosses with its inner points."""
    along, direction = one.end - one.begin, other.end - other.begin
    sides = _area(along, other.begin - one.begin) * _area(along, other.end - one.begin)
    return (sides < 0) & (_area(direction, one.begin - other.begin) * _area(direction, one.end - other.begin) < 0)


def _dot(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return left[:, 0] * right[:, 0] + left[:, 1] * right[:, 1]


def _area(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return left[:, 0] * right[:, 1] - left[:, 1] * right[:, 0]


def _norm(vectors: np.ndarray) -> np.ndarray:
    return np.hypot(vectors[:, 0], vectors[:, 1])

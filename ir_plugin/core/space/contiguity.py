"""Contiguity of polygons with a tolerance: queen and rook neighbours also where boundaries do not quite meet."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from ..layer import Layer
from ..progress import Progress, no_progress
from .boundaries import Segments, close_candidates, segments_of
from .segment_distance import beside, segment_distances
from .weights import Weights, symmetric_weights

CORNER = 4.0
"""Rook neighbours share more boundary than this many tolerances: less is what two corners that touch have in reach."""

SHORTEST_M = 1e-3
"""And more than this, whatever the tolerance."""


def contiguity(
    layer: Layer, rule: str = "queen", tolerance_m: float = 1.0, progress: Progress = no_progress
) -> Weights:
    """Binary weights of polygons whose boundaries come within ``tolerance_m`` metres of each other (inclusive).

    queen: they come that close anywhere. rook: along a stretch longer than CORNER tolerances and SHORTEST_M.
    Vertices need not match: slivers, overlaps and T-junctions are found. Rows without polygons are islands. A polygon
    drawn inside another that has no hole for it is not its neighbour, for their boundaries are apart.
    """
    n = len(layer)
    segments = segments_of(layer)
    known = _same_vertices(segments, n)
    rounding = 4 * np.finfo(float).eps * float(np.abs(segments.begin).max()) if len(segments.unit) else 0.0
    reach = max(tolerance_m, rounding)
    known = _queen_pairs(segments, n, reach, known, progress)
    if rule == "rook":
        known = _rook_pairs(segments, n, reach, known)
    return symmetric_weights(n, known // n, known % n) if n else symmetric_weights(0, known, known)


def _pair_keys(left: np.ndarray, right: np.ndarray, n: int) -> np.ndarray:
    """One ascending number per pair of different units."""
    apart = left != right
    left, right = left[apart], right[apart]
    return np.unique(np.minimum(left, right) * n + np.maximum(left, right))


def _same_vertices(segments: Segments, n: int) -> np.ndarray:
    """Pairs of units that share a vertex exactly: most of a clean coverage, without a single distance."""
    order = np.lexsort((segments.unit, segments.begin[:, 1], segments.begin[:, 0]))
    point, unit = segments.begin[order], segments.unit[order]
    starts = np.flatnonzero(np.append(True, (point[1:] != point[:-1]).any(axis=1))) if len(point) else np.zeros(0, int)
    crowd = np.diff(np.append(starts, len(point)))
    keys = [np.zeros(0, np.int64)]
    for step in range(1, int(crowd.max()) if len(crowd) else 0):
        first = np.concatenate([starts[crowd > step + lag] + lag for lag in range(int(crowd.max()) - step)])
        keys.append(_pair_keys(unit[first], unit[first + step], n))
    return np.unique(np.concatenate(keys))


def _queen_pairs(segments: Segments, n: int, reach: float, known: np.ndarray, progress: Progress) -> np.ndarray:
    """The known pairs and those whose segments come within reach; pairs once found are not measured again."""
    for left, right in close_candidates(segments, reach):
        progress(0.5)
        fresh = ~_are_known(segments.unit[left] * n + segments.unit[right], known)
        left, right = left[fresh], right[fresh]
        near = segment_distances(segments.at(left), segments.at(right)) <= reach
        if near.any():
            found = _pair_keys(segments.unit[left[near]], segments.unit[right[near]], n)
            known = np.union1d(known, found)
    return known


def _rook_pairs(segments: Segments, n: int, reach: float, queen: np.ndarray) -> np.ndarray:
    """Those queen pairs that share a stretch of boundary: whole segments first, the rest by measuring."""
    shared = _same_segments(segments, n)
    open_pairs = np.setdiff1d(queen, shared)
    lengths = np.zeros(len(open_pairs))
    for one, other in _stretches(segments, n, reach, open_pairs):
        start, end = beside(segments.at(one), segments.at(other), reach)
        pair = np.searchsorted(open_pairs, _ordered_keys(segments.unit[one], segments.unit[other], n))
        lengths += _covered_lengths(segments, one, pair, start, end, len(open_pairs))
    return np.union1d(shared, open_pairs[lengths > max(CORNER * reach, SHORTEST_M)])


def _stretches(segments: Segments, n: int, reach: float, pairs: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Candidate segments of the given pairs, from the side of the unit with the smaller row, each pair once."""
    parts = []
    for left, right in close_candidates(segments, reach):
        wanted = _are_known(segments.unit[left] * n + segments.unit[right], pairs)
        parts.append(np.stack([left[wanted], right[wanted]]))
    both = np.unique(np.concatenate(parts, axis=1), axis=1) if parts else np.zeros((2, 0), np.int64)
    if both.shape[1]:
        yield both[0], both[1]


def _covered_lengths(
    segments: Segments, one: np.ndarray, pair: np.ndarray, start: np.ndarray, end: np.ndarray, pairs: int
) -> np.ndarray:
    """For each pair the length of the union of the intervals on its segments, float64 (pairs,)."""
    length = np.hypot(*(segments.end - segments.begin)[one].T)
    order = np.lexsort((start, one, pair))
    one, pair, start, end, length = (each[order] for each in (one, pair, start, end, length))
    group = np.cumsum(np.append(True, (np.diff(one) != 0) | (np.diff(pair) != 0))) - 1
    # The reach so far within a group: a running maximum that starts anew by an offset per group.
    reached = np.maximum.accumulate(end + 2.0 * group) - 2.0 * group
    before = np.append(-1.0, reached[:-1])
    before[np.append(True, np.diff(group) != 0)] = -1.0
    gained = np.maximum(end - np.maximum(start, before), 0.0)
    return np.bincount(pair, weights=gained * length, minlength=pairs)


def _same_segments(segments: Segments, n: int) -> np.ndarray:
    """Pairs of units that share a whole segment exactly."""
    turned = _is_after(segments.begin, segments.end)
    low = np.where(turned[:, None], segments.end, segments.begin)
    high = np.where(turned[:, None], segments.begin, segments.end)
    ends = np.concatenate([low, high], axis=1)
    order = np.lexsort((segments.unit, *ends.T))
    same = (ends[order][1:] == ends[order][:-1]).all(axis=1)
    return _pair_keys(segments.unit[order][:-1][same], segments.unit[order][1:][same], n)


def _is_after(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left[:, 0] > right[:, 0]) | ((left[:, 0] == right[:, 0]) & (left[:, 1] > right[:, 1]))


def _ordered_keys(left: np.ndarray, right: np.ndarray, n: int) -> np.ndarray:
    return np.minimum(left, right) * n + np.maximum(left, right)


def _are_known(keys: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Which keys are among the ascending known ones."""
    if not len(known):
        return np.zeros(len(keys), bool)
    return known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys

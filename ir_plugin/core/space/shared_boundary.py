"""How much boundary two units have in common: what makes rook neighbours."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .boundaries import Segments
from .close_segments import close_candidates
from .segment_distance import beside
from .unit_pairs import are_among, pair_keys
from .weights import distinct

CORNER = 4.0 * (1 + 1e-6)
"""Rook neighbours share more boundary than this many tolerances: less is what two corners that touch have in reach.

A hair above 4, for boundaries that cross twice at right angles have just 4 in reach, and rounding shall not decide."""

SHORTEST_M = 1e-3
"""And more than this, whatever the tolerance."""

COLLECTED = 1 << 20
"""Stretches that are collected, at least, before those that overlap are joined: what bounds the memory."""


class _Stretches(NamedTuple):
    """Parts of segments that lie beside another unit, as whole arrays.

    place int64: the pair's place, twice, plus 1 on the larger row's side; times the number of segments, plus the
    segment. start, end float64: fractions of the segment.
    """

    place: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def at(self, rows: np.ndarray) -> _Stretches:
        return _Stretches(*(each[rows] for each in self))


def pairs_along(segments: Segments, n: int, reach: float, pairs: np.ndarray) -> np.ndarray:
    """Those of the pairs (keys of n units) that share a stretch of boundary, ascending keys.

    They have a whole segment in common, or each has more than CORNER reaches (and SHORTEST_M) of its boundary within
    reach of the other's: what counts is the side that has less, so that the order of rows does not matter.
    """
    shared = _same_segments(segments, n)
    open_pairs = pairs[~are_among(pairs, shared)]
    shortest = _shared_lengths(segments, n, reach, open_pairs)
    return distinct(np.concatenate([shared, open_pairs[shortest > max(CORNER * reach, SHORTEST_M)]]))


def _same_segments(segments: Segments, n: int) -> np.ndarray:
    """Pairs of units that share a whole segment exactly."""
    turned = _is_after(segments.begin, segments.end)[:, None]
    low = np.where(turned, segments.end, segments.begin)
    high = np.where(turned, segments.begin, segments.end)
    order = np.lexsort((segments.unit, *high.T, *low.T))
    low, high, unit = low[order], high[order], segments.unit[order]
    same = (low[1:] == low[:-1]).all(axis=1) & (high[1:] == high[:-1]).all(axis=1)
    return pair_keys(unit[:-1][same], unit[1:][same], n)


def _is_after(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left[:, 0] > right[:, 0]) | ((left[:, 0] == right[:, 0]) & (left[:, 1] > right[:, 1]))


def _shared_lengths(segments: Segments, n: int, reach: float, pairs: np.ndarray) -> np.ndarray:
    """For each pair the metres of boundary within reach of the other unit's, on the side that has less, float64."""

    def wanted(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return are_among(left * n + right, pairs)

    total = len(segments.unit)
    kept, waiting, most = _Stretches(np.zeros(0, np.int64), np.zeros(0), np.zeros(0)), [], COLLECTED
    for left, right in close_candidates(segments, reach, wanted):
        pair = 2 * np.searchsorted(pairs, segments.unit[left] * n + segments.unit[right])
        for one, other, side in ((left, right, pair), (right, left, pair + 1)):
            start, end = beside(segments.at(one), segments.at(other), reach)
            some = np.flatnonzero(start < end)
            waiting.append(_Stretches(side[some] * total + one[some], start[some], end[some]))
        if sum(len(each.place) for each in waiting) > most:
            kept, waiting = _joined([kept, *waiting]), []
            most = max(COLLECTED, len(kept.place))
    kept = _joined([kept, *waiting])
    side, segment = np.divmod(kept.place, total)
    length = (kept.end - kept.start) * segments.lengths[segment]
    return np.bincount(side, length, 2 * len(pairs)).reshape(-1, 2).min(axis=1)


def _joined(parts: list[_Stretches]) -> _Stretches:
    """All the stretches, those at one place that overlap made one."""
    every = _Stretches(*(np.concatenate(each) for each in zip(*parts)))
    if not len(every.place):
        return every
    every = every.at(np.lexsort((every.start, every.place)))
    new = np.append(True, np.diff(every.place) != 0)
    # The end so far at a place: a running maximum that starts anew by an offset for each.
    offset = 2.0 * np.cumsum(new)
    reached = np.maximum.accumulate(every.end + offset) - offset
    new[1:] |= every.start[1:] > reached[:-1]
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(new)) - 1
    return _Stretches(every.place[first], every.start[first], reached[last])

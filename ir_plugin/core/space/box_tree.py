"""A tree of bounding boxes over points, and the shortest links between groups of them that it finds."""

from __future__ import annotations

from typing import Iterator, Optional

import numpy as np

FAN = 4
"""Boxes under a box."""

BITS = 20
"""Along each axis, of the curve that puts points that are near each other near each other in a row."""

ASKED = 1 << 13
FRONTIER = 1 << 18
"""Points that go down the tree together, and the (point, box) pairs that are looked at together: what bounds the
memory."""


class BoxTree:
    """Finite points (n, d), n > 0, along a Z-curve (Morton 1966), packed FAN by FAN into boxes, these again, up to one.

    order int64 (n,): the points' rows along the curve. low, high: for each level the corners of its boxes; level 0 are
    the points themselves.
    """

    def __init__(self, points: np.ndarray) -> None:
        self.order = np.argsort(_places_on_curve(points), kind="stable")
        self.low, self.high = self.over(points[self.order])

    def over(self, values: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """For each level the smallest and the largest of some values of the points, given along the curve."""
        low, high = [values], [values]
        while len(low[-1]) > 1:
            first = np.arange(0, len(low[-1]), FAN)
            low.append(np.minimum.reduceat(low[-1], first))
            high.append(np.maximum.reduceat(high[-1], first))
        return low, high


def shortest_links(
    tree: BoxTree, groups: np.ndarray, asking: np.ndarray, floors: Optional[np.ndarray] = None
) -> np.ndarray:
    """For each asking group the shortest link from a point of it to a point of another, int64 (links, 2) rows.

    groups int64 (n,): a number >= 0 for each row. asking bool (n,): the rows of the groups that ask. Of equally short
    links the one with the first row wins, then with the first other row. floors float64 (n,): no link of a row is
    shorter than its floor; with core distances for floors, lengths are mutual reachability distances. (Branch and
    bound: boxes farther than the shortest link of the group so far are left out, and those that hold nothing but the
    group.)
    """
    return _Search(tree, groups, floors).links(np.flatnonzero(asking[tree.order]))


class _Search:
    def __init__(self, tree: BoxTree, groups: np.ndarray, floors: Optional[np.ndarray]) -> None:
        self.tree = tree
        self.floors = None if floors is None else tree.over(floors[tree.order])[0]
        self.groups = groups
        self.group = groups[tree.order]
        self.least, self.most = tree.over(self.group)
        self.bound = np.full(int(groups.max()) + 1, np.inf)

    def links(self, points: np.ndarray) -> np.ndarray:
        """Rows of the best link of each group of the points, which are places on the curve."""
        ends = np.flatnonzero(np.diff(self.group) != 0)
        ends = np.stack([np.append(ends, ends + 1), np.append(ends + 1, ends)])
        # Where the curve goes from one group to another are links that bound all the others.
        self._lower(self.group[ends[0]], self._near(0, *ends))
        near_others = np.isin(points, ends[0])
        points = np.concatenate([points[near_others], points[~near_others]])
        blocks = (points[at : at + ASKED] for at in range(0, len(points), ASKED))
        parts = [part for block in blocks for part in self._down(block)]
        return self._best(*(np.concatenate(each) for each in zip(*parts)))[1]

    def _down(self, points: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The points' shortest links, group by group: lengths and rows."""
        waiting = [(len(self.tree.low) - 1, points, np.zeros(len(points), np.int64))]
        while waiting:
            level, point, box = waiting.pop()
            if len(point) * FAN > FRONTIER:
                half = len(point) // 2
                waiting += [(level, point[half:], box[half:]), (level, point[:half], box[:half])]
            elif level:
                waiting.append((level - 1, *self._below(level - 1, point, box)))
            elif len(point):
                lengths = self._near(0, point, box)
                self._lower(self.group[point], lengths)
                yield self._best(lengths, self.tree.order[np.stack([point, box], axis=1)])

    def _below(self, level: int, point: np.ndarray, box: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The boxes of a level, under those of the level above, that may hold the end of a point's shortest link."""
        point, box = np.repeat(point, FAN), (box[:, None] * FAN + np.arange(FAN)).ravel()
        real = np.flatnonzero(box < len(self.tree.low[level]))
        point, box = point[real], box[real]
        own = self.group[point]
        mixed = np.flatnonzero((self.least[level][box] != own) | (self.most[level][box] != own))
        point, box, own = point[mixed], box[mixed], own[mixed]
        kept = np.flatnonzero(self._near(level, point, box) <= self.bound[own])
        return point[kept], box[kept]

    def _lower(self, group: np.ndarray, lengths: np.ndarray) -> None:
        """Holds the bounds of groups down to links that were found."""
        shorter = np.flatnonzero(lengths < self.bound[group])
        np.minimum.at(self.bound, group[shorter], lengths[shorter])

    def _near(self, level: int, point: np.ndarray, box: np.ndarray) -> np.ndarray:
        """No point of the box is nearer than this. (Nor by rounding: every step keeps the order.)"""
        places, low, high = self.tree.low[0], self.tree.low[level], self.tree.high[level]
        total = np.zeros(len(point))
        for axis in range(places.shape[1]):
            at = places[:, axis][point]
            gap = np.maximum(low[:, axis][box] - at, at - high[:, axis][box])
            total += np.square(np.maximum(gap, 0.0))
        length = np.sqrt(total)
        if self.floors is None:
            return length
        return np.maximum(length, np.maximum(self.floors[0][point], self.floors[level][box]))

    def _best(self, lengths: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of links (lengths, rows) the best of each group."""
        own = self.groups[rows[:, 0]]
        order = np.lexsort((rows[:, 1], rows[:, 0], lengths, own))
        first = order[np.append(True, np.diff(own[order]) != 0)]
        return lengths[first], rows[first]


def _places_on_curve(points: np.ndarray) -> np.ndarray:
    """Where each point stands on the Z-curve: the bits of its coordinates in turns, int64 (n,)."""
    low = points.min(axis=0)
    extent = float((points - low).max()) or 1.0
    steps = ((points - low) / extent * ((1 << BITS) - 1)).astype(np.int64)
    place = np.zeros(len(points), np.int64)
    for bit in range(BITS):
        for axis in range(points.shape[1]):
            place |= (steps[:, axis] >> bit & 1) << (bit * points.shape[1] + axis)
    return place

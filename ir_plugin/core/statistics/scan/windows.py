"""Circles and ellipses around every unit, from the smallest to the largest allowed."""

from __future__ import annotations

import math
from typing import Iterator, NamedTuple, Optional, Tuple

import numpy as np

from .settings import ScanSettings
from .study import Study

DISTANCES = 1 << 20
"""Distances from centres to units that are held together: what bounds the memory (some 50 MB)."""

CENTRES = 64
"""Centres whose windows are held together at most, so that a cancel is heard soon."""

ROUNDING = 1e-12
"""What rounding makes of equal distances, in relation to the largest coordinate; and of equal populations."""


class Outline(NamedTuple):
    """shape: long over short axis. angle: of the long axis, degrees from the first axis of the points towards the
    second. weight: what the likelihood ratio is multiplied by."""

    shape: float
    angle: float
    weight: float


class Windows(NamedTuple):
    """For each of some centres the units by their distance, and which of them complete a window.

    members: int64 (centres, K), the units from near to far. reach: float64 (centres, K), how far the window that ends
    with a member extends, metres. ends: bool (centres, K), where a window ends.
    """

    outline: Outline
    centres: np.ndarray
    members: np.ndarray
    reach: np.ndarray
    ends: np.ndarray

    def sums(self, values: np.ndarray) -> np.ndarray:
        """The sums of the units' values (n,) over the members up to each, (centres, K)."""
        return np.cumsum(values[self.members], axis=1)


def outlines(settings: ScanSettings) -> Tuple[Outline, ...]:
    """All outlines of a scan: of shape s there are floor(3 s) angles, as in Kulldorff et al. (2006)."""
    found = []
    for shape in sorted(set(settings.shapes)):
        angles = 1 if shape == 1 else math.floor(3 * shape)
        weight = (4 * shape / (shape + 1) ** 2) ** settings.penalty
        found += [Outline(shape, 180.0 * i / angles, weight) for i in range(angles)]
    return tuple(found)


class WindowMaker:
    """Lays the windows of a study; units at the same distance enter a window together.

    Only the nearest units are sorted: as many as earlier centres needed to fill their largest window.
    """

    def __init__(self, study: Study) -> None:
        settings = study.settings
        self.points = study.points
        self.sizes = study.population.sum(axis=1)
        self.largest = settings.maximum_share * study.likelihood.population * (1 + ROUNDING)
        self.maximum_radius = settings.maximum_radius_m
        self.equal = ROUNDING * float(np.abs(study.points).max())
        self.wanted = min(len(study.points), math.ceil(1.5 * settings.maximum_share * len(study.points)) + 8)

    def blocks(self, centres: Optional[range] = None) -> Iterator[np.ndarray]:
        """The centres, all if None, in blocks that can be laid together."""
        n = len(self.points)
        chosen = range(n) if centres is None else centres
        step = max(1, min(CENTRES, DISTANCES // n))
        for first in range(chosen.start, chosen.stop, step):
            yield np.arange(first, min(first + step, chosen.stop))

    def around(self, centres: np.ndarray, outline: Outline) -> Windows:
        """The windows of one outline around some centres."""
        reach = self._reach(centres, outline)
        while True:
            members, sorted_reach = _nearest(reach, self.wanted)
            size = np.cumsum(self.sizes[members], axis=1)
            enough = (size[:, -1] > self.largest) | (sorted_reach[:, -1] > self.maximum_radius)
            if enough.all() or self.wanted == len(self.points):
                break
            self.wanted = min(2 * self.wanted, len(self.points))
        apart = np.diff(sorted_reach, axis=1, append=np.inf) > self.equal
        ends = apart & (size <= self.largest) & (sorted_reach <= self.maximum_radius)
        longest = int(np.append(np.flatnonzero(ends.any(axis=0)), 0).max()) + 1
        return Windows(outline, centres, members[:, :longest], sorted_reach[:, :longest], ends[:, :longest])

    def members(self, centre: int, outline: Outline, reach: float) -> np.ndarray:
        """The units of one window, from near to far."""
        far = self._reach(np.array([centre]), outline)[0]
        near = np.flatnonzero(far <= reach + self.equal)
        return near[np.argsort(far[near], kind="stable")]

    def _reach(self, centres: np.ndarray, outline: Outline) -> np.ndarray:
        """The longer half axis of the window around each centre that just holds each unit, (centres, n)."""
        apart = [self.points[None, :, axis] - self.points[centres, None, axis] for axis in range(self.points.shape[1])]
        if outline.shape != 1:
            cos, sin = math.cos(math.radians(outline.angle)), math.sin(math.radians(outline.angle))
            east, north = apart
            apart = [cos * east + sin * north, outline.shape * (cos * north - sin * east)]
        return np.sqrt(sum(np.square(each) for each in apart))


def _nearest(reach: np.ndarray, k: int) -> Tuple[np.ndarray, np.ndarray]:
    """The k nearest units of each row from near to far, equally near ones by their number; and their reach."""
    if k < reach.shape[1]:
        near = np.sort(np.argpartition(reach, k - 1, axis=1)[:, :k], axis=1)
        reach = np.take_along_axis(reach, near, axis=1)
    else:
        near = np.broadcast_to(np.arange(k), reach.shape)
    order = np.argsort(reach, axis=1, kind="stable")
    return np.take_along_axis(near, order, axis=1), np.take_along_axis(reach, order, axis=1)

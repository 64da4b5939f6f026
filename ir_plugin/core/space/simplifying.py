"""Boundaries with fewer vertices, where neighbours stay neighbours: what two share is simplified once.

The rings are cut into arcs where their neighbourhoods change, each arc is simplified between its ends, and the rings
are put together again. Vertices are first moved to a grid, so that those of neighbours meet.

Sources: arcs as in TopoJSON (Bostock 2012); Douglas and Peucker (1973).
"""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

import numpy as np

SMALLEST = 4
"""Vertices of a closed ring that has an area, the first one twice."""


class SharedBoundaries:
    """Closed rings, float64 (n, 2), as numbers of vertices, and the arcs that they share.

    decimals: of the grid to which vertices are moved. The first coordinate is taken to be as long as the second.
    """

    def __init__(self, rings: Sequence[np.ndarray], decimals: int) -> None:
        scale = 10.0**decimals
        moved = [_without_repeats(np.round(ring[:-1] * scale).astype(np.int64)) for ring in rings]
        starts = np.concatenate(([0], np.cumsum([len(ring) for ring in moved]))).astype(np.int64)
        corners = np.concatenate(moved) if moved else np.empty((0, 2), np.int64)
        grid, numbers = np.unique(corners, axis=0, return_inverse=True)
        numbers = numbers.reshape(-1)  # NumPy 2.0 gives it the shape of the corners
        self._xy = grid / scale
        self._rings = [numbers[first:last] for first, last in zip(starts[:-1], starts[1:])]
        self._is_junction = _junctions(self._rings, len(grid))

    def simplified(self, tolerance: float) -> List[np.ndarray]:
        """The rings, closed; those that have no area left come back empty, (0, 2).

        tolerance: how far a vertex that is left out may lie from the line that stays, in units of the coordinates.
        """
        arcs: Dict[bytes, np.ndarray] = {}
        return [self._simplified(numbers, tolerance, arcs) for numbers in self._rings]

    def _simplified(self, numbers: np.ndarray, tolerance: float, arcs: Dict[bytes, np.ndarray]) -> np.ndarray:
        if len(numbers) < SMALLEST - 1:
            return np.empty((0, 2))
        parts = [self._arc(arc, tolerance, arcs)[:-1] for arc in self._cut(numbers)]
        closed = np.concatenate((*parts, parts[0][:1]))
        return self._xy[closed] if len(closed) >= SMALLEST else np.empty((0, 2))

    def _cut(self, numbers: np.ndarray) -> List[np.ndarray]:
        """The ring from junction to junction; one without any begins at its lowest number, whoever has it."""
        places = np.flatnonzero(self._is_junction[numbers])
        start = int(places[0]) if len(places) else int(np.argmin(numbers))
        turned = np.concatenate((numbers[start:], numbers[: start + 1]))
        ends = [*(places - start), len(numbers)] if len(places) else [0, len(numbers)]
        return [turned[first : last + 1] for first, last in zip(ends[:-1], ends[1:])]

    def _arc(self, arc: np.ndarray, tolerance: float, arcs: Dict[bytes, np.ndarray]) -> np.ndarray:
        """An arc simplified, the same way in both directions. arcs: those that have been, by their vertices."""
        back = arc[::-1]
        forward = arc.tolist() <= back.tolist()
        key = (arc if forward else back).tobytes()
        if key not in arcs:
            numbers = arc if forward else back
            arcs[key] = numbers[_kept(self._xy[numbers], tolerance)]
        return arcs[key] if forward else arcs[key][::-1]


def _without_repeats(ring: np.ndarray) -> np.ndarray:
    """An open ring without vertices that equal the one before."""
    return ring[np.any(ring != np.roll(ring, 1, axis=0), axis=1)]


def _junctions(rings: Sequence[np.ndarray], count: int) -> np.ndarray:
    """Which vertices have not the same two neighbours in every ring: bool (count,)."""
    if not rings:
        return np.zeros(count, bool)
    here = np.concatenate(rings)
    before = np.concatenate([np.roll(ring, 1) for ring in rings])
    after = np.concatenate([np.roll(ring, -1) for ring in rings])
    ways = np.unique(np.stack([here, np.minimum(before, after), np.maximum(before, after)], axis=1), axis=0)
    return np.bincount(ways[:, 0], minlength=count) > 1


def _kept(xy: np.ndarray, tolerance: float) -> np.ndarray:
    """The places of the vertices of a line that stay, its ends among them. Of a closed line at least three stay."""
    keep = np.zeros(len(xy), bool)
    keep[[0, -1]] = True
    waiting: List[Tuple[int, int]] = [(0, len(xy) - 1)]
    if np.array_equal(xy[0], xy[-1]) and len(xy) > SMALLEST - 1:
        far, other = _triangle(xy)
        keep[[far, other]] = True
        waiting = [(0, min(far, other)), (min(far, other), max(far, other)), (max(far, other), len(xy) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        distances = _distances(xy[first + 1 : last], xy[first], xy[last])
        at = int(np.argmax(distances))
        if distances[at] > tolerance:
            middle = first + 1 + at
            keep[middle] = True
            waiting += [(first, middle), (middle, last)]
    return np.flatnonzero(keep)


def _triangle(xy: np.ndarray) -> Tuple[int, int]:
    """The vertex farthest from the start of a closed line, and the one farthest from the line between the two."""
    far = int(np.argmax(np.hypot(*(xy - xy[0]).T)))
    return far, int(np.argmax(_distances(xy, xy[0], xy[far])))


def _distances(xy: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """From points to the piece between two others, float64 (n,)."""
    along = end - start
    length = float(along @ along)
    share = np.clip((xy - start) @ along / length, 0.0, 1.0) if length else np.zeros(len(xy))
    return np.asarray(np.hypot(*(xy - start - share[:, None] * along).T))

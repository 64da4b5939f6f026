"""A hull that follows the shape of its points."""

from __future__ import annotations

import heapq
from typing import Dict, List, Sequence, Tuple

import numpy as np

from ..geometry_engine import GeometryEngine
from .wkb import read_rings
from .wkb_writing import point_wkb

RATIO = 0.3
"""How far the hull gives in, where nobody says otherwise: 0 as much as it can, 1 not at all (convex)."""

Edge = Tuple[int, int]


def concave_hull(points: np.ndarray, engine: GeometryEngine, ratio: float = RATIO) -> np.ndarray:
    """The corners of a simple polygon around points (n, 2), int64 rows of the points, without the first one again.

    From the Delaunay triangles those at the border are taken away, the one with the longest border edge first, while
    that is longer than the shortest edge plus ``ratio`` times the range of lengths, and while the rest stays one
    polygon without holes that holds every point. Empty where the points span no area. Source: Duckham, Kulik, Worboys
    and Galton (2008).
    """
    unique, first = np.unique(points, axis=0, return_index=True)
    triangles = _triangles(unique, engine)
    if not len(triangles):
        return np.zeros(0, np.int64)
    lengths = _lengths(unique, triangles)
    shortest, longest = min(lengths.values()), max(lengths.values())
    border = _eroded(triangles, lengths, shortest + ratio * (longest - shortest))
    return first[_walked(border)]


def _triangles(points: np.ndarray, engine: GeometryEngine) -> np.ndarray:
    """The Delaunay triangles as rows of the points (t, 3); the points are in ascending order."""
    found = engine.delaunay([point_wkb(point) for point in points])
    if not len(found):
        return np.zeros((0, 3), np.int64)
    corners = read_rings(list(found)).xy.reshape(-1, 4, 2)[:, :3]
    place = {(x, y): row for row, (x, y) in enumerate(points.tolist())}
    return np.array([[place[x, y] for x, y in triangle] for triangle in corners.tolist()], np.int64)


def _edges(triangle: Sequence[int]) -> List[Edge]:
    a, b, c = sorted(triangle)
    return [(a, b), (a, c), (b, c)]


def _lengths(points: np.ndarray, triangles: np.ndarray) -> Dict[Edge, float]:
    edges = np.array(sorted({edge for triangle in triangles.tolist() for edge in _edges(triangle)}))
    apart = np.hypot(*(points[edges[:, 0]] - points[edges[:, 1]]).T)
    return dict(zip(map(tuple, edges.tolist()), apart.tolist()))


def _eroded(triangles: np.ndarray, lengths: Dict[Edge, float], longest: float) -> List[Edge]:
    """The border edges once no more triangle can go."""
    sides: Dict[Edge, List[int]] = {}
    for number, triangle in enumerate(triangles.tolist()):
        for edge in _edges(triangle):
            sides.setdefault(edge, []).append(number)
    border = {edge for edge, numbers in sides.items() if len(numbers) == 1}
    outside = {corner for edge in border for corner in edge}
    waiting = [(-lengths[edge], edge) for edge in border]
    heapq.heapify(waiting)
    while waiting and -waiting[0][0] > longest:
        _length, edge = heapq.heappop(waiting)
        (number,) = sides[edge]
        (opposite,) = set(triangles[number].tolist()) - set(edge)
        if opposite in outside:
            continue  # without this triangle the polygon would fall apart, or lose a point
        border.remove(edge)
        outside.add(opposite)
        for bared in _edges(triangles[number].tolist()):
            if bared != edge:
                sides[bared].remove(number)
                border.add(bared)
                heapq.heappush(waiting, (-lengths[bared], bared))
    return sorted(border)


def _walked(border: List[Edge]) -> np.ndarray:
    """The corners of the border in order, from the smallest on."""
    beside: Dict[int, List[int]] = {}
    for a, b in border:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    start = border[0][0]
    walk, before, at = [start], start, min(beside[start])
    while at != start:
        walk.append(at)
        before, at = at, next(each for each in beside[at] if each != before)
    return np.array(walk, np.int64)

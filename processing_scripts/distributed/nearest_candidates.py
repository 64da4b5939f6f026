"""Which rows of other parts may be among the k nearest of a part's rows: as far as is needed, and no farther."""

from __future__ import annotations

from typing import Any, Callable, NamedTuple

import numpy as np

from .partitions import Partitions

WIDER = 1 + 1e-8
"""So that no rounding leaves out one that is as far as the k-th."""


class Others(NamedTuple):
    """Rows of other parts, int64 (n,): their part, and their place in it."""

    part: np.ndarray
    place: np.ndarray


def nearest_candidates(
    partitions: Partitions, number: int, own: np.ndarray, k: int, used_of: Callable[[int], np.ndarray]
) -> Others:
    """A superset of the k nearest others, ties included, of the part's positions ``own``, finite float64 (n, d).

    used_of(part): the rows of a part that take part, int64. The k-th nearest within the part is no nearer than the true
    one, so that only parts reach into the circle up to it; each part that is looked at makes the circle smaller.
    """
    radius = np.full(len(own), np.inf)
    if len(own) > k:
        radius = _tree_of(own).query(own, k=[k + 1])[0][:, 0]
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    for other in _by_nearness(partitions, number, own):
        open_rows = np.flatnonzero(partitions.gaps(other, own) <= radius * WIDER)
        if len(open_rows):
            used = used_of(other)
            place, radius[open_rows] = _within(partitions.positions(other)[used], own[open_rows], radius[open_rows], k)
            found.append((np.full(len(place), other), used[place]))
    return Others(*(np.concatenate(each) for each in zip(*found)))


def _tree_of(xyz: np.ndarray) -> Any:
    from scipy.spatial import cKDTree  # takes a while to import, and a worker alone needs it

    return cKDTree(xyz)


def _by_nearness(partitions: Partitions, number: int, own: np.ndarray) -> list[int]:
    """The other parts with positions, those first whose extent is nearest to the middle of the part."""
    if not len(own):
        return []
    middle = np.median(own, axis=0)[None, :]
    gaps = {other: float(partitions.gaps(other, middle)[0]) for other in range(len(partitions)) if other != number}
    return sorted((other for other, gap in gaps.items() if np.isfinite(gap)), key=lambda other: (gaps[other], other))


def _within(others: np.ndarray, own: np.ndarray, radius: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The places of those others that lie within the radius of a row of ``own`` or nearer than its k-th of them; and
    the radius that this leaves of each row."""
    reach = radius.max()
    boxed = np.arange(len(others))
    if np.isfinite(reach):
        near = ((others >= own.min(axis=0) - reach * WIDER) & (others <= own.max(axis=0) + reach * WIDER)).all(axis=1)
        boxed = np.flatnonzero(near)
    if not len(boxed):
        return boxed, radius
    tree = _tree_of(others[boxed])
    if len(boxed) >= k:
        radius = np.minimum(radius, tree.query(own, k=[k])[0][:, 0])
    if not np.isfinite(radius).all():
        return boxed, radius
    balls = tree.query_ball_point(own, radius * WIDER)
    found = np.unique(np.concatenate([np.asarray(ball, np.int64) for ball in balls]))
    return boxed[found], radius

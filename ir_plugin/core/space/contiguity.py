"""Contiguity of polygons with a tolerance: queen and rook neighbours also where boundaries do not quite meet."""

from __future__ import annotations

import numpy as np

from ..layer import Layer
from ..progress import Progress, no_progress
from .boundaries import Segments, boundaries_of
from .close_segments import close_candidates
from .enclosure import enclosed_pairs
from .grid import expanded
from .segment_distance import segment_distances
from .shared_boundary import pairs_along
from .unit_pairs import are_among, pair_keys
from .weights import Weights, distinct, symmetric_weights


def contiguity(
    layer: Layer, rule: str = "queen", tolerance_m: float = 1.0, progress: Progress = no_progress
) -> Weights:
    """Binary weights of polygons whose boundaries come within ``tolerance_m`` metres of each other (inclusive).

    queen: they come that close anywhere. rook: along a stretch (see ``pairs_along``).
    Vertices need not match: slivers, overlaps and T-junctions are found. A polygon drawn inside another that has no
    hole for it is its queen neighbour, but not its rook neighbour: their boundaries are apart. Rows without polygons
    are islands.

    Measured (2 cores): on a lattice of 100,000 squares queen 0.7 s, rook 2 s, 0.4 GB; on 100,000 ragged polygons of 12
    vertices that nowhere meet exactly 3 s and 8 s, 0.7 GB.
    """
    n = len(layer)
    segments, parts = boundaries_of(layer)
    rounding = 4 * np.finfo(float).eps * float(np.abs(segments.begin).max()) if len(segments.unit) else 0.0
    reach = max(tolerance_m, rounding)
    pairs = _close_pairs(segments, n, reach, _same_vertices(segments, n), progress)
    if rule == "rook":
        pairs = pairs_along(segments, n, reach, pairs)
    else:
        pairs = distinct(np.concatenate([pairs, enclosed_pairs(segments, parts, n, pairs)]))
    return symmetric_weights(n, pairs // n, pairs % n) if n else symmetric_weights(0, pairs, pairs)


def _same_vertices(segments: Segments, n: int) -> np.ndarray:
    """Pairs of units that share a vertex exactly: nearly all of a clean coverage, without a single distance."""
    order = np.lexsort((segments.unit, segments.begin[:, 1], segments.begin[:, 0]))
    (x, y), unit = segments.begin[order].T, segments.unit[order]
    last = np.flatnonzero(np.append((x[1:] != x[:-1]) | (y[1:] != y[:-1]), True)[: len(x)])
    behind = np.repeat(last + 1, np.diff(np.append(-1, last)))
    keys = [np.zeros(0, np.int64)]
    keys += [pair_keys(unit[one], unit[other], n) for one, other in expanded(np.arange(1, len(x) + 1), behind)]
    return distinct(np.concatenate(keys))


def _close_pairs(segments: Segments, n: int, reach: float, known: np.ndarray, progress: Progress) -> np.ndarray:
    """The known pairs and those whose segments come within reach; pairs once found are not measured again."""
    found = [known]

    def unknown(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return ~are_among(left * n + right, found[0])

    for left, right in close_candidates(segments, reach, unknown, progress):
        near = segment_distances(segments.at(left), segments.at(right)) <= reach
        if near.any():
            fresh = pair_keys(segments.unit[left[near]], segments.unit[right[near]], n)
            found[0] = distinct(np.concatenate([found[0], fresh]))
    return found[0]

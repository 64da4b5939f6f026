"""The grid that finds which segments of different units may come close."""

from __future__ import annotations

from typing import Callable, Iterator, NamedTuple

import numpy as np

from ..progress import Progress, no_progress
from .boundaries import Segments
from .grid import expanded

PairFilter = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Of units (left, right), left the smaller row: which pairs are worth looking at, bool."""


class _Pieces(NamedTuple):
    """Pieces of segments in cells: the same piece stands once in every cell that it touches.

    cell, owner int64 (p,): the cell and the segment. low, high float64 (p, 2): the piece's bounding box.
    """

    cell: np.ndarray
    owner: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def at(self, rows: np.ndarray) -> _Pieces:
        return _Pieces(*(each[rows] for each in self))


def close_candidates(
    segments: Segments, reach: float, wanted: PairFilter, progress: Progress = no_progress
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of segments of wanted units that may come within reach, in blocks of index arrays (left, right).

    Every pair that does is among them, perhaps more than once; ``left`` belongs to the smaller row. Both have a piece
    in one cell of a grid whose cells hold a typical segment. In a cell the units are compared first, as wholes.
    """
    if not len(segments.unit):
        return
    pieces = _pieces(segments, reach)
    unit = segments.unit[pieces.owner]
    order = np.lexsort((unit, pieces.cell))
    pieces, unit = pieces.at(order), unit[order]
    first = np.flatnonzero(np.append(True, (np.diff(pieces.cell) != 0) | (np.diff(unit) != 0)))
    counts = np.diff(np.append(first, len(unit)))
    units = _Pieces(
        pieces.cell[first],
        unit[first],
        np.minimum.reduceat(pieces.low, first, axis=0),
        np.maximum.reduceat(pieces.high, first, axis=0),
    )
    behind_cell = np.searchsorted(units.cell, units.cell, side="right")
    for one, other in expanded(np.arange(1, len(first) + 1), behind_cell):
        if len(one):
            progress(float(one[0]) / len(first))
        one, other = _near_boxes(units, one, other, reach)
        kept = wanted(units.owner[one], units.owner[other])
        one, other = one[kept], other[kept]
        for pair, member in expanded(np.zeros(len(one), np.int64), counts[one] * counts[other]):
            beside, along = np.divmod(member, counts[other][pair])
            left, right = _near_boxes(pieces, first[one][pair] + beside, first[other][pair] + along, reach)
            yield pieces.owner[left], pieces.owner[right]


def _near_boxes(pieces: _Pieces, left: np.ndarray, right: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Those pairs whose bounding boxes come within reach."""
    for axis in (0, 1):
        low, high = pieces.low[:, axis], pieces.high[:, axis]
        near = (low[left] <= high[right] + reach) & (low[right] <= high[left] + reach)
        left, right = left[near], right[near]
    return left, right


def _pieces(segments: Segments, reach: float) -> _Pieces:
    """The segments cut to the size of a cell, in each cell that they touch when widened by half the reach."""
    lengths = segments.lengths
    size = max(2.0 * float(np.median(lengths)), 2.0 * reach)
    cuts = np.maximum(np.ceil(lengths / size).astype(np.int64), 1)
    owner = np.repeat(np.arange(len(cuts)), cuts)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(cuts) - cuts, cuts)
    step = (segments.end - segments.begin) / cuts[:, None]
    start = segments.begin[owner] + step[owner] * place[:, None]
    end = start + step[owner]
    # A hair wider, for the ends of pieces are rounded.
    hair = 1e-9 * size
    low, high = np.minimum(start, end) - hair, np.maximum(start, end) + hair
    first = np.floor((low - reach / 2) / size).astype(np.int64)
    last = np.floor((high + reach / 2) / size).astype(np.int64)
    origin, span = first.min(axis=0), int((last.max(axis=0) - first.min(axis=0)).max()) + 1
    cells, rows = [], []
    for dx in range(int((last - first).max()) + 1):
        for dy in range(int((last - first).max()) + 1):
            inside = np.flatnonzero((first + [dx, dy] <= last).all(axis=1))
            at = first[inside] + [dx, dy] - origin
            cells.append(at[:, 0] * span + at[:, 1])
            rows.append(inside)
    row = np.concatenate(rows)
    return _Pieces(np.concatenate(cells), owner[row], low[row], high[row])

"""Conditional permutation for statistics that weigh neighbours unequally, or that look at differences.

All places share one table of draws, as in ``permutation``: a place's k links, heaviest first, take the first k members
of each sequence. The permuted values of many places are then one product of two matrices, of which the left one knows
only the draws and the right one only the places. Where a place meets itself among its first k members, the member
behind them takes that seat. Time O(r n k) in the product, O(r n) where weights are equal; memory bounded by blocks.
"""

from __future__ import annotations

from itertools import groupby
from typing import Iterator, NamedTuple

import numpy as np

from ..progress import Progress, no_progress
from ..space.weights import Weights
from .draws import distinct_draws
from .permutation import Ranks, drawing_turns

TOGETHER = 255
"""Permutations that are counted together: so many that their number fits into a byte."""

SUMS = 1 << 17
"""Permuted values that are held together: they stay in the processor's cache."""

SLACK = 1e-12
"""Share of the sum of their terms' sizes by which equal values may differ by rounding."""

ALIKE = 2.0**-32
"""Share of the sum of its terms' sizes up to which an observed value is the same, when places are told apart."""


def weighted_sum_ranks(
    values: np.ndarray,
    weights: Weights,
    permutations: int,
    generator: np.random.Generator,
    key: np.ndarray,
    progress: Progress = no_progress,
) -> Ranks:
    """The ranks of each place's weighted sum of neighbouring values, as ``permutation.local_sum_ranks`` for any
    weights."""
    links = _links(values, weights)
    terms = _sum_terms(links, weights)
    parts = list(_sum_parts(links, terms))
    return _ranks(links, parts, permutations, _turns(values, key, links, terms), generator, progress)


def squared_difference_ranks(
    values: np.ndarray,
    weights: Weights,
    permutations: int,
    generator: np.random.Generator,
    key: np.ndarray,
    progress: Progress = no_progress,
) -> Ranks:
    """The ranks of each place's weighted sum of squared differences from its neighbours (local Geary), any weights."""
    weights = weights.binary if weights.is_even else weights
    links = _links(values, weights)
    terms = _squared_terms(links, weights)
    parts = list((_even_squared_parts if weights.is_even else _squared_parts)(links, terms))
    return _ranks(links, parts, permutations, _turns(values, key, links, terms), generator, progress)


class _Links(NamedTuple):
    """Each row's links with the heaviest first. values: minus their median, so that rounding is small, also where one
    value is far beyond all others."""

    values: np.ndarray
    starts: np.ndarray
    linked: np.ndarray
    counts: np.ndarray


class _Terms(NamedTuple):
    """What is observed of each place, float64 (n,), and how large its terms are together, for rounding."""

    observed: np.ndarray
    size: np.ndarray

    def at(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The observed values of these places, and their slack."""
        return self.observed[places], SLACK * self.size[places]


class _Part(NamedTuple):
    """Places whose permuted values are made together.

    kind: what the left matrix holds of each sequence: the MEMBERS, members and their SQUARES, or the TOTALS of
    both over the first ``width`` members. right: (columns of left, places). observed, slack: one for each place.
    """

    kind: str
    places: np.ndarray
    width: int
    right: np.ndarray
    observed: np.ndarray
    slack: np.ndarray


MEMBERS, SQUARES, TOTALS = "members", "squares", "totals"


def _ranks(
    links: _Links,
    parts: list[_Part],
    permutations: int,
    turns: tuple[np.ndarray, np.ndarray],
    generator: np.random.Generator,
    progress: Progress,
) -> Ranks:
    n, (order, twin) = len(links.values), turns
    low, high = np.zeros(n, np.int64), np.zeros(n, np.int64)
    width = min(int(links.counts.max(initial=0)) + 1, n)
    stands = _stands(parts, n)
    for done in range(0, permutations, TOGETHER):
        draws = order[distinct_draws(n, width, min(TOGETHER, permutations - done), generator)]
        own, lefts = _own_draws(links, draws, stands), _lefts(parts, links.values[draws])
        for number, (part, left) in enumerate(zip(parts, lefts)):
            values = left @ part.right
            _seat_the_spare(part, own.of_part(number), values)
            low[part.places] += _how_many(values <= part.observed + part.slack)
            high[part.places] += _how_many(values >= part.observed - part.slack)
            if number % 64 == 0:
                progress((done + len(draws) * number / len(parts)) / permutations)
        progress(min(1.0, (done + TOGETHER) / permutations))
    return Ranks(low[twin], high[twin], permutations)


def _turns(values: np.ndarray, key: np.ndarray, links: _Links, terms: _Terms) -> tuple[np.ndarray, np.ndarray]:
    """As ``drawing_turns``; what is observed is rounded, for the order of rows changes its last digits."""
    steps = np.rint(terms.observed / np.where(terms.size > 0, terms.size, 1.0) / ALIKE)
    return drawing_turns(values, key, np.stack([links.counts, steps], axis=1))


def _links(values: np.ndarray, weights: Weights) -> _Links:
    linked = weights.linked
    heaviest_first = np.lexsort((-linked, weights.sources))
    centred = values - np.median(values)
    return _Links(centred, weights.starts, linked[heaviest_first], weights.counts)


def _sum_terms(links: _Links, weights: Weights) -> _Terms:
    """Σ w y."""
    largest = float(np.abs(links.values).max(initial=0.0))
    return _Terms(weights.sums(links.values), weights.sums(np.full(weights.n, largest)))


def _squared_terms(links: _Links, weights: Weights) -> _Terms:
    """Of Σ w (x - y)² the part that the draws change: Σ w y² - 2 x w y. Its terms are no larger than 4 (w (x - y)² +
    w x²), also those of a draw that is equal."""
    x = links.values
    changing = weights.sums(x**2) - 2 * x * weights.sums(x)
    return _Terms(changing, 4 * (changing + 2 * x**2 * weights.sums(np.ones(weights.n))))


def _sum_parts(links: _Links, terms: _Terms) -> Iterator[_Part]:
    for places in _alike(links.counts):
        matrix = _matrix(links, places)
        yield _Part(MEMBERS, places, matrix.shape[1], matrix.T, *terms.at(places))


def _squared_parts(links: _Links, terms: _Terms) -> Iterator[_Part]:
    for places in _alike(links.counts):
        matrix = _matrix(links, places)
        right = np.concatenate([matrix.T, -2 * links.values[places] * matrix.T])
        yield _Part(SQUARES, places, matrix.shape[1], right, *terms.at(places))


def _even_squared_parts(links: _Links, terms: _Terms) -> Iterator[_Part]:
    for places in _alike(links.counts, exactly=True):
        right = np.stack([np.ones(len(places)), -2 * links.values[places]])
        yield _Part(TOTALS, places, int(links.counts[places[0]]), right, *terms.at(places))


def _alike(counts: np.ndarray, exactly: bool = False) -> Iterator[np.ndarray]:
    """Places that have neighbours, with about (or exactly) as many of them together, in blocks."""
    by_count = np.argsort(counts, kind="stable")
    by_count = by_count[counts[by_count] > 0]
    edges: np.ndarray = np.flatnonzero(np.diff(counts[by_count])) + 1 if exactly else np.zeros(0, np.int64)
    for group in np.split(by_count, edges):
        for first in range(0, len(group), SUMS // TOGETHER):
            yield group[first : first + SUMS // TOGETHER]


def _matrix(links: _Links, places: np.ndarray) -> np.ndarray:
    """The weights of each place's seats, (places, widest), 0 behind the last one."""
    seats = np.arange(int(links.counts[places[-1]]))
    filled = seats < links.counts[places][:, None]
    matrix = np.zeros(filled.shape)
    matrix[filled] = links.linked[(links.starts[places][:, None] + seats)[filled]]
    return matrix


def _lefts(parts: list[_Part], drawn: np.ndarray) -> Iterator[np.ndarray]:
    """The left matrix of each part in turn, made once for those of one kind and width that follow each other."""
    for (kind, width), alike in groupby(parts, lambda part: (part.kind, part.width)):
        left = _left(kind, drawn[:, :width])
        for _part in alike:
            yield left


def _left(kind: str, members: np.ndarray) -> np.ndarray:
    if kind == MEMBERS:
        return members
    if kind == SQUARES:
        return np.concatenate([np.square(members), members], axis=1)
    return np.stack([np.square(members).sum(axis=1), members.sum(axis=1)], axis=1)


def _how_many(true: np.ndarray) -> np.ndarray:
    """How many of at most 255 rows are true, by column."""
    return np.add.reduce(true.view(np.uint8), axis=0, dtype=np.uint8)


class _Stands(NamedTuple):
    """Where each place stands among the parts, int64 (n,): the number of its part, and its column there."""

    part: np.ndarray
    column: np.ndarray


def _stands(parts: list[_Part], n: int) -> _Stands:
    stands = _Stands(np.zeros(n, np.int64), np.zeros(n, np.int64))
    for number, part in enumerate(parts):
        stands.part[part.places] = number
        stands.column[part.places] = np.arange(len(part.places))
    return stands


class _Own(NamedTuple):
    """Where places were drawn as their own neighbours, by part: the place's part, the row of the draws, the place's
    column in its part, the weight of the seat, and by how much the member behind differs from the place."""

    part: np.ndarray
    row: np.ndarray
    column: np.ndarray
    weight: np.ndarray
    difference: np.ndarray

    def of_part(self, number: int) -> _Own:
        """Those of one part."""
        first, last = np.searchsorted(self.part, [number, number + 1])
        return _Own(*(field[first:last] for field in self))


def _own_draws(links: _Links, draws: np.ndarray, stands: _Stands) -> _Own:
    row, seat = np.nonzero(np.arange(draws.shape[1]) < links.counts[draws])
    place = draws[row, seat]
    order = np.argsort(stands.part[place], kind="stable")
    row, seat, place = row[order], seat[order], place[order]
    difference = links.values[draws[row, links.counts[place]]] - links.values[place]
    weight = links.linked[links.starts[place] + seat]
    return _Own(stands.part[place], row, stands.column[place], weight, difference)


def _seat_the_spare(part: _Part, own: _Own, values: np.ndarray) -> None:
    """Corrects the values of places that were drawn as their own neighbours."""
    if part.kind == MEMBERS:
        values[own.row, own.column] += own.weight * own.difference
    else:
        weight = own.weight if part.kind == SQUARES else 1.0
        values[own.row, own.column] += weight * np.square(own.difference)

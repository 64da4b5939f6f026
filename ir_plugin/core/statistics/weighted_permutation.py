"""Conditional permutation for statistics that weigh neighbours unequally, or that look at differences.

All places share one table of draws, as in ``permutation``: a place's k links, heaviest first, take the first k members
of each sequence. The permuted values of many places are then one product of two matrices, of which the left one knows
only the draws and the right one only the places. Where a place meets itself among its first k members, the member
behind them takes that seat. Time O(r n k) in the product, O(r n) where weights are equal; memory bounded by blocks.
"""

from __future__ import annotations

from typing import Iterator, NamedTuple

import numpy as np

from ..progress import Progress, no_progress, part
from ..space.weights import Weights
from .draws import Drawn, draw_blocks
from .permutation import Ranks
from .turns import drawing_turns
from .weighted_parts import (
    MEMBERS,
    SQUARES,
    TOGETHER,
    Links,
    Part,
    Terms,
    even_squared_parts,
    heaviest_first,
    lefts,
    squared_parts,
    squared_terms,
    sum_parts,
    sum_terms,
)

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
    centre = Centre.of(values)
    return _ranks(values, weighted_sums(values, weights, centre), permutations, generator, key, progress)


def squared_difference_ranks(
    values: np.ndarray,
    weights: Weights,
    permutations: int,
    generator: np.random.Generator,
    key: np.ndarray,
    progress: Progress = no_progress,
) -> Ranks:
    """The ranks of each place's weighted sum of squared differences from its neighbours (local Geary), any weights."""
    centre, is_even = Centre.of(values), weights.is_even
    places = squared_differences(values, weights, centre, is_even)
    return _ranks(values, places, permutations, generator, key, progress)


def weighted_draws(n: int, longest: int, permutations: int, generator: np.random.Generator) -> Iterator[np.ndarray]:
    """The draws of both among n places with at most ``longest`` neighbours, as blocks of turns."""
    return draw_blocks(n, min(longest + 1, n), permutations, TOGETHER, generator)


class Centre(NamedTuple):
    """Of the values of all places: their median, and the largest size of a value minus it."""

    median: float
    largest: float

    @staticmethod
    def of(values: np.ndarray) -> Centre:
        """The centre of all values, float64 (n,)."""
        median = float(np.median(values))
        return Centre(median, float(np.abs(values - median).max(initial=0.0)))


class WeightedNeighbours(NamedTuple):
    """What some places have of their neighbours, to be counted against permuted values."""

    links: Links
    terms: Terms
    parts: list[Part]
    stands: _Stands

    @property
    def values(self) -> np.ndarray:
        """What the places are drawn with, float64 (n,)."""
        return self.links.values

    @property
    def observed(self) -> np.ndarray:
        """What tells places of equal value at one point apart, float64 (n, 2); rounded, for the order of rows changes
        the last digits."""
        size = self.terms.size
        steps = np.rint(self.terms.observed / np.where(size > 0, size, 1.0) / ALIKE)
        return np.stack([self.links.counts, steps], axis=1)

    def tally(self, drawn: Drawn, low: np.ndarray, high: np.ndarray, progress: Progress = no_progress) -> None:
        """Adds a block of at most TOGETHER permutations to the counts, int64 (n,)."""
        own = _own_draws(self.links, drawn, self.stands)
        for number, (made, left) in enumerate(zip(self.parts, lefts(self.parts, drawn.values))):
            values = left @ made.right
            _seat_the_spare(made, own.of_part(number), values)
            low[made.places] += _how_many(values <= made.observed + made.slack)
            high[made.places] += _how_many(values >= made.observed - made.slack)
            if number % 64 == 0:
                progress(number / len(self.parts))


def weighted_sums(values: np.ndarray, weights: Weights, centre: Centre) -> WeightedNeighbours:
    """Weighted sums of neighbours of places with these values; a place may be without links that others have to it."""
    links = heaviest_first(values - centre.median, weights)
    terms = sum_terms(links, weights, centre.largest)
    return _compared(links, terms, sum_parts(links, terms))


def squared_differences(values: np.ndarray, weights: Weights, centre: Centre, is_even: bool) -> WeightedNeighbours:
    """Weighted sums of squared differences from neighbours. is_even: whether the weights of all places are even."""
    weights = weights.binary if is_even else weights
    links = heaviest_first(values - centre.median, weights)
    terms = squared_terms(links, weights)
    return _compared(links, terms, (even_squared_parts if is_even else squared_parts)(links, terms))


def _compared(links: Links, terms: Terms, made: Iterator[Part]) -> WeightedNeighbours:
    parts = list(made)
    return WeightedNeighbours(links, terms, parts, _stands(parts, len(links.values)))


def _ranks(
    values: np.ndarray,
    places: WeightedNeighbours,
    permutations: int,
    generator: np.random.Generator,
    key: np.ndarray,
    progress: Progress,
) -> Ranks:
    n = len(values)
    order, twin = drawing_turns(values, key, places.observed)
    low, high = np.zeros(n, np.int64), np.zeros(n, np.int64)
    done = 0
    for draws in weighted_draws(n, int(places.links.counts.max(initial=0)), permutations, generator):
        drawn, end = order[draws], done + len(draws)
        places.tally(
            Drawn(drawn, places.values[drawn]), low, high, part(progress, done / permutations, end / permutations)
        )
        done = end
    progress(1.0)
    return Ranks(low[twin], high[twin], permutations)


def _how_many(true: np.ndarray) -> np.ndarray:
    """How many of at most 255 rows are true, by column."""
    return np.add.reduce(true.view(np.uint8), axis=0, dtype=np.uint8)


class _Stands(NamedTuple):
    """Where each place stands among the parts, int64 (n,): the number of its part, and its column there."""

    part: np.ndarray
    column: np.ndarray


def _stands(parts: list[Part], n: int) -> _Stands:
    stands = _Stands(np.zeros(n, np.int64), np.zeros(n, np.int64))
    for number, made in enumerate(parts):
        stands.part[made.places] = number
        stands.column[made.places] = np.arange(len(made.places))
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


def _own_draws(links: Links, drawn: Drawn, stands: _Stands) -> _Own:
    row, seat = drawn.own(links.counts)
    place = drawn.places[row, seat]
    order = np.argsort(stands.part[place], kind="stable")
    row, seat, place = row[order], seat[order], place[order]
    difference = drawn.values[row, links.counts[place]] - links.values[place]
    weight = links.linked[links.starts[place] + seat]
    return _Own(stands.part[place], row, stands.column[place], weight, difference)


def _seat_the_spare(made: Part, own: _Own, values: np.ndarray) -> None:
    """Corrects the values of places that were drawn as their own neighbours."""
    if made.kind == MEMBERS:
        values[own.row, own.column] += own.weight * own.difference
    else:
        weight = own.weight if made.kind == SQUARES else 1.0
        values[own.row, own.column] += weight * np.square(own.difference)

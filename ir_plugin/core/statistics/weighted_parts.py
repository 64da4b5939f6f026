"""What permuted values of many places are made of: one matrix of the draws, and one of the places for each part."""

from __future__ import annotations

from itertools import groupby
from typing import Iterator, NamedTuple

import numpy as np

from ..space.weights import Weights

TOGETHER = 255
"""Permutations that are counted together: so many that their number fits into a byte."""

SUMS = 1 << 17
"""Permuted values that are held together: they stay in the processor's cache."""

SLACK = 1e-12
"""Share of the sum of their terms' sizes by which equal values may differ by rounding."""

MEMBERS, SQUARES, TOTALS = "members", "squares", "totals"


class Links(NamedTuple):
    """Each row's links with the heaviest first. values: minus their median, so that rounding is small, also where one
    value is far beyond all others."""

    values: np.ndarray
    starts: np.ndarray
    linked: np.ndarray
    counts: np.ndarray


class Terms(NamedTuple):
    """What is observed of each place, float64 (n,), and how large its terms are together, for rounding."""

    observed: np.ndarray
    size: np.ndarray

    def at(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The observed values of these places, and their slack."""
        return self.observed[places], SLACK * self.size[places]


class Part(NamedTuple):
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


def heaviest_first(values: np.ndarray, weights: Weights) -> Links:
    """The links of weights over values, float64 (n,)."""
    linked = weights.linked
    order = np.lexsort((-linked, weights.sources))
    return Links(values, weights.starts, linked[order], weights.counts)


def sum_terms(links: Links, weights: Weights, largest: float) -> Terms:
    """Σ w y."""
    return Terms(weights.sums(links.values), weights.sums(np.full(weights.n, largest)))


def squared_terms(links: Links, weights: Weights) -> Terms:
    """Of Σ w (x - y)² the part that the draws change: Σ w y² - 2 x w y. Its terms are no larger than 4 (w (x - y)² +
    w x²), also those of a draw that is equal."""
    x = links.values
    changing = weights.sums(x**2) - 2 * x * weights.sums(x)
    return Terms(changing, 4 * (changing + 2 * x**2 * weights.sums(np.ones(weights.n))))


def sum_parts(links: Links, terms: Terms) -> Iterator[Part]:
    """Weighted sums."""
    for places in _alike(links.counts):
        matrix = _matrix(links, places)
        yield Part(MEMBERS, places, matrix.shape[1], matrix.T, *terms.at(places))


def squared_parts(links: Links, terms: Terms) -> Iterator[Part]:
    """Weighted sums of squared differences."""
    for places in _alike(links.counts):
        matrix = _matrix(links, places)
        right = np.concatenate([matrix.T, -2 * links.values[places] * matrix.T])
        yield Part(SQUARES, places, matrix.shape[1], right, *terms.at(places))


def even_squared_parts(links: Links, terms: Terms) -> Iterator[Part]:
    """Sums of squared differences; links weigh 1."""
    for places in _alike(links.counts, exactly=True):
        right = np.stack([np.ones(len(places)), -2 * links.values[places]])
        yield Part(TOTALS, places, int(links.counts[places[0]]), right, *terms.at(places))


def _alike(counts: np.ndarray, exactly: bool = False) -> Iterator[np.ndarray]:
    """Places that have neighbours, with about (or exactly) as many of them together, in blocks."""
    by_count = np.argsort(counts, kind="stable")
    by_count = by_count[counts[by_count] > 0]
    edges: np.ndarray = np.flatnonzero(np.diff(counts[by_count])) + 1 if exactly else np.zeros(0, np.int64)
    for group in np.split(by_count, edges):
        for first in range(0, len(group), SUMS // TOGETHER):
            yield group[first : first + SUMS // TOGETHER]


def _matrix(links: Links, places: np.ndarray) -> np.ndarray:
    """The weights of each place's seats, (places, widest), 0 behind the last one."""
    seats = np.arange(int(links.counts[places[-1]]))
    filled = seats < links.counts[places][:, None]
    matrix = np.zeros(filled.shape)
    matrix[filled] = links.linked[(links.starts[places][:, None] + seats)[filled]]
    return matrix


def lefts(parts: list[Part], drawn: np.ndarray) -> Iterator[np.ndarray]:
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

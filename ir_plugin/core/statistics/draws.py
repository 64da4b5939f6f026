"""Random draws without replacement, many at a time."""

from __future__ import annotations

from typing import Iterator, NamedTuple, Tuple, cast

import numpy as np


class Drawn(NamedTuple):
    """A block of permutations, each a row of distinct places, (rows, width).

    places: int64, -1 for one that is not among those looked at. values: float64, of each.
    """

    places: np.ndarray
    values: np.ndarray

    def own(self, counts: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Rows and seats where a place was drawn among its own first ``counts`` (n,) neighbours."""
        counted = np.append(counts, 0)  # for -1
        row, seat = np.nonzero(np.arange(self.places.shape[1]) < counted[self.places])
        return row, seat


def draw_blocks(n: int, width: int, rows: int, size: int, generator: np.random.Generator) -> Iterator[np.ndarray]:
    """``distinct_draws`` in blocks of at most ``size`` rows."""
    for start in range(0, rows, size):
        yield distinct_draws(n, width, min(size, rows - start), generator)


def stream_of(generator: np.random.Generator, number: int) -> np.random.Generator:
    """The stream of random numbers with this number, from 0 on; streams of one generator (PCG64) do not overlap."""
    return np.random.Generator(cast(np.random.PCG64, generator.bit_generator).jumped(number))


def distinct_draws(n: int, width: int, rows: int, generator: np.random.Generator) -> np.ndarray:
    """``rows`` random sequences of ``width`` distinct numbers below n, int64 (rows, width); all equally likely.

    Numbers are drawn with replacement and repetitions skipped, which leaves a sequence without replacement; where most
    numbers are wanted, whole permutations are drawn instead. ValueError where width > n.
    """
    if width > n:
        raise ValueError(f"{width} distinct numbers cannot be drawn from {n}")
    if is_crowded(n, width):
        return generator.permuted(np.broadcast_to(np.arange(n), (rows, n)), axis=1)[:, :width]
    draws = generator.integers(0, n, (rows, width))
    unfinished = _rows_with_repeats(draws)
    while len(unfinished):
        draws[unfinished] = _without_repeats(draws[unfinished], n, generator)
        unfinished = unfinished[_rows_with_repeats(draws[unfinished])]
    return draws


def is_crowded(n: int, width: int) -> bool:
    """Whether so many of n numbers are wanted that repetitions would be the rule."""
    return width * 2 > n


def _rows_with_repeats(draws: np.ndarray) -> np.ndarray:
    ascending = np.sort(draws, axis=1)
    return np.flatnonzero((ascending[:, 1:] == ascending[:, :-1]).any(axis=1))


def _without_repeats(draws: np.ndarray, n: int, generator: np.random.Generator) -> np.ndarray:
    """Each row without its repetitions, the rest moved up in order, new draws (that may repeat again) behind."""
    order = np.argsort(draws, axis=1, kind="stable")
    ascending = np.take_along_axis(draws, order, axis=1)
    repeated = np.zeros(draws.shape, bool)
    np.put_along_axis(repeated, order[:, 1:], ascending[:, 1:] == ascending[:, :-1], axis=1)
    kept = np.argsort(repeated, axis=1, kind="stable")
    draws = np.take_along_axis(draws, kept, axis=1)
    behind = np.take_along_axis(repeated, kept, axis=1)
    draws[behind] = generator.integers(0, n, int(behind.sum()))
    return draws

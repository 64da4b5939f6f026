"""Rows of numbers and categories, and how unlike two of them are."""

from __future__ import annotations

from typing import NamedTuple, Optional, Tuple

import numpy as np

LARGEST = 1e100
"""Numbers beyond it would overflow when squared; scaled columns are nowhere near."""


class MixedRows(NamedTuple):
    """n rows with d numbers and m categories; columns come first, because all work goes along them.

    numbers: float64 (d, n), finite. codes: int64 (m, n), 0, 1, ... within each column. names: for each column of codes
    the caller's code of each. gamma: what one differing category weighs beside a squared difference of numbers.
    """

    numbers: np.ndarray
    codes: np.ndarray
    names: Tuple[np.ndarray, ...]
    gamma: float

    @property
    def n(self) -> int:
        """How many rows there are."""
        return self.numbers.shape[1]

    def take(self, rows: np.ndarray) -> MixedRows:
        """The given rows (indices or bool), in that order."""
        return self._replace(numbers=self.numbers[:, rows], codes=self.codes[:, rows])


def mixed_rows(
    numbers: np.ndarray, categories: Optional[np.ndarray] = None, gamma: Optional[float] = None
) -> MixedRows:
    """Rows from numbers (n, d), scaled as the caller wishes, and category codes (n, m), integers.

    A missing category is whatever code the caller gives it (-1, say): a category like any other, so that two rows that
    lack the same answer are alike in it. Missing numbers are not: leave such rows out. gamma > 0; by default
    ``default_gamma``. ValueError for no row or no column, for numbers that are not finite or beyond 1e100 and for a
    gamma that is not positive.
    """
    columns = np.ascontiguousarray(np.asarray(numbers, np.float64).T) + 0.0  # no negative zeros
    table = np.zeros((0, columns.shape[1]), np.int64) if categories is None else np.asarray(categories).T
    if not columns.shape[1] or not len(columns) + len(table) or table.shape[1] != columns.shape[1]:
        raise ValueError("rows need at least one column, and as many categories as numbers")
    if not (np.abs(columns) <= LARGEST).all():
        raise ValueError("numbers must be finite and scaled")
    coded = [np.unique(column, return_inverse=True) for column in table]
    codes = np.array([code.ravel() for _, code in coded], np.int64).reshape(table.shape)
    chosen = default_gamma(columns) if gamma is None else float(gamma)
    if not chosen > 0:
        raise ValueError("gamma must be positive")
    return MixedRows(columns, codes, tuple(names for names, _ in coded), chosen)


def default_gamma(columns: np.ndarray) -> float:
    """Half the mean standard deviation (over n) of the columns of numbers (d, n); 1 where none varies.

    Huang (1998), section 4, found values between a third and two thirds of it good; standardised columns give 0.5.
    """
    if not len(columns):
        return 1.0
    ascending = np.sort(columns, axis=1)
    return 0.5 * float(ascending.std(axis=1).mean()) or 1.0


def dissimilarities(
    rows: MixedRows, numbers: np.ndarray, codes: np.ndarray, out: Optional[np.ndarray] = None
) -> np.ndarray:
    """From each prototype to each row, float64 (k, n): squared Euclidean distance plus gamma per differing category.

    numbers: float64 (k, d), codes: int64 (k, m). Its square root is a metric: the Euclidean distance after each
    category has become an axis of its own. Source: Huang (1998), equation 2.
    """
    result = np.empty((len(numbers), rows.n)) if out is None else out
    result[:] = 0.0
    gap: np.ndarray = np.empty(rows.n)
    for at, prototype in enumerate(result):
        for column, value in zip(rows.numbers, numbers[at]):
            np.subtract(column, value, out=gap)
            np.multiply(gap, gap, out=gap)
            prototype += gap
        for column, code in zip(rows.codes, codes[at]):
            np.multiply(column != code, rows.gamma, out=gap)
            prototype += gap
    return result


class DistinctRows(NamedTuple):
    """rows: the different rows in ascending order; counts: float64, how often each occurs; member: int64 (n,), which of
    them each row is."""

    rows: MixedRows
    counts: np.ndarray
    member: np.ndarray


def distinct_rows(rows: MixedRows) -> DistinctRows:
    """Each different row once: equal rows then share their group, whatever the order they came in."""
    keys = (*rows.numbers, *rows.codes)
    order = np.lexsort(keys[::-1])
    new = np.ones(rows.n, bool)
    new[1:] = False
    for key in keys:
        new[1:] |= key[order[1:]] != key[order[:-1]]
    member = np.empty(rows.n, np.int64)
    member[order] = np.cumsum(new) - 1
    return DistinctRows(rows.take(order[new]), np.bincount(member).astype(np.float64), member)

"""Exact limits of the expected number behind a count, and how rare a count is beside its expectation."""

from __future__ import annotations

import math

import numpy as np

STEPS = 60
"""Newton steps at most; five are usual."""

TERMS = 100_000
"""Terms of the series at most; they grow with the square root of the count."""

ACCURACY = 1e-14
"""Share of the sum below which further terms are left out."""


def poisson_limits(counts: np.ndarray, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """The lower and upper limit of the expected number of each count, float64 like ``counts``.

    counts: whole numbers from 0 on, below 1e9. level: of confidence, above 0 and below 1, half of the rest on either
    side. The lower limit of 0 is 0. Relative accuracy 1e-10. Source: Garwood (1936); in terms of the gamma distribution
    Johnson, Kotz and Kemp (1992), section 4.7.3.
    """
    whole, place = np.unique(np.asarray(counts, np.float64), return_inverse=True)
    tail = (1.0 - level) / 2
    lower = np.where(whole > 0, gamma_quantile(np.maximum(whole, 1.0), tail), 0.0)
    upper = gamma_quantile(whole + 1.0, 1.0 - tail)
    shape = np.shape(counts)
    return lower[place].reshape(shape), upper[place].reshape(shape)


def poisson_p(counts: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """The exact two-sided p of each count beside its expectation, float64 like ``counts``; NaN where that is not > 0.

    Twice the smaller tail, at most 1: it is below 1 - level where ``poisson_limits`` at that level leave out the
    expectation.
    """
    p = np.full(np.shape(counts), np.nan)
    known = expected > 0
    count, mean = np.asarray(counts, np.float64)[known], expected[known]
    at_least = np.where(count > 0, gamma_shares(np.maximum(count, 1.0), mean)[0], 1.0)
    at_most = gamma_shares(count + 1, mean)[1]
    p[known] = np.minimum(1.0, 2 * np.minimum(at_least, at_most))
    return p


def gamma_quantile(shape: np.ndarray, p: float) -> np.ndarray:
    """Where the gamma distribution of each shape (>= 1, scale 1) has the share p below it, float64 (n,).

    Newton steps from the cube of a normal deviate (Wilson and Hilferty 1931), kept between bounds that close in.
    """
    z = _normal_quantile(p)
    start = shape * np.maximum(1 - 1 / (9 * shape) + z / (3 * np.sqrt(shape)), 0.0) ** 3
    x = np.maximum(start, 1e-3 * shape * p)
    low, high = np.zeros(len(shape)), np.full(len(shape), np.inf)
    for _ in range(STEPS):
        error = gamma_shares(shape, x)[0] - p
        low, high = np.where(error < 0, np.maximum(low, x), low), np.where(error > 0, np.minimum(high, x), high)
        step = error / np.exp((shape - 1) * np.log(x) - x - _log_gamma(shape))
        moved = x - step
        outside = ~((moved > low) & (moved < high))
        middle = np.where(np.isfinite(high), (low + np.where(np.isfinite(high), high, 0.0)) / 2, 2 * x)
        moved = np.where(outside & (error != 0), middle, np.where(error == 0, x, moved))
        done = np.abs(moved - x) <= 1e-13 * x
        x = moved
        if done.all():
            break
    return x


def gamma_shares(shape: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The shares of the gamma distribution (scale 1) below and above x > 0, each float64 (n,): the regularised
    incomplete gamma functions. The smaller of the two is not a difference, so that it is exact however small.

    Source: Press et al. (2007), section 6.2: the series below the mean, the continued fraction above it.
    """
    front = np.exp(shape * np.log(x) - x - _log_gamma(shape))
    left = x < shape + 1
    below, above = np.empty(len(shape)), np.empty(len(shape))
    below[left] = front[left] * _series(shape[left], x[left])
    above[~left] = front[~left] * _fraction(shape[~left], x[~left])
    above[left], below[~left] = 1 - below[left], 1 - above[~left]
    return below, above


def _series(shape: np.ndarray, x: np.ndarray) -> np.ndarray:
    term = total = 1 / shape
    for step in range(1, TERMS):
        term = term * x / (shape + step)
        total = total + term
        if (term <= ACCURACY * total).all():
            break
    return total


def _fraction(shape: np.ndarray, x: np.ndarray) -> np.ndarray:
    """By the method of Lentz."""
    b = x + 1 - shape
    c, d = np.full(len(x), 1e300), 1 / b
    total = d
    for step in range(1, TERMS):
        a = -step * (step - shape)
        b = b + 2
        d, c = 1 / _not_zero(a * d + b), _not_zero(b + a / c)
        total = total * d * c
        if (np.abs(d * c - 1) <= ACCURACY).all():
            break
    return total


def _not_zero(values: np.ndarray) -> np.ndarray:
    return np.where(np.abs(values) < 1e-300, 1e-300, values)


def _log_gamma(shape: np.ndarray) -> np.ndarray:
    return np.array([math.lgamma(each) for each in shape.tolist()])


def _normal_quantile(p: float) -> float:
    """By halving the range: a start for Newton's steps needs no more."""
    low, high = -40.0, 40.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if 0.5 * math.erfc(-middle / math.sqrt(2)) < p else (low, middle)
    return low

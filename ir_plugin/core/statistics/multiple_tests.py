"""Many places, many tests: p-values adjusted for their number."""

from __future__ import annotations

import numpy as np

CORRECTIONS = ("fdr", "bonferroni", "none")
DIGITS = 14
"""Significant digits of an adjusted p: two fewer than a float has, so that 0.035 * 50 / 35 is 0.05 and not above it."""


def adjusted_p(p: np.ndarray, correction: str) -> np.ndarray:
    """Adjusted p-values, float64 (n,) in [0, 1]; a place is significant at alpha where its adjusted p <= alpha.

    NaN stays NaN and does not count as a test. fdr: Benjamini and Hochberg (1995), step-up. bonferroni: p times the
    number of tests. none: p itself. The products are rounded to DIGITS, which decides ties with alpha as exact
    arithmetic would: a p of i alpha / n is a finding.
    """
    adjusted = np.array(p, np.float64)
    tested = np.isfinite(adjusted)
    distinct, place, counts = np.unique(adjusted[tested], return_inverse=True, return_counts=True)
    adjusted[tested] = adjusted_distinct(distinct, counts, correction)[place.ravel()]
    return adjusted


def adjusted_distinct(p: np.ndarray, counts: np.ndarray, correction: str) -> np.ndarray:
    """As ``adjusted_p``, of distinct finite p-values, ascending, and how many places have each, int64 (n,). So the
    p-values of many parts can be put together: of r permutations there are no more than r + 1."""
    if correction == "bonferroni":
        return np.minimum(1.0, _rounded(p * counts.sum()))
    if correction == "fdr":
        scaled = p * counts.sum() / np.cumsum(counts)
        return np.minimum(1.0, _rounded(np.minimum.accumulate(scaled[::-1])[::-1]))
    return np.array(p)


def smallest_cut_off(tests: int, correction: str, alpha: float) -> float:
    """The p-value that a single finding among ``tests`` places must not exceed to stay significant.

    Wider by half a unit of the last of DIGITS, so that it says the same as ``adjusted_p``.
    """
    return alpha if correction == "none" else alpha / max(tests, 1) * (1 + 0.5 * 10.0 ** (1 - DIGITS))


def _rounded(p: np.ndarray) -> np.ndarray:
    return np.array([float(f"{value:.{DIGITS}g}") for value in p.tolist()], np.float64)

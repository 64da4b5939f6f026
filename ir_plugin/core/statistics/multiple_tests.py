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
    count = int(tested.sum())
    if correction == "bonferroni":
        adjusted[tested] = np.minimum(1.0, _rounded(adjusted[tested] * count))
    elif correction == "fdr" and count:
        order = np.flatnonzero(tested)[np.argsort(adjusted[tested], kind="stable")]
        scaled = adjusted[order] * count / np.arange(1, count + 1)
        adjusted[order] = np.minimum(1.0, _rounded(np.minimum.accumulate(scaled[::-1])[::-1]))
    return adjusted


def smallest_cut_off(tests: int, correction: str, alpha: float) -> float:
    """The p-value that a single finding among ``tests`` places must not exceed to stay significant.

    Wider by half a unit of the last of DIGITS, so that it says the same as ``adjusted_p``.
    """
    return alpha if correction == "none" else alpha / max(tests, 1) * (1 + 0.5 * 10.0 ** (1 - DIGITS))


def _rounded(p: np.ndarray) -> np.ndarray:
    return np.array([float(f"{value:.{DIGITS}g}") for value in p.tolist()], np.float64)

"""Many places, many tests: p-values adjusted for their number."""

from __future__ import annotations

import numpy as np

CORRECTIONS = ("fdr", "bonferroni", "none")


def adjusted_p(p: np.ndarray, correction: str) -> np.ndarray:
    """Adjusted p-values, float64 (n,) in [0, 1]; a place is significant at alpha where its adjusted p <= alpha.

    NaN stays NaN and does not count as a test. fdr: Benjamini and Hochberg (1995), step-up. bonferroni: p times the
    number of tests. none: p itself.
    """
    adjusted = np.array(p, np.float64)
    tested = np.isfinite(adjusted)
    count = int(tested.sum())
    if correction == "bonferroni":
        adjusted[tested] = np.minimum(1.0, adjusted[tested] * count)
    elif correction == "fdr" and count:
        order = np.flatnonzero(tested)[np.argsort(adjusted[tested], kind="stable")]
        scaled = adjusted[order] * count / np.arange(1, count + 1)
        adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return adjusted


def smallest_cut_off(tests: int, correction: str, alpha: float) -> float:
    """The p-value that a single finding among ``tests`` places must not exceed to stay significant."""
    return alpha if correction == "none" else alpha / max(tests, 1)

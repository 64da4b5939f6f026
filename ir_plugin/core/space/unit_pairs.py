"""Pairs of units as single numbers: smaller row times the number of units plus the larger row."""

from __future__ import annotations

import numpy as np

from .weights import distinct


def pair_keys(left: np.ndarray, right: np.ndarray, n: int) -> np.ndarray:
    """The different pairs of different units among n, int64, ascending."""
    apart = left != right
    left, right = left[apart], right[apart]
    return distinct(np.minimum(left, right) * n + np.maximum(left, right))


def are_among(keys: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Which keys are among the ascending known ones, bool."""
    if not len(known):
        return np.zeros(len(keys), bool)
    return known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys

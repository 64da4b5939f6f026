"""Whether clusters come back when other rows had been surveyed."""

from __future__ import annotations

import numpy as np

from ...progress import Progress, no_progress
from .k_prototypes import k_prototypes
from .mixed_rows import MixedRows, distinct_rows

STARTS = 5
"""Starts for each resample: they follow the partition they are compared with."""


def stability(
    rows: MixedRows,
    labels: np.ndarray,
    resamples: int,
    generator: np.random.Generator,
    progress: Progress = no_progress,
) -> np.ndarray:
    """The mean Jaccard similarity of each cluster with the most similar one of partitions of resampled rows, 0 .. 1.

    labels: int64 (n,), clusters 0 .. k - 1, none empty. Each resample draws n rows with replacement, in the order of
    the rows' values, so that the order of rows does not matter, and takes a row drawn several times once; a cluster
    that was not drawn at all counts as lost (0).
    Below 0.5 a cluster dissolves, above 0.75 it is there. Source: Hennig (2007), section 3.
    """
    k = int(labels.max()) + 1
    order = np.argsort(distinct_rows(rows).member, kind="stable")
    rows, labels = rows.take(order), labels[order]
    total = np.zeros(k)
    for number in range(resamples):
        drawn = np.unique(generator.integers(0, rows.n, rows.n))
        sample = rows.take(drawn)
        if distinct_rows(sample).rows.n >= k:
            found = k_prototypes(sample, k, generator, STARTS).labels
            total += _best_jaccard(labels[drawn], found, k)
        progress((number + 1) / resamples)
    return total / resamples


def _best_jaccard(old: np.ndarray, new: np.ndarray, k: int) -> np.ndarray:
    both = np.bincount(old * k + new, minlength=k * k).reshape(k, k)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    return np.divide(both, either, out=np.zeros((k, k)), where=either > 0).max(axis=1)

"""How well rows lie in their cluster, compared with the next one."""

from __future__ import annotations

import numpy as np

from ...progress import Progress, no_progress
from .mixed_rows import MixedRows, dissimilarities, distinct_rows

SAMPLED = 4000
"""Rows up to which the mean is exact; of more so many are drawn."""

HELD = 1 << 21
"""Distances that are held together: what bounds the memory (some 50 MB)."""


def mean_silhouette(
    rows: MixedRows, labels: np.ndarray, generator: np.random.Generator, progress: Progress = no_progress
) -> float:
    """The mean silhouette width, -1 .. 1, of clusters 0 .. k - 1 (int64 (n,), none empty); NaN for a single cluster.

    Distances are the roots of the dissimilarities, a metric. A row alone in its cluster has 0. Beyond SAMPLED rows it
    is that of a random sample. Source: Rousseeuw (1987), equation 1.
    """
    if rows.n > SAMPLED:
        in_order = np.argsort(distinct_rows(rows).member, kind="stable")  # whatever the order of rows
        chosen = in_order[np.sort(generator.choice(rows.n, SAMPLED, replace=False))]
        rows, labels = rows.take(chosen), np.unique(labels[chosen], return_inverse=True)[1].ravel()
    k, n = int(labels.max()) + 1, rows.n
    if k < 2:
        return float("nan")
    sizes, widths = np.bincount(labels, minlength=k), np.zeros(n)
    ends = np.concatenate(([0], np.cumsum(sizes)))
    order = np.argsort(labels, kind="stable")
    rows, labels = rows.take(order), labels[order]
    step = max(1, HELD // n)
    for first in range(0, n, step):
        asked = np.arange(first, min(first + step, n))
        apart = np.sqrt(dissimilarities(rows, rows.numbers[:, asked].T, rows.codes[:, asked].T))
        sums = np.add.reduceat(apart, ends[:-1], axis=1)
        own = labels[asked]
        within = sums[np.arange(len(asked)), own] / np.maximum(sizes[own] - 1, 1)
        means = sums / sizes
        means[np.arange(len(asked)), own] = np.inf
        beside = means.min(axis=1)
        larger = np.maximum(within, beside)
        width = np.divide(beside - within, larger, out=np.zeros(len(asked)), where=larger > 0)
        widths[asked] = np.where(sizes[own] > 1, width, 0.0)
        progress((first + len(asked)) / n)
    return float(widths.mean())

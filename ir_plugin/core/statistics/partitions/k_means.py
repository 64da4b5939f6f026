"""Groups of rows of numbers around means."""

from __future__ import annotations

import numpy as np

from ...progress import Progress, no_progress
from .k_prototypes import STARTS, Partition, k_prototypes
from .mixed_rows import mixed_rows


def k_means(
    values: np.ndarray,
    k: int,
    generator: np.random.Generator,
    starts: int = STARTS,
    progress: Progress = no_progress,
) -> Partition:
    """The k clusters of values (n, d) with the smallest within-cluster sum of squares that the starts lead to.

    k-prototypes without a category: see there for the search, its limits, order and errors. Values are taken as they
    are; scale them first. ValueError for values that are not finite, and unless 1 <= k <= the number of different rows.
    Sources: Arthur and Vassilvitskii (2007); Lloyd (1982); Hartigan and Wong (1979).
    """
    return k_prototypes(mixed_rows(values), k, generator, starts, progress=progress)

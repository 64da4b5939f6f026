"""The scan: the strongest windows, how unusual they are, and what is reported of them."""

from __future__ import annotations

from typing import Callable, NamedTuple, Optional, Tuple

import numpy as np

from ...progress import Progress, no_progress, part
from .clusters import Cluster, separate_clusters
from .gini import gini_by_size
from .maxima import null_maxima
from .settings import ScanSettings
from .strongest import strongest_windows
from .study import Study, study_of

MaximaOf = Callable[[Study, Progress], np.ndarray]


class ScanResult(NamedTuple):
    """clusters: most likely first, then those that do not overlap a stronger one. maxima: float64 (replicates,), the
    largest log likelihood ratio of each. by_size: the clusters for each of ``settings.sizes``, which begin with the
    largest window: by_size[0] is clusters. cases: all of them."""

    clusters: Tuple[Cluster, ...]
    maxima: np.ndarray
    by_size: Tuple[Tuple[Cluster, ...], ...]
    cases: int


def scan(
    cases: np.ndarray,
    population: np.ndarray,
    points: np.ndarray,
    settings: ScanSettings,
    replicates: int,
    generator: np.random.Generator,
    key: np.ndarray,
    progress: Progress = no_progress,
    threads: int = 0,
    maxima_of: Optional[MaximaOf] = None,
) -> ScanResult:
    """Kulldorff's scan for clusters in space, or in space and time.

    cases: whole numbers (n,) or (n, periods). population: the same shape; at risk or expected (Poisson), or cases and
    controls together (Bernoulli). points: float64 (n, d), metres, d 2 (planar) or 3 (earth-centred). key: (n,) or
    (n, columns), what tells units apart; the replicates are drawn in its order, so that neither the order of rows nor
    the number of threads (0: one per processor) matters. No replicates: p is NaN.

    A window is a circle or ellipse around a unit with all units that it reaches, equally far ones together; with
    periods it lasts for consecutive ones (retrospective). Windows with exactly as many cases as expected are no
    clusters, so there may be none. Memory: some 0.5 GB above the input at most. ValueError: see ``study`` and
    ``settings``. Source: Kulldorff (1997); ellipses and penalty Kulldorff, Huang, Pickle and Duczmal (2006);
    space and time Kulldorff, Athas, Feurer, Miller and Key (1998).

    maxima_of: who makes the maxima of the replicates (``null_maxima``) elsewhere, with a generator of its own.
    """
    study = study_of(cases, population, points, settings, key)
    candidates = strongest_windows(study, part(progress, 0.0, 0.1))
    rest = part(progress, 0.1, 1.0)
    maxima = maxima_of(study, rest) if maxima_of else null_maxima(study, replicates, generator, rest, threads)
    places = range(len(settings.sizes))
    by_size = tuple(tuple(separate_clusters(study, candidates, place, maxima)) for place in places)
    return ScanResult(by_size[0], maxima, by_size, study.likelihood.cases)


def gini_choice(result: ScanResult, settings: ScanSettings, alpha: float = 0.05) -> Tuple[float, Tuple[Cluster, ...]]:
    """The reported size with the largest Gini coefficient of significant clusters (of equal ones the smallest size),
    and its clusters. Source: Han et al. (2016)."""
    coefficients = gini_by_size(result.by_size, result.cases, alpha)
    best = max(range(len(coefficients)), key=lambda place: (round(coefficients[place], 9), -settings.sizes[place]))
    return settings.sizes[best], result.by_size[best]

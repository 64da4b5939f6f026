"""The clusters that are reported: the strongest windows that share no unit."""

from __future__ import annotations

from typing import List, NamedTuple

import numpy as np

from .significance import gumbel_p, monte_carlo_p
from .strongest import Candidates
from .study import Study
from .windows import WindowMaker, outlines


class Cluster(NamedTuple):
    """A window with too many or too few cases.

    centre, members: rows of the input; members from near to far, the centre among them. radius_m: how far the window
    reaches from the centre (an ellipse: its longer half axis). shape, angle: long over short axis, and degrees from
    the first axis of the points to the long axis. first_period, last_period: columns of the input. observed, expected:
    cases. population: in the window, in those periods. relative_risk: the risk inside over the risk outside, infinite
    where there are no cases outside. log_ratio: the log likelihood ratio, with the penalty of its shape. p: Monte
    Carlo; p_gumbel: Gumbel; both against the largest ratio of each replicate, also for secondary clusters
    (conservative).
    """

    centre: int
    members: np.ndarray
    radius_m: float
    shape: float
    angle: float
    first_period: int
    last_period: int
    observed: int
    expected: float
    population: float
    relative_risk: float
    log_ratio: float
    p: float
    p_gumbel: float


def separate_clusters(study: Study, candidates: Candidates, size: int, maxima: np.ndarray) -> List[Cluster]:
    """The clusters of one reported size (its place), strongest first, none overlapping a stronger one.

    As in SaTScan only the best window of each centre takes part. Of equally strong windows the one that reaches less
    far comes first, then the first by key.
    """
    n = len(study.points)
    ratio, reach = candidates.ratio[size], candidates.reach[size]
    maker, shapes = WindowMaker(study), outlines(study.settings)
    taken = np.zeros(n, bool)
    clusters = []
    for centre in np.lexsort((np.arange(n), reach, -ratio)):
        if ratio[centre] <= 0:
            break
        if taken[centre]:
            continue
        outline = shapes[candidates.outline[size, centre]]
        members = maker.members(centre, outline, reach[centre])
        if not taken[members].any():
            taken[members] = True
            clusters.append(_cluster(study, candidates, size, int(centre), members, maxima))
    return clusters


def _cluster(
    study: Study, candidates: Candidates, size: int, centre: int, members: np.ndarray, maxima: np.ndarray
) -> Cluster:
    interval = study.intervals[candidates.interval[size, centre]]
    outline = outlines(study.settings)[candidates.outline[size, centre]]
    observed = int(study.within(study.cases, interval)[members].sum())
    population = study.within(study.population, interval)[members].sum(keepdims=True)
    ratio = float(candidates.ratio[size, centre])
    expected = float(study.likelihood.expected(population)[0])
    outside = (study.likelihood.cases - observed) / (study.likelihood.cases - expected)
    return Cluster(
        centre=int(study.order[centre]),
        members=study.order[members],
        radius_m=float(candidates.reach[size, centre]),
        shape=outline.shape,
        angle=outline.angle,
        first_period=interval[0],
        last_period=interval[1],
        observed=observed,
        expected=expected,
        population=float(population[0]),
        relative_risk=observed / expected / outside if outside else float("inf"),
        log_ratio=ratio,
        p=monte_carlo_p(ratio, maxima),
        p_gumbel=gumbel_p(ratio, maxima),
    )

"""How large clusters should be reported: the size at which they divide the cases least equally."""

from __future__ import annotations

from typing import Sequence, Tuple

from .clusters import Cluster


def gini(clusters: Sequence[Cluster], cases: int) -> float:
    """The Gini coefficient of cases over expected cases, with each cluster and all the rest as one group, 0..1.

    Twice the area between the diagonal and the Lorenz curve of the groups. Source: Han et al. (2016), section 2.2.
    """
    groups = [(each.observed, each.expected) for each in clusters]
    groups.append((cases - sum(each[0] for each in groups), cases - sum(each[1] for each in groups)))
    groups.sort(key=lambda group: group[0] / group[1])
    area, below = 0.0, 0.0
    for observed, expected in groups:
        area += expected / cases * (2 * below + observed / cases)
        below += observed / cases
    return 1.0 - area


def gini_by_size(sizes: Sequence[Sequence[Cluster]], cases: int, alpha: float = 0.05) -> Tuple[float, ...]:
    """The Gini coefficient of each size's clusters with p at most ``alpha``; 0 where there are none."""
    return tuple(gini([each for each in clusters if each.p <= alpha], cases) for clusters in sizes)

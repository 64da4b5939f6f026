"""The methods that run in parts."""

from __future__ import annotations

from . import aggregate, colocation, density_clusters, local_statistics, location_quotient, scan_clusters
from .running import ScaledMethod

SCALED: tuple[ScaledMethod, ...] = (
    aggregate.SCALED,
    colocation.SCALED,
    density_clusters.SCALED,
    location_quotient.SCALED,
    scan_clusters.SCALED,
    *local_statistics.SCALED,
)

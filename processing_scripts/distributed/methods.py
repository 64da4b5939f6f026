"""The methods that run in parts."""

from __future__ import annotations

from . import aggregate, density_clusters, local_statistics, location_quotient, scan_clusters
from .running import ScaledMethod

SCALED: tuple[ScaledMethod, ...] = (
    aggregate.SCALED,
    density_clusters.SCALED,
    location_quotient.SCALED,
    scan_clusters.SCALED,
    *local_statistics.SCALED,
)

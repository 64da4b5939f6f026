"""The methods that run in parts."""

from __future__ import annotations

from . import (
    aggregate,
    colocation,
    density_clusters,
    laying_out,
    local_statistics,
    location_quotient,
    scan_clusters,
)
from .running import ScaledMethod

SCALED: tuple[ScaledMethod, ...] = (
    aggregate.SCALED,
    colocation.SCALED,
    density_clusters.SCALED,
    laying_out.SCALED,
    location_quotient.SCALED,
    scan_clusters.SCALED,
    *local_statistics.SCALED,
)

"""The methods that run in parts."""

from __future__ import annotations

from . import density_clusters, local_statistics
from .running import ScaledMethod

SCALED: tuple[ScaledMethod, ...] = (density_clusters.SCALED, *local_statistics.SCALED)

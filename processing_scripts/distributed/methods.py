"""The methods that run in parts."""

from __future__ import annotations

from . import aggregate, density_clusters, laying_out
from .running import ScaledMethod

SCALED: tuple[ScaledMethod, ...] = (aggregate.SCALED, density_clusters.SCALED, laying_out.SCALED)

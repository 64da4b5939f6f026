"""The methods that run in parts."""

from __future__ import annotations

from . import density_clusters
from .running import ScaledMethod

SCALED: tuple[ScaledMethod, ...] = (density_clusters.SCALED,)

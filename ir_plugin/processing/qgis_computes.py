"""The computations that need QGIS itself, for algorithms that the core declares without one."""

from __future__ import annotations

from typing import Any, Callable, Mapping

from qgis.core import QgsProcessingContext

from ..cartography.export_map import export_map
from ..core.declaration import Context, Results

QgisCompute = Callable[[Mapping[str, Any], Context, QgsProcessingContext], Results]

QGIS_COMPUTES: Mapping[str, QgisCompute] = {"exportmap": export_map}
"""By algorithm id. They run in the main thread, because they may touch the project."""

"""The computations that need QGIS itself, for algorithms that the core declares without one."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, Mapping

from qgis.core import QgsProcessingContext

from ..cartography.export_atlas import export_atlas
from ..cartography.export_map import export_map
from ..cartography.export_report import export_report
from ..cartography.register_styles import dress
from ..core.declaration import Context, Results
from ..register.register_project import register_project, shared_project

QgisCompute = Callable[[Mapping[str, Any], Context, QgsProcessingContext], Results]

QGIS_COMPUTES: Mapping[str, QgisCompute] = {
    "exportmap": export_map,
    "exportatlas": export_atlas,
    "exportreport": export_report,
    "registerproject": partial(register_project, dress),
    "sharedproject": partial(shared_project, dress),
}
"""By algorithm id. They run in the main thread, because they may touch the project."""

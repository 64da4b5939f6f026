"""Variables of the project that expressions and layouts can use: which register it shows, and of which province."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsExpressionContextUtils, QgsProject

from ..core.industry.schema import SCHEMA_VERSION
from ..core.register.home_province import home_province

NAMES = ("klaster_ir_register", "klaster_ir_province", "klaster_ir_schema")


def set_variables(project: QgsProject, register: Path) -> None:
    """Sets every one of NAMES. UserError where the register cannot be read."""
    values = (register.name, home_province(str(register)), str(SCHEMA_VERSION))
    for name, value in zip(NAMES, values):
        QgsExpressionContextUtils.setProjectVariable(project, name, value)

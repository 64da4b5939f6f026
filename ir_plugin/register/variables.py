"""Variables of the project that expressions and layouts can use: which register it shows, and of which province."""

from __future__ import annotations

from qgis.core import QgsExpressionContextUtils, QgsProject

from ..core.industry.schema import SCHEMA_VERSION
from .sources import RegisterSource

NAMES = ("klaster_ir_register", "klaster_ir_province", "klaster_ir_schema")


def set_variables(project: QgsProject, register: RegisterSource) -> None:
    """Sets every one of NAMES. UserError where the register cannot be read."""
    values = (register.name, register.province(), str(SCHEMA_VERSION))
    for name, value in zip(NAMES, values):
        QgsExpressionContextUtils.setProjectVariable(project, name, value)

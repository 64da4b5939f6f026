"""How the plugin knows its layers again: a mark in each layer, whatever it is called and wherever it stands."""

from __future__ import annotations

from typing import Dict, List, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry, QgsVectorLayer

TABLE, ROLE = "klaster_ir/table", "klaster_ir/role"


def mark(layer: QgsMapLayer, table: str, role: str = "") -> None:
    """Notes in the layer which table of a register it shows, and as what."""
    layer.setCustomProperty(TABLE, table)
    layer.setCustomProperty(ROLE, role)


def table_of(layer: QgsMapLayer) -> str:
    """The table that the layer shows; "" where it is none of ours."""
    return str(layer.customProperty(TABLE) or "")


def role_of(layer: QgsMapLayer) -> str:
    """As what the layer shows its table, such as "villages"; "" for all of it."""
    return str(layer.customProperty(ROLE) or "")  # an empty text comes back from a project file as None


def register_of(layer: QgsMapLayer) -> str:
    """The path of the register that holds the layer, there or not; "" where it is none of ours."""
    if not table_of(layer):
        return ""
    return str(QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path") or "")


def layers_in(project: QgsProject, register: str) -> List[QgsVectorLayer]:
    """The layers of the project that show this register."""
    return [layer for layer in project.mapLayers().values() if register_of(layer) == register]


def registers_in(project: QgsProject) -> List[str]:
    """The registers that the project shows, each once, in the order of their layers' ids."""
    found: Dict[str, None] = dict.fromkeys(register_of(layer) for _, layer in sorted(project.mapLayers().items()))
    return [path for path in found if path]


def layer_of(project: QgsProject, register: str, table: str, role: str = "") -> Optional[QgsVectorLayer]:
    """The layer that shows a table in a role; None where the project has none."""
    fitting = (each for each in layers_in(project, register) if (table_of(each), role_of(each)) == (table, role))
    return next(fitting, None)

"""How the plugin knows its layers again: a mark in each layer, whatever it is called and wherever it stands."""

from __future__ import annotations

from typing import Dict, List, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from .sources import is_in_file, place_of

TABLE, ROLE = "klaster_ir/table", "klaster_ir/role"


def mark(layer: QgsMapLayer, table: str, role: str = "") -> None:
    """Notes in the layer which table of a register it shows, and as what."""
    layer.setCustomProperty(TABLE, table)
    layer.setCustomProperty(ROLE, role)


def table_of(layer: QgsMapLayer) -> str:
    """The table that the layer shows; "" where it is none of ours."""
    return _noted(layer, TABLE)


def role_of(layer: QgsMapLayer) -> str:
    """As what the layer shows its table, such as "villages"; "" for all of it."""
    return _noted(layer, ROLE)


def register_of(layer: QgsMapLayer) -> str:
    """The register that holds the layer, by its path, there or not; "" where it is none of ours."""
    return place_of(layer)[0] if table_of(layer) else ""


def layers_in(project: QgsProject, register: str) -> List[QgsVectorLayer]:
    """The layers of the project that show this register."""
    return [layer for layer in project.mapLayers().values() if register_of(layer) == register]


def registers_in(project: QgsProject) -> List[str]:
    """The registers in files that the project shows, each once, in the order of their layers' ids."""
    layers = (layer for _, layer in sorted(project.mapLayers().items()) if is_in_file(layer))
    found: Dict[str, None] = dict.fromkeys(map(register_of, layers))
    return [path for path in found if path]


def layer_of(project: QgsProject, register: str, table: str, role: str = "") -> Optional[QgsVectorLayer]:
    """The layer that shows a table in a role; None where the project has none."""
    fitting = (each for each in layers_in(project, register) if (table_of(each), role_of(each)) == (table, role))
    return next(fitting, None)


def _noted(layer: QgsMapLayer, name: str) -> str:
    value = layer.customProperty(name, "")
    return value if isinstance(value, str) else ""  # a project file has NULL where nothing was noted

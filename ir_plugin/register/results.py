"""Results of analyses in a project: each in its group, points over outlines over one filled map."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional

from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.cartography.themes import theme_for
from ..core.register.postgis.views import OPEN_VIEW
from ..core.texts import LANGUAGES, Text
from .layers import GROUPS, RESULTS, SUMMARY_VIEW
from .marks import mark, table_of

POINTS = (SUMMARY_VIEW, OPEN_VIEW, "ir_usaha")
"""The tables of the layers that show businesses."""


def open_result(register: Path, table: str, title: str) -> QgsVectorLayer:
    """A result of a register with the style and labels that its run has kept there."""
    layer = QgsVectorLayer(f"{register}|layername={table}", title, "ogr")
    mark(layer, table)
    return layer


def add_result(project: QgsProject, layer: QgsMapLayer, language: str, visible: bool = True) -> None:
    """Adds a result to the group of results. A filled one that is visible switches the others off; it lies below points
    and outlines."""
    group = results_group(project, language)
    filled = is_filled(layer)
    others = [node for node in group.findLayers() if node.layer() is not None and is_filled(node.layer())]
    if filled and visible:
        for node in others:
            node.setItemVisibilityChecked(False)
    children = group.children()
    first = min((children.index(node) for node in others if node in children), default=len(children))
    project.addMapLayer(layer, False)
    node = group.insertLayer(first if filled else 0, layer)
    node.setItemVisibilityChecked(visible)
    node.setExpanded(visible)
    group.setItemVisibilityCheckedParentRecursive(True)


def hide_businesses(project: QgsProject) -> bool:
    """Switches off the layers of businesses, whose points lie over everything. Whether any of them was on."""
    found = [node for node in _businesses(project) if node.isVisible()]
    for node in found:
        node.setItemVisibilityChecked(False)
    return bool(found)


def are_businesses_hidden(project: QgsProject) -> bool:
    """Whether none of the layers of businesses is on."""
    nodes = _businesses(project)
    return bool(nodes) and not any(node.isVisible() for node in nodes)


def show_businesses(project: QgsProject) -> None:
    """Switches on the uppermost layer of businesses."""
    for node in _businesses(project)[:1]:
        node.setItemVisibilityCheckedParentRecursive(True)


def _businesses(project: QgsProject) -> List[QgsLayerTreeLayer]:
    """The layers of businesses in the tree, those to look at first."""
    nodes = project.layerTreeRoot().findLayers()
    found = [node for node in nodes if node.layer() is not None and table_of(node.layer()) in POINTS]
    return sorted(found, key=lambda node: POINTS.index(table_of(node.layer())))


def fold_others(project: QgsProject, layer: QgsMapLayer) -> None:
    """Closes the legends of all other layers: one that is long would push this one out of sight."""
    for node in project.layerTreeRoot().findLayers():
        node.setExpanded(node.layerId() == layer.id())


def is_filled(layer: QgsMapLayer) -> bool:
    """Whether the layer would hide what lies below it: a grid, or areas with a theme."""
    if isinstance(layer, QgsRasterLayer):
        return True
    if not isinstance(layer, QgsVectorLayer) or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
        return False
    return theme_for(layer.fields().names(), "") is not None


def results_group(project: QgsProject, language: str) -> QgsLayerTreeGroup:
    """The group of results, made in its place where there is none."""
    found = _group(project, RESULTS)
    if found is not None:
        return found
    root = project.layerTreeRoot()
    above = [_group(project, title) for title in GROUPS[: GROUPS.index(RESULTS)]]
    children = root.children()
    place = max((children.index(each) + 1 for each in above if each is not None and each in children), default=0)
    return root.insertGroup(place, RESULTS.in_language(language))


def _group(project: QgsProject, title: Text) -> Optional[QgsLayerTreeGroup]:
    """The group of a title, whatever the language in which the register was opened."""
    groups = (project.layerTreeRoot().findGroup(title.in_language(each)) for each in LANGUAGES)
    return next((each for each in groups if each is not None), None)

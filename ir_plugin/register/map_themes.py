"""Map themes of a register's project: what to show for a purpose, one click each; QField offers them too."""

from __future__ import annotations

from typing import List

from qgis.core import QgsLayerTree, QgsMapThemeCollection, QgsProject, QgsVectorLayer

from ..core.texts import Text
from .layers import BUSINESSES, REGIONS, RESULTS
from .marks import table_of

FIELD_WORK = Text("Pendataan", "Survey")
OVERVIEW = Text("Ringkasan", "Overview")


def add_map_themes(project: QgsProject, language: str) -> None:
    """One theme to enter businesses, one to look at them, and one for each result."""
    root, shown = project.layerTreeRoot(), {}
    groups = {each: _layers(root, each.in_language(language)) for each in (BUSINESSES, REGIONS, RESULTS)}
    businesses = {table_of(layer): layer for layer in groups[BUSINESSES]}
    outlines = groups[REGIONS][:1]
    if "ir_usaha" in businesses:
        shown[FIELD_WORK.in_language(language)] = [businesses["ir_usaha"], *groups[REGIONS]]
    shown[OVERVIEW.in_language(language)] = [*groups[BUSINESSES][:1], *outlines]
    shown.update({layer.name(): [layer, *outlines] for layer in groups[RESULTS]})
    for name, layers in shown.items():
        project.mapThemeCollection().insert(name, _theme(layers))


def _layers(root: QgsLayerTree, group: str) -> List[QgsVectorLayer]:
    found = root.findGroup(group)
    return [node.layer() for node in found.findLayers()] if found else []


def _theme(layers: List[QgsVectorLayer]) -> QgsMapThemeCollection.MapThemeRecord:
    theme = QgsMapThemeCollection.MapThemeRecord()
    for layer in layers:
        record = QgsMapThemeCollection.MapThemeLayerRecord(layer)
        record.isVisible = True
        theme.addLayerRecord(record)
    return theme

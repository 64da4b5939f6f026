"""The layers that follow the filter of businesses, and the note in each by which a saved project is read again."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Dict, Set

from qgis.core import QgsProject, QgsVectorLayer

from ..core.register.business_filter import BusinessFilter
from ..register.layers import show_only

FILTERED = ("usaha_ringkas", "ir_usaha")
NOTE = "klaster_ir/filter"
Filtered = Dict[str, QgsVectorLayer]
"""The layers of a project by these tables; those that it lacks are left out."""


def has_edits(project: QgsProject) -> bool:
    """Whether a layer has edits that are not saved. The layers end their edits together, so that a filter that is set
    on one would lose those of another."""
    return any(isinstance(each, QgsVectorLayer) and each.isModified() for each in project.mapLayers().values())


def show(layers: Filtered, chosen: BusinessFilter) -> None:
    """Leaves the chosen businesses in the layers. Where the project has edits, the layers stay as they are."""
    for table, layer in layers.items():
        condition = chosen.condition_for(table)
        if layer.subsetString() != condition and not has_edits(layer.project()):
            _show(layer, condition)
        layer.setCustomProperty(NOTE, json.dumps(asdict(chosen)))


def filter_in(layers: Filtered) -> BusinessFilter:
    """The filter that all layers have as it was noted in them; none where they were filtered in another way."""
    notes: Set[str] = {str(layer.customProperty(NOTE, "")) for layer in layers.values()}
    try:
        noted = BusinessFilter(**json.loads(notes.pop())) if len(notes) == 1 else BusinessFilter()
    except (ValueError, TypeError):
        return BusinessFilter()
    agree = all(layer.subsetString() == noted.condition_for(table) for table, layer in layers.items())
    return noted if agree else BusinessFilter()


def _show(layer: QgsVectorLayer, condition: str) -> None:
    editing = layer.isEditable()
    if editing:
        layer.rollBack()
    show_only(layer, condition)
    if editing:
        layer.startEditing()

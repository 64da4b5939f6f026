"""A register that has been moved: the layers of a project find it again."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

from qgis.core import QgsDataProvider, QgsProject, QgsProviderRegistry, QgsVectorLayer

from ..core.industry.form_layout import FORMS
from .form_layers import add_forms
from .links import whole_tables
from .sources import FileRegister


def point_layers_at(project: QgsProject, old: str, new: Path, language: str) -> Iterator[float]:
    """Has every layer that shows a table of the file at ``old`` show that of ``new``, and yields what share is done.

    Their styles, filters and places in the layer tree stay; forms and relations are made anew where the project has
    every layer that they need, else they stay as they were.
    """
    moved = [layer for layer in project.mapLayers().values() if _file_of(layer) == old]
    for number, layer in enumerate(moved):
        if not layer.isModified():  # edits that are not saved would be lost
            source = layer.source().replace(old, str(new), 1)
            layer.setDataSource(source, layer.name(), "ogr", QgsDataProvider.ProviderOptions())
        yield (number + 1) / (len(moved) + 1)
    if set(FORMS) <= set(whole_tables(project, str(new))):
        for _ in add_forms(project, FileRegister(new), language):
            yield len(moved) / (len(moved) + 1)
    yield 1.0


def _file_of(layer: QgsVectorLayer) -> str:
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr":
        return ""
    return str(QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path") or "")

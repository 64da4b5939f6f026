"""What a layer is drawn by: the columns and functions that its symbols, names and diagrams ask for."""

from __future__ import annotations

from typing import Iterator, Sequence, Set

from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsReadWriteContext,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.cartography.layer_kinds import functions_that_read


def symbol_columns(layer: QgsVectorLayer) -> Set[str]:
    """The columns that decide how features are drawn, as the layer writes them."""
    renderer = layer.renderer()
    return _columns_of(layer, set(renderer.usedAttributes(_context(layer))) if renderer else set())


def drawn_columns(layer: QgsVectorLayer) -> Set[str]:
    """The columns that symbols, names or diagrams of a layer show."""
    used: Set[str] = set()
    context = _context(layer)  # held here, for what it lends does not keep it alive
    for settings in _names(layer):
        used |= set(settings.referencedFields(context))
    diagrams = layer.diagramRenderer()
    if diagrams:
        used |= set(diagrams.referencedFields(context.expressionContext()))
    return symbol_columns(layer) | _columns_of(layer, used)


def reading_functions(layer: QgsVectorLayer) -> Sequence[str]:
    """The functions in a layer's style that read other data than the layer."""
    document, categories = QDomDocument(), QgsMapLayer.StyleCategory
    shown = categories.Symbology | categories.Labeling | categories.Diagrams
    layer.exportNamedStyle(document, QgsReadWriteContext(), shown)
    return functions_that_read(document.toString())


def _names(layer: QgsVectorLayer) -> Iterator[QgsPalLayerSettings]:
    labeling = layer.labeling() if layer.labelsEnabled() else None
    if labeling:
        for provider in labeling.subProviders():
            yield labeling.settings(provider)


def _columns_of(layer: QgsVectorLayer, used: Set[str]) -> Set[str]:
    """All columns where an expression may ask for any of them, which QGIS says with a name that no column has."""
    names = layer.fields().names()
    found = {names[at] for at in (layer.fields().lookupField(each) for each in used) if at >= 0}
    return set(names) if any(each.startswith("#!") for each in used) else found


def _context(layer: QgsVectorLayer) -> QgsRenderContext:
    context = QgsRenderContext()
    context.setExpressionContext(QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
    return context

"""What a layer is drawn by: the columns and functions that its symbols, names and diagrams ask for."""

from __future__ import annotations

from collections import defaultdict
from typing import Dict, Iterator, List, Sequence, Set

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFields,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsReadWriteContext,
    QgsRenderContext,
    QgsRuleBasedLabeling,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.cartography.layer_kinds import functions_that_read, plain_name


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
    for condition in _rules_of_names(layer):
        used |= set(QgsExpression(condition).referencedColumns())
    diagrams = layer.diagramRenderer()
    if diagrams:
        used |= set(diagrams.referencedFields(context.expressionContext()))
    return symbol_columns(layer) | _columns_of(layer, used)


def reading_functions(layer: QgsVectorLayer) -> Sequence[str]:
    """The functions in a layer's style, and in the computed columns that it draws, that read other data than the
    layer."""
    document, categories = QDomDocument(), QgsMapLayer.StyleCategory
    shown = categories.Symbology | categories.Labeling | categories.Diagrams
    layer.exportNamedStyle(document, QgsReadWriteContext(), shown)
    computed = (_computed(layer, layer.fields().lookupField(each)) for each in drawn_columns(layer))
    return functions_that_read("\n".join([document.toString(), *computed]))


def columns_by_source(layer: QgsVectorLayer) -> List[Dict[str, int]]:
    """Where the columns of a layer stand, by what the register and its methods call them: the layer's own, then those
    of each layer that is joined to it, under the names that they have there."""
    fields, joins, found = layer.fields(), layer.joinBuffer(), defaultdict(dict)
    for at in range(fields.count()):
        name, source = fields.at(at).name(), ""
        if fields.fieldOrigin(at) == QgsFields.FieldOrigin.OriginJoin:
            join, there = joins.joinForFieldIndex(at, fields)
            other = join.joinLayer()
            name, source = (other.fields().at(there).name(), other.id()) if other else (name, source)
        found[source][plain_name(name)] = at
    return [found.pop("", {}), *found.values()]


def _names(layer: QgsVectorLayer) -> Iterator[QgsPalLayerSettings]:
    labeling = layer.labeling() if layer.labelsEnabled() else None
    if labeling:
        for provider in labeling.subProviders():
            yield labeling.settings(provider)


def _rules_of_names(layer: QgsVectorLayer) -> Iterator[str]:
    """The conditions under which a layer writes names."""
    labeling = layer.labeling() if layer.labelsEnabled() else None
    if isinstance(labeling, QgsRuleBasedLabeling):
        yield from (rule.filterExpression() for rule in labeling.rootRule().descendants())


def _columns_of(layer: QgsVectorLayer, used: Set[str]) -> Set[str]:
    """The columns with these names and those that they are computed from. All of them where an expression may ask for
    any, which QGIS says with a name that no column has."""
    names, found, asked = layer.fields().names(), set(), list(used)
    while asked:
        name = asked.pop()
        at = layer.fields().lookupField(name)
        if name.startswith("#!"):
            return set(names)
        if at >= 0 and names[at] not in found:
            found.add(names[at])
            asked += QgsExpression(_computed(layer, at)).referencedColumns()
    return found


def _computed(layer: QgsVectorLayer, at: int) -> str:
    """The expression of a column that is computed in the project; "" for another."""
    is_computed = layer.fields().fieldOrigin(at) == QgsFields.FieldOrigin.OriginExpression
    return layer.expressionField(at) if is_computed else ""


def _context(layer: QgsVectorLayer) -> QgsRenderContext:
    context = QgsRenderContext()
    context.setExpressionContext(QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
    return context

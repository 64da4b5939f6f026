"""A legend of exactly what the map shows: classes without a feature inside the frame are left out."""

from __future__ import annotations

from typing import List, Sequence, Set

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsLayerTreeLayer,
    QgsLayerTreeModelLegendNode,
    QgsLayoutItemLegend,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRectangle,
    QgsRenderContext,
    QgsSymbolLegendNode,
    QgsVectorLayer,
)

from ..core.cartography.marginalia import BASE_MAP
from .fonts import text_format
from .styles import theme_shown

SIZES = (1.0, 0.92, 0.85, 0.78, 0.7)
"""Shrinking steps for a legend that is taller than its place."""
IS_RESULT = "klaster_ir/is_result"
"""The property of a layer without classes that shows a result."""

LABEL_POINTS, HEADING_POINTS, SYMBOL_MM, INK = 8.0, 8.5, (8.0, 4.2), "#1f2933"


def fill_legend(
    legend: QgsLayoutItemLegend,
    layers: Sequence[QgsMapLayer],
    area: QgsRectangle,
    crs: QgsCoordinateReferenceSystem,
    language: str,
) -> bool:
    """Lists the layers with the classes inside the area; False where even the smallest size does not fit its place."""
    place_mm = legend.rect().height()
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    shown = sorted((layer for layer in layers if says_something(layer)), key=has_classes, reverse=True)
    for layer in shown:
        _add(legend, root.addLayer(layer), layer, area, crs, language)
    rest = [layer for layer in layers if not says_something(layer)]
    base = root.addGroup(BASE_MAP.in_language(language)) if rest and len(rest) < len(layers) else root
    for layer in rest:
        _add(legend, base.addLayer(layer), layer, area, crs, language)
    for size in SIZES:
        _resize(legend, size)
        if legend.rect().height() <= place_mm:
            return True
    return False


def keys_shown(layer: QgsVectorLayer, area: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> Set[str]:
    """The legend keys of the layer's renderer that draw at least one feature inside the area."""
    renderer = layer.renderer()
    context = QgsRenderContext()
    context.setExpressionContext(QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
    to_layer = QgsCoordinateTransform(crs, layer.crs(), QgsCoordinateTransformContext())
    request = QgsFeatureRequest().setFilterRect(to_layer.transformBoundingBox(area))
    keys: Set[str] = set()
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures(request):
        context.expressionContext().setFeature(feature)
        keys |= set(renderer.legendKeysForFeature(feature, context)) or _fallback_keys(renderer, feature, context)
    renderer.stopRender(context)
    return keys


def _fallback_keys(renderer: QgsFeatureRenderer, feature: QgsFeature, context: QgsRenderContext) -> Set[str]:
    """QGIS draws NULL, and values without a category of their own, in the category without value but names no key."""
    if not isinstance(renderer, QgsCategorizedSymbolRenderer) or not renderer.willRenderFeature(feature, context):
        return set()
    keys = [item.ruleKey() for item in renderer.legendSymbolItems()]
    return {key for key, category in zip(keys, renderer.categories()) if category.value() in (None, "")}


def says_something(layer: QgsMapLayer) -> bool:
    """Whether the layer is what the map is about, rather than what it is drawn upon."""
    return has_classes(layer) or bool(layer.customProperty(IS_RESULT))


def has_classes(layer: QgsMapLayer) -> bool:
    """Whether the layer has several symbols."""
    renderer = layer.renderer() if isinstance(layer, QgsVectorLayer) else None
    return renderer is not None and len(renderer.legendSymbolItems()) > 1


def _add(
    legend: QgsLayoutItemLegend,
    node: QgsLayerTreeLayer,
    layer: QgsMapLayer,
    area: QgsRectangle,
    crs: QgsCoordinateReferenceSystem,
    language: str,
) -> None:
    if not isinstance(layer, QgsVectorLayer) or layer.renderer() is None:
        return
    theme = theme_shown(layer)
    nodes = legend.model().layerLegendNodes(node)
    if theme and len(nodes) > 1:
        node.setCustomProperty("legend/title-label", theme.title.in_language(language))
    shown = keys_shown(layer, area, crs)
    _show_full_size(node, nodes)
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, _positions(nodes, shown))
    legend.model().refreshLayerLegend(node)


def _show_full_size(node: QgsLayerTreeLayer, nodes: List[QgsLayerTreeModelLegendNode]) -> None:
    """Points shrink on maps that show much at once; in a legend they would be too small to tell apart."""
    for position, each in enumerate(nodes):
        symbol = each.symbol() if isinstance(each, QgsSymbolLegendNode) else None
        if isinstance(symbol, QgsMarkerSymbol):
            full = symbol.clone()
            full.setDataDefinedSize(QgsProperty())
            QgsMapLayerLegendUtils.setLegendNodeCustomSymbol(node, position, full)


def _positions(nodes: List[QgsLayerTreeModelLegendNode], shown: Set[str]) -> List[int]:
    key = QgsLayerTreeModelLegendNode.LegendNodeRoles.RuleKeyRole
    return [position for position, node in enumerate(nodes) if node.data(key) in shown]


def _resize(legend: QgsLayoutItemLegend, size: float) -> None:
    for component, points, bold in (
        (QgsLegendStyle.Style.Group, HEADING_POINTS, True),
        (QgsLegendStyle.Style.Subgroup, HEADING_POINTS, True),
        (QgsLegendStyle.Style.SymbolLabel, LABEL_POINTS, False),
    ):
        style = legend.style(component)
        if hasattr(style, "setTextFormat"):
            style.setTextFormat(text_format(points * size, INK, bold))
        else:
            style.setFont(text_format(points * size, INK, bold).toQFont())
        legend.setStyle(component, style)
    legend.setSymbolWidth(SYMBOL_MM[0] * size)
    legend.setSymbolHeight(SYMBOL_MM[1] * size)
    legend.adjustBoxSize()

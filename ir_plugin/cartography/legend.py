"""A legend of exactly what the map shows: classes without a feature inside the frame are left out."""

from __future__ import annotations

from typing import List, Mapping, NamedTuple, Sequence, Set

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
    QgsFillSymbol,
    QgsLayerTreeLayer,
    QgsLayerTreeModelLegendNode,
    QgsLayoutItemLegend,
    QgsLayoutUtils,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRasterLayer,
    QgsRectangle,
    QgsRenderContext,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLegendNode,
    QgsSymbolLegendNode,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt

from ..core.cartography.marginalia import BASE_MAP
from .circles import circle_of
from .fitting import in_lines
from .fonts import text_format
from .map_layout import literal, unbroken
from .styles import class_words, theme_shown

SIZES = (1.0, 0.92, 0.85, 0.78, 0.7)
"""Shrinking steps for a legend that is taller than its place."""

TRIED = (*((1, size) for size in SIZES[:3]), *((2, size) for size in SIZES), *((1, size) for size in SIZES[3:]))
"""Columns and sizes, the best first: letters that are hard to read are worse than a second column."""
DPI = 300.0
IS_RESULT = "klaster_ir/is_result"
"""The property of a layer without classes that shows a result."""

INK = "#1f2933"
STYLES = (
    (QgsLegendStyle.Style.Group, True),
    (QgsLegendStyle.Style.Subgroup, True),
    (QgsLegendStyle.Style.SymbolLabel, False),
)
"""The words of a legend, and whether they are bold."""

SPACED = (*(style for style, _ in STYLES), QgsLegendStyle.Style.Symbol)
"""What has room above it."""

NOT_IN_LEGEND = "klaster_ir/not_in_legend"
"""The property of a layer that needs no words."""


class _Drawn(NamedTuple):
    """The sizes that the template was drawn with: of letters in points, of symbols in millimetres."""

    group: float
    subgroup: float
    label: float
    width_mm: float
    height_mm: float
    above_mm: Sequence[float]


def fill_legend(
    legend: QgsLayoutItemLegend,
    layers: Sequence[QgsMapLayer],
    area: QgsRectangle,
    crs: QgsCoordinateReferenceSystem,
    language: str,
) -> bool:
    """Lists the layers with the classes inside the area, none that has nothing there; False where it does not
    fit its place even in two columns and the smallest size."""
    place = legend.rect()
    layers = [layer for layer in layers if not layer.customProperty(NOT_IN_LEGEND)]
    legend.setAutoUpdateModel(False)
    legend.setWrapString("\n")
    root = legend.model().rootGroup()
    root.clear()
    shown = sorted(filter(says_something, layers), key=_is_outlined)
    for layer in shown:
        _add(legend, root.addLayer(layer), layer, area, crs, language)
    rest = [layer for layer in layers if not says_something(layer)]
    base = root.addGroup(BASE_MAP.in_language(language)) if rest and len(rest) < len(layers) else root
    for layer in rest:
        _add(legend, base.addLayer(layer), layer, area, crs, language)
    points, above = [_points(legend, each) for each, _ in STYLES], [_above(legend, each) for each in SPACED]
    drawn = _Drawn(*points, legend.symbolWidth(), legend.symbolHeight(), above)
    if base is not root and not base.children():
        root.removeChildNode(base)
    for columns, size in TRIED:
        legend.setColumnCount(columns)
        _resize(legend, drawn, size)
        if _fits(legend, place):
            return True
    return False


def keys_shown(layer: QgsVectorLayer, area: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> Set[str]:
    """The legend keys of the layer's renderer that draw at least one feature inside the area."""
    renderer = layer.renderer()
    context = QgsRenderContext()
    context.setExpressionContext(QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
    to_layer = QgsCoordinateTransform(crs, layer.crs(), QgsCoordinateTransformContext())
    request = QgsFeatureRequest().setFilterRect(to_layer.transformBoundingBox(area))
    request.setFlags(QgsFeatureRequest.Flag.ExactIntersect)
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
    is_grid = isinstance(layer, QgsRasterLayer) and theme_shown(layer) is not None
    return has_classes(layer) or is_grid or bool(layer.customProperty(IS_RESULT))


def _is_outlined(layer: QgsMapLayer) -> bool:
    """Whether a result has no classes: it stands below those that have some."""
    return isinstance(layer, QgsVectorLayer) and not has_classes(layer)


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
    theme = theme_shown(layer)
    _head(legend, node, layer.name())
    nodes = legend.model().layerLegendNodes(node)
    if not isinstance(layer, QgsVectorLayer) or layer.renderer() is None:
        _add_grid(legend, node, nodes, theme.title.in_language(language) if theme else "")
        return
    if theme and len(nodes) > 1:
        _head(legend, node, theme.title.in_language(language))
    shown = keys_shown(layer, area, crs)
    if not shown:
        node.parent().removeChildNode(node)
        return
    _show_well(node, nodes)
    _translate(node, nodes, class_words(theme, language) if theme else {})
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, _positions(nodes, shown))
    legend.model().refreshLayerLegend(node)


def _head(legend: QgsLayoutItemLegend, node: QgsLayerTreeLayer, title: str) -> None:
    """Names a layer, in several lines where one would be wider than the legend: all of it would have to shrink."""
    points = _points(legend, QgsLegendStyle.Style.Subgroup)
    room = legend.rect().width() - 2 * legend.boxSpace()
    words = in_lines(unbroken(literal(title)), text_format(points, INK, True).toQFont(), points, room)
    node.setCustomProperty("legend/title-label", words)


def _add_grid(
    legend: QgsLayoutItemLegend, node: QgsLayerTreeLayer, nodes: List[QgsLayerTreeModelLegendNode], title: str
) -> None:
    """Without the name of its band, which says nothing."""
    classes = [position for position, each in enumerate(nodes) if not isinstance(each, QgsSimpleLegendNode)]
    if title:
        _head(legend, node, title)
    if classes:
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, classes)
        legend.model().refreshLayerLegend(node)


def _translate(node: QgsLayerTreeLayer, nodes: List[QgsLayerTreeModelLegendNode], words: Mapping[str, str]) -> None:
    """A layer that was styled in the other language has its classes named in that of the sheet."""
    for position, each in enumerate(nodes):
        label = each.data(Qt.ItemDataRole.DisplayRole)
        if label in words:
            QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, position, words[label])


def _show_well(node: QgsLayerTreeLayer, nodes: List[QgsLayerTreeModelLegendNode]) -> None:
    """Points shrink on maps that show much at once; in a legend they would be too small to tell apart. An outline is a
    line there, as boundaries are on official maps."""
    for position, each in enumerate(nodes):
        symbol = each.symbol() if isinstance(each, QgsSymbolLegendNode) else None
        circle = circle_of(symbol)
        if isinstance(symbol, QgsMarkerSymbol):
            full = symbol.clone()
            full.setDataDefinedSize(QgsProperty())
            QgsMapLayerLegendUtils.setLegendNodeCustomSymbol(node, position, full)
        elif circle:
            QgsMapLayerLegendUtils.setLegendNodeCustomSymbol(node, position, circle.clone())
        elif isinstance(symbol, QgsFillSymbol) and is_outline(symbol):
            edge = symbol.symbolLayer(0)
            look = {"color": edge.strokeColor().name(), "width": str(edge.strokeWidth())}
            QgsMapLayerLegendUtils.setLegendNodeCustomSymbol(node, position, QgsLineSymbol.createSimple(look))


def is_outline(symbol: QgsFillSymbol) -> bool:
    """Whether nothing but the edge is drawn."""
    only = symbol.symbolLayer(0) if symbol.symbolLayerCount() == 1 else None
    return isinstance(only, QgsSimpleFillSymbolLayer) and only.brushStyle() == Qt.BrushStyle.NoBrush


def _positions(nodes: List[QgsLayerTreeModelLegendNode], shown: Set[str]) -> List[int]:
    key = QgsLayerTreeModelLegendNode.LegendNodeRoles.RuleKeyRole
    return [position for position, node in enumerate(nodes) if node.data(key) in shown]


def _fits(legend: QgsLayoutItemLegend, place: QRectF) -> bool:
    """Measured by QGIS's own renderer: the item takes its size only when it is drawn."""
    context = QgsLayoutUtils.createRenderContextForLayout(legend.layout(), None, DPI)
    needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize(context)
    return needed.width() <= place.width() and needed.height() <= place.height()


def letters_of(legend: QgsLayoutItemLegend) -> float:
    """The size in points of the words beside symbols, as the template was drawn: what suits its paper."""
    return _points(legend, QgsLegendStyle.Style.SymbolLabel)


def _points(legend: QgsLayoutItemLegend, component: QgsLegendStyle.Style) -> float:
    style = legend.style(component)
    return float(style.textFormat().size() if hasattr(style, "textFormat") else style.font().pointSizeF())


def _above(legend: QgsLayoutItemLegend, component: QgsLegendStyle.Style) -> float:
    return float(legend.style(component).margin(QgsLegendStyle.Side.Top))


def _resize(legend: QgsLayoutItemLegend, drawn: _Drawn, size: float) -> None:
    for (component, bold), points in zip(STYLES, drawn):
        style = legend.style(component)
        if hasattr(style, "setTextFormat"):
            style.setTextFormat(text_format(points * size, INK, bold))
        else:
            style.setFont(text_format(points * size, INK, bold).toQFont())
        legend.setStyle(component, style)
    for component, above in zip(SPACED, drawn.above_mm):
        style = legend.style(component)
        style.setMargin(QgsLegendStyle.Side.Top, above * size)
        legend.setStyle(component, style)
    legend.setSymbolWidth(drawn.width_mm * size)
    legend.setSymbolHeight(drawn.height_mm * size)
    legend.updateLegend()

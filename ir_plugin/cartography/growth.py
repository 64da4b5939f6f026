"""Names and symbols that grow with the paper: what suits A3 would be lost on A1."""

from __future__ import annotations

from typing import List, Sequence

from qgis.core import (
    QgsCentroidFillSymbolLayer,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPointPatternFillSymbolLayer,
    QgsProperty,
    QgsRenderContext,
    QgsSimpleFillSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

SCALE = "@map_scale"
PROPERTIES = QgsPalLayerSettings.Property
ALIGNMENT = (PROPERTIES.Hali, PROPERTIES.Vali)


def grown(layers: Sequence[QgsMapLayer], names: float, symbols: float) -> List[QgsMapLayer]:
    """The layers, copies in place of those that are drawn otherwise: with letters, and with markers, lines and hatches
    this many times as large. Markers that shrink where a map shows much at once then do so at larger scales too."""
    return [
        _grown(layer, names, symbols)
        if isinstance(layer, QgsVectorLayer) and (symbols != 1 or (names != 1 and _has_names(layer)))
        else layer
        for layer in layers
    ]


def _has_names(layer: QgsVectorLayer) -> bool:
    return layer.labelsEnabled() and isinstance(layer.labeling(), QgsVectorLayerSimpleLabeling)


def _grown(layer: QgsVectorLayer, names: float, symbols: float) -> QgsVectorLayer:
    copy = layer.clone()
    if _has_names(layer):
        copy.setLabeling(QgsVectorLayerSimpleLabeling(_larger(layer.labeling().settings(), names)))
    if symbols != 1 and copy.renderer():
        for symbol in copy.renderer().symbols(QgsRenderContext()):
            grow(symbol, symbols)
    return copy


def _larger(settings: QgsPalLayerSettings, factor: float) -> QgsPalLayerSettings:
    """Larger letters, which also need wider polygons to stand in, and more room beside narrow ones."""
    form = settings.format()
    form.setSize(form.size() * factor)
    settings.setFormat(form)
    settings.dist *= factor
    properties = settings.dataDefinedProperties()
    for key in (PROPERTIES.PolygonLabelOutside, PROPERTIES.PositionX, PROPERTIES.PositionY, *ALIGNMENT):
        placed = properties.property(key)
        if placed.isActive() and SCALE in placed.expressionString():
            wider = placed.expressionString().replace(SCALE, f"({SCALE} * {factor:g})")
            properties.setProperty(key, QgsProperty.fromExpression(wider))
    settings.setDataDefinedProperties(properties)
    return settings


def grow(symbol: QgsSymbol, factor: float) -> None:
    """Makes a symbol so many times as large: its marker, its lines, the lines and dots of its hatch."""
    if isinstance(symbol, QgsMarkerSymbol):
        size = symbol.dataDefinedSize()
        symbol.setSize(symbol.size() * factor)
        if size.isActive():
            shrinks = size.asExpression().replace(SCALE, f"({SCALE} * {factor:g})")
            symbol.setDataDefinedSize(QgsProperty.fromExpression(f"{factor:g} * ({shrinks})"))
    elif isinstance(symbol, QgsLineSymbol):
        symbol.setWidth(symbol.width() * factor)
    else:
        for part in symbol.symbolLayers():
            _grow_fill(part, factor)


def _grow_fill(part: QgsSymbolLayer, factor: float) -> None:
    if isinstance(part, QgsSimpleFillSymbolLayer):
        part.setStrokeWidth(part.strokeWidth() * factor)
    elif isinstance(part, QgsLinePatternFillSymbolLayer):
        part.setDistance(part.distance() * factor)
        grow(part.subSymbol(), factor)
    elif isinstance(part, QgsPointPatternFillSymbolLayer):
        part.setDistanceX(part.distanceX() * factor)
        part.setDistanceY(part.distanceY() * factor)
        grow(part.subSymbol(), factor)
    elif isinstance(part, QgsCentroidFillSymbolLayer):
        grow(part.subSymbol(), factor)

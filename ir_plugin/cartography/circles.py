"""Circles upon regions, for absolute numbers: how large they are, on the screen and on a sheet."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence

import numpy as np
from qgis.core import (
    QgsCentroidFillSymbolLayer,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsVectorLayer,
)

from .labels import metres_per_unit
from .symbols import OUTLINE, OUTLINE_MM

GROUND = "#f4efe2"
"""The fill below circles: all regions alike, apart from white, which is zero."""

EDGE = {"outline_color": "#ffffff", "outline_width": "0.15"}
"""White, so that circles that lie upon one another are seen one by one."""

LEAST_MM, MOST_MM = 4.5, 7.5
"""Bounds of the diameter of the largest circles: with less the smallest would be lost, with more a legend would not
fit its place."""

OF_SPACING = 1.6
"""The diameter of the largest circles, in distances between the regions; most circles are much smaller."""

TYPICAL_SPACING_M = 6500.0
"""Between the villages of Bangka Belitung: of layers that hold nothing yet."""

SEEN = 1000
"""Of how many regions the distance is found."""


def circle_symbol(colour: str, share: float, spacing_m: float, rank: int) -> QgsSymbol:
    """A region with a circle upon it. share: its diameter, as a share of that of the largest circles; spacing_m: the
    distance between regions; rank: 1 for the largest circles, which are drawn below all others."""
    symbol = QgsFillSymbol.createSimple(
        {"color": GROUND, "outline_color": OUTLINE, "outline_width": str(OUTLINE_MM), "joinstyle": "round"}
    )
    symbol.setClipFeaturesToExtent(False)  # else a circle would wander with the frame of the map
    marker = QgsMarkerSymbol.createSimple({"name": "circle", "color": colour, "size": str(share * LEAST_MM), **EDGE})
    largest = f"coalesce({OF_SPACING * spacing_m * 1000:.0f} / @map_scale, 0)"  # no scale in a list of layers
    marker.setDataDefinedSize(QgsProperty.fromExpression(f"{share:.3g} * clamp({LEAST_MM:g}, {largest}, {MOST_MM:g})"))
    circle = QgsCentroidFillSymbolLayer()
    circle.setSubSymbol(marker)
    circle.setPointOnSurface(True)
    circle.setPointOnAllParts(False)
    circle.setRenderingPass(rank)
    symbol.appendSymbolLayer(circle)
    return symbol


def spacing_of(layer: QgsVectorLayer) -> float:
    """The usual distance in metres between the regions of a layer: the side of a square as large as one of them."""
    request = QgsFeatureRequest().setNoAttributes().setLimit(SEEN)
    areas = [feature.geometry().area() for feature in layer.getFeatures(request)]
    sides = np.sqrt([area for area in areas if area > 0])
    return float(np.median(sides)) * metres_per_unit(layer) if sides.size else TYPICAL_SPACING_M


def circle_of(symbol: Optional[QgsSymbol]) -> Optional[QgsMarkerSymbol]:
    """The circle upon a region; None for a symbol without one, and for one that somebody has sized by columns."""
    for part in symbol.symbolLayers() if isinstance(symbol, QgsFillSymbol) else ():
        size = part.subSymbol().dataDefinedSize() if isinstance(part, QgsCentroidFillSymbolLayer) else QgsProperty()
        if size.isActive() and not QgsExpression(size.asExpression()).referencedColumns():
            return part.subSymbol()
    return None


def sized_for(layers: Sequence[QgsMapLayer], denominator: float) -> List[QgsMapLayer]:
    """The layers, copies in place of those with circles: as large as they are at a scale wherever they are drawn, so
    that one legend is right for a map and its inset."""
    return [
        _sized(layer, denominator) if isinstance(layer, QgsVectorLayer) and has_circles(layer) else layer
        for layer in layers
    ]


def has_circles(layer: QgsVectorLayer) -> bool:
    """Whether a layer is drawn with circles upon its regions."""
    return isinstance(layer.renderer(), QgsRuleBasedRenderer) and bool(circle_rules(layer))


def circle_rules(layer: QgsVectorLayer) -> Dict[str, QgsMarkerSymbol]:
    """The circles of a layer that has some, by the condition under which each is drawn."""
    rules = {each.filterExpression(): circle_of(each.symbol()) for each in layer.renderer().rootRule().children()}
    return {condition: circle for condition, circle in rules.items() if circle}


def _sized(layer: QgsVectorLayer, denominator: float) -> QgsVectorLayer:
    copy, context = layer.clone(), QgsExpressionContext()
    context.appendScope(QgsExpressionContextScope())
    context.lastScope().setVariable("map_scale", denominator)
    for circle in circle_rules(copy).values():
        size = QgsExpression(circle.dataDefinedSize().asExpression()).evaluate(context)
        if isinstance(size, (int, float)):  # what somebody has written may need more than a scale
            circle.setSize(size)
            circle.setDataDefinedSize(QgsProperty.fromExpression(f"{size:.4g}"))
    return copy

"""Symbols of the classes: a fill or a marker, with a hatch or a shape that tells them apart in grey print too."""

from __future__ import annotations

from qgis.core import (
    QgsCentroidFillSymbolLayer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPointPatternFillSymbolLayer,
    QgsProperty,
    QgsSymbol,
)
from qgis.PyQt.QtGui import QColor, qGray

OUTLINE = "#5c5c5c"
OUTLINE_MM = 0.1
HATCH_ON_LIGHT, HATCH_ON_DARK = "#303030", "#ffffff"
DARK_BELOW = 110
"""Grey value (0 to 255) of a fill below which a dark hatch would not show, least of all in grey print."""
HATCH_MM = 0.12
HATCH_SPACING_MM = 1.1
MARKER_MM = 2.0
MARKER_SIZE = f"clamp(0.8, 1500000 / coalesce(@map_scale, 1), {MARKER_MM})"
"""In mm: full size at 1 : 750,000 and larger."""

LINE_MM = 0.3
LINE_STYLES = {"": "solid", "/": "dash", "\\": "dash dot", "x": "dot", ".": "dot"}
LINE_ANGLES = {"/": (45.0,), "\\": (135.0,), "x": (45.0, 135.0)}
SHAPES = {"": "circle", "/": "square", "\\": "triangle", "x": "diamond", ".": "pentagon"}


def class_symbol(geometry: str, colour: str, hatch: str = "") -> QgsSymbol:
    """The symbol of a class, for "polygon", "line" or "point" geometry; points shrink where a map shows much at
    once."""
    if geometry == "polygon":
        return _fill(colour, hatch)
    if geometry == "line":
        return QgsLineSymbol.createSimple({"color": colour, "width": str(LINE_MM), "line_style": LINE_STYLES[hatch]})
    symbol = _marker(colour, hatch)
    symbol.setDataDefinedSize(QgsProperty.fromExpression(MARKER_SIZE))
    return symbol


def boundary_symbol(colour: str = "#3a3a3a", width_mm: float = 0.25) -> QgsSymbol:
    """An outline without fill, for administrative boundaries drawn over a theme."""
    return QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": colour, "outline_width": str(width_mm), "joinstyle": "round"}
    )


def hull_symbol(colour: str) -> QgsSymbol:
    """An outline with a mark in its middle, which stays visible where the outline is smaller than a dot."""
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": colour, "outline_width": "0.5", "joinstyle": "round"}
    )
    mark = QgsCentroidFillSymbolLayer()
    mark.setSubSymbol(_marker(colour, "x"))
    symbol.appendSymbolLayer(mark)
    return symbol


def land_symbol() -> QgsSymbol:
    """Land that the map is not about."""
    return QgsFillSymbol.createSimple(
        {"color": "#e3e1da", "outline_color": "#b5ad9d", "outline_width": "0.15", "joinstyle": "round"}
    )


def _fill(colour: str, hatch: str) -> QgsSymbol:
    symbol = QgsFillSymbol.createSimple(
        {"color": colour, "outline_color": OUTLINE, "outline_width": str(OUTLINE_MM), "joinstyle": "round"}
    )
    hatch_colour = HATCH_ON_DARK if qGray(QColor(colour).rgb()) < DARK_BELOW else HATCH_ON_LIGHT
    for angle in LINE_ANGLES.get(hatch, ()):
        lines = QgsLinePatternFillSymbolLayer()
        lines.setLineAngle(angle)
        lines.setDistance(HATCH_SPACING_MM)
        lines.setSubSymbol(QgsLineSymbol.createSimple({"color": hatch_colour, "width": str(HATCH_MM)}))
        symbol.appendSymbolLayer(lines)
    if hatch == ".":
        dots = QgsPointPatternFillSymbolLayer()
        dots.setDistanceX(HATCH_SPACING_MM)
        dots.setDistanceY(HATCH_SPACING_MM)
        dot = {"name": "circle", "color": hatch_colour, "size": "0.35", "outline_style": "no"}
        dots.setSubSymbol(QgsMarkerSymbol.createSimple(dot))
        symbol.appendSymbolLayer(dots)
    return symbol


def _marker(colour: str, hatch: str) -> QgsSymbol:
    return QgsMarkerSymbol.createSimple(
        {
            "name": SHAPES[hatch],
            "color": colour,
            "size": str(MARKER_MM),
            "outline_color": "#ffffff",
            "outline_width": "0.1",
        }
    )

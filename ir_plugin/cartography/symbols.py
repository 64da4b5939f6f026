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
    QgsSymbolLayer,
)
from qgis.PyQt.QtGui import QColor, qGray

OUTLINE, GROUND = "#5c5c5c", "#fbf9f4"
OUTLINE_MM = 0.1
HATCH_ON_LIGHT, HATCH_ON_DARK, QUIET_HATCH = "#303030", "#ffffff", "#9a9a9a"
DARK_BELOW = 110
"""Grey value (0 to 255) of a fill below which a dark hatch would not show, least of all in grey print."""
HATCH_MM = 0.12
HATCH_SPACING_MM = 1.1
MARKER_MM, QUIET_MARKER_MM = 2.2, 1.6
SMALLEST_MARKER = 0.55
"""Share of the full size that markers keep where a map shows much at once."""

FULL_SIZE_UNTIL = 750_000
"""The denominator of the smallest scale at which markers have their full size."""

LINE_MM, QUIET_LINE_MM = 0.5, 0.2
EDGE_DARKER = 160
"""Percentage by which the edge of a marker is darker than its fill. Where markers crowd, edges of one colour for all
would be all that is seen."""

LINE_STYLES = {"": "solid", "/": "dash", "\\": "dash dot", "x": "dot", ".": "dot"}
LINE_ANGLES = {"/": (45.0,), "\\": (135.0,), "x": (45.0, 135.0)}
SHAPES = {"": "circle", "/": "square", "\\": "triangle", "x": "diamond", ".": "pentagon"}


def class_symbol(geometry: str, colour: str, hatch: str = "", quiet: bool = False) -> QgsSymbol:
    """The symbol of a class, for "polygon", "line" or "point" geometry; points shrink where a map shows much at
    once. quiet: what is no finding, drawn below what is."""
    if geometry == "polygon":
        return _fill(colour, hatch, quiet)
    if geometry == "line":
        look = {"color": colour, "width": str(QUIET_LINE_MM if quiet else LINE_MM), "line_style": LINE_STYLES[hatch]}
        symbol: QgsSymbol = QgsLineSymbol.createSimple(look)
    else:
        full = QUIET_MARKER_MM if quiet else MARKER_MM
        symbol = _marker(colour, hatch, full)
        shrunk = f"clamp({SMALLEST_MARKER}, {FULL_SIZE_UNTIL} / coalesce(@map_scale, 1), 1)"
        symbol.setDataDefinedSize(QgsProperty.fromExpression(f"{full} * {shrunk}"))
    symbol.symbolLayer(0).setRenderingPass(0 if quiet else 1)
    return symbol


def boundary_symbol(colour: str = "#3a3a3a", width_mm: float = 0.25) -> QgsSymbol:
    """An outline without fill, for administrative boundaries drawn over a theme."""
    return QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": colour, "outline_width": str(width_mm), "joinstyle": "round"}
    )


def hull_symbol(colour: str, is_small: str) -> QgsSymbol:
    """An outline, with a mark in its middle where the expression says that it is too small to be seen."""
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": colour, "outline_width": "0.5", "joinstyle": "round"}
    )
    mark = QgsCentroidFillSymbolLayer()
    mark.setSubSymbol(_marker(colour, "x", MARKER_MM, edge="#ffffff"))
    mark.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyLayerEnabled, QgsProperty.fromExpression(is_small))
    symbol.appendSymbolLayer(mark)
    return symbol


def land_symbol() -> QgsSymbol:
    """Land that the map is not about."""
    return QgsFillSymbol.createSimple(
        {"color": "#d9d6cd", "outline_color": "#b5ad9d", "outline_width": "0.15", "joinstyle": "round"}
    )


def ground_symbol() -> QgsSymbol:
    """The land that the map is about, where nothing else is drawn upon it."""
    return QgsFillSymbol.createSimple({"color": GROUND, "outline_color": GROUND, "outline_width": "0.1"})


def _fill(colour: str, hatch: str, quiet: bool) -> QgsSymbol:
    symbol = QgsFillSymbol.createSimple(
        {"color": colour, "outline_color": OUTLINE, "outline_width": str(OUTLINE_MM), "joinstyle": "round"}
    )
    on_light = QUIET_HATCH if quiet else HATCH_ON_LIGHT
    hatch_colour = HATCH_ON_DARK if qGray(QColor(colour).rgb()) < DARK_BELOW else on_light
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


def _marker(colour: str, hatch: str, size_mm: float, edge: str = "") -> QgsSymbol:
    """A shape in the colour; ``edge`` sets it off from fills below, without it the edge is a darker shade."""
    return QgsMarkerSymbol.createSimple(
        {
            "name": SHAPES[hatch],
            "color": colour,
            "size": str(size_mm),
            "outline_color": edge or QColor(colour).darker(EDGE_DARKER).name(),
            "outline_width": "0.1",
        }
    )

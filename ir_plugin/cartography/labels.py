"""Names on the map: with a halo, so that they stay legible over any class."""

from __future__ import annotations

from qgis.core import QgsPalLayerSettings, QgsProperty, QgsVectorLayer, QgsVectorLayerSimpleLabeling

from .fonts import text_format

INK = "#1f2933"
QUIET, WATER = "#8a8171", "#3f6d96"
POINTS = 7.5
IMPORTANT, LESS_IMPORTANT = 8, 4
"""Priorities of names, of which those of regions stand where they belong."""
HALO_MM = 0.6
BESIDE_MM = 0.8
EAST_MM = 2.0
"""Between a region and its name to the east of it, past the frame that marks an inset."""

NARROW_MM, NARROW_TO_THE_EAST_MM = 12.0, 16.0
"""Polygons that are narrower on the map have their name beside them, in the others it stands inside."""


def label_by(
    layer: QgsVectorLayer,
    expression: str,
    until: float = 0,
    colour: str = INK,
    points: float = POINTS,
    priority: int = IMPORTANT,
) -> None:
    """Writes the expression into each polygon, or beside it where it is narrow.

    One name for all parts of a polygon, on the largest; names never overlap, what has no room is left out.
    until: the denominator of the smallest scale with names, 0 for every scale.
    """
    settings = _settings(expression)
    settings.setFormat(text_format(points, colour, bold=True, halo_mm=HALO_MM))
    settings.priority = priority
    obstacles = settings.obstacleSettings()
    obstacles.setIsObstacle(False)  # else other names would keep off whole polygons, with or without a name
    settings.setObstacleSettings(obstacles)
    settings.dist = BESIDE_MM
    settings.scaleVisibility = bool(until)
    settings.minimumScale = until
    outside = QgsProperty.fromExpression(f"if({is_narrow(layer)}, 'force', 'no')")
    settings.dataDefinedProperties().setProperty(QgsPalLayerSettings.Property.PolygonLabelOutside, outside)
    _label(layer, settings)


def label_narrow_to_the_east(layer: QgsVectorLayer) -> None:
    """Moves the names of narrow polygons to their right. The one narrow regency, Pangkal Pinang, lies on an east coast:
    its name then stands in the sea, where elsewhere it would seem to be a neighbour's."""
    metres = metres_per_unit(layer)
    settings = layer.labeling().settings()
    properties = settings.dataDefinedProperties()
    east = f"x_max($geometry) + {EAST_MM / 1000} * @map_scale / {metres}"
    for key, expression in (
        (QgsPalLayerSettings.Property.PositionX, east),
        (QgsPalLayerSettings.Property.PositionY, "y(centroid($geometry))"),
        (QgsPalLayerSettings.Property.Hali, "'Left'"),
        (QgsPalLayerSettings.Property.Vali, "'Half'"),
    ):
        narrow = is_narrow(layer, NARROW_TO_THE_EAST_MM)
        properties.setProperty(key, QgsProperty.fromExpression(f"if({narrow}, {expression}, NULL)"))
    _label(layer, settings)


def label_quietly(layer: QgsVectorLayer, expression: str) -> None:
    """Names that only help to find one's way, in grey italics."""
    settings = _settings(expression)
    settings.setFormat(text_format(8.0, QUIET, italic=True))
    settings.multilineAlign = QgsPalLayerSettings.MultiLineAlign.MultiCenter
    settings.priority = 1
    _label(layer, settings)


def label_waters(layer: QgsVectorLayer, name: str, until: str) -> None:
    """Names of waters in blue italics, upon points; each up to the scale whose denominator stands in a column."""
    settings = _settings(f'if(@map_scale <= "{until}", "{name}", NULL)')
    settings.setFormat(text_format(8.5, WATER, italic=True))
    settings.placement = QgsPalLayerSettings.Placement.OverPoint
    settings.quadOffset = QgsPalLayerSettings.QuadrantPosition.QuadrantOver
    settings.priority = LESS_IMPORTANT
    _label(layer, settings)


def _settings(expression: str) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = QgsPalLayerSettings.Placement.Horizontal
    return settings


def _label(layer: QgsVectorLayer, settings: QgsPalLayerSettings) -> None:
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def is_narrow(layer: QgsVectorLayer, millimetres: float = NARROW_MM) -> str:
    """An expression: whether the largest part of a polygon is narrower than that at the scale of the map."""
    return f"bounds_width($geometry) * {metres_per_unit(layer)} < @map_scale * {millimetres / 1000}"


def metres_per_unit(layer: QgsVectorLayer) -> float:
    """How long about the unit of a layer's coordinates is."""
    return 111320.0 if layer.crs().isGeographic() else 1.0

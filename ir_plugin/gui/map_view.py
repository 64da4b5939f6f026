"""What part of the world the map shows."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsRectangle
from qgis.gui import QgsMapCanvas

from ..core.register.bounds import Bounds

DEGREES = "EPSG:4326"


def show_extent(canvas: QgsMapCanvas, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> None:
    """Moves the map to an extent in a projection."""
    canvas.setExtent(_on_map(canvas, extent, crs))
    canvas.refresh()


def bring_into_view(canvas: QgsMapCanvas, bounds: Bounds) -> None:
    """Moves the map only where it shows nothing within the bounds."""
    extent = _on_map(canvas, QgsRectangle(*bounds), QgsCoordinateReferenceSystem(DEGREES))
    if not canvas.extent().intersects(extent):
        canvas.setExtent(extent)
        canvas.refresh()


def _on_map(canvas: QgsMapCanvas, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """An extent in the projection of the map."""
    settings = canvas.mapSettings()
    transform = QgsCoordinateTransform(crs, settings.destinationCrs(), settings.transformContext())
    return transform.transformBoundingBox(extent)

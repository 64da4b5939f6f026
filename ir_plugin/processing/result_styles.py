"""How a result layer looks, also when its file is opened later: style and field labels."""

from __future__ import annotations

import os
from typing import Optional, Sequence

from qgis.core import QgsRasterLayer, QgsVectorLayer, QgsWkbTypes

from ..cartography.raster_styles import apply_raster_theme
from ..cartography.register_styles import dress_outlines
from ..cartography.styles import apply_theme
from ..core.classes import Ramp, Theme
from ..core.declaration import Column
from ..qgis_support.version_differences import save_style
from .destinations import Place


def dress_result(layer: QgsVectorLayer, theme: Optional[Theme], columns: Sequence[Column], language: str) -> None:
    """The style of the theme, outlines for polygons that have none, and the labels of the columns."""
    if theme is not None:
        apply_theme(layer, theme, language)
    elif layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry:
        dress_outlines(layer)
    for column in columns:
        index = layer.fields().lookupField(column.name)
        if index >= 0:
            layer.setFieldAlias(index, column.label.in_language(language))


def keep_style(place: Place, theme: Optional[Theme], columns: Sequence[Column], language: str) -> None:
    """Makes this look the default style of a layer of a GeoPackage. A look is never a reason to lose a result."""
    layer = QgsVectorLayer(f"{place.path}|layername={place.layer_name}", place.layer_name, "ogr")
    if layer.isValid():
        dress_result(layer, theme, columns, language)
        _forget_styles(layer, place.layer_name)
        save_style(layer, place.layer_name, "Klaster IR")


def _forget_styles(layer: QgsVectorLayer, name: str) -> None:
    """Takes away the style that a layer of the same name has left, for QGIS 3.22 would ask in a window and wait."""
    related, ids, names, *_rest = layer.listStylesInDatabase()
    for style, found in zip(ids[:related], names[:related]):
        if found == name:
            layer.deleteStyleFromDatabase(style)


def keep_grid_style(path: str, theme: Optional[Theme], language: str) -> None:
    """Writes the look of a grid beside it, as <name>.qml, where QGIS looks for it."""
    layer = QgsRasterLayer(path)
    if layer.isValid() and isinstance(theme, Ramp):
        apply_raster_theme(layer, theme, language)
        layer.saveNamedStyle(f"{os.path.splitext(path)[0]}.qml")

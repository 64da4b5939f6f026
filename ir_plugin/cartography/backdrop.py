"""The land around the mapped area, from the world map that comes with QGIS (Natural Earth, public domain)."""

from __future__ import annotations

import os
from typing import List

from qgis.core import QgsApplication, QgsFillSymbol, QgsSingleSymbolRenderer, QgsVectorLayer

from ..core.cartography.marginalia import NEIGHBOURING_LAND
from .labels import label_quietly
from .symbols import land_symbol

WORLD_MAP_SOURCE = "Natural Earth"
HOME = "Bangka-Belitung"
"""The province's name in the world map, whose coarse outline would show beside the real one."""


def neighbouring_land(language: str) -> List[QgsVectorLayer]:
    """The land of all other provinces and countries; nothing where this QGIS came without the world map."""
    layers = _world_map(NEIGHBOURING_LAND.in_language(language), f'"name" IS NULL OR "name" <> \'{HOME}\'')
    for layer in layers:
        layer.setRenderer(QgsSingleSymbolRenderer(land_symbol()))
        label_quietly(layer, '"name"')
    return layers


def locator_layers() -> List[QgsVectorLayer]:
    """The layers of the location diagram, top first: the province, then the rest of the land."""
    home = _world_map(HOME, f"\"name\" = '{HOME}'")
    for layer in home:
        layer.setRenderer(QgsSingleSymbolRenderer(_plain("#c81e28")))
    land = neighbouring_land("id")
    for layer in land:
        layer.setLabelsEnabled(False)
        layer.setRenderer(QgsSingleSymbolRenderer(_plain("#d9d3c4")))
    return home + land


def _plain(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": colour, "outline_width": "0.05"})


def _world_map(title: str, subset: str) -> List[QgsVectorLayer]:
    path = os.path.join(QgsApplication.pkgDataPath(), "resources", "data", "world_map.gpkg")
    if not os.path.exists(path):
        return []
    layer = QgsVectorLayer(f"{path}|layername=states_provinces|subset={subset}", title, "ogr")
    return [layer] if layer.isValid() else []

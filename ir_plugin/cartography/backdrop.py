"""The land around the mapped area, from the world map that comes with QGIS (Natural Earth, public domain)."""

from __future__ import annotations

import os
from collections import Counter
from typing import Iterator, List, Sequence, Tuple

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsGeometry,
    QgsMapLayer,
    QgsNullSymbolRenderer,
    QgsPointXY,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ..core.cartography.marginalia import NEIGHBOURING_LAND
from ..core.cartography.waters import WATERS
from .labels import label_quietly, label_waters
from .legend import NOT_IN_LEGEND
from .sheet_map import GEOGRAPHIC, in_home_province
from .symbols import land_symbol
from .whereabouts import codes_of

WORLD_MAP_SOURCE = "Natural Earth"
HOME, HOME_CODE = "Bangka-Belitung", "19"
"""The province's name in the world map, and its code."""

NEARBY = 1e-6
LOOKED_AT, FEWEST = 400, 0.05
"""Of how many features the province is looked up; the least share of them that makes a province one of the map's."""


def home_provinces(layers: Sequence[QgsMapLayer]) -> Tuple[str, ...]:
    """The provinces that the layers are about, as the world map calls them: its coarse outlines would show beside the
    real ones. Bangka Belitung is known by codes or by its place, others by where features lie; none for grids alone,
    which have no better outlines."""
    if not any(isinstance(layer, QgsVectorLayer) for layer in layers):
        return ()
    provinces = {code[:2] for code in codes_of(layers)}
    if provinces == {HOME_CODE} or (not provinces and in_home_province(layers)):
        return (HOME,)
    found: Counter[str] = Counter()
    for world in _world_map("", ""):
        for place in _places(layers):
            around = QgsFeatureRequest().setFilterRect(QgsRectangle.fromCenterAndSize(place, NEARBY, NEARBY))
            around.setFlags(QgsFeatureRequest.Flag.ExactIntersect)
            found.update(each["name"] for each in world.getFeatures(around) if isinstance(each["name"], str))
    least = FEWEST * sum(found.values())
    return tuple(sorted(name for name, count in found.items() if count >= least)) or (HOME,)


def neighbouring_land(language: str, homes: Sequence[str] = (HOME,), roughly: bool = False) -> List[QgsVectorLayer]:
    """The land of all other provinces and countries; nothing where this QGIS came without the world map. roughly: that
    of the home provinces too, without their names."""
    others = f'"name" IS NULL OR "name" NOT IN ({_listed(homes)})' if homes else ""
    layers = _world_map(NEIGHBOURING_LAND.in_language(language), "" if roughly else others)
    for layer in layers:
        layer.setRenderer(QgsSingleSymbolRenderer(land_symbol()))
        label_quietly(layer, f'if({others}, "name", NULL)' if roughly and others else '"name"')
    return layers


def locator_layers(homes: Sequence[str] = (HOME,)) -> List[QgsVectorLayer]:
    """The layers of the location diagram, top first: the provinces, then the rest of the land."""
    home = _world_map(HOME, f'"name" IN ({_listed(homes or (HOME,))})')
    for layer in home:
        layer.setRenderer(QgsSingleSymbolRenderer(_plain("#c81e28")))
    land = neighbouring_land("id", homes)
    for layer in land:
        layer.setLabelsEnabled(False)
        layer.setRenderer(QgsSingleSymbolRenderer(_plain("#d9d3c4")))
    return home + land


def waters(language: str) -> QgsVectorLayer:
    """The names of seas, straits and bays, each up to the scale that it is large enough for."""
    layer = QgsVectorLayer(f"Point?crs={GEOGRAPHIC}&field=nama:string&field=sampai:double", "", "memory")
    features = []
    for water in WATERS:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([water.name.in_language(language), float(water.until)])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(water.longitude, water.latitude)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    layer.setRenderer(QgsNullSymbolRenderer())
    layer.setCustomProperty(NOT_IN_LEGEND, True)
    label_waters(layer, "nama", "sampai")
    return layer


def _places(layers: Sequence[QgsMapLayer]) -> Iterator[QgsPointXY]:
    """A point in each of some features of every layer, in degrees."""
    for layer in layers:
        if not isinstance(layer, QgsVectorLayer) or not layer.crs().isValid():
            continue
        transform = QgsCoordinateTransform(
            layer.crs(), QgsCoordinateReferenceSystem(GEOGRAPHIC), QgsCoordinateTransformContext()
        )
        step = max(1, layer.featureCount() // LOOKED_AT)
        request = QgsFeatureRequest().setSubsetOfAttributes([])
        for number, feature in enumerate(layer.getFeatures(request)):
            inside = feature.geometry().pointOnSurface() if number % step == 0 else QgsGeometry()
            if inside.isEmpty():
                continue
            try:
                yield transform.transform(inside.asPoint())
            except QgsCsException:
                continue  # a position that is on no map


def _listed(names: Sequence[str]) -> str:
    return ", ".join("'" + name.replace("'", "''") + "'" for name in names)


def _plain(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": colour, "outline_width": "0.05"})


def _world_map(title: str, subset: str) -> List[QgsVectorLayer]:
    path = os.path.join(QgsApplication.pkgDataPath(), "resources", "data", "world_map.gpkg")
    if not os.path.exists(path):
        return []
    filtered = f"|subset={subset}" if subset else ""
    layer = QgsVectorLayer(f"{path}|layername=states_provinces{filtered}", title, "ogr")
    return [layer] if layer.isValid() else []

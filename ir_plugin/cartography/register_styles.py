"""How the layers of a register look: outlines with names for boundaries, themes for what is shown inside them."""

from __future__ import annotations

from typing import Mapping, NamedTuple

from qgis.core import QgsSingleSymbolRenderer, QgsVectorLayer, QgsWkbTypes

from ..core.texts import Text
from .labels import is_narrow, label_by, label_narrow_to_the_east
from .legend import IS_RESULT
from .styles import apply_theme, theme_of
from .symbols import boundary_symbol, class_symbol, hull_symbol


class Boundary(NamedTuple):
    """The outline of a level of regions, the largest denominator of a scale at which its names are written, and what it
    is called."""

    colour: str
    width_mm: float
    names_until: float
    title: Text


BOUNDARIES: Mapping[str, Boundary] = {
    "regencies": Boundary("#3a3a3a", 0.3, 0, Text("Batas kabupaten/kota", "Regency and city boundary")),
    "districts": Boundary("#6a6a6a", 0.2, 500_000, Text("Batas kecamatan", "District boundary")),
    "villages": Boundary("#9a9a9a", 0.12, 100_000, Text("Batas desa/kelurahan", "Village boundary")),
}
REGION_NAME = 'upper(if("jenis" = \'KOTA\' AND "nama" NOT ILIKE \'kota %\', \'Kota \' || "nama", "nama"))'
NAMES = ("kategori", "produk", "klaster")
"""Fields that an outline is named by, the first that there is."""

HULL_COLOUR, BUSINESS_COLOUR = "#7a0177", "#b35806"


def dress(layer: QgsVectorLayer, role: str, language: str) -> None:
    """Gives a layer the style of its role; a layer of results, or the summary of businesses, that of its theme."""
    if role in BOUNDARIES:
        boundary = BOUNDARIES[role]
        layer.setRenderer(QgsSingleSymbolRenderer(boundary_symbol(boundary.colour, boundary.width_mm)))
        label_by(layer, REGION_NAME, boundary.names_until)
        if role == "regencies":
            label_narrow_to_the_east(layer)
        return
    theme = theme_of(layer)
    if theme:
        apply_theme(layer, theme, language)
    elif layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
        layer.setRenderer(QgsSingleSymbolRenderer(class_symbol("point", BUSINESS_COLOUR)))
    else:
        dress_outlines(layer)


def boundary_role(layer: QgsVectorLayer) -> str:
    """The role in BOUNDARIES of a layer of boundaries, the lowest where it holds several levels."""
    levels = layer.uniqueValues(layer.fields().lookupField("tingkat"))
    return next((role for role, level in zip(BOUNDARIES, "234") if levels == {level}), list(BOUNDARIES)[-1])


def is_outline_of_result(layer: QgsVectorLayer) -> bool:
    """Whether a layer without a theme holds the outlines of clusters."""
    is_filled = layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
    return is_filled and any(layer.fields().indexOf(each) >= 0 for each in NAMES)


def dress_outlines(layer: QgsVectorLayer) -> None:
    """Outlines of clusters, with their product or number."""
    layer.setRenderer(QgsSingleSymbolRenderer(hull_symbol(HULL_COLOUR, is_narrow(layer))))
    layer.setCustomProperty(IS_RESULT, True)
    name = next((each for each in NAMES if layer.fields().indexOf(each) >= 0), "")
    if name:
        label_by(layer, f'"{name}"', colour=HULL_COLOUR)

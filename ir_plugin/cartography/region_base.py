"""The regions of a register as an atlas draws them: the one of the sheet, what it holds, and its pale neighbours."""

from __future__ import annotations

from itertools import combinations
from typing import Dict, List, Mapping, NamedTuple, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsGeometry,
    QgsLineSymbol,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.cartography.marginalia import NEIGHBOURS
from ..core.errors import UserError
from ..core.register.shared_settings import LEVELS
from ..core.texts import Text
from .labels import label_by, label_quietly
from .layer_places import TABLE
from .legend import NOT_IN_LEGEND
from .register_styles import BOUNDARIES, REGION_NAME
from .symbols import boundary_symbol, ground_symbol, land_symbol

LINE = QgsWkbTypes.GeometryType.LineGeometry
CODE, PARENT = "kode_dagri", "induk"
BOUNDARY_NAMES = dict(zip(("kabupaten", "kecamatan", "desa"), (each.title for each in BOUNDARIES.values())))
OWN, INNER, DISTRICTS, HIGHER = ("#1f2933", 0.5), ("#6a6a6a", 0.2), ("#3a3a3a", 0.3), ("#3a3a3a", 0.4)
"""Outlines as colour and millimetres: of the region itself, of what it holds, of the districts of a regency among the
villages of a theme, of the regencies."""

FOUND_COLOUR, LOCATOR_LAND = "#c81e28", "#d9d3c4"
FOUND_EDGE_MM = 0.6
"""An edge wide enough for a village to be seen in the location diagram."""
SIMPLER_DEGREES = 0.004
"""By how much outlines are made simpler for the location diagram, where it is less than a hairline."""


SHEET_OF = Text("lembar {number}", "sheet {number}")
BROKEN = Text(
    "Batas wilayah {code} kosong atau rusak; impor batasnya lagi.",
    "The boundary of the region {code} is empty or broken; import it again.",
)


class RegionSheet(NamedTuple):
    """The layers of one region, topmost first, between which the sheet's subject is drawn."""

    above: List[QgsVectorLayer]
    inner: List[QgsVectorLayer]
    below: List[QgsVectorLayer]
    ground: List[QgsVectorLayer]
    found: QgsVectorLayer


class RegionBase:
    """The boundaries of a register for the sheets of one level, read once. numbers: of the sheets, by code."""

    def __init__(self, register: str, level: str, language: str, numbers: Mapping[str, int]) -> None:
        self.level, self.language, self._numbers = level, language, numbers
        self._stored = QgsVectorLayer(f"{register}|layername={TABLE}", TABLE, "ogr")
        self.crs: QgsCoordinateReferenceSystem = self._stored.crs()
        self._regions = self._of_level(level)
        self._lower = self._of_level(_below(level)) if _below(level) else None
        self._higher = self._of_level("kabupaten")
        self.outlines: Dict[str, QgsGeometry] = {
            feature[CODE]: feature.geometry() for feature in self._regions.getFeatures()
        }
        self.locator_land = _simpler(self._higher)
        self.locator_land.setRenderer(QgsSingleSymbolRenderer(_plain(LOCATOR_LAND, "#ffffff")))
        self._borders = _borders_between(self._higher)
        _outline_lines(self._borders)

    def area(self, code: str, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
        """What a region covers, in a system. UserError where its boundary is empty or broken."""
        outline = QgsGeometry(self.outlines[code])
        outline.transform(QgsCoordinateTransform(self.crs, crs, QgsCoordinateTransformContext()))
        if outline.isEmpty() or not outline.boundingBox().isFinite():
            raise UserError(BROKEN, code=code)
        return outline.boundingBox()

    def province(self, code: str, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
        """What the province of a region covers, in a system."""
        whole = QgsRectangle()
        for regency in self._higher.getFeatures(QgsFeatureRequest().setFilterExpression(_lies_in(code[:2]))):
            whole.combineExtentWith(regency.geometry().boundingBox())
        return QgsCoordinateTransform(self.crs, crs, QgsCoordinateTransformContext()).transformBoundingBox(whole)

    def sheet(self, code: str) -> RegionSheet:
        """The layers for the sheet of a region."""
        own = self._only(self._regions, CODE, code, BOUNDARY_NAMES[self.level])
        _outline(own, *OWN)
        ground = self._only(self._regions, CODE, code, BOUNDARY_NAMES[self.level])
        ground.setRenderer(QgsSingleSymbolRenderer(ground_symbol()))
        ground.setCustomProperty(NOT_IN_LEGEND, True)
        found = _simpler(own)
        found.setRenderer(QgsSingleSymbolRenderer(_plain(FOUND_COLOUR, FOUND_COLOUR, FOUND_EDGE_MM)))
        borders = [] if self.level == "kabupaten" else [self._borders]
        return RegionSheet([own, *borders], [self._inner(code, own)], [self._neighbours(code)], [ground], found)

    def _inner(self, code: str, own: QgsVectorLayer) -> QgsVectorLayer:
        """What the region holds, with names; a village holds nothing and has its own."""
        if self._lower is None:
            inner = own.clone()
            inner.setCustomProperty(NOT_IN_LEGEND, True)
        else:
            inner = self._only(self._lower, PARENT, code, BOUNDARY_NAMES[_below(self.level) or self.level])
        _outline(inner, *(DISTRICTS if self.level == "kabupaten" else INNER))
        label_by(inner, REGION_NAME if self.level == "kabupaten" else '"nama"', points=7.0)
        return inner

    def _neighbours(self, code: str) -> QgsVectorLayer:
        others = self._regions.materialize(QgsFeatureRequest().setFilterExpression(f"\"{CODE}\" <> '{code}'"))
        others.setName(NEIGHBOURS.in_language(self.language))
        others.setRenderer(QgsSingleSymbolRenderer(land_symbol()))
        label_quietly(others, self._name_and_sheet())
        return others

    def _name_and_sheet(self) -> str:
        """An expression: the name of a region, and below it the number of its sheet where it has one."""
        if len(self._numbers) < 2:
            return '"nama"'
        sheets = ", ".join(f"'{code}', '{number}'" for code, number in self._numbers.items())
        words = SHEET_OF.format(number="").in_language(self.language)
        return f"\"nama\" || coalesce('\n{words}' || map_get(map({sheets}), \"{CODE}\"), '')"

    def _of_level(self, level: str) -> QgsVectorLayer:
        return self._only(self._stored, "tingkat", LEVELS[level], BOUNDARY_NAMES[level])

    def _only(self, layer: QgsVectorLayer, field: str, value: str, name: Text) -> QgsVectorLayer:
        """A copy in memory of the rows with a value, which is a code: letters, digits and dots."""
        made = layer.materialize(QgsFeatureRequest().setFilterExpression(f"\"{field}\" = '{value}'"))
        made.setName(name.in_language(self.language))
        return made


def _lies_in(province: str) -> str:
    return f"left(\"{CODE}\", 2) = '{province}'"


def _below(level: str) -> Optional[str]:
    """The level that regions of this one are made of."""
    levels = list(LEVELS)
    return levels[levels.index(level) - 1] if level != levels[0] else None


def _outline(layer: QgsVectorLayer, colour: str, width_mm: float) -> None:
    layer.setRenderer(QgsSingleSymbolRenderer(boundary_symbol(colour, width_mm)))


def _borders_between(layer: QgsVectorLayer) -> QgsVectorLayer:
    """Lines where two polygons meet: their coasts are no borders."""
    lines = QgsVectorLayer("MultiLineString", layer.name(), "memory")
    lines.setCrs(layer.crs())
    outlines = [feature.geometry() for feature in layer.getFeatures()]
    for one, other in combinations(outlines, 2):
        shared = one.intersection(other)
        if shared.convertGeometryCollectionToSubclass(LINE) or shared.type() == LINE:
            feature = QgsFeature()
            feature.setGeometry(shared)
            lines.dataProvider().addFeatures([feature])
    lines.updateExtents()
    return lines


def _outline_lines(layer: QgsVectorLayer) -> None:
    colour, width_mm = HIGHER
    look = {"color": colour, "width": str(width_mm), "line_style": "dash dot"}
    layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(look)))


def _plain(colour: str, edge: str, edge_mm: float = 0.1) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": edge, "outline_width": str(edge_mm)})


def _simpler(layer: QgsVectorLayer) -> QgsVectorLayer:
    copy = layer.materialize(QgsFeatureRequest())
    copy.dataProvider().changeGeometryValues(
        {feature.id(): _simplified(feature.geometry()) for feature in copy.getFeatures()}
    )
    return copy


def _simplified(outline: QgsGeometry) -> QgsGeometry:
    """A simpler outline; itself where it is so small that nothing would be left."""
    simple = outline.simplify(SIMPLER_DEGREES)
    return outline if simple.isEmpty() else simple

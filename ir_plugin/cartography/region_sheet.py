"""The sheet of one region of a register, or of its whole province, as exportmap and reports show it."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

from qgis.core import QgsMapLayer, QgsVectorLayer

from ..core.cartography.atlas_regions import atlas_regions
from ..core.industry.regions import PROVINCE, VILLAGE, level_of
from ..core.register.geopackage import reading
from ..core.register.named_regions import NamedRegions
from ..core.register.registers import require_register
from ..core.register.shared_settings import LEVELS
from .export_atlas import Atlas
from .passing import Subject
from .sheet import Sheet, SheetMaker
from .sheet_map import extent_of, sheet_crs
from .subject import without_grids
from .whereabouts import area_of, boundary_layer, codes_of


class RegionSheet(NamedTuple):
    """A sheet and who makes it. alive: what holds the layers of the sheet, for as long as it is drawn. is_empty: the
    subject has nothing in its region."""

    maker: SheetMaker
    sheet: Sheet
    alive: object = None
    is_empty: bool = False


def region_sheet(register: str, subject: Subject, region: str, values: Mapping[str, Any], language: str) -> RegionSheet:
    """The sheet of a region by its name or code; that of the province shows all that the layers cover.

    values: the settings of the sheet by parameter id. UserError for a region that the register does not have.
    """
    with reading(register) as connection:
        require_register(connection, register)
        code = NamedRegions(connection).code_of(region, VILLAGE)
    if level_of(code) == PROVINCE:
        return RegionSheet(SheetMaker(values, subject, language), _province(register, code, subject, language))
    level = next(each for each, level in LEVELS.items() if level == level_of(code))
    atlas = Atlas({**values, "REGISTER": register, "LEVEL": level}, subject, language)
    sheet = atlas.sheet(atlas_regions(register, level, code)[0])
    return RegionSheet(atlas.maker, sheet, atlas, atlas.is_empty)


def whole_sheet(subject: Subject, *above: QgsMapLayer) -> Sheet:
    """The sheet of all that the layers of a subject cover, with others above them."""
    measured = without_grids(subject.layers)
    crs = sheet_crs(measured)
    vectors = [layer for layer in subject.layers if isinstance(layer, QgsVectorLayer)]
    businesses = subject.businesses({layer.id(): layer.featureCount() for layer in vectors})
    return Sheet([*above, *subject.layers], crs, extent_of(measured, crs), businesses=businesses)


def _province(register: str, code: str, subject: Subject, language: str) -> Sheet:
    """Of all that the layers cover, which may be more than the province: then that is what the sheet is called."""
    shown = {each[:2] for each in codes_of(subject.own)} or {code}
    regencies = boundary_layer(register, "regencies", code if shown == {code} else "", language)
    area = area_of(subject.own, register).in_language(language)
    return whole_sheet(subject, regencies)._replace(subtitle=area)

"""Where the layers of a sheet lie: the register they are kept in, the regions they cover, how these are called."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Callable, Dict, List, Mapping, NamedTuple, Optional, Sequence, Set

from qgis.core import QgsFeature, QgsGeometry, QgsMapLayer, QgsVectorLayer, QgsWkbTypes

from ..core.cartography.marginalia import REGION
from ..core.industry.regions import PROVINCE, level_of, reference_regions
from ..core.industry.schema.patterns import REGION_CODE
from ..core.register.geopackage import reading
from ..core.register.named_regions import NamedRegions
from ..core.register.shared_settings import LEVEL_WORDS
from ..core.register.shared_settings import LEVELS as SETTINGS
from ..core.texts import Text, lowered, same, together
from .layer_places import TABLE, is_boundary, register_of
from .region_base import BOUNDARY_NAMES
from .register_styles import dress
from .sheet_map import in_home_province
from .styles import geometry_of, theme_shown

CODES = ("kode_dagri", "kode_desa", "kode")
"""Columns that hold codes of regions."""

PROVINCE_LENGTH, REGENCY, DISTRICT = 2, 5, 8
"""Lengths of their codes."""

NAME, KIND = "nama", "jenis"
LEVELS = (("regencies", "kabupaten", "2"), ("districts", "kecamatan", "3"), ("villages", "desa", "4"))
"""Roles, names and codes of levels of boundaries."""


def area_of(layers: Sequence[QgsMapLayer], register: Optional[str] = None) -> Text:
    """What the region is called that holds all that the layers show by their codes, or the provinces that together do;
    without codes the province around them, where it is known."""
    codes, register = codes_of(layers), register or _first_register(layers)
    known = _known_regions(register)
    title = known.title(_common(codes))
    if title:
        return title
    provinces = (
        sorted({code[:PROVINCE_LENGTH] for code in codes if known.title(code[:PROVINCE_LENGTH])}) or known.provinces
    )
    if provinces and (codes or register):
        return together([known.title(code) or same(code) for code in provinces])
    return REGION if in_home_province(layers) else Text("", "")


def unit_of(layers: Sequence[QgsMapLayer]) -> Optional[Text]:
    """The level of the regions that areas with a theme are; None where they are none, or of several levels."""
    vectors = [layer for layer in layers if isinstance(layer, QgsVectorLayer) and theme_shown(layer)]
    levels = {level_of(code) for code in codes_of([each for each in vectors if geometry_of(each) == "polygon"])}
    names = [LEVEL_WORDS[name] for name, level in SETTINGS.items() if levels == {level}]
    return lowered(names[0]) if names else None


def boundaries_of(layers: Sequence[QgsMapLayer], language: str, register: Optional[str] = None) -> List[QgsVectorLayer]:
    """Boundaries with names for a sheet of layers that come without any, topmost first: those of a register, which is
    the one that the layers are kept in where none is given; else regencies made of the villages of a layer that names
    them."""
    if any(map(is_boundary, layers)):
        return []
    register = register or _first_register(layers)
    if register is None:
        return _made_regencies(layers, language)
    codes = codes_of(layers)
    deepest = _common(codes)
    levels = LEVELS[: 1 + (len(deepest) >= REGENCY) + (len(deepest) >= DISTRICT)]
    return [boundary_layer(register, role, deepest if level > "2" else "", language) for role, _, level in levels]


def lacks_surroundings(layers: Sequence[QgsMapLayer], register: Optional[str] = None) -> bool:
    """Whether layers show a part of a province only, and no register tells what lies around it. Of provinces that the
    reference does not know several regencies are taken for all."""
    codes = codes_of(layers)
    if register or _first_register(layers) or any(len(code) == PROVINCE_LENGTH for code in codes):
        return False
    shown = {code[:REGENCY] for code in codes}
    provinces = {code[:PROVINCE_LENGTH] for code in shown}
    known = {code for code in reference_regions() if len(code) == REGENCY and code[:PROVINCE_LENGTH] in provinces}
    return len(shown) == 1 or not shown >= known


def boundary_layer(register: str, role: str, within: str, language: str) -> QgsVectorLayer:
    """The boundaries of a level inside a region (its code, "" for all), as a register keeps and names them."""
    name, level = next((name, level) for each, name, level in LEVELS if each == role)
    subset = f"\"tingkat\" = '{level}' AND \"kode_dagri\" LIKE '{within}%'" if within else f"\"tingkat\" = '{level}'"
    title = BOUNDARY_NAMES[name].in_language(language)
    layer = QgsVectorLayer(f"{register}|layername={TABLE}|subset={subset}", title, "ogr")
    dress(layer, role, language)
    return layer


def codes_of(layers: Sequence[QgsMapLayer]) -> Set[str]:
    """The codes of regions that the layers hold."""
    found: Set[str] = set()
    for layer in layers:
        column = code_column(layer)
        if column:
            index = layer.fields().lookupField(column)
            found |= {
                value
                for value in layer.uniqueValues(index)
                if isinstance(value, str) and re.fullmatch(REGION_CODE.regex, value)
            }
    return found


def code_column(layer: QgsMapLayer) -> str:
    """The column with the codes of the regions that a layer shows; "" where it has none."""
    names = layer.fields().names() if isinstance(layer, QgsVectorLayer) else []
    return next((each for each in CODES if each in names), "")


def _first_register(layers: Sequence[QgsMapLayer]) -> Optional[str]:
    return next(filter(None, map(register_of, layers)), None)


class _Known(NamedTuple):
    """What regions are called, by code, and the codes of the provinces among them."""

    title: Callable[[str], Optional[Text]]
    provinces: List[str]


def _known_regions(register: Optional[str]) -> _Known:
    """Those of the register, else of the reference."""
    if register is None:
        reference = reference_regions()
        provinces = [code for code in reference if len(code) == PROVINCE_LENGTH]
        return _Known(lambda code: reference[code].title if code in reference else None, provinces)
    with reading(register) as connection:
        regions = NamedRegions(connection)
    provinces = [each.code for each in regions.of_level(PROVINCE)]
    return _Known(lambda code: regions.place(code) if code in regions.by_code else None, provinces)


def _common(codes: Set[str]) -> str:
    """The code of the deepest region that holds all of them."""
    parts = []
    for each in zip(*(code.split(".") for code in codes)):
        if len(set(each)) > 1:
            break
        parts.append(each[0])
    return ".".join(parts)


def _made_regencies(layers: Sequence[QgsMapLayer], language: str) -> List[QgsVectorLayer]:
    layer = next((each for each in layers if _names_regencies(each)), None)
    if layer is None:
        return []
    parts: Dict[str, List[QgsGeometry]] = defaultdict(list)
    names: Dict[str, str] = {}
    column = code_column(layer)
    for feature in layer.getFeatures():
        code = str(feature[column])[:REGENCY]
        parts[code].append(feature.geometry())
        names[code] = str(feature["kabupaten"])
    return [_regencies(parts, names, layer, language)]


def _names_regencies(layer: QgsMapLayer) -> bool:
    is_filled = isinstance(layer, QgsVectorLayer) and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
    return is_filled and bool(code_column(layer)) and "kabupaten" in layer.fields().names()


def _regencies(
    parts: Mapping[str, List[QgsGeometry]], names: Mapping[str, str], villages: QgsVectorLayer, language: str
) -> QgsVectorLayer:
    uri = f"MultiPolygon?crs={villages.crs().authid()}&field={NAME}:string&field={KIND}:string"
    made = QgsVectorLayer(uri, BOUNDARY_NAMES["kabupaten"].in_language(language), "memory")
    features = []
    for code, geometries in parts.items():
        feature = QgsFeature(made.fields())
        known = reference_regions().get(code)
        feature.setAttributes([names[code], known.kind if known else None])
        feature.setGeometry(QgsGeometry.unaryUnion(geometries))
        features.append(feature)
    made.dataProvider().addFeatures(features)
    made.updateExtents()
    dress(made, "regencies", language)
    return made

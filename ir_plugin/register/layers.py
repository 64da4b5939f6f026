"""The layers of a register, each with its place in the layer tree: what is worked with on top, tables below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Dict, List, Mapping, Optional, Tuple

from qgis.core import QgsDataProvider, QgsVectorLayer, QgsWkbTypes

from ..core.cartography.themes import THEMES, theme_for
from ..core.classes import Theme
from ..core.industry.form_layout import FORMS
from ..core.industry.schema import TABLES
from ..core.questions.result_titles import numbered, title_of_table
from ..core.register.postgis.views import OPEN_VIEW
from ..core.texts import Text, same
from .fields import describe_fields
from .map_tips import add_map_tip
from .marks import mark
from .origins import keep_origin
from .sources import RegisterSource

BUSINESSES = Text("Industri rumahan", "Home industries")
REGIONS = Text("Batas wilayah", "Boundaries")
RESULTS = Text("Hasil analisis", "Results")
SURVEY_TABLES = Text("Tabel pendataan", "Survey tables")
REFERENCE_TABLES = Text("Tabel rujukan dan catatan", "Reference tables and logs")
GROUPS = (BUSINESSES, REGIONS, RESULTS, SURVEY_TABLES, REFERENCE_TABLES)
"""The groups of the layer tree, top first."""

SUMMARY_VIEW, SURVEY_PREFIX = "usaha_ringkas", "ir_"


@dataclass(frozen=True)
class RegisterLayer:
    """One layer of the project. ``role`` tells a style what it is; ``subset`` filters its rows."""

    table: str
    title: Text
    group: Text
    role: str = ""
    subset: str = ""
    visible: bool = False


FIXED = (
    RegisterLayer(SUMMARY_VIEW, Text("Industri rumahan", "Home industries"), BUSINESSES, "summary", visible=True),
    RegisterLayer("ir_usaha", Text("Usaha (untuk disunting)", "Businesses (for editing)"), BUSINESSES, "businesses"),
    RegisterLayer(
        OPEN_VIEW, Text("Usaha tanpa data pribadi", "Businesses without personal data"), BUSINESSES, "summary"
    ),
    RegisterLayer(
        "ref_wilayah",
        Text("Batas kabupaten/kota", "Regency and city boundaries"),
        REGIONS,
        "regencies",
        "\"tingkat\" = '2'",
        visible=True,
    ),
    RegisterLayer(
        "ref_wilayah", Text("Batas kecamatan", "District boundaries"), REGIONS, "districts", "\"tingkat\" = '3'"
    ),
    RegisterLayer(
        "ref_wilayah", Text("Batas desa/kelurahan", "Village boundaries"), REGIONS, "villages", "\"tingkat\" = '4'"
    ),
)
"""The layers that registers have, in their order; the others follow from the schema and from what was analysed."""


def layers_of(register: RegisterSource) -> List[RegisterLayer]:
    """Every layer of the register that can be read, in the order of the layer tree."""
    found = register.tables()
    fixed = [each for each in FIXED if each.table in found]
    fixed[:1] = [replace(each, visible=True) for each in fixed[:1]]  # of businesses a viewer reads only the open data
    taken = {each.table for each in fixed}
    tables = [_table(name) for name in TABLES if name in found and name not in taken]
    others = (name for name in found if name not in taken and name not in TABLES)
    results = [name for name in others if found[name] != QgsWkbTypes.Type.NoGeometry]
    return fixed + _results(register, results) + tables


def open_layer(register: RegisterSource, layer: RegisterLayer, language: str) -> QgsVectorLayer:
    """The layer with its title, labels, value maps and origin. Only what has a form can be edited."""
    opened = register.layer(layer.table, layer.title.in_language(language), layer.subset)
    opened.setReadOnly(layer.table not in FORMS)
    mark(opened, layer.table, layer.role if layer.subset else "")
    describe_fields(opened, layer.table, language)
    if opened.isSpatial():
        add_map_tip(opened, layer.table)
        keep_origin(opened, register, layer.table, language)
    return opened


def show_only(layer: QgsVectorLayer, condition: str) -> None:
    """Leaves the rows that a condition in SQL asks for; "" shows all.

    Through the source, for setSubsetString opens the file for writing, which other layers of a file that is open
    for reading do not survive (QGIS 3.22 and 3.40: "unable to open database file").
    """
    source = layer.source().partition("|subset=")[0] + (f"|subset={condition}" if condition else "")
    layer.setDataSource(source, layer.name(), "ogr", QgsDataProvider.ProviderOptions())


def _table(name: str) -> RegisterLayer:
    table = TABLES[name]
    if table.geometry:
        return RegisterLayer(name, table.label, BUSINESSES)
    return RegisterLayer(name, table.label, SURVEY_TABLES if name.startswith(SURVEY_PREFIX) else REFERENCE_TABLES)


def _results(register: RegisterSource, names: List[str]) -> List[RegisterLayer]:
    """Points over outlines over filled areas; of these only the first is switched on, for it would hide the others."""
    themes = {name: theme_for(register.columns(name), "") for name in names}
    ranked = sorted((_rank(register.tables()[name], theme), name) for name, theme in themes.items())
    filled = [name for (kind, _), name in ranked if kind == _FILLED]
    titles = _titles(themes)
    return [
        RegisterLayer(name, titles[name], RESULTS, "result", visible=kind != _FILLED or name == filled[0])
        for (kind, _), name in ranked
    ]


_POINTS, _OUTLINED, _FILLED = range(3)


def _rank(geometry: QgsWkbTypes.Type, theme: Optional[Theme]) -> Tuple[int, int]:
    order = THEMES.index(theme) if theme else len(THEMES)
    if QgsWkbTypes.geometryType(geometry) == QgsWkbTypes.GeometryType.PointGeometry:
        return _POINTS, order
    return (_FILLED if theme else _OUTLINED), order


def _titles(themes: Mapping[str, Optional[Theme]]) -> Dict[str, Text]:
    """The title of each result; of tables that no run has named so that of the theme, with the name of the table where
    several share it or none fits."""
    shared = [theme.id for name, theme in themes.items() if theme and title_of_table(name) is None]
    titles = {}
    for name, theme in themes.items():
        known = title_of_table(name)
        if known is not None:
            titles[name] = known
        elif theme is None:
            titles[name] = same(name.replace("_", " ").capitalize())
        elif shared.count(theme.id) > 1:
            titles[name] = numbered(theme.title, name)
        else:
            titles[name] = theme.title
    return titles

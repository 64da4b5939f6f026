"""The layers of a register, each with its place in the layer tree: what is worked with on top, tables below."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Tuple

from qgis.core import QgsDataProvider, QgsProviderRegistry, QgsProviderSublayerDetails, QgsVectorLayer, QgsWkbTypes

from ..core.cartography.themes import THEMES, theme_for
from ..core.errors import UserError
from ..core.industry.schema import TABLES
from ..core.register.geopackage import reading
from ..core.texts import Text, same
from .fields import describe_fields
from .map_tips import add_map_tip
from .marks import mark
from .origins import keep_origin

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
"""The layers that every register has, in their order; the others follow from the schema and from what was analysed."""


def layers_of(register: Path) -> List[RegisterLayer]:
    """Every layer of the register, in the order of the layer tree."""
    found = {details.name(): details for details in _sublayers(register)}
    fixed = [each for each in FIXED if each.table in found]
    taken = {each.table for each in fixed}
    tables = [_table(name) for name in TABLES if name in found and name not in taken]
    results = [details for name, details in found.items() if name not in taken and name not in TABLES]
    return (
        fixed + _results(register, [each for each in results if each.wkbType() != QgsWkbTypes.Type.NoGeometry]) + tables
    )


def open_layer(register: Path, layer: RegisterLayer, language: str) -> QgsVectorLayer:
    """The layer with its title, labels, value maps and origin."""
    source = f"{register}|layername={layer.table}" + (f"|subset={layer.subset}" if layer.subset else "")
    options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
    opened = QgsVectorLayer(source, layer.title.in_language(language), "ogr", options)
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


def _sublayers(register: Path) -> List[QgsProviderSublayerDetails]:
    found = QgsProviderRegistry.instance().querySublayers(str(register))
    if not found:
        raise UserError(
            Text(
                "{path} bukan register yang dapat dibuka; pilih berkas GeoPackage yang dibuat dengan createregister.",
                "{path} is no register that can be opened; choose a GeoPackage that createregister has made.",
            ),
            path=str(register),
        )
    return found


def _table(name: str) -> RegisterLayer:
    table = TABLES[name]
    if table.geometry:
        return RegisterLayer(name, table.label, BUSINESSES)
    return RegisterLayer(name, table.label, SURVEY_TABLES if name.startswith(SURVEY_PREFIX) else REFERENCE_TABLES)


def _results(register: Path, found: List[QgsProviderSublayerDetails]) -> List[RegisterLayer]:
    """Points over outlines over filled areas; of these only the first is switched on, for it would hide the others."""
    ranked = sorted((_rank(register, details), details.name()) for details in found)
    filled = [name for (kind, _), name in ranked if kind == _FILLED]
    titles = _titles(register, [name for _, name in ranked])
    return [
        RegisterLayer(name, titles[name], RESULTS, "result", visible=kind != _FILLED or name == filled[0])
        for (kind, _), name in ranked
    ]


_POINTS, _OUTLINED, _FILLED = range(3)


def _rank(register: Path, details: QgsProviderSublayerDetails) -> Tuple[int, int]:
    theme = theme_for(_field_names(register, details.name()), "")
    order = THEMES.index(theme) if theme else len(THEMES)
    if QgsWkbTypes.geometryType(details.wkbType()) == QgsWkbTypes.GeometryType.PointGeometry:
        return _POINTS, order
    return (_FILLED if theme else _OUTLINED), order


def _titles(register: Path, names: List[str]) -> Dict[str, Text]:
    """The title of each result's theme, with the name of its table where several share it or none fits."""
    themes = {name: theme_for(_field_names(register, name), "") for name in names}
    shared = [theme.id for theme in themes.values() if theme]
    titles = {}
    for name, theme in themes.items():
        if theme is None:
            titles[name] = same(name.replace("_", " ").capitalize())
        elif shared.count(theme.id) > 1:
            titles[name] = Text("{title} ({name})", "{title} ({name})").format(title=theme.title, name=name)
        else:
            titles[name] = theme.title
    return titles


def _field_names(register: Path, table: str) -> List[str]:
    with reading(str(register)) as connection:  # opening the layer would take twenty times as long
        return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]

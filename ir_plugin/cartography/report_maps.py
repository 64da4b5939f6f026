"""The maps of a report: regions by the numbers that its tables show, small ones hidden."""

from __future__ import annotations

from typing import List

from qgis.core import NULL, QgsFeature, QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice
from qgis.PyQt.QtGui import QImage

from ..core.cartography.atlas_regions import NO_REGIONS
from ..core.cartography.map_sheet import FIGURE
from ..core.classes import Theme
from ..core.documents import Picture
from ..core.errors import UserError
from ..core.industry.themes import COUNTS, WOMEN
from ..core.progress import Progress
from ..core.register.aggregate_columns import HIDDEN
from ..core.register.disaggregated.pages import place_of
from ..core.register.report.content import Content
from ..core.register.report.document import Front
from ..core.register.report.words import MAP_OF
from ..core.texts import Text
from .layer_places import TABLE
from .region_base import CODE
from .sheet_image import sheet_image

THEMES = (COUNTS, WOMEN)
DPI = 300.0
KINDS = {"kode": "string", "nama": "string", COUNTS.field: "integer", WOMEN.field: "double", HIDDEN.name: "string"}
FIELDS = "&".join(f"field={name}:{kind}" for name, kind in KINDS.items())


def report_maps(register: str, made: Content, front: Front, language: str, progress: Progress) -> List[Picture]:
    """A map for each of THEMES of which a number may be shown, in a language. UserError where the register has no
    boundary of the region."""
    layer = regions_layer(register, made, language)
    if layer.extent().isEmpty():
        raise UserError(NO_REGIONS, path=register, level=Text("wilayah", "regions"))
    shown = [theme for theme in THEMES if any(feature[theme.field] != NULL for feature in layer.getFeatures())]
    maps = []
    for number, theme in enumerate(shown):
        progress(number / len(shown))
        maps.append(_map(register, made, front, language, layer, theme))
    return maps


def regions_layer(register: str, made: Content, language: str) -> QgsVectorLayer:
    """The regions below that of the report, in memory, with their numbers; hidden ones empty and marked."""
    stored = QgsVectorLayer(f"{register}|layername={TABLE}", TABLE, "ogr")
    values = made.map_values
    layer = QgsVectorLayer(f"MultiPolygon?crs={stored.crs().authid()}&{FIELDS}", "", "memory")
    codes = ", ".join(f"'{code}'" for code in values)
    features = []
    for region in stored.getFeatures(QgsFeatureRequest().setFilterExpression(f'"{CODE}" IN ({codes})')):
        number, share = values[region[CODE]]
        hides = number is None or (share is None and number > 0)
        feature = QgsFeature(layer.fields())
        feature.setAttributes([region[CODE], region["nama"], number, share, COUNTS.field if hides else None])
        feature.setGeometry(region.geometry())
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    layer.setName(place_of(made.edition).in_language(language))
    return layer


def _map(register: str, made: Content, front: Front, language: str, layer: QgsVectorLayer, theme: Theme) -> Picture:
    words = {
        "PAPER": FIGURE,
        "TITLE": f"{theme.title.in_language(language)}, {made.edition.period}",
        "SUBTITLE": made.edition.title.in_language(language),
        "DRAFT": front.draft,
        "PROFILE": made.edition.profile.code,
    }
    image = sheet_image(register, [layer], made.map_region, language, theme.id, words, DPI)
    return Picture(_png(image), MAP_OF.format(theme=theme.title, place=made.edition.title))


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())

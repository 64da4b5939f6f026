"""A sheet as a picture, for pages that show a map among other things."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

from qgis.core import QgsLayoutExporter, QgsMapLayer, QgsVectorLayer
from qgis.PyQt.QtGui import QImage

from ..core.cartography.atlas_regions import LEVELS, atlas_regions
from ..core.errors import UserError
from ..core.industry.regions import PROVINCE, level_of
from ..core.texts import Text
from .export_atlas import Atlas
from .region_base import BOUNDARY_NAMES, TABLE
from .register_styles import dress
from .sheet import Sheet, SheetMaker
from .sheet_map import extent_of, sheet_crs
from .subject import drawing_order, themed, without_grids

DPI = 150.0
REGENCIES = f"{TABLE}|subset=\"tingkat\" = '2'"
FAILED = Text(
    "Peta tidak dapat digambar karena memori tidak cukup; pakai kertas yang lebih kecil.",
    "The map cannot be drawn for lack of memory; take smaller paper.",
)


def sheet_image(
    register: str,
    layers: Sequence[QgsMapLayer],
    region: str,
    language: str,
    theme: str = "",
    words: Optional[Mapping[str, Any]] = None,
    dpi: float = DPI,
) -> QImage:
    """The sheet of a region (its code; the province's shows all that the layers cover), as exportmap and exportatlas
    draw it.

    layers: what the sheet is about, drawn by the theme of this id where one is given; words: settings of the sheet by
    parameter id, such as TITLE, SOURCE or PAPER. UserError for a region that the register does not have, a theme that
    no layer can show, or words that do not fit. Must run in the main thread.
    """
    values = {"PAPER": "a4_landscape", **(words or {}), "REGISTER": register}
    subject = drawing_order(themed(layers, theme, language) if theme else layers)
    if level_of(region) == PROVINCE:
        maker = SheetMaker(values, subject, language)
        sheet = _province(register, subject, language)
    else:
        level = next(code for code, level in LEVELS.items() if level == level_of(region))
        atlas = Atlas({**values, "LEVEL": level}, subject, language)
        maker, sheet = atlas.maker, atlas.sheet(atlas_regions(register, level, region)[0])
    made = maker.make(sheet)  # held while it is drawn
    image = QgsLayoutExporter(made.layout).renderPageToImage(0, dpi=dpi)
    if image.isNull():
        raise UserError(FAILED)
    return image


def _province(register: str, subject: Sequence[QgsMapLayer], language: str) -> Sheet:
    title = BOUNDARY_NAMES["kabupaten"].in_language(language)
    regencies = QgsVectorLayer(f"{register}|layername={REGENCIES}", title, "ogr")
    dress(regencies, "regencies", language)
    crs = sheet_crs(without_grids(subject))
    return Sheet([regencies, *subject], crs, extent_of(without_grids(subject), crs))

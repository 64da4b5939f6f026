"""A sheet as a picture, for pages that show a map among other things."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

from qgis.core import QgsLayoutExporter, QgsMapLayer
from qgis.PyQt.QtGui import QImage

from ..core.errors import UserError
from ..core.texts import Text
from .region_sheet import region_sheet
from .subject import passed_subject

DPI = 150.0
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
    """The sheet of a region (its name or code; the province's shows all that the layers cover), as exportmap and
    exportatlas draw it.

    layers: what the sheet is about, drawn by the theme of this id where one is given; words: settings of the sheet by
    parameter id, such as TITLE, SOURCE, PAPER or PROFILE. UserError for a region that the register does not have, a
    theme that no layer can show, what may not leave, or words that do not fit. Must run in the main thread.
    """
    values = {"PAPER": "a4_landscape", **(words or {}), "REGISTER": register, "THEME": theme}
    subject = passed_subject(layers, values, language)
    told = region_sheet(register, subject, region, values, language)
    made = told.maker.make(told.sheet)  # held while it is drawn
    image = QgsLayoutExporter(made.layout).renderPageToImage(0, dpi=dpi)
    if image.isNull():
        raise UserError(FAILED)
    return image

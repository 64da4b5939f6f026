"""The inset of Kota Pangkal Pinang, whose 42 villages are too small to read on a map of the province."""

from __future__ import annotations

from typing import List

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsPrintLayout,
    QgsRectangle,
)

from ..core.cartography.map_sheet import grouped
from ..core.cartography.marginalia import INSET_TITLE
from .map_layout import show, write
from .sheet_map import GEOGRAPHIC, centre_on

CITY = QgsRectangle(106.04, -2.17, 106.19, -2.06)
SCALE = 200_000
NEEDED_FROM = 1_000_000
"""Sheets of a larger scale than this show the city well enough, or show another part of the province."""


def fill_inset(layout: QgsPrintLayout, layers: List[QgsMapLayer], denominator: float, language: str) -> None:
    """Shows the city where the sheet needs it, hides the inset and its mark on the map elsewhere."""
    main: QgsLayoutItemMap = layout.itemById("map")
    to_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(GEOGRAPHIC), main.crs(), QgsCoordinateTransformContext()
    )
    city = to_map.transformBoundingBox(CITY)
    needed = denominator >= NEEDED_FROM and main.extent().contains(city)
    for item_id in ("inset_map", "inset_title"):
        show(layout, item_id, needed)
    for overview in main.overviews().asList():
        overview.setEnabled(needed)
    if needed:
        inset: QgsLayoutItemMap = layout.itemById("inset_map")
        inset.setLayers(layers)
        centre_on(inset, main.crs(), city.center(), SCALE)
        write(layout, "inset_title", INSET_TITLE.format(number=grouped(SCALE)).in_language(language))

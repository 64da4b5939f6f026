"""The inset of Kota Pangkal Pinang, whose 42 villages are too small to read on a map of the province."""

from __future__ import annotations

from typing import List, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFillSymbol,
    QgsLayoutItemMap,
    QgsLayoutItemShape,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPrintLayout,
    QgsRectangle,
    QgsVectorLayer,
)

from ..core.cartography.map_sheet import nice_scale, scale_text
from ..core.cartography.marginalia import INSET_TITLE
from ..core.texts import Text, joined
from .legend import keys_shown
from .map_layout import show, write
from .sheet_map import GEOGRAPHIC, centre_on

CITY = QgsRectangle(106.04, -2.17, 106.19, -2.06)
NEEDED_FROM = 4.0
"""How many times as large as the map the inset must show the city, to be worth its place."""


def fill_inset(layout: QgsPrintLayout, layers: List[QgsMapLayer], denominator: float, language: str) -> None:
    """Shows the city where the sheet needs it, hides the inset and its mark on the map elsewhere."""
    main: QgsLayoutItemMap = layout.itemById("map")
    to_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(GEOGRAPHIC), main.crs(), QgsCoordinateTransformContext()
    )
    city = to_map.transformBoundingBox(CITY)
    inset: QgsLayoutItemMap = layout.itemById("inset_map")
    frame = inset.rect()
    scale = nice_scale(city.width(), city.height(), frame.width(), frame.height())
    needed = denominator >= NEEDED_FROM * scale and main.extent().contains(city) and _is_there(layers, city, main.crs())
    for item_id in ("inset_map", "inset_title"):
        show(layout, item_id, needed)
    for overview in main.overviews().asList():
        overview.setEnabled(needed)
    if needed:
        inset.setLayers(layers)
        centre_on(inset, main.crs(), city.center(), scale)
        main.addLabelBlockingItem(inset)
        main.addLabelBlockingItem(_mark(layout, main, inset))
        write(layout, "inset_title", _title(layout, scale).in_language(language))


def _mark(layout: QgsPrintLayout, main: QgsLayoutItemMap, inset: QgsLayoutItemMap) -> QgsLayoutItemShape:
    """Nothing to be seen, over the mark of the inset on the map, which no name shall lie upon."""
    extent, frame = main.extent(), main.rect()
    across, down = frame.width() / extent.width(), frame.height() / extent.height()
    shown = inset.extent()
    mark = QgsLayoutItemShape(layout)
    mark.setId("mark")
    mark.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    mark.setSymbol(QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"}))
    layout.addLayoutItem(mark)
    corner = main.pagePos()
    left, top = corner.x() + (shown.xMinimum() - extent.xMinimum()) * across, corner.y()
    top += (extent.yMaximum() - shown.yMaximum()) * down
    mark.attemptMove(QgsLayoutPoint(left, top))
    mark.attemptResize(QgsLayoutSize(shown.width() * across, shown.height() * down))
    return mark


def _title(layout: QgsPrintLayout, scale: float) -> Text:
    """The city's name with its scale; without, on a template that hides the number of the map's scale too."""
    told = [scale_text(scale)] if layout.itemById("scale_text").isVisible() else []
    return joined([INSET_TITLE, *told], "   ")


def _is_there(layers: Sequence[QgsMapLayer], area: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether any of the layers draws something in the area."""
    return any(not isinstance(layer, QgsVectorLayer) or keys_shown(layer, area, crs) for layer in layers)

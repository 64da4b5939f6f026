"""From a theme of the core to a QGIS renderer of grids."""

from __future__ import annotations

from typing import Sequence

import numpy as np
from qgis.core import (
    QgsColorRampShader,
    QgsRasterDataProvider,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..core.cartography.breaks import class_limits, range_text
from ..core.classes import Ramp

SAMPLED = 400
"""Cells along each side that the limits are judged by."""

ALMOST_NOTHING = 0.01
"""Share of the highest value below which nothing is drawn: the edges of kernels."""


def raster_renderer(
    ramp: Ramp, provider: QgsRasterDataProvider, language: str, limits: Sequence[float]
) -> QgsSingleBandPseudoColorRenderer:
    """Classes of the first band with the colours of a ramp; next to nothing stays transparent.

    limits: the upper limits of the classes, ascending.
    """
    floor = ALMOST_NOTHING * limits[-1]
    clear = QColor(ramp.colours[0])
    clear.setAlpha(0)
    items = [QgsColorRampShader.ColorRampItem(floor, clear, "")]
    for low, high, colour in zip((floor, *limits), limits, ramp.colours[-len(limits) :]):
        label = range_text(low, high, False).in_language(language)
        items.append(QgsColorRampShader.ColorRampItem(high, QColor(colour), label))
    function = QgsColorRampShader(0.0, float(limits[-1]))
    function.setColorRampType(QgsColorRampShader.Type.Discrete)
    function.setColorRampItemList(items)
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(function)
    return QgsSingleBandPseudoColorRenderer(provider, 1, shader)


def apply_raster_theme(layer: QgsRasterLayer, ramp: Ramp, language: str) -> None:
    """Draws a grid by the theme; its limits follow the values of the layer."""
    limits = class_limits(_sampled(layer), len(ramp.colours))
    if len(limits):
        layer.setRenderer(raster_renderer(ramp, layer.dataProvider(), language, limits))
        layer.triggerRepaint()


def _sampled(layer: QgsRasterLayer) -> np.ndarray:
    """The values of a coarse picture of the grid that are more than next to nothing."""
    provider, extent = layer.dataProvider(), layer.extent()
    columns, rows = min(SAMPLED, layer.width()), min(SAMPLED, layer.height())
    block = provider.block(1, extent, columns, rows)
    values = np.array([block.value(row, column) for row in range(rows) for column in range(columns)], np.float64)
    missing = block.noDataValue() if block.hasNoDataValue() else np.nan
    values = values[np.isfinite(values) & (values != missing)]
    return values[values > ALMOST_NOTHING * values.max()] if len(values) else values

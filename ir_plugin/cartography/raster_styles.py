"""From a theme of the core to a QGIS renderer of grids."""

from __future__ import annotations

from typing import Sequence

from osgeo import gdal
from qgis.core import (
    QgsColorRampShader,
    QgsMapLayer,
    QgsRasterDataProvider,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..core.cartography.breaks import growing_limits, number_text, range_text
from ..core.classes import Ramp
from ..core.texts import Text
from .styles import THEME_PROPERTY

ALMOST_NOTHING = 0.01
"""Share of the highest value up to which nothing is drawn: the edges of kernels."""

NOT_DRAWN = Text("sampai {floor} (tidak digambar)", "up to {floor} (not drawn)")


def raster_renderer(
    ramp: Ramp, provider: QgsRasterDataProvider, language: str, limits: Sequence[float]
) -> QgsSingleBandPseudoColorRenderer:
    """Classes of the first band with the colours of a ramp; next to nothing stays transparent, white in a legend.

    limits: the upper limits of the classes, ascending.
    """
    floor = ALMOST_NOTHING * limits[-1]
    words = NOT_DRAWN.format(floor=number_text(floor)).in_language(language)
    items = [QgsColorRampShader.ColorRampItem(floor, QColor(255, 255, 255, 0), words)]
    for low, high, colour in zip((floor, *limits), limits, ramp.colours[-len(limits) :]):
        label = range_text(low, high, False).in_language(language)
        items.append(QgsColorRampShader.ColorRampItem(high, QColor(colour), label))
    function = QgsColorRampShader(0.0, float(limits[-1]))
    function.setColorRampType(QgsColorRampShader.Type.Discrete)
    function.setColorRampItemList(items)
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(function)
    return QgsSingleBandPseudoColorRenderer(provider, 1, shader)


def is_density(layer: QgsMapLayer) -> bool:
    """Whether a layer is a grid that is drawn as a density of businesses."""
    renderer = layer.renderer() if isinstance(layer, QgsRasterLayer) else None
    if not isinstance(renderer, QgsSingleBandPseudoColorRenderer):
        return False
    ends = tuple(words.partition("{floor}")[2] for words in NOT_DRAWN)
    return any(label.endswith(ends) for label, _ in renderer.legendSymbologyItems())


def apply_raster_theme(layer: QgsRasterLayer, ramp: Ramp, language: str) -> None:
    """Draws a grid in a file by the theme; its limits follow its highest value."""
    grid = gdal.Open(layer.source())  # a band lives as long as its grid
    _lowest, highest = grid.GetRasterBand(1).ComputeRasterMinMax(False)
    if highest > 0:
        limits = growing_limits(highest, len(ramp.colours), ALMOST_NOTHING * highest)
        layer.setRenderer(raster_renderer(ramp, layer.dataProvider(), language, limits))
        layer.setCustomProperty(THEME_PROPERTY, ramp.id)
        layer.triggerRepaint()

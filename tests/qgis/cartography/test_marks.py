"""Points and names on the sheet: told apart in the legend, in crowds, and beside the right region."""

from __future__ import annotations

from typing import Any, Callable, Dict

import pytest
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsMapLayerLegendUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

from ir_plugin.cartography.growth import grow, grown
from ir_plugin.cartography.legend import fill_legend
from ir_plugin.cartography.map_layout import layout_from
from ir_plugin.cartography.register_styles import dress, dress_outlines
from ir_plugin.cartography.styles import apply_theme
from ir_plugin.cartography.symbols import MARKER_MM, SMALLEST_MARKER, class_symbol
from ir_plugin.core.industry.themes import CLASSES, OWNERS, POSITIONS
from ir_plugin.qgis_support.paths import styles_folder

WHITE = "#ffffff"


@pytest.fixture
def businesses() -> QgsVectorLayer:
    """Two businesses of two classes."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=kelas_ir:string", "usaha", "memory")
    for code, wkt in (("1", "Point (106 -2)"), ("2", "Point (106.2 -2.1)")):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([code])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    apply_theme(layer, CLASSES, "id")
    QgsProject.instance().addMapLayer(layer)
    return layer


def size_at(symbol: QgsMarkerSymbol, scale: float) -> float:
    scope = QgsExpressionContextScope()
    scope.setVariable("map_scale", scale)
    expressions = QgsExpressionContext()
    expressions.appendScope(scope)
    value, ok = symbol.dataDefinedSize().valueAsDouble(expressions, symbol.size())
    assert ok
    return float(value)


def test_points_are_small_on_the_map_and_full_in_the_legend(businesses: QgsVectorLayer) -> None:
    project = QgsProject()
    layout: QgsPrintLayout = layout_from(styles_folder() / "layouts" / "a3_landscape.qpt", project, "id")
    legend = layout.itemById("legend")
    fill_legend(legend, [businesses], businesses.extent(), businesses.crs(), "id")
    (node,) = legend.model().rootGroup().findLayers()
    custom = [QgsMapLayerLegendUtils.legendNodeCustomSymbol(node, position) for position in range(2)]
    drawn = [item.symbol().clone() for item in businesses.renderer().legendSymbolItems()][:2]
    for in_legend, on_map in zip(custom, drawn):
        assert size_at(on_map, 1_500_000) == pytest.approx(SMALLEST_MARKER * MARKER_MM)
        assert not in_legend.dataDefinedSize().isActive() and in_legend.size() == MARKER_MM
        assert in_legend.color() == on_map.color()


def first_symbol(layer: QgsVectorLayer) -> QgsMarkerSymbol:
    """A copy, for the item that owns the symbol does not live on."""
    return next(item.symbol().clone() for item in layer.renderer().legendSymbolItems())


def test_marks_grow_with_the_paper_and_shrink_as_late(businesses: QgsVectorLayer) -> None:
    """On larger paper a map of one place has a larger scale: there markers are as small as on the smaller one."""
    (larger,) = grown([businesses], 1.5, 2.0)
    before, after = (first_symbol(each) for each in (businesses, larger))
    assert after.size() == 2 * before.size()
    for scale in (100_000, 750_000, 1_500_000):
        assert size_at(after, scale / 2) == pytest.approx(2 * size_at(before, scale))
    assert grown([businesses], 1.0, 1.0) == [businesses]


@pytest.mark.parametrize("hatch", ["", "/", "x", "."])
def test_lines_and_hatches_grow_with_the_paper(hatch: str) -> None:
    thin, thick = class_symbol("polygon", "#eeeeee", hatch), class_symbol("polygon", "#eeeeee", hatch)
    grow(thick, 2.0)
    assert thick.symbolLayer(0).strokeWidth() == 2 * thin.symbolLayer(0).strokeWidth()
    for before, after in zip(thin.symbolLayers()[1:], thick.symbolLayers()[1:]):
        for of in ("distance", "distanceX", "distanceY"):
            if hasattr(before, of):
                assert getattr(after, of)() == 2 * getattr(before, of)()


def edge_of(symbol: QgsMarkerSymbol) -> QColor:
    """The colour of the edge; the symbol, which owns its layers, is held meanwhile."""
    return QColor(symbol.symbolLayer(0).strokeColor())


@pytest.mark.parametrize("colour", ["#1a1a1a", "#2c7fb8", "#f1a340", "#bdbdbd", "#d8b365"])
def test_the_edge_of_a_point_is_a_darker_shade_of_it(colour: str) -> None:
    edge = edge_of(class_symbol("point", colour))
    assert edge.value() < QColor(colour).value()
    assert edge.hsvSaturation() == pytest.approx(QColor(colour).hsvSaturation(), abs=5)


def test_no_point_of_a_theme_has_a_white_edge_but_the_mark_of_a_hull_has(squares: Callable[..., Any]) -> None:
    for theme in (CLASSES, OWNERS, POSITIONS):
        for each in theme.classes:
            assert edge_of(class_symbol("point", each.colour, each.hatch)).name() != WHITE
    layer = squares([1])
    dress_outlines(layer)
    assert edge_of(layer.renderer().symbol().symbolLayer(1).subSymbol()).name() == WHITE


@pytest.fixture
def regencies() -> QgsVectorLayer:
    """A city on the east coast of a regency."""
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:4326&field=nama:string&field=jenis:string", "batas", "memory")
    for name, kind, box in (
        ("Bangka", "KABUPATEN", QgsRectangle(105.2, -2.6, 106.04, -1.5)),
        ("Pangkal Pinang", "KOTA", QgsRectangle(106.04, -2.17, 106.19, -2.06)),
    ):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name, kind])
        geometry = QgsGeometry.fromRect(box)
        geometry.convertToMultiType()
        feature.setGeometry(geometry)
        layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    dress(layer, "regencies", "id")
    QgsProject.instance().addMapLayer(layer)
    return layer


def names_at(layer: QgsVectorLayer, area: QgsRectangle) -> Dict[str, QgsRectangle]:
    """The boxes of the names on a map of this area."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(1000, 1000))
    settings.setOutputDpi(96)
    settings.setExtent(area)
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    labels = job.takeLabelingResults().labelsWithinRect(settings.visibleExtent())
    return {each.labelText: each.labelRect for each in labels}


def test_the_name_of_the_city_stands_in_the_sea_beside_it(regencies: QgsVectorLayer) -> None:
    names = names_at(regencies, QgsRectangle(104.0, -4.0, 107.5, -0.5))
    assert set(names) == {"BANGKA", "KOTA PANGKAL PINANG"}
    assert names["KOTA PANGKAL PINANG"].xMinimum() > 106.19
    assert -2.17 < names["KOTA PANGKAL PINANG"].center().y() < -2.06
    assert names["BANGKA"].xMinimum() > 105.2 and names["BANGKA"].xMaximum() < 106.04


def test_where_the_city_is_wide_its_name_stands_inside(regencies: QgsVectorLayer) -> None:
    names = names_at(regencies, QgsRectangle(106.0, -2.2, 106.25, -2.0))
    box = names["KOTA PANGKAL PINANG"]
    assert box.xMinimum() > 106.04 and box.xMaximum() < 106.19

"""Absolute numbers as circles: as large as their numbers, one upon the other, the same in map, inset and legend."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence, Tuple

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsGeometry,
    QgsMapLayerLegendUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsProject,
    QgsProperty,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

from ir_plugin.cartography.circle_names import CENTRE, names_beside_circles
from ir_plugin.cartography.circles import LEAST_MM, MOST_MM, circle_rules, has_circles, sized_for, spacing_of
from ir_plugin.cartography.growth import grown
from ir_plugin.cartography.labels import label_by
from ir_plugin.cartography.legend import fill_legend, letters_of
from ir_plugin.cartography.map_layout import layout_from
from ir_plugin.cartography.styles import apply_theme
from ir_plugin.core.industry.themes import COUNTS
from ir_plugin.qgis_support.paths import styles_folder

FIELDS = f"field=kode:string&field=nama:string&field={COUNTS.field}:integer"
DPI = 300
ASCENT_MM = 0.3
"""Room above the letters of a name, which counts as part of it."""


def regions(*rows: Sequence[Any]) -> QgsVectorLayer:
    """Squares in metres with a number each: (number, west, south, side)."""
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:23834&{FIELDS}", "wilayah", "memory")
    for at, (number, west, south, side) in enumerate(rows):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([f"19.01.{at:02}", f"Desa {at}", number])
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, west + side, south + side)))
        layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    apply_theme(layer, COUNTS, "id")
    QgsProject.instance().addMapLayer(layer, False)
    return layer


def in_a_row(*numbers: Any, side: float = 10_000.0) -> QgsVectorLayer:
    return regions(*((number, 100_000 + at * side, 0.0, side) for at, number in enumerate(numbers)))


def diameters(layer: QgsVectorLayer, denominator: float) -> List[float]:
    """Of the circles as a sheet of a scale draws them, the smallest first."""
    (sized,) = sized_for([layer], denominator)
    return sorted(circle.size() for circle in circle_rules(sized).values())


def rendered(layers: Sequence[QgsVectorLayer], denominator: float) -> QgsMapRendererSequentialJob:
    """The layers at a scale, and where names stand."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setOutputDpi(DPI)
    area = layers[-1].extent()
    size = QSize(*(int(side / denominator / 0.0254 * DPI) for side in (area.width(), area.height())))
    settings.setOutputSize(size)
    settings.setExtent(area)
    settings.setBackgroundColor(QColor("#d6e6f0"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job


def test_areas_of_circles_are_as_their_numbers() -> None:
    layer = in_a_row(None, 0, 1, 4, 9, 16, 100, 30, 60)
    labels = [item.label() for item in layer.renderer().legendSymbolItems()]
    assert labels == ["Tidak ada data", "0", "1 – 4", "5 – 16", "17 – 36", "37 – 64", "65 – 100"]
    found = diameters(layer, 1_000_000)
    assert [(each / found[-1]) ** 2 for each in found] == pytest.approx([0.04, 0.16, 0.36, 0.64, 1.0], rel=0.01)


@pytest.mark.parametrize(("side", "denominator"), [(6500, 2_500_000), (20_000, 2_500_000), (6500, 100_000), (500, 1e6)])
def test_circles_are_as_large_as_regions_leave_room(side: float, denominator: float) -> None:
    layer = in_a_row(3, 5, side=side)
    assert spacing_of(layer) == pytest.approx(side)
    assert LEAST_MM <= diameters(layer, denominator)[-1] <= MOST_MM
    assert diameters(layer, denominator)[-1] >= diameters(layer, 2 * denominator)[-1]
    (larger,) = grown([layer], 1.0, 1.6)
    assert diameters(larger, denominator / 1.6)[-1] == pytest.approx(1.6 * diameters(layer, denominator)[-1], rel=0.01)


def test_small_circles_lie_upon_large_ones_whatever_comes_first() -> None:
    for order in (1, -1):
        layer = regions(*((100, 0, 0, 10_000), (4, 8000, 4500, 1000), (0, 10_000, 0, 10_000))[::order])
        picture = rendered(sized_for([layer], 1_000_000), 1_000_000).renderedImage()
        tones = [picture.pixelColor(x, y).lightness() for x, y in left_of(picture, layer, 8500, 5000)]
        assert tones[0] < 130 and max(tones) > 200 and tones[-1] < 130, "the white edge of the small one"


def left_of(picture: QImage, layer: QgsVectorLayer, x: float, y: float) -> List[Tuple[int, int]]:
    """The pixels from a millimetre left of a point to it."""
    area, mm = layer.extent(), round(DPI / 25.4)
    column = round((x - area.xMinimum()) / area.width() * picture.width())
    row = round((area.yMaximum() - y) / area.height() * picture.height())
    return [(at, row) for at in range(column - mm, column + 1)]


def test_the_legend_shows_circles_as_they_are_on_the_map() -> None:
    layer = in_a_row(0, 2, 8, 17, 31, 48)
    layout = layout_from(styles_folder() / "layouts" / "a4_landscape.qpt", QgsProject.instance(), "id")
    legend = layout.itemById("legend")
    (sized,) = sized_for([layer], 1_000_000)
    fill_legend(legend, [sized], sized.extent(), sized.crs(), "id")
    (node,) = legend.model().rootGroup().findLayers()
    shown = [QgsMapLayerLegendUtils.legendNodeCustomSymbol(node, position) for position in range(7)]
    circles = [each for each in shown if isinstance(each, QgsMarkerSymbol)]
    assert [each.size() for each in circles] == pytest.approx(diameters(layer, 1_000_000))
    assert len(circles) == 5 and circles[0].color() == QColor(COUNTS.colour)


def test_a_legend_that_is_too_long_stands_in_two_columns(squares: Callable[..., QgsVectorLayer]) -> None:
    (sized,) = sized_for([in_a_row(0, 2, 8, 17, 31, 48)], 10_000)
    base = [squares([1]) for _ in range(4)]
    layout = layout_from(styles_folder() / "layouts" / "a4_landscape.qpt", QgsProject.instance(), "id")
    legend = layout.itemById("legend")
    full, area = letters_of(legend), QgsRectangle(-1e7, -1e7, 1e7, 1e7)
    assert fill_legend(legend, [sized], area, sized.crs(), "id") and legend.columnCount() == 1
    assert fill_legend(legend, [sized, *base], area, sized.crs(), "id") and legend.columnCount() == 2
    assert letters_of(legend) > 0.8 * full


def test_names_stand_beside_the_circles_of_their_regions() -> None:
    layer = in_a_row(40, 3, 0, 12)
    label_by(layer, '"nama"')
    settings = layer.labeling().settings()
    settings.distUnits = QgsUnitTypes.RenderUnit.RenderPixels  # as somebody may have set them
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    sized = sized_for([layer], 250_000)
    job = rendered(names_beside_circles(sized), 250_000)
    placed = {each.labelText: each.labelRect for each in job.takeLabelingResults().labelsWithinRect(layer.extent())}
    assert set(placed) == {"Desa 0", "Desa 1", "Desa 2", "Desa 3"}
    radius: Dict[str, float] = {}
    for condition, circle in circle_rules(sized[0]).items():
        radius.update({each["nama"]: circle.size() / 2000 * 250_000 for each in layer.getFeatures(condition)})
    assert len(radius) == 3
    for feature in layer.getFeatures():
        centre = feature.geometry().centroid()
        words = QgsGeometry.fromRect(placed[feature["nama"]])
        assert words.distance(centre) > radius.get(feature["nama"], 0.0) - ASCENT_MM * 250
        assert feature.geometry().contains(words.centroid())


def test_names_of_other_regions_stay_where_they_are(squares: Callable[..., QgsVectorLayer]) -> None:
    other = squares([1])
    label_by(other, '"nama"')
    layers = [other, *sized_for([in_a_row(40, 3)], 250_000)]
    assert names_beside_circles(layers) == layers


def test_names_of_what_lies_in_a_region_stay_at_their_places() -> None:
    """Businesses say in which village they are, whose circle is not theirs."""
    layer = in_a_row(40, 3)
    points = QgsVectorLayer(f"Point?crs=EPSG:23834&{FIELDS}", "usaha", "memory")
    for region in layer.getFeatures():
        point = QgsFeature(region)
        point.setGeometry(region.geometry().centroid())
        points.dataProvider().addFeatures([point])
    label_by(points, '"nama"')
    layers = [points, *sized_for([layer], 250_000)]
    assert names_beside_circles(layers) == layers


def test_circles_that_somebody_sized_by_a_column_are_left_as_they_are() -> None:
    layer = in_a_row(2, 8)
    for circle in circle_rules(layer).values():
        circle.setDataDefinedSize(QgsProperty.fromExpression(f'sqrt("{COUNTS.field}")'))
    assert not has_circles(layer) and sized_for([layer], 250_000) == [layer]


@pytest.mark.parametrize("size", ["$area / 1e8", "if(@atlas_featureid > 0, 3, NULL)", "broken("])
def test_circles_whose_size_nobody_knows_before_they_are_drawn_are_left_as_they_are(size: str) -> None:
    layer = in_a_row(2, 8)
    for circle in circle_rules(layer).values():
        circle.setDataDefinedSize(QgsProperty.fromExpression(size))
    (same_size,) = names_beside_circles(sized_for([layer], 250_000))
    assert {each.dataDefinedSize().asExpression() for each in circle_rules(same_size).values()} == {size}


BAY = "Polygon((0 0, 9 0, 9 2, 2 2, 2 7, 9 7, 9 9, 0 9, 0 0))"
LAKE = "Polygon((0 0, 9 0, 9 9, 0 9, 0 0), (3 2, 8 2, 8 7, 3 7, 3 2))"
ISLANDS = "MultiPolygon(((0 0, 1 0, 1 1, 0 1, 0 0)), ((3 0, 9 0, 9 9, 7 9, 7 2, 3 2, 3 0)))"


@pytest.mark.parametrize("shape", [BAY, LAKE, ISLANDS])
def test_names_are_beside_circles_also_where_the_middle_of_a_region_is_outside(shape: str) -> None:
    """Where QGIS draws a circle is seen in the picture."""
    layer = in_a_row(8)
    (region,) = layer.getFeatures()
    layer.dataProvider().changeGeometryValues({region.id(): QgsGeometry.fromWkt(shape)})
    layer.updateExtents()
    picture = rendered(sized_for([layer], 250), 250).renderedImage()
    seen = [(x, y) for x in range(0, picture.width(), 4) for y in range(0, picture.height(), 4)]
    drawn = [place for place in seen if picture.pixelColor(*place) == QColor(COUNTS.colour)]
    context = QgsExpressionContext()
    context.setFeature(next(layer.getFeatures()))
    centre, area = QgsExpression(CENTRE).evaluate(context).asPoint(), layer.extent()
    x, y = (sum(axis) / len(drawn) for axis in zip(*drawn))
    assert x / picture.width() * area.width() + area.xMinimum() == pytest.approx(centre.x(), abs=0.2)
    assert area.yMaximum() - y / picture.height() * area.height() == pytest.approx(centre.y(), abs=0.2)


def test_a_style_file_sizes_circles_by_the_scale(tmp_path: Path) -> None:
    layer = in_a_row(1, 100)
    message, ok = layer.loadNamedStyle(str(styles_folder() / "layers" / "ir_jumlah.qml"))
    assert ok, message
    province, regency = (diameters(layer, each) for each in (2_500_000, 500_000))
    assert len(province) == 5 and province[0] >= 0.8 and regency[0] > province[0]

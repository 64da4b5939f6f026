"""Renderers from class tables and ramps: every class, its words, its colour, and a hatch for grey print."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Callable

import pytest
from osgeo import gdal
from qgis.core import QgsRasterLayer, QgsSingleBandGrayRenderer, QgsSymbol, QgsVectorLayer

from ir_plugin.cartography.legend import keys_shown
from ir_plugin.cartography.style_files import LANGUAGE, styled_grid, styled_layer, write_style_files
from ir_plugin.cartography.styles import apply_theme, theme_renderer
from ir_plugin.core.cartography.themes import THEMES
from ir_plugin.core.classes import Circles, Class, ClassTable, Ramp, Theme
from ir_plugin.core.methods.themes import DENSITY
from ir_plugin.core.register.aggregate_columns import HIDDEN
from ir_plugin.core.texts import Text
from ir_plugin.processing.result_styles import keep_grid_style
from ir_plugin.qgis_support.paths import styles_folder

RAMP = Ramp("test_ramp", Text("Jumlah", "Count"), "kelas", "polygon", ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"))

CIRCLES = Circles("test_circles", Text("Jumlah", "Count"), "kelas", "polygon", "#225ea8")


def look(layer: QgsVectorLayer) -> list[tuple]:
    """Label and symbol layers of every class."""
    return [(item.label(), symbol_look(item.symbol())) for item in layer.renderer().legendSymbolItems()]


def symbol_look(symbol: QgsSymbol) -> list[tuple]:
    """Kind, colour and sub symbol of every symbol layer."""
    return [
        (each.layerType(), each.color().name(), symbol_look(each.subSymbol()) if each.subSymbol() else None)
        for each in symbol.symbolLayers()
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_class_table_becomes_categories(
    squares: Callable[..., QgsVectorLayer], table: ClassTable, language: str
) -> None:
    layer = squares([2, 1, 0, None])
    apply_theme(layer, table, language)
    found = [(label, symbol[0][1]) for label, symbol in look(layer)]
    assert found == [(each.label.in_language(language), each.colour) for each in table.classes]
    assert [len(symbol) for _, symbol in look(layer)] == [3, 2, 1, 1]  # fill, then a line pattern for each direction


def test_null_and_unknown_values_are_drawn_as_the_class_without_code(
    squares: Callable[..., QgsVectorLayer], table: ClassTable
) -> None:
    for value in (None, 77):
        layer = squares([value])
        apply_theme(layer, table, "id")
        keys = keys_shown(layer, layer.extent(), layer.crs())
        shown = [item.label() for item in layer.renderer().legendSymbolItems() if item.ruleKey() in keys]
        assert shown == ["Tidak dihitung"]


def test_a_ramp_keeps_zero_and_missing_values_apart(squares: Callable[..., QgsVectorLayer]) -> None:
    layer = squares([None, 0, 1, 2, 3, 5, 8, 13])
    apply_theme(layer, RAMP, "id")
    labels = [label for label, _ in look(layer)]
    assert labels[:2] == ["Tidak ada data", "0"]
    assert labels[-1].endswith("13")
    keys = keys_shown(layer, layer.extent(), layer.crs())
    assert {item.ruleKey() for item in layer.renderer().legendSymbolItems()} <= keys


@pytest.mark.parametrize("theme", [RAMP, CIRCLES], ids=lambda theme: theme.id)
def test_what_was_kept_back_is_neither_missing_nor_zero(
    squares: Callable[..., QgsVectorLayer], widened: Callable[..., QgsVectorLayer], theme: Theme
) -> None:
    rows = [["jumlah"], [None], [None], [None]]
    layer = widened(squares([None, None, 0, 8]), [f"{HIDDEN.name}:string"], rows)
    apply_theme(layer, theme, "en")
    labels = [label for label, _ in look(layer)]
    assert labels == ["Kept back for publication", "No data", "0", "8"]
    keys = {item.ruleKey(): item.label() for item in layer.renderer().legendSymbolItems()}
    assert [keys[key] for key in keys if key in keys_shown(layer, layer.extent(), layer.crs())] == labels
    assert len({str(symbol) for _, symbol in look(layer)}) == 4


@pytest.mark.parametrize("theme", [RAMP, CIRCLES], ids=lambda theme: theme.id)
def test_a_number_below_zero_is_no_datum_and_no_hole(squares: Callable[..., QgsVectorLayer], theme: Theme) -> None:
    layer = squares([-3, None, 0, 8])
    apply_theme(layer, theme, "en")
    layer.dataProvider().deleteFeatures([each.id() for each in layer.getFeatures() if each["kelas"] != -3])
    keys = {item.ruleKey(): item.label() for item in layer.renderer().legendSymbolItems()}
    assert [keys[key] for key in keys if key in keys_shown(layer, layer.extent(), layer.crs())] == ["No data"]


def test_the_hatch_pattern_differs_between_hatches(table: ClassTable) -> None:
    crossed, hatched = theme_renderer(table, "id", "polygon").legendSymbolItems()[:2]
    assert symbol_look(crossed.symbol())[1:] != symbol_look(hatched.symbol())[1:]


def test_findings_lie_above_what_is_none() -> None:
    classes = (Class(1, Text("Temuan", "Finding"), "#b2182b"), Class(0, Text("Lain", "Other"), "#eeeeee", quiet=True))
    table = ClassTable("test_quiet", Text("Uji", "Test"), "kelas", "point", classes)
    renderer = theme_renderer(table, "id", "point")
    assert renderer.usingSymbolLevels()
    categories = renderer.categories()  # they own their symbols
    finding, other = (each.symbol() for each in categories)
    assert (finding.symbolLayer(0).renderingPass(), other.symbolLayer(0).renderingPass()) == (1, 0)
    assert finding.size() > other.size()
    assert not theme_renderer(table, "id", "polygon").usingSymbolLevels()


def test_numbered_groups_are_as_many_as_the_layer_has(squares: Callable[..., QgsVectorLayer]) -> None:
    words = Text("Kawasan {number}", "Region {number}")
    groups = tuple(Class(number, words.format(number=number), f"#00000{number}") for number in (1, 2))
    rest = Class(None, Text("Tidak ikut", "Takes no part"), "#cccccc")
    table = ClassTable("test_groups", Text("Uji", "Test"), "kelas", "polygon", (*groups, rest), numbered=words)
    layer = squares([1, 3])
    apply_theme(layer, table, "en")
    assert [(label, symbol[0][1]) for label, symbol in look(layer)] == [
        ("Region 1", "#000001"),
        ("Region 3", "#000001"),
    ]
    layer = squares([2, None])
    apply_theme(layer, table, "en")
    assert [label for label, _ in look(layer)] == ["Region 2", "Takes no part"]


VECTORS = [theme for theme in THEMES if theme.geometry != "raster"]


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme not in VECTORS], ids=lambda theme: theme.id)
def test_the_style_file_of_a_grid_is_fresh_and_loads(theme: Theme) -> None:
    expected, layer = styled_grid(theme), styled_grid(theme)
    layer.setRenderer(QgsSingleBandGrayRenderer(layer.dataProvider(), 1))
    message, ok = layer.loadNamedStyle(str(styles_folder() / "layers" / f"{theme.id}.qml"))
    assert ok, message
    assert layer.renderer().legendSymbologyItems() == expected.renderer().legendSymbologyItems(), "run `make styles`"


@pytest.mark.parametrize("theme", VECTORS, ids=lambda theme: theme.id)
def test_the_style_file_of_every_theme_is_fresh_and_loads(theme: Theme) -> None:
    expected = styled_layer(theme)
    layer = styled_layer(theme)
    layer.setRenderer(None)
    message, ok = layer.loadNamedStyle(str(styles_folder() / "layers" / f"{theme.id}.qml"))
    assert ok, message
    assert look(layer) == look(expected), "run `make styles`"
    assert LANGUAGE == "id"


def test_a_grid_shows_its_style_when_opened_later(tmp_path: Path) -> None:
    path = str(tmp_path / "kepadatan.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 2, 1, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((0.0, 1.0, 0.0, 0.0, 0.0, -1.0))
    dataset.GetRasterBand(1).WriteRaster(0, 0, 2, 1, struct.pack("<2f", 10.0, 0.01))
    dataset = None
    keep_grid_style(path, DENSITY, "en")
    assert (tmp_path / "kepadatan.qml").exists()
    layer = QgsRasterLayer(path)
    labels = [label for label, _colour in layer.renderer().legendSymbologyItems()]
    assert labels == ["up to 0.1 (not drawn)", *(f"> {low} – {high}" for low, high in pairwise_limits())]


def pairwise_limits() -> list[tuple[str, str]]:
    """From one per cent of 10 up to 10 in five classes, each 2.5 times as high as the one below, rounded up."""
    return [("0.1", "0.26"), ("0.26", "0.64"), ("0.64", "1.6"), ("1.6", "4"), ("4", "10")]


def test_there_is_no_style_file_without_theme() -> None:
    assert {path.stem for path in (styles_folder() / "layers").glob("*.qml")} == {theme.id for theme in THEMES}


def test_style_files_are_the_same_from_run_to_run(tmp_path: object) -> None:
    folder = tmp_path / "layers"
    first = [path.read_text() for path in write_style_files(folder)]
    assert [path.read_text() for path in write_style_files(folder)] == first

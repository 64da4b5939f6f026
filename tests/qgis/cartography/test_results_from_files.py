"""Results that come as files: drawn as their runs have kept them, called by what they are about."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Sequence

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ir_plugin.cartography import fonts
from ir_plugin.cartography.legend import fill_legend, is_outline, letters_of
from ir_plugin.cartography.map_layout import layout_from
from ir_plugin.cartography.styles import apply_theme
from ir_plugin.cartography.subject import subject_of, title_of
from ir_plugin.core.cartography.themes import THEMES, theme_for, themes_for
from ir_plugin.core.industry.privacy.profiles import INTERNAL
from ir_plugin.core.methods.themes import DENSITY, LOCAL_JOINS
from ir_plugin.core.register.run_records import write_record
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import same
from ir_plugin.processing.result_styles import keep_grid_style
from ir_plugin.qgis_support.paths import styles_folder
from tests.qgis.cartography.sheets import draw, sample_register, words


def written(layer: QgsVectorLayer, path: Path, table: str) -> QgsVectorLayer:
    """The layer as a table of a GeoPackage, as Processing loads it."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", table
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    return QgsVectorLayer(f"{path}|layername={table}", path.stem, "ogr")


def drawn(layers: Sequence[QgsMapLayer], folder: Path) -> Sequence[QgsMapLayer]:
    values = {"LAYERS": layers, "OUTPUT": str(folder / "peta.pdf"), "PROFILE": INTERNAL}
    return subject_of(values, QgsProject.instance(), "id").layers


@pytest.mark.parametrize(
    ("settings", "title"),
    [
        ({"FIELD": "ir_per_1000_rt"}, "Peta titik panas dan titik dingin: IR per 1.000 rumah tangga"),
        (
            {"FIELD": "ir_jumlah", "DENOMINATOR": "rumah_tangga"},
            "Peta titik panas dan titik dingin: jumlah IR terhadap rumah tangga",
        ),
        ({"FIELD": "produk_utama", "VALUE": "Kemplang"}, "Peta titik panas dan titik dingin: kemplang"),
    ],
)
def test_a_map_of_a_result_says_of_what(tmp_path: Path, squares: Any, widened: Any, settings: Any, title: str) -> None:
    layer = widened(squares([1, 2]), ["gi_kelas:string"], [["panas"], ["dingin"]])
    table = written(layer, tmp_path / "hasil.gpkg", "titik_panas")
    write_record(
        str(tmp_path / "hasil.gpkg"), RunRecord("hotspotgetisord", settings, 2, 0, "x", same("")), "titik_panas"
    )
    assert title_of(drawn([table], tmp_path), "id") == title


def test_a_map_says_how_it_was_reckoned_where_there_is_room(tmp_path: Path, squares: Any, widened: Any) -> None:
    layer = widened(squares([1, 2]), ["gi_kelas:string", "ir_jumlah:integer"], [["panas", 8], ["dingin", 5]])
    table = written(layer, tmp_path / "hasil.gpkg", "titik_panas")
    told = same("Titik panas dari ir_jumlah dicari dengan Gi* (Getis dkk. 1992). Tetangga: queen.")
    write_record(str(tmp_path / "hasil.gpkg"), RunRecord("hotspotgetisord", {}, 2, 0, "x", told), "titik_panas")
    draw(tmp_path / "peta.pdf", [table], SOURCE="Survei 2025")
    text = " ".join(words(tmp_path / "peta.pdf").split())
    assert "Metode: Titik panas dari jumlah IR dicari dengan Gi* (Getis dkk. 1992)." in text
    assert "Tetangga" not in text and "Sumber: Survei 2025" in text
    draw(tmp_path / "peta.pdf", [table], THEME="ir_jumlah", SOURCE="Survei 2025")
    assert "Metode" not in words(tmp_path / "peta.pdf"), "a number of the register is no result"
    draw(tmp_path / "peta.pdf", [table], SOURCE=6 * "Survei yang disebut panjang sekali, dengan semua mitranya. ")
    text = words(tmp_path / "peta.pdf")
    assert "Metode" not in text and "Riwayat: dibuat" in text


@pytest.mark.parametrize(("region", "is_told"), [("Badau", True), ("Sungailiat", False)])
def test_a_method_is_named_where_the_sheet_of_a_region_shows_its_result(
    tmp_path: Path, squares: Any, widened: Any, region: str, is_told: bool
) -> None:
    counts = widened(squares([1, 2, 3], west=105.6, south=-3.4, side=1.2), ["ir_jumlah:integer"], [[8], [5], [9]])
    counts.dataProvider().addFeatures(list(squares([4, 5, 6], west=105.6, south=-2.2, side=1.2).getFeatures()))
    hulls = widened(squares([1], west=107.7, south=-2.9, side=0.2), ["kategori:string"], [["Kemplang"]])
    outlines = written(hulls, tmp_path / "hasil.gpkg", "klaster_produk")
    told = same("Klaster dicari dengan DBSCAN (Ester dkk. 1996). Jarak 500 m.")
    write_record(str(tmp_path / "hasil.gpkg"), RunRecord("densityclusters", {}, 2, 0, "x", told), "klaster_produk")
    settings = {"REGISTER": str(sample_register()), "REGION": region, "PROFILE": INTERNAL, "SOURCE": "Survei 2025"}
    draw(tmp_path / "peta.pdf", [counts, outlines], **settings)
    assert ("Metode: Klaster dicari dengan DBSCAN" in words(tmp_path / "peta.pdf")) == is_told


def test_a_long_title_of_a_legend_stands_in_lines(squares: Any, widened: Any) -> None:
    """The whole legend would have to be smaller than on other sheets otherwise."""
    (theme,) = (each for each in THEMES if each.id == "butuh_informasi")
    layer = widened(squares([1, 2]), [f"{theme.field}:double"], [[8.0], [5.0]])
    apply_theme(layer, theme, "id")
    layout = layout_from(styles_folder() / "layouts" / "a4_landscape.qpt", QgsProject.instance(), "id")
    legend = layout.itemById("legend")
    full = letters_of(legend)
    QgsProject.instance().addMapLayer(layer)
    assert fill_legend(legend, [layer], layer.extent(), layer.crs(), "id")
    (node,) = legend.model().rootGroup().findLayers()
    lines = node.customProperty("legend/title-label").split("\n")
    assert len(lines) > 1 and lines[-1].endswith("(%\u00a0IR)") and letters_of(legend) == pytest.approx(full)


def test_outlines_of_clusters_and_boundaries_are_no_fills_and_have_names(
    tmp_path: Path, squares: Callable[..., QgsVectorLayer], widened: Callable[..., QgsVectorLayer]
) -> None:
    hulls = widened(squares([1, 2]), ["kategori:string"], [["Kemplang"], ["Terasi"]])
    regencies = QgsVectorLayer(f"{sample_register()}|layername=ref_wilayah|subset=\"tingkat\" = '2'", "r", "ogr")
    regencies.setName(sample_register().stem)
    for layer in drawn([written(hulls, tmp_path / "hasil.gpkg", "klaster_produk"), regencies], tmp_path):
        assert not isinstance(layer.renderer().symbol(), QgsFillSymbol) or layer.labelsEnabled()
        assert layer.name() in ("Klaster produk", "Batas kabupaten/kota")


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    """A density of two by two cells with the look that its run has kept beside it."""
    path = tmp_path / "kepadatan.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 2, 2, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((105.5, 0.5, 0.0, -2.0, 0.0, -0.5))
    dataset.SetProjection(QgsVectorLayer("Point?crs=EPSG:4326", "", "memory").crs().toWkt())
    dataset.GetRasterBand(1).WriteRaster(0, 0, 2, 2, np.array([0.5, 1.0, 2.0, 4.0], "<f4").tobytes())
    dataset.FlushCache()
    keep_grid_style(str(path), DENSITY, "id")
    return path


def test_a_grid_has_its_classes_and_no_name_of_a_band(tmp_path: Path, grid: Path) -> None:
    layer = QgsRasterLayer(str(grid), "kepadatan", "gdal", QgsRasterLayer.LayerOptions(False))
    draw(tmp_path / "peta.pdf", [layer], TITLE="")
    text = words(tmp_path / "peta.pdf")
    assert (
        "PETA KEPADATAN USAHA (PER KM²)" in " ".join(text.split())
        and "> 1,6 – 4" in text.replace("4,0", "4")
        and "Band" not in text
    )


def test_methods_on_points_are_drawn_by_their_result() -> None:
    assert theme_for(["kelas_ir", "lj_kelas"], "point") is LOCAL_JOINS
    assert LOCAL_JOINS in themes_for(["kelas_ir", "lj_kelas"], "point")
    assert [theme.id for theme in themes_for(["kelas_ir"], "point")] == ["kelas_ir"]


def test_boundaries_are_lines_in_the_legend(tmp_path: Path) -> None:
    regencies = QgsVectorLayer(f"{sample_register()}|layername=ref_wilayah|subset=\"tingkat\" = '2'", "", "ogr")
    (layer,) = drawn([regencies], tmp_path)
    assert is_outline(layer.renderer().symbol())
    project = QgsProject()
    layout = layout_from(styles_folder() / "layouts" / "a4_landscape.qpt", project, "id")
    legend = layout.itemById("legend")
    project.addMapLayer(layer, False)
    fill_legend(legend, [layer], layer.extent(), layer.crs(), "id")
    (node,) = legend.model().rootGroup().findLayers()
    assert isinstance(QgsMapLayerLegendUtils.legendNodeCustomSymbol(node, 0), QgsLineSymbol)


@pytest.mark.parametrize(
    ("there", "used"), [({"DejaVu Sans", "Arial"}, "DejaVu Sans"), ({"Noto Sans", "Arial"}, "Noto Sans"), (set(), "")]
)
def test_words_are_in_the_first_family_that_the_machine_has(
    monkeypatch: pytest.MonkeyPatch, there: set, used: str
) -> None:
    monkeypatch.setattr(fonts.QgsFontUtils, "fontFamilyOnSystem", staticmethod(lambda name: name in there))
    assert fonts.family() == (used or fonts.FAMILIES[0])
    assert fonts.text_format(8.0, "#000000").families() == list(fonts.FAMILIES)

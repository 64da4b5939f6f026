"""The page of layers: the filter, the tree beside QGIS's own, styles, and a new business out of a click on the map."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Iterator

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtTest import QTest

from ir_plugin.core.industry.regions import reference_regions
from ir_plugin.core.register.bounds import bounds_of_rows
from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.core.register.geopackage import transaction
from ir_plugin.gui.layers_page import LayersPage

from .conftest import choose, count, wait_until

VILLAGE = "19.02.01.1001"
TOP = QModelIndex()


@pytest.fixture
def page(layers_page: LayersPage) -> LayersPage:
    return layers_page


def labels(page: LayersPage, parent: QModelIndex = TOP) -> Iterator[str]:
    model = page.layers.shown
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield model.data(index)
        yield from labels(page, index)


def test_the_tree_lists_the_layers_of_the_register_with_their_rows(page: LayersPage) -> None:
    wait_until(lambda: "Industri rumahan (2.500)" in labels(page))
    shown = list(labels(page))
    assert shown[:3] == ["Industri rumahan", "Industri rumahan (2.500)", "Usaha (untuk disunting) (2.500)"]
    assert {"Batas kabupaten/kota (7)", "Batas kecamatan (47)", "Batas desa/kelurahan (393)"} < set(shown)


def test_a_check_box_here_and_one_in_qgis_are_the_same(page: LayersPage) -> None:
    districts = page.workspace.layer("ref_wilayah", "districts")
    node = QgsProject.instance().layerTreeRoot().findLayer(districts.id())
    page.layers.choose(districts)
    index, model = page.layers.currentIndex(), page.layers.shown
    role, checked = Qt.ItemDataRole.CheckStateRole, Qt.CheckState.Checked
    assert not node.itemVisibilityChecked()
    assert model.setData(index, checked, role)
    assert node.itemVisibilityChecked()
    node.setItemVisibilityChecked(False)
    assert Qt.CheckState(model.data(index, role)) == Qt.CheckState.Unchecked


def test_layers_of_others_are_not_listed(page: LayersPage, tmp_path: Path) -> None:
    before = list(labels(page))
    QgsProject.instance().addMapLayer(QgsVectorLayer("Point?crs=EPSG:4326", "Sungai", "memory"))
    assert list(labels(page)) == before


def test_the_lists_set_the_filter_and_a_line_says_how_many_are_left(page: LayersPage, register: Path) -> None:
    bar = page.filter_bar
    bar.region.lists[1].setCurrentIndex(bar.region.lists[1].findData("19.01"))
    choose(page, "kelas", "1")
    choose(page, "sex", "P")
    choose(page, "period", "2024")
    chosen = BusinessFilter(region="19.01", kelas="1", sex="P", period="2024")
    assert page.workspace.filter == chosen
    left = count(register, " ".join(("SELECT count(*) FROM usaha_ringkas WHERE", chosen.condition())))
    assert 0 < left < 635
    wait_until(lambda: bar.summary.text() == f"{left} dari 2.500 usaha")
    wait_until(lambda: f"Industri rumahan ({left})" in labels(page))
    bar.clear.click()
    assert not page.workspace.filter
    assert bar.region.lists[1].currentData() == ""
    assert bar.choices["kelas"].currentText() == "(semua)"
    wait_until(lambda: bar.summary.text() == "2.500 usaha")


def test_a_district_is_chosen_inside_of_its_regency(page: LayersPage) -> None:
    regencies, districts = page.filter_bar.region.lists[1:3]
    regencies.setCurrentIndex(regencies.findData("19.06"))
    offered = [districts.itemData(row) for row in range(1, districts.count())]
    assert sorted(offered) == sorted(code for code in reference_regions() if len(code) == 8 and code[:5] == "19.06")
    districts.setCurrentIndex(1)
    assert page.workspace.filter.region == offered[0]


def test_typing_looks_for_the_text_after_a_short_rest(page: LayersPage, register: Path) -> None:
    seen = []
    page.workspace.filter_changed.connect(lambda: seen.append(page.workspace.filter.text))
    QTest.keyClicks(page.filter_bar.text, "Getas Pelangi")
    assert seen == []
    wait_until(lambda: seen)
    assert seen == ["Getas Pelangi"]
    wait_until(lambda: "dari" in page.filter_bar.summary.text())
    left = count(register, "SELECT count(*) FROM ir_usaha WHERE nama_usaha LIKE '%Getas Pelangi%'")
    assert page.filter_bar.summary.text() == f"{left} dari 2.500 usaha"


def test_what_is_being_typed_stays_while_the_register_is_read_again(page: LayersPage) -> None:
    page.filter_bar.text.setText("kemplang")
    page.filter_bar.show_filter()  # as when the lists have been read
    wait_until(lambda: page.workspace.filter)
    assert page.workspace.filter.text == page.filter_bar.text.text() == "kemplang"


def test_a_style_is_chosen_from_the_class_tables(page: LayersPage) -> None:
    layer = page.workspace.layer("usaha_ringkas")
    page.layers.choose(layer)
    offered = [page.style.itemText(row) for row in range(page.style.count())]
    assert page.style.currentText() == "Kelas IR"
    branches = "Industri rumahan menurut cabang industri"
    assert {"Kelas IR", "Jenis kelamin", "Mutu posisi", branches} == set(offered)
    page.style.setCurrentIndex(offered.index("Jenis kelamin"))
    page.style.activated.emit(page.style.currentIndex())
    assert layer.renderer().classAttribute() == "jenis_kelamin"
    page.layers.choose(page.workspace.layer("ref_wilayah", "villages"))
    assert not page.style.isEnabled()
    page.layers.choose(layer)
    assert page.style.currentText() == "Jenis kelamin"


def test_zoom_shows_the_selection(page: LayersPage) -> None:
    canvas, layer = page.workspace.canvas, page.workspace.layer("ref_wilayah", "regencies")
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    layer.selectByExpression("\"kode_dagri\" = '19.02'")
    page.layers.choose(layer)
    page.zoom.click()
    belitung = layer.boundingBoxOfSelected()
    assert canvas.extent().contains(belitung)
    assert canvas.extent().width() < 3 * belitung.width() + 3 * belitung.height()
    layer.removeSelection()


def test_zoom_shows_the_businesses_that_the_filter_leaves(page: LayersPage, register: Path) -> None:
    canvas = page.workspace.canvas
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    chosen = BusinessFilter(region="19.02.03")
    page.workspace.set_filter(chosen)
    page.zoom.click()
    bounds = bounds_of_rows(str(register), "ir_usaha", chosen.condition_for("ir_usaha"))
    assert bounds is not None
    left = QgsRectangle(*bounds)
    wait_until(lambda: canvas.extent().contains(left) and canvas.extent().width() < 5 * (left.width() + left.height()))
    assert canvas.extent().height() < 5 * (left.width() + left.height())


def test_zoom_stays_where_the_filter_leaves_nothing(page: LayersPage) -> None:
    before = page.workspace.canvas.extent()
    page.workspace.set_filter(BusinessFilter(text="there is none of this name"))
    page.zoom.click()
    assert not page.workspace.background.is_idle
    wait_until(lambda: page.workspace.background.is_idle)
    assert page.workspace.canvas.extent() == before


def test_zoom_shows_the_surroundings_of_a_single_business(page: LayersPage) -> None:
    canvas, layer = page.workspace.canvas, page.workspace.layer("usaha_ringkas")
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    layer.selectByIds([7])
    page.zoom.click()
    assert canvas.extent().contains(layer.getFeature(7).geometry().asPoint())
    assert 0.006 < min(canvas.extent().width(), canvas.extent().height()) < 0.007


def test_a_register_of_84000_villages_lists_a_district_at_once(page: LayersPage, register: Path) -> None:
    """Measured at 40 times as many regions as the time allows: a list is read by the index of its parent."""
    columns = "tingkat, jenis, nama, nama_norm, edisi_kode"
    copy = ("INSERT INTO ref_wilayah (kode_dagri, induk,", columns, ") SELECT printf('%s.%d', ?, 1000 + ?), ?,")
    source = (columns, "FROM ref_wilayah WHERE kode_dagri = ?")
    rows = [
        (f"{31 + p}.{k:02d}.{d:02d}", village, f"{31 + p}.{k:02d}.{d:02d}", VILLAGE)
        for p in range(10)
        for k in range(1, 21)
        for d in range(1, 21)
        for village in range(1, 22)
    ]
    with transaction(str(register), references=False) as connection:
        connection.executemany(" ".join((*copy, *source)), rows)
    assert count(register, "SELECT count(*) FROM ref_wilayah WHERE tingkat = '4'") == 84_393
    page.filter_bar.show_register()
    started = time.thread_time()
    found = page.filter_bar.region._within("40.20.20")
    assert len(found) == 21
    assert time.thread_time() - started < 0.1

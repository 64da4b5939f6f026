"""The page of layers: the filter, the tree beside QGIS's own, styles, and a new business out of a click on the map."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Iterator

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsAttributeDialog, QgsMapToolEmitPoint
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from qgis.PyQt.QtTest import QTest

from ir_plugin.core.industry.regions import reference_regions
from ir_plugin.core.register.bounds import bounds_of_rows
from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.core.register.geopackage import reading, transaction
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.layers_page import LayersPage
from ir_plugin.qgis_support.version_differences import is_null

from .conftest import wait_until

VILLAGE = "19.02.01.1001"
TOP = QModelIndex()


@pytest.fixture
def page(opened: Desktop) -> LayersPage:
    page = opened.dock.page(LayersPage)
    assert isinstance(page, LayersPage)
    wait_until(lambda: page.filter_bar.summary.text() and page.filter_bar.choices["period"].count() > 1)
    return page


def labels(page: LayersPage, parent: QModelIndex = TOP) -> Iterator[str]:
    model = page.layers.shown
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield model.data(index)
        yield from labels(page, index)


def count(register: Path, query: str, *values: Any) -> Any:
    with reading(str(register)) as connection:
        return connection.execute(query, values).fetchone()[0]


def choose(page: LayersPage, name: str, code: str) -> None:
    choices = page.filter_bar.choices[name]
    choices.setCurrentIndex(choices.findData(code))


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


def test_a_style_is_chosen_from_the_class_tables(page: LayersPage) -> None:
    layer = page.workspace.layer("usaha_ringkas")
    page.layers.choose(layer)
    offered = [page.style.itemText(row) for row in range(page.style.count())]
    assert page.style.currentText() == "Kelas IR"
    assert {"Kelas IR", "Jenis kelamin", "Mutu posisi"} == set(offered)
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


def test_zoom_shows_the_surroundings_of_a_single_business(page: LayersPage) -> None:
    canvas, layer = page.workspace.canvas, page.workspace.layer("usaha_ringkas")
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    layer.selectByIds([7])
    page.zoom.click()
    assert canvas.extent().contains(layer.getFeature(7).geometry().asPoint())
    assert 0.006 < min(canvas.extent().width(), canvas.extent().height()) < 0.007


def form_opener(monkeypatch: pytest.MonkeyPatch, page: LayersPage) -> list[QgsAttributeDialog]:
    """What QGIS's window does when it is asked for a form."""
    made: list[QgsAttributeDialog] = []

    def get(layer: Any, feature: Any) -> QgsAttributeDialog:
        made.append(QgsAttributeDialog(layer, feature, False))
        return made[-1]

    monkeypatch.setattr(page.workspace.window, "getFeatureForm", get, raising=False)
    return made


def test_a_click_on_the_map_opens_the_form_of_a_new_business_in_its_village(
    page: LayersPage, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = form_opener(monkeypatch, page)
    canvas = page.workspace.canvas
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    place = reference_regions()[VILLAGE].point
    assert place is not None
    page.add.click()
    assert canvas.mapTool() is page.editing.tool
    page.editing.tool.canvasClicked.emit(QgsPointXY(*place), Qt.MouseButton.LeftButton)
    assert not page.add.isChecked()
    feature = forms[0].attributeForm().currentFormFeature()
    assert feature["kode_desa"] == VILLAGE
    assert (feature["metode_koordinat"], feature["mutu_posisi"]) == ("PETA", "B")
    assert not is_null(feature["kode_usaha"])
    assert feature.geometry().asPoint().distance(QgsPointXY(*place)) < 1e-9
    assert page.save.isHidden()
    owner = count(register, "SELECT pemilik_id FROM ir_pemilik LIMIT 1")
    form = forms[0].attributeForm()
    form.changeAttribute("pemilik_id", owner)
    form.changeAttribute("nama_usaha", "Dari peta")
    assert form.save()
    assert not page.save.isHidden()
    page.save.click()
    assert count(register, "SELECT kode_desa FROM ir_usaha WHERE nama_usaha = ?", "Dari peta") == VILLAGE
    assert page.save.isHidden()
    wait_until(lambda: page.filter_bar.summary.text() == "2.501 usaha")
    forms[0].close()


def test_another_language_or_no_plugin_leaves_no_tool_on_the_map(page: LayersPage) -> None:
    canvas = page.workspace.canvas
    page.add.click()
    assert canvas.mapTool() is page.editing.tool
    page.workspace.language_changed.emit()
    QCoreApplication.sendPostedEvents(None, QEvent.DeferredDelete)
    assert canvas.mapTool() is None
    assert canvas.findChildren(QgsMapToolEmitPoint) == []


def test_an_edit_can_be_undone_and_keeps_the_filter_from_changing(
    page: LayersPage, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[Any] = []
    monkeypatch.setattr(page.workspace, "refuse", refused.append)
    layer = page.workspace.layer("ir_usaha")
    assert layer.startEditing()
    layer.beginEditCommand("as a form does: with the fields that follow, such as who and when")
    layer.changeAttributeValue(1, layer.fields().indexOf("nama_usaha"), "Lain")
    layer.endEditCommand()
    assert not page.save.isHidden()
    choose(page, "kelas", "1")
    assert not page.workspace.filter
    assert len(refused) == 1
    assert page.filter_bar.choices["kelas"].currentData() == ""
    page.undo.click()
    assert page.save.isHidden()
    choose(page, "kelas", "1")
    assert page.workspace.filter.kelas == "1"
    assert layer.isEditable()
    layer.rollBack()
    assert count(register, "SELECT count(*) FROM ir_usaha WHERE nama_usaha = 'Lain'") == 0


def test_what_breaks_a_rule_is_not_saved_and_told(
    page: LayersPage, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[Any] = []
    monkeypatch.setattr(page.workspace, "refuse", refused.append)
    layer = page.workspace.layer("ir_usaha")
    assert layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("kode_desa"), "bukan desa")
    page.save.click()
    assert len(refused) == 1
    assert "tidak dapat disimpan" in refused[0].id
    assert not page.save.isHidden()
    assert count(register, "SELECT kode_desa FROM ir_usaha WHERE fid = 1") != "bukan desa"
    layer.rollBack()


def test_edit_opens_the_form_of_the_selected_business(page: LayersPage, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = form_opener(monkeypatch, page)
    refused: list[Any] = []
    monkeypatch.setattr(page.workspace, "refuse", refused.append)
    page.edit.click()
    assert len(refused) == 1
    assert not forms
    page.workspace.layer("usaha_ringkas").selectByIds([7])
    page.edit.click()
    assert forms[0].attributeForm().currentFormFeature().id() == 7
    assert page.workspace.layer("ir_usaha").isEditable()
    forms[0].close()
    page.workspace.layer("ir_usaha").rollBack()


def test_edit_needs_no_selection_where_one_business_is_left(page: LayersPage, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = form_opener(monkeypatch, page)
    page.workspace.set_filter(BusinessFilter(text="IR-1901-0002"))
    page.edit.click()
    assert forms[0].attributeForm().currentFormFeature()["kode_usaha"] == "IR-1901-0002"
    forms[0].close()
    page.workspace.layer("ir_usaha").rollBack()


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
    started = time.perf_counter()
    found = page.filter_bar.region._within("40.20.20")
    assert len(found) == 21
    assert time.perf_counter() - started < 0.1

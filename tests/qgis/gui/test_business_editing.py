"""Businesses by hand: a new one out of a click on the map, the form of another, undo and save."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject
from qgis.gui import QgsAttributeDialog, QgsMapToolEmitPoint
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt

from ir_plugin.core.industry.regions import reference_regions
from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.gui.layers_page import LayersPage

from .conftest import choose, count, wait_until

VILLAGE, NEW = "19.02.01.1001", "Dari peta"


@pytest.fixture
def page(layers_page: LayersPage) -> LayersPage:
    return layers_page


def form_opener(monkeypatch: pytest.MonkeyPatch, page: LayersPage) -> list[QgsAttributeDialog]:
    """What QGIS's window does when it is asked for a form."""
    made: list[QgsAttributeDialog] = []

    def get(layer: Any, feature: Any) -> QgsAttributeDialog:
        made.append(QgsAttributeDialog(layer, feature, False))
        return made[-1]

    monkeypatch.setattr(page.workspace.window, "getFeatureForm", get, raising=False)
    return made


def fill_in(form: QgsAttributeDialog, register: Path) -> None:
    """What a person has to say of a new business, and OK."""
    answers = form.attributeForm()
    answers.changeAttribute("pemilik_id", count(register, "SELECT pemilik_id FROM ir_pemilik LIMIT 1"))
    answers.changeAttribute("nama_usaha", NEW)
    assert answers.save()


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
    wait_until(lambda: forms)
    feature = forms[0].attributeForm().currentFormFeature()
    assert feature["kode_desa"] == VILLAGE
    assert (feature["metode_koordinat"], feature["mutu_posisi"]) == ("PETA", "B")
    assert feature.geometry().asPoint().distance(QgsPointXY(*place)) < 1e-9
    assert page.save.isHidden()
    fill_in(forms[0], register)
    assert not page.save.isHidden()
    page.save.click()
    assert count(register, "SELECT kode_desa FROM ir_usaha WHERE nama_usaha = ?", NEW) == VILLAGE
    assert page.save.isHidden()
    wait_until(lambda: page.filter_bar.summary.text() == "2.501 usaha")
    forms[0].close()


def test_a_new_business_under_a_filter_gets_a_code_that_nobody_has(
    page: LayersPage, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = form_opener(monkeypatch, page)
    page.workspace.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    page.workspace.set_filter(BusinessFilter(text="IR-1902-0001"))
    place = reference_regions()[VILLAGE].point
    assert place is not None
    page.editing.place(QgsPointXY(*place))
    wait_until(lambda: forms)
    assert not page.workspace.filter
    last = count(register, "SELECT max(kode_usaha) FROM ir_usaha WHERE kode_usaha LIKE 'IR-1902-%'")
    fill_in(forms[0], register)
    page.save.click()
    code = count(register, "SELECT kode_usaha FROM ir_usaha WHERE nama_usaha = ?", NEW)
    assert code == f"IR-1902-{int(last[8:]) + 1:04d}"
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


@pytest.mark.parametrize("is_edited", [True, False], ids=["businesses too", "observations only"])
def test_a_filter_loses_no_edit_of_another_table(
    page: LayersPage, monkeypatch: pytest.MonkeyPatch, is_edited: bool
) -> None:
    monkeypatch.setattr(page.workspace, "refuse", lambda _: None)
    businesses, observations = page.workspace.layer("ir_usaha"), page.workspace.layer("ir_pengamatan")
    assert observations.startEditing()
    if is_edited:
        assert businesses.isEditable() or businesses.startEditing()
    observations.changeAttributeValue(1, observations.fields().indexOf("bulan_produksi"), 7)
    choose(page, "kelas", "1")
    assert observations.isModified()
    observations.rollBack()


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


def test_no_form_outlives_the_project(page: LayersPage, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = form_opener(monkeypatch, page)
    page.workspace.layer("usaha_ringkas").selectByIds([7])
    page.edit.click()
    page.edit.click()
    forms[0].close()
    page.workspace.layer("ir_usaha").rollBack()
    QgsProject.instance().clear()
    assert all(map(sip.isdeleted, forms[1:]))


@pytest.mark.parametrize("table", ["ir_usaha", "ir_pengamatan"])
def test_edits_begin_again_after_a_project_was_closed_over_some(
    page: LayersPage, register: Path, tmp_path: Path, table: str
) -> None:
    workspace, project = page.workspace, QgsProject.instance()
    assert project.write(str(tmp_path / "proyek.qgz"))
    assert workspace.layer(table).startEditing()
    project.clear()
    project.read(str(tmp_path / "proyek.qgz"))
    wait_until(lambda: workspace.register == register)
    layer = workspace.layer(table)
    assert layer.startEditing()
    assert layer.isEditable()
    layer.rollBack()

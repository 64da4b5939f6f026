"""What stands beside the dock: locator, options, browser, expression functions, map tips, the system check."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List

import pytest
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeedback,
    QgsLocatorContext,
    QgsProject,
)
from qgis.PyQt.QtWidgets import QApplication, QWidget
from waiting import wait_until

from ir_plugin.core.register.search import search
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.locator import RegisterLocator
from ir_plugin.gui.options_page import OptionsPage
from ir_plugin.gui.places import go_to
from ir_plugin.gui.recent import recent_registers
from ir_plugin.gui.system_dialog import SystemDialog
from ir_plugin.qgis_support.language import language as spoken
from ir_plugin.register.expression_functions import FUNCTIONS
from ir_plugin.register.map_tips import BUSINESS_TIP
from ir_plugin.register.variables import NAMES


def value(expression: str, context: QgsExpressionContext = None) -> Any:
    return QgsExpression(expression).evaluate(context or QgsExpressionContext())


def test_the_locator_finds_what_the_register_holds_and_goes_there(opened: Desktop, register: Path) -> None:
    results: List[Any] = []
    locator = RegisterLocator(opened.workspace).clone()
    locator.resultFetched.connect(results.append)
    locator.fetchResults("Sungai Daeng", QgsLocatorContext(), QgsFeedback())
    assert [result.displayString for result in results] == [each.name for each in search(str(register), "Sungai Daeng")]
    business = next(each for each in search(str(register), "kemplang") if each.table == "ir_usaha")
    go_to(opened.workspace, business.table, business.key)
    chosen = opened.workspace.layer("ir_usaha").selectedFeatures()
    assert [feature["usaha_id"] for feature in chosen] == [business.key]


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
def test_the_examples_of_the_functions_have_an_answer(desktop: Desktop, language: str) -> None:
    answers = {each.name: value(each.example) for each in FUNCTIONS}
    assert answers == {
        "ir_class": {"id": "IR-1 Pemula", "en": "IR-1 Beginner"}[language],
        "ir_region_name": "Bangka",
        "ir_label": {"id": "Perempuan", "en": "Female"}[language],
        "ir_number": {"id": "12.345,5", "en": "12,345.5"}[language],
        "ir_rupiah": {"id": "Rp1.500.000", "en": "Rp1,500,000"}[language],
        "ir_html": "&lt;b&gt;",
    }


@pytest.mark.parametrize(
    "expression", ["ir_class('?')", "ir_class(NULL)", "ir_region_name('x', 'desa')", "ir_number('a')"]
)
def test_what_is_no_code_has_no_words(desktop: Desktop, expression: str) -> None:
    assert value(expression) is None


def test_the_functions_know_the_regions_of_the_register(opened: Desktop) -> None:
    wait_until(lambda: value("ir_region_name('19.05.01.1002')") == "Sungai Daeng")


def test_a_map_tip_shows_names_as_text(opened: Desktop) -> None:
    layer = opened.workspace.layer("usaha_ringkas")
    feature = next(layer.getFeatures())
    feature["nama_usaha"] = "<script>"
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    shown = QgsExpression.replaceExpressionText(BUSINESS_TIP, context)
    assert "&lt;script&gt;" in shown
    assert "[%" not in shown
    assert layer.mapTipTemplate() == BUSINESS_TIP


def test_the_actions_of_a_business_have_its_number_and_place(opened: Desktop) -> None:
    layer, owners = opened.workspace.layer("ir_usaha"), opened.workspace.layer("ir_pemilik")
    numbers = {owner["pemilik_id"]: owner["no_hp"] for owner in owners.getFeatures() if owner["no_hp"]}
    feature = next(each for each in layer.getFeatures() if each["pemilik_id"] in numbers and each.hasGeometry())
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    link, call = (QgsExpression.replaceExpressionText(each.command(), context) for each in layer.actions().actions())
    assert call == f"tel:{numbers[feature['pemilik_id']]}"
    place = feature.geometry().asPoint()
    assert f"mlat={place.y():.4f}"[:12] in link
    assert f"mlon={place.x():.4f}"[:12] in link


def test_the_project_names_its_register(opened: Desktop, register: Path) -> None:
    scope = QgsExpressionContextUtils.projectScope(QgsProject.instance())
    assert [scope.variable(name) for name in NAMES] == [register.name, "19", "2"]


def test_another_language_makes_dock_and_menu_anew(opened: Desktop) -> None:
    page = OptionsPage(None, opened._change_language)
    before = opened.dock.pages.tabText(2)
    page.language.setCurrentIndex(page.language.findData("en"))
    page.apply()
    assert spoken() == "en"
    assert (before, opened.dock.pages.tabText(2)) == ("Analisis", "Analyse")
    tool = QgsApplication.processingRegistry().createAlgorithmById("ir:createregister")
    assert tool.displayName() == "Create a register"
    page.deleteLater()


def test_the_browser_lists_the_registers(opened: Desktop, register: Path) -> None:
    root = opened._browser.createDataItem("", None)
    children = root.createChildren()
    assert [child.toolTip() for child in children] == [str(each) for each in recent_registers()]
    assert children[0].toolTip() == str(register)
    parent = QWidget()
    opening, forgetting = children[0].actions(parent)
    forgetting.trigger()
    assert register not in recent_registers()


def test_the_system_check_can_be_sent(desktop: Desktop) -> None:
    dialog = SystemDialog()
    dialog.test.click()
    dialog.copy.click()
    text = QApplication.clipboard().text()
    assert "QGIS: " in text
    assert len(text.splitlines()) == dialog.table.rowCount() == 13
    assert dialog.table.item(12, 2).text() == "baik"
    dialog.deleteLater()

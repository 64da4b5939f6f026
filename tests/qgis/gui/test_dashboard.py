"""The dashboard: its numbers follow the filter, and its charts set it by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.core.register.overview import Overview, overview
from ir_plugin.gui.bar_list import CODE, BarList
from ir_plugin.gui.dashboard import Dashboard
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.layers_page import LayersPage

from .conftest import in_sight, wait_until


@pytest.fixture
def dashboard(opened: Desktop) -> Dashboard:
    in_sight(opened, LayersPage)
    wait_until(lambda: opened.dock.dashboard.businesses.figure)
    opened.dock.dashboard.toggle.setChecked(True)
    opened.dock.resize(380, 700)
    return opened.dock.dashboard


def codes(chart: BarList) -> list[str]:
    return [chart.item(row).data(CODE) for row in range(chart.count())]


def by_size(told: Overview) -> list[str]:
    """The regions, those with most businesses first."""
    return [each.code for each in sorted(told.regions, key=lambda region: -region.businesses)]


def row_of(chart: BarList, code: str) -> int:
    return codes(chart).index(code)


def test_it_shows_the_figures_of_the_register(dashboard: Dashboard, register: Path) -> None:
    told = overview(str(register), BusinessFilter())
    assert dashboard.businesses.figure == "2.500"
    assert dashboard.women.figure == f"{100 * told.women / told.known:.0f}%"
    assert dashboard.complete.accessibleName() == f"{100 * told.completeness:.0f}% isian lengkap"
    assert codes(dashboard.classes) == [code for code in "123409" if told.classes.get(code)]
    assert dashboard.classes.item(0).text() == f"IR-1 Pemula: {told.classes['1']:,}".replace(",", ".")
    assert codes(dashboard.regions) == by_size(told)
    assert "DRAF" in dashboard.class_title.text()


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_in_english_it_writes_numbers_as_english_does(dashboard: Dashboard) -> None:
    assert dashboard.businesses.accessibleName() == "2,500 businesses"


def test_a_click_on_a_bar_of_a_region_looks_into_it(dashboard: Dashboard, register: Path) -> None:
    chart = dashboard.regions
    place = chart.visualItemRect(chart.item(row_of(chart, "19.02"))).center()
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert dashboard.workspace.filter == BusinessFilter(region="19.02")
    wait_until(lambda: all(code.startswith("19.02.") for code in codes(chart)))
    told = overview(str(register), BusinessFilter(region="19.02"))
    assert codes(chart) == by_size(told)
    assert dashboard.businesses.figure == str(told.businesses)
    dashboard.up.click()
    assert dashboard.workspace.filter == BusinessFilter()


def test_the_keyboard_chooses_a_class_and_lets_go_of_it(dashboard: Dashboard) -> None:
    chart = dashboard.classes
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Space)
    assert dashboard.workspace.filter.kelas == "2"
    wait_until(lambda: codes(chart) == ["2"])
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert not dashboard.workspace.filter


def test_the_tile_of_women_is_a_filter(dashboard: Dashboard) -> None:
    dashboard.women.setFocus()
    QTest.keyClick(dashboard.women, Qt.Key.Key_Space)
    assert dashboard.workspace.filter.sex == "P"
    wait_until(lambda: dashboard.women.figure == "100%")
    assert dashboard.women.isChecked()
    dashboard.women.click()
    assert not dashboard.workspace.filter


def test_folded_it_says_the_figures_in_a_line(dashboard: Dashboard) -> None:
    height = dashboard.sizeHint().height()
    dashboard.toggle.click()
    assert dashboard.body.isHidden()
    assert not dashboard.in_short.isHidden()
    assert dashboard.in_short.text().startswith("2.500 usaha, ")
    assert dashboard.sizeHint().height() < height / 2
    dashboard.toggle.click()
    assert not dashboard.body.isHidden()

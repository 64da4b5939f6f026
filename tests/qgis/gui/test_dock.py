"""The dock around its pages: who reads when, and what is said above them of points that are not on the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List

import pytest
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QTabBar,
    QTableView,
    QTextBrowser,
    QWidget,
)

from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.gui import dashboard, data_page
from ir_plugin.gui.data_page import DataPage
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.layers_page import LayersPage
from ir_plugin.gui.operation_strip import OperationStrip
from ir_plugin.gui.tile import Tile
from ir_plugin.register.results import hide_businesses

from .conftest import in_sight, wait_until
from .operating import run

Watched = List[Any]


def watch(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> Watched:
    """What a function of a module is asked from now on; it answers as before."""
    asked: Watched = []
    answers = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given: asked.append(given) or answers(*given))
    return asked


def wait_for_rest(desktop: Desktop) -> None:
    wait_until(lambda: desktop.workspace.background.is_idle)


def test_a_page_that_nobody_sees_reads_once_it_comes_to_sight(opened: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    in_sight(opened, LayersPage)
    wait_for_rest(opened)
    asked = watch(monkeypatch, data_page, "data_quality")
    for _ in range(3):
        opened.workspace.refresh()
        wait_for_rest(opened)
    assert not asked
    for kind in (DataPage, LayersPage, DataPage):
        in_sight(opened, kind)
        wait_for_rest(opened)
    assert len(asked) == 1
    opened.workspace.refresh()
    wait_for_rest(opened)
    assert len(asked) == 2


def test_a_register_that_is_opened_is_read_once(
    desktop: Desktop, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_sight(desktop, LayersPage, is_open=False)
    asked = watch(monkeypatch, dashboard, "overview")
    desktop.workspace.open_register(register)
    wait_until(lambda: desktop.workspace.register == register)
    wait_for_rest(desktop)
    assert asked == [(str(register), BusinessFilter())]
    assert desktop.dock.dashboard.businesses.figure == "2.500"


def test_who_filters_points_that_are_hidden_is_told_and_can_show_them(opened: Desktop) -> None:
    workspace, told = opened.workspace, opened.dock.hidden_points
    layer = workspace.layer("usaha_ringkas")
    node = workspace.project.layerTreeRoot().findLayer(layer.id())
    assert node.isVisible() and hide_businesses(workspace.project)
    assert told.line.isHidden()
    workspace.set_filter(BusinessFilter(kelas="1"))
    assert not told.line.isHidden()
    told.show_points.click()
    assert node.isVisible() and told.line.isHidden()
    node.setItemVisibilityChecked(False)
    assert not told.line.isHidden()
    workspace.set_filter(BusinessFilter())
    assert told.line.isHidden()


def test_what_came_of_an_operation_is_told_on_its_own_page(opened: Desktop) -> None:
    page = in_sight(opened, DataPage)
    run(page, "checkregister")
    assert [each for each in opened.dock.findChildren(OperationStrip) if not each.isHidden()] == [page.strip]


USED = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView, QProgressBar, QTextBrowser)
"""What a person works with or is told something by, beside labels."""


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
def test_whatever_is_used_has_a_name_and_is_reached_by_the_keyboard(opened: Desktop, language: str) -> None:
    widgets = [each for each in opened.dock.widget().findChildren(QWidget) if isinstance(each, USED)]
    parts = [each for each in widgets if is_ours(each) and not each.isHidden()]
    assert len(parts) > 60
    for each in parts:
        words = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        assert words, f"{type(each).__name__} {each.objectName()!r} in {type(each.parent()).__name__}"
        is_told_only = isinstance(each, QProgressBar) or (isinstance(each, Tile) and not each.isCheckable())
        assert is_told_only or each.focusPolicy() & Qt.FocusPolicy.TabFocus, words


def is_ours(widget: QWidget) -> bool:
    """Not a part that Qt or QGIS has put into a widget, such as the list of a box or the arrows of tabs."""
    above = widget.parent()
    while above is not None and not isinstance(above, (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QTableView)):
        above = above.parent()
    return above is None and not isinstance(widget.parent(), QgsCollapsibleGroupBoxBasic)

"""The plugin in a window, and a register to work on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Iterator, Type, TypeVar

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from waiting import wait_until

import ir_plugin
from ir_plugin.core.register.geopackage import reading
from ir_plugin.gui.data_page import DataPage
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.layers_page import LayersPage
from ir_plugin.gui.page import Page
from ir_plugin.qgis_support.language import set_language

Shown = TypeVar("Shown", bound=Page)
SAMPLE = Path(__file__).parents[3] / "sample_data" / "register_contoh.gpkg"


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Indonesian, unless a test asks for another language."""
    chosen = getattr(request, "param", "id")
    set_language(chosen)
    yield chosen
    set_language("")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The sample register, to be changed at will."""
    return Path(shutil.copy(SAMPLE, tmp_path / "register.gpkg"))


@pytest.fixture
def desktop(qgis_iface: Any, qgis_new_project: None, language: str) -> Iterator[Desktop]:
    """The plugin's part of the window, without a register."""
    plugin = ir_plugin.classFactory(qgis_iface)
    plugin.initGui()
    yield plugin.desktop
    plugin.unload()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    QgsProject.instance().clear()
    QCoreApplication.sendPostedEvents(None, QEvent.DeferredDelete)


@pytest.fixture
def opened(desktop: Desktop, register: Path) -> Desktop:
    """The same with the sample open."""
    desktop.workspace.open_register(register)
    wait_until(lambda: desktop.workspace.register == register)
    return desktop


def in_sight(desktop: Desktop, kind: Type[Shown], is_open: bool = True) -> Shown:
    """The page of a kind as somebody sees it, for a page that nobody sees reads nothing. The window of the tests shows
    no docks, so that this one stands by itself. is_open: a register is; else the start page hides it."""
    page = desktop.dock.page(kind)
    assert isinstance(page, kind)
    desktop.dock.pages.setCurrentWidget(page)
    desktop.dock.setFloating(True)
    desktop.dock.show()
    assert page.isVisible() == is_open
    return page


@pytest.fixture
def layers_page(opened: Desktop) -> LayersPage:
    """The page of layers, when it has read what it shows."""
    page = in_sight(opened, LayersPage)
    wait_until(lambda: page.filter_bar.summary.text() and page.filter_bar.choices["period"].count() > 1)
    return page


def count(register: Path, query: str, *values: Any) -> Any:
    """The first value that a query finds in a register."""
    with reading(str(register)) as connection:
        return connection.execute(query, values).fetchone()[0]


def choose(page: LayersPage, name: str, code: str) -> None:
    """Chooses in a list of the filter."""
    choices = page.filter_bar.choices[name]
    choices.setCurrentIndex(choices.findData(code))


@pytest.fixture
def data_page(opened: Desktop) -> DataPage:
    """The page Data once it has read the sample."""
    shown = in_sight(opened, DataPage)
    wait_until(lambda: shown.quality.rows.offices)
    return shown

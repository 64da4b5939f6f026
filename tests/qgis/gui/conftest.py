"""The plugin in a window, and a register to work on."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent

from ir_plugin.gui.data_page import DataPage
from ir_plugin.gui.desktop import Desktop
from ir_plugin.processing import loaded_results
from ir_plugin.processing.provider import IrProvider
from ir_plugin.qgis_support.language import set_language

SAMPLE = Path(__file__).parents[3] / "sample_data" / "register_contoh.gpkg"
LONGEST_WAIT = 60.0


def wait_until(fulfilled: Callable[[], Any]) -> None:
    """Lets QGIS work until something is so; AssertionError where it takes too long."""
    end = time.monotonic() + LONGEST_WAIT
    while not fulfilled():
        assert time.monotonic() < end, "waited too long"
        QCoreApplication.processEvents()
        time.sleep(0.002)


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
    made = Desktop(qgis_iface)
    yield made
    made.workspace.background.stop()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    made.stop()
    QgsProject.instance().clear()
    QCoreApplication.sendPostedEvents(None, QEvent.DeferredDelete)


@pytest.fixture
def toolbox(qgis_app: Any) -> Iterator[IrProvider]:
    """The algorithms of the plugin, which ``Desktop`` finds in QGIS."""
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)
    loaded_results.forget_all()


@pytest.fixture
def opened(desktop: Desktop, register: Path) -> Desktop:
    """The same with the sample open."""
    desktop.workspace.open_register(register)
    wait_until(lambda: desktop.workspace.register == register)
    return desktop


@pytest.fixture
def page(toolbox: IrProvider, opened: Desktop) -> DataPage:
    """The page Data once it has read the sample."""
    shown = opened.dock.page(DataPage)
    wait_until(lambda: shown.quality.rows.offices)
    return shown

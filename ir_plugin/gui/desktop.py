"""Everything that the plugin adds to the window, made and taken away in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, List, Optional

from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu

from ..core.register.search import region_names
from ..core.texts import Text
from ..processing.help_files import index_url
from ..qgis_support.crs_of_threads import make_crs_anew
from ..qgis_support.language import language
from ..qgis_support.paths import resource
from ..qgis_support.version_differences import task_threads
from ..register import expression_functions
from . import editor_widgets, row_versions
from .browser import RegistersProvider
from .dock import Dock
from .locator import RegisterLocator
from .options_page import OptionsFactory
from .recent import REOPEN
from .register_offers import RegisterOffers
from .system_dialog import TITLE as CHECK_SYSTEM
from .system_dialog import SystemDialog
from .workbench import Workbench
from .workspace import TITLE

SHOW, HELP = Text("&Panel Klaster IR", "Klaster IR &panel"), Text("&Bantuan", "&Help")
LAST_TASKS_MS = 2000
OPTIONS = Text("Pen&gaturan ...", "&Options ...")


class Desktop:
    """The dock, the menu, the tool bar and all that stands beside them."""

    def __init__(self, window: QgisInterface) -> None:
        self._window = window
        row_versions.start(QgsProject.instance())
        editor_widgets.start()
        expression_functions.start()
        self.workspace = Workbench(window)
        self.offers = RegisterOffers(self.workspace)
        self.dock = Dock(self.workspace, self.offers, window.mainWindow())
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self._locator = RegisterLocator(self.workspace)
        window.registerLocatorFilter(self._locator)
        self._options = OptionsFactory(self._change_language)
        window.registerOptionsWidgetFactory(self._options)
        self._browser = RegistersProvider(self.open_register)
        QgsApplication.dataItemProviderRegistry().addProvider(self._browser)
        self._actions: List[QAction] = []
        self._add_actions()
        self.workspace.register_changed.connect(self._learn_regions)
        QgsProject.instance().readProject.connect(self._show_with_project)

    def open_register(self, path: Path) -> None:
        """Opens a register in the dock and shows it."""
        self.dock.setUserVisible(True)
        self.workspace.open_register(path)

    def stop(self) -> None:
        """Takes everything away again."""
        QgsProject.instance().readProject.disconnect(self._show_with_project)
        self._remove_actions()
        QgsApplication.dataItemProviderRegistry().removeProvider(self._browser)
        self._window.unregisterOptionsWidgetFactory(self._options)
        self._window.deregisterLocatorFilter(self._locator)
        self.offers.stop()
        self.workspace.stop()
        self._window.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.workspace.deleteLater()
        expression_functions.stop()
        editor_widgets.stop()
        row_versions.stop(QgsProject.instance())
        # QGIS 3.40 crashes when it closes where such a thread has been to the network and ends after the store of
        # passwords is gone; one that waits for tasks ends at once here, and QGIS makes another when it needs it
        task_threads().waitForDone(LAST_TASKS_MS)
        make_crs_anew()

    def _add_actions(self) -> None:
        show = self._action(SHOW, "")
        show.setCheckable(True)
        self.dock.setToggleVisibilityAction(show)
        self._window.addVectorToolBarIcon(show)
        self._action(OPTIONS, "/mActionOptions.svg", self._show_options)
        self._action(CHECK_SYSTEM, "/mActionHelpContents.svg", self._check_system)
        self._action(HELP, "/mActionHelpContents.svg", self._show_help)

    def _action(self, words: Text, icon: str, called: Optional[Callable[[], None]] = None) -> QAction:
        picture = QgsApplication.getThemeIcon(icon) if icon else QIcon(resource("klaster_ir.svg"))
        action = QAction(picture, words.in_language(language()), self._window.mainWindow())
        if called is not None:
            action.triggered.connect(lambda _=False: called())
        self._window.addPluginToVectorMenu(TITLE, action)
        self._actions.append(action)
        return action

    def _remove_actions(self) -> None:
        for action in self._actions:
            self._window.removePluginVectorMenu(TITLE, action)
            self._window.removeVectorToolBarIcon(action)
            action.deleteLater()
        self._actions.clear()
        for menu in self._window.mainWindow().findChildren(QMenu):
            if menu.title() == TITLE:  # QGIS takes the empty menu out of its own, but keeps it
                menu.deleteLater()

    def _change_language(self) -> None:
        """The menu, the dock and the toolbox are made anew."""
        self._remove_actions()
        self._add_actions()
        self.workspace.language_changed.emit()
        QgsApplication.processingRegistry().providerById("ir").refreshAlgorithms()

    def _learn_regions(self) -> None:
        register = self.workspace.register
        if register is None:
            expression_functions.use_region_names({})
            return
        self.workspace.background.run(
            "regions", lambda _: dict(region_names(str(register))), expression_functions.use_region_names
        )

    def _show_with_project(self) -> None:
        if self.workspace.register is not None and QgsSettings().value(REOPEN, True, type=bool):
            self.dock.setUserVisible(True)

    def _show_options(self) -> None:
        self._window.showOptionsDialog(self._window.mainWindow(), TITLE)

    def _check_system(self) -> None:
        SystemDialog(self._window.mainWindow()).exec()

    def _show_help(self) -> None:
        QDesktopServices.openUrl(QUrl(index_url(language())))

"""Everything that the plugin adds to the window, made and taken away in one place."""

from __future__ import annotations

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..core.texts import Text
from ..qgis_support.language import language
from ..qgis_support.paths import resource
from . import editor_widgets
from .dock import Dock
from .register_offers import RegisterOffers
from .workspace import TITLE, Workspace

SHOW = Text("Panel Klaster IR", "Klaster IR panel")


class Desktop:
    """The dock, the menu, the tool bar and all that stands beside them."""

    def __init__(self, window: QgisInterface) -> None:
        self._window = window
        editor_widgets.start()
        self.workspace = Workspace(window)
        self.offers = RegisterOffers(self.workspace)
        self.dock = Dock(self.workspace, self.offers, window.mainWindow())
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self._show = QAction(QIcon(resource("klaster_ir.svg")), SHOW.in_language(language()), window.mainWindow())
        self._show.setCheckable(True)
        self.dock.setToggleVisibilityAction(self._show)
        window.addPluginToVectorMenu(TITLE, self._show)
        window.addVectorToolBarIcon(self._show)

    def stop(self) -> None:
        """Takes everything away again."""
        self._window.removePluginVectorMenu(TITLE, self._show)
        self._window.removeVectorToolBarIcon(self._show)
        self._show.deleteLater()
        self.offers.stop()
        self.workspace.stop()
        self._window.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.workspace.deleteLater()
        editor_widgets.stop()

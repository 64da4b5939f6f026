"""The dock: which register is open, its key figures, and four pages in the order of the work."""

from __future__ import annotations

from typing import List, Optional, Type

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QProgressBar, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ..qgis_support.language import language
from .analyse_page import AnalysePage
from .dashboard import Dashboard
from .data_page import DataPage
from .hidden_points import HiddenPoints
from .layers_page import LayersPage
from .page import PROGRESS, Page
from .publish_page import PublishPage
from .register_offers import RegisterOffers
from .start_page import StartPage
from .workbench import Workbench
from .workspace import TITLE

PAGES: List[Type[Page]] = [LayersPage, DataPage, AnalysePage, PublishPage]
NAME, NARROWEST, WIDE = "KlasterIrDock", 320, 400
"""Pixels: the panel is never narrower, and as wide at first; on a wide page words need not be cut."""


class Dock(QgsDockWidget):
    """Shows the start page until a register is open, then the dashboard above the pages."""

    def __init__(self, workspace: Workbench, offers: RegisterOffers, parent: Optional[QWidget] = None) -> None:
        super().__init__(TITLE, parent)
        self.setObjectName(NAME)
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self._workspace, self._offers = workspace, offers
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setMaximumHeight(6)
        self._progress.hide()
        workspace.register_changed.connect(self._show_state)
        workspace.language_changed.connect(self._build)
        workspace.opening.connect(self._show_progress)
        self._build()

    def page(self, kind: Type[Page]) -> Page:
        """The page of a kind."""
        pages = map(self.pages.widget, range(self.pages.count()))
        return next(each for each in pages if isinstance(each, kind))

    def _build(self) -> None:
        """Makes everything anew in the language of the plugin, and shows the page that was shown."""
        old = self.widget()
        self._progress.setAccessibleName(PROGRESS.in_language(language()))
        shown = self.pages.currentIndex() if old is not None else 0
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(4, 4, 4, 4)
        self.dashboard = Dashboard(self._workspace)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        for kind in PAGES:
            page = kind(self._workspace)
            self.pages.addTab(page, kind.title.in_language(language()))
        self.pages.setCurrentIndex(shown)
        inside.addWidget(self.dashboard)
        self.hidden_points = HiddenPoints(self._workspace)
        inside.addWidget(self.hidden_points)
        inside.addWidget(self.pages, 1)
        self._states = QStackedWidget()
        self.start = StartPage(self._workspace, self._offers)
        self.start.left.connect(self._show_state)
        self.dashboard.other.clicked.connect(self._show_start)
        self._states.addWidget(self.start)
        self._states.addWidget(body)
        whole = _Whole()
        around = QVBoxLayout(whole)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(self._progress)
        around.addWidget(self._states)
        self.setWidget(whole)
        if old is not None:
            old.deleteLater()
        self._show_state()

    def _show_state(self) -> None:
        self._states.setCurrentIndex(1 if self._workspace.register else 0)

    def _show_start(self) -> None:
        self.start.show_register()
        self._states.setCurrentIndex(0)

    def _show_progress(self, share: float) -> None:
        self._progress.setVisible(share < 1)
        self._progress.setValue(round(100 * share))


class _Whole(QWidget):
    """What the panel holds; QGIS makes room for its hint where nobody has chosen a width yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(NARROWEST)

    def sizeHint(self) -> QSize:
        return QSize(WIDE, super().sizeHint().height())

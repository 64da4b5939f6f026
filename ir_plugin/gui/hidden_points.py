"""A line above the pages while a filter changes nothing on the map, because the businesses' points are switched off."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..core.texts import Text
from ..register.results import are_businesses_hidden, show_businesses
from .page import Page
from .workbench import Workbench

HIDDEN = Text(
    "Titik usaha yang disaring tidak tampak di peta.", "The points of the filtered businesses are not on the map."
)
SHOW, SHOW_HELP = Text("Tampil&kan", "S&how"), Text("Tampilkan titik usaha di peta", "Show the points on the map")


class HiddenPoints(Page):
    """A run hides the points, so that its result is seen; who filters afterwards may want them back."""

    def __init__(self, workspace: Workbench) -> None:
        super().__init__(workspace)
        words = QLabel(self.words(HIDDEN))
        words.setWordWrap(True)
        self.show_points = QPushButton(self.words(SHOW))
        self.show_points.setToolTip(self.words(SHOW_HELP))
        self.show_points.setAccessibleName(self.words(SHOW_HELP))
        self.show_points.clicked.connect(lambda _: show_businesses(workspace.project))
        self.line = QWidget()
        row = QHBoxLayout(self.line)
        row.setContentsMargins(4, 0, 4, 4)
        row.addWidget(words, 1)
        row.addWidget(self.show_points)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.line)
        workspace.project.layerTreeRoot().visibilityChanged.connect(self.show_filter)
        self.show_filter()

    def show_register(self) -> None:
        self.show_filter()

    def show_filter(self, *_: object) -> None:
        """Seen only where the filter leaves out anything."""
        self.line.setVisible(bool(self.workspace.filter) and are_businesses_hidden(self.workspace.project))

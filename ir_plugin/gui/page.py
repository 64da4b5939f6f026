"""What the pages of the dock have in common."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QFrame, QGraphicsOpacityEffect, QLabel, QScrollArea, QVBoxLayout, QWidget

from ..core.texts import Text
from ..qgis_support.language import language
from .workbench import Workbench

PROGRESS = Text("Kemajuan", "Progress")
QUIET = 0.7
"""How strong words of help are beside others, in light and dark themes."""


class Page(QWidget):
    """One page: it builds itself once in the plugin's language and looks again when the workspace says so.

    The dock makes its pages anew when the language changes. Whoever derives from it fills ``__init__`` (after
    ``super().__init__``) and ``show_register``, ``show_data``, ``show_filter`` as far as it shows any of that. What has
    to be read from the register is read in ``show_data``, and asked for with ``look_again``.
    """

    title = Text("", "")

    def __init__(self, workspace: Workbench) -> None:
        super().__init__()
        self.workspace = workspace
        self._is_stale = False
        workspace.register_changed.connect(self.show_register)
        workspace.data_changed.connect(self.look_again)
        workspace.filter_changed.connect(self.show_filter)

    def show_register(self) -> None:
        """Another register is open, or none."""
        self.look_again()

    def show_data(self) -> None:
        """Reads the open register, beside the window."""

    def look_again(self) -> None:
        """Rows of the register have changed: they are read now, or once the page comes to sight."""
        is_open, is_seen = self.workspace.register is not None, self.isVisible()
        self._is_stale = is_open and not is_seen
        if is_open and is_seen:
            self.show_data()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.look_again()

    def show_filter(self) -> None:
        """Other businesses are looked at."""

    def scrolling(self) -> QVBoxLayout:
        """The layout of the page, which scrolls where a small screen has no room for all of it."""
        inside, self.area, whole = QWidget(), QScrollArea(), QVBoxLayout(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        return QVBoxLayout(inside)

    @staticmethod
    def words(text: Text) -> str:
        """The text in the plugin's language."""
        return text.in_language(language())

    @staticmethod
    def quiet(words: str) -> QLabel:
        """Words of help: paler than others, over as many lines as they need."""
        label = QLabel(words)
        label.setWordWrap(True)
        effect = QGraphicsOpacityEffect(label)
        effect.setOpacity(QUIET)
        label.setGraphicsEffect(effect)
        return label

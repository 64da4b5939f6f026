"""Words that may be long: as high as they are, up to some lines; then they scroll."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QResizeEvent, QTextOption
from qgis.PyQt.QtWidgets import QFrame, QTextBrowser

NARROWEST = 100


class FittedText(QTextBrowser):
    """A link is told, never followed. A path is one long word, which is broken where the line ends."""

    def __init__(self, name: str, lines: int) -> None:
        """name: for readers of the screen. lines: so many are seen at once."""
        super().__init__()
        self._lines = lines
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setOpenLinks(False)
        self.textChanged.connect(self._fit)

    def show_lines(self, lines: int) -> None:
        """So many are seen at once from now on."""
        if lines != self._lines:
            self._lines = lines
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words need another height in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        document = self.document().clone()
        document.setTextWidth(max(self.width(), NARROWEST))
        most = round((self._lines + 0.5) * self.fontMetrics().lineSpacing())  # half a line shows that there is more
        wanted = round(document.size().height()) + 2
        # a bar that is there until the height has changed makes the lines shorter and so stays needed
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if wanted <= most else bars.ScrollBarAsNeeded)
        self.setFixedHeight(min(wanted, most))

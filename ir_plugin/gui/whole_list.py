"""A list that shows all of its entries, wrapped where they are long: the page around it scrolls."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QListWidget, QSizePolicy

MARGIN, TALLEST = 4, 10_000


class WholeList(QListWidget):
    """As high as its entries at its width. Whoever changes entries says so with ``entries_changed``."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.entries_changed()

    def entries_changed(self) -> None:
        """Takes the height that its entries need."""
        room = QRect(0, 0, self.viewport().width() - 2 * MARGIN, TALLEST)
        total = 0
        for row in range(self.count()):
            item = self.item(row)
            text = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text())
            height = text.height() + MARGIN
            item.setSizeHint(QSize(0, height))
            total += height
        self.setFixedHeight(total + 2 * self.frameWidth())

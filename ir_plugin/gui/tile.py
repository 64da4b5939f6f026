"""A key figure: a large number, what it counts, and how much of the whole it is."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from qgis.PyQt.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOptionFocusRect

from .tints import behind_words

LARGE, BAR = 1.45, 3
FADED = 170


class Tile(QAbstractButton):
    """Pressed where it is checkable, else only read."""

    def __init__(self, caption: str, pressable: bool = False) -> None:
        super().__init__()
        self._caption, self._figure, self._share = caption, "", None
        self.setAccessibleName(caption)
        self.setCheckable(pressable)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        focus = Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        if pressable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_figure(self, figure: str, share: Optional[float] = None) -> None:
        """The number in words; share: how long the bar under it is, 0 to 1, None for no bar."""
        self._figure, self._share = figure, share
        self.setText(f"{figure} {self._caption}")
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    @property
    def figure(self) -> str:
        """The number in words."""
        return self._figure

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        width = self.fontMetrics().horizontalAdvance(self._caption)
        return QSize(width + 12, round(line * (1 + LARGE)) + BAR + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._large()).horizontalAdvance(self._figure) + 12, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        box = QRectF(self.rect()).adjusted(4, 2, -4, -2)
        painter.setFont(self._large())
        painter.setPen(text)
        painter.drawText(box, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self._figure)
        small = QFont(self.font())
        small.setBold(self.isChecked())
        small.setUnderline(self.isCheckable() and (self.underMouse() or self.isChecked()))
        painter.setFont(small)
        text.setAlpha(FADED)
        painter.setPen(text)
        caption = painter.fontMetrics().elidedText(self._caption, Qt.TextElideMode.ElideRight, int(box.width()))
        above = box.adjusted(0, 0, 0, -BAR - 2)
        painter.drawText(above, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, caption)
        self._draw_share(painter, box)
        if self.hasFocus():
            frame = QStyleOptionFocusRect()
            frame.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, self)
        painter.end()

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * LARGE)
        font.setBold(True)
        return font

    def _draw_share(self, painter: QPainter, box: QRectF) -> None:
        if self._share is None:
            return
        track = QRectF(box.left(), box.bottom() - BAR, box.width(), BAR)
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        full = QRectF(track.left(), track.top(), track.width() * self._share, BAR)
        painter.fillRect(full, colour)
        painter.fillRect(track, behind_words(self.palette()))

"""Bars that can be chosen: a list whose rows carry their share behind the words."""

from __future__ import annotations

from typing import NamedTuple, Optional, Sequence

from qgis.PyQt.QtCore import QModelIndex, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QPainter, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QWidget,
)

from .tints import behind_words

CODE, SHARE, FIGURE = (Qt.ItemDataRole.UserRole + number for number in range(3))
MARGIN = 4


class Bar(NamedTuple):
    """A row: what choosing it means ("" for nothing), its words, its number in words and its length, 0 to 1."""

    code: str
    label: str
    figure: str
    share: float


class BarList(QListWidget):
    """Shows bars, all of them beside each other's numbers; a click, Enter or the space bar chooses one."""

    chosen = pyqtSignal(str)

    def __init__(self, name: str, rows: int) -> None:
        """name: for readers of the screen. rows: how many are seen at once."""
        super().__init__()
        self._rows = rows
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.itemClicked.connect(self._choose)

    def show_bars(self, bars: Sequence[Bar], marked: str) -> None:
        """Takes the place of the bars before; the marked one is what is looked at now."""
        self.clear()
        for bar in bars:
            item = QListWidgetItem(f"{bar.label}: {bar.figure}")
            item.setToolTip(item.text())
            item.setData(CODE, bar.code)
            item.setData(SHARE, bar.share)
            item.setData(FIGURE, (bar.label, bar.figure))
            if bar.code and bar.code == marked:
                font = self.font()
                font.setBold(True)
                item.setFont(font)
            self.addItem(item)
        self.setCurrentRow(0)

    def sizeHint(self) -> QSize:
        return QSize(120, self._rows * row_height(self))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(self._rows, 3) * row_height(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar choose the current row."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentItem() is not None:
            self._choose(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        if item.data(CODE):
            self.chosen.emit(item.data(CODE))


class _Painter(QStyledItemDelegate):
    """A row: the bar in the colour of the theme, the words over it, the number at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(40, row_height(self.parent()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        label, figure = index.data(FIGURE)
        font = index.data(Qt.ItemDataRole.FontRole)
        painter.save()
        painter.setFont(font or option.font)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and bool(index.data(CODE))
        colour = behind_words(option.palette, is_marked=bool(font) or hovered)
        painter.fillRect(QRectF(box.left(), box.top(), box.width() * index.data(SHARE), box.height()), colour)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        inside = box.adjusted(MARGIN, 0, -MARGIN, 0)
        width = painter.fontMetrics().horizontalAdvance(figure)
        room = int(inside.width()) - width - MARGIN
        words = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, figure)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._draw_focus(painter, option)
        painter.restore()

    def _draw_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        frame = QStyleOptionFocusRect()
        frame.rect, frame.palette, frame.state = option.rect, option.palette, option.state
        widget: Optional[QWidget] = self.parent()
        if widget is not None:
            widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, widget)


def row_height(widget: QWidget) -> int:
    """The height of a row in the widget's font."""
    return widget.fontMetrics().height() + MARGIN

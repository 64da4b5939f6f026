"""How Qt scales the lengths of a text for a device, which no method tells: measured."""

from __future__ import annotations

from qgis.PyQt.QtGui import QPagedPaintDevice, QTextBlockFormat, QTextCursor, QTextDocument


def scale_of(device: QPagedPaintDevice) -> float:
    """By how much Qt makes lengths of a text larger for a device, which hangs on the screen: seen at a margin."""
    heights = []
    for margin in (0.0, 100.0):
        text = QTextDocument()
        text.documentLayout().setPaintDevice(device)
        text.setDocumentMargin(margin)
        heights.append(text.documentLayout().documentSize().height())
    return float(heights[1] - heights[0]) / 200.0


def side_scale_of(device: QPagedPaintDevice) -> float:
    """The same of the margin beside a paragraph, which Qt scales otherwise: seen at where its line begins."""
    text = QTextDocument()
    text.documentLayout().setPaintDevice(device)
    text.setDocumentMargin(0)
    form = QTextBlockFormat()
    form.setLeftMargin(100.0)
    cursor = QTextCursor(text)
    cursor.setBlockFormat(form)
    cursor.insertText("x")
    text.documentLayout().documentSize()  # lays it out
    return float(text.firstBlock().layout().lineAt(0).x()) / 100.0 or 1.0

"""Words for people: labels that show what somebody wrote as it is, and sentences without the names of programs."""

from __future__ import annotations

from typing import Iterable

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy


def plain(words: str = "", selectable: bool = False) -> QLabel:
    """A paragraph."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if selectable:
        flags = Qt.TextInteractionFlag
        label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return label


def heading(words: str) -> QLabel:
    """The title of a part of a page."""
    label = plain(words)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def quiet(words: str = "") -> QLabel:
    """Help, paler than what it explains, in light and dark themes."""
    label = plain(words)
    palette = label.palette()
    pale = palette.color(QPalette.ColorRole.WindowText)
    pale.setAlphaF(0.65)
    palette.setColor(QPalette.ColorRole.WindowText, pale)
    label.setPalette(palette)
    return label


def without_names(sentence: str, names: Iterable[str]) -> str:
    """A sentence without the names of parameters in brackets, which say something to programs only."""
    for name in names:
        sentence = sentence.replace(f" ({name})", "")
    return sentence

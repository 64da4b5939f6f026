"""Words for people: labels that show what somebody wrote as it is, and sentences without the names of programs."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy

from ..core.catalogue import ALGORITHMS

PARAMETERS = frozenset(each.id for algorithm in ALGORITHMS for each in (*algorithm.parameters, *algorithm.outputs))
TITLES = tuple(
    (name, each.id) for each in ALGORITHMS for title in each.title for name in {title, title.partition(" (")[0]}
)
"""What people call an algorithm, also without what its title explains in brackets."""


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


def without_names(sentence: str) -> str:
    """A sentence without the names of parameters and algorithms in brackets, which say something to programs only."""
    for name in PARAMETERS:
        sentence = sentence.replace(f" ({name})", "")
    for title, name in TITLES:
        sentence = sentence.replace(f"{title} ({name})", title)
    return sentence

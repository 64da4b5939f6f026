"""The explanation of the village that was clicked last, in sight below a page that scrolls."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ..core.texts import Text
from ..qgis_support.language import language
from .fitted_text import FittedText
from .plain_words import heading

TITLE, CLOSE = Text("Penjelasan desa", "The village explained"), Text("Selesai", "Done")
CLICK = Text("Klik sebuah desa pada peta hasil.", "Click a village on the map of the result.")
LINES = 8


class ExplanationStrip(QFrame):
    """Hidden until somebody explains places. ``closed``: the person has read enough."""

    closed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = FittedText(TITLE.in_language(language()), LINES)
        self.close_it = QPushButton(CLOSE.in_language(language()))
        self.close_it.clicked.connect(lambda: self.closed.emit())
        above, inside = QHBoxLayout(), QVBoxLayout(self)
        above.addWidget(heading(TITLE.in_language(language())), 1)
        above.addWidget(self.close_it)
        inside.setContentsMargins(6, 4, 6, 4)
        inside.setSpacing(2)
        inside.addLayout(above)
        inside.addWidget(self.words)
        self.hide()

    def begin(self) -> None:
        """Says what to do."""
        self.show_words(CLICK.in_language(language()))
        self.show()

    def show_words(self, words: str) -> None:
        """Shows a sentence, as it is: names in it are never read as HTML."""
        self.words.setPlainText(words)

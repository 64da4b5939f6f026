"""What is being done and what came of it: title, progress, cancel, and the sentences at the end."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Callable, List

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from ..core.declaration import Page as PageOutput
from ..core.texts import Text
from ..qgis_support.language import language
from .fitted_text import FittedText
from .operations import DECLARED, Operations
from .page import PROGRESS

CANCEL = Text("&Hentikan", "Sto&p")
CLOSE = Text("Tutup", "Close")
RESULT = Text("Hasil operasi", "Result of the operation")
WARNING = Text("Perhatian:", "Note:")
READ_ON = Text("Baca laporan", "Read the report")
OPEN_FILE = Text("Buka {name}", "Open {name}")
LINES = 6
"""Sentences that are shown; the report has all."""


class OperationStrip(QFrame):
    """Hidden until an operation begins; stays with its sentences until it is closed."""

    def __init__(
        self, operations: Operations, tells: Callable[[str], bool] = lambda _: True, of_trials: bool = False
    ) -> None:
        """tells: of which operations, by their ids, it tells what came of them. of_trials: shows the trials, which
        others leave out, and what came of them only where they failed."""
        super().__init__()
        self._operations, self._tells, self._of_trials = operations, tells, of_trials
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.bar.setAccessibleName(PROGRESS.in_language(language()))
        self.button = QPushButton()
        self.button.clicked.connect(self._press)
        self.words = FittedText(RESULT.in_language(language()), LINES)
        self.words.anchorClicked.connect(open_address)
        above = QHBoxLayout()
        above.addWidget(self.title, 1)
        above.addWidget(self.button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(6, 4, 6, 4)
        inside.setSpacing(4)
        inside.addLayout(above)
        inside.addWidget(self.bar)
        inside.addWidget(self.words)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        operations.changed.connect(self._show)
        operations.progressed.connect(self._advance)
        self._show()

    def _show(self) -> None:
        running, told = self._operations.running, self._operations.notes
        if not self._tells(self._operations.algorithm_id) or (self._of_trials and self._operations.results):
            told = []
        is_mine = self._operations.is_trial == self._of_trials
        self.setVisible(is_mine and (running or bool(told)))
        self.title.setText(f"<b>{html.escape(self._operations.title)}</b>")
        self.button.setText((CANCEL if running else CLOSE).in_language(language()))
        self.button.setVisible(running or not self._of_trials)  # a dialog that shows trials has a button to close it
        self.bar.setVisible(running)
        if not running:
            self.bar.setValue(0)
        self.words.setVisible(bool(told))
        self.words.setHtml(notes_html(self._operations))

    def _advance(self, share: float) -> None:
        self.bar.setValue(round(100 * share))

    def hide_told(self) -> None:
        """What came of an operation has been read, or is out of date."""
        if not self._operations.running:
            self.hide()

    def _press(self) -> None:
        if self._operations.running:
            self._operations.cancel()
        else:
            self.hide_told()


def notes_html(operations: Operations) -> str:
    """The first sentences, warnings marked in words, and links to what was written."""
    lines: List[str] = []
    for note in operations.notes[:LINES]:
        mark = f"<b>{WARNING.in_language(language())}</b> " if note.warning else ""
        lines.append(mark + html.escape(note.sentence))
    return "<br>".join([*lines, *links(operations)])


def links(operations: Operations) -> List[str]:
    """Links to the pages and files that the last operation has written."""
    found = []
    pages = {each.id for declared in DECLARED.values() for each in declared.outputs if isinstance(each, PageOutput)}
    for name, value in operations.results.items():
        if (name in pages or name == "OUTPUT") and isinstance(value, str) and Path(value).is_file():
            words = READ_ON if name in pages else OPEN_FILE.format(name=Path(value).name)
            address = QUrl.fromLocalFile(value).toString()
            found.append(f'<a href="{html.escape(address)}">{html.escape(words.in_language(language()))}</a>')
    return found


def open_address(address: QUrl) -> None:
    """Opens a file with the program that the system has for it."""
    QDesktopServices.openUrl(address)

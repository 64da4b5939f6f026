"""What is being done and what came of it: title, progress, cancel, and the sentences at the end."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Callable, Collection, List

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from ..core.declaration import NewLayer, TextFile
from ..core.declaration import Page as PageOutput
from ..core.errors import UserError
from ..core.register.registers import is_register
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
OPEN_FOLDER = Text("Buka folder {name}", "Open the folder {name}")
ADD = Text("Tambahkan {name} ke peta", "Add {name} to the map")
LINES, SENTENCES = 6, 12
"""Lines that are seen at once, and sentences; where there are more, a report has all."""

FILES = frozenset(("OUTPUT", "INDEX"))
"""Results that are files to look at."""

GEOPACKAGE = ".gpkg"
PARAGRAPH = '<p style="margin: 0 0 3px 0">{}</p>'


class OperationStrip(QFrame):
    """Hidden until an operation begins; stays with its sentences until it is closed."""

    def __init__(
        self,
        operations: Operations,
        tells: Callable[[str], bool] = lambda _: True,
        of_trials: bool = False,
        lines: int = LINES,
    ) -> None:
        """tells: of which operations, by their ids, it tells what came of them. of_trials: shows the trials, which
        others leave out, and what came of them only where they failed. lines: of the sentences seen at once."""
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
        self.words = FittedText(RESULT.in_language(language()), lines)
        self.words.anchorClicked.connect(self._follow)
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

    def _follow(self, address: QUrl) -> None:
        """A layer comes onto the map; anything else opens in its program."""
        if address.toLocalFile().lower().endswith(GEOPACKAGE):
            self._operations.add_to_map(address.toLocalFile())
        else:
            open_address(address)

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
    """What was written to look at, then the first sentences, warnings marked in words, then what there is to read."""
    lines = file_links(operations)
    for note in operations.notes[:SENTENCES]:
        mark = f"<b>{WARNING.in_language(language())}</b> " if note.warning else ""
        lines.append(mark + html.escape(note.sentence))
    return "".join(PARAGRAPH.format(line) for line in (*lines, *page_links(operations)))


def page_links(operations: Operations) -> List[str]:
    """Links to the pages that the last operation has written."""
    outputs = [each for declared in DECLARED.values() for each in declared.outputs]
    pages = {each.id for each in outputs if isinstance(each, PageOutput)}
    return [_html(READ_ON, path) for path in _written(operations, pages)]


def file_links(operations: Operations) -> List[str]:
    """Links to the files that it has written. A GeoPackage is nothing for another program: a layer comes onto the map,
    where those that are made as layers are already; a register leads to its folder, from where it is sent."""
    outputs = DECLARED[operations.algorithm_id].outputs if operations.results else ()
    made = {each.id for each in outputs if isinstance(each, NewLayer)}
    texts = {each.id for each in outputs if isinstance(each, TextFile)}
    found = []
    for path in _written(operations, FILES - made | texts):
        words, place = (ADD, path) if path.suffix.lower() == GEOPACKAGE else (OPEN_FILE, path)
        if _is_register(path):
            words, place = OPEN_FOLDER, path.parent
        found.append(_html(words.format(name=place.name), place))
    return found


def _written(operations: Operations, names: Collection[str]) -> List[Path]:
    values = [value for name, value in operations.results.items() if name in names and isinstance(value, str)]
    return [path for path in map(Path, values) if path.is_file()]


def _html(words: Text, path: Path) -> str:
    address = html.escape(QUrl.fromLocalFile(str(path)).toString())
    return f'<a href="{address}">{html.escape(words.in_language(language()))}</a>'


def _is_register(path: Path) -> bool:
    try:
        return is_register(str(path))
    except UserError:  # it has gone meanwhile
        return False


def open_address(address: QUrl) -> None:
    """Opens a file with the program that the system has for it."""
    QDesktopServices.openUrl(address)

"""What two runs say differently."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.questions.reading import Comparison
from ..core.texts import Text
from ..qgis_support.language import language
from .plain_words import plain

TITLE = Text("Perbandingan dua hasil", "Two results compared")
CHANGED = Text(
    "{changed} dari {units} baris berubah kelas antara {before} dan {after}.",
    "{changed} of {units} rows {changed:changes its|change their} class between {before} and {after}.",
)
HEADINGS = (Text("Kode", "Code"), Text("Nama", "Name"), Text("Sebelum", "Before"), Text("Sesudah", "After"))
CLOSE = Text("&Tutup", "&Close")
WIDTH, HEIGHT = 560, 380


class ComparisonDialog(QDialog):
    """A sentence and the units that changed."""

    def __init__(self, comparison: Comparison, names: Sequence[str], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_words(TITLE))
        self.resize(WIDTH, HEIGHT)
        inside = QVBoxLayout(self)
        counts = {"changed": len(comparison.changes), "units": comparison.units}
        self.sentence = plain(
            _words(CHANGED.format(before=one_line(names[0]), after=one_line(names[1]), **counts)), selectable=True
        )
        self.table = QTableWidget(len(comparison.changes), len(HEADINGS))
        self.table.setHorizontalHeaderLabels([_words(each) for each in HEADINGS])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(_words(TITLE))
        self.table.verticalHeader().hide()
        for row, change in enumerate(comparison.changes):
            cells = (change.unit, change.name, _words(change.before), _words(change.after))
            for column, words in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(words))
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setStretchLastSection(True)
        close = QDialogButtonBox()
        close.addButton(_words(CLOSE), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        for each in (self.sentence, self.table, close):
            inside.addWidget(each)


def _words(text: Text) -> str:
    return text.in_language(language())


def one_line(words: str) -> str:
    """The name of a run as part of a sentence."""
    return words.replace("\n", ", ")

"""The runs whose results the register holds: run again, compare two, remove."""

from __future__ import annotations

from typing import List, Optional

from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QDateTime, QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidgetItem, QPushButton, QVBoxLayout

from ..core.catalogue import ALGORITHMS
from ..core.questions.declaration import BUSINESSES, VILLAGES, Answer
from ..core.questions.questions import answer_with
from ..core.register.run_records import Run
from ..core.register.summary_view import NAME as SUMMARY
from ..core.texts import Text
from ..qgis_support.language import language
from .analysis_runs import COUNTS
from .plain_words import quiet
from .whole_list import WholeList

HISTORY = Text("Riwayat", "History")
NONE = Text("Belum ada hasil di register ini.", "The register holds no results yet.")
AGAIN = Text("&Ulangi", "Run &again")
AGAIN_HELP = Text(
    "Menjalankan lagi dengan pengaturan yang sama pada data sekarang.",
    "Runs it again with the same settings on the data as they are now.",
)
COMPARE = Text("&Bandingkan", "C&ompare")
COMPARE_HELP = Text(
    "Pilih dua hasil (Ctrl+klik) untuk melihat apa yang berubah kelasnya.",
    "Select two results (Ctrl+click) to see what has changed its class.",
)
REMOVE = Text("&Hapus ...", "&Remove ...")
LINE = Text("{title}\n{moment}, {units} baris", "{title}\n{moment}, {units} rows")


class RunHistory(QgsCollapsibleGroupBoxBasic):
    """The list with its buttons."""

    again = pyqtSignal(object)
    compare = pyqtSignal(object, object)
    remove = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__(_words(HISTORY))
        self._runs: List[Run] = []
        self.list, self.empty = WholeList(), quiet(_words(NONE))
        self.list.setAccessibleName(_words(HISTORY))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.run_again, self.compare_two, self.take_out = (
            QPushButton(_words(each)) for each in (AGAIN, COMPARE, REMOVE)
        )
        self.run_again.setToolTip(_words(AGAIN_HELP))
        self.compare_two.setToolTip(_words(COMPARE_HELP))
        inside, buttons = QVBoxLayout(self), QHBoxLayout()
        inside.setContentsMargins(4, 4, 4, 4)
        for button in (self.run_again, self.compare_two, self.take_out):
            buttons.addWidget(button)
        for each in (self.empty, self.list):
            inside.addWidget(each)
        inside.addLayout(buttons)
        self.list.itemSelectionChanged.connect(self._enable)
        self.run_again.clicked.connect(lambda: self.again.emit(self.selected[0]))
        self.compare_two.clicked.connect(lambda: self.compare.emit(*self.selected[::-1]))
        self.take_out.clicked.connect(lambda: self.remove.emit(self.selected[0]))
        self.show_runs([])

    @property
    def selected(self) -> List[Run]:
        """The chosen runs, the later one first."""
        return [self._runs[row] for row in sorted(index.row() for index in self.list.selectedIndexes())]

    def show_runs(self, runs: List[Run]) -> None:
        """Lists runs, the last one first."""
        self._runs = runs
        self.list.clear()
        for run in runs:
            item = QListWidgetItem(line_of(run))
            item.setToolTip("\n".join((*run.layers, settings_of(run))))
            self.list.addItem(item)
        self.list.setVisible(bool(runs))
        self.empty.setVisible(not runs)
        self.list.entries_changed()
        self._enable()

    def _enable(self) -> None:
        chosen = self.selected
        self.run_again.setEnabled(len(chosen) == 1 and repeated(chosen[0]) is not None)
        self.compare_two.setEnabled(len(chosen) == 2)
        self.take_out.setEnabled(len(chosen) == 1)


def line_of(run: Run) -> str:
    """What, when, of how many."""
    record = run.record
    title = next(
        (each.title for each in ALGORITHMS if each.id == record.algorithm), Text(record.algorithm, record.algorithm)
    )
    moment = QDateTime.fromString(record.finished, Qt.DateFormat.ISODateWithMs).toLocalTime()
    locale = QLocale(QLocale.Language.Indonesian if language() == "id" else QLocale.Language.English)
    return _words(LINE.format(title=title, moment=locale.toString(moment, "d MMM yyyy HH:mm"), units=record.units_used))


def settings_of(run: Run) -> str:
    """The settings that say something, in one line."""
    shown = {name: value for name, value in run.record.parameters.items() if value not in (None, "", [])}
    return ", ".join(f"{name}={value}" for name, value in sorted(shown.items()))


def repeated(run: Run) -> Optional[Answer]:
    """How to run the same again on the register; None where the run was not one of it."""
    try:
        answer = answer_with(run.record.algorithm)
    except KeyError:
        return None
    tables = {VILLAGES: COUNTS, BUSINESSES: SUMMARY}
    named = {name: str(run.record.parameters.get(name, "")) for name in answer.layers}
    same = all(named[name].endswith(f"layername={tables[kind]}") for name, kind in answer.layers.items())
    return answer if same else None


def _words(text: Text) -> str:
    return text.in_language(language())

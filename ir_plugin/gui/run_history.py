"""The runs whose results the register holds: run again, compare two, remove."""

from __future__ import annotations

from typing import Any, List, Optional

from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QDateTime, QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidgetItem, QPushButton, QVBoxLayout

from ..core.catalogue import ALGORITHMS
from ..core.declaration import Algorithm
from ..core.parameters import Choice, FieldChoice, Flag, LayerInput, Parameter
from ..core.questions.declaration import BUSINESSES, VILLAGES, Answer
from ..core.questions.questions import answer_with
from ..core.register.aggregate_columns import label_of
from ..core.register.run_records import Run
from ..core.register.summary_view import NAME as SUMMARY
from ..core.texts import Text, same
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
YES, NO = Text("ya", "yes"), Text("tidak", "no")
REMOVE = Text("&Hapus ...", "&Remove ...")
LINE = Text("{title}\n{moment}, {units} baris", "{title}\n{moment}, {units} {units:row|rows}")


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
        self.list.setAlternatingRowColors(True)
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
            item = QListWidgetItem("\n".join(filter(None, (line_of(run), settings_of(run)))))
            item.setToolTip(", ".join(run.layers))
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


def declaration_of(run: Run) -> Optional[Algorithm]:
    """The method of a run; None where this version has none of that name."""
    return next((each for each in ALGORITHMS if each.id == run.record.algorithm), None)


def line_of(run: Run) -> str:
    """What, when, of how many."""
    record, algorithm = run.record, declaration_of(run)
    moment = QDateTime.fromString(record.finished, Qt.DateFormat.ISODateWithMs).toLocalTime()
    locale = QLocale(QLocale.Language.Indonesian if language() == "id" else QLocale.Language.English)
    title = algorithm.title if algorithm is not None else same(record.algorithm)
    return _words(LINE.format(title=title, moment=locale.toString(moment, "d MMM yyyy HH:mm"), units=record.units_used))


def settings_of(run: Run) -> str:
    """The settings that differ from the defaults, in one line; layers aside."""
    algorithm = declaration_of(run)
    said = []
    for each in algorithm.parameters if algorithm is not None else ():
        value = run.record.parameters.get(each.id)
        if isinstance(each, LayerInput) or value in (None, "", [], getattr(each, "default", None)):
            continue
        said.append(f"{_words(each.label)}: {_value(each, value)}")
    return "; ".join(said)


def _value(parameter: Parameter, value: Any) -> str:
    if isinstance(parameter, Flag):
        return _words(YES if value else NO)
    if isinstance(parameter, FieldChoice):
        return _words(label_of(str(value)))
    if isinstance(parameter, Choice) and value in {each.code for each in parameter.options}:
        return _words(parameter.label_of(value))  # another version may have had other options
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def repeated(run: Run) -> Optional[Answer]:
    """How to run the same again on the register; None where the run was not one of it."""
    try:
        answer = answer_with(run.record.algorithm)
    except KeyError:
        return None
    tables = {VILLAGES: COUNTS, BUSINESSES: SUMMARY}
    named = {name: str(run.record.parameters.get(name, "")) for name in answer.layers}
    is_same = all(named[name].endswith(f"layername={tables[kind]}") for name, kind in answer.layers.items())
    return answer if is_same else None


def _words(text: Text) -> str:
    return text.in_language(language())

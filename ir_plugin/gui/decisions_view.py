"""What a person has to decide between two: conflicts of merges, and businesses that may be one; side by side."""

from __future__ import annotations

from typing import Any, List, NamedTuple, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.industry.schema import TABLES
from ..core.industry.value_lists import VALUE_LISTS
from ..core.register.finding_list import ConflictRow, PairRow
from ..core.register.packages.comparison import WHOLE
from ..core.register.packages.conflicts import WHOLE_ROW, Listed
from ..core.texts import Text
from ..qgis_support.language import language
from .places import show_place
from .workbench import Workbench

BEFORE, HERE, THERE = Text("Semula:", "Before:"), Text("Register:", "Register:"), Text("Paket:", "Package:")
WHY = Text("Sebab:", "Reason:")
ONE, OTHER = Text("Usaha 1:", "Business 1:"), Text("Usaha 2:", "Business 2:")
NOTHING = Text("(kosong)", "(empty)")
LONGEST = 300


class Decision(NamedTuple):
    """One thing to decide: its id, its line in the list, what is set side by side, and the business it is about."""

    id: str
    line: str
    sides: Sequence[Tuple[Text, str]]
    business: Optional[str]


class Kind(NamedTuple):
    """How one is decided: the algorithm, the parameter that names it, and the choices, the first being the usual."""

    name: Text
    none: Text
    algorithm: str
    parameter: str
    choices: Sequence[Tuple[str, Text]]


CONFLICTS = Kind(
    Text("Perbedaan dari penggabungan paket", "Conflicts of merged packages"),
    Text("Tidak ada perbedaan yang menunggu keputusan.", "No conflict waits for a decision."),
    "resolveconflict",
    "CONFLICT",
    (
        ("register", Text("Pakai nilai &register", "Keep the &register's")),
        ("package", Text("Pakai nilai &paket", "Take the &package's")),
    ),
)
PAIRS = Kind(
    Text("Usaha yang mungkin sama", "Businesses that may be one"),
    Text("Tidak ada kemungkinan ganda yang menunggu keputusan.", "No possible duplicate waits for a decision."),
    "decideduplicate",
    "PAIR",
    (("different", Text("Usaha &berbeda", "&Different")), ("same", Text("Usaha yang &sama", "The &same"))),
)


class DecisionsView(QWidget):
    """A list of what is undecided, the two sides of the chosen one below it, and a button for each choice."""

    def __init__(self, workspace: Workbench, kind: Kind) -> None:
        super().__init__()
        self._workspace, self._kind = workspace, kind
        self._decisions: Sequence[Decision] = ()
        self.none = QLabel(kind.none.in_language(language()))
        self.none.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(kind.name.in_language(language()))
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show_sides)
        self.list.itemActivated.connect(self._go)
        self.sides = QFormLayout()
        self.buttons: List[QPushButton] = []
        row = QHBoxLayout()
        for code, words in kind.choices:
            button = QPushButton(words.in_language(language()))
            button.clicked.connect(lambda _=False, chosen=code: self._decide(chosen))
            row.addWidget(button)
            self.buttons.append(button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.addWidget(self.none)
        inside.addWidget(self.list, 1)
        inside.addLayout(self.sides)
        inside.addLayout(row)
        inside.addStretch(0)
        self.take(())

    def take(self, decisions: Sequence[Decision]) -> None:
        """Shows what is undecided now."""
        at = max(0, self.list.currentRow())
        self._decisions = decisions
        self.list.blockSignals(True)
        self.list.clear()
        for each in decisions:
            item = QListWidgetItem(each.line)
            item.setToolTip(each.line)
            self.list.addItem(item)
        self.list.setCurrentRow(min(at, len(decisions) - 1))
        self.list.blockSignals(False)
        self.none.setVisible(not decisions)
        self.list.setVisible(bool(decisions))
        for button in self.buttons:
            button.setVisible(bool(decisions))
        self._show_sides()

    def _current(self) -> Optional[Decision]:
        row = self.list.currentRow()
        return self._decisions[row] if 0 <= row < len(self._decisions) else None

    def _show_sides(self, *_: object) -> None:
        while self.sides.rowCount():
            self.sides.removeRow(0)
        current = self._current()
        for heading, words in current.sides if current else ():
            label = QLabel(words[:LONGEST])
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.sides.addRow(heading.in_language(language()), label)

    def _decide(self, choice: str) -> None:
        current = self._current()
        if current is not None:
            named = {self._kind.parameter: current.id, "CHOICE": choice}
            self._workspace.operations.start(self._kind.algorithm, {"REGISTER": str(self._workspace.register), **named})

    def _go(self, *_: object) -> None:
        current = self._current()
        if current is not None:
            show_place(self._workspace, current.business, None)


def of_conflicts(conflicts: Sequence[ConflictRow]) -> List[Decision]:
    """Conflicts, by the business that they are about, the three values side by side."""
    reasons = VALUE_LISTS["alasan_konflik"]
    made = []
    for each, business, words in conflicts:
        table = TABLES[each.table]
        column = WHOLE_ROW if each.column == WHOLE else _label(each)
        line = f"{table.label.in_language(language())}: {column.in_language(language())}"
        line += f" · {words}" if words else ""
        values = ((BEFORE, each.base), (HERE, each.here), (THERE, each.there))
        sides = [(heading, _value(value)) for heading, value in values]
        sides.append((WHY, reasons.label(each.reason).in_language(language())))
        made.append(Decision(each.id, line, sides, business))
    return made


def of_pairs(pairs: Sequence[PairRow]) -> List[Decision]:
    """Pairs of businesses, what tells them apart side by side."""
    reasons = VALUE_LISTS["alasan_ganda"]
    made = []
    for each in pairs:
        why = reasons.label(each.reason).in_language(language())
        sides = ((ONE, each.first_words), (OTHER, each.second_words), (WHY, why))
        made.append(Decision(each.id, f"{why}: {each.first_words}", sides, each.first))
    return made


def _label(conflict: Listed) -> Text:
    names = {field.name: field.label for field in TABLES[conflict.table].fields}
    return names.get(conflict.column, Text("Titik", "Point"))


def _value(value: Any) -> str:
    return NOTHING.in_language(language()) if value is None else str(value)

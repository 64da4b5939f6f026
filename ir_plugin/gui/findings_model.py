"""The findings as a table that stays quick with tens of thousands of them: rows are read elsewhere, filtered here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, NamedTuple, Optional, Sequence

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt

from ..core.industry.checks import RULES
from ..core.industry.value_lists import VALUE_LISTS
from ..core.register.checks.bookkeeping import ACCEPTED, NEW
from ..core.register.finding_list import FoundRow
from ..core.texts import Text, same

LEVEL, FINDING, BUSINESS = range(3)
ROOT = QModelIndex()
LEVELS = VALUE_LISTS["tingkat_temuan"]
_RANKS = {code: at for at, code in enumerate(LEVELS.codes)}
HEADINGS = (Text("Tingkat", "Level"), Text("Temuan", "Finding"), Text("Usaha", "Business"))


class Shown(NamedTuple):
    """A finding with what is written in its cells, and all of it in small letters, to search in."""

    row: FoundRow
    cells: Sequence[str]
    text: str


@dataclass(frozen=True)
class Wanted:
    """Which findings: "" asks nothing. level: a code, or ACCEPTED for what has been accepted; region: the beginning of
    a village's code."""

    level: str = ""
    rule: str = ""
    region: str = ""
    text: str = ""


def prepared(rows: Sequence[FoundRow], language: str) -> List[Shown]:
    """The rows with their words; slow, for a task."""
    levels = {code: LEVELS.label(code).in_language(language) for code in LEVELS.codes}
    sentences = {code: rule.sentence.in_language(language) for code, rule in RULES.items()}
    made = []
    for row in rows:
        cells = (levels[row.level], sentences.get(row.rule, row.rule), row.code or "–")
        told = (*cells, row.rule, row.name or "", row.village_name or "", row.value or "")
        made.append(Shown(row, cells, " ".join(told).lower()))
    return made


class FindingsModel(QAbstractTableModel):
    """The findings that are wanted, in the order of the column that was clicked last."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._all: Sequence[Shown] = ()
        self._shown: List[Shown] = []
        self._by, self._order = LEVEL, Qt.SortOrder.AscendingOrder

    def take(self, findings: Sequence[Shown], wanted: Wanted) -> None:
        """Takes the place of the rows before; they come errors first."""
        self._all = findings
        self.want(wanted)

    def want(self, wanted: Wanted) -> None:
        """Leaves the findings that are asked for."""
        self.beginResetModel()
        self._shown = [each for each in self._all if _fits(each, wanted)]
        self._arrange()
        self.endResetModel()

    def finding(self, row: int) -> Optional[FoundRow]:
        """The finding in a row; None where there is none."""
        return self._shown[row].row if 0 <= row < len(self._shown) else None

    def row_of(self, finding_id: str) -> Optional[int]:
        """The row of a finding; None where it is not wanted."""
        return next((at for at, each in enumerate(self._shown) if each.row.id == finding_id), None)

    @property
    def open(self) -> int:
        """How many are open, whatever is wanted."""
        return sum(each.row.status == NEW for each in self._all)

    def rowCount(self, parent: QModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section].in_language(self._language)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.detail(shown.row)
        return None

    def detail(self, row: FoundRow) -> str:
        """What is the matter and what to do, in sentences."""
        rule = RULES.get(row.rule)
        place = " · ".join(each for each in (row.code, row.name, row.village_name) if each)
        words = [same(place)] if place else []
        words.append(WITH_CODE.format(sentence=rule.sentence, code=row.rule) if rule else same(row.rule))
        if rule:
            words.append(rule.repair)
        words += [_told(row)] if row.value or row.proposal else []
        words += [ACCEPTED_FOR.format(reason=row.reason or "?")] if row.status == ACCEPTED else []
        return "\n".join(each.in_language(self._language) for each in words)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Orders by a column; equal ones stay as they came: errors first."""
        self.layoutAboutToBeChanged.emit()
        self._by, self._order = column, order
        kept = self.persistentIndexList()
        ids = [self._shown[index.row()].row.id for index in kept]
        self._arrange()
        rows = {each.row.id: at for at, each in enumerate(self._shown)} if ids else {}
        moved = [self.index(rows[name], index.column()) for name, index in zip(ids, kept)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self._shown.sort(key=self._place, reverse=self._order == Qt.SortOrder.DescendingOrder)

    def _place(self, each: Shown) -> Any:
        return _RANKS[each.row.level] if self._by == LEVEL else each.cells[self._by]


WITH_CODE = Text("{sentence} ({code})", "{sentence} ({code})")
ACCEPTED_FOR = Text("Diterima: {reason}", "Accepted: {reason}")
VALUE = Text("Nilai: {value}", "Value: {value}")
PROPOSED = Text("Nilai: {value}; usulan: {proposal}", "Value: {value}; proposed: {proposal}")


def _told(row: FoundRow) -> Text:
    words = PROPOSED if row.proposal else VALUE
    return words.format(value=row.value or "–", proposal=row.proposal)


def _fits(each: Shown, wanted: Wanted) -> bool:
    row = each.row
    if wanted.level == ACCEPTED:
        if row.status != ACCEPTED:
            return False
    elif row.status != NEW or (wanted.level and row.level != wanted.level):
        return False
    if wanted.rule and row.rule != wanted.rule:
        return False
    if wanted.region and not (row.village or "").startswith(wanted.region):
        return False
    return not wanted.text or wanted.text in each.text

"""The findings of the checks: filter, look at the place, fix or accept."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Sequence

from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ..core.industry.checks import RULES
from ..core.industry.schema import TABLES
from ..core.register.accept_finding import ACCEPT, REOPEN
from ..core.register.checks.bookkeeping import ACCEPTED
from ..core.register.data_quality import Quality
from ..core.register.finding_list import FoundRow
from ..core.register.repair_finding import is_safe
from ..core.texts import Text
from ..qgis_support.language import language
from .findings_model import BUSINESS, FINDING, LEVELS, WITH_CODE, FindingsModel, Shown, Wanted
from .fitted_text import FittedText
from .places import feature_of, show_place
from .workbench import Workbench

SEARCH = Text("Cari temuan, usaha atau desa", "Search findings, businesses or villages")
EVERY_LEVEL = Text("Terbuka", "All open")
DONE = Text("Sudah diterima", "Accepted")
EVERY_RULE = Text("Semua aturan", "All rules")
EVERY_OFFICE = Text("Semua kantor", "All offices")
LEVEL, RULE, OFFICE = Text("Tingkat", "Level"), Text("Aturan", "Rule"), Text("Kantor", "Office")
NAME = Text("Temuan pemeriksaan", "Findings of the checks")
DETAIL = Text("Temuan yang dipilih", "The chosen finding")
SCROLL_BAR, WIDEST = 24, 560
"""What the list of a box is wider than its words, and its greatest width."""
DETAIL_LINES, FEW_LINES, NARROW_LETTERS, LOW_LINES = 6, 3, 42, 26
"""Lines of a finding that are seen, also where the panel is lower than so many lines, as on a screen of 1366 x 768."""
ROWS = 5
"""Rows that the list always has room for; a page that has not scrolls."""
CODE, AROUND = "IR-0000-0000", 16
"""A business as it is told, and what a column has beside its words, in pixels."""
OPEN_FORM = Text("&Buka formulir", "Open the &form")
USE_PROPOSAL = Text("&Pakai usulan: {value}", "Use the &proposal: {value}")
ACCEPT_IT = Text("&Terima ...", "A&ccept ...")
OPEN_AGAIN = Text("Buka &kembali", "Open a&gain")
REASON = Text("Mengapa temuan ini benar apa adanya?", "Why is this right as it is?")
NOWHERE = Text(
    "Temuan ini tidak punya tempat di peta: usahanya tanpa titik dan tanpa desa.",
    "This finding has no place on the map: its business has neither a point nor a village.",
)
NO_LAYER = Text(
    "Barisnya tidak ada dalam layer proyek ini; buka register sekali lagi.",
    "The row is in no layer of this project; open the register once more.",
)


class FindingsView(QWidget):
    """A table of findings; Enter or a double click leads to the place."""

    def __init__(self, workspace: Workbench) -> None:
        super().__init__()
        self._workspace = workspace
        self.model = FindingsModel(language())
        self.search = QLineEdit()
        self.search.setPlaceholderText(SEARCH.in_language(language()))
        self.search.setAccessibleName(SEARCH.in_language(language()))
        self.search.setClearButtonEnabled(True)
        self.level, self.rule, self.office = (self._choices(name) for name in (LEVEL, RULE, OFFICE))
        self._fill(
            self.level, EVERY_LEVEL, [(code, LEVELS.label(code).in_language(language())) for code in LEVELS.codes]
        )
        self.level.addItem(DONE.in_language(language()), ACCEPTED)
        self._fill(self.rule, EVERY_RULE, [])
        self._fill(self.office, EVERY_OFFICE, [])
        self.table = self._table()
        self.detail = FittedText(DETAIL.in_language(language()), DETAIL_LINES)
        self._lay_out()
        self.search.textChanged.connect(self._want)
        self.level.currentIndexChanged.connect(self._want)
        self.rule.currentIndexChanged.connect(self._want)
        self.office.activated.connect(self._look_at_office)
        self._show_current()

    def take(self, findings: Sequence[Shown], offices: Sequence[Quality]) -> None:
        """Shows other findings, of these offices."""
        chosen, kept = self.rule.currentData(), self.current()
        rules = sorted({each.row.rule for each in findings})
        self._fill(self.rule, EVERY_RULE, [(code, _sentence(code)) for code in rules], chosen)
        self._fill(self.office, EVERY_OFFICE, [(each.code, each.name) for each in offices if each.code])
        self._show_office()
        self.model.take(findings, self._wanted())
        self._select(kept)

    def follow_filter(self) -> None:
        """Looks at the region that the workspace looks at."""
        self._show_office()
        self._want()

    def _show_office(self) -> None:
        self.office.setCurrentIndex(max(0, self.office.findData(self._workspace.filter.region[:5] or None)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel the finding needs the room; its business is told below. In a low one the list needs it."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW_LETTERS * self.fontMetrics().averageCharWidth()
        self.table.setColumnHidden(BUSINESS, narrow)
        low = event.size().height() < LOW_LINES * self.fontMetrics().lineSpacing()
        self.detail.show_lines(FEW_LINES if low else DETAIL_LINES)

    def current(self) -> Optional[FoundRow]:
        """The finding that is chosen."""
        return self.model.finding(self.table.currentIndex().row())

    def _choices(self, name: Text) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name.in_language(language()))
        box.setToolTip(name.in_language(language()))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(4)
        return box

    @staticmethod
    def _fill(box: QComboBox, every: Text, choices: Sequence[Sequence[str]], chosen: Optional[str] = None) -> None:
        box.blockSignals(True)
        box.clear()
        box.addItem(every.in_language(language()), None)
        for code, words in choices:
            box.addItem(words, code)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.view().setMinimumWidth(min(box.view().sizeHintForColumn(0) + SCROLL_BAR, WIDEST))
        box.blockSignals(False)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(NAME.in_language(language()))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        heading = table.horizontalHeader()
        heading.setSectionResizeMode(FINDING, QHeaderView.ResizeMode.Stretch)
        for column, widest in ((0, LEVELS.label("PERINGATAN").in_language(language())), (BUSINESS, CODE)):
            heading.resizeSection(column, self.fontMetrics().horizontalAdvance(widest) + AROUND)
        table.setMinimumHeight(heading.sizeHint().height() + ROWS * table.verticalHeader().defaultSectionSize())
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        table.activated.connect(self._go)
        table.selectionModel().currentRowChanged.connect(self._show_current)
        return table

    def _lay_out(self) -> None:
        self.fix, self.repair, self.accept = (QPushButton(self), QPushButton(self), QPushButton(self))
        self.fix.setText(OPEN_FORM.in_language(language()))
        self.fix.clicked.connect(self._open_form)
        self.repair.clicked.connect(self._repair)
        self.accept.clicked.connect(self._accept)
        filters = QGridLayout()
        filters.setSpacing(4)
        filters.addWidget(self.search, 0, 0, 1, 3)
        for column, box in enumerate((self.level, self.rule, self.office)):
            filters.addWidget(box, 1, column)
            filters.setColumnStretch(column, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.fix)
        buttons.addWidget(self.accept)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.addLayout(filters)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.detail)
        inside.addWidget(self.repair)
        inside.addLayout(buttons)

    def _want(self, *_: object) -> None:
        kept = self.current()
        self.model.want(self._wanted())
        self._select(kept)

    def _wanted(self) -> Wanted:
        text, region = self.search.text().strip().lower(), self._workspace.filter.region
        return Wanted(self.level.currentData() or "", self.rule.currentData() or "", region, text)

    def _select(self, kept: Optional[FoundRow]) -> None:
        """The finding that was chosen before, else the first."""
        row = self.model.row_of(kept.id) if kept else None
        if self.model.rowCount():
            self.table.selectRow(row or 0)
        self._show_current()

    def _look_at_office(self, *_: object) -> None:
        region = self.office.currentData() or ""
        self._workspace.set_filter(replace(self._workspace.filter, region=region))

    def _show_current(self, *_: object) -> None:
        finding = self.current()
        accepted = finding is not None and finding.status == ACCEPTED
        self.detail.setPlainText(self.model.detail(finding) if finding else "")
        self.detail.setVisible(finding is not None)
        self.fix.setEnabled(finding is not None and finding.table in TABLES)
        self.repair.setVisible(finding is not None and not accepted and is_safe(finding.rule, finding.proposal))
        if finding is not None:
            self.repair.setText(USE_PROPOSAL.format(value=finding.proposal).in_language(language()))
        self.accept.setEnabled(finding is not None)
        self.accept.setText((OPEN_AGAIN if accepted else ACCEPT_IT).in_language(language()))

    def _go(self, index: QModelIndex) -> None:
        finding = self.model.finding(index.row())
        if finding is not None and not show_place(self._workspace, finding.business, finding.village):
            self._workspace.refuse(NOWHERE)

    def _open_form(self) -> None:
        finding = self.current()
        layer = self._workspace.layer(finding.table) if finding else None
        feature = feature_of(layer, TABLES[finding.table].key, finding.row) if finding and layer is not None else None
        if layer is None or feature is None:
            self._workspace.refuse(NO_LAYER)
            return
        layer.startEditing()
        self._workspace.window.openFeatureForm(layer, feature, False, False)

    def _repair(self) -> None:
        self._decide("repairfinding", {})

    def _accept(self) -> None:
        finding = self.current()
        if finding is not None and finding.status == ACCEPTED:
            self._decide("acceptfinding", {"CHOICE": REOPEN})
            return
        title = ACCEPT_IT.in_language(language()).replace("&", "")
        reason, fine = QInputDialog.getText(self, title, REASON.in_language(language()))
        if fine:
            self._decide("acceptfinding", {"CHOICE": ACCEPT, "REASON": reason})

    def _decide(self, algorithm_id: str, more: dict[str, str]) -> None:
        finding = self.current()
        if finding is not None:
            values = {"REGISTER": str(self._workspace.register), "FINDING": finding.id, **more}
            self._workspace.operations.start(algorithm_id, values)


def _sentence(code: str) -> str:
    """What is the matter by a rule, with its code; the code where only another version has the rule."""
    if code not in RULES:
        return code
    return WITH_CODE.format(sentence=RULES[code].sentence, code=code).in_language(language())

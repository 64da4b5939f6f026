"""The page "Data": how good the data are, what is done to them, and what waits for a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QWidget,
)

from ..core.progress import Progress
from ..core.register import undo
from ..core.register.data_quality import Quality, data_quality
from ..core.register.finding_list import conflict_rows, finding_rows, pair_rows
from ..core.texts import Text
from ..qgis_support.language import language
from ..qgis_support.version_differences import show_tab
from .decisions_view import CONFLICTS, PAIRS, Decision, DecisionsView, of_conflicts, of_pairs
from .findings_model import Shown, prepared
from .findings_view import FindingsView
from .import_dialog import ImportDialog
from .operation_strip import LINES, OperationStrip
from .operations import DECLARED, title_of
from .page import Page
from .parameter_dialog import ParameterDialog
from .publish_page import PUBLISHED
from .quality_table import QualityTable
from .suggestions import suggested_files
from .workbench import Workbench

IMPORT = Text("&Impor survei ...", "&Import a survey ...")
CHECK = Text("Peri&ksa", "&Check")
CLASSIFY = Text("Beri ke&las", "C&lassify")
MORE = Text("Lain&nya", "M&ore")
QUALITY = Text("Mutu", "Quality")
FINDINGS = Text("Temuan", "Findings")
CONFLICTS_TAB = Text("Perbedaan", "Conflicts")
PAIRS_TAB = Text("Ganda", "Doubles")
COUNTED = Text("{words} {count}", "{words} {count}")
RARE = (2, 3)
"""The tabs that are hidden while nothing waits there: most registers have no conflicts and no doubles."""
UNDO = Text("&Batalkan: {title}", "&Undo: {title}")
UNDO_ANYWAY = Text("Batalkan tetap?", "Undo all the same?")
FEW_LINES, LOW_LINES = 3, 34
"""Of what came of an operation so many lines are seen where the page is lower than so many, for the lists need it."""
MENU = ("importboundaries", "importfigures", "mergepackage", "exportpackage", "upgraderegister")
"""What stands in the menu, in this order."""


class Waiting(NamedTuple):
    """All that the page shows of a register."""

    offices: Sequence[Quality]
    findings: Sequence[Shown]
    conflicts: Sequence[Decision]
    pairs: Sequence[Decision]
    copies: Sequence[undo.Saved]


class DataPage(Page):
    title = Text("Data", "Data")

    def __init__(self, workspace: Workbench) -> None:
        super().__init__(workspace)
        self.quality = QualityTable()
        self.quality.chosen.connect(self._look_at)
        self.findings = FindingsView(workspace)
        self.conflicts = DecisionsView(workspace, CONFLICTS)
        self.pairs = DecisionsView(workspace, PAIRS)
        self.parts = QTabWidget()
        self.parts.setDocumentMode(True)
        self.parts.setUsesScrollButtons(False)  # a tab that has to be scrolled to is not found; words are cut instead
        self.parts.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs = (
            (self.quality, QUALITY),
            (self.findings, FINDINGS),
            (self.conflicts, CONFLICTS_TAB),
            (self.pairs, PAIRS_TAB),
        )
        for widget, words in self._tabs:
            self.parts.addTab(widget, self.words(words))
        inside = self.scrolling()
        inside.setContentsMargins(4, 8, 4, 4)
        inside.addLayout(self._actions())
        self.strip = OperationStrip(workspace.operations, _is_of_data)
        inside.addWidget(self.strip)
        inside.addWidget(self.parts, 1)
        self._copies: Sequence[undo.Saved] = ()
        workspace.operations.changed.connect(self._show_busy)
        self._show_busy()
        self.show_register()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < LOW_LINES * self.fontMetrics().lineSpacing()
        self.strip.words.show_lines(FEW_LINES if low else LINES)

    def show_data(self) -> None:
        path, words = str(self.workspace.register), language()

        def work(progress: Progress) -> Waiting:
            findings = prepared(finding_rows(path), words)
            progress(0.7)
            waiting = of_conflicts(conflict_rows(path)), of_pairs(pair_rows(path))
            return Waiting(data_quality(path), findings, *waiting, undo.copies(path))

        self.workspace.background.run("data", work, self._take)

    def show_filter(self) -> None:
        self.quality.mark(self.workspace.filter.region)
        self.findings.follow_filter()

    def _take(self, waiting: Waiting) -> None:
        self.quality.rows.show(waiting.offices)
        self.quality.mark(self.workspace.filter.region)
        self.findings.take(waiting.findings, waiting.offices)
        self.conflicts.take(waiting.conflicts)
        self.pairs.take(waiting.pairs)
        counts = (0, self.findings.model.open, len(waiting.conflicts), len(waiting.pairs))
        for at, ((_, words), count) in enumerate(zip(self._tabs, counts)):
            shown = COUNTED.format(words=words, count=count) if count else words
            self.parts.setTabText(at, self.words(shown))
            show_tab(self.parts, at, count > 0 or at not in RARE or at == self.parts.currentIndex())
        self._copies = waiting.copies
        self.undo.setVisible(bool(waiting.copies))
        if waiting.copies:
            title = title_of(waiting.copies[0].operation)
            self.undo.setText(self.words(UNDO.format(title=title)))
            self.undo.setToolTip(self.undo.text().replace("&", ""))
            self.undo.setAccessibleName(self.undo.toolTip())

    def _actions(self) -> QGridLayout:
        self.take_survey = QPushButton(self.words(IMPORT))
        self.take_survey.setDefault(True)
        self.take_survey.clicked.connect(self._import)
        self.check = QPushButton(self.words(CHECK))
        self.check.clicked.connect(lambda: self.workspace.operations.start("checkregister", self._register()))
        self.classify = QPushButton(self.words(CLASSIFY))
        self.classify.clicked.connect(lambda: self.workspace.operations.start("classify", self._register()))
        self.more = QToolButton()
        self.more.setText(self.words(MORE))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        for name in MENU:
            action = menu.addAction(f"{self.words(DECLARED[name].title)} ...")
            action.triggered.connect(lambda _=False, chosen=name: self.ask(chosen))
        self.more.setMenu(menu)
        self.undo = QToolButton()
        self.undo.setIcon(QgsApplication.getThemeIcon("/mActionUndo.svg"))
        self.undo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.undo.clicked.connect(self._undo)
        self.undo.hide()
        first = QHBoxLayout()
        first.addWidget(self.take_survey, 1)
        first.addWidget(self.undo)
        rows = QGridLayout()
        rows.setSpacing(4)
        rows.addLayout(first, 0, 0, 1, 3)
        for column, button in enumerate((self.check, self.classify, self.more)):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            rows.addWidget(button, 1, column)
        return rows

    def ask(self, algorithm_id: str) -> ParameterDialog:
        """Asks for what an operation needs to know, then runs it."""
        upgrades = algorithm_id == "upgraderegister"  # of another register: an older one cannot be open
        known = {} if upgrades else self._register()
        suggested = suggested_files(DECLARED[algorithm_id], self.workspace.register)
        dialog = ParameterDialog(DECLARED[algorithm_id], known, suggested, self)
        dialog.asked.connect(lambda values: self._start(algorithm_id, values, upgrades))
        dialog.open()
        return dialog

    def _start(self, algorithm_id: str, values: Dict[str, Any], upgrades: bool) -> None:
        def open_upgraded(done: Dict[str, Any]) -> None:
            self.workspace.open_register(Path(done["REGISTER"]))

        self.workspace.operations.start(algorithm_id, values, open_upgraded if upgrades else None)

    def _import(self) -> None:
        ImportDialog(self.workspace, self).open()

    def _register(self) -> Dict[str, str]:
        return {"REGISTER": str(self.workspace.register)}

    def _look_at(self, office: str) -> None:
        """The office that was chosen; all of them where it was looked at already."""
        region = "" if self.workspace.filter.region == office else office
        self.workspace.set_filter(replace(self.workspace.filter, region=region))

    def _undo(self) -> None:
        path, saved = str(self.workspace.register), self._copies[0]

        def decide(edited: bool) -> None:
            if edited and not self._is_sure():
                return
            self.workspace.operations.undo(saved, even_if_edited=edited)

        self.workspace.background.run("undo", lambda _: undo.is_edited(path, saved), decide)

    def _is_sure(self) -> bool:
        words = f"{self.words(undo.EDITED)}\n{self.words(UNDO_ANYWAY)}"
        answer = QMessageBox.question(self, self.undo.text().replace("&", ""), words)
        return bool(answer == QMessageBox.StandardButton.Yes)

    def _show_busy(self) -> None:
        free = not self.workspace.operations.running
        widgets: List[QWidget] = [self.take_survey, self.check, self.classify, self.more, self.undo]
        for widget in widgets:
            widget.setEnabled(free)


def _is_of_data(algorithm_id: str) -> bool:
    """Whether the page offers an operation, an undo, or a decision of its lists."""
    return algorithm_id not in PUBLISHED or algorithm_id in MENU

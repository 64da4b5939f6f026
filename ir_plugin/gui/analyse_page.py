"""The page "Analyse": a question, a method, one button; then what was found, and what was found before."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Mapping, NamedTuple, Optional

from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QHBoxLayout, QMessageBox, QProgressBar, QPushButton, QWidget

from ..core import parameters as kinds
from ..core.progress import Progress
from ..core.questions.declaration import Answer
from ..core.questions.facts import Facts, read_facts
from ..core.questions.reading import Comparison, compare
from ..core.register.remove_result import OPERATION as REMOVE_RESULT
from ..core.register.run_records import Run, read_runs
from ..core.texts import Text, same
from .algorithm_run import AlgorithmRun
from .analysis_runs import Order, Outcome
from .comparison_dialog import ComparisonDialog
from .explain_tool import ExplainTool
from .explanation_strip import ExplanationStrip
from .page import PROGRESS, Page
from .question_panel import QuestionPanel
from .result_panel import ResultPanel
from .run_history import RunHistory, line_of, repeated
from .workbench import Workbench

RUN, CANCEL = Text("&Jalankan", "&Run"), Text("&Batal", "&Cancel")
REALLY = Text(
    "Hapus {layers} dari register? Ini tidak dapat dibatalkan.",
    "Remove {layers} from the register? This cannot be undone.",
)


class Known(NamedTuple):
    """What the page shows of a register."""

    facts: Facts
    runs: List[Run]


class AnalysePage(Page):
    """Question first. Runs belong to the workspace, so that they outlive the page."""

    title = Text("Analisis", "Analyse")

    def __init__(self, workspace: Workbench) -> None:
        super().__init__(workspace)
        self.ask, self.result, self.history = QuestionPanel(), ResultPanel(), RunHistory()
        self.run, self.cancel, self.progress = (
            QPushButton(self.words(RUN)),
            QPushButton(self.words(CANCEL)),
            QProgressBar(),
        )
        self.tool, self.explanation = ExplainTool(workspace.canvas), ExplanationStrip()
        self._known = False
        self._asked_for: Optional[Order] = None
        self._dialog: Optional[QWidget] = None
        self._lay_out()
        self._connect()
        self._show_running()
        self.show_register()

    def show_register(self) -> None:
        self.result.hide()
        self._known = False
        self._show_running()
        super().show_register()

    def show_data(self) -> None:
        path = str(self.workspace.register)
        self.workspace.background.run("analyse", lambda _: Known(read_facts(path), read_runs(path)), self._show_known)

    def _lay_out(self) -> None:
        self.run.setDefault(True)
        self.run.setAccessibleName(self.words(RUN).replace("&", ""))
        self.progress.setAccessibleName(self.words(PROGRESS))
        parts = self.scrolling()
        parts.setContentsMargins(4, 4, 4, 4)
        for each in (self.ask, self.result, self.history):
            parts.addWidget(each)
        parts.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(4, 4, 4, 4)
        for each in (self.run, self.progress, self.cancel):
            buttons.addWidget(each, 1)
        below = self.layout()  # in sight whatever scrolls above
        below.addLayout(buttons)
        below.addWidget(self.explanation)

    def _connect(self) -> None:
        runs = self.workspace.runs
        runs.started.connect(self._show_running)
        runs.progressed.connect(self._show_progress)
        runs.ended.connect(self._show_outcome)
        runs.prepared.connect(self._open_dialog)
        self.run.clicked.connect(lambda: self._start(self.ask.answer, self.ask.values()))
        self.cancel.clicked.connect(runs.cancel)
        self.ask.chosen.connect(self._show_running)
        self.ask.all_settings.connect(self._prepare)
        self.result.explain.connect(self._take_tool)
        self.tool.explained.connect(self.explanation.show_words)
        self.explanation.closed.connect(lambda: self.result.place.setChecked(False))
        self.tool.deactivated.connect(self._tool_left)
        self.history.again.connect(self._run_again)
        self.history.compare.connect(self._compare)
        self.history.remove.connect(self._remove)
        self.destroyed.connect(self.tool.clear)
        self.destroyed.connect(self.tool.deleteLater)

    def _show_known(self, known: Known) -> None:
        self._known = True
        self.ask.show_facts(known.facts)
        self.history.show_runs(known.runs)
        self._show_running()

    def _show_running(self) -> None:
        running = self.workspace.runs.is_running
        self.run.setVisible(not running)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        ready = not running and self._known and self.ask.can_run
        self.run.setEnabled(ready)
        self.ask.more.setEnabled(ready)

    def _show_progress(self, share: float) -> None:
        self.progress.setValue(round(100 * share))

    def _show_outcome(self, outcome: Optional[Outcome]) -> None:
        self.progress.setValue(0)
        if outcome is not None and outcome.order.register == self.workspace.register:
            self.result.show_outcome(outcome)
            self.result.place.setChecked(False)
            QTimer.singleShot(0, self._scroll_to_result)  # once it has its place
        self._show_running()
        self.look_again()

    def _scroll_to_result(self) -> None:
        self.area.ensureWidgetVisible(self.result, 0, 0)

    def _start(self, answer: Answer, settings: Mapping[str, Any]) -> None:
        if self.workspace.register is not None:
            self.workspace.runs.run(Order(self.workspace.register, answer, settings))

    def _run_again(self, run: Run) -> None:
        answer = repeated(run)
        if answer is not None:
            declared = {each.id for each in answer.algorithm.parameters} - set(answer.layers)
            self._start(answer, {name: run.record.parameters.get(name) for name in declared})

    def _prepare(self) -> None:
        if self.workspace.register is not None:
            self._asked_for = Order(self.workspace.register, self.ask.answer, self.ask.values())
            self.workspace.runs.prepare(self._asked_for)

    def _open_dialog(self, layers: Mapping[str, str]) -> None:
        """The dialog of Processing with everything filled in."""
        order, self._asked_for = self._asked_for, None
        if order is None:
            return
        from processing import createAlgorithmDialog  # only a QGIS with Processing has it

        self._dialog = createAlgorithmDialog(f"ir:{order.answer.algorithm_id}", as_dialogs_take(order, layers))
        self._dialog.algorithmFinished.connect(lambda *_: self.look_again())
        self._dialog.show()

    def _take_tool(self, wanted: bool) -> None:
        self.explanation.setVisible(wanted)
        if wanted:
            self.explanation.begin()
            self.workspace.canvas.setMapTool(self.tool)
            self.workspace.canvas.setFocus()
        elif self.workspace.canvas.mapTool() is self.tool:
            self.workspace.canvas.unsetMapTool(self.tool)

    def _tool_left(self) -> None:
        self.result.place.setChecked(False)

    def _compare(self, before: Run, after: Run) -> None:
        path, names = str(self.workspace.register), [line_of(before), line_of(after)]

        def work(_: Progress) -> Comparison:
            return compare(path, before.layers[0], after.layers[0])

        self.workspace.background.run("compare", work, lambda found: self._show_comparison(found, names))

    def _show_comparison(self, comparison: Comparison, names: List[str]) -> None:
        self._dialog = ComparisonDialog(comparison, names, self)
        self._dialog.show()

    def _remove(self, run: Run) -> None:
        question = self.words(REALLY.format(layers=", ".join(run.layers)))
        buttons = QMessageBox.StandardButton
        if QMessageBox.question(self, self.words(self.title), question) == buttons.Yes:
            self.remove(run)

    def remove(self, run: Run) -> None:
        """Takes the layers of a run out of the project, then out of the register."""
        register = self.workspace.register
        if not self.workspace.turns.take(self, REMOVE_RESULT.title):
            return
        for table in run.layers:
            layer = self.workspace.layer(table)
            if layer is not None:
                self.workspace.project.removeMapLayer(layer.id())
        self._remove_next(register, list(run.layers))

    def _remove_next(self, register: Optional[Path], tables: List[str]) -> None:
        if not tables or register is None:
            self.workspace.turns.leave(self)
            self.look_again()
            return
        job = AlgorithmRun(REMOVE_RESULT.id, {"REGISTER": str(register), "LAYER": tables[0]})
        job.succeeded.connect(lambda _: self._remove_next(register, tables[1:]))
        job.failed.connect(lambda sentence: self._not_removed(register, sentence))
        job.start()

    def _not_removed(self, register: Path, sentence: str) -> None:
        if sentence:
            self.workspace.refuse(same(sentence))
        self._remove_next(register, [])


def as_dialogs_take(order: Order, layers: Mapping[str, str]) -> Mapping[str, Any]:
    """Settings and layers in the form of a dialog: choices as places in their list, layers by what they are there."""
    found: dict[str, Any] = dict(layers)
    for parameter in order.answer.algorithm.parameters:
        value = order.settings.get(parameter.id)
        if value is None:
            continue
        if isinstance(parameter, (kinds.Choice, kinds.Choices)):
            codes = [each.code for each in parameter.options]
            value = codes.index(value) if isinstance(parameter, kinds.Choice) else [codes.index(each) for each in value]
        found[parameter.id] = value
    return found

"""Runs of analyses into the open register, one after the other: count, compute, show."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Tuple, Union

from qgis.core import QgsDataSourceUri, QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.declaration import Algorithm, NewLayer, Output, Page, Raster, Rows
from ..core.errors import UserError
from ..core.questions.declaration import BUSINESSES, VILLAGES, Answer
from ..core.questions.reading import classes_found, figures_found
from ..core.questions.result_titles import table_name
from ..core.register.aggregate import OPERATION as AGGREGATE
from ..core.register.geopackage import copy_file, reading
from ..core.register.keep_result import OPERATION as KEEP_RESULT
from ..core.register.result_layers import free_name
from ..core.register.summary_view import NAME as SUMMARY
from ..core.run_record import RunRecord
from ..core.texts import Text, same
from ..qgis_support.language import language
from .algorithm_run import AlgorithmRun
from .shown_results import show_results
from .stepwise import Stepwise
from .workspace import Workspace

COUNTS = "ir_desa"
"""The table of the villages with their counts."""

COUNTED, COMPUTED = 0.2, 0.95
"""The shares of a run after which its parts are done."""

BUSY = Text(
    "Analisis lain masih berjalan; tunggu sampai selesai atau batalkan.",
    "Another analysis is still running; wait for it or cancel it.",
)

Then = Callable[[AlgorithmRun], None]


class Order(NamedTuple):
    """What to run, into which register."""

    register: Path
    answer: Answer
    settings: Mapping[str, Any]


class Outcome(NamedTuple):
    """What a run gave: its layers by output (tables of the register, or the file of a grid), the page, the words."""

    order: Order
    layers: Mapping[str, str]
    page: str
    record: Optional[RunRecord]
    found: Tuple[Text, ...]
    notes: Tuple[str, ...]


class AnalysisRuns(QObject):
    """Never two at once. ``ended`` brings the Outcome, or None where there is none."""

    started = pyqtSignal()
    progressed = pyqtSignal(float)
    ended = pyqtSignal(object)
    prepared = pyqtSignal(object)
    """The layers by parameter, for whoever asked to ``prepare``."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._job: Optional[AlgorithmRun] = None
        self._order: Optional[Order] = None
        self._only_prepare = False
        self._targets: Dict[str, str] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="klaster-ir-")
        self._copy = Path(self._folder.name) / "none" / "none"
        self._computed: Optional[AlgorithmRun] = None
        self._steps: Optional[Stepwise] = None
        self._is_waiting = False

    @property
    def is_running(self) -> bool:
        """Whether a run goes on."""
        return self._order is not None

    def run(self, order: Order) -> None:
        """Counts by village where that is needed, then computes and shows the result."""
        self._begin(order, only_prepare=False)

    def prepare(self, order: Order) -> None:
        """Only counts, so that a dialog can show the layers."""
        self._begin(order, only_prepare=True)

    def cancel(self) -> None:
        """Ends the run; nothing is written."""
        if self._is_waiting:
            self._end(None)
        elif self._job is not None:
            self._job.cancel()
        else:
            self._order = None  # nothing but the copy has begun

    def stop(self) -> None:
        """Lets go of everything, when the plugin is unloaded."""
        self.cancel()
        self._order = None
        self._workspace.turns.leave(self)
        if self._steps is not None:
            self._steps.stop()

    def _begin(self, order: Order, only_prepare: bool) -> None:
        if self.is_running:
            self._workspace.refuse(BUSY)
            return
        self._order, self._only_prepare = order, only_prepare
        self._copy = Path(tempfile.mkdtemp(dir=self._folder.name)) / order.register.name
        self.started.emit()
        source, copy = str(order.register), self._copy
        self._workspace.background.run("copy", lambda _: _copied(source, copy), self._count, self._end_nothing)

    def _count(self, copied: Union[Path, UserError]) -> None:
        order = self._order
        if order is None or isinstance(copied, UserError):
            self._end(None, copied.sentence if isinstance(copied, UserError) else None)
        elif order.answer.needs_villages:
            values = {"REGISTER": str(copied), "LEVEL": "desa", "OUTPUT": table_destination(copied, COUNTS)}
            self._start(AGGREGATE, values, (0.0, COUNTED), self._count_ended)
        else:
            self._compute(order)

    def _start(self, declared: Algorithm, values: Mapping[str, Any], shares: Tuple[float, float], then: Then) -> None:
        """Runs a part, which takes the progress from one share to another; ``then`` gets it where it has succeeded."""
        begin, end = shares
        job = self._job = AlgorithmRun(declared.id, values)
        job.progressed.connect(lambda share: self.progressed.emit(begin + share * (end - begin)))
        job.succeeded.connect(lambda _: then(job))
        job.failed.connect(lambda sentence: self._end(None, same(sentence) if sentence else None))
        job.start()

    def _count_ended(self, _: AlgorithmRun) -> None:
        if self._order is not None:
            self._compute(self._order)

    def _compute(self, order: Order) -> None:
        layers = self._layers(order)
        if self._only_prepare:
            self._end(None)
            self.prepared.emit(layers)
            return
        self._targets = _targets(order, self._copy)
        given = {name: value for name, value in order.settings.items() if value is not None}
        values = {**given, **layers, **_destinations(order, self._copy, self._targets)}
        begin = COUNTED if order.answer.needs_villages else 0.0
        self._start(order.answer.algorithm, values, (begin, COMPUTED), self._compute_ended)

    def _layers(self, order: Order) -> Dict[str, str]:
        tables = {VILLAGES: COUNTS, BUSINESSES: SUMMARY}
        return {name: f"{self._copy}|layername={tables[kind]}" for name, kind in order.answer.layers.items()}

    def _compute_ended(self, job: AlgorithmRun) -> None:
        if self._order is None:
            return
        self._computed = job
        outputs = {each.id: each for each in self._order.answer.algorithm.outputs}
        made = [name for name in self._targets if name in job.results]
        tables = [self._targets[name] for name in made if not isinstance(outputs[name], Raster)]
        self._targets = {name: self._targets[name] for name in made}
        if tables:
            self._is_waiting = True
            self._workspace.turns.wait(self, self._order.answer.algorithm.title, lambda: self._keep(tables))
        else:
            self._read()

    def _keep(self, tables: List[str]) -> None:
        """Only this writes into the register."""
        self._is_waiting = False
        if self._order is not None:
            values = {"REGISTER": str(self._order.register), "INPUT": str(self._copy), "LAYERS": " ".join(tables)}
            self._start(KEEP_RESULT, values, (COMPUTED, 1.0), lambda job: self._kept(job, tables))

    def _kept(self, job: AlgorithmRun, tables: List[str]) -> None:
        self._workspace.turns.leave(self)
        names = dict(zip(tables, str(job.results["KEPT"]).split()))
        self._targets = {name: names.get(target, target) for name, target in self._targets.items()}
        self._read()

    def _read(self) -> None:
        order, job = self._order, self._computed
        if order is None or job is None:
            self._end(None)
            return
        record = RunRecord.from_json(str(job.results.get("RECORD", "")))
        said = [each.sentence for each in job.notes if record is None or each.sentence not in record.paragraph]
        outcome = Outcome(order, self._targets, str(job.results.get("PAGE") or ""), record, (), tuple(said))
        results = dict(job.results)
        self._workspace.background.run("reading", lambda _: _read(outcome, results), self._show, self._end_nothing)

    def _show(self, outcome: Outcome) -> None:
        if self._workspace.register != outcome.order.register:
            self._end(outcome)
            return
        steps = show_results(self._workspace, outcome.order.answer.algorithm, outcome.layers, outcome.record)
        self._steps = Stepwise(steps, self._workspace.refuse, self)
        self._steps.ended.connect(lambda _: self._end(outcome))

    def _end_nothing(self) -> None:
        self._end(None)

    def _end(self, outcome: Optional[Outcome], problem: Optional[Text] = None) -> None:
        """Forgets the run, and says why there is no outcome, unless the person has cancelled it."""
        self._workspace.turns.leave(self)
        if not self._only_prepare:
            shutil.rmtree(self._copy.parent, ignore_errors=True)  # what Windows holds open goes with the folder
        self._job = self._computed = self._order = None
        self._is_waiting = False
        if problem is not None:
            self._workspace.refuse(problem)
        self.ended.emit(outcome)


def _copied(source: str, copy: Path) -> Union[Path, UserError]:
    """GDAL must not write into a file from which the project reads, so a run works on a copy of the register."""
    try:
        copy_file(source, str(copy))
    except UserError as error:
        return error
    return copy


def _read(outcome: Outcome, results: Mapping[str, Any]) -> Outcome:
    """The outcome with what was found; where the register cannot be read any more, with the figures of the run."""
    algorithm = outcome.order.answer.algorithm
    figures = figures_found(algorithm, results, outcome.notes, language())
    try:
        found = _classes(outcome) or figures
    except UserError:
        found = figures
    told = {each.in_language(language()) for each in found}  # by the run, too
    return outcome._replace(found=tuple(found), notes=tuple(each for each in outcome.notes if each not in told))


def _classes(outcome: Outcome) -> List[Text]:
    algorithm = outcome.order.answer.algorithm
    found: List[Text] = []
    for output in algorithm.outputs:
        if output.id in outcome.layers and not isinstance(output, Raster):
            classes = classes_found(str(outcome.order.register), outcome.layers[output.id], output)
            found += [classes] if classes else []
    return found


def _is_wanted(output: Output) -> bool:
    """Layers that are always made, and outlines of what was found."""
    extra = isinstance(output, NewLayer) and output.optional and output.geometry != "polygon"
    return isinstance(output, (NewLayer, Rows, Raster)) and not extra


def _targets(order: Order, copy: Path) -> Dict[str, str]:
    """By output a free table of the copy, or a free file beside the register for a grid."""
    taken: Dict[str, str] = {}
    with reading(str(copy)) as connection:
        for output in filter(_is_wanted, order.answer.algorithm.outputs):
            name = table_name(output)
            if isinstance(output, Raster):
                taken[output.id] = str(_free_file(order.register.with_name(f"{order.register.stem}_{name}.tif")))
            else:
                taken[output.id] = free_name(connection, name, list(taken.values()))
    return taken


def _free_file(wanted: Path) -> Path:
    number = 2
    free = wanted
    while free.exists():
        free, number = wanted.with_name(f"{wanted.stem}_{number}{wanted.suffix}"), number + 1
    return free


def _destinations(order: Order, copy: Path, targets: Mapping[str, str]) -> Dict[str, str]:
    outputs = {each.id: each for each in order.answer.algorithm.outputs}
    found = {
        name: target if isinstance(outputs[name], Raster) else table_destination(copy, target)
        for name, target in targets.items()
    }
    pages = [each for each in outputs.values() if isinstance(each, Page)]
    return {**found, **{each.id: QgsProcessingUtils.generateTempFilename("hasil.html") for each in pages}}


def table_destination(register: Path, table: str) -> str:
    """Where Processing writes a new table of a register."""
    uri = QgsDataSourceUri()
    uri.setDatabase(str(register))
    uri.setDataSource("", table, "geom")
    return f"ogr:{uri.uri()}"

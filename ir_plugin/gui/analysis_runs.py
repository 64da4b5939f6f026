"""Runs of analyses into the open register, one after the other: count, compute, show."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, NamedTuple, Optional, Tuple

from qgis.core import QgsDataSourceUri, QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.declaration import NewLayer, Output, Page, Raster, Rows
from ..core.errors import UserError
from ..core.questions.declaration import BUSINESSES, VILLAGES, Answer
from ..core.questions.reading import classes_found, figures_found
from ..core.register.aggregate import OPERATION as AGGREGATE
from ..core.register.geopackage import reading
from ..core.register.result_layers import free_name
from ..core.register.summary_view import NAME as SUMMARY
from ..core.run_record import RunRecord
from ..core.texts import Text, same
from ..qgis_support.language import language
from .processing_job import ProcessingJob
from .shown_results import show_results

if TYPE_CHECKING:
    from .workspace import Workspace

COUNTS = "ir_desa"
"""The table of the villages with their counts."""

COUNTING = 0.2
"""The share of a run that counting takes."""

READING = Text("Membaca hasil ...", "Reading the result ...")
BUSY = Text(
    "Analisis lain masih berjalan; tunggu sampai selesai atau batalkan.",
    "Another analysis is still running; wait for it or cancel it.",
)


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
        self._job: Optional[ProcessingJob] = None
        self._order: Optional[Order] = None
        self._only_prepare = False
        self._targets: Dict[str, str] = {}
        self._counted = ""
        self._folder = tempfile.TemporaryDirectory(prefix="klaster-ir-")

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
        if self._job is not None:
            self._job.cancel()

    def stop(self) -> None:
        """Lets go of everything, when the plugin is unloaded."""
        self.cancel()
        self._order = None

    def _begin(self, order: Order, only_prepare: bool) -> None:
        if self.is_running:
            self._workspace.refuse(BUSY)
            return
        self._order, self._only_prepare = order, only_prepare
        self.started.emit()
        if not order.answer.needs_villages:
            self._compute()
            return
        self._counted = str(Path(tempfile.mkdtemp(dir=self._folder.name)) / f"{COUNTS}.gpkg")
        values = {"REGISTER": str(order.register), "LEVEL": "desa", "OUTPUT": self._counted}
        self._start(ProcessingJob(AGGREGATE, values), 0.0, COUNTING, self._count_ended)

    def _start(self, job: ProcessingJob, begin: float, end: float, then: Any) -> None:
        self._job = job
        job.progressed.connect(lambda share: self.progressed.emit(begin + share * (end - begin)))
        job.ended.connect(then)

    def _count_ended(self, done: bool) -> None:
        if done and self._order is not None:
            self._compute()
        else:
            self._end(None)

    def _compute(self) -> None:
        order = self._order
        assert order is not None
        layers = self._layers(order)
        if self._only_prepare:
            self._end(None)
            self.prepared.emit(layers)
            return
        self._targets = _tables(order)
        given = {name: value for name, value in order.settings.items() if value is not None}
        values = {**given, **layers, **_destinations(order, self._targets)}
        begin = COUNTING if order.answer.needs_villages else 0.0
        self._start(ProcessingJob(order.answer.algorithm, values), begin, 1.0, self._compute_ended)

    def _layers(self, order: Order) -> Dict[str, str]:
        sources = {
            VILLAGES: f"{self._counted}|layername={COUNTS}",
            BUSINESSES: f"{order.register}|layername={SUMMARY}",
        }
        return {name: sources[kind] for name, kind in order.answer.layers.items()}

    def _compute_ended(self, done: bool) -> None:
        order, job = self._order, self._job
        if not done or order is None or job is None:
            self._end(None)
            return
        record = RunRecord.from_json(str(job.results.get("RECORD", "")))
        layers = {name: target for name, target in self._targets.items() if name in job.results}
        said = [each for each in job.said if record is None or each not in record.paragraph]
        outcome = Outcome(order, layers, str(job.results.get("PAGE") or ""), record, (), tuple(said))
        results = dict(job.results)
        self._workspace.background.run(
            "reading", READING.in_language(language()), lambda _: _read(outcome, results), self._show
        )

    def _show(self, outcome: Outcome) -> None:
        if self._workspace.register == outcome.order.register:
            show_results(self._workspace, outcome.order.answer.algorithm, outcome.layers, outcome.record)
        self._end(outcome)

    def _end(self, outcome: Optional[Outcome]) -> None:
        problem = self._job.problem if self._job is not None else ""
        self._job = self._order = None
        if outcome is None and problem:
            self._workspace.refuse(same(problem))
        self.ended.emit(outcome)


def _read(outcome: Outcome, results: Mapping[str, Any]) -> Outcome:
    """The outcome with what was found; where the register cannot be read any more, with the figures of the run."""
    algorithm = outcome.order.answer.algorithm
    try:
        found = _classes(outcome)
    except UserError:
        found = []
    return outcome._replace(found=tuple(found or figures_found(algorithm, results)))


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
    if isinstance(output, NewLayer):
        return not output.optional or output.geometry == "polygon"
    return isinstance(output, (Rows, Raster))


def _tables(order: Order) -> Dict[str, str]:
    """By output a free table of the register, or a free file beside it for a grid."""
    taken: Dict[str, str] = {}
    with reading(str(order.register)) as connection:
        for output in filter(_is_wanted, order.answer.algorithm.outputs):
            name = re.sub(r"[^a-z0-9]+", "_", output.label.id.lower()).strip("_")
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


def _destinations(order: Order, targets: Mapping[str, str]) -> Dict[str, str]:
    outputs = {each.id: each for each in order.answer.algorithm.outputs}
    found = {
        name: target if isinstance(outputs[name], Raster) else table_destination(order.register, target)
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

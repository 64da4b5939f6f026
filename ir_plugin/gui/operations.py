"""What is being done to the register: one operation at a time, with its copy from before and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.catalogue import ALGORITHMS
from ..core.declaration import Algorithm, Page
from ..core.errors import UserError
from ..core.industry.schema import SCHEMA_VERSION
from ..core.progress import Progress
from ..core.register import undo
from ..core.register.geopackage import reading
from ..core.register.registers import schema_version
from ..core.texts import Text, same
from ..qgis_support.language import language
from .algorithm_run import AlgorithmRun, Said
from .shown_results import show_file
from .stop_dialog import StopDialog
from .workspace import Workspace

KEEP_A_COPY = (
    *("importsurvey", "importfigures", "importboundaries"),
    *("classify", "mergepackage", "upgraderegister"),
)
"""Operations that can be undone. Decisions on single rows have an undo of their own."""

COPYING = Text("Menyimpan salinan register ...", "Keeping a copy of the register ...")
UNDOING = Text("Membatalkan operasi ...", "Undoing the operation ...")
UNDONE = Text(
    "{title} dibatalkan; register kembali seperti sebelumnya.", "{title} is undone; the register is as before."
)
EDITING = Text(
    "Simpan atau buang dahulu suntingan yang masih terbuka di layer register.",
    "First save or discard the edits that are still open in layers of the register.",
)
CANCELLED = Text("Dibatalkan; tidak ada yang berubah.", "Cancelled; nothing was changed.")
Then = Callable[[Dict[str, Any]], None]

DECLARED: Dict[str, Algorithm] = {each.id: each for each in ALGORITHMS}


class Operations(QObject):
    """``changed``: one has begun or ended, or is about a register that is no longer open. ``title``, ``algorithm_id``
    ("" of an undo), ``notes``, ``results``: of the one that runs or ran last. ``is_trial``: it writes nothing; only
    who began it tells of it."""

    changed = pyqtSignal()
    progressed = pyqtSignal(float)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._run: Optional[AlgorithmRun] = None
        self._then: Optional[Then] = None
        self._stop: Optional[StopDialog] = None
        self._saved: Optional[undo.Saved] = None
        self._cancelled = False
        self._register = ""
        self.running = self.is_trial = False
        self.title = self.algorithm_id = ""
        self.notes: List[Said] = []
        self.results: Dict[str, Any] = {}
        workspace.register_changed.connect(self._forget)

    def start(self, algorithm_id: str, values: Mapping[str, Any], then: Optional[Then] = None) -> bool:
        """Runs an algorithm; ``then`` gets its results. Says so and gives False where another is running."""
        declared, trial = DECLARED[algorithm_id], bool(values.get("DRYRUN"))
        writes = algorithm_id in KEEP_A_COPY and not trial
        if self._refused(writes):
            return False
        register = str(values.get("REGISTER") or self._workspace.register)
        self._begin(declared.title, register, algorithm_id, then, trial)
        given = {**_pages(declared), **values}
        if writes:
            self._say(COPYING)
            self._in_background(
                lambda progress: undo.save(register, algorithm_id, progress),
                lambda saved: self._go(algorithm_id, given, saved),
            )
        else:
            self._go(algorithm_id, given, None)
        return True

    def undo(self, saved: undo.Saved, even_if_edited: bool = False) -> None:
        """Gives the register back what it held before an operation."""
        if self._refused(writes=True):
            return
        title, register = title_of(saved.operation), str(self._workspace.register)
        self._begin(UNDOING, register)

        def work(progress: Progress) -> int:
            undo.restore(register, saved, progress, even_if_edited)
            with reading(register) as connection:
                return schema_version(connection, register)

        self._in_background(work, lambda version: self._undone(UNDONE.format(title=title), version))

    def add_to_map(self, path: str) -> None:
        """Shows a layer that was written into a file of its own; the one that is there already is the active one."""
        layers = self._workspace.project.mapLayers().values()
        there = next((each for each in layers if each.source().partition("|")[0] == path), None)
        if there is not None:
            self._workspace.window.setActiveLayer(there)
        else:
            show_file(self._workspace, path, Path(path).stem)

    def cancel(self) -> None:
        """Stops whatever is running."""
        if self._run is not None:
            self._run.cancel()
        elif self.running:
            self._cancelled = True
            self._workspace.background.interrupt("operation")

    def stop(self) -> None:
        """Stops without a word, when the plugin is unloaded."""
        self._then = None
        if self._run is not None:
            self._run.cancel()

    def _refused(self, writes: bool) -> bool:
        if self._workspace.turns.is_taken():
            return True
        if writes and self._workspace.is_being_edited():
            self._workspace.refuse(EDITING)
            return True
        return False

    def _begin(
        self, title: Text, register: str, algorithm_id: str = "", then: Optional[Then] = None, trial: bool = False
    ) -> None:
        self._workspace.turns.take(self, title)
        self.running, self.title, self._then = True, title.in_language(language()), then
        self._register, self.algorithm_id, self.is_trial = register, algorithm_id, trial
        self.notes, self.results, self._saved, self._cancelled = [], {}, None, False
        self.changed.emit()

    def _forget(self) -> None:
        """What came of an operation on another register is no news of the one that is opened."""
        register = self._workspace.register
        if register is not None and str(register) != self._register and not self.running:
            self.title, self.notes, self.results = "", [], {}
            self.changed.emit()

    def _say(self, sentence: Text) -> None:
        self.notes = [Said(sentence.in_language(language()), False)]
        self.changed.emit()

    def _in_background(self, work: Callable[[Progress], Any], then: Callable[[Any], None]) -> None:
        """A part of an operation that no algorithm does; a refusal or a cancel ends the operation."""

        def guarded(progress: Progress) -> Any:
            try:
                return work(progress)
            except UserError as error:
                return error

        def done(answer: Any) -> None:
            if isinstance(answer, UserError):
                self._end([Said(answer.sentence.in_language(language()), True)])
            else:
                then(answer)

        job = self._workspace.background.run("operation", guarded, done, self._end_cancelled)
        job.progressChanged.connect(self._pass_on)

    def _pass_on(self, percent: float) -> None:
        """A method, for Qt forgets it with its object; a function of Python would be called after that."""
        self.progressed.emit(percent / 100.0)

    def _go(self, algorithm_id: str, values: Mapping[str, Any], saved: Optional[undo.Saved]) -> None:
        if saved is not None and self._cancelled:
            undo.discard(saved)
            self._end_cancelled()
            return
        self.notes, self._saved = [], saved
        self._run = AlgorithmRun(algorithm_id, values, self._workspace.project)
        if self._run.is_here:
            self._stop = StopDialog(self.title, self._run, self._workspace.window.mainWindow())
        self._run.progressed.connect(self.progressed)
        self._run.succeeded.connect(self._succeeded)
        self._run.failed.connect(self._failed)
        self._run.start()

    def _succeeded(self, results: Dict[str, Any]) -> None:
        self.results, self.notes = results, list(self._run.notes) if self._run else []
        saved, register = self._saved, str(results.get("REGISTER") or self._workspace.register)
        if saved is None:
            self._finish(None)
            return

        def work(progress: Progress) -> None:
            undo.settle(register, saved)

        def done(_: object = None) -> None:
            self._finish(None)

        self._run = None
        # The operation is done whatever comes of this; a copy that is not settled asks before it is used.
        self._workspace.background.run("operation", work, done, done)

    def _failed(self, sentence: str) -> None:
        if self._saved is not None:
            undo.discard(self._saved)
        if sentence:
            self._end([Said(sentence, True)])
        else:
            self._end_cancelled()

    def _end_cancelled(self) -> None:
        self._end([Said(CANCELLED.in_language(language()), True)])

    def _finish(self, sentence: Optional[Text]) -> None:
        then, results = self._then, self.results
        said = [Said(sentence.in_language(language()), False)] if sentence else self.notes
        self._end(said)
        self._workspace.refresh()
        if then is not None:
            then(results)

    def _undone(self, sentence: Text, version: int) -> None:
        """The register from before an upgrade cannot be worked on; it is closed and offered again."""
        if version < SCHEMA_VERSION:
            self._end([Said(sentence.in_language(language()), False)])
            self._workspace.reopen()
        else:
            self._finish(sentence)

    def _end(self, notes: List[Said]) -> None:
        self._run, self._then, self.running, self.notes = None, None, False, notes
        self._workspace.turns.leave(self)
        self.changed.emit()


def title_of(algorithm_id: str) -> Text:
    """What an operation is called; a register may name one that only a newer Klaster IR knows."""
    return DECLARED[algorithm_id].title if algorithm_id in DECLARED else same(algorithm_id)


def _pages(declared: Algorithm) -> Dict[str, str]:
    """Where the pages to read of an algorithm go, which a person may then open."""
    pages = [each.id for each in declared.outputs if isinstance(each, Page)]
    return {each: QgsProcessingUtils.generateTempFilename(f"{declared.id}.html") for each in pages}

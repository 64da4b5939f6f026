"""One run of an algorithm from the window: a cancellable task of QGIS whose sentences come back to the main thread."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NamedTuple, Optional

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..qgis_support.version_differences import task_of
from .algorithms import parameter_names
from .plain_words import without_names

_running: List[AlgorithmRun] = []
"""A task must not outlive its context and feedback, also where whoever started it has gone."""


class Said(NamedTuple):
    """A sentence of a run, in the plugin's language."""

    sentence: str
    warning: bool


class AlgorithmRun(QObject):
    """Runs an algorithm of the plugin once, beside the window unless it may only run in the main thread.

    Signals, all in the main thread: ``progressed`` (0 to 1); ``noted`` for each sentence; at the end either
    ``succeeded`` with the results by output id, or ``failed`` with the sentence of what is wrong ("" after a cancel).
    ``notes`` holds what has been said, ``results`` what came of it. A run keeps itself until it has ended.
    """

    progressed = pyqtSignal(float)
    noted = pyqtSignal(str, bool)
    succeeded = pyqtSignal(dict)
    failed = pyqtSignal(str)

    def __init__(self, algorithm_id: str, values: Mapping[str, Any], project: Optional[QgsProject] = None) -> None:
        """algorithm_id: without "ir:". values: by parameter id, as Processing takes them. project: where layers are
        given by their ids."""
        super().__init__()
        self._algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"ir:{algorithm_id}")
        self._names = parameter_names(self._algorithm)
        self._values = dict(values)
        self._context = QgsProcessingContext()
        if project is not None:
            self._context.setProject(project)
        self.notes: List[Said] = []
        self.results: Dict[str, Any] = {}
        self._problem = ""
        self._task: Optional[QgsProcessingAlgRunnerTask] = None
        self._ended = False
        self._feedback: Optional[_Feedback] = _Feedback(self)
        self._context.setFeedback(self._feedback)
        self.noted.connect(self._note)
        self._feedback.progressChanged.connect(self._pass_on)

    def start(self) -> None:
        """Begins; returns at once."""
        _running.append(self)
        if self._algorithm.flags() & QgsProcessingAlgorithm.Flag.FlagNoThreading:
            QTimer.singleShot(0, self._run_here)
            return
        self._task = task_of(self._algorithm, self._values, self._context, self._feedback)
        self._task.setDescription(self._algorithm.displayName())
        self._task.executed.connect(self._end)
        self._task.taskTerminated.connect(self._end_unstarted)
        QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """Asks it to stop; ``failed`` tells when it has."""
        if self._feedback is not None:
            self._feedback.cancel()
        if self._task is not None and not self._ended:
            self._task.cancel()

    def fail(self, sentence: str) -> None:
        """Notes why it cannot go on; from whichever thread."""
        self._problem = without_names(sentence, self._names)

    def result_layer(self, output: str) -> Optional[QgsVectorLayer]:
        """A temporary layer that it has made, which then belongs to the caller; None where it has made none."""
        return self._context.takeResultLayer(str(self.results.get(output, "")))

    def _run_here(self) -> None:
        results, fine = self._algorithm.run(self._values, self._context, self._feedback)
        self._end(fine, results)

    def _note(self, sentence: str, warning: bool) -> None:
        self.notes.append(Said(without_names(sentence, self._names), warning))

    def _pass_on(self, percent: float) -> None:
        self.progressed.emit(percent / 100.0)

    def _end_unstarted(self) -> None:
        """A task that is cancelled before its turn says nothing else."""
        QTimer.singleShot(0, lambda: self._end(False, {}))

    def _end(self, fine: bool, results: Dict[str, Any]) -> None:
        if self._ended:
            return
        self._ended = True
        cancelled = self._feedback is not None and self._feedback.isCanceled()
        self._task, self.results = None, dict(results)
        _running.remove(self)
        if fine or results:  # QGIS calls it no success where a cancel came after all was written
            self.succeeded.emit(self.results)
        else:
            self.failed.emit("" if cancelled else self._problem)


class _Feedback(QgsProcessingFeedback):
    """Passes on what an algorithm says, from its thread to the run's."""

    def __init__(self, run: AlgorithmRun) -> None:
        super().__init__(False)
        self._run = run

    def pushInfo(self, info: str) -> None:
        self._run.noted.emit(info, False)

    def pushWarning(self, warning: str) -> None:
        self._run.noted.emit(warning, True)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self._run.fail(error)

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
    QgsTask,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..qgis_support.version_differences import task_of, task_threads
from .plain_words import without_names

_running: List[AlgorithmRun] = []
"""A task must not outlive its context and feedback, also where whoever started it has gone."""

LOOK_AGAIN_MS, IDLE_LOOKS = 1000, 2
"""How often to look whether a task has been lost, and how many times in a row it must look so."""


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
        self._values = dict(values)
        self._context = QgsProcessingContext()
        if project is not None:
            self._context.setProject(project)
        self.notes: List[Said] = []
        self.results: Dict[str, Any] = {}
        self._problem = ""
        self._task: Optional[QgsProcessingAlgRunnerTask] = None
        self._ended = False
        self._idle_looks = 0
        self._feedback = self._new_feedback()
        self.noted.connect(self._note)

    @property
    def is_here(self) -> bool:
        """Whether it works in the main thread, so that the window stands still."""
        return bool(self._algorithm.flags() & QgsProcessingAlgorithm.Flag.FlagNoThreading)

    def start(self) -> None:
        """Begins; returns at once."""
        _running.append(self)
        if self.is_here:
            QTimer.singleShot(0, self._run_here)
            return
        self._queue()

    def cancel(self) -> None:
        """Asks it to stop; ``failed`` tells when it has."""
        self._feedback.cancel()
        if self._task is not None and not self._ended:
            self._task.cancel()

    def fail(self, sentence: str) -> None:
        """Notes why it cannot go on; from whichever thread."""
        self._problem = without_names(sentence)

    def result_layer(self, output: str) -> Optional[QgsVectorLayer]:
        """A temporary layer that it has made, which then belongs to the caller; None where it has made none."""
        return self._context.takeResultLayer(str(self.results.get(output, "")))

    def _new_feedback(self) -> _Feedback:
        feedback = _Feedback(self)
        feedback.progressChanged.connect(self._pass_on)
        self._context.setFeedback(feedback)
        return feedback

    def _queue(self) -> None:
        task = self._task = task_of(self._algorithm, self._values, self._context, self._feedback)
        task.setDescription(self._algorithm.displayName())
        task.executed.connect(self._end)
        task.taskTerminated.connect(self._end_unstarted)
        QgsApplication.taskManager().addTask(task)
        QTimer.singleShot(LOOK_AGAIN_MS, self._look_for_a_lost_task)

    def _look_for_a_lost_task(self) -> None:
        """QGIS loses a task now and then that found no free thread: it waits for ever, with threads free beside it.
        Then the work is queued anew."""
        task, threads = self._task, task_threads()
        if task is None or task.status() != QgsTask.TaskStatus.Queued:
            return
        is_idle = threads.activeThreadCount() < threads.maxThreadCount()
        self._idle_looks = self._idle_looks + 1 if is_idle else 0
        if self._idle_looks < IDLE_LOOKS:
            QTimer.singleShot(LOOK_AGAIN_MS, self._look_for_a_lost_task)
            return
        task.executed.disconnect(self._end)
        task.taskTerminated.disconnect(self._end_unstarted)
        task.cancel()
        self._idle_looks, self._feedback = 0, self._new_feedback()  # the lost task has cancelled its own
        self._queue()

    def _run_here(self) -> None:
        results, fine = self._algorithm.run(self._values, self._context, self._feedback)
        self._end(fine, results)

    def _note(self, sentence: str, warning: bool) -> None:
        self.notes.append(Said(without_names(sentence), warning))

    def _pass_on(self, percent: float) -> None:
        self.progressed.emit(percent / 100.0)

    def _end_unstarted(self) -> None:
        """A task that is cancelled before its turn says nothing else, and QGIS deletes it before the run has ended."""
        self._task = None
        QTimer.singleShot(0, lambda: self._end(False, {}))

    def _end(self, fine: bool, results: Dict[str, Any]) -> None:
        if self._ended:
            return
        self._ended = True
        cancelled = self._feedback.isCanceled()
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

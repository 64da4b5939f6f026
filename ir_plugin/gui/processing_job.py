"""One run of an algorithm through Processing, beside the window: progress, cancel, what it said."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.declaration import Algorithm
from ..processing.declared_algorithm import DeclaredAlgorithm

_running: List[ProcessingJob] = []
"""A task must not outlive its context and feedback, also where whoever started it has gone."""


class Listener(QgsProcessingFeedback):
    """Keeps what a run says, line by line."""

    def __init__(self) -> None:
        super().__init__(False)
        self.said: List[str] = []
        self.problem = ""

    def pushInfo(self, info: str) -> None:
        self.said.append(info)

    def pushWarning(self, warning: str) -> None:
        self.said.append(warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.problem = error


class ProcessingJob(QObject):
    """Starts at once. ``ended`` comes once, in the main thread, unless the job was let go."""

    progressed = pyqtSignal(float)
    ended = pyqtSignal(bool)

    def __init__(self, declaration: Algorithm, parameters: Mapping[str, Any]) -> None:
        super().__init__()
        self.results: Dict[str, Any] = {}
        self.context = QgsProcessingContext()
        self._feedback = Listener()
        self._feedback.progressChanged.connect(self._progress)
        algorithm = DeclaredAlgorithm(declaration).create()
        self._task = QgsProcessingAlgRunnerTask(algorithm, dict(parameters), self.context, self._feedback)
        self._task.executed.connect(self._finish)
        _running.append(self)
        QgsApplication.taskManager().addTask(self._task)

    @property
    def said(self) -> List[str]:
        """The notes of the run."""
        return self._feedback.said

    @property
    def problem(self) -> str:
        """Why it gave no result, in words; "" where it was cancelled or did give one."""
        return "" if self._feedback.isCanceled() else self._feedback.problem

    def cancel(self) -> None:
        """Asks the run to end; it leaves nothing behind."""
        self._feedback.cancel()

    def _progress(self, percent: float) -> None:
        self.progressed.emit(percent / 100.0)

    def _finish(self, done: bool, results: Mapping[str, Any]) -> None:
        self.results = dict(results)
        _running.remove(self)
        self.ended.emit(done)

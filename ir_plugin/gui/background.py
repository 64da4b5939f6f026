"""Work beside the window: what takes long runs in a task of QGIS, and its result comes back to the main thread."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Callable, Dict, Optional, Tuple, Type, TypeVar

from qgis.core import QgsApplication, QgsTask

from ..core.errors import Cancelled, UserError
from ..core.progress import Progress
from ..core.texts import Text

Answer = TypeVar("Answer")
Work = Callable[[Progress], Answer]


class Background:
    """The tasks of one window. Of those with one purpose only the last counts: a newer question ends the older."""

    def __init__(self, refuse: Callable[[Text], None]) -> None:
        """refuse: says the sentence of a UserError to the person."""
        self._refuse = refuse
        self._latest: Dict[str, QgsTask] = {}

    def run(
        self,
        purpose: str,
        title: str,
        work: Work[Answer],
        then: Callable[[Answer], None],
        otherwise: Callable[[], None] = lambda: None,
    ) -> QgsTask:
        """Starts ``work`` in another thread; ``then`` gets its answer in the main thread, unless a newer task with the
        purpose has begun or ``cancel`` was called. ``otherwise``: there is no answer, as where a person has cancelled
        the task in QGIS's own list."""

        def in_thread(task: QgsTask) -> Tuple[Answer]:
            return (work(progress_of(task)),)  # QGIS does not hand on what is empty or False by itself

        def finished(problem: Optional[BaseException], answer: Optional[Tuple[Answer]] = None) -> None:
            if self._latest.get(purpose) is not task:
                return
            del self._latest[purpose]
            with _Shown():
                if problem is None and answer is not None:
                    then(answer[0])
                    return
                otherwise()
                if isinstance(problem, UserError):
                    self._refuse(problem.sentence)
                elif problem is not None and not isinstance(problem, Cancelled) and not task.isCanceled():
                    raise problem  # a bug, which keeps its traceback

        self.cancel(purpose)
        task = QgsTask.fromFunction(title, in_thread, on_finished=finished)
        self._latest[purpose] = task
        QgsApplication.taskManager().addTask(task)
        return task

    def interrupt(self, purpose: str) -> None:
        """Asks the task of a purpose to end: ``otherwise`` follows, or ``then`` where it was too late."""
        running = self._latest.get(purpose)
        if running is not None:
            running.cancel()

    def cancel(self, purpose: str) -> None:
        """Ends the task of a purpose, where there is one, and forgets it."""
        running = self._latest.pop(purpose, None)
        if running is not None:
            running.cancel()

    def stop(self) -> None:
        """Ends every task, when the plugin is unloaded."""
        for purpose in list(self._latest):
            self.cancel(purpose)


class _Shown:
    """Shows a bug in its block as QGIS shows others: what a task's end raises, QGIS drops without a word."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        bug: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        if kind is not None and bug is not None:
            sys.excepthook(kind, bug, traceback)


def progress_of(task: QgsTask) -> Progress:
    """The progress bar and the cancel button of a task as the core knows them."""

    def progress(fraction: float) -> None:
        task.setProgress(100.0 * fraction)
        if task.isCanceled():
            raise Cancelled

    return progress

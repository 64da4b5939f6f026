"""Reading beside the window: it runs in a thread of our own, and its answer comes back to the main thread.

Not as a task of QGIS: a task that finds no free thread, such as while the map is drawn, is passed over and may wait for
ever (seen in QGIS 3.40). Algorithms are tasks (see ``tasks``); what only reads for a page is not worth a line there.
"""

from __future__ import annotations

from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, Callable, Dict, TypeVar

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from ..core.errors import Cancelled, UserError
from ..core.progress import Progress
from ..core.texts import Text

Answer = TypeVar("Answer")
Work = Callable[[Progress], Answer]
THREADS = 2


class Job(QObject):
    """One piece of work."""

    progressChanged = pyqtSignal(float)
    """In per cent."""
    ended = pyqtSignal()

    def __init__(self, purpose: str, then: Callable[[Any], None], otherwise: Callable[[], None]) -> None:
        super().__init__()
        self.purpose, self.then, self.otherwise = purpose, then, otherwise
        self.is_cancelled = False

    def progress(self, fraction: float) -> None:
        """The progress and the cancel button as the core knows them."""
        if self.is_cancelled:
            raise Cancelled
        self.progressChanged.emit(100.0 * fraction)


class Background(QObject):
    """The jobs of one window. Of those with one purpose only the last counts: a newer question ends the older."""

    _done = pyqtSignal(object, object)

    def __init__(self, refuse: Callable[[Text], None]) -> None:
        """refuse: says the sentence of a UserError to the person."""
        super().__init__()
        self._refuse = refuse
        self._latest: Dict[str, Job] = {}
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="klaster_ir")
        # queued, for work may be done before ``run`` returns, and who asked has not connected to the job yet
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether no job is under way."""
        return not self._latest

    def run(
        self,
        purpose: str,
        work: Work[Answer],
        then: Callable[[Answer], None],
        otherwise: Callable[[], None] = lambda: None,
    ) -> Job:
        """Starts ``work`` in another thread; ``then`` gets its answer in the main thread, unless a newer job with the
        purpose has begun or ``cancel`` was called. ``otherwise``: there is no answer, as after ``interrupt``."""
        self.cancel(purpose)
        job = self._latest[purpose] = Job(purpose, then, otherwise)
        future = self._threads.submit(work, job.progress)
        future.add_done_callback(lambda done: self._done.emit(job, done))
        return job

    def interrupt(self, purpose: str) -> None:
        """Asks the job of a purpose to end: ``otherwise`` follows, or ``then`` where it was too late."""
        running = self._latest.get(purpose)
        if running is not None:
            running.is_cancelled = True

    def cancel(self, purpose: str) -> None:
        """Ends the job of a purpose, where there is one, and forgets it."""
        running = self._latest.pop(purpose, None)
        if running is not None:
            running.is_cancelled = True
            running.ended.emit()

    def stop(self) -> None:
        """Ends every job, when the plugin is unloaded."""
        for purpose in list(self._latest):
            self.cancel(purpose)
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _finish(self, job: Job, done: Future[Any]) -> None:
        """In the main thread. What is no UserError is a bug, which keeps its traceback."""
        if self._latest.get(job.purpose) is not job:
            return
        del self._latest[job.purpose]
        job.ended.emit()
        try:
            answer = done.result()
        except UserError as error:
            job.otherwise()
            self._refuse(error.sentence)
        except (Cancelled, CancelledError):
            job.otherwise()
        except BaseException:
            job.otherwise()
            raise
        else:
            job.then(answer)

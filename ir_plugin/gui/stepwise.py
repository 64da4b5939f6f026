"""Long work that only the main thread may do, such as adding layers: short steps, so that the window lives on."""

from __future__ import annotations

from typing import Callable, Iterator, Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import UserError
from ..core.texts import Text


class Stepwise(QObject):
    """Takes one step of an iterator in each turn of the event loop. It yields the share done."""

    progressed = pyqtSignal(float)
    ended = pyqtSignal(bool)
    """Whether all steps were taken; False where one was refused."""

    def __init__(self, steps: Iterator[float], refuse: Callable[[Text], None], parent: Optional[QObject]) -> None:
        super().__init__(parent)
        self._steps, self._refuse = steps, refuse
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(0)

    def stop(self) -> None:
        """Takes no further step."""
        self._timer.stop()

    def _step(self) -> None:
        try:
            self.progressed.emit(next(self._steps))
        except StopIteration:
            self.stop()
            self.ended.emit(True)
        except UserError as error:
            self.stop()
            self._refuse(error.sentence)
            self.ended.emit(False)

"""A way to stop what works in the main thread, where the window answers to nothing else."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QProgressDialog, QWidget

from ..core.texts import Text
from ..qgis_support.language import language
from .algorithm_run import AlgorithmRun

STOP = Text("&Hentikan", "Sto&p")
STEPS, PATIENCE_MS = 1000, 700
"""How finely progress is told: at each step the dialog looks whether it was pressed. So long nothing is shown."""


class StopDialog(QProgressDialog):
    """Progress and a button. It is modal: at every step it lets the window paint itself and hears its own button alone,
    so that no layer is taken away while it is drawn."""

    def __init__(self, title: str, run: AlgorithmRun, parent: Optional[QWidget]) -> None:
        super().__init__(title, STOP.in_language(language()), 0, STEPS, parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumDuration(PATIENCE_MS)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.canceled.connect(run.cancel)
        run.progressed.connect(self._advance)
        run.succeeded.connect(self._end)
        run.failed.connect(self._end)
        self.setValue(0)

    def _advance(self, share: float) -> None:
        self.setValue(round(STEPS * share))

    def _end(self, _: object) -> None:
        self.canceled.disconnect()
        self.reset()
        self.deleteLater()

"""The workspace with what is done in it: operations on the register, and runs of analyses."""

from __future__ import annotations

from qgis.gui import QgisInterface

from .analysis_runs import AnalysisRuns
from .operations import Operations
from .workspace import Workspace


class Workbench(Workspace):
    """One for each window; what works on the register receives it, what only looks at it is content with less."""

    def __init__(self, window: QgisInterface) -> None:
        super().__init__(window)
        self.runs = AnalysisRuns(self)
        self.operations = Operations(self)

    def stop(self) -> None:
        """Ends what runs, then lets go of the project and of every task."""
        self.runs.stop()
        self.operations.stop()
        super().stop()

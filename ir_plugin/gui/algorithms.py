"""Runs a declared algorithm inside of a task, as a step of something larger."""

from __future__ import annotations

from typing import Any, Dict, Mapping

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

from ..core.errors import Cancelled, UserError
from ..core.progress import Progress
from ..core.texts import same
from .plain_words import without_names

PROVIDER = "ir"


def run_algorithm(identifier: str, parameters: Mapping[str, Any], progress: Progress) -> Dict[str, Any]:
    """The results by output id. UserError with what the algorithm says against it, Cancelled where ``progress`` is."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"{PROVIDER}:{identifier}")
    feedback, context = _Feedback(progress), QgsProcessingContext()
    ready, reason = algorithm.checkParameterValues(dict(parameters), context)
    if not ready:
        raise UserError(same(without_names(reason)))
    results, done = algorithm.run(dict(parameters), context, feedback)
    if feedback.isCanceled():
        raise Cancelled
    if not done:
        raise UserError(same(without_names(feedback.reason)))
    return dict(results)


class _Feedback(QgsProcessingFeedback):
    """Passes progress on, and keeps the reason of a failure."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(False)
        self.reason = ""
        self._progress = progress
        self.progressChanged.connect(self._pass_on)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.reason = error
        super().reportError(error, fatalError)

    def _pass_on(self, percent: float) -> None:
        try:
            self._progress(percent / 100.0)
        except Cancelled:
            self.cancel()

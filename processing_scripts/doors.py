"""An algorithm run where it can be run: here, or in QGIS where only QGIS can."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional

from ir_plugin.core.declaration import Algorithm, Note, Results
from ir_plugin.core.progress import Progress

from .qgis_process import run_in_qgis
from .running import run


def run_anywhere(
    algorithm: Algorithm,
    values: Mapping[str, Any],
    targets: Mapping[str, str],
    progress: Progress,
    language: str,
    say: Callable[[Note], None],
    project: Optional[str] = None,
) -> Results:
    """The results of an algorithm; see ``running.run``. project: the QGIS project whose layers are named."""
    if algorithm.needs_qgis(values):
        return run_in_qgis(algorithm, values, language, project)
    return run(algorithm, values, targets, progress, language, say)

"""An algorithm run where it can be run: here, in parts by many workers, or in QGIS where only QGIS can."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional

from ir_plugin.core.declaration import Algorithm, Note, Results
from ir_plugin.core.progress import Progress

from .distributed.in_parts import InParts, run_in_parts
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
    if isinstance(algorithm, InParts):
        return run_in_parts(algorithm, values, targets, progress)
    if algorithm.needs_qgis(values):
        return run_in_qgis(algorithm, values, language, project)
    return run(algorithm, values, targets, progress, language, say)

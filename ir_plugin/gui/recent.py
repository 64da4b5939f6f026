"""The registers that were open lately, newest first."""

from __future__ import annotations

from pathlib import Path
from typing import List

from qgis.core import QgsSettings

SETTING, KEPT = "klaster_ir/registers", 8
REOPEN = "klaster_ir/show_with_project"
"""The setting whether the panel comes up by itself when a project with a register is opened."""


def recent_registers() -> List[Path]:
    """Their paths, whether they are still there or not."""
    return [Path(each) for each in QgsSettings().value(SETTING, [], type=list)]


def remember_register(path: Path) -> None:
    """Puts a register first."""
    others = [each for each in recent_registers() if each != path]
    QgsSettings().setValue(SETTING, [str(each) for each in (path, *others)][:KEPT])


def forget_register(path: Path) -> None:
    """Takes one off the list."""
    QgsSettings().setValue(SETTING, [str(each) for each in recent_registers() if each != path])

"""A map sheet as the provider makes it, and what its PDF says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingContext, QgsProject, QgsVectorLayer

from ir_plugin.cartography.export_map import export_map
from ir_plugin.core.declaration import Context, Results


def draw(output: Path, layers: list[QgsVectorLayer], language: str = "id", **values: Any) -> Results:
    """Runs exportmap as the provider does."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    settings = {"LAYERS": layers, "PAPER": "a3_landscape", "OUTPUT": str(output), "DRAFT": False, **values}
    return export_map(settings, Context(language=language), context)


def words(pdf: Path) -> str:
    """The searchable text of a PDF, in reading order."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return subprocess.run([program, "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout

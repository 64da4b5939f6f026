"""A map sheet as the provider makes it, and what its PDF says."""

from __future__ import annotations

import atexit
import html
import re
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingContext, QgsProject, QgsVectorLayer

from ir_plugin.cartography.export_map import export_map
from ir_plugin.cartography.passing import Subject, passed
from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.industry.privacy.profiles import INTERNAL, PROFILES

SAMPLE = Path(__file__).resolve().parents[3] / "sample_data" / "register_contoh.gpkg"


@lru_cache(maxsize=1)
def sample_register() -> Path:
    """A copy of the sample's register: QGIS writes into a GeoPackage that it only reads."""
    folder = Path(tempfile.mkdtemp(prefix="klaster_ir_"))
    atexit.register(shutil.rmtree, str(folder), ignore_errors=True)
    return Path(shutil.copy(SAMPLE, folder))


def draw(output: Path, layers: list[QgsVectorLayer], language: str = "id", **values: Any) -> Results:
    """Runs exportmap as the provider does."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    settings = {"LAYERS": layers, "PAPER": "a3_landscape", "OUTPUT": str(output), "DRAFT": False, **values}
    return export_map(settings, Context(language=language), context)


def inside(layers: list[QgsVectorLayer]) -> Subject:
    """The subject of a sheet for the offices."""
    return passed(layers, PROFILES[INTERNAL], "")


def words(pdf: Path) -> str:
    """The searchable text of a PDF, in reading order."""
    return _told("pdftotext", "-layout", str(pdf), "-")


def runs_of_words(pdf: Path) -> str:
    """The text of a PDF as it was written, where words lie upon one another."""
    return _told("pdftotext", "-raw", str(pdf), "-")


def page_words(pdf: Path, page: int) -> str:
    """The searchable text of one page, counted from 1."""
    return _told("pdftotext", "-layout", "-f", str(page), "-l", str(page), str(pdf), "-")


def pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    lines = _told("pdfinfo", str(pdf)).splitlines()
    return next(int(line.split(":")[1]) for line in lines if line.startswith("Pages:"))


def said_of(pdf: Path) -> str:
    """What a PDF says of itself."""
    return _told("pdfinfo", str(pdf))


def bookmarks(pdf: Path) -> list[tuple[int, str]]:
    """The lines of a PDF's outline, with the page (from 1) to which each leads."""
    outline = _told("pdftohtml", "-xml", "-stdout", "-i", str(pdf))
    found = re.findall(r'<item page="(\d+)">([^<]*)</item>', outline)
    return [(int(page), html.unescape(title)) for page, title in found]


def _told(name: str, *arguments: str) -> str:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} (poppler-utils) is not installed")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout

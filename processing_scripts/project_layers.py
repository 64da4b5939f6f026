"""What the layers of a QGIS project are called, without QGIS."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO
from xml.etree import ElementTree


def drawn_layers(project: str) -> list[str]:
    """The names of the layers of a .qgz or .qgs file that a map can draw; none where it is no project."""
    try:
        if not zipfile.is_zipfile(project):
            with Path(project).open("rb") as file:
                return _names(file)
        with zipfile.ZipFile(project) as packed:
            inside = next((name for name in packed.namelist() if name.endswith(".qgs")), None)
            if inside is None:
                return []
            with packed.open(inside) as file:
                return _names(file)
    except (OSError, ElementTree.ParseError):
        return []


def _names(file: IO[bytes]) -> list[str]:
    layers = (each for _, each in ElementTree.iterparse(file) if each.tag == "maplayer")
    names = [each.findtext("layername") for each in layers if each.get("geometry") != "No geometry"]
    return sorted(filter(None, names))

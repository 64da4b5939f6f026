"""Which Klaster IR this is."""

from __future__ import annotations

import configparser
from pathlib import Path


def version() -> str:
    """The version that metadata.txt names, such as "1.0.0": at the top of a checkout, inside an installed plugin."""
    metadata, top = configparser.ConfigParser(interpolation=None), Path(__file__).parents[1]
    metadata.read([top / "metadata.txt", top / "ir_plugin" / "metadata.txt"], encoding="utf-8")
    return metadata["general"]["version"]

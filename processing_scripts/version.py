"""Which Klaster IR this is."""

from __future__ import annotations

import configparser
from pathlib import Path


def version() -> str:
    """The version that metadata.txt names, such as "1.0.0"."""
    metadata = configparser.ConfigParser()
    metadata.read(Path(__file__).parents[1] / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]

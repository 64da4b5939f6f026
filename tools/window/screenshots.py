"""Writes the pictures of docs/TOUR.md in both languages; run by ``make screenshots``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from host import lacking, new_profile, session

LANGUAGES = ("id", "en")
HERE = Path(__file__).resolve().parent
PICTURES = HERE.parents[1] / "docs" / "images"
HOME = Path(tempfile.gettempdir()) / "klaster-ir"
"""Always the same, for pictures show it."""


def main() -> None:
    """One session in each language, each in a new profile."""
    if lacking():
        sys.exit(lacking())
    os.environ["KLASTER_IR_PICTURES"] = str(PICTURES)
    for language in LANGUAGES:
        shutil.rmtree(HOME, ignore_errors=True)
        HOME.mkdir()
        ended = session(new_profile(HOME, language), HERE / "pictures.py", longest=300)
        troubles = ended.protocol.get("troubles", ["The script did not begin."])
        if troubles or ended.code:
            sys.exit("\n".join([*troubles, ended.errors, f"QGIS ended with {ended.code}."]))
    shutil.rmtree(HOME)


if __name__ == "__main__":
    main()

"""The photos of a catalogue: small pictures without metadata, called by public ids."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Mapping, Optional, Set

from ..photo_engine import PhotoEngine
from ..progress import Progress
from ..register.packages.photos import inside
from .jpeg import without_metadata

FOLDER = "foto"
LONGEST = 1200
"""Pixels of the longer side."""


def photo_name(public_id: str) -> str:
    """Where the photo of a business stands in the catalogue."""
    return f"{FOLDER}/{public_id}.jpg"


def write_photos(
    photos: Mapping[str, str], register: str, folder: Path, engine: Optional[PhotoEngine], progress: Progress
) -> Set[str]:
    """Writes the photos, by public id the file in the register's folder; gives the ids of those that cannot be.

    OSError where the folder cannot be written.
    """
    source, failed = os.path.dirname(os.path.abspath(register)), set()
    for number, (own, name) in enumerate(photos.items()):
        progress(number / len(photos))
        picture = _picture(inside(source, name), engine)
        if picture is None:
            failed.add(own)
            continue
        target = folder / photo_name(own)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture)
    return failed


def _picture(path: Optional[str], engine: Optional[PhotoEngine]) -> Optional[bytes]:
    if path is None or engine is None or not os.path.isfile(path):
        return None
    try:
        return without_metadata(engine.jpeg(path, LONGEST))
    except ValueError:
        return None

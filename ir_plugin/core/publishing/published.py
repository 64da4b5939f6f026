"""What stands in the files of a published catalogue, out of the scripts and the archive that it is packed in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterator, List, Tuple

from ..package_writing import package_parts
from .business_scripts import part_file, part_in
from .document import ARCHIVE, BOUNDARIES, DATA
from .folder import MANIFEST, files_in
from .scripts import unpacked

MADE = (DATA, BOUNDARIES, ARCHIVE)
"""What is made of the register, besides photos and the parts of the businesses, each of which is read."""

_LETTERS = re.compile('"([A-Za-z0-9+/=]+)"')


def parts_in(folder: Path) -> List[str]:
    """The parts of the businesses that a folder holds, whether they may be there or not."""
    return [part for part in map(part_in, files_in(folder)) if part]


def inside(name: str) -> str:
    """How a file of the archive is called."""
    return f"{ARCHIVE}/{name}"


def data_texts(folder: Path) -> Iterator[Tuple[str, str]]:
    """Every text that was made of the register, by the name of its file; unpacked as far as that goes, so that what is
    not as the plugin writes can be looked through too."""
    for name in (*MADE, *map(part_file, parts_in(folder)), MANIFEST):
        if (folder / name).is_file():
            yield from _texts(name, (folder / name).read_bytes())


def _texts(name: str, content: bytes) -> Iterator[Tuple[str, str]]:
    try:
        parts = package_parts(content) if name == ARCHIVE else {}
    except ValueError:
        parts = {}
    yield from ((inside(part), text.decode("utf-8", "replace")) for part, text in parts.items())
    if not parts:
        yield name, _LETTERS.sub(lambda found: _read(found[1]), content.decode("utf-8", "replace"))


def _read(letters: str) -> str:
    """What is packed in letters; they themselves where nothing is."""
    try:
        return unpacked(letters).decode("utf-8", "replace")
    except ValueError:
        return f'"{letters}"'

"""Several new files put in their places together: all of them, or none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Callable, Dict, Mapping, Optional


def move_all(places: Mapping[Path, Path], kept: Path) -> Callable[[], None]:
    """Puts every draft (the key) in its place, on the same disk; gives what takes all of them back. OSError where one
    cannot be put there; then all is as it was.

    kept: a new folder for copies of what stands there now.
    """
    kept.mkdir()
    done: Dict[Path, Optional[Path]] = {}

    def take_back() -> None:
        for place, before in done.items():
            if before:
                os.replace(str(before), str(place))
            else:
                place.unlink()

    try:
        for number, (draft, place) in enumerate(places.items()):
            before = kept / str(number) if place.is_file() else None
            if before:
                shutil.copy2(str(place), str(before))
            os.replace(str(draft), str(place))
            done[place] = before
    except OSError:
        take_back()
        raise
    return take_back

"""What a face lends to the core to read and write pictures (Qt in QGIS, Pillow on the command line)."""

from __future__ import annotations

from typing import Protocol


class PhotoEngine(Protocol):
    """Makes small pictures of photos."""

    def jpeg(self, path: str, longest: int) -> bytes:
        """The picture of a file, upright, as a JPEG of its pixels; its longer side has ``longest`` pixels at most.

        ValueError where the file is no picture that can be read.
        """

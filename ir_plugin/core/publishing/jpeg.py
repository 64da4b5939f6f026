"""JPEG files taken apart: what of them is the picture, and what tells of camera, place and person.

Source: ITU-T T.81 (1992), annex B; JFIF 1.02.
"""

from __future__ import annotations

from typing import Iterator, List, Tuple

START, END, SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
_COMMENT, _APPLICATION = 0xFE, range(0xE0, 0xF0)
_RESTARTS = range(0xD0, 0xD8)
_PLAIN = {0xE0: (b"JFIF\0", 14), 0xEE: (b"Adobe", 12)}
"""Segments of applications that say only how the picture is written, each with its length."""

Segment = Tuple[int, bytes]
"""The second byte of its marker, and all its bytes."""


def without_metadata(jpeg: bytes) -> bytes:
    """The picture alone. ValueError for what is no JPEG."""
    return b"".join((START, *(part for kind, part in _segments(jpeg) if not _tells(kind, part)), END))


def metadata_of(jpeg: bytes) -> List[str]:
    """What a file holds besides its picture, as names such as "Exif"; none where it is clean. ValueError for what is no
    JPEG."""
    segments = list(_segments(jpeg))
    found = [_name(part) for kind, part in segments if _tells(kind, part)]
    size = len(START) + sum(len(part) for _, part in segments) + len(END)
    return [*found, *(["..."] if size < len(jpeg) else [])]


def _segments(jpeg: bytes) -> Iterator[Segment]:
    """All between the start and the end of the first picture; a scan with its data."""
    if not jpeg.startswith(START):
        raise ValueError("no JPEG")
    at = len(START)
    while jpeg[at : at + 2] != END:
        if len(jpeg) < at + 4 or jpeg[at] != 0xFF:
            raise ValueError("damaged JPEG")
        kind, end = jpeg[at + 1], at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind == SCAN:
            end = _end_of_data(jpeg, end)
        yield kind, jpeg[at:end]
        at = end


def _end_of_data(jpeg: bytes, at: int) -> int:
    """Where the next marker begins that is no part of a scan's data."""
    while True:
        at = jpeg.find(b"\xff", at)
        if at < 0 or at + 1 >= len(jpeg):
            raise ValueError("damaged JPEG")
        if jpeg[at + 1] and jpeg[at + 1] not in _RESTARTS:
            return at
        at += 2


def _tells(kind: int, part: bytes) -> bool:
    if kind == _COMMENT:
        return True
    name, length = _PLAIN.get(kind, (b"", 0))
    return kind in _APPLICATION and not (name and part[4:].startswith(name) and len(part) == length + 4)


def _name(part: bytes) -> str:
    """How a segment calls itself, in printable characters."""
    name = part[4:24].split(b"\0")[0].decode("ascii", "replace")
    return "".join(each for each in name if each.isprintable()) or "?"

"""ZIP files of texts: the same bytes for the same parts, and nothing beside the parts."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Tuple

import pytest

from ir_plugin.core.package_writing import package_bytes, package_parts

PARTS = {"a.txt": "Kemplang\n" * 9, "é/b.txt": "", "c": "x"}


def test_parts_come_back_in_their_order() -> None:
    written = package_bytes(PARTS.items(), stored=("c",))
    assert written == package_bytes(PARTS.items(), stored=("c",))
    assert list(package_parts(written).items()) == [(name, text.encode()) for name, text in PARTS.items()]
    assert all(each.external_attr >> 16 == 0o100644 for each in zipfile.ZipFile(io.BytesIO(written)).infolist())


def with_comment(content: bytes) -> bytes:
    told = io.BytesIO(content)
    with zipfile.ZipFile(told, "a") as archive:
        archive.comment = b"secret"
    return told.getvalue()


def longer_than_told(stored: Tuple[str, ...] = ()) -> bytes:
    """A part of which list and head say that it ends after its first letter."""
    written = package_bytes({"c": "x" + "secret" * 9}.items(), stored)
    (part,) = zipfile.ZipFile(io.BytesIO(written)).infolist()
    told = bytearray(written)
    for mark, place in ((b"PK\3\4", 14), (b"PK\1\2", 16)):
        struct.pack_into("<III", told, written.index(mark) + place, zlib.crc32(b"x"), part.compress_size, 1)
    return bytes(told)


def packed_otherwise(_content: bytes) -> bytes:
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", PARTS["a.txt"])
    return told.getvalue()


@pytest.mark.parametrize(
    "hide",
    [
        lambda content: b"secret" + content,
        lambda content: content + b"secret",
        with_comment,
        lambda content: content[: content.index(b"PK\1\2")] + b"secret" + content[content.index(b"PK\1\2") :],
        lambda content: content[:-9],
        lambda content: b"",
        lambda _: longer_than_told(),
        lambda _: longer_than_told(stored=("c",)),
        packed_otherwise,
    ],
)
def test_a_file_with_anything_else_is_refused(hide: object) -> None:
    assert callable(hide)
    with pytest.raises(ValueError, match="."):
        package_parts(hide(package_bytes(PARTS.items())))

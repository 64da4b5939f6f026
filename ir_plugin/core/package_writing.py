"""Packages of text parts (ZIP), such as workbooks: the same parts give the same bytes."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from typing import Dict, Iterable, Tuple

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every part."""

_UNIX, _READABLE = 3, 0o100644 << 16
_LOCAL_HEAD, _LISTED, _END = 30, 46, 22
"""Bytes before a part, for a part in the list, and behind the list, besides the names."""


def package_bytes(parts: Iterable[Tuple[str, str]], stored: Tuple[str, ...] = ()) -> bytes:
    """The parts as a ZIP file, in their order; those of the names ``stored`` without compression."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            part = zipfile.ZipInfo(name, _LONG_AGO)
            part.create_system, part.external_attr = _UNIX, _READABLE
            part.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(part, text)
    return content.getvalue()


def package_parts(content: bytes) -> Dict[str, bytes]:
    """The parts of a ZIP file by name, in order. ValueError where a byte of it is no part's, so that nothing hides
    there."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            parts = {each.filename: archive.read(each) for each in listed}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        raise ValueError("no ZIP file") from problem
    at = 0
    for each in listed:
        name = len(each.filename.encode("utf-8"))
        start = at + _LOCAL_HEAD + name
        if each.header_offset != at or each.extra or each.comment or each.flag_bits & ~0x800:
            raise ValueError("more than parts")
        at = start + each.compress_size
        if _unpacked(content[start:at], each.compress_type) != parts[each.filename]:
            raise ValueError("more than parts")
    size = at + sum(_LISTED + len(each.filename.encode("utf-8")) for each in listed) + _END
    if size != len(content) or len(parts) != len(listed):
        raise ValueError("more than parts")
    return parts


def _unpacked(packed: bytes, compress_type: int) -> bytes:
    """All that the bytes of a part hold, whatever size the list tells. ValueError where they hold more, or are packed
    as we never do."""
    if compress_type == zipfile.ZIP_STORED:
        return packed
    reader = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = reader.decompress(packed)
    except zlib.error as problem:
        raise ValueError("packed otherwise") from problem
    if not reader.eof or reader.unused_data:
        raise ValueError("more than parts")
    return content


def escaped(text: str) -> str:
    """Words for XML, without what it cannot hold (control characters)."""
    return html.escape(_FORBIDDEN.sub("", text))


def letters(place: int) -> str:
    """The name of a column of a sheet: A for 0, AB for 27."""
    more, last = divmod(place, 26)
    return (letters(more - 1) if more else "") + chr(ord("A") + last)

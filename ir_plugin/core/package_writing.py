"""Packages of XML parts, such as workbooks: the same parts give the same bytes."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import Iterable, Tuple

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every part."""


def package_bytes(parts: Iterable[Tuple[str, str]], stored: Tuple[str, ...] = ()) -> bytes:
    """The parts as a ZIP file, in their order; those of the names ``stored`` without compression."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            part = zipfile.ZipInfo(name, _LONG_AGO)
            part.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(part, text)
    return content.getvalue()


def escaped(text: str) -> str:
    """Words for XML, without what it cannot hold (control characters)."""
    return html.escape(_FORBIDDEN.sub("", text))


def letters(place: int) -> str:
    """The name of a column of a sheet: A for 0, AB for 27."""
    more, last = divmod(place, 26)
    return (letters(more - 1) if more else "") + chr(ord("A") + last)

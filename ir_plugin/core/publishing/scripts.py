"""Objects as scripts that a page loads, also from a file: their JSON packed by zlib and written as letters (base64)."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

GLOBAL = "KLASTER_IR"
"""The name of the page's object in its window; the names of all others begin with it."""

_END = '";\n'


def script(name: str, content: Any) -> str:
    """A script that keeps ``content`` in the page's window under a name; no text in it can end the script."""
    return f"{_head(name)}{base64.b64encode(zlib.compress(_json(content), 9)).decode('ascii')}{_END}"


def read_script(name: str, text: str) -> Any:
    """The object that ``script`` wrote under a name. ValueError for anything else."""
    head = _head(name)
    if not (text.startswith(head) and text.endswith(_END)):
        raise ValueError("no script of a catalogue")
    inside = unpacked(text[len(head) : -len(_END)])
    content = json.loads(inside)
    if _json(content) != inside:
        raise ValueError("another script")
    return content


def unpacked(letters: str) -> bytes:
    """What was packed as letters. ValueError where anything else stands in them; another zlib may have packed it."""
    packed = base64.b64decode(letters, validate=True)
    reader = zlib.decompressobj()
    try:
        content = reader.decompress(packed)
    except zlib.error as problem:
        raise ValueError("not packed") from problem
    if not reader.eof or reader.unused_data or base64.b64encode(packed).decode("ascii") != letters:
        raise ValueError("more than was packed")
    return content


def _head(name: str) -> str:
    return f'window["{name}"] = "'


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

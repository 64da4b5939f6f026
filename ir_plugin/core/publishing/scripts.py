"""Objects as scripts that a page loads, also from a file; a text is read far faster than the same as a program."""

from __future__ import annotations

import json
import re
from typing import Any

_ESCAPED = {"\\": "\\\\", "'": "\\'", **{each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}}
_NEEDS_ESCAPE = re.compile("[" + re.escape("".join(_ESCAPED)) + "]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")


def script(name: str, content: Any) -> str:
    """A script that keeps ``content`` in the page's window under a name; no text in it can end the script."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{_head(name)}{_NEEDS_ESCAPE.sub(lambda found: _ESCAPED[found[0]], text)}{_END}"


def read_script(name: str, text: str) -> Any:
    """The object that ``script`` wrote under a name. ValueError for anything else."""
    head = _head(name)
    if not (text.startswith(head) and text.endswith(_END)):
        raise ValueError("no script of a catalogue")
    inside = text[len(head) : -len(_END)]
    content = json.loads(_ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], inside))
    if script(name, content) != text:
        raise ValueError("another script")
    return content


def _head(name: str) -> str:
    return f"window[{json.dumps(name)}] = JSON.parse('"


_END = "');\n"

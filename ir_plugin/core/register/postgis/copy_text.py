"""Rows as PostgreSQL's COPY writes and reads them: a line each, tabs between the values, ``\\N`` for none.

Source: PostgreSQL documentation, COPY, text format.
"""

from __future__ import annotations

import re
from typing import Any, Iterable, Iterator, Optional, Sequence, Tuple

END = r"\."
NONE = r"\N"
_ESCAPED = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\b": r"\b", "\f": r"\f", "\v": r"\v"}
_ESCAPES = str.maketrans(_ESCAPED)
_PLAIN = {escape[1]: letter for letter, escape in _ESCAPED.items()}
_ESCAPE = re.compile(r"\\(.)")
_HEAD = re.compile(r'COPY (?:"?\w+"?\.)?"?(\w+)"? \((.*)\) FROM stdin;', re.IGNORECASE)


def line_of(values: Sequence[Any]) -> str:
    """A row as a line without its end. Values are texts, numbers, or None."""
    return "\t".join(NONE if value is None else str(value).translate(_ESCAPES) for value in values)


def values_of(line: str) -> list[Optional[str]]:
    """The values of a line as texts; None for none."""
    return [None if each == NONE else _ESCAPE.sub(_letter, each) for each in line.split("\t")]


def _letter(escape: re.Match[str]) -> str:
    return _PLAIN.get(escape[1], escape[1])


def blocks(lines: Iterable[str]) -> Iterator[Tuple[str, Sequence[str], Iterator[Sequence[Optional[str]]]]]:
    """The tables in a script of pg_dump: name, columns, and the rows, which have to be read before the next table."""
    stream = iter(lines)
    for line in stream:
        found = _HEAD.match(line)
        if found:
            rows = _rows(stream)
            yield found[1], [name.strip().strip('"') for name in found[2].split(",")], rows
            for _ in rows:
                pass  # what was not wanted


def _rows(stream: Iterator[str]) -> Iterator[Sequence[Optional[str]]]:
    for line in stream:
        if line.rstrip("\n") == END:
            return
        yield values_of(line.rstrip("\n"))
    raise ValueError("the end of a table is missing")

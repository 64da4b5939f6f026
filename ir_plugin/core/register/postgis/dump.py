"""The rows that pg_dump wrote of a shared register, as a GeoPackage holds them."""

from __future__ import annotations

import re
import struct
from datetime import datetime
from typing import Any, Callable, Iterable, Iterator, Mapping, Optional, Sequence, Tuple

from ...industry.schema import TABLES, Table
from ...industry.schema.declaration import BOOLEAN, DATETIME, INTEGER, REAL
from ...moments import utc
from ..geometry_blobs import blob_of
from .copy_text import blocks

GEOMETRY = "geom"
_HAS_SRID = 0x20000000
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(\.\d+)?([+-]\d\d):?(\d\d)?")

Rows = Tuple[Table, Sequence[str], Iterator[Sequence[Any]]]
"""A table, its columns, and the values of each row."""


def dumped_tables(lines: Iterable[str]) -> Iterator[Rows]:
    """The declared tables in a dump, each to be read before the next; others and unknown columns are left out.

    ValueError where a line is damaged or missing.
    """
    for name, columns, rows in blocks(lines):
        if name in TABLES:
            known = [(place, each) for place, each in enumerate(columns) if each == GEOMETRY or _is_field(name, each)]
            readers = [(place, _reader(TABLES[name], each)) for place, each in known]
            yield TABLES[name], [each for _, each in known], (_values(row, readers, len(columns)) for row in rows)


def _is_field(table: str, name: str) -> bool:
    return any(field.name == name for field in TABLES[table].fields)


def _values(row: Sequence[Optional[str]], readers: Sequence[Tuple[int, Callable[[str], Any]]], n: int) -> Sequence[Any]:
    if len(row) != n:
        raise ValueError(f"{len(row)} values instead of {n}")
    texts = ((row[place], read) for place, read in readers)
    return [None if text is None else read(text) for text, read in texts]


def _reader(table: Table, column: str) -> Callable[[str], Any]:
    return _blob if column == GEOMETRY else _READERS.get(table.field(column).kind, str)


def _truth(text: str) -> int:
    return {"t": 1, "f": 0}[text]


def _moment(text: str) -> str:
    """A moment of any time zone, in UTC to the millisecond."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    second, fraction, hours, minutes = found.groups()
    moment = datetime.fromisoformat(f"{second}{(fraction or '.')[:7]:0<7}{hours}:{minutes or '00'}")
    return utc(moment)


def _blob(text: str) -> Optional[bytes]:
    """The geometry of an EWKB in hexadecimal digits: little-endian, with its reference system behind the type."""
    ewkb = bytes.fromhex(text)
    kind = struct.unpack_from("<xI", ewkb)[0]
    return blob_of(struct.pack("<BI", 1, kind & ~_HAS_SRID) + ewkb[9 if kind & _HAS_SRID else 5 :])


_READERS: Mapping[str, Callable[[str], Any]] = {INTEGER: int, REAL: float, BOOLEAN: _truth, DATETIME: _moment}

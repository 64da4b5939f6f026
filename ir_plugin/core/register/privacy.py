"""Personal data stay in the register: what a method may not copy into a file of its own."""

from __future__ import annotations

from typing import Sequence

from ..declaration import Note
from ..industry.schema import TABLES
from ..industry.schema.declaration import PERSONAL
from ..texts import Text

LEFT_OUT = Text(
    "Data pribadi tidak disalin dari register ke hasil: kolom {columns}.",
    "Personal data were not copied from the register into the result: the columns {columns}.",
)


def personal_columns(table: str) -> frozenset[str]:
    """The columns of a table of the register that hold personal data, in small letters; none for other tables."""
    known = TABLES.get(table)
    return frozenset(each.name.lower() for each in known.fields if each.access == PERSONAL) if known else frozenset()


def left_out_note(columns: Sequence[str]) -> Note:
    """What the user is told."""
    return Note(LEFT_OUT.format(columns=", ".join(columns)), warning=True)

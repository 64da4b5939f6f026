"""Three states of a row side by side: as both sides had it, as the register and as the package have it now."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Tuple

from ...industry.schema import Table
from .rows import Row, Values, content_of, value_of

WHOLE = "*"
"""The column of a conflict over a whole row."""

ADD, ALTER, REMOVE = "add", "alter", "remove"
DIFFERENT, REMOVED_HERE, REMOVED_THERE = "BEDA", "HAPUS_REGISTER", "HAPUS_PAKET"
UNREFERENCED, RULE = "RUJUKAN", "ATURAN"


class Change(NamedTuple):
    """What the register is to take over of a row: its new values, or its removal. tracking: the package's."""

    kind: str
    table: Table
    id: str
    values: Values
    tracking: Values


class Conflict(NamedTuple):
    """Values side by side; None where there is no value or no row. reason: a code of alasan_konflik."""

    table: Table
    id: str
    column: str
    base: Any
    register: Any
    package: Any
    reason: str


Outcome = Tuple[List[Change], List[Conflict]]


def differs(table: Table, one: Optional[Mapping[str, Any]], other: Optional[Mapping[str, Any]]) -> bool:
    """Whether two states of a row are not the same; None is a row that does not exist."""
    if one is None or other is None or one == other:
        return one != other
    return any(value_of(table, one, name) != value_of(table, other, name) for name in content_of(table))


def compare(
    table: Table, row_id: str, base: Optional[Values], register: Optional[Row], package: Optional[Row]
) -> Outcome:
    """What to take over of a row that the package has changed, and where both sides contradict each other."""
    own = register.content if register else None
    if package is None:
        if own is None:
            return [], []
        if differs(table, base, own):
            return [], [Conflict(table, row_id, WHOLE, base, own, None, REMOVED_THERE)]
        return [Change(REMOVE, table, row_id, dict(own), {})], []
    if own is None:
        if base is None:
            return [Change(ADD, table, row_id, package.content, package.tracking)], []
        return [], [Conflict(table, row_id, WHOLE, base, None, package.content, REMOVED_HERE)]
    return _by_field(table, row_id, base or {}, own, package)


def _by_field(table: Table, row_id: str, base: Values, own: Values, package: Row) -> Outcome:
    taken: Dict[str, Any] = {}
    conflicts: List[Conflict] = []
    for name in content_of(table):
        before, here = value_of(table, base, name), value_of(table, own, name)
        there = value_of(table, package.content, name)
        if there in (before, here):
            continue
        if here == before:
            taken[name] = there
        else:
            conflicts.append(Conflict(table, row_id, name, before, here, there, DIFFERENT))
    return ([Change(ALTER, table, row_id, taken, package.tracking)] if taken else []), conflicts

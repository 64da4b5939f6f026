"""Which rows of a register refer to which, by the declared references."""

from __future__ import annotations

import sqlite3
from typing import Any, Iterator, List, Mapping, Set, Tuple

from ...industry.schema import TABLES, Table
from ..geopackage import quoted
from .comparison import REMOVE, Change
from .rows import CARRIED, GEOMETRY, SEPARATOR, key_of, references_of

Place = Tuple[str, str]
"""A table's name and the id of a row."""


def lacks_reference(connection: sqlite3.Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Whether values name a row that the register does not have."""
    for field, other, column in references_of(table):
        value = values.get(field.name)
        if value is not None:
            query = " ".join(("SELECT 1 FROM", quoted(other), "WHERE", quoted(column), "= ?"))
            if connection.execute(query, (value,)).fetchone() is None:
                return True
    return False


def parents_of(table: Table, values: Mapping[str, Any]) -> Iterator[Place]:
    """The rows of packages that a row belongs to."""
    carried = {each.name for each in CARRIED}
    for field, other, _ in references_of(table):
        if other in carried and values.get(field.name) is not None:
            yield other, values[field.name]


def referring(connection: sqlite3.Connection, table: Table, row_id: str) -> List[Place]:
    """The rows that people have entered and that refer to a row."""
    found: List[Place] = []
    for other in CARRIED:
        for field, to, _ in references_of(other):
            if other.tracked and to == table.name:
                identity = f" || '{SEPARATOR}' || ".join(map(quoted, key_of(other)))
                query = " ".join(("SELECT", identity, "FROM", quoted(other.name), "WHERE", quoted(field.name), "= ?"))
                found += [(other.name, each) for (each,) in connection.execute(query, (row_id,))]
    return found


def forget_records(connection: sqlite3.Connection, table: Table, row_id: str) -> None:
    """Removes what only the program wrote of a row: imported rows, results of runs."""
    for other in TABLES.values():
        for field, to, _ in references_of(other):
            if not other.tracked and to == table.name:
                query = ("DELETE FROM", quoted(other.name), "WHERE", quoted(field.name), "= ?")
                connection.execute(" ".join(query), (row_id,))


def held_removals(connection: sqlite3.Connection, changes: List[Change]) -> Set[Place]:
    """Removals that cannot be: something that stays in the register refers to the row. The details of such a row that
    were to be removed with it are held with it; a business may go though its owner stays."""
    removed = {(each.table.name, each.id): each.table for each in changes if each.kind == REMOVE}
    moved = {(each.table.name, each.id) for each in changes if each.kind != REMOVE and _moves(each)}
    users = {place: referring(connection, table, place[1]) for place, table in removed.items() if _is_parent(table)}
    held: Set[Place] = set()
    while True:
        stays = {
            place
            for place, those in users.items()
            if place not in held and any(each not in moved and (each not in removed or each in held) for each in those)
        }
        if not stays:
            return held
        held |= stays
        held |= {each for place in stays for each in users[place] if each in removed and each not in users}


def _moves(change: Change) -> bool:
    """Whether a change makes a row belong to another."""
    own = {field.name for field, _, _ in references_of(change.table)}
    return bool(own & set(change.values) - {GEOMETRY})


def _is_parent(table: Table) -> bool:
    return any(to == table.name for other in CARRIED for _, to, _ in references_of(other))

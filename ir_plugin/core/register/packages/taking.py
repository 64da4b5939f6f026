"""What a register takes over: each change as soon as the rules allow it, what they never allow left over."""

from __future__ import annotations

import sqlite3
from typing import Any, Iterable, Iterator, List, NamedTuple, Optional, Tuple

from ...industry.schema import Table
from ...progress import Progress, no_progress
from .comparison import ADD, ALTER, REMOVE, RULE, UNREFERENCED, WHOLE, Change, Conflict
from .references import forget_records, lacks_reference, referring
from .rows import CARRIED, DECIDED, SEPARATOR, delete_row, insert_row, read_rows, update_row, value_of

PLACES = {table.name: place for place, table in enumerate((*CARRIED, *DECIDED))}


class Taken(NamedTuple):
    """What was taken over, and what not."""

    changes: List[Change]
    conflicts: List[Conflict]


def take(connection: sqlite3.Connection, changes: Iterable[Change], progress: Progress = no_progress) -> Taken:
    """Takes over changes of a package; a row that breaks a rule comes with the value that does left out."""
    done, left = settle(connection, sorted(changes, key=_in_order), progress)
    more, still = settle(connection, [part for each in left for part in _parts(each)])
    done += more
    conflicts: List[Conflict] = []
    for change in still:
        fitted, said = _fitted(connection, change)
        conflicts += said
        done += [fitted] if fitted else []
    return Taken(done, conflicts)


def settle(
    connection: sqlite3.Connection, changes: List[Change], progress: Progress = no_progress
) -> Tuple[List[Change], List[Change]]:
    """Makes changes, again and again, for one may make room for another. Gives those that were made, and those that
    never could be."""
    done: List[Change] = []
    pending = changes
    while pending:
        left: List[Change] = []
        for number, change in enumerate(pending):
            if number % 200 == 0:
                progress(len(done) / len(changes))
            (done if attempt(connection, change) else left).append(change)
        if len(left) == len(pending):
            break
        pending = left
    return done, pending


def attempt(connection: sqlite3.Connection, change: Change) -> bool:
    """Whether a change could be made; if not, nothing was."""
    kind, table, row_id, values, tracking = change
    if kind == REMOVE:
        if referring(connection, table, row_id):
            return False
        forget_records(connection, table, row_id)
        delete_row(connection, table, row_id)
        return True
    full = {**values, **dict(_named(change))}
    if lacks_reference(connection, table, full):
        return False
    try:
        if kind == ADD:
            insert_row(connection, table, row_id, {**values, **tracking})
        else:
            update_row(connection, table, row_id, values, tracking)
    except sqlite3.IntegrityError:
        return False
    return True


def _named(change: Change) -> Iterator[Tuple[str, Any]]:
    """The key of a row that is named by what it belongs to."""
    if not change.table.key:
        yield from zip(change.table.unique[0], change.id.split(SEPARATOR))


def _in_order(change: Change) -> Tuple[int, int]:
    """What is referred to comes before what refers to it, and goes after it."""
    place = PLACES[change.table.name]
    return (1, -place) if change.kind == REMOVE else (0, place)


def _parts(change: Change) -> List[Change]:
    if change.kind != ALTER:
        return [change]
    return [change._replace(values={name: value}) for name, value in change.values.items()]


def _fitted(connection: sqlite3.Connection, change: Change) -> Tuple[Optional[Change], List[Conflict]]:
    """A change that never could be made, in a form that can, and what it had to leave out."""
    table, row_id = change.table, change.id
    reason = UNREFERENCED if lacks_reference(connection, table, change.values) else RULE
    if change.kind == ALTER:
        ((name, value),) = change.values.items()
        here = _current(connection, table, row_id, name)
        return None, [Conflict(table, row_id, name, here, here, value, reason)]
    if change.kind == ADD:
        for name, value in _room(connection, change):
            fitted = change._replace(values={**change.values, name: value})
            if attempt(connection, fitted):
                return fitted, [Conflict(table, row_id, name, None, value, change.values[name], RULE)]
        return None, [Conflict(table, row_id, WHOLE, None, None, change.values, reason)]
    return None, [Conflict(table, row_id, WHOLE, change.values, change.values, None, reason)]


def _room(connection: sqlite3.Connection, change: Change) -> Iterator[Tuple[str, Any]]:
    """Values with which a new row may fit: not the main one of its group, or the next free code."""
    for flag, _ in change.table.single:
        if change.values.get(flag):
            yield flag, 0
    if change.table.name == "ir_usaha":
        head = change.values["kode_usaha"][: len("IR-1901-")]
        query = "SELECT max(CAST(substr(kode_usaha, 9) AS INTEGER)) FROM ir_usaha WHERE substr(kode_usaha, 1, 8) = ?"
        last = connection.execute(query, (head,)).fetchone()[0] or 0
        yield "kode_usaha", f"{head}{last + 1:04d}"


def _current(connection: sqlite3.Connection, table: Table, row_id: str, name: str) -> Any:
    """A value of the register as it is stored."""
    row = read_rows(connection, table, [row_id]).get(row_id)
    return value_of(table, row.content, name) if row else None

"""What a package means for the register: what to take over, and what contradicts."""

from __future__ import annotations

import sqlite3
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Set, Tuple

from ...industry.schema import TABLES, Table
from ...progress import Progress
from ..geopackage import quoted
from .base import Base, base_of
from .comparison import REMOVED_HERE, REMOVED_THERE, WHOLE, Change, Conflict, compare, differs
from .decisions import compare_decisions
from .references import Place, held_removals, parents_of
from .rows import CARRIED, DECIDED, Row, key_of, read_rows


class TableState(NamedTuple):
    """A table of a package: what is known of its rows, and all that it holds now."""

    table: Table
    base: Base
    rows: Dict[str, Row]

    def changed(self) -> List[str]:
        """The ids of the rows that the package has changed, added or removed since they were last seen."""
        contents = {row_id: row.content for row_id, row in self.rows.items()}
        ids = (*self.base, *(each for each in contents if each not in self.base))
        return [each for each in ids if differs(self.table, self.base.get(each), contents.get(each))]


class Plan(NamedTuple):
    """The states of all tables, the changed rows of each, and what follows."""

    states: Dict[str, TableState]
    changed: Dict[str, List[str]]
    changes: List[Change]
    conflicts: List[Conflict]


def read_states(
    source: sqlite3.Connection, target: sqlite3.Connection, package_id: str, progress: Progress
) -> Dict[str, TableState]:
    """The package as it is now, beside what was last seen: at an earlier merge, else when it was sent."""
    states = {}
    tables = (*CARRIED, *DECIDED)
    for number, table in enumerate(tables):
        progress(number / len(tables))
        base = {**base_of(source, package_id, table), **base_of(target, package_id, table)}
        states[table.name] = TableState(table, base, read_rows(source, table))
    return states


def plan_of(target: sqlite3.Connection, states: Dict[str, TableState]) -> Plan:
    """Compares every row that the package has changed with the register's."""
    plan = Plan(states, {name: state.changed() for name, state in states.items()}, [], [])
    for name, ids in plan.changed.items():
        state = states[name]
        register = read_rows(target, state.table, ids) if ids else {}
        for row_id in ids:
            twin = _twin(target, state, row_id) if row_id not in register else None
            here = register.get(row_id) or (twin and twin[1])
            sides = (state.base.get(row_id), here or None, state.rows.get(row_id))
            judge = compare_decisions if state.table in DECIDED else compare
            taken, against = judge(state.table, twin[0] if twin else row_id, *sides)
            plan.changes.extend(taken)
            plan.conflicts.extend(against)
    return _with_held(target, plan)


def lost_families(target: sqlite3.Connection, plan: Plan, conflicts: Sequence[Conflict]) -> List[Conflict]:
    """Rows that the register removed and that a refused row of the package belongs to, with what belonged to them, so
    that a decision for the package can bring all of it back."""
    places: Set[Place] = set()
    listed = {(each.table.name, each.id) for each in conflicts if each.column == WHOLE and each.package is not None}
    wanted = list(listed)
    while wanted:
        name, row_id = wanted.pop()
        row = plan.states[name].rows.get(row_id)
        own = list(parents_of(TABLES[name], row.content)) if row else []
        for place in (*own, *_children(plan, (name, row_id))):
            state = plan.states[place[0]]
            if place in places or place in listed or place[1] not in state.rows:
                continue
            if not read_rows(target, state.table, [place[1]]):
                places.add(place)
                wanted.append(place)
    return [
        Conflict(state.table, row_id, WHOLE, state.base.get(row_id), None, state.rows[row_id].content, REMOVED_HERE)
        for name, row_id in sorted(places)
        for state in (plan.states[name],)
    ]


def _children(plan: Plan, place: Place) -> List[Place]:
    if place[0] not in ("ir_usaha", "ir_pemilik"):
        return []
    return [
        (name, row_id)
        for name, state in plan.states.items()
        if state.table.tracked
        for row_id, row in state.rows.items()
        if place in parents_of(state.table, row.content) and row_id in state.base
    ]


def _with_held(target: sqlite3.Connection, plan: Plan) -> Plan:
    """Removals that cannot be are conflicts instead."""
    held = held_removals(target, plan.changes)
    if not held:
        return plan
    kept = [each for each in plan.changes if (each.table.name, each.id) not in held]
    refused = [
        Conflict(each.table, each.id, WHOLE, each.values, each.values, None, REMOVED_THERE)
        for each in plan.changes
        if (each.table.name, each.id) in held
    ]
    return plan._replace(changes=kept, conflicts=[*plan.conflicts, *refused])


def _twin(target: sqlite3.Connection, state: TableState, row_id: str) -> Optional[Tuple[str, Row]]:
    """The register's own row of the same business, period and so on: both sides have made one."""
    row, table = state.rows.get(row_id), state.table
    if row is None or not table.key:
        return None
    for names in table.unique:
        if len(names) > 1:
            found = _found_by(target, table, names, row.content)
            if found and found not in state.base and found not in state.rows:
                return found, read_rows(target, table, [found])[found]
    return None


def _found_by(
    target: sqlite3.Connection, table: Table, names: Sequence[str], values: Mapping[str, object]
) -> Optional[str]:
    condition = " AND ".join(f"{quoted(name)} = ?" for name in names)
    query = ("SELECT", quoted(key_of(table)[0]), "FROM", quoted(table.name), "WHERE", condition)
    found = target.execute(" ".join(query), [values[name] for name in names]).fetchone()
    return str(found[0]) if found else None

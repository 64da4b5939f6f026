"""What people have decided about findings and pairs that may be one business, in three states side by side."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from ...industry.schema import Table
from .comparison import ADD, ALTER, DIFFERENT, Change, Conflict, Outcome
from .rows import Row, Values

FINDINGS, PAIRS = "qa_temuan", "impor_ganda"
OPEN, REPAIRED = "BARU", "DIPERBAIKI"
_WHAT = {FINDINGS: ("status", "nilai_lama", "alasan"), PAIRS: ("status",)}
"""What makes a decision. A finding is accepted for the value that it was about."""


def compare_decisions(
    table: Table, row_id: str, base: Optional[Values], register: Optional[Row], package: Optional[Row]
) -> Outcome:
    """What to take over of a decision in the package; two that contradict each other are a conflict.

    What a check has found or closed is no decision: the register's own check knows that better. It also opens an
    accepted finding again where the register has another value than the one that was accepted.
    """
    if package is None:
        return [], []
    before, there = _decision(table, base), _decision(table, package.content)
    if register is None:
        is_new = base is None and (there or table.name == PAIRS)
        return ([Change(ADD, table, row_id, package.content, {})] if is_new else []), []
    own = register.content
    here = _decision(table, own)
    if there in (before, here) or base and not there and not _is_withdrawn(table, base, package.content):
        return [], []
    if here != before:
        values = (base and base["status"], own["status"], package.content["status"])
        return [], [Conflict(table, row_id, "status", *values, DIFFERENT)]
    changed = {name: value for name, value in package.content.items() if value != own[name]}
    return [Change(ALTER, table, row_id, changed, {})], []


def _decision(table: Table, values: Optional[Values]) -> Optional[Tuple[Any, ...]]:
    """A decision and what it is about; None where nobody has decided."""
    if values is None or values["status"] in (OPEN, REPAIRED):
        return None
    return tuple(values.get(name) for name in _WHAT[table.name])


def _is_withdrawn(table: Table, base: Values, there: Values) -> bool:
    """Whether a person took a decision back; a check reopens a finding only with another value, or closes it."""
    return there["status"] == OPEN and (table.name == PAIRS or base["nilai_lama"] == there["nilai_lama"])

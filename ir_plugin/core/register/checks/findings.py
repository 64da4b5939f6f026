"""What a check found, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Optional

from ...industry.schema import TABLES
from ...industry.schema.declaration import PERSONAL
from ..survey.identities import derived_id


@dataclass(frozen=True)
class Finding:
    """One finding. row: the key of the row. field: None where it is about the whole row. value: what stands there, the
    finding being another one where it changes; proposal: what could stand there instead, where a rule knows."""

    rule: str
    table: str
    row: str
    field: Optional[str]
    value: Optional[str]
    proposal: Optional[str] = None

    @cached_property
    def id(self) -> str:
        """The same id for the same rule, row and field in every run."""
        return derived_id("temuan", self.rule, self.table, self.row, self.field or "")


def finding(rule: str, table: str, row: str, field: Optional[str], value: Any, proposal: Any = None) -> Finding:
    """A finding with value and proposal as text."""
    return Finding(rule, table, row, field, _text(value), _text(proposal))


def is_open(table: str, field: Optional[str]) -> bool:
    """Whether a field's value may stand in a file beside the register: it is declared and not personal. A point is the
    owner's home, so that its coordinates in words may not."""
    if field is None:
        return True
    return any(each.name == field and each.access != PERSONAL for each in TABLES[table].fields)


def _text(value: Any) -> Optional[str]:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return None if value is None else str(value)

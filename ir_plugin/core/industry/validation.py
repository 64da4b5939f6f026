"""The validator: what is wrong with rows of a declared table, and what is odd, in sentences.

Values are as the register stores them: text, whole numbers, numbers, 0 and 1, days and moments as ISO texts, None. The
verdict is that of the database (``register.tables``) and of the forms; a test holds all of them to it.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter
from typing import Any, Callable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..texts import Text
from .conditions import holds
from .hard_rules import (
    CODES,
    KIND,
    LENGTH,
    MAXIMUM,
    MINIMUM,
    NEEDS,
    PATTERN,
    REFERENCE,
    REQUIRED,
    UNIQUE,
    HardRule,
    bound_in,
    field_rules,
    row_rules,
)
from .schema import Field, Table
from .schema.declaration import BOOLEAN, DATE, DATETIME, INTEGER, REAL, TEXT
from .soft_rules import SOFT_RULES
from .value_lists import VALUE_LISTS

Row = Mapping[str, Any]
Known = Callable[[str, Any], bool]
"""known("ref_wilayah.kode_dagri", "19.01.01.1001"): whether a row there has the value."""

_DAY = r"\d{4}-\d{2}-\d{2}"
_MOMENT = re.compile(_DAY + r"T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)


class Problem(NamedTuple):
    """A rule that a row breaks: ``rule`` is its name or the id of a soft rule, ``field`` where it shows."""

    rule: str
    field: str
    sentence: Text


def problems(table: Table, row: Row, year: Optional[int] = None, known: Optional[Known] = None) -> List[Problem]:
    """The hard rules that a row breaks by itself, the first of each field; none where the register would take it.

    A field that the row does not have takes its default. year: the present one, unless given. known: looks references
    up; without, they are not judged.
    """
    year = year or datetime.datetime.now(datetime.timezone.utc).year
    found = [
        Problem(broken.name, field.name, broken.sentence)
        for field in table.fields
        for broken in [_broken(table, field, row, year, known)]
        if broken
    ]
    return [*found, *(Problem(*rule[:3]) for rule in row_rules(table.name) if rule.name == NEEDS and _lacks(rule, row))]


def rows_problems(
    table: Table, rows: Sequence[Row], year: Optional[int] = None, known: Optional[Known] = None
) -> List[List[Problem]]:
    """For each row what ``problems`` gives, and the rules on a row among the others, on every row that takes part."""
    found = [problems(table, row, year, known) for row in rows]
    for rule in row_rules(table.name):
        if rule.name == NEEDS:
            continue
        keys = [_shared(rule, row) for row in rows]
        counts = Counter(key for key in keys if key is not None)
        for of_row, key in zip(found, keys):
            if key is not None and counts[key] > 1:
                of_row.append(Problem(*rule[:3]))
    return found


def warnings(table: Table, row: Row, year: Optional[int] = None) -> List[Problem]:
    """The soft rules that a row breaks; those on a field that is wrong anyway are left out."""
    wrong = {each.field for each in problems(table, row, year)}
    return [
        Problem(rule.id, rule.field, rule.sentence)
        for rule in SOFT_RULES
        if rule.table == table.name and wrong.isdisjoint(rule.fields) and holds(rule.broken, row)
    ]


def _broken(table: Table, field: Field, row: Row, year: int, known: Optional[Known]) -> Optional[HardRule]:
    """The first rule of a field that its value breaks."""
    if field.name not in row and field.default is not None:
        return None
    value = row.get(field.name)
    for rule in field_rules(table.name)[field.name]:
        if rule.name == REQUIRED:
            if value is None or (field.required and field.kind == TEXT and str(value).strip(" ") == ""):
                return rule
        elif value is None:
            continue
        elif rule.name == REFERENCE:
            if known and not known(field.references, value):
                return rule
        elif not _CHECKS[rule.name](field, value, year):
            return rule
    return None


def _is_kind(field: Field, value: Any, year: int) -> bool:
    if field.kind in (INTEGER, REAL, BOOLEAN):
        number = isinstance(value, (int, float)) and math.isfinite(value)
        return (
            number and (field.kind == REAL or float(value).is_integer()) and (field.kind != BOOLEAN or value in (0, 1))
        )
    if not isinstance(value, str):
        return False
    if field.kind == DATE:
        return re.fullmatch(_DAY, value, re.ASCII) is not None and _reads(datetime.date.fromisoformat, value)
    if field.kind == DATETIME:
        shape = _MOMENT.fullmatch(value)
        return shape is not None and _reads(datetime.datetime.fromisoformat, value[:19])
    return True


def _reads(read: Callable[[str], Any], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _has_code(field: Field, value: Any, year: int) -> bool:
    codes = VALUE_LISTS[field.values].codes
    if not field.several:
        return value in codes
    return value[:1] == "{" and value[-1:] == "}" and all(each in codes for each in value[1:-1].split(","))


_CHECKS: Mapping[str, Callable[[Field, Any, int], bool]] = {
    KIND: _is_kind,
    LENGTH: lambda field, value, year: len(value) <= field.length,
    CODES: _has_code,
    PATTERN: lambda field, value, year: (
        field.pattern is None or re.fullmatch(field.pattern.regex, value, re.ASCII) is not None
    ),
    MINIMUM: lambda field, value, year: field.minimum is None or value >= bound_in(field.minimum, year),
    MAXIMUM: lambda field, value, year: field.maximum is None or value <= bound_in(field.maximum, year),
}


def _lacks(rule: HardRule, row: Row) -> bool:
    return row.get(rule.field) is None and any(row.get(name) is not None for name in rule.with_fields)


def _shared(rule: HardRule, row: Row) -> Optional[Tuple[Any, ...]]:
    """What no two rows may have in common; None where the row takes no part in the rule."""
    key = tuple(row.get(name) for name in (*rule.with_fields, rule.field))
    takes_part = None not in key if rule.name == UNIQUE else bool(row.get(rule.field)) and None not in key
    return key if takes_part else None

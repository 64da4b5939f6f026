"""The rules of the schema as expressions of QGIS: constraints of forms, and conditions under which a form warns.

Texts only, without QGIS. Each constraint is true where the database would take the value, and never NULL.
"""

from __future__ import annotations

from typing import Callable, Iterator, NamedTuple, Optional

from ..texts import Text, joined
from .conditions import as_qgis
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
    SINGLE,
    HardRule,
    field_rules,
    row_rules,
)
from .schema import Field, Table, YearsAgo
from .schema.declaration import BOOLEAN, DATE, DATETIME, INTEGER, REAL, TEXT, Bound
from .soft_rules import SOFT_RULES, SoftRule
from .value_lists import VALUE_LISTS

LayerOf = Callable[[str], str]
"""The name or id of the layer that shows a table."""

SHAPES = {
    INTEGER: r"-?\d+",
    REAL: r"-?\d+(\.\d+)?([eE][-+]?\d+)?",
    BOOLEAN: "0|1|true|false",
    DATE: r"\d{4}-\d{2}-\d{2}",
    DATETIME: r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}.*",
}
"""What a value of each kind looks like once it is a text."""


class Constraint(NamedTuple):
    """An expression that must be true for a row, and the sentence for when it is not."""

    expression: str
    sentence: Text


def hard_constraint(table: Table, field: Field, layer_of: Optional[LayerOf] = str) -> Constraint:
    """Everything that the register demands of a field, for its form: strength hard.

    layer_of: None where the widget offers only what exists, so that no reference has to be looked up.
    Keys that must be unique are left to the provider, which knows it from the database.
    """
    rules = [
        *field_rules(table.name)[field.name],
        *(each for each in row_rules(table.name) if each.field == field.name),
    ]
    rules = [rule for rule in rules if layer_of or rule.name != REFERENCE]
    parts = [(rule, _expression(table, field, rule, layer_of or str)) for rule in rules]
    told = [rule.sentence for rule, expression in parts if expression]
    return Constraint(" AND ".join(f"({each})" for _, each in parts if each), joined(told))


def soft_constraints(table: Table, field: Field) -> Iterator[Constraint]:
    """What a form says of a field that is odd: strength soft. True where nothing is odd."""
    for rule in SOFT_RULES:
        if (rule.table, rule.field) == (table.name, field.name):
            yield Constraint(f"NOT {warning(rule)}", rule.sentence)


def warning(rule: SoftRule) -> str:
    """An expression that is true where the soft rule is broken; false or true, never NULL."""
    return f"coalesce({as_qgis(rule.broken)}, false)"


def _expression(table: Table, field: Field, rule: HardRule, layer_of: LayerOf) -> str:
    name = _name(field.name)
    if rule.name == REQUIRED:
        blank = f" AND length(replace({name}, ' ', '')) > 0" if field.required and field.kind == TEXT else ""
        return f"{name} IS NOT NULL{blank}"
    if rule.name == NEEDS:
        return " AND ".join(f"({_name(each)} IS NULL OR {name} IS NOT NULL)" for each in rule.with_fields)
    if rule.name in _ON_VALUES:
        condition = _ON_VALUES[rule.name](field)
    elif rule.name == REFERENCE:
        other, column = field.references.split(".")
        condition = f"get_feature({literal(layer_of(other))}, {literal(column)}, {name}) IS NOT NULL"
    else:
        condition = _alone(table, field, rule)
    return f"{name} IS NULL OR {condition}" if condition else ""


def _alone(table: Table, field: Field, rule: HardRule) -> str:
    """No other row of the layer has these values; "" for a key, which the provider watches."""
    if field.name == table.key and not rule.with_fields:
        return ""
    names, key = (*rule.with_fields, field.name), table.key or "fid"
    same = [f"{_name(each)} = attribute(@parent, {literal(each)})" for each in names]
    # PostgreSQL, to which QGIS hands this on, knows IS NOT before NULL only.
    others = " AND ".join([*same, f"{_name(key)} <> coalesce(attribute(@parent, {literal(key)}), '')"])
    free = f"coalesce(aggregate(@layer_id, 'count', {_name(key)}, filter:={others}), 0) = 0"
    incomplete = [f"{_name(each)} IS NULL" for each in rule.with_fields]
    return " OR ".join([*([f"NOT {_name(field.name)}"] if rule.name == SINGLE else []), *incomplete, free])


def _kind(field: Field) -> str:
    name = _name(field.name)
    if field.kind not in SHAPES:
        return ""
    shape = _matches(f"to_string({name})", SHAPES[field.kind])
    reading = {DATE: "to_date", DATETIME: "to_datetime"}.get(field.kind)
    return f"{shape} AND coalesce(try({reading}({name})) IS NOT NULL, false)" if reading else shape


def _codes(field: Field) -> str:
    codes = VALUE_LISTS[field.values].codes
    if not field.several:
        return f"{_name(field.name)} IN ({', '.join(map(literal, codes))})"
    one = f"({'|'.join(codes)})"
    return _matches(_name(field.name), rf"\{{{one}(,{one})*\}}")


def _bound(bound: Bound) -> str:
    return f"year(now()) - {bound.years}" if isinstance(bound, YearsAgo) else str(bound)


_ON_VALUES: dict[str, Callable[[Field], str]] = {
    KIND: _kind,
    LENGTH: lambda field: f"length({_name(field.name)}) <= {field.length}",
    CODES: _codes,
    PATTERN: lambda field: _matches(_name(field.name), field.pattern.regex) if field.pattern else "",
    MINIMUM: lambda field: f"{_name(field.name)} >= {_bound(field.minimum)}" if field.minimum is not None else "",
    MAXIMUM: lambda field: f"{_name(field.name)} <= {_bound(field.maximum)}" if field.maximum is not None else "",
}


def _matches(text: str, regex: str) -> str:
    r"""The whole text has the form. In QGIS ``\d`` is any digit of Unicode, and ``$`` lets a line end pass."""
    plain = regex.replace(r"\d", "[0-9]")
    return f"regexp_match({text}, {literal(f'^(?:{plain})' + chr(92) + 'z')}) > 0"


def _name(field: str) -> str:
    return f'"{field}"'


def literal(text: str) -> str:
    """A text in an expression."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"

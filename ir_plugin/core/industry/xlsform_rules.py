"""The hard rules of a field as XPath for a survey form, in which ``.`` is the answer.

What the kind of a question sees to by itself is left out.
"""

from __future__ import annotations

from typing import Callable, Mapping, Optional, Sequence, Tuple

from ..texts import Text, joined
from .hard_rules import LENGTH, MAXIMUM, MINIMUM, PATTERN, REQUIRED, SINGLE, UNIQUE, HardRule, field_rules, row_rules
from .schema import Field, YearsAgo
from .schema.declaration import TEXT, Bound
from .survey_form import Part

THIS_YEAR = "number(format-date(today(), '%Y'))"


def constraint(part: Part, field: Field, is_typed: bool) -> Tuple[str, Text]:
    """The condition that an answer must meet and the sentence for when it does not; "" where there is none.

    is_typed: the answer is typed in, not chosen out of a list or taken by the camera.
    """
    rules = [rule for rule in field_rules(part.table)[field.name] if is_typed]
    rules += [rule for rule in row_rules(part.table) if rule.field == field.name and part.repeat]
    found = [(expression, rule.sentence) for rule in rules for expression in [_xpath(part, field, rule)] if expression]
    return " and ".join(expression for expression, _ in found), joined([sentence for _, sentence in found])


def required_message(part: Part, field: Field) -> Optional[Text]:
    """The sentence for an answer that must be given; None where it need not."""
    return next((rule.sentence for rule in field_rules(part.table)[field.name] if rule.name == REQUIRED), None)


def _xpath(part: Part, field: Field, rule: HardRule) -> str:
    if rule.name == SINGLE:
        return f"(. != '1' or count(../../{part.table}[{field.name} = '1']) <= 1)"
    if rule.name == UNIQUE:
        return _unique(part, [*rule.with_fields, rule.field])
    return _ON_ANSWERS[rule.name](field) if rule.name in _ON_ANSWERS else ""


def _unique(part: Part, names: Sequence[str]) -> str:
    """No other row of this form has the same; what is not asked is the same in all of them."""
    same = " and ".join(f"{name} = current()/../{name}" for name in names if name in part.fields)
    return f"count(../../{part.table}[{same}]) <= 1" if same else ""


def _bound(bound: Optional[Bound]) -> str:
    return f"{THIS_YEAR} - {bound.years}" if isinstance(bound, YearsAgo) else str(bound)


_ON_ANSWERS: Mapping[str, Callable[[Field], str]] = {
    REQUIRED: lambda field: "translate(., ' ', '') != ''" if field.kind == TEXT else "",
    LENGTH: lambda field: f"string-length(.) <= {field.length}",
    PATTERN: lambda field: f"regex(., '^({_plain(field)})$')",
    MINIMUM: lambda field: f". >= {_bound(field.minimum)}",
    MAXIMUM: lambda field: f". <= {_bound(field.maximum)}",
}


def _plain(field: Field) -> str:
    return field.pattern.regex.replace(r"\d", "[0-9]") if field.pattern else ""

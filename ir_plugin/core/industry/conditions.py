"""Conditions on the answers of one row, written once and read in three languages: Python, QGIS and XPath of XForms.

A condition is a line in a small part of Python: names of fields, numbers, texts, ``+ - * /``, comparisons, ``and``,
``or``, and the functions of ``FUNCTIONS``. A comparison with something that is missing does not hold, in any of the
three; that is why there is neither ``not`` nor ``!=``.
"""

from __future__ import annotations

import ast
import datetime
import operator
from functools import cache
from typing import Any, Callable, Dict, Mapping, NamedTuple, Optional, Tuple, Type

Name = Callable[[str], str]
"""How a language refers to a field."""

Reader = Callable[[Mapping[str, Any]], Any]
"""What a part of a condition is for a row."""

_ARITHMETIC: Dict[Type[ast.operator], Tuple[Callable[[Any, Any], Any], str, str]] = {
    ast.Add: (operator.add, "+", "+"),
    ast.Sub: (operator.sub, "-", "-"),
    ast.Mult: (operator.mul, "*", "*"),
    ast.Div: (operator.truediv, "/", "div"),
}
_COMPARISONS: Dict[Type[ast.cmpop], Tuple[Callable[[Any, Any], bool], str]] = {
    ast.Eq: (operator.eq, "="),
    ast.Lt: (operator.lt, "<"),
    ast.LtE: (operator.le, "<="),
    ast.Gt: (operator.gt, ">"),
    ast.GtE: (operator.ge, ">="),
}


class Function(NamedTuple):
    """One function in Python (of values), and in QGIS and XPath (of expressions)."""

    value: Callable[..., Any]
    qgis: Callable[..., str]
    xpath: Callable[..., str]


def _digits(text: Any, start: int, count: int) -> Optional[int]:
    part = "" if text is None else str(text)[start - 1 : start - 1 + count]
    return int(part) if part.isascii() and part.isdigit() else None


def _digit_count(text: Any) -> Optional[int]:
    return None if text is None else sum(each in "0123456789" for each in str(text))


_NOT_DIGITS = "translate({0}, '0123456789', '')"

FUNCTIONS: Mapping[str, Function] = {
    "known": Function(
        lambda value: value not in (None, ""), lambda x: f"(coalesce({x}, '') <> '')", lambda x: f"({x} != '')"
    ),
    "missing": Function(
        lambda value: value in (None, ""), lambda x: f"(coalesce({x}, '') = '')", lambda x: f"({x} = '')"
    ),
    "total": Function(
        lambda *values: sum(value or 0 for value in values),
        lambda *each: f"({' + '.join(f'coalesce({x}, 0)' for x in each)})",
        lambda *each: f"({' + '.join(f'coalesce({x}, 0)' for x in each)})",
    ),
    "digits": Function(
        _digits,
        lambda x, start, count: f"try(to_int(substr({x}, {start}, {count})))",
        lambda x, start, count: f"number(substring({x}, {start}, {count}))",
    ),
    "digit_count": Function(
        _digit_count,
        lambda x: f"length(regexp_replace({x}, '[^0-9]', ''))",
        lambda x: f"string-length(translate({x}, {_NOT_DIGITS.format(x)}, ''))",
    ),
    "year": Function(
        lambda: datetime.datetime.now(datetime.timezone.utc).year,
        lambda: "year(now())",
        lambda: "number(format-date(today(), '%Y'))",
    ),
}
"""known, missing: whether something is given. total: the sum of what is given. digits(x, start, count): that part of a
text as a number, counted from 1. digit_count: how many digits a text has. year: the present one."""


@cache
def _tree(condition: str) -> ast.expr:
    return ast.parse(condition, mode="eval").body


def fields_in(condition: str) -> Tuple[str, ...]:
    """The fields that a condition names, each once, in their order."""
    names = [node.id for node in ast.walk(_tree(condition)) if isinstance(node, ast.Name)]
    return tuple(dict.fromkeys(name for name in names if name not in FUNCTIONS))


def holds(condition: str, row: Mapping[str, Any]) -> bool:
    """Whether the condition holds for a row; a field that the row does not have is missing."""
    return bool(_reader(condition)(row))


def as_qgis(condition: str) -> str:
    """The condition as an expression of QGIS, true or false and never NULL."""
    return _text(_tree(condition), lambda name: f'"{name}"', qgis=True)


def as_xpath(condition: str, name: Name) -> str:
    """The condition as XPath with the functions of ODK XForms."""
    return _text(_tree(condition), name, qgis=False)


@cache
def _reader(condition: str) -> Reader:
    return _read(_tree(condition))


def _read(node: ast.expr) -> Reader:
    """A node as a function of a row: made once, for a check asks every row of a register."""
    if isinstance(node, ast.Constant):
        constant = node.value
        return lambda row: constant
    if isinstance(node, ast.Name):
        name = node.id
        return lambda row: row.get(name)
    if isinstance(node, ast.BoolOp):
        parts, together = [_read(each) for each in node.values], all if isinstance(node.op, ast.And) else any
        return lambda row: together(part(row) for part in parts)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        function, given = FUNCTIONS[node.func.id].value, [_read(each) for each in node.args]
        return lambda row: function(*(each(row) for each in given))
    if isinstance(node, ast.BinOp):
        return _of_two(_read(node.left), _read(node.right), _ARITHMETIC[type(node.op)][0], None)
    if isinstance(node, ast.Compare):
        return _of_two(_read(node.left), _read(node.comparators[0]), _COMPARISONS[type(node.ops[0])][0], False)
    raise ValueError(ast.dump(node))


def _of_two(left: Reader, right: Reader, combine: Callable[[Any, Any], Any], missing: Optional[bool]) -> Reader:
    def read(row: Mapping[str, Any]) -> Any:
        one, other = left(row), right(row)
        return missing if one is None or other is None else combine(one, other)

    return read


def _text(node: ast.expr, name: Name, qgis: bool) -> str:
    if isinstance(node, ast.Constant):
        return f"'{node.value}'" if isinstance(node.value, str) else str(node.value)
    if isinstance(node, ast.Name):
        return name(node.id)
    if isinstance(node, ast.BoolOp):
        word = " and " if isinstance(node.op, ast.And) else " or "
        return f"({word.join(_text(each, name, qgis) for each in node.values)})"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        function = FUNCTIONS[node.func.id]
        given = [_text(each, name, qgis) for each in node.args]
        return function.qgis(*given) if qgis else function.xpath(*given)
    if isinstance(node, ast.BinOp):
        sign = _ARITHMETIC[type(node.op)][1 if qgis else 2]
        return f"({_text(node.left, name, qgis)} {sign} {_text(node.right, name, qgis)})"
    if isinstance(node, ast.Compare):
        sign = _COMPARISONS[type(node.ops[0])][1]
        words = f"{_text(node.left, name, qgis)} {sign} {_text(node.comparators[0], name, qgis)}"
        return f"coalesce({words}, false)" if qgis else f"({words})"
    raise ValueError(ast.dump(node))

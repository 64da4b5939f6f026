"""Records that are right and records that break one hard rule, made of the declarations, for every door."""

from __future__ import annotations

import datetime
import re
from typing import Any, Dict, Iterator, List, NamedTuple, Sequence, Tuple

from ir_plugin.core.industry.class_rules import draft_profile
from ir_plugin.core.industry.schema import TABLES, Field, Pattern, Table, YearsAgo
from ir_plugin.core.industry.schema.declaration import BOOLEAN, DATE, DATETIME, INTEGER, JSON, REAL, TEXT
from ir_plugin.core.industry.value_lists import VALUE_LISTS

Row = Dict[str, Any]

KNOWN = {
    "ref_wilayah.kode_dagri": ("19.01.01.1001", "19.01.01.1002", "19.01.01.2999"),
    "ref_produk.produk_kode": ("PGN01", "PGN02", "ZZZ99"),
    "aturan_kelas.versi": (draft_profile()["versi"], draft_profile()["versi"], "LAIN-0"),
}
"""Two values that every new register holds, and one that it does not. Other references are to rows that come first."""

GOOD_OF_KIND = {INTEGER: 7, REAL: 0.5, BOOLEAN: 1, DATE: "2024-02-29", DATETIME: "2024-02-29T12:00:00.000Z", JSON: "{}"}
BAD_OF_KIND: Dict[str, Sequence[Any]] = {
    INTEGER: ("dua", 2.5),
    REAL: ("dua",),
    BOOLEAN: (2, -1, "ya"),
    DATE: ("2025-02-30", "2025-13-01", "30/06/2025", "2025-6-3", "kemarin", "2025-06-30T00:00:00"),
    DATETIME: ("2025-06-30", "2025-06-30 12:00:00", "2025-06-30T25:00:00Z", "2025-02-30T12:00:00Z", "tadi"),
}
YEAR = datetime.datetime.now(datetime.timezone.utc).year


class Case(NamedTuple):
    """``row`` with one field set to what the case tries; ``before``: the other rows of the table."""

    table: str
    field: str
    rule: str
    row: Row
    good: bool
    before: Tuple[Row, ...] = ()

    @property
    def value(self) -> Any:
        return self.row.get(self.field)

    def __str__(self) -> str:
        return f"{self.table}.{self.field} {self.rule} {self.value!r} {'good' if self.good else 'bad'}"


def cases() -> Iterator[Case]:
    """Every hard rule of every field at least once, at its limits, with what is just right beside it."""
    for table in TABLES.values():
        row = good_row(table)
        yield Case(table.name, table.fields[0].name, "whole", row, True)
        yield Case(table.name, table.fields[0].name, "bare", bare_row(table), True)
        for field in table.fields:
            for rule, value, good in _values(table, field):
                yield Case(table.name, field.name, rule, {**row, field.name: value}, good)
        yield from _rows(table, row)


def good_row(table: Table, number: int = 1) -> Row:
    """A row with every field filled; rows of different numbers share no key."""
    return {field.name: _good(table, field, number) for field in table.fields}


def bare_row(table: Table) -> Row:
    """A row with only what it must have."""
    needed = [field for field in table.fields if field.name == table.key or (field.required and field.default is None)]
    return {field.name: _good(table, field, 1) for field in needed}


def parents() -> Iterator[Tuple[str, Row]]:
    """The rows to which the cases refer, in the order in which they can be written: with 9 as their number."""
    targets = {
        field.references.split(".")[0] for table in TABLES.values() for field in table.fields if field.references
    }
    for table in TABLES.values():
        if table.name in targets - {name.split(".")[0] for name in KNOWN}:
            yield table.name, good_row(table, 9)


def _good(table: Table, field: Field, number: int) -> Any:
    if field.references:
        other, column = field.references.split(".")
        return (
            KNOWN[field.references][0]
            if field.references in KNOWN
            else _good(TABLES[other], TABLES[other].field(column), 9)
        )
    if field.pattern:
        return texts_of(field.pattern, str(number))[-1]
    if field.values:
        code = VALUE_LISTS[field.values].codes[0]
        return f"{{{code}}}" if field.several else code
    if field.kind == TEXT:
        return f"teks{number}"[: field.length or None]
    low = field.minimum if isinstance(field.minimum, (int, float)) else None
    high = field.maximum if isinstance(field.maximum, (int, float)) else None
    if isinstance(field.maximum, YearsAgo):
        return YEAR - field.maximum.years - 20
    value = GOOD_OF_KIND[field.kind]
    if field.kind in (INTEGER, REAL) and ((low is not None and value < low) or (high is not None and value > high)):
        return low if low is not None else high
    return value


def texts_of(pattern: Pattern, digit: str) -> List[str]:
    """The shortest and the longest text of each form of a pattern."""
    return [_text(form, digit, longest) for form in pattern.regex.split("|") for longest in (False, True)]


def _text(form: str, digit: str, longest: bool) -> str:
    made = ""
    for atom, low, high in re.findall(r"(\\.|\[[^\]]*\]|.)(?:\{(\d+)(?:,(\d+))?\})?", form):
        letter = digit if atom in (r"\d", "[0-9a-f]") else atom[1] if atom[0] in "[\\" else atom
        made += letter * int((high if longest and high else low) or 1)
    return made


def _values(table: Table, field: Field) -> Iterator[Tuple[str, Any, bool]]:
    """Rule, value, whether it is right."""
    must = field.required or field.name == table.key
    if field.name not in {other for _, other in table.needs}:
        yield "required", None, not must
    if field.kind == TEXT and field.required:
        yield from (("required", blank, False) for blank in ("", "   "))
    yield from (("kind", value, False) for value in BAD_OF_KIND.get(field.kind, ()))
    if field.references:
        missing = KNOWN.get(field.references, ("", "", _good_of_number_8(field)))
        yield "reference", missing[2], False
    elif field.length and not field.values and not field.pattern:
        yield from (("length", "x" * length, length <= field.length) for length in (field.length, field.length + 1))
    if field.pattern:
        yield from _pattern_values(field)
    if field.values:
        yield from _code_values(field)
    yield from _bound_values(field)


def _good_of_number_8(field: Field) -> Any:
    other, column = field.references.split(".")
    return _good(TABLES[other], TABLES[other].field(column), 8)


def _pattern_values(field: Field) -> Iterator[Tuple[str, Any, bool]]:
    assert field.pattern
    right = texts_of(field.pattern, "3")
    if not field.references:
        yield from (("pattern", text, True) for text in dict.fromkeys(right))
    wrong = ["", "x", " "]
    for text in right:
        wrong += [text[:-1], text + text[-1], text + "\n", " " + text, text + " ", text.replace("3", "٣"), text.upper()]
        wrong += [text[:place] + "#" + text[place + 1 :] for place in range(0, len(text), 1 if len(text) < 20 else 9)]
    for text in dict.fromkeys(wrong):
        if not re.fullmatch(field.pattern.regex, text, re.ASCII):
            yield "pattern", text, False


def _code_values(field: Field) -> Iterator[Tuple[str, Any, bool]]:
    codes = VALUE_LISTS[field.values].codes
    if field.several:
        good = [f"{{{code}}}" for code in codes] + ["{" + ",".join(codes) + "}"]
        bad = [
            "",
            "{ZZZ}",
            codes[0],
            f"{{{codes[0]},}}",
            f"{{{codes[0]},,{codes[1]}}}",
            f"{{{codes[0]} {codes[1]}}}",
        ]
        bad += [f"{{{codes[0]},ZZZ}}", f"{{{codes[0].lower()}}}", f"{{{codes[0]}}}\n"]
    else:
        good, bad = list(codes), ["", "ZZZ", f"{codes[0]} ", f"{codes[0]},{codes[1]}", f"{codes[0]}\n"]
        bad += [codes[0].lower()] if codes[0].lower() != codes[0] else []
    yield from (("codes", value, True) for value in good)
    yield from (("codes", value, False) for value in bad)


def _bound_values(field: Field) -> Iterator[Tuple[str, Any, bool]]:
    step = 0.25 if field.kind == REAL else 1
    for bound, outwards, rule in ((field.minimum, -step, "minimum"), (field.maximum, step, "maximum")):
        if bound is not None:
            limit = YEAR - bound.years if isinstance(bound, YearsAgo) else bound
            yield rule, limit, True
            yield rule, limit + outwards, False


def _rows(table: Table, row: Row) -> Iterator[Case]:
    other = good_row(table, 2)
    if table.key:
        yield Case(table.name, table.key, "unique", {**other, table.key: row[table.key]}, False, (row,))
    for names in table.unique:
        same = {**other, **{name: row[name] for name in names}}
        yield Case(table.name, names[-1], "unique", same, False, (row,))
        free = [name for name in names if not table.field(name).references and not table.field(name).values]
        yield from (Case(table.name, name, "unique", {**same, name: other[name]}, True, (row,)) for name in free)
    for flag, group in table.single:
        yield Case(table.name, flag, "single", {**other, flag: 1, group: row[group]}, False, ({**row, flag: 1},))
        yield Case(table.name, flag, "single", {**other, flag: 0, group: row[group]}, True, ({**row, flag: 1},))
    for name, needed in table.needs:
        yield Case(table.name, needed, "needs", {**row, needed: None}, False)
        yield Case(table.name, needed, "needs", {**row, name: None, needed: None}, True)

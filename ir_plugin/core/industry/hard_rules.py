"""The hard rules of the schema one by one, each as a sentence: what every door refuses, in the same words."""

from __future__ import annotations

from functools import cache
from typing import Iterator, Mapping, NamedTuple, Tuple

from ..texts import Text, same
from .schema import TABLES, Field, Table, YearsAgo
from .schema.declaration import BOOLEAN, DATE, DATETIME, INTEGER, JSON, REAL, TEXT, Bound
from .value_lists import VALUE_LISTS

REQUIRED, KIND, LENGTH, MINIMUM, MAXIMUM = "required", "kind", "length", "minimum", "maximum"
CODES, PATTERN, REFERENCE = "codes", "pattern", "reference"
UNIQUE, SINGLE, NEEDS = "unique", "single", "needs"

KINDS = {
    TEXT: Text("teks", "a text"),
    INTEGER: Text("bilangan bulat", "a whole number"),
    REAL: Text("bilangan", "a number"),
    BOOLEAN: Text("ya (1) atau tidak (0)", "yes (1) or no (0)"),
    DATE: Text("tanggal yang ada, seperti 2025-06-30", "a day that exists, such as 2025-06-30"),
    DATETIME: Text("waktu, seperti 2025-06-30T12:00:00Z", "a moment, such as 2025-06-30T12:00:00Z"),
    JSON: Text("teks JSON", "JSON as a text"),
}
"""What a field of each kind holds, in words."""


class HardRule(NamedTuple):
    """One rule. ``field`` is where a breach shows; ``with_fields`` are the others that take part."""

    name: str
    field: str
    sentence: Text
    with_fields: Tuple[str, ...] = ()


@cache
def field_rules(table_name: str) -> Mapping[str, Tuple[HardRule, ...]]:
    """The rules on the value of each field of a declared table, in the order in which they are told."""
    table = TABLES[table_name]
    return {field.name: tuple(_rules(table, field)) for field in table.fields}


@cache
def row_rules(table_name: str) -> Tuple[HardRule, ...]:
    """The rules of a declared table on several fields of a row, or on a row among the others."""
    return tuple(_row_rules(TABLES[table_name]))


def _rules(table: Table, field: Field) -> Iterator[HardRule]:
    sentences = {
        REQUIRED: Text("{label} wajib diisi.", "{label} is required.") if is_required(table, field) else None,
        KIND: Text("{label} harus berupa {kind}.", "{label} must be {kind}."),
        LENGTH: Text("{label} paling panjang {length} huruf.", "{label} has at most {length} characters."),
        CODES: _codes_sentence(field),
        PATTERN: Text("{label} harus berbentuk {form}.", "{label} must have the form: {form}."),
        MINIMUM: Text("{label} paling sedikit {minimum}.", "{label} is at least {minimum}."),
        MAXIMUM: Text("{label} paling banyak {maximum}.", "{label} is at most {maximum}."),
        REFERENCE: Text("{label} harus ada di tabel {other}.", "{label} must be in the table {other}."),
    }
    declared = {
        LENGTH: field.length,
        CODES: field.values,
        PATTERN: field.pattern,
        MINIMUM: field.minimum is not None,
        MAXIMUM: field.maximum is not None,
        REFERENCE: field.references,
    }
    details = {
        "label": field.label,
        "kind": KINDS[field.kind],
        "length": field.length,
        "form": field.pattern.words if field.pattern else "",
        "minimum": _bound(field.minimum),
        "maximum": _bound(field.maximum),
        "codes": ", ".join(VALUE_LISTS[field.values].codes) if field.values else "",
        "other": _table_label(field.references),
    }
    for name, sentence in sentences.items():
        if sentence and declared.get(name, True):
            yield HardRule(name, field.name, sentence.format(**details))


def _row_rules(table: Table) -> Iterator[HardRule]:
    for name, other in table.needs:
        words = Text("{other} wajib diisi bila {label} diisi.", "{other} is required where {label} is given.")
        yield HardRule(NEEDS, other, words.format(**_labels(table, label=name, other=other)), (name,))
    for names in [(table.key,), *table.unique] if table.key else table.unique:
        words = Text("{labels} sudah dipakai baris lain.", "{labels}: another row has the same already.")
        labels = [table.field(each).label for each in names]
        both = Text(" + ".join(each.id for each in labels), " + ".join(each.en for each in labels))
        yield HardRule(UNIQUE, names[-1], words.format(labels=both), tuple(names[:-1]))
    for flag, group in table.single:
        words = Text("{label}: paling banyak satu per {other}.", "{label}: at most one for each {other}.")
        yield HardRule(SINGLE, flag, words.format(**_labels(table, label=flag, other=group)), (group,))


def is_required(table: Table, field: Field) -> bool:
    """Whether a row cannot be without the field: it says so, or is the key."""
    return field.required or field.name == table.key


def _codes_sentence(field: Field) -> Text:
    if field.several:
        return Text("{label}: himpunan kode {{A,B}} dari {codes}.", "{label}: a set {{A,B}} of the codes {codes}.")
    return Text("{label} harus salah satu dari {codes}.", "{label} must be one of {codes}.")


def _bound(bound: object) -> Text:
    if isinstance(bound, YearsAgo):
        ago = Text("tahun ini dikurangi {years}", "this year minus {years}").format(years=bound.years)
        return ago if bound.years else Text("tahun ini", "this year")
    return same(f"{bound}")


def _table_label(reference: str) -> Text:
    return TABLES[reference.split(".")[0]].label if reference else same("")


def _labels(table: Table, **fields: str) -> dict[str, Text]:
    return {word: table.field(name).label for word, name in fields.items()}


def bound_in(bound: Bound, year: int) -> float:
    """A bound as a number, in a given year."""
    return year - bound.years if isinstance(bound, YearsAgo) else bound

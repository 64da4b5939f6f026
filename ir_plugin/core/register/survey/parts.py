"""What our form tells of a business beside its one row in each table: products, licences, support, photos, consent.

Rows of repeat groups, and of parts that come behind a question whether there is any, as records of their tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence

from ...industry.cleaning.answers import clean_answer
from ...industry.cleaning.numbers import Money
from ...industry.form_questions import YES_NO, column_of
from ...industry.hard_rules import REQUIRED, field_rules
from ...industry.schema import TABLES
from ...industry.survey_form import PAGES, Part, gate_name
from ...texts import Text
from .logged import LoggedRow
from .repeats import PRODUCTS, PartRow, main_product
from .sheets import SurveyRow

PARTS = {part.table: part for page in PAGES for part in page.parts if part.repeat or part.gate.id}
_ONCE = [part for part in PARTS.values() if not part.repeat]
_NO = {"0", YES_NO["0"].id.casefold(), YES_NO["0"].en.casefold(), "false"}

NO_PARENT = Text(
    "Baris {table} ini tidak punya baris utama: pengenal induknya tidak ada di lembar utama.",
    "This row of {table} belongs to no row of the main sheet: what it names is not there.",
)
PARENT_REJECTED = Text(
    "Baris utamanya ditolak (lembar {sheet} baris {row}).", "The row that it belongs to was rejected ({sheet}, {row})."
)


@dataclass
class PartRecord(LoggedRow):
    """One row for a table, by field; is_main: the main product, which is written with the business itself."""

    row: PartRow
    values: Dict[str, Any] = field(default_factory=dict)
    is_main: bool = False


def part_records(row: SurveyRow, year: int, products: Mapping[str, str]) -> List[PartRecord]:
    """The records of all parts of a row, each cleaned, or rejected where it lacks what its table requires."""
    if not row.parts and not any("." in column for column in row.cells):
        return []
    main = main_product(row.parts)
    records = [_record(part, year, products) for part in (*row.parts, *_asked_once(row))]
    for each in records:
        if each.row.table == PRODUCTS:
            each.is_main = each.row is main
            if each.values.get("utama") and not each.is_main:
                each.log("utama", each.row.cell("utama"), 0, "utama_kedua")
            each.values["utama"] = int(each.is_main)
    return records


def orphan(part: PartRow) -> PartRecord:
    """The record of a row that belongs to none."""
    record = PartRecord(part)
    record.rejection = ("tanpa_induk", NO_PARENT.format(table=TABLES[part.table].label))
    return record


def reject_parts(parent: LoggedRow, parts: Sequence[PartRecord]) -> None:
    """Rejects what belongs to a row that is rejected."""
    for each in parts:
        words = PARENT_REJECTED.format(sheet=parent.row.sheet, row=parent.row.number)
        each.rejection = each.rejection or ("induk_ditolak", words)


def _asked_once(row: SurveyRow) -> Iterator[PartRow]:
    """The parts behind a question that was not answered by no, where they say something."""
    for part in _ONCE:
        cells = {name: row.cell(column_of(part, name)) for name in part.fields}
        filled = {name: text for name, text in cells.items() if text}
        if filled and row.cell(gate_name(part)).casefold() not in _NO:
            yield PartRow(part.table, row.sheet, row.number, filled, row.raw)


def _record(row: PartRow, year: int, products: Mapping[str, str]) -> PartRecord:
    part, record = PARTS[row.table], PartRecord(row)
    for name in part.fields:
        text = row.cell(name)
        if text:
            value = record.clean(name, clean_answer(part.declared.field(name), text, year, products), text)
            record.values[name] = value.amount if isinstance(value, Money) else value
    record.values = {name: value for name, value in record.values.items() if value is not None}
    lacking = _lacking(part, record.values)
    if lacking:
        record.rejection = ("tanpa_isian", lacking)
    return record


def _lacking(part: Part, values: Dict[str, Any]) -> Optional[Text]:
    """The sentence of the first rule that something required is missing; a field with a default is not."""
    rules = [
        rule
        for name in part.fields
        for rule in field_rules(part.table)[name]
        if rule.name == REQUIRED and name not in values and part.declared.field(name).default is None
    ]
    return rules[0].sentence if rules else None

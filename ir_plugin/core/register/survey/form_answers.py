"""The answers that only our own form gives about a business, its owner and what was observed, into their tables."""

from __future__ import annotations

import datetime
from typing import Any, Dict, Mapping

from ...industry.cleaning.answers import clean_answer
from ...industry.cleaning.numbers import Money
from ...industry.cleaning.periods import read_period
from ...industry.form_questions import column_of, fields_by_column
from ...industry.survey_form import PAGES
from .logged import LoggedRow
from .sheets import SurveyRow

Tables = Dict[str, Dict[str, Any]]

_OBSERVED = next(part for page in PAGES for part in page.parts if part.table == "ir_pengamatan")
PERIOD_COLUMN, DATE_COLUMN = column_of(_OBSERVED, "periode"), column_of(_OBSERVED, "tanggal")


def period_of(record: LoggedRow, row: SurveyRow, period: str) -> str:
    """The period that the row itself tells, else that of the import."""
    told = row.cell(PERIOD_COLUMN)
    if not told:
        return period
    own = read_period(told)
    if own is None or int(own[:4]) > datetime.date.today().year:
        record.log(PERIOD_COLUMN, told, period, "periode_tak_dikenal")
        return period
    return own


def add_answers(record: LoggedRow, row: SurveyRow, tables: Tables, year: int, products: Mapping[str, str]) -> None:
    """Puts each answer into its table; those of parts with rows of their own are not among them."""
    if not any("." in column for column in row.cells):
        return
    for part, field, column in fields_by_column():
        text = row.cell(column)
        if not text or part.gate.id or column == PERIOD_COLUMN:
            continue
        value = record.clean(column, clean_answer(field, text, year, products), text)
        values = tables[part.table]
        if isinstance(value, Money):
            names = {each.name for each in part.declared.fields}
            ends = {field.name: value.amount, f"{field.name}_min": value.low, f"{field.name}_maks": value.high}
            values.update({name: amount for name, amount in ends.items() if name in names and amount is not None})
        elif value is not None:
            values[field.name] = value

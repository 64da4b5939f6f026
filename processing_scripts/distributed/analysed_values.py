"""The values that a local statistic analyses, part by part, and what all of them together give."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np
import pyarrow as pa

from ir_plugin.core.declaration import Note
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.local_join_count import NO_SUCH_VALUE, ONLY_VALUE, SHOWN
from ir_plugin.core.methods.units import (
    ALL_EQUAL,
    FEW,
    INFINITE,
    LARGEST,
    NO_NUMBERS,
    SMALLEST,
    TOO_FEW,
    are_counts,
    are_equal,
)
from ir_plugin.core.methods.value_settings import (
    COUNTS_NOT_RATES,
    FEW_DENOMINATORS,
    FEW_UNITS,
    LEFT_OUT,
    RATE_DIVIDED,
    is_rate,
    value_columns,
)
from ir_plugin.core.statistics.getis_ord import Centring
from ir_plugin.core.statistics.local_moran import Standard
from ir_plugin.core.statistics.rates import raw_rates
from ir_plugin.core.statistics.weighted_permutation import Centre

from .neighbourhood import categories_of
from .part_files import Part, read_part
from .partitions import Partitions
from .running import Run, step_path

VALUES = "values"
"""Folder: the value of each row of a part, NaN where it takes no part."""


class Analysed(NamedTuple):
    """How many rows take part, what their value is called, and what is to be said of them."""

    used: int
    name: str
    notes: Sequence[Note]


class Figures(NamedTuple):
    """What a local statistic must know of all values: how many, the largest size, and how they are centred."""

    units: int
    largest: float
    centring: Centring
    standard: Standard
    centre: Centre


def values_path(folder: Path, number: int) -> Path:
    """The values of a part, in the folder of a run."""
    return step_path(folder / VALUES, number)


def values_of(folder: Path, number: int) -> np.ndarray:
    """The values of a part, float64 (rows,), NaN where a row takes no part."""
    found: np.ndarray = read_part(values_path(folder, number)).column("value").to_numpy()
    return found


def analysed_values(run: Run) -> Analysed:
    """Makes the values of all parts: FIELD, or its ratio to DENOMINATOR. UserError as on one machine."""
    values = run.values
    named = [str(values[each]) for each in ("FIELD", "DENOMINATOR") if values.get(each)]
    found = run.step(VALUES, find_values, [(run.partitions, number, named) for number in run.numbers])
    rows, used = sum(run.partitions.rows), sum(facts["used"] for facts in found)
    for at, field in enumerate(named):
        read = [facts["columns"][at] for facts in found]
        if not any(facts["numbers"] for facts in read) and any(facts["texts"] for facts in read):
            raise UserError(NO_NUMBERS, field=field)
        if any(facts["beyond"] for facts in read):
            raise UserError(INFINITE, field=field)
    if len(named) == 2:
        positive = sum(facts["positive"] for facts in found)
        if positive < min(SMALLEST, rows):
            raise UserError(FEW_DENOMINATORS, denominator=named[1], found=positive, rows=rows, needed=SMALLEST)
    name = " / ".join(value_columns(values))
    if used < SMALLEST:
        raise UserError(TOO_FEW, found=used, field=name, needed=SMALLEST)
    if any(facts["beyond"] for facts in found):
        raise UserError(INFINITE, field=name)
    return Analysed(used, name, [*size_notes(rows, used), *_rate_notes(named, found)])


def analysed_category(run: Run) -> Analysed:
    """Makes the values of all parts: 1 where FIELD is VALUE, else 0. UserError as on one machine."""
    field, value, rows = str(run.values["FIELD"]), str(run.values["VALUE"]), sum(run.partitions.rows)
    found = run.step(VALUES, find_members, [(run.partitions, number, field, value) for number in run.numbers])
    used, members = (sum(facts[name] for facts in found) for name in ("used", "members"))
    if used < SMALLEST:
        raise UserError(TOO_FEW, found=used, field=field, needed=SMALLEST)
    if not members:
        known = sorted({word for facts in found for word in facts["words"]})
        shown = ", ".join(known[:SHOWN]) + (", ..." if len(known) > SHOWN else "")
        raise UserError(NO_SUCH_VALUE, field=field, value=value, known=shown)
    if members == used:
        raise UserError(ONLY_VALUE, field=field, value=value)
    return Analysed(used, field, size_notes(rows, used))


def find_members(partitions: Partitions, number: int, field: str, value: str) -> Part:
    """1 where a row is of the category, 0 where of another, NaN where of none or without a position."""
    words = categories_of(partitions, number, field)
    used = (words != "") & np.isfinite(partitions.positions(number)).all(axis=1)
    member = words == value
    known = np.unique(words[used])[: SHOWN + 1].tolist()
    facts = {"used": int(used.sum()), "members": int((used & member).sum()), "words": known}
    return Part(pa.table({"value": np.where(used, member.astype(np.float64), np.nan)}), facts)


def size_notes(rows: int, used: int) -> list[Note]:
    """Rows left out, and few units."""
    notes = [Note(LEFT_OUT.format(count=rows - used), warning=True)] if used < rows else []
    return notes + ([Note(FEW_UNITS.format(count=used), warning=True)] if used < FEW else [])


def _rate_notes(named: Sequence[str], found: Sequence[Mapping[str, Any]]) -> list[Note]:
    counts, shares = (all(facts[name] for facts in found) for name in ("are_counts", "are_shares"))
    if len(named) == 1:
        return [Note(COUNTS_NOT_RATES.format(field=named[0]), warning=True)] if counts else []
    if is_rate(named[0], shares and not all(facts["field_counts"] for facts in found)):
        return [Note(RATE_DIVIDED.format(field=named[0], denominator=named[1]), warning=True)]
    return []


def find_values(partitions: Partitions, number: int, named: Sequence[str]) -> Part:
    """The values of one field, or the ratio of two, where a row also has a position."""
    columns, facts = [], []
    for field in named:
        numbers, texts = _numbers(partitions, number, field)
        columns.append(numbers)
        beyond = bool((np.abs(numbers) > LARGEST).any())
        facts.append({"numbers": bool(np.isfinite(numbers).any()), "texts": texts, "beyond": beyond})
    value = columns[0] if len(columns) == 1 else raw_rates(*columns)
    value = np.where(np.isfinite(partitions.positions(number)).all(axis=1), value, np.nan)
    used, field_values = value[np.isfinite(value)], columns[0][np.isfinite(columns[0] + value)]
    whole = {
        "used": len(used),
        "columns": facts,
        "positive": int((columns[-1] > 0).sum()),
        "beyond": bool((np.abs(used) > LARGEST).any()),
        "are_counts": are_counts(used),
        "field_counts": are_counts(field_values),
        "are_shares": bool(((field_values >= 0) & (field_values <= 1)).all()),
    }
    return Part(pa.table({"value": value}), whole)


def _numbers(partitions: Partitions, number: int, field: str) -> tuple[np.ndarray, bool]:
    """A field as float64, NaN for NULL and what is no number; and whether there are texts."""
    column = partitions.table(number, [field]).column(field)
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        return column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False), False
    values = column.to_pylist()
    return Layer(columns={field: values}).numbers(field), any(isinstance(each, str) and each for each in values)


def figures_of(run: Run, field: str) -> Figures:
    """What all values give. UserError where they are all equal."""
    (facts,) = run.step("figures", find_figures, [(run.folder, len(run.partitions))])
    if facts["equal"]:
        raise UserError(ALL_EQUAL, field=field)
    return Figures(
        facts["units"],
        facts["largest"],
        Centring(*facts["centring"]),
        Standard(*facts["standard"]),
        Centre(*facts["centre"]),
    )


def find_figures(folder: Path, count: int) -> Part:
    """One task looks at the values of all parts; it holds some 40 bytes for each."""
    values = np.concatenate([values_of(folder, number) for number in range(count)])
    values = values[np.isfinite(values)]
    facts: dict[str, Optional[Any]] = {"units": len(values), "equal": are_equal(values)}
    if not facts["equal"]:
        made = {"centring": Centring.of(values), "standard": Standard.of(values), "centre": Centre.of(values)}
        facts |= {"largest": float(np.abs(values).max()), **made}
    return Part(pa.table({}), facts)

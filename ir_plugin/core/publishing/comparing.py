"""What a catalogue tells, held against what it may tell now: less is always right, more or something else never."""

from __future__ import annotations

import json
from typing import Any, Iterator, List, Mapping, NamedTuple, Sequence

from ..texts import Text

NO_CONSENT = Text(
    "{name}: usaha {own} tidak boleh tampil; izinnya tidak ada, berakhir, atau ditarik.",
    "{name}: the business {own} may not be shown; its consent is missing, has ended or was withdrawn.",
)
OTHER_VALUE = Text(
    "{name}: {column} usaha {own} bukan yang boleh tampil sekarang.",
    "{name}: {column} of the business {own} is not what may be shown now.",
)
HIDDEN_COUNT = Text(
    "{name}: {column} desa {own} sekarang dirahasiakan.", "{name}: {column} of the village {own} is kept back now."
)
OTHER_PART = Text(
    "{name}: {part} tidak sama dengan isi register sekarang.", "{name}: {part} is not what the register holds now."
)


class Table(NamedTuple):
    """Rows of a published file by column, the same of what may be told now, and the column by which rows are known."""

    name: str
    rows: Sequence[Mapping[str, Any]]
    allowed: Mapping[str, Mapping[str, Any]]
    key: str = "id"


def other_businesses(table: Table) -> Iterator[Text]:
    """A sentence for each business, and each value of one, that may not be shown."""
    for row in table.rows:
        own = row[table.key]
        allowed = table.allowed.get(own)
        if allowed is None:
            yield NO_CONSENT.format(name=table.name, own=own)
            continue
        for column in _other_columns(row, allowed):
            yield OTHER_VALUE.format(name=table.name, column=column, own=own)


def hidden_counts(name: str, published: Mapping[str, Any], allowed: Mapping[str, Any]) -> Iterator[Text]:
    """A sentence for each count that is kept back now; one that has only changed gives nobody away."""
    for village, counts in published.items():
        for column, value in counts.items():
            if value is not None and allowed.get(village, {}).get(column) is None:
                yield HIDDEN_COUNT.format(name=name, column=column, own=village)


def other_parts(name: str, told: Mapping[str, Any], allowed: Mapping[str, Any]) -> Iterator[Text]:
    """A sentence for each part of an object of JSON that the register does not give now."""
    yield from (
        OTHER_PART.format(name=name, part=part) for part, each in told.items() if is_beyond(each, allowed[part])
    )


def is_beyond(told: Any, allowed: Any) -> bool:
    """Whether something made of JSON tells more than it may. An object may lack keys, a list elements."""
    if isinstance(told, dict) and isinstance(allowed, Mapping):
        return any(key not in allowed or is_beyond(each, allowed[key]) for key, each in told.items())
    if isinstance(told, list) and isinstance(allowed, (list, tuple)):
        return not set(map(_plain, told)) <= set(map(_plain, allowed))
    return told is not None and _plain(told) != _plain(allowed)


def _plain(content: Any) -> str:
    return json.dumps(content, sort_keys=True)


def _other_columns(row: Mapping[str, Any], allowed: Mapping[str, Any]) -> List[str]:
    return [column for column, value in row.items() if value not in (None, []) and value != allowed.get(column)]

"""The words in which the schema is written: fields, tables and their hard rules as data.

Database tables, forms, survey forms, the validator and the data dictionary are derived from these declarations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Optional, Tuple, Union

from ...texts import Text

NO_TEXT = Text("", "")

TEXT, INTEGER, REAL, BOOLEAN, DATE, DATETIME, JSON = "text", "integer", "real", "boolean", "date", "datetime", "json"

OPEN, INTERNAL, PERSONAL = "open", "internal", "personal"
"""Who may see a field: open may be published, internal (money, notes) stays in the offices, personal needs consent."""


@dataclass(frozen=True)
class Value:
    """One code of a list and its words."""

    code: str
    label: Text


@dataclass(frozen=True)
class ValueList:
    """The codes that a field may hold, in the order of a form. ``id`` is API, as the codes are."""

    id: str
    title: Text
    values: Tuple[Value, ...]

    @property
    def codes(self) -> Tuple[str, ...]:
        """The codes in order."""
        return tuple(value.code for value in self.values)

    def label(self, code: str) -> Text:
        """The words of a code; KeyError for a code that the list does not have."""
        return {value.code: value.label for value in self.values}[code]


def value_list(list_id: str, title: Text, **labels: Text) -> ValueList:
    """A list written as code = label. Codes are text, also where they are digits."""
    return ValueList(list_id, title, tuple(Value(code, label) for code, label in labels.items()))


@dataclass(frozen=True)
class Pattern:
    """The form of a text as a regular expression over the whole text, and the same in words.

    Only literals, ``\\d``, ``[...]``, ``{n}``, ``{m,n}`` and ``|`` between whole forms, so that
    SQLite's GLOB can check it.
    """

    regex: str
    words: Text


@dataclass(frozen=True)
class YearsAgo:
    """A bound that moves with time: this year minus ``years``."""

    years: int = 0


Bound = Union[int, float, YearsAgo]


class _Now:
    """A default: the moment at which the row is written (UTC)."""


class _NewId:
    """A default: a new random UUID."""


NOW, NEW_ID = _Now(), _NewId()


@dataclass(frozen=True)
class Field:
    """One column. Every rule given here is hard: a record that breaks it is refused by every door.

    values: id of the value list whose codes are allowed; ``several``: a set of them, written ``{A,B}``.
    references: "table.field" that must hold the value. minimum, maximum: inclusive. length: of a text, at most.
    computed: the program makes it of other fields, so that nobody edits it and its change is no change of the row.
    """

    name: str
    kind: str
    label: Text
    meaning: Text = NO_TEXT
    required: bool = False
    default: Any = None
    length: int = 0
    pattern: Optional[Pattern] = None
    minimum: Optional[Bound] = None
    maximum: Optional[Bound] = None
    values: str = ""
    several: bool = False
    references: str = ""
    unit: Text = NO_TEXT
    access: str = OPEN
    computed: bool = False

    def allows(self, number: float, year: int) -> bool:
        """Whether a number lies within the bounds, those that move with time taken for ``year``."""
        low, high = (year - each.years if isinstance(each, YearsAgo) else each for each in (self.minimum, self.maximum))
        return (low is None or number >= low) and (high is None or number <= high)


@dataclass(frozen=True)
class Table:
    """One table. ``key`` identifies a row: required and unique; "" where a row has no name of its own.

    geometry: "point", "polygon", "multipolygon" in longitude and latitude (column ``geom``, may be empty), or "".
    unique: sets of fields that no two rows share. single: (flag, group): at most one row of a group has the flag.
    needs: (field, other): where the field has a value, the other has one too.
    tracked: people edit its rows, so that each counts its changes and the register remembers what they were.
    """

    name: str
    label: Text
    fields: Tuple[Field, ...]
    key: str = ""
    meaning: Text = NO_TEXT
    geometry: str = ""
    unique: Tuple[Tuple[str, ...], ...] = ()
    single: Tuple[Tuple[str, str], ...] = ()
    needs: Tuple[Tuple[str, str], ...] = ()
    tracked: bool = False

    def field(self, name: str) -> Field:
        """The field of this name; KeyError where there is none."""
        return {each.name: each for each in self.fields}[name]


_BY = 120

TRACKING = (
    Field(
        "versi_baris",
        INTEGER,
        Text("Versi baris", "Version of the row"),
        Text("Naik satu pada setiap perubahan.", "One more with every change."),
        required=True,
        default=1,
        minimum=1,
        access=INTERNAL,
    ),
    Field("dibuat", DATETIME, Text("Dibuat", "Created"), required=True, default=NOW, access=INTERNAL),
    Field("dibuat_oleh", TEXT, Text("Dibuat oleh", "Created by"), length=_BY, access=INTERNAL),
    Field("diubah", DATETIME, Text("Diubah", "Changed"), required=True, default=NOW, access=INTERNAL),
    Field("diubah_oleh", TEXT, Text("Diubah oleh", "Changed by"), length=_BY, access=INTERNAL),
)
"""Who and when: the last fields of every tracked table."""


def tracked(table: Table) -> Table:
    """The table with the fields of tracking behind its own."""
    return replace(table, tracked=True, fields=(*table.fields, *TRACKING))

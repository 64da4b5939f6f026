"""The columns of a layer that shows businesses one by one, known by their names: which of them a profile lets out."""

from __future__ import annotations

import re
from typing import Dict, FrozenSet, Iterable, Iterator, Optional, Tuple

from ...texts import OR, Text, together
from ..schema import TABLES, Field
from ..schema.declaration import NO_TEXT, OPEN, PERSONAL
from .columns import COLUMNS, ExportColumn
from .gate import OWNER
from .profiles import PROFILES, PUBLIC, Profile

KEY = "usaha_id"
"""The column by which a layer shows businesses one by one."""

OTHER_KEYS = ("kode_usaha", "temuan_id")
"""Columns that tell of single businesses too, but not by the id of the register."""

_OF_BUSINESSES = "ir_"
_ROW_NUMBERS = ("fid", "ogc_fid")
_COORDINATES = ("bujur", "lintang", "longitude", "latitude", "lon", "long", "lat", "x", "y", "xcoord", "ycoord")
"""What tables call them beside their points."""

SHAPEFILE = 10
"""Letters that a Shapefile leaves of a name."""

_TEXT = re.compile(r"'(?:[^']|'')*'")
"""A text in SQL."""


def export_column(name: str) -> Optional[ExportColumn]:
    """What the exports call a column of a layer; None for another, such as one of a result."""
    return _EXPORTED.get(name.lower())


def title_of(name: str) -> Optional[Text]:
    """What people call a column that the register knows of businesses; None for another."""
    column, field = export_column(name), _FIELDS.get(name.lower())
    label = column.label if column else NO_TEXT
    return label if label.id else field.label if field else None


def letting_out(names: Iterable[str]) -> Text:
    """The profiles that let all of these columns of businesses out, by their titles."""
    wanted = list(names)
    return together([each.title for each in PROFILES.values() if not kept_back(wanted, each)], OR)


def kept_back(names: Iterable[str], profile: Profile) -> FrozenSet[str]:
    """Those columns of a layer of businesses that the register knows and the profile does not let out."""
    return frozenset(each for each in names if not profile.inside and _is_known(each) and not _passes(each, profile))


def filtered_by(condition: str, profile: Profile) -> FrozenSet[str]:
    """Those columns that a condition in SQL asks for and the profile does not let out: whoever sees the businesses that
    fulfil it knows what they have in common."""
    return kept_back(re.findall(r"\w+", _TEXT.sub("", condition)), profile) - {KEY, OWNER}


def _passes(name: str, profile: Profile) -> bool:
    column = export_column(name)
    return column is not None and column.name in profile.columns


def _is_known(name: str) -> bool:
    return name.lower() in _EXPORTED or name.lower() in _KNOWN


def _with_short_names(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        yield name[:SHAPEFILE]


def _exported() -> Dict[str, ExportColumn]:
    found: Dict[str, ExportColumn] = {}
    for column in COLUMNS:
        for name in _with_short_names((column.name, *column.also)):
            found.setdefault(name, column)
    return found


def _fields() -> Dict[str, Field]:
    """By what layers call them; of fields that are called alike the first."""
    found: Dict[str, Field] = {}
    for table in TABLES.values():
        for field in table.fields if table.name.startswith(_OF_BUSINESSES) else ():
            for name in _with_short_names([field.name]):
                found.setdefault(name, field)
    return found


def _known() -> Tuple[str, ...]:
    """Every field that a register has of businesses and their owners, and what else it does not show to all."""
    fields = ((table, field) for table in TABLES.values() for field in table.fields)
    names = [field.name for table, field in fields if table.name.startswith(_OF_BUSINESSES) or field.access != OPEN]
    return (*_with_short_names(names), *_ROW_NUMBERS, *_COORDINATES)


_EXPORTED = _exported()
_FIELDS = _fields()
_KNOWN = frozenset(_known())

OF_PERSONS = frozenset(
    _with_short_names(
        column.source.partition(".")[2]
        for column in COLUMNS
        if column.access == PERSONAL and (column.consent or column.masked)
    )
) - set(PROFILES[PUBLIC].columns)
"""What the register, but no export for all, calls that by which a person is known."""

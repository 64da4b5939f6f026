"""The businesses as the page reads them: what a list and a map need at once, the rest by district when it is asked for.

A column with few different values stands as these and, for each business, which of them it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple

from ..industry.regions import name_key
from .photos import photo_name
from .scripts import GLOBAL

AT_ONCE = ("id", "name", "village", "point_is_exact", "lon", "lat", "products", "sex", "licences", "photo")
LATER = ("id", "owner", "address", "phone", "brand", "sector", "description")
"""The fields of the directory in either part."""

FEW = ("village", "point_is_exact", "products", "sex", "licences", "photo")
"""The columns with few different values."""

FOLDER, NOWHERE, DISTRICT_CODE = "data/usaha", "lain", 8
"""Where the parts lie, the part with businesses of no known village, and the length of a district's code."""

Row = Mapping[str, Any]


def columns_of(rows: Sequence[Row]) -> Dict[str, Any]:
    """The businesses by AT_ONCE, in the order of the list: by name, those without one last."""
    ordered = sorted(rows, key=order_of)
    columns: Dict[str, Any] = {field: [row[field] for row in ordered] for field in AT_ONCE}
    columns["photo"] = [photo is not None for photo in columns["photo"]]
    return {field: _coded(column) if field in FEW else column for field, column in columns.items()}


def rows_of(columns: Mapping[str, Any]) -> List[Dict[str, Any]]:
    """The rows of which ``columns_of`` made columns. ValueError where it did not."""
    if set(columns) != set(AT_ONCE):
        raise ValueError("other fields")
    plain = [_decoded(columns[field]) if field in FEW else columns[field] for field in AT_ONCE]
    if len({len(column) for column in plain}) != 1:
        raise ValueError("columns of different lengths")
    rows = [dict(zip(AT_ONCE, values)) for values in zip(*plain)]
    return [{**row, "photo": photo_name(row["id"]) if row["photo"] else None} for row in rows]


def parts_of(rows: Sequence[Row]) -> Dict[str, List[List[Any]]]:
    """The rest of the businesses, by LATER, for each district that has any."""
    parts: Dict[str, List[List[Any]]] = defaultdict(list)
    for row in sorted(rows, key=order_of):
        parts[_part_of(row["village"])].append([row[field] for field in LATER])
    return dict(sorted(parts.items()))


def parts_listed(rows: Sequence[Row]) -> List[Mapping[str, Any]]:
    """How the page finds each part: its file, its name in the page's window, and the villages that it has."""
    villages: Dict[str, Set[Optional[str]]] = defaultdict(set)
    for row in rows:
        villages[_part_of(row["village"])].add(row["village"])
    return [part_listed(part, sorted(there, key=str)) for part, there in sorted(villages.items())]


def part_listed(part: str, villages: Sequence[Optional[str]]) -> Mapping[str, Any]:
    """One part as the page reads of it."""
    return {"file": part_file(part), "name": part_name(part), "villages": villages}


def part_name(part: str) -> str:
    """The name of a part in the page's window."""
    return f"{GLOBAL}:{part}"


def _part_of(village: Optional[str]) -> str:
    return village[:DISTRICT_CODE] if village else NOWHERE


def part_file(part: str) -> str:
    """Where a part stands in the catalogue."""
    return f"{FOLDER}/{part}.js"


def part_in(name: str) -> Optional[str]:
    """The part that a file of the catalogue is by its name; None for another file."""
    found = re.fullmatch(f"{FOLDER}/([\\w.]+)[.]js", name)
    return found[1] if found else None


def order_of(row: Row) -> Tuple[bool, str, Sequence[str], str]:
    """By which the businesses are sorted: by name, those without one last."""
    return row["name"] is None, name_key(row["name"] or ""), row["products"], row["id"]


def _coded(column: Sequence[Any]) -> Mapping[str, Any]:
    keys = [tuple(value) if isinstance(value, list) else value for value in column]
    places = {value: at for at, value in enumerate(dict.fromkeys(keys))}
    values = [list(value) if isinstance(value, tuple) else value for value in places]
    return {"values": values, "at": [places[value] for value in keys]}


def _decoded(column: Mapping[str, Any]) -> List[Any]:
    values, places = column["values"], column["at"]
    if set(column) != {"values", "at"} or not set(places) <= set(range(len(values))):
        raise ValueError("no coded column")
    return [values[at] for at in places]

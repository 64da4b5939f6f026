"""Where the rows of a table lie, also of some of them only, for which GDAL gives the bounds of all."""

from __future__ import annotations

from typing import Optional, Tuple

from ..industry.schema import TABLES
from .geopackage import quoted, reading

Bounds = Tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


def bounds_of_rows(path: str, table: str, condition: str) -> Optional[Bounds]:
    """The bounds of the rows that fulfil a condition in SQL, "" for all; None where none has a place.

    By the spatial index, whose numbers are rounded outwards to 32 bits. UserError where it cannot be read.
    """
    index = quoted(f"rtree_{table}_geom")
    some = " ".join(("WHERE id IN (SELECT fid FROM", quoted(table), "WHERE", condition + ")")) if condition else ""
    with reading(path) as connection:
        query = " ".join(("SELECT min(minx), min(miny), max(maxx), max(maxy) FROM", index, some))
        found = connection.execute(query).fetchone()
    return None if found[0] is None else found


def bounds_of_register(path: str) -> Optional[Bounds]:
    """The bounds of all businesses and boundaries; None where the register has neither. UserError as above."""
    tables = [table.name for table in TABLES.values() if table.geometry]
    found = [each for each in (bounds_of_rows(path, table, "") for table in tables) if each is not None]
    if not found:
        return None
    west, south, east, north = zip(*found)
    return min(west), min(south), max(east), max(north)

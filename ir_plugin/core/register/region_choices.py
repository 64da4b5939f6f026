"""The regions of a register as lists offer them: each holds what lies in the choice before."""

from __future__ import annotations

from typing import List, Tuple

from ..industry.regions import PROVINCE
from .geopackage import reading

RegionChoice = Tuple[str, str]
"""A code and a name."""


def regions_within(path: str, parent: str) -> List[RegionChoice]:
    """The regions whose parent has the code, by name; the provinces for "". UserError where it cannot be read."""
    columns, order = "SELECT kode_dagri, nama FROM ref_wilayah WHERE", "ORDER BY lower(nama), kode_dagri"
    inside, value = ("induk = ?", parent) if parent else ("tingkat = ?", PROVINCE)
    with reading(path) as connection:
        return connection.execute(" ".join((columns, inside, order)), (value,)).fetchall()

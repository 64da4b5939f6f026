"""The regions of a register as lists offer them: each holds what lies in the choice before."""

from __future__ import annotations

from typing import List, Tuple

from .geopackage import reading

RegionChoice = Tuple[str, str]
"""A code and a name."""


def regions_within(path: str, parent: str) -> List[RegionChoice]:
    """The regions whose parent has the code, by name; the provinces, which have none, for "".

    UserError where the register cannot be read.
    """
    columns, order = "SELECT kode_dagri, nama FROM ref_wilayah WHERE", "ORDER BY lower(nama), kode_dagri"
    with reading(path) as connection:  # IS also finds NULL by the index of the parents
        return connection.execute(" ".join((columns, "induk IS ?", order)), (parent or None,)).fetchall()

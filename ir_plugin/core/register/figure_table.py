"""A table of population or households by region, out of a workbook: past title rows, on one sheet or several."""

from __future__ import annotations

from typing import Dict, List, Mapping, Sequence, Tuple

from ..errors import UserError
from ..industry.boundary_sources import GENERIC_CODES, GENERIC_NAMES
from ..industry.regions import name_key
from ..layer import Layer, Sheet
from ..texts import Text
from ..workbook import file_of
from .region_figures import FIGURES

SEARCHED_ROWS = 15
"""How far down the heading of a sheet is looked for."""

COLUMNS: Mapping[str, Sequence[str]] = {"kode": GENERIC_CODES, "nama": GENERIC_NAMES, **FIGURES}
_BY_KEY = {name_key(heading): column for column, headings in COLUMNS.items() for heading in headings}

NO_TABLE = Text(
    "Di {file} tidak ada lembar dengan judul kolom kode dan rumah_tangga, atau kode, penduduk_l, dan penduduk_p; beri "
    "judul itu di atas angkanya. Untuk rumah tangga dikenali juga: {headings}.",
    "No sheet of {file} has columns headed kode and rumah_tangga, or kode, penduduk_l and penduduk_p; head the figures "
    "so. For households these are known too: {headings}.",
)


def table_of(sheets: Sequence[Sheet]) -> Layer:
    """The rows of every sheet that has codes and figures, as a table with the names of COLUMNS; UserError where none
    has them. A column that a sheet lacks is None there."""
    found = [(sheet, *_heading(sheet)) for sheet in sheets]
    tables = [(sheet, below, places) for sheet, below, places in found if places]
    if not tables:
        raise UserError(NO_TABLE, file=file_of(sheets), headings=", ".join(FIGURES["rumah_tangga"]))
    columns: Dict[str, List[object]] = {name: [] for name in COLUMNS if any(name in places for *_, places in tables)}
    for sheet, below, places in tables:
        for row in sheet.rows[below:]:
            if any(cell.strip() for cell in row):
                for name, values in columns.items():
                    at = places.get(name, len(row))
                    values.append(row[at].strip() if at < len(row) else None)
    return Layer((), columns, name=file_of(sheets))


def _heading(sheet: Sheet) -> Tuple[int, Dict[str, int]]:
    """The row below the heading and the place of each column; no places where the sheet has no such heading."""
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        places: Dict[str, int] = {}
        for at, heading in enumerate(row):
            column = _BY_KEY.get(name_key(heading))
            if column:
                places.setdefault(column, at)
        if "kode" in places and ("rumah_tangga" in places or {"penduduk_l", "penduduk_p"} <= set(places)):
            return number + 1, places
    return 0, {}

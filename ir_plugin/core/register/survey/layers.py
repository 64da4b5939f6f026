"""A layer as a sheet of a survey: its fields are the columns, its points the positions."""

from __future__ import annotations

import os
import struct
from typing import Dict, Iterator, List, Sequence, Tuple

from ...industry.survey_columns import column_named
from ...layer import Layer, Sheet
from ...workbook import cell_text

POSITION = {"lintang": "Lintang", "bujur": "Bujur"}
"""The columns of a point, and their headings."""

ROW_NUMBERS = ("fid", "ogc_fid")
"""Fields that only number the rows of a file."""

DECIMALS = 7
_POINT, _POINTS = 1, 4


def sheet_of_layer(layer: Layer) -> Sheet:
    """The rows of a layer in WGS 84 below its fields as the heading, so that its first row is row 2.

    The point of a row is its position; where it has none, the cells of its own fields for latitude and longitude are.
    """
    name = name_of(layer.name)
    columns = {field: values for field, values in layer.columns.items() if field.lower() not in ROW_NUMBERS}
    cells = {field: [cell_text(value).strip() for value in values] for field, values in columns.items()}
    told = {column: _first(cells, column, len(layer)) for column in POSITION} if any(layer.wkb) else {}
    if told:
        cells = {field: texts for field, texts in cells.items() if column_named(field) not in POSITION}
        pairs = [_pair(wkb) or (north, east) for wkb, north, east in zip(layer.wkb, told["lintang"], told["bujur"])]
        cells.update(zip(POSITION.values(), map(list, zip(*pairs))))
    return Sheet(name, [list(cells), *map(list, zip(*cells.values()))], name)


def name_of(reference: str) -> str:
    """A layer's own name, without the file in which it is."""
    path, _, layer = reference.partition("|layername=")
    return layer or os.path.splitext(os.path.basename(path))[0]


def _first(cells: Dict[str, List[str]], column: str, count: int) -> Sequence[str]:
    """The texts of the first field that means a column; empty ones where none does."""
    return next((texts for field, texts in cells.items() if column_named(field) == column), [""] * count)


def _pair(wkb: bytes) -> Tuple[str, ...]:
    """Latitude and longitude of a point, or of the first of several, as texts; none where there is no point."""
    return tuple(f"{value:.{DECIMALS}f}" for value in _latitude_and_longitude(wkb))


def _latitude_and_longitude(wkb: bytes) -> Iterator[float]:
    kind = struct.unpack_from("<I", wkb, 1)[0] if len(wkb) > 9 else 0
    if kind in (_POINT, _POINTS):
        longitude, latitude = struct.unpack_from("<2d", wkb, 5 if kind == _POINT else 14)
        if longitude == longitude:  # the point of an empty WKB is NaN
            yield latitude
            yield longitude

"""Survey workbooks read with GDAL, which every QGIS carries, every cell as text."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import Any, Iterator, Optional

from osgeo import gdal

from ..core.errors import UserError
from ..core.layer import Sheet
from ..core.texts import Text

UNREADABLE = Text(
    "Buku kerja {path} tidak dapat dibaca; simpan ulang sebagai .xlsx dan coba lagi.",
    "The workbook {path} cannot be read; save it again as .xlsx and try once more.",
)
AS_TEXT = {"OGR_XLSX_FIELD_TYPES": "STRING", "OGR_XLSX_HEADERS": "DISABLE"}
DATE = re.compile(r"(\d{4})/(\d\d)/(\d\d)(?: .*)?")
BINARY_NUMBER = re.compile(r"-?\d+(?:\.\d{10,}|(?:\.\d+)?[eE][+-]\d+)")
"""A number with its full binary digits or an exponent, as spreadsheets store it: 19.100000000000001, 1.5E-7."""


def read_workbook(path: str) -> list[Sheet]:
    """The sheets of a workbook in their order, rows and columns where they stand in the sheet.

    UserError where the file is missing or no workbook.
    """
    with _every_cell_as_text():
        dataset = _open(path)
        if dataset is None:
            raise UserError(UNREADABLE, path=path)
        return [_sheet(dataset.GetLayer(number)) for number in range(dataset.GetLayerCount())]


@contextmanager
def _every_cell_as_text() -> Iterator[None]:
    """By configuration, which every GDAL obeys; 3.6 takes no notice of the open options of the same meaning."""
    before = {name: gdal.GetConfigOption(name) for name in AS_TEXT}
    for name, value in AS_TEXT.items():
        gdal.SetConfigOption(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            gdal.SetConfigOption(name, value)


def _open(path: str) -> Optional[gdal.Dataset]:
    """GDAL raises or returns None, as the rest of the process has told it to."""
    try:
        return gdal.OpenEx(path, gdal.OF_VECTOR, allowed_drivers=["XLSX"])
    except RuntimeError:
        return None


def _sheet(layer: Any) -> Sheet:
    width = layer.GetLayerDefn().GetFieldCount()
    rows = [[_cell_text(feature.GetField(column)) for column in range(width)] for feature in layer]
    return Sheet(layer.GetName(), rows)


def _cell_text(value: Optional[str]) -> str:
    """The cell as the core expects it: dates in ISO 8601, numbers as the shortest text that reads back to them."""
    if value is None:
        return ""
    date = DATE.fullmatch(value)
    if date:
        return "-".join(date.groups())
    if BINARY_NUMBER.fullmatch(value):
        number = float(value)
        return repr(int(number)) if number.is_integer() else repr(number)
    return value

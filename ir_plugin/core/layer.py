"""Data on its way between a face and the core: layers and spreadsheet cells, free of any GIS library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional, Sequence

import numpy as np

from .run_record import RunRecord


@dataclass(frozen=True)
class Layer:
    """Rows of a layer as a face read them.

    wkb: one little-endian WKB per row, ``b""`` where a row has no geometry. A table has an empty list.
    columns: one list per field that was asked for, in row order; NULL is None.
    geographic: coordinates are degrees of longitude and latitude; else ``metres_per_unit`` scales them to metres.
    record: of the run that made the layer, where it was asked for and is known.
    """

    wkb: Sequence[bytes] = ()
    columns: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    geographic: bool = True
    metres_per_unit: float = 1.0
    crs: str = "EPSG:4326"
    name: str = ""
    record: Optional[RunRecord] = None

    def __len__(self) -> int:
        return len(self.wkb) or max((len(column) for column in self.columns.values()), default=0)

    def numbers(self, column: str) -> np.ndarray:
        """A column as float64 of shape (n,); NULL and what is no number become NaN."""
        return np.array([_number(value) for value in self.columns[column]], dtype=np.float64)

    def texts(self, column: str) -> list[str]:
        """A column as texts, "" for NULL; the same text whether a face reads 3 or 3.0."""
        return [_word(value) for value in self.columns[column]]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name, its cells as text, row by row ("" for an empty cell), and the file's name.

    Numbers are written as the shortest text that reads back to them ("5", "-2.1291"), yes and no as 1 and 0, dates as
    ISO 8601 without a time of day. Control characters are left out.
    """

    name: str
    rows: Sequence[Sequence[str]]
    file: str = ""


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


def _word(value: Any) -> str:
    if value is None or value != value:  # NaN is the only value unequal to itself
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

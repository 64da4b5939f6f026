"""The results that can be explained place by place: their columns and classes, and how a person names a place."""

from __future__ import annotations

from typing import NamedTuple, Optional, Tuple

import numpy as np

from ..classes import ClassTable
from ..declaration import Column
from ..errors import UserError
from ..layer import Layer
from ..parameters import Choice, Option
from ..texts import Text, same
from .hotspot_getis_ord import COLUMNS as GI_COLUMNS
from .local_geary import COLUMNS as GEARY_COLUMNS
from .local_join_count import COLUMNS as JOIN_COLUMNS
from .local_moran import COLUMNS as MORAN_COLUMNS
from .themes import (
    HOT_SPOTS,
    LOCAL_GEARY,
    LOCAL_JOINS,
    LOCAL_MORAN,
    NO_DATA,
    NO_NEIGHBOURS,
    NOT_SIGNIFICANT,
    OTHER_CATEGORY,
)

JOIN_COUNTS = "localjoincount"
CODE_FIELDS = ("kode", "kode_desa")
"""Where a code is looked for that is no name."""
ROUNDING = 1e-6
"""How far a mean may be from the stored one, as a part of the largest value in it: files may round."""
NO_RESULT = Text(
    "Layer {name} bukan hasil metode lokal yang dapat dijelaskan; kolom yang dicari: {columns}.",
    "The layer {name} is no result of a local method that can be explained; its columns would be: {columns}.",
)
NO_PLACE = Text(
    'Tidak ada "{place}" dalam kolom {field}; periksa ejaannya.',
    'There is no "{place}" in the field {field}; check its spelling.',
)
SEVERAL_PLACES = Text(
    '"{place}" ada {count} kali dalam kolom {field}; isi tempatnya dengan kode, dan kolom nama dengan kolom kode itu.',
    '"{place}" is {count} times in the field {field}; give the place by its code, and the field of codes for names.',
)


class ExplainedResult(NamedTuple):
    """The result of a local method (its id), whose columns begin with ``prefix``."""

    method: str
    title: Text
    prefix: str
    columns: Tuple[Column, ...]
    theme: ClassTable

    @property
    def value(self) -> str:
        """The column of the values analysed."""
        return f"{self.prefix}_nilai"

    @property
    def neighbours(self) -> str:
        """The column of the number of neighbours."""
        return f"{self.prefix}_tetangga"

    @property
    def lag(self) -> str:
        """The column of the neighbours' mean."""
        return f"{self.prefix}_lag"

    @property
    def p(self) -> str:
        """The column of the permutation p."""
        return f"{self.prefix}_p"

    @property
    def analytic(self) -> str:
        """The column of the analytic p, which not every method has."""
        return f"{self.prefix}_p_analitik"

    @property
    def adjusted(self) -> str:
        """The column of the adjusted p."""
        return f"{self.prefix}_p_koreksi"

    @property
    def kind(self) -> str:
        """The column of the class."""
        return f"{self.prefix}_kelas"

    def label_of(self, code: object) -> Text:
        """A class in words."""
        return next((each.label for each in self.theme.classes if each.code == code), same(str(code)))

    def is_finding(self, code: object) -> bool:
        """Whether a class says more than that nothing was found."""
        return code not in (NOT_SIGNIFICANT, NO_NEIGHBOURS, NO_DATA, OTHER_CATEGORY, None)

    def number(self, layer: Layer, column: str, row: int) -> float:
        """One figure of a row, NaN where the layer has no such column."""
        return float(layer.numbers(column)[row]) if column in layer.columns else float("nan")

    def p_of(self, layer: Layer, row: int) -> float:
        """The permutation p, at 0 permutations the analytic one."""
        p = self.number(layer, self.p, row)
        return p if np.isfinite(p) else self.number(layer, self.analytic, row)

    def other(self, layer: Layer) -> Optional[str]:
        """The field that the run compared of the neighbours, where that is not the value itself (bivariate Moran)."""
        field = layer.record.parameters.get("OTHER") if layer.record else None
        return field if field in layer.columns else None

    def compared(self, layer: Layer) -> np.ndarray:
        """What the run compared of the neighbours, float64 (n,)."""
        return layer.numbers(self.other(layer) or self.value)

    def is_whole(self, layer: Layer) -> bool:
        """Whether the layer has as many units as the run by its record, where it has one."""
        return not layer.record or layer.record.units_used == int(np.isfinite(layer.numbers(self.value)).sum())

    def agrees(self, layer: Layer, row: int, near: np.ndarray, linked: np.ndarray) -> bool:
        """Whether these neighbours (rows) with these weights have the number and the mean that the run wrote."""
        count, lag = self.number(layer, self.neighbours, row), self.number(layer, self.lag, row)
        if np.isfinite(count) and count != len(near):
            return False
        if not len(near):
            return bool(np.isnan(lag))
        values, total = self.compared(layer)[near], linked.sum()
        mean = float((values * linked).sum() / (total if total else 1.0))
        return bool(abs(mean - lag) <= ROUNDING * np.abs(values).max())

    def facts(self) -> list[Tuple[str, Text]]:
        """Its columns of numbers with their labels."""
        return [(column.name, column.label) for column in self.columns if column.kind != "text"]


EXPLAINED = {
    each.method: each
    for each in (
        ExplainedResult("hotspotgetisord", HOT_SPOTS.title, "gi", GI_COLUMNS, HOT_SPOTS),
        ExplainedResult("localmoran", LOCAL_MORAN.title, "lm", MORAN_COLUMNS, LOCAL_MORAN),
        ExplainedResult("localgeary", LOCAL_GEARY.title, "lc", GEARY_COLUMNS, LOCAL_GEARY),
        ExplainedResult(JOIN_COUNTS, LOCAL_JOINS.title, "lj", JOIN_COLUMNS, LOCAL_JOINS),
    )
}
RESULT = Choice(
    "RESULT",
    Text("Hasil", "Result"),
    Text(
        "Bila layer memuat beberapa hasil; kosong: yang terakhir menurut catatan jalan.",
        "Where a layer holds several results; empty: the last one by the run record.",
    ),
    optional=True,
    advanced=True,
    options=tuple(Option(name, each.title) for name, each in EXPLAINED.items()),
)


def result_of(layer: Layer, chosen: Optional[str]) -> ExplainedResult:
    """The chosen result of a layer, else that of its run record, else the first it has. UserError where there is
    none.
    """
    recorded = layer.record.algorithm if layer.record else ""
    order = [chosen] if chosen else [recorded, *EXPLAINED]
    for name in order:
        result = EXPLAINED.get(name)
        if result and result.kind in layer.columns and result.value in layer.columns:
            return result
    looked_for = ", ".join(each.kind for name, each in EXPLAINED.items() if not chosen or name == chosen)
    raise UserError(NO_RESULT, name=layer.name, columns=looked_for)


def row_of(layer: Layer, field: str, place: str) -> int:
    """The row of the one place of this name, else of this code, whatever its capitals. UserError where there is none or
    several.
    """
    fields = [field, *(each for each in CODE_FIELDS if each in layer.columns and each != field)]
    wanted = _bare(place)
    for each in fields:
        rows = [row for row, name in enumerate(layer.texts(each)) if _bare(name) == wanted]
        if len(rows) > 1:
            raise UserError(SEVERAL_PLACES, place=place, field=each, count=len(rows))
        if rows:
            return rows[0]
    raise UserError(NO_PLACE, place=place, field=", ".join(fields))


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()

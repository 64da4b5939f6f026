"""The results that can be explained place by place: their columns and classes, and how a person names a place."""

from __future__ import annotations

from typing import NamedTuple, Optional, Tuple

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

NO_RESULT = Text(
    "Layer {name} bukan hasil metode lokal yang dapat dijelaskan; kolom yang dicari: {columns}.",
    "The layer {name} is no result of a local method that can be explained; its columns would be: {columns}.",
)
NO_PLACE = Text(
    'Tidak ada "{place}" dalam kolom {field}; periksa ejaannya.',
    'There is no "{place}" in the field {field}; check its spelling.',
)
SEVERAL_PLACES = Text(
    '"{place}" ada {count} kali dalam kolom {field}; pakai kolom kode sebagai NAME_FIELD dan kode sebagai PLACE.',
    '"{place}" is {count} times in the field {field}; use the field of codes as NAME_FIELD and a code as PLACE.',
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

    def facts(self) -> list[Tuple[str, Text]]:
        """Its columns of numbers with their labels."""
        return [(column.name, column.label) for column in self.columns if column.kind != "text"]


EXPLAINED = {
    each.method: each
    for each in (
        ExplainedResult("hotspotgetisord", HOT_SPOTS.title, "gi", GI_COLUMNS, HOT_SPOTS),
        ExplainedResult("localmoran", LOCAL_MORAN.title, "lm", MORAN_COLUMNS, LOCAL_MORAN),
        ExplainedResult("localgeary", LOCAL_GEARY.title, "lc", GEARY_COLUMNS, LOCAL_GEARY),
        ExplainedResult("localjoincount", LOCAL_JOINS.title, "lj", JOIN_COLUMNS, LOCAL_JOINS),
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
    """The row of the one place of this name or code, whatever its capitals. UserError where there is none or
    several.
    """
    wanted = " ".join(place.split()).casefold()
    rows = [row for row, name in enumerate(layer.texts(field)) if " ".join(name.split()).casefold() == wanted]
    if not rows:
        raise UserError(NO_PLACE, place=place, field=field)
    if len(rows) > 1:
        raise UserError(SEVERAL_PLACES, place=place, field=field, count=len(rows))
    return rows[0]

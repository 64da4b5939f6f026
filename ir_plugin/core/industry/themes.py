"""The themes of the register's own layers: businesses by class, sex and position, regions by their counts.

Codes and words come from the value lists. Colours are told apart by colour-blind eyes, shapes in grey print.
"""

from __future__ import annotations

from typing import Tuple

from ..classes import Class, ClassTable, Ramp, Theme
from ..texts import Text
from .value_lists import VALUE_LISTS

PERCENT = Text("%", "%")


def _points(field: str, missing: Text, draft: bool = False, **looks: Tuple[str, str]) -> ClassTable:
    """Points by the codes of the value list of the same id, each with (colour, hatch), and those without a code."""
    values = VALUE_LISTS[field]
    classes = tuple(Class(code, values.label(code), colour, hatch) for code, (colour, hatch) in looks.items())
    return ClassTable(field, values.title, field, "point", (*classes, Class(None, missing, "#969696")), draft)


CLASSES = _points(
    "kelas_ir",
    Text("Tanpa kelas", "Without a class"),
    draft=True,
    **{
        "1": ("#f1a340", ""),
        "2": ("#2c7fb8", "/"),
        "3": ("#542788", "\\"),
        "4": ("#1a1a1a", "x"),
        "0": ("#bdbdbd", "."),
        "9": ("#737373", "."),
    },
)
OWNERS = _points(
    "jenis_kelamin", Text("Tanpa data", "No data"), P=("#c51b7d", ""), L=("#2c7fb8", "/"), X=("#737373", ".")
)
POSITIONS = _points(
    "mutu_posisi",
    Text("Tanpa data", "No data"),
    A=("#01665e", ""),
    B=("#5ab4ac", "/"),
    C=("#d8b365", "\\"),
    D=("#8c510a", "x"),
    X=("#737373", "."),
)
FINDINGS = _points(
    "tingkat_temuan",
    Text("Tanpa tingkat", "Without a level"),
    GALAT=("#b2182b", "x"),
    PERINGATAN=("#e08214", "/"),
    INFO=("#4393c3", ""),
)
COUNTS = Ramp(
    "ir_jumlah",
    Text("Jumlah industri rumahan", "Number of home industries"),
    "ir_jumlah",
    "polygon",
    ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"),
)
DENSITY = Ramp(
    "ir_per_1000_rt",
    Text("Industri rumahan per 1.000 rumah tangga", "Home industries per 1,000 households"),
    "ir_per_1000_rt",
    "polygon",
    ("#fee391", "#fec44f", "#fe9929", "#d95f0e", "#993404"),
)
WOMEN = Ramp(
    "persen_perempuan",
    Text("Industri rumahan milik perempuan (%)", "Home industries owned by women (%)"),
    "persen_perempuan",
    "polygon",
    ("#dadaeb", "#bcbddc", "#9e9ac8", "#756bb1", "#54278f"),
    PERCENT,
)

THEMES: Tuple[Theme, ...] = (CLASSES, OWNERS, POSITIONS, FINDINGS, COUNTS, DENSITY, WOMEN)

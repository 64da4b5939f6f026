"""The themes of the register's own layers: businesses by class, sex and position, regions by their counts.

Codes and words come from the value lists. Colours are told apart by colour-blind eyes, shapes in grey print.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Tuple

from ..classes import Circles, Class, ClassTable, Ramp, Theme
from ..texts import Text, lowered
from .it_mastery import IT_COLUMN, IT_TITLE
from .needs import NEEDS, need_column, need_title
from .value_lists import VALUE_LISTS

PERCENT = Text("%", "%")
BY = Text("Industri rumahan menurut {what}", "Home industries by {what}")


def _points(field: str, missing: Text, draft: bool = False, **looks: Tuple[str, str]) -> ClassTable:
    """Points by the codes of the value list of the same id, each with (colour, hatch), and those without a code."""
    values = VALUE_LISTS[field]
    classes = tuple(Class(code, values.label(code), colour, hatch) for code, (colour, hatch) in looks.items())
    rest = Class(None, missing, "#d9d9d9")
    return ClassTable(
        field, values.title, field, "point", (*classes, rest), draft, on_a_map=BY.format(what=lowered(values.title))
    )


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
OWNERS = replace(
    _points("jenis_kelamin", Text("Tanpa data", "No data"), P=("#c51b7d", ""), L=("#2c7fb8", "/"), X=("#737373", ".")),
    on_a_map=BY.format(what=Text("jenis kelamin pemilik", "owner's sex")),
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
BRANCHES = replace(
    _points(
        "cabang_ikm",
        Text("Tanpa cabang", "Without a branch"),
        PGN=("#e08214", ""),
        SDG=("#542788", "/"),
        KBB=("#01665e", "\\"),
        LOE=("#2c7fb8", "x"),
        KRJ=("#c51b7d", "."),
    ),
    title=Text("Industri rumahan menurut cabang industri", "Home industries by branch of industry"),
)
COUNT_COLOUR = "#14746b"
COUNTS = Circles(
    "ir_jumlah",
    Text("Jumlah industri rumahan", "Number of home industries"),
    "ir_jumlah",
    "polygon",
    COUNT_COLOUR,
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

CLASS_COUNTS: Tuple[Circles, ...] = tuple(
    Circles(
        f"jumlah_kelas_{code}",
        Text("Jumlah industri rumahan: {name}", "Number of home industries: {name}").format(
            name=VALUE_LISTS["kelas_ir"].label(code)
        ),
        f"kelas_{code}",
        "polygon",
        COUNT_COLOUR,
    )
    for code in "1234"
)
WISHES: Tuple[Ramp, ...] = tuple(
    Ramp(
        f"butuh_{word}",
        need_title(code),
        need_column(code),
        "polygon",
        ("#d9f0a3", "#a6d07c", "#62b25c", "#238443", "#00441b"),
        PERCENT,
    )
    for code, word in NEEDS.items()
)
IT_MASTERY = Ramp(
    "penguasaan_ti", IT_TITLE, IT_COLUMN, "polygon", ("#d3e8ee", "#93c6d6", "#4d9ebc", "#1f6f94", "#0a3a56"), PERCENT
)
QUALITY: Tuple[Ramp, ...] = (
    Ramp(
        "kelengkapan_data",
        Text("Kelengkapan data pokok (%)", "Completeness of key data (%)"),
        "kelengkapan",
        "polygon",
        ("#dfe7c4", "#b5c98a", "#86a656", "#557a31", "#2a4713"),
        PERCENT,
    ),
    Ramp(
        "temuan_wilayah",
        Text("Temuan terbuka per 100 industri rumahan", "Open findings per 100 home industries"),
        "temuan_per_100",
        "polygon",
        ("#fddbc7", "#f4a582", "#dc6a55", "#b2182b", "#67001f"),
    ),
)

THEMES: Tuple[Theme, ...] = (
    CLASSES,
    OWNERS,
    POSITIONS,
    FINDINGS,
    COUNTS,
    DENSITY,
    WOMEN,
    BRANCHES,
    *CLASS_COUNTS,
    *WISHES,
    IT_MASTERY,
    *QUALITY,
)
"""In the order in which a layer that could show several is drawn by one."""

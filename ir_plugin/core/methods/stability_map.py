"""How firm local findings are: the same test over a set of neighbours, corrections and levels."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, Sequence

import numpy as np

from ..charts import BARS, Chart, Series
from ..declaration import RECORD, Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Page, Results, Rows
from ..documents import Document, Paragraph, Table
from ..parameters import Choice, Choices, LayerInput, Option
from ..progress import part
from ..texts import Text, same
from .groups import HOT_SPOTS as GROUP
from .inference_settings import BENJAMINI, CORRECTION, ONLY_PERMUTATIONS, SEED
from .stability_specifications import ALPHAS, BANDS, GI_STAR, KS, MORAN, Specification, rules_of, specifications_of
from .stability_words import FOUND, GUIDE, HELP, PARAGRAPH
from .themes import (
    ALWAYS_HIGH,
    ALWAYS_LOW,
    ALWAYS_OUTLIER,
    COLD,
    HIGH_HIGH,
    HIGH_LOW,
    HOT,
    LOW_HIGH,
    LOW_LOW,
    NO_DATA,
    NO_NEIGHBOURS,
    NOT_SIGNIFICANT,
    SOMETIMES_HIGH,
    SOMETIMES_LOW,
    SOMETIMES_OUTLIER,
    STABILITY,
)
from .units import Units, record_of
from .value_settings import (
    DENOMINATOR,
    FIELD,
    MARSHALL,
    RAW,
    SMOOTHED,
    analysed_units,
    rate_parameter,
    unit_notes,
    value_columns,
    value_phrase,
)
from .weight_parameters import BAND, CONTIGUOUS, FILE, JOIN_ISLANDS, KNN, RULE, TOLERANCE, WEIGHTS_FILE, WEIGHTS_ID

FIRM = 0.8
"""Share of specifications from which a finding is called firm."""

KINDS = {
    **dict.fromkeys((HOT, HIGH_HIGH), (ALWAYS_HIGH, SOMETIMES_HIGH)),
    **dict.fromkeys((COLD, LOW_LOW), (ALWAYS_LOW, SOMETIMES_LOW)),
    **dict.fromkeys((HIGH_LOW, LOW_HIGH), (ALWAYS_OUTLIER, SOMETIMES_OUTLIER)),
}
COLUMNS = (
    Column("st_nilai", "real", Text("Nilai yang dianalisis", "Value analysed")),
    Column(
        "st_diuji",
        "integer",
        Text("Spesifikasi yang menguji", "Specifications that tested it"),
        Text("Tanpa yang tidak memberinya tetangga.", "Without those that gave it no neighbour."),
    ),
    Column("st_signifikan", "integer", Text("Spesifikasi signifikan", "Significant specifications")),
    Column("st_persen", "real", Text("Signifikan (%)", "Significant (%)"), Text("Dari yang menguji.", "Of those.")),
    Column(
        "st_kelas",
        "text",
        Text("Kelas tersering", "Most frequent class"),
        Text("Di antara temuan.", "Among its findings."),
    ),
    Column("st_kelas_persen", "real", Text("Kelas tersering (%)", "Most frequent class (%)")),
    Column("st_peta", "text", Text("Kestabilan", "Stability")),
)
TABLE_COLUMNS = (
    Column("tetangga", "text", Text("Tetangga", "Neighbours")),
    Column("koreksi", "text", Text("Koreksi", "Correction")),
    Column("taraf", "real", Text("Taraf nyata", "Significance level")),
    Column("temuan", "integer", Text("Temuan", "Findings")),
    Column("tanpa_tetangga", "integer", Text("Wilayah tanpa tetangga", "Units without a neighbour")),
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Every specification, and what they say of each unit together."""
    units = analysed_units(values["INPUT"], values)
    for note in unit_notes(units, values):
        context.say(note)
    rules = rules_of(values)
    found: list[Specification] = []
    for number, rule in enumerate(rules):
        share = replace(context, progress=part(context.progress, number / len(rules), (number + 1) / len(rules)))
        found += specifications_of(units, {**values, **rule, "ALTERNATIVE": "two-sided"}, share)
    columns, counts = _summary(units, found)
    paragraph = PARAGRAPH.format(
        value=value_phrase(values),
        statistic="Gi*" if values["STATISTIC"] == GI_STAR else Text("Moran lokal", "local Moran"),
        units=len(units.values),
        specifications=len(found),
        neighbours=", ".join(dict.fromkeys(each.neighbours for each in found)),
        permutations=values["PERMUTATIONS"],
        seed=values["SEED"],
        **counts,
    )
    return Results(
        layers={"OUTPUT": LayerResult(COLUMNS, columns), "SPECIFICATIONS": _table(found)},
        pages={"PAGE": _page(found, paragraph)},
        numbers={"N_SPECIFICATIONS": len(found), "N_FIRM": counts["firm"], "N_SOMETIMES": counts["sometimes"]},
        notes=(Note(FOUND.format(specifications=len(found), **counts)),),
        record=record_of(METHOD, values, values["INPUT"], value_columns(values), len(units.values), paragraph),
    )


def _summary(units: Units, found: Sequence[Specification]) -> tuple[dict[str, np.ndarray], dict[str, int]]:
    """What all specifications together say of each unit, and how many findings are firm."""
    classes = np.array([each.classes for each in found], dtype=object)
    tested = (classes != NO_NEIGHBOURS).sum(axis=0)
    times = np.array([(classes == kind).sum(axis=0) for kind in KINDS])
    significant, best = times.sum(axis=0), times.argmax(axis=0)
    most = times.max(axis=0)
    known = np.maximum(tested, 1)
    kinds, shown = list(KINDS), np.array(list(KINDS.values()), dtype=object)
    firm = most >= FIRM * known
    on_map = np.where(most > 0, np.where(firm, shown[best, 0], shown[best, 1]), NOT_SIGNIFICANT)
    on_map = np.where(tested > 0, on_map, NO_NEIGHBOURS).astype(object)
    frequent = np.where(most > 0, np.array(kinds, object)[best], NOT_SIGNIFICANT).astype(object)
    columns = {
        "st_nilai": units.spread(units.values),
        "st_diuji": units.spread(tested),
        "st_signifikan": units.spread(significant),
        "st_persen": units.spread(np.where(tested > 0, 100.0 * significant / known, np.nan)),
        "st_kelas": units.spread(np.where(tested > 0, frequent, NO_NEIGHBOURS).astype(object), NO_DATA),
        "st_kelas_persen": units.spread(np.where(most > 0, 100.0 * most / known, np.nan)),
        "st_peta": units.spread(on_map, NO_DATA),
    }
    sure = int((firm & (most > 0)).sum())
    return columns, {"firm": sure, "sometimes": int((most > 0).sum()) - sure}


def _table(found: Sequence[Specification]) -> LayerResult:
    return LayerResult(
        TABLE_COLUMNS,
        {
            "tetangga": [each.neighbours for each in found],
            "koreksi": [each.correction for each in found],
            "taraf": [each.alpha for each in found],
            "temuan": [_findings(each) for each in found],
            "tanpa_tetangga": [_isolated(each) for each in found],
        },
    )


def _findings(specification: Specification) -> int:
    return int(np.isin(specification.classes, list(KINDS)).sum())


def _isolated(specification: Specification) -> int:
    return int((specification.classes == NO_NEIGHBOURS).sum())


def _page(found: Sequence[Specification], paragraph: Text) -> Document:
    findings = [_findings(each) for each in found]
    bars = Chart(
        Text("Temuan menurut spesifikasi", "Findings by specification"),
        Text("Nomor spesifikasi", "Number of the specification"),
        Text("Wilayah", "Units"),
        (Series(same(""), list(range(1, len(found) + 1)), findings, BARS),),
    )
    rows = [
        (number, each.neighbours, CORRECTION.label_of(each.correction), each.alpha, count, _isolated(each))
        for number, (each, count) in enumerate(zip(found, findings), start=1)
    ]
    headings = (same("#"), *(column.label for column in TABLE_COLUMNS))
    return Document(METHOD.title, (Paragraph(paragraph), bars, Table(same(""), headings, rows)))


METHOD = Algorithm(
    id="stabilitymap",
    title=Text("Peta kestabilan", "Stability map"),
    group=GROUP,
    summary=Text(
        "Menunjukkan temuan mana yang bertahan, apa pun pilihan tetangga, koreksi dan tarafnya.",
        "Shows which findings hold, whatever the choice of neighbours, correction and level.",
    ),
    help=HELP,
    guide=GUIDE,
    parameters=(
        LayerInput("INPUT", Text("Layer wilayah", "Layer of units")),
        FIELD,
        DENOMINATOR,
        rate_parameter(RAW, SMOOTHED),
        Choice(
            "STATISTIC",
            Text("Statistik", "Statistic"),
            options=(Option(GI_STAR, same("Gi*")), Option(MORAN, Text("Moran lokal", "Local Moran"))),
            default=GI_STAR,
        ),
        Choices(
            "RULES",
            Text("Tetangga", "Neighbours"),
            Text("Setiap pilihan diuji.", "Each choice is tested."),
            options=tuple(option for option in RULE.options if option.code in (*CONTIGUOUS, KNN, BAND, FILE)),
            default=("queen", KNN),
        ),
        TOLERANCE,
        KS,
        BANDS,
        JOIN_ISLANDS,
        WEIGHTS_FILE,
        WEIGHTS_ID,
        Choices(
            "CORRECTIONS",
            CORRECTION.label,
            CORRECTION.help,
            advanced=True,
            options=CORRECTION.options,
            default=("fdr", "none"),
        ),
        ALPHAS,
        ONLY_PERMUTATIONS,
        SEED,
    ),
    outputs=(
        Rows("OUTPUT", Text("Kestabilan temuan", "Stability of findings"), "INPUT", COLUMNS, STABILITY),
        NewLayer("SPECIFICATIONS", Text("Daftar spesifikasi", "List of specifications"), "none", optional=True),
        Page("PAGE", Text("Ringkasan spesifikasi", "Summary of specifications")),
        Number("N_SPECIFICATIONS", Text("Banyaknya spesifikasi", "Number of specifications")),
        Number("N_FIRM", Text("Temuan kukuh", "Firm findings")),
        Number("N_SOMETIMES", Text("Temuan sebagian", "Findings in some only")),
        RECORD,
    ),
    compute=compute,
    tags=("kestabilan", "stability", "sensitivity", "robustness", "gi*", "moran"),
    references=(
        "Getis, A. and Ord, J. K. (1992). The analysis of spatial association by use of distance statistics. "
        "Geographical Analysis 24, 189-206.",
        "Anselin, L. (1995). Local indicators of spatial association. Geographical Analysis 27, 93-115.",
        BENJAMINI,
        MARSHALL,
    ),
)

"""How a local method decides what is more than chance: parameters declared once, and their guard-rails."""

from __future__ import annotations

from typing import Any, Mapping

import numpy as np

from ..declaration import Note
from ..parameters import Choice, NumberSetting, Option
from ..statistics.multiple_tests import smallest_cut_off
from ..texts import Text, number

INFERENCE_PARAMETERS = (
    NumberSetting(
        "PERMUTATIONS",
        Text("Banyaknya permutasi", "Number of permutations"),
        Text(
            "0 memakai nilai p analitik. Makin banyak permutasi, makin kecil nilai p yang dapat dicapai.",
            "0 uses the analytic p-value. The more permutations, the smaller a p-value can be.",
        ),
        advanced=True,
        default=99999,
        minimum=0,
        maximum=9999999,
        integer=True,
    ),
    Choice(
        "ALTERNATIVE",
        Text("Hipotesis alternatif", "Alternative hypothesis"),
        Text(
            "Dua sisi mencari tinggi dan rendah. 'Terarah' adalah p satu sisi seperti GeoDa, hanya untuk pembanding.",
            "Two-sided looks for high and low. 'Directed' is the one-sided p of GeoDa, for comparison only.",
        ),
        advanced=True,
        options=(
            Option("two-sided", Text("Dua sisi", "Two-sided")),
            Option("greater", Text("Lebih tinggi", "Greater")),
            Option("less", Text("Lebih rendah", "Less")),
            Option("directed", Text("Terarah (satu sisi, seperti GeoDa)", "Directed (one-sided, as GeoDa)")),
        ),
        default="two-sided",
    ),
    Choice(
        "CORRECTION",
        Text("Koreksi uji berganda", "Correction for many tests"),
        Text(
            "FDR membatasi bagian temuan yang keliru; Bonferroni peluang satu temuan keliru.",
            "FDR limits the share of false findings; Bonferroni the chance of a single one.",
        ),
        advanced=True,
        options=(
            Option("fdr", Text("FDR (Benjamini-Hochberg)", "FDR (Benjamini-Hochberg)")),
            Option("bonferroni", Text("Bonferroni", "Bonferroni")),
            Option("none", Text("Tanpa koreksi", "None")),
        ),
        default="fdr",
    ),
    NumberSetting(
        "ALPHA",
        Text("Taraf nyata", "Significance level"),
        Text(
            "Temuan: nilai p terkoreksi tidak lebih dari ini.", "A finding: an adjusted p-value of no more than this."
        ),
        advanced=True,
        default=0.05,
        minimum=0.0001,
        maximum=0.5,
    ),
    NumberSetting(
        "SEED",
        Text("Benih acak", "Random seed"),
        Text("Benih yang sama memberi hasil yang sama.", "The same seed gives the same result."),
        advanced=True,
        default=2016,
        minimum=0,
        maximum=4294967295,
        integer=True,
    ),
)

TOO_FEW_PERMUTATIONS = Text(
    "{permutations} permutasi tidak dapat memberi p di bawah {reach}, sedangkan satu temuan tunggal di antara {tests} "
    "wilayah memerlukan {needed}; pakai paling sedikit {enough} permutasi.",
    "{permutations} permutations cannot give a p below {reach}, but a single finding among {tests} units needs "
    "{needed}; use at least {enough} permutations.",
)
DIRECTED_WITH_CORRECTION = Text(
    "Nilai p terarah bersama koreksi melaporkan temuan kira-kira dua kali lebih sering daripada yang dinyatakan.",
    "Directed p-values with a correction report findings about twice as often as they claim.",
)


def inference_notes(values: Mapping[str, Any], tests: int) -> list[Note]:
    """The guard-rails: too few permutations for the cut-off, directed p-values with a correction."""
    notes = []
    permutations, sides = int(values["PERMUTATIONS"]), 2 if values["ALTERNATIVE"] == "two-sided" else 1
    needed = smallest_cut_off(tests, values["CORRECTION"], float(values["ALPHA"]))
    if permutations and sides / (permutations + 1) > needed:
        words = TOO_FEW_PERMUTATIONS.format(
            permutations=permutations,
            reach=number(f"{sides / (permutations + 1):.3g}"),
            tests=tests,
            needed=number(f"{needed:.3g}"),
            enough=int(np.ceil(sides / needed)) - 1,
        )
        notes.append(Note(words, warning=True))
    if values["ALTERNATIVE"] == "directed" and values["CORRECTION"] != "none":
        notes.append(Note(DIRECTED_WITH_CORRECTION, warning=True))
    return notes

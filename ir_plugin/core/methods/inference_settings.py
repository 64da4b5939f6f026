"""How a local method decides what is more than chance: parameters declared once, their meaning and guard-rails."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Mapping, NamedTuple, Optional

import numpy as np

from ..declaration import Context, Note
from ..figures import figure
from ..parameters import Choice, NumberSetting, Option
from ..progress import part
from ..space.positions import positions_of
from ..statistics.getis_ord import Centring
from ..statistics.local_moran import Standard
from ..statistics.multiple_tests import adjusted_p, smallest_cut_off
from ..statistics.permutation import Ranks, local_sum_ranks, p_values
from ..statistics.weighted_permutation import weighted_sum_ranks
from ..texts import Text, number
from .units import Units
from .weight_settings import WeightsChoice

PERMUTATIONS = NumberSetting(
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
)
ONLY_PERMUTATIONS = replace(
    PERMUTATIONS,
    help=Text(
        "Makin banyak permutasi, makin kecil nilai p yang dapat dicapai.",
        "The more permutations, the smaller a p-value can be.",
    ),
    minimum=99,
)
ALTERNATIVE = Choice(
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
)
CORRECTION = Choice(
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
)
ALPHA = NumberSetting(
    "ALPHA",
    Text("Taraf nyata", "Significance level"),
    Text("Temuan: nilai p terkoreksi tidak lebih dari ini.", "A finding: an adjusted p-value of no more than this."),
    advanced=True,
    default=0.05,
    minimum=0.0001,
    maximum=0.5,
)
SEED = NumberSetting(
    "SEED",
    Text("Benih acak", "Random seed"),
    Text("Benih yang sama memberi hasil yang sama.", "The same seed gives the same result."),
    advanced=True,
    default=2016,
    minimum=0,
    maximum=2147483647,  # what the box of a dialog holds
    integer=True,
)
INFERENCE_PARAMETERS = (PERMUTATIONS, ALTERNATIVE, CORRECTION, ALPHA, SEED)

BENJAMINI = "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B 57, 289-300."
TOO_FEW_PERMUTATIONS = Text(
    "{permutations} permutasi tidak dapat memberi p di bawah {reach}, sedangkan satu temuan tunggal di antara {tests} "
    "uji memerlukan {needed}; pakai paling sedikit {enough} permutasi.",
    "{permutations} permutations cannot give a p below {reach}, but a single finding among {tests} tests needs "
    "{needed}; use at least {enough} permutations.",
)
DIRECTED_WITH_CORRECTION = Text(
    "Nilai p terarah bersama koreksi melaporkan temuan kira-kira dua kali lebih sering daripada yang dinyatakan.",
    "Directed p-values with a correction report findings about twice as often as they claim.",
)
PHRASE = Text(
    "Nilai p {source}, {alternative}; {correction}; taraf nyata {alpha}.",
    "p-values {source}, {alternative}; {correction}; significance level {alpha}.",
)
CORRECTED = Text("koreksi uji berganda: {label}", "correction for many tests: {label}")
UNCORRECTED = Text("tanpa koreksi uji berganda", "no correction for many tests")
BY_PERMUTATION = Text(
    "dari {permutations} permutasi bersyarat (benih {seed})",
    "from {permutations} conditional permutations (seed {seed})",
)
ANALYTIC = Text("dari sebaran normal", "from the normal distribution")


class Whole(NamedTuple):
    """What a local statistic must know of all units where it is given only some of them. adjusted: as ``adjusted_p``,
    of any of their p-values."""

    centring: Centring
    standard: Standard
    adjusted: Callable[[np.ndarray, str], np.ndarray]


class Inference(NamedTuple):
    """What a local test says of each unit, NaN without neighbours: permuted p (NaN at 0 permutations), adjusted p, and
    whether it is a finding, bool."""

    permuted: np.ndarray
    adjusted: np.ndarray
    significant: np.ndarray


def generator_of(values: Mapping[str, Any]) -> np.random.Generator:
    """The random numbers that the SEED stands for, the same on every machine."""
    return np.random.Generator(np.random.PCG64(int(values["SEED"])))


def neighbour_sum_ranks(
    units: Units,
    chosen: WeightsChoice,
    values: Mapping[str, Any],
    context: Context,
    summed: Optional[np.ndarray] = None,
) -> Ranks:
    """How each unit's sum of its neighbours' values (or of ``summed``, float64 (n,)) stands among permuted ones."""
    is_even = chosen.weights.is_even
    return (local_sum_ranks if is_even else weighted_sum_ranks)(
        units.values if summed is None else summed,
        chosen.weights.binary if is_even else chosen.weights,
        int(values["PERMUTATIONS"]),
        generator_of(values),
        positions_of(units.layer).xyz,
        part(context.progress, 0.3, 1.0),
    )


def inferred(
    ranks: Ranks,
    analytic: np.ndarray,
    chosen: WeightsChoice,
    values: Mapping[str, Any],
    whole: Optional[Whole] = None,
) -> Inference:
    """p-values by ALTERNATIVE, adjusted by CORRECTION, judged by ALPHA; analytic ones at 0 permutations."""
    has_p = (chosen.weights.counts > 0) & (ranks.permutations > 0)
    permuted = np.where(has_p, p_values(ranks, values["ALTERNATIVE"]), np.nan)
    adjust = whole.adjusted if whole else adjusted_p
    adjusted = adjust(permuted if ranks.permutations else analytic, values["CORRECTION"])
    return Inference(permuted, adjusted, adjusted <= float(values["ALPHA"]))


def correction_phrase(correction: str) -> Text:
    """The correction in words that go on in a sentence."""
    return UNCORRECTED if correction == "none" else CORRECTED.format(label=CORRECTION.label_of(correction))


def inference_phrase(values: Mapping[str, Any]) -> Text:
    """The test in words, one sentence for a methods paragraph."""
    by_permutation = BY_PERMUTATION.format(permutations=values["PERMUTATIONS"], seed=values["SEED"])
    alternative = ALTERNATIVE.label_of(values["ALTERNATIVE"])
    return PHRASE.format(
        source=by_permutation if values["PERMUTATIONS"] else ANALYTIC,
        alternative=Text(*(words[0].lower() + words[1:] for words in alternative)),
        correction=correction_phrase(values["CORRECTION"]),
        alpha=figure(values["ALPHA"]),
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

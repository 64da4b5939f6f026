"""Local Geary as an offer to a user: where a unit differs little, or much, from its neighbours."""

from __future__ import annotations

from typing import Any, Mapping, Optional

import numpy as np

from ..declaration import RECORD, Algorithm, Column, Context, Guide, Number, Results, Rows
from ..parameters import LayerInput
from ..progress import part
from ..space.positions import positions_of
from ..statistics.local_geary import local_geary
from ..statistics.local_moran import QUADRANTS, LocalMoran, local_moran
from ..statistics.permutation import Ranks
from ..statistics.weighted_permutation import squared_difference_ranks
from ..texts import Text
from .groups import HOT_SPOTS as GROUP
from .inference_settings import (
    ALPHA,
    ALTERNATIVE,
    BENJAMINI,
    CORRECTION,
    ONLY_PERMUTATIONS,
    SEED,
    Whole,
    generator_of,
    inferred,
)
from .local_results import LocalSetting, Told, classes_of, local_columns, local_results, local_setting, told
from .themes import ALIKE, HIGH_HIGH, LOCAL_GEARY, LOW_LOW, NO_DATA, UNLIKE
from .value_settings import DENOMINATOR, FIELD, MARSHALL, RAW, SMOOTHED, rate_parameter, value_columns, value_phrase
from .weight_parameters import FORM, N_ISOLATED, WEIGHT_PARAMETERS

ALIKES = (HIGH_HIGH, LOW_LOW, ALIKE)
COLUMNS = local_columns(
    "lc",
    [
        Column(
            "lc_c",
            "real",
            Text("c lokal", "Local c"),
            Text(
                "Kecil: serupa dengan tetangga; besar: berbeda (Anselin 1995, penyebut n - 1).",
                "Small: like its neighbours; large: unlike them (Anselin 1995, denominator n - 1).",
            ),
        )
    ],
)
PARAGRAPH = Text(
    "Geary lokal (Anselin 1995, 2019) dari {value} dihitung untuk {units} wilayah. Tetangga: {neighbours}. {inference} "
    "Hasil: {alike} wilayah serupa dengan tetangganya, {unlike} berbeda.",
    "Local Geary (Anselin 1995, 2019) of {value} was computed for {units} units. Neighbours: {neighbours}. {inference} "
    "Result: {alike} {alike:unit|units} like {alike:its|their} neighbours, {unlike} unlike them.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Local Geary of every unit with its p-values and class; see the declaration for each setting."""
    setting = local_setting(values, context)
    units, chosen = setting
    ranks = squared_difference_ranks(
        units.values,
        chosen.weights,
        int(values["PERMUTATIONS"]),
        generator_of(values),
        positions_of(units.layer).xyz,
        part(context.progress, 0.3, 1.0),
    )
    columns = columns_of(setting, ranks, values)
    return local_results(METHOD, values, setting, columns, told_of, value_columns(values))


def told_of(values: Mapping[str, Any], units: int, neighbours: Text, classes: Mapping[str, int]) -> Told:
    """The result of so many units in words; classes: how many rows are of each."""
    counts = {"alike": sum(classes.get(code, 0) for code in ALIKES), "unlike": classes.get(UNLIKE, 0)}
    words = {"value": value_phrase(values), "units": units, "neighbours": neighbours}
    return told(LOCAL_GEARY.counted(classes), PARAGRAPH, values, counts, **words)


def columns_of(
    setting: LocalSetting, ranks: Ranks, values: Mapping[str, Any], whole: Optional[Whole] = None
) -> dict[str, np.ndarray]:
    """The columns of the result for the units of a setting. whole: of all units, where these are only some."""
    units, chosen = setting
    standard = whole and whole.standard
    inference = inferred(ranks, np.full(len(units.values), np.nan), chosen, values, whole)
    codes = _codes(local_moran(units.values, chosen.weights, standard=standard), ranks)
    classes = classes_of(inference.significant, codes, chosen.weights.islands)
    statistic = local_geary(units.values, chosen.in_form(values["FORM"]), standard)
    return {
        **setting.columns("lc", inference),
        "lc_c": units.spread(np.where(chosen.weights.counts > 0, statistic, np.nan)),
        "lc_kelas": units.spread(classes, NO_DATA),
    }


def _codes(moran: LocalMoran, ranks: Ranks) -> np.ndarray:
    """Fewer permuted values below the observed one than above: alike; high, low or about the mean by the quadrant."""
    kinds = np.array([{"HH": HIGH_HIGH, "LL": LOW_LOW}.get(name, ALIKE) for name in (*QUADRANTS, "")], object)
    return np.where(ranks.low < ranks.high, kinds[moran.quadrants], UNLIKE)


METHOD = Algorithm(
    id="localgeary",
    title=Text("Geary lokal", "Local Geary"),
    group=GROUP,
    summary=Text(
        "Mencari wilayah yang sangat serupa dengan tetangganya, atau sangat berbeda.",
        "Finds units that are very like their neighbours, or very unlike them.",
    ),
    help=Text(
        "Untuk setiap wilayah, kuadrat selisih dengan tetangganya dijumlahkan dan dibandingkan dengan selisih terhadap "
        "tetangga yang diambil secara acak. Selisih kecil: serupa; selisih besar: berbeda.",
        "For each unit the squared differences from its neighbours are added up and compared with those from "
        "neighbours drawn at random. Small differences: alike; large ones: unlike.",
    ),
    guide=Guide(
        use=Text(
            "Untuk menemukan kesamaan yang tidak harus tinggi atau rendah, juga di sekitar rata-rata, dan batas tajam "
            "antara wilayah.",
            "To find likeness that need not be high or low, also about the mean, and sharp edges between units.",
        ),
        avoid=Text(
            "Jangan dipakai bila yang ditanyakan di mana nilai tinggi mengelompok (pakai Gi*), untuk jumlah mentah "
            "tanpa penyebut, atau untuk kurang dari 30 wilayah. Satu nilai ekstrem membuat semua tetangganya tampak "
            "berbeda.",
            "Not where the question is where high values gather (use Gi*), not for raw counts without a denominator, "
            "nor for fewer than 30 units. A single extreme value makes all its neighbours look unlike.",
        ),
        reading=Text(
            "Serupa tidak berarti tinggi: lihat kelasnya. Berbeda menunjuk perbatasan antara dua keadaan; wilayah di "
            "kedua sisinya biasanya sama-sama muncul.",
            "Alike does not mean high: look at the class. Unlike points at an edge between two conditions; units on "
            "both sides of it usually show up.",
        ),
    ),
    parameters=(
        LayerInput("INPUT", Text("Layer wilayah", "Layer of units")),
        FIELD,
        DENOMINATOR,
        rate_parameter(RAW, SMOOTHED),
        *WEIGHT_PARAMETERS,
        FORM,
        ONLY_PERMUTATIONS,
        ALTERNATIVE,
        CORRECTION,
        ALPHA,
        SEED,
    ),
    outputs=(
        Rows("OUTPUT", Text("Geary lokal", "Local Geary"), "INPUT", COLUMNS, LOCAL_GEARY),
        Number("N_ALIKE", Text("Serupa dengan tetangga", "Like their neighbours")),
        Number("N_UNLIKE", Text("Berbeda dari tetangga", "Unlike their neighbours")),
        N_ISOLATED,
        RECORD,
    ),
    compute=compute,
    tags=("geary", "lisa", "serupa", "berbeda", "local statistics"),
    references=(
        "Anselin, L. (1995). Local indicators of spatial association. Geographical Analysis 27, 93-115.",
        "Anselin, L. (2019). A local indicator of multivariate spatial association: extending Geary's c. Geographical "
        "Analysis 51, 133-150.",
        BENJAMINI,
        MARSHALL,
    ),
)

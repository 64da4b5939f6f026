"""Local Moran's I as an offer to a user: likes among likes, and places that stand against their neighbours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, Optional

import numpy as np

from ..declaration import RECORD, Algorithm, Column, Context, Guide, Number, Page, Results, Rows
from ..documents import Document, Paragraph
from ..errors import UserError
from ..parameters import FieldChoice, LayerInput
from ..statistics.getis_ord import local_g, normal_p
from ..statistics.local_moran import QUADRANTS, local_moran
from ..statistics.permutation import Ranks
from ..texts import Text, same
from .groups import HOT_SPOTS as GROUP
from .inference_settings import BENJAMINI, INFERENCE_PARAMETERS, Whole, inferred, neighbour_sum_ranks
from .local_results import LocalSetting, Told, classes_of, local_columns, local_results, local_setting, told
from .moran_scatter import SCATTER, moran_scatter
from .themes import HIGH_HIGH, HIGH_LOW, LOCAL_MORAN, LOW_HIGH, LOW_LOW, NO_DATA
from .units import ALL_EQUAL, are_equal, numbers_of
from .value_settings import (
    ASSUNCAO,
    DENOMINATOR,
    FIELD,
    MARSHALL,
    RAW,
    SMOOTHED,
    STANDARDISED,
    rate_parameter,
    value_columns,
    value_phrase,
)
from .weight_parameters import FORM, N_ISOLATED, WEIGHT_PARAMETERS

CODES = {"HH": HIGH_HIGH, "LH": LOW_HIGH, "LL": LOW_LOW, "HL": HIGH_LOW}
COLUMNS = local_columns(
    "lm",
    [
        Column(
            "lm_i",
            "real",
            Text("I lokal", "Local I"),
            Text(
                "Positif: serupa dengan tetangga; negatif: berlawanan (Anselin 1995, penyebut n - 1).",
                "Positive: like its neighbours; negative: against them (Anselin 1995, denominator n - 1).",
            ),
        )
    ],
    [
        Column(
            "lm_p_analitik",
            "real",
            Text("p analitik", "Analytic p"),
            Text("Pendekatan normal.", "Normal approximation."),
        )
    ],
)
OTHER = FieldChoice(
    "OTHER",
    Text("Kolom tetangga (bivariat)", "Field of the neighbours (bivariate)"),
    Text(
        "Membandingkan nilai wilayah dengan kolom ini pada tetangganya; kosong: kolom yang sama. Baris tanpa nilainya "
        "tidak ikut.",
        "Compares a unit's value with this field of its neighbours; empty: the same field. Rows without a value of it "
        "take no part.",
    ),
    optional=True,
    advanced=True,
    numeric=True,
)
PARAGRAPH = Text(
    "Moran lokal (Anselin 1995) dari {value}{other} dihitung untuk {units} wilayah. Tetangga: {neighbours}. "
    "{inference} Hasil: {hh} tinggi di antara tinggi, {ll} rendah di antara rendah, {hl} tinggi di antara rendah, {lh} "
    "rendah di antara tinggi.",
    "Local Moran (Anselin 1995) of {value}{other} was computed for {units} units. Neighbours: {neighbours}. "
    "{inference} Result: {hh} high among high, {ll} low among low, {hl} high among low, {lh} low among high.",
)
AGAINST = Text(" terhadap {field} pada tetangga", " against {field} of the neighbours")


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Local Moran of every unit with its p-values and class; see the declaration for each setting."""
    setting = local_setting(values, context)
    others = _others(setting, values)
    columns = columns_of(setting, neighbour_sum_ranks(*setting, values, context, others), values, others=others)
    used = [*value_columns(values), *([values["OTHER"]] if values.get("OTHER") else [])]
    results = local_results(METHOD, values, setting, columns, told_of, used)
    words = [Paragraph(results.record.paragraph)] if results.record else []
    return replace(results, pages={"PAGE": Document(METHOD.title, (*words, moran_scatter(setting, others)))})


def columns_of(
    setting: LocalSetting,
    sums: Ranks,
    values: Mapping[str, Any],
    whole: Optional[Whole] = None,
    others: Optional[np.ndarray] = None,
) -> dict[str, np.ndarray]:
    """The columns of the result for the units of a setting, from the ranks of their neighbours' sums.

    others: the second variable. whole: of all units, where these are only some (univariate).
    """
    units, chosen = setting
    found = local_moran(units.values, chosen.in_form(values["FORM"]), others, whole and whole.standard)
    summed = units.values if others is None else others
    z = np.sign(found.z) * local_g(summed, chosen.weights, star=False, centring=whole and whole.centring)
    analytic = normal_p(z, values["ALTERNATIVE"])
    inference = inferred(moran_ranks(found.z, sums), analytic, chosen, values, whole)
    classes = classes_of(inference.significant, quadrant_codes(found.quadrants), chosen.weights.islands)
    return {
        **setting.columns("lm", inference, others),
        "lm_i": units.spread(np.where(chosen.weights.counts > 0, found.statistic, np.nan)),
        "lm_p_analitik": units.spread(analytic),
        "lm_kelas": units.spread(classes, NO_DATA),
    }


def quadrant_codes(quadrants: np.ndarray) -> np.ndarray:
    """The class of each unit by its quadrant of the scatter plot, object (n,)."""
    return np.array([CODES.get(name, "") for name in (*QUADRANTS, "")], object)[quadrants]


def moran_ranks(z: np.ndarray, ranks: Ranks) -> Ranks:
    """The ranks of z_i times the neighbours' sum, from those of the sum: a negative z_i turns low into high, and times
    a z_i of 0 all sums are equal."""
    every = ranks.permutations
    return Ranks(
        np.select([z > 0, z < 0], [ranks.low, ranks.high], every),
        np.select([z > 0, z < 0], [ranks.high, ranks.low], every),
        every,
    )


def _others(setting: LocalSetting, values: Mapping[str, Any]) -> Optional[np.ndarray]:
    field = values.get("OTHER")
    if not field:
        return None
    others = numbers_of(setting.units.layer, field)
    if are_equal(others):
        raise UserError(ALL_EQUAL, field=field)
    return others


def told_of(values: Mapping[str, Any], units: int, neighbours: Text, classes: Mapping[str, int]) -> Told:
    """The result of so many units in words; classes: how many rows are of each."""
    counts = {name.lower(): classes.get(code, 0) for name, code in CODES.items()}
    other = AGAINST.format(field=values["OTHER"]) if values.get("OTHER") else same("")
    words = {"value": value_phrase(values), "other": other, "units": units, "neighbours": neighbours}
    return told(LOCAL_MORAN.counted(classes), PARAGRAPH, values, counts, **words)


METHOD = Algorithm(
    id="localmoran",
    title=Text("Moran lokal (LISA)", "Local Moran (LISA)"),
    group=GROUP,
    summary=Text(
        "Mencari wilayah yang serupa dengan tetangganya, dan yang berlawanan dengannya.",
        "Finds units that are like their neighbours, and units that stand against them.",
    ),
    help=Text(
        "Nilai setiap wilayah dibandingkan dengan rata-rata tetangganya: tinggi di antara tinggi, rendah di antara "
        "rendah, atau berlawanan. Apakah itu lebih dari kebetulan diuji dengan membagikan nilai tetangga secara acak; "
        "nilai p dikoreksi karena setiap wilayah diuji.",
        "Each unit's value is compared with the mean of its neighbours: high among high, low among low, or against "
        "them. Whether that is more than chance is tested by dealing out the neighbours' values at random; p-values "
        "are adjusted because every unit is tested.",
    ),
    guide=Guide(
        use=Text(
            "Untuk mencari pusat klaster sekaligus penyimpangan, misalnya desa dengan banyak industri rumahan yang "
            "dikelilingi desa dengan sedikit. Dengan kolom kedua: apakah tempat dengan satu hal tinggi "
            "dikelilingi tempat dengan hal lain tinggi.",
            "To find the cores of clusters and outliers alike, such as a village with many home industries among "
            "villages with few. With a second field: whether places high in one thing are surrounded by places "
            "high in another.",
        ),
        avoid=Text(
            "Jangan dipakai untuk jumlah mentah tanpa penyebut, untuk kurang dari 30 wilayah, atau untuk nilai yang "
            "hanya punya beberapa tingkat (pakai hitungan sambungan lokal). Hasil bivariat bukan sebab akibat, dan "
            "tidak memperhitungkan hubungan kedua kolom di wilayah yang sama.",
            "Not for raw counts without a denominator, for fewer than 30 units, nor for values with only a few steps "
            "(use local join counts). The bivariate result is no cause, and does not allow for how the two fields go "
            "together within a unit.",
        ),
        reading=Text(
            "Tinggi di antara tinggi adalah pusat klaster; tepi klaster yang sebenarnya mencakup tetangganya. Tinggi "
            "di antara rendah dan sebaliknya adalah penyimpangan yang layak diperiksa datanya lebih dahulu.",
            "High among high is the core of a cluster; the cluster itself reaches to its neighbours. High among low "
            "and the reverse are outliers whose data are worth checking first.",
        ),
    ),
    parameters=(
        LayerInput("INPUT", Text("Layer wilayah", "Layer of units")),
        FIELD,
        DENOMINATOR,
        rate_parameter(RAW, SMOOTHED, STANDARDISED),
        OTHER,
        *WEIGHT_PARAMETERS,
        FORM,
        *INFERENCE_PARAMETERS,
    ),
    outputs=(
        Rows("OUTPUT", Text("Moran lokal", "Local Moran"), "INPUT", COLUMNS, LOCAL_MORAN),
        Page("PAGE", SCATTER),
        Number("N_HH", Text("Tinggi di antara tinggi", "High among high")),
        Number("N_LL", Text("Rendah di antara rendah", "Low among low")),
        Number("N_HL", Text("Tinggi di antara rendah", "High among low")),
        Number("N_LH", Text("Rendah di antara tinggi", "Low among high")),
        N_ISOLATED,
        RECORD,
    ),
    compute=compute,
    tags=("lisa", "moran", "klaster", "cluster", "outlier", "penyimpangan", "local statistics", "bivariate"),
    references=(
        "Anselin, L. (1995). Local indicators of spatial association. Geographical Analysis 27, 93-115.",
        "Lee, S.-I. (2001). Developing a bivariate spatial association measure. Journal of Geographical Systems 3, "
        "369-385.",
        BENJAMINI,
        MARSHALL,
        ASSUNCAO,
    ),
)

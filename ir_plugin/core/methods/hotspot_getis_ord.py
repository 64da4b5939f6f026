"""Hot and cold spots: the local G statistics of Getis and Ord as an offer to a user."""

from __future__ import annotations

from typing import Any, Mapping, Optional

import numpy as np

from ..declaration import RECORD, Algorithm, Column, Context, Guide, Number, Results, Rows
from ..parameters import Flag, LayerInput
from ..statistics.getis_ord import local_g, normal_p
from ..statistics.permutation import Ranks
from ..texts import Text, same
from .groups import HOT_SPOTS as GROUP
from .inference_settings import BENJAMINI, INFERENCE_PARAMETERS, Whole, inferred, neighbour_sum_ranks
from .local_results import LocalSetting, Told, classes_of, local_columns, local_results, local_setting, told
from .themes import COLD, HOT, HOT_SPOTS, NO_DATA, NOT_SIGNIFICANT
from .value_settings import DENOMINATOR, FIELD, MARSHALL, RAW, SMOOTHED, rate_parameter, value_columns, value_phrase
from .weight_parameters import N_ISOLATED, WEIGHT_PARAMETERS

COLUMNS = local_columns(
    "gi",
    [
        Column(
            "gi_z",
            "real",
            same("z"),
            Text("Simpangan baku Ord dan Getis (1995).", "Standard deviate of Ord and Getis (1995)."),
        )
    ],
    [
        Column(
            "gi_p_analitik",
            "real",
            Text("p analitik", "Analytic p"),
            Text("Dari sebaran normal.", "From the normal curve."),
        )
    ],
)
PARAGRAPH = Text(
    "Titik panas dan titik dingin dari {value} ditentukan dengan {statistic} (Getis dan Ord 1992; Ord dan Getis 1995) "
    "untuk {units} wilayah. Tetangga: {neighbours}. {inference} Hasil: {hot} titik panas dan {cold} "
    "titik dingin.",
    "Hot and cold spots of {value} were found with {statistic} (Getis and Ord 1992; Ord and Getis 1995) for {units} "
    "units. Neighbours: {neighbours}. {inference} Result: {hot} {hot:hot spot|hot spots} and {cold} "
    "{cold:cold spot|cold spots}.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Gi or Gi* of every unit with its p-values and class; see the declaration for each setting."""
    setting = local_setting(values, context)
    columns = columns_of(setting, neighbour_sum_ranks(*setting, values, context), values)
    return local_results(METHOD, values, setting, columns, told_of, value_columns(values))


def columns_of(
    setting: LocalSetting, ranks: Ranks, values: Mapping[str, Any], whole: Optional[Whole] = None
) -> dict[str, np.ndarray]:
    """The columns of the result for the units of a setting. whole: of all units, where these are only some."""
    units, chosen = setting
    z = local_g(units.values, chosen.weights, bool(values["STAR"]), chosen.own, whole and whole.centring)
    analytic = normal_p(z, values["ALTERNATIVE"])
    inference = inferred(ranks, analytic, chosen, values, whole)
    classes = classes_of(inference.significant, side_codes(z, ranks), chosen.weights.islands)
    return {
        **setting.columns("gi", inference),
        "gi_z": units.spread(z),
        "gi_p_analitik": units.spread(analytic),
        "gi_kelas": units.spread(classes, NO_DATA),
    }


def side_codes(z: np.ndarray, ranks: Ranks) -> np.ndarray:
    """Hot or cold where a unit's z and the side on which its permuted sums leave it agree.

    They may differ where a unit's own value stands against that of its neighbours: its p speaks of the neighbours.
    """
    side = np.sign(ranks.low - ranks.high) if ranks.permutations else np.sign(z)
    return np.where((z > 0) & (side > 0), HOT, np.where((z < 0) & (side < 0), COLD, NOT_SIGNIFICANT))


def told_of(values: Mapping[str, Any], units: int, neighbours: Text, classes: Mapping[str, int]) -> Told:
    """The result of so many units in words; classes: how many rows are of each."""
    counts = {"hot": classes.get(HOT, 0), "cold": classes.get(COLD, 0)}
    statistic, value = "Gi*" if values["STAR"] else "Gi", value_phrase(values)
    words = {"statistic": statistic, "value": value, "units": units, "neighbours": neighbours}
    return told(HOT_SPOTS.counted(classes), PARAGRAPH, values, counts, **words)


METHOD = Algorithm(
    id="hotspotgetisord",
    title=Text("Titik panas (Getis-Ord Gi*)", "Hot spots (Getis-Ord Gi*)"),
    group=GROUP,
    summary=Text(
        "Mencari wilayah yang bersama tetangganya bernilai lebih tinggi atau lebih rendah daripada kebetulan.",
        "Finds units that, with their neighbours, are higher or lower than chance would give.",
    ),
    help=Text(
        "Untuk setiap wilayah, nilai tetangganya dijumlahkan (Gi* bersama wilayah itu sendiri) dan dibandingkan dengan "
        "nilai yang dibagikan secara acak. Titik panas: jumlahnya lebih tinggi daripada kebetulan, titik dingin: lebih "
        "rendah. Karena setiap wilayah diuji, nilai p dikoreksi.",
        "For each unit its neighbours' values are added up (Gi* with its own) and compared with values dealt out at "
        "random. A hot spot's sum is higher than chance would give, a cold spot's lower. As every unit is tested, "
        "p-values are adjusted.",
    ),
    guide=Guide(
        use=Text(
            "Untuk menjawab di mana nilai tinggi (atau rendah) mengelompok, misalnya industri rumahan per 1.000 rumah "
            "tangga.",
            "To answer where high (or low) values gather, such as home industries per 1,000 households.",
        ),
        avoid=Text(
            "Jangan dipakai untuk jumlah mentah, karena tempat yang ramai selalu tampak panas (isi penyebutnya); untuk "
            "kurang dari 30 wilayah; atau untuk mencari satu wilayah yang menonjol sendirian (pakai Moran lokal). Gi* "
            "tidak membedakan wilayah tinggi di antara yang rendah.",
            "Not for raw counts, for crowded places then always seem hot (give a denominator); not for fewer than 30 "
            "units; nor to find a single unit that stands out alone (use local Moran). Gi* does not tell a high unit "
            "among low ones.",
        ),
        reading=Text(
            "Titik panas berarti wilayah dan tetangganya bersama-sama tinggi; wilayah itu sendiri boleh jadi tidak "
            "paling tinggi. Tidak signifikan bukan berarti tidak ada pola, tetapi datanya belum cukup menunjukkannya.",
            "A hot spot means that a unit and its neighbours are high together; the unit itself need not be the "
            "highest. Not significant does not mean that there is no pattern, but that the data do not show it.",
        ),
    ),
    parameters=(
        LayerInput("INPUT", Text("Layer wilayah", "Layer of units")),
        FIELD,
        DENOMINATOR,
        rate_parameter(RAW, SMOOTHED),
        Flag(
            "STAR",
            Text("Sertakan wilayah itu sendiri (Gi*)", "Include the unit itself (Gi*)"),
            Text("Tanpa ini: Gi.", "Without: Gi."),
            default=True,
        ),
        *WEIGHT_PARAMETERS,
        *INFERENCE_PARAMETERS,
    ),
    outputs=(
        Rows("OUTPUT", Text("Titik panas", "Hot spots"), "INPUT", COLUMNS, HOT_SPOTS),
        Number("N_HOT", Text("Banyaknya titik panas", "Number of hot spots")),
        Number("N_COLD", Text("Banyaknya titik dingin", "Number of cold spots")),
        N_ISOLATED,
        RECORD,
    ),
    compute=compute,
    tags=("hotspot", "titik panas", "getis", "gi*", "klaster", "cluster", "local statistics"),
    references=(
        "Getis, A. and Ord, J. K. (1992). The analysis of spatial association by use of distance statistics. "
        "Geographical Analysis 24, 189-206.",
        "Ord, J. K. and Getis, A. (1995). Local spatial autocorrelation statistics. Geographical Analysis 27, 286-306.",
        "Anselin, L. (1995). Local indicators of spatial association. Geographical Analysis 27, 93-115.",
        BENJAMINI,
        MARSHALL,
    ),
)

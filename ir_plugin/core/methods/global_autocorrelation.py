"""Autocorrelation of a whole map as an offer to a user: Moran, Geary, G, join counts, over growing distances too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, Sequence

import numpy as np

from ..declaration import RECORD, Algorithm, Context, Guide, NewLayer, Note, Number, Page, Results
from ..parameters import DistanceSetting, LayerInput, NumberSetting
from ..progress import Progress, part
from ..space.grid import distances
from ..space.neighbours import k_nearest, smallest_band
from ..space.positions import positions_of
from ..statistics.correlogram import Band, correlogram
from ..statistics.global_autocorrelation import GlobalStatistic, geary, general_g, has_general_g, moran
from ..statistics.global_permutation import STATISTICS, map_statistics, permutation_ranks
from ..statistics.join_counts import JoinCounts, joins_between, same_joins
from ..statistics.link_sums import pairs_of
from ..statistics.permutation import p_values
from ..texts import Text, number
from .global_autocorrelation_results import StatisticRow, analytic_p, band_table_of, page_of, table_of
from .groups import HOT_SPOTS as GROUP
from .inference_settings import ALTERNATIVE, PERMUTATIONS, SEED, generator_of
from .local_results import LocalSetting, linked_units
from .units import record_of
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

SMALLEST = 4
"""The variances need (n - 3)."""

NO_G = Text(
    "G umum tidak dihitung: ia memerlukan paling sedikit dua nilai positif dan tidak ada yang negatif.",
    "The general G is left out: it needs at least two positive values and none that is negative.",
)
PARAGRAPH = Text(
    "Autokorelasi spasial {value} dihitung untuk {units} wilayah. Tetangga: {neighbours}. I Moran = {i} (z = {z}, "
    "p = {p}; {permutations} permutasi, benih {seed}).",
    "Spatial autocorrelation of {value} was computed for {units} units. Neighbours: {neighbours}. Moran's I = {i} "
    "(z = {z}, p = {p}; {permutations} permutations, seed {seed}).",
)
FOUND = {
    "alike": Text(
        "Wilayah yang bertetangga lebih serupa daripada kebetulan (p = {p}); carilah di mana dengan metode lokal.",
        "Neighbouring units are more alike than chance would make them (p = {p}); look for where with a local method.",
    ),
    "unlike": Text(
        "Wilayah yang bertetangga lebih berbeda daripada kebetulan (p = {p}).",
        "Neighbouring units are less alike than chance would make them (p = {p}).",
    ),
    "none": Text(
        "Tidak ada tanda bahwa wilayah yang bertetangga lebih serupa daripada kebetulan (p = {p}).",
        "There is no sign that neighbouring units are more alike than chance would make them (p = {p}).",
    ),
}


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """All statistics of the map, and Moran and Geary over growing distances; see the declaration for each setting."""
    setting = linked_units(values, context, SMALLEST)
    units, chosen = setting
    if not has_general_g(units.values):
        context.say(Note(NO_G, warning=True))
    rows = _rows(setting, values, part(context.progress, 0.3, 0.7))
    bands = _bands(setting, values, part(context.progress, 0.7, 1.0))
    first = rows[0]
    paragraph = PARAGRAPH.format(
        value=value_phrase(values),
        units=len(units.values),
        neighbours=chosen.phrase,
        i=number(f"{first.statistic.value:.4f}"),
        z=number(f"{first.statistic.z:.2f}"),
        p=number(f"{_p(first, values):.3g}"),
        permutations=values["PERMUTATIONS"],
        seed=values["SEED"],
    )
    numbers = {"MORAN_I": first.statistic.value, "MORAN_Z": first.statistic.z, "MORAN_P": _p(first, values)}
    return Results(
        layers={"OUTPUT": table_of(rows, values), "BANDS": band_table_of(bands, values)},
        pages={"PAGE": page_of(METHOD.title, setting, rows, bands, values, paragraph)},
        numbers={**numbers, "GEARY_C": rows[1].statistic.value, "N_ISOLATED": len(chosen.weights.islands)},
        notes=(Note(FOUND[_kind(first, values)].format(p=number(f"{_p(first, values):.3g}"))),),
        record=record_of(
            METHOD, values, values["INPUT"], value_columns(values), len(units.values), paragraph, chosen.summary
        ),
    )


def _rows(setting: LocalSetting, values: Mapping[str, Any], progress: Progress) -> list[StatisticRow]:
    x, weights = setting.units.values, setting.chosen.in_form(values["FORM"])
    cut = float(x.mean()) if values.get("CUT") is None else float(values["CUT"])
    found = {"moran": moran(x, weights), "geary": geary(x, weights)}
    if has_general_g(x):
        found["g"] = general_g(x, setting.chosen.weights)
    codes = (x > cut).astype(np.int64)
    if 0 < codes.sum() < len(codes):
        same, mixed = same_joins(codes, setting.chosen.weights), joins_between(codes, setting.chosen.weights, 0, 1)
        found.update({"low-low": _joins(same, 0), "high-high": _joins(same, 1), "high-low": _joins(mixed, 0)})
    permuted = dict(zip(STATISTICS, _permuted(setting, values, cut, progress)))
    return [StatisticRow(name, statistic, permuted[name]) for name, statistic in found.items()]


def _joins(counts: JoinCounts, kind: int) -> GlobalStatistic:
    return GlobalStatistic(
        float(counts.observed[kind]), float(counts.expected[kind]), float(counts.variance[kind]), float("nan")
    )


def _permuted(setting: LocalSetting, values: Mapping[str, Any], cut: float, progress: Progress) -> Sequence[float]:
    """Permuted p of each of STATISTICS; NaN at 0 permutations."""
    permutations = int(values["PERMUTATIONS"])
    if not permutations:
        return [float("nan")] * len(STATISTICS)
    x, weights = setting.units.values, setting.chosen.in_form(values["FORM"])
    pairs = pairs_of(weights)
    ranks = permutation_ranks(
        x,
        map_statistics(pairs, pairs_of(setting.chosen.weights), float(np.sort(x).mean()), cut),
        len(pairs.left),
        permutations,
        generator_of(values),
        positions_of(setting.units.layer).xyz,
        progress,
    )
    return p_values(ranks, values["ALTERNATIVE"]).tolist()


def _bands(setting: LocalSetting, values: Mapping[str, Any], progress: Progress) -> list[Band]:
    count, points = int(values["DISTANCES"]), positions_of(setting.units.layer).xyz
    step_m = float(values["STEP"]) if values.get("STEP") else _usual_step(points)
    if not count or not step_m:
        return []
    return correlogram(points, setting.units.values, [step_m * (band + 1) for band in range(count)], progress)


def _usual_step(points: np.ndarray) -> float:
    """Twice the median distance to a nearest unit; 0 where all units are at one place."""
    near = k_nearest(points, 1)
    return 2 * float(np.median(distances(points, near.sources, near.neighbours))) or smallest_band(points)


def _p(row: StatisticRow, values: Mapping[str, Any]) -> float:
    return row.permuted if values["PERMUTATIONS"] else analytic_p(row.statistic, values)


def _kind(row: StatisticRow, values: Mapping[str, Any]) -> str:
    """ "alike", "unlike" or "none" by Moran's I at 5 %."""
    if not _p(row, values) <= 0.05:
        return "none"
    return "alike" if row.statistic.value > row.statistic.expected else "unlike"


METHOD = Algorithm(
    id="globalautocorrelation",
    title=Text("Autokorelasi spasial global", "Global spatial autocorrelation"),
    group=GROUP,
    summary=Text(
        "Menjawab apakah wilayah yang bertetangga serupa, untuk peta sebagai keseluruhan.",
        "Answers whether neighbouring units are alike, for the map as a whole.",
    ),
    help=Text(
        "Menghitung I Moran, C Geary, G umum Getis-Ord dan hitungan sambungan (tinggi dan rendah menurut batas), "
        "masing-masing dengan harapan, ragam, p analitik dan p permutasi; juga I dan C untuk jarak yang makin jauh.",
        "Computes Moran's I, Geary's C, the general G of Getis and Ord and join counts (high and low by a cut), each "
        "with expectation, variance, analytic and permutation p; also I and C for growing distances.",
    ),
    guide=Guide(
        use=Text(
            "Sebagai langkah pertama: adakah pola sama sekali, dan sampai jarak berapa. Grafik menurut jarak membantu "
            "memilih jarak untuk metode lokal.",
            "As a first step: is there any pattern at all, and up to which distance. The plot by distance helps to "
            "choose the distance of a local method.",
        ),
        avoid=Text(
            "Jangan dipakai untuk mengetahui di mana klaster berada (pakai Gi* atau Moran lokal). Untuk jumlah mentah, "
            "isi penyebut; tanpa itu polanya hanya pola penduduk. Di bawah 30 wilayah hasilnya rapuh, dan p analitik "
            "tidak dapat dipercaya bila nilainya sangat menceng: baca p permutasi.",
            "Not to learn where clusters are (use Gi* or local Moran). For raw counts give a denominator; without one "
            "the pattern is that of the population. Below 30 units the result is fragile, and with very skewed values "
            "the analytic p cannot be trusted: read the permutation p.",
        ),
        reading=Text(
            "I di atas harapannya, atau C di bawah 1: wilayah yang bertetangga serupa. G di atas harapannya: nilai "
            "tinggi berkumpul; di bawah: nilai rendah. p kecil berarti pola itu jarang terjadi bila nilai diacak di "
            "peta; itu tidak menjelaskan sebabnya.",
            "I above its expectation, or C below 1: neighbours are alike. G above its expectation: high values gather; "
            "below: low ones. A small p means that the pattern is rare when values are shuffled over the map; it does "
            "not say why it is there.",
        ),
    ),
    parameters=(
        LayerInput("INPUT", Text("Layer wilayah", "Layer of units")),
        FIELD,
        DENOMINATOR,
        rate_parameter(RAW, SMOOTHED, STANDARDISED),
        NumberSetting(
            "CUT",
            Text("Batas rendah dan tinggi", "Cut between low and high"),
            Text(
                "Untuk hitungan sambungan: nilai di atas batas ini tinggi; kosong: rata-rata.",
                "For join counts: values above this are high; empty: the mean.",
            ),
            optional=True,
            advanced=True,
        ),
        *WEIGHT_PARAMETERS,
        FORM,
        NumberSetting(
            "DISTANCES",
            Text("Banyaknya jarak", "Number of distances"),
            Text("Untuk grafik menurut jarak; 0: tanpa grafik.", "For the plot by distance; 0: no plot."),
            advanced=True,
            default=10,
            minimum=0,
            maximum=100,
            integer=True,
        ),
        DistanceSetting(
            "STEP",
            Text("Langkah jarak", "Step of the distances"),
            Text(
                "Kosong: dua kali median jarak ke wilayah terdekat.",
                "Empty: twice the median distance to the nearest unit.",
            ),
            optional=True,
            advanced=True,
            minimum=1e-6,
        ),
        replace(PERMUTATIONS, default=999, maximum=99999),
        ALTERNATIVE,
        SEED,
    ),
    outputs=(
        NewLayer("OUTPUT", Text("Statistik seluruh peta", "Statistics of the whole map"), "none"),
        NewLayer("BANDS", Text("Statistik menurut jarak", "Statistics by distance"), "none", optional=True),
        Page("PAGE", Text("Tabel dan grafik", "Tables and plots")),
        Number("MORAN_I", Text("I Moran", "Moran's I")),
        Number("MORAN_Z", Text("z dari I Moran", "z of Moran's I")),
        Number("MORAN_P", Text("p dari I Moran", "p of Moran's I")),
        Number("GEARY_C", Text("C Geary", "Geary's C")),
        N_ISOLATED,
        RECORD,
    ),
    compute=compute,
    tags=("moran", "geary", "getis-ord", "join count", "correlogram", "autokorelasi"),
    references=(
        "Moran, P. A. P. (1950). Notes on continuous stochastic phenomena. Biometrika 37, 17-23.",
        "Geary, R. C. (1954). The contiguity ratio and statistical mapping. The Incorporated Statistician 5, 115-145.",
        "Getis, A. and Ord, J. K. (1992). The analysis of spatial association by use of distance statistics. "
        "Geographical Analysis 24, 189-206.",
        "Cliff, A. D. and Ord, J. K. (1981). Spatial processes: models and applications. Pion, London.",
        MARSHALL,
        ASSUNCAO,
    ),
)

"""Hot and cold spots: the local G statistics of Getis and Ord as an offer to a user."""

from __future__ import annotations

from typing import Any, Mapping

import numpy as np

from ..declaration import Algorithm, Column, Context, LayerResult, Note, Number, Results, Rows, String
from ..errors import UserError
from ..parameters import Choice, FieldChoice, Flag, LayerInput, Option
from ..progress import part
from ..space.positions import positions_of
from ..statistics.getis_ord import local_g, normal_p
from ..statistics.multiple_tests import adjusted_p
from ..statistics.permutation import Ranks, local_sum_ranks, p_values
from ..texts import Text, joined, number, same
from .groups import HOT_SPOTS as GROUP
from .inference_settings import INFERENCE_PARAMETERS, inference_notes
from .themes import COLD, HOT, HOT_SPOTS, NO_DATA, NO_NEIGHBOURS, NOT_SIGNIFICANT
from .units import Units, record_of, unit_notes, units_of
from .weight_settings import WEIGHT_PARAMETERS, WeightsChoice, weights_from

COLUMNS = (
    Column(
        "gi_nilai", "real", Text("Nilai yang dianalisis", "Value analysed"), Text("Nilai atau angka.", "Value or rate.")
    ),
    Column("gi_tetangga", "integer", Text("Banyaknya tetangga", "Number of neighbours")),
    Column(
        "gi_z",
        "real",
        same("z"),
        Text("Simpangan baku Ord dan Getis (1995).", "Standard deviate of Ord and Getis (1995)."),
    ),
    Column(
        "gi_p",
        "real",
        Text("p permutasi", "Permutation p"),
        Text("Kosong pada 0 permutasi.", "Empty at 0 permutations."),
    ),
    Column(
        "gi_p_analitik",
        "real",
        Text("p analitik", "Analytic p"),
        Text("Dari sebaran normal.", "From the normal curve."),
    ),
    Column(
        "gi_p_koreksi",
        "real",
        Text("p terkoreksi", "Adjusted p"),
        Text(
            "p permutasi (atau analitik pada 0 permutasi) sesudah koreksi.", "Permutation p (analytic at 0), adjusted."
        ),
    ),
    Column("gi_kelas", "text", Text("Kelas", "Class")),
)

PARAGRAPH = Text(
    "Titik panas dan titik dingin dari {field} ditentukan dengan {statistic} (Getis dan Ord 1992; Ord dan Getis 1995) "
    "untuk {units} wilayah. Tetangga: {neighbours} ({links} tautan, rata-rata {mean} per wilayah, {isolated} wilayah "
    "tanpa tetangga{joined}). Nilai p {p_source} {alternative}, koreksi {correction}, taraf nyata {alpha}. Hasil: "
    "{hot} titik panas dan {cold} titik dingin.",
    "Hot and cold spots of {field} were found with {statistic} (Getis and Ord 1992; Ord and Getis 1995) for {units} "
    "units. Neighbours: {neighbours} ({links} links, {mean} per unit on average, {isolated} units without a "
    "neighbour{joined}). p-values: {p_source}, {alternative}; correction: {correction}; significance level {alpha}. "
    "Result: {hot} hot spots and {cold} cold spots.",
)
SMOOTHED = Text(
    " (angka yang dihaluskan dengan Empirical Bayes, Marshall 1991)",
    " (rates smoothed by Empirical Bayes, Marshall 1991)",
)
JOINED = Text(", {count} sambungan antarbagian ditambahkan", ", {count} links between separate parts added")
BY_PERMUTATION = Text(
    "dari {permutations} permutasi bersyarat (benih {seed})", "{permutations} conditional permutations (seed {seed})"
)
ANALYTIC = Text("dari sebaran normal", "from the normal distribution")
NOTHING_TO_SMOOTH = Text(
    "Penghalusan (RATE = eb) memerlukan penyebut; isi DENOMINATOR atau pilih RATE = raw.",
    "Smoothing (RATE = eb) needs a denominator; give DENOMINATOR or choose RATE = raw.",
)
FOUND = Text("{hot} titik panas dan {cold} titik dingin.", "{hot} hot spots and {cold} cold spots.")


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Gi or Gi* of every unit with its p-values and class; see the declaration for each setting."""
    layer, field, denominator = values["INPUT"], values["FIELD"], values.get("DENOMINATOR")
    if values["RATE"] == "eb" and not denominator:
        raise UserError(NOTHING_TO_SMOOTH)
    units = units_of(layer, field, denominator, values["RATE"] == "eb")
    chosen = weights_from(units.layer, values, part(context.progress, 0.0, 0.3))
    z = local_g(units.values, chosen.weights, bool(values["STAR"]))
    analytic = normal_p(z, values["ALTERNATIVE"])
    ranks = _ranks(units, chosen, values, context)
    permuted = _permutation_p(ranks, chosen, values["ALTERNATIVE"])
    adjusted = adjusted_p(permuted if values["PERMUTATIONS"] else analytic, values["CORRECTION"])
    classes = _classes(z, ranks, adjusted <= float(values["ALPHA"]), chosen.weights.islands)
    columns = {
        "gi_nilai": units.spread(units.values),
        "gi_tetangga": units.spread(chosen.weights.counts),
        "gi_z": units.spread(z),
        "gi_p": units.spread(permuted),
        "gi_p_analitik": units.spread(analytic),
        "gi_p_koreksi": units.spread(adjusted),
        "gi_kelas": units.spread(classes, NO_DATA),
    }
    counts = {"N_HOT": int((classes == HOT).sum()), "N_COLD": int((classes == COLD).sum())}
    record = record_of(
        METHOD,
        values,
        layer,
        [field, *([denominator] if denominator else [])],
        len(units.values),
        _paragraph(values, units, chosen, counts),
        chosen.summary,
    )
    tests = int(np.isfinite(adjusted).sum())
    notes = [*unit_notes(units, field, denominator), *chosen.notes, *inference_notes(values, tests)]
    return Results(
        layers={"OUTPUT": LayerResult(COLUMNS, columns)},
        numbers={**counts, "N_ISOLATED": len(chosen.weights.islands)},
        notes=(*notes, Note(FOUND.format(hot=counts["N_HOT"], cold=counts["N_COLD"]))),
        record=record,
    )


def _ranks(units: Units, chosen: WeightsChoice, values: Mapping[str, Any], context: Context) -> Ranks:
    return local_sum_ranks(
        units.values,
        chosen.weights,
        int(values["PERMUTATIONS"]),
        np.random.Generator(np.random.PCG64(int(values["SEED"]))),
        positions_of(units.layer).xyz,
        part(context.progress, 0.3, 1.0),
    )


def _permutation_p(ranks: Ranks, chosen: WeightsChoice, alternative: str) -> np.ndarray:
    has_p = (chosen.weights.counts > 0) & (ranks.permutations > 0)
    return np.where(has_p, p_values(ranks, alternative), np.nan)


def _classes(z: np.ndarray, ranks: Ranks, significant: np.ndarray, islands: np.ndarray) -> np.ndarray:
    """A significant unit is hot or cold where its z and the side on which its permuted sums leave it agree.

    They may differ where a unit's own value stands against that of its neighbours: its p speaks of the neighbours.
    """
    side = np.sign(ranks.low - ranks.high) if ranks.permutations else np.sign(z)
    classes = np.full(len(z), NOT_SIGNIFICANT, dtype=object)
    classes[significant & (z > 0) & (side > 0)] = HOT
    classes[significant & (z < 0) & (side < 0)] = COLD
    classes[islands] = NO_NEIGHBOURS
    return classes


def _paragraph(values: Mapping[str, Any], units: Units, chosen: WeightsChoice, counts: Mapping[str, int]) -> Text:
    denominator = values.get("DENOMINATOR")
    p_source = BY_PERMUTATION.format(permutations=values["PERMUTATIONS"], seed=values["SEED"])
    field = f"{values['FIELD']} / {denominator}" if denominator else values["FIELD"]
    added = len(chosen.summary["joined"])
    return PARAGRAPH.format(
        field=joined([same(field), SMOOTHED], "") if values["RATE"] == "eb" else same(field),
        statistic=same("Gi*" if values["STAR"] else "Gi"),
        units=len(units.values),
        neighbours=_label("NEIGHBOURS", values),
        links=chosen.summary["links"],
        mean=number(f"{chosen.summary['mean']:.2f}"),
        isolated=len(chosen.weights.islands),
        p_source=p_source if values["PERMUTATIONS"] else ANALYTIC,
        alternative=_label("ALTERNATIVE", values),
        correction=_label("CORRECTION", values),
        alpha=number(f"{values['ALPHA']:g}"),
        joined=JOINED.format(count=added) if added else same(""),
        hot=counts["N_HOT"],
        cold=counts["N_COLD"],
    )


def _label(parameter_id: str, values: Mapping[str, Any]) -> Text:
    options = METHOD.parameter(parameter_id).options  # type: ignore[attr-defined]
    return next(option.label for option in options if option.code == values[parameter_id])


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
        "rendah. Karena setiap wilayah diuji, nilai p dikoreksi. Jangan dipakai untuk jumlah mentah tanpa penyebut, "
        "untuk kurang dari 30 wilayah, atau untuk mencari satu wilayah yang menonjol sendirian.",
        "For each unit its neighbours' values are added up (Gi* with its own) and compared with values dealt out at "
        "random. A hot spot's sum is higher than chance would give, a cold spot's lower. As every unit is tested, "
        "p-values are adjusted. Do not use it for raw counts without a denominator, for fewer than 30 units, or to "
        "find a single unit that stands out alone.",
    ),
    parameters=(
        LayerInput("INPUT", Text("Layer wilayah", "Layer of units")),
        FieldChoice("FIELD", Text("Kolom nilai", "Value field"), numeric=True),
        FieldChoice(
            "DENOMINATOR",
            Text("Penyebut", "Denominator"),
            Text(
                "Misalnya rumah tangga; nilai dibagi dengannya. Baris dengan penyebut kosong atau nol tidak ikut.",
                "Such as households; values are divided by it. Rows where it is empty or zero take no part.",
            ),
            optional=True,
            numeric=True,
        ),
        Choice(
            "RATE",
            Text("Angka", "Rate"),
            Text(
                "Dengan penyebut: pembagian langsung, atau dihaluskan ke rata-rata bila penyebutnya kecil.",
                "With a denominator: the plain ratio, or smoothed towards the mean where the denominator is small.",
            ),
            advanced=True,
            options=(
                Option("raw", Text("Langsung", "Plain")),
                Option(
                    "eb",
                    Text("Dihaluskan (Empirical Bayes, Marshall 1991)", "Smoothed (Empirical Bayes, Marshall 1991)"),
                ),
            ),
            default="raw",
        ),
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
        Number("N_ISOLATED", Text("Wilayah tanpa tetangga", "Units without a neighbour")),
        String("RECORD", Text("Catatan jalan", "Run record")),
    ),
    compute=compute,
    tags=("hotspot", "titik panas", "getis", "gi*", "klaster", "cluster", "local statistics"),
    references=(
        "Getis, A. and Ord, J. K. (1992). The analysis of spatial association by use of distance statistics. "
        "Geographical Analysis 24, 189-206.",
        "Ord, J. K. and Getis, A. (1995). Local spatial autocorrelation statistics. Geographical Analysis 27, 286-306.",
        "Anselin, L. (1995). Local indicators of spatial association. Geographical Analysis 27, 93-115.",
        "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B 57, 289-300.",
        "Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators. Applied "
        "Statistics 40, 283-294.",
    ),
)

"""What a person may set for a scan."""

from __future__ import annotations

from typing import Any, Mapping

from ..parameters import Choice, DistanceSetting, FieldChoice, FieldsChoice, Flag, NumberSetting, Option
from ..statistics.scan.settings import ELLIPSES, ScanSettings
from ..texts import Text, same

POISSON, BERNOULLI = "poisson", "bernoulli"
HIGH, LOW, BOTH = "high", "low", "both"
CIRCLE, ELLIPSE = "circle", "ellipse"
PENALTIES = {"none": 0.0, "medium": 0.5, "strong": 1.0}
REPORTED = (0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4)
"""Shares of the population among which the Gini choice looks for the best reported size."""

PERCENT = same("%")

CASES = FieldChoice(
    "CASES", Text("Kolom kasus", "Field of cases"), Text("Bilangan bulat.", "Whole numbers."), numeric=True
)
POPULATION = FieldChoice(
    "POPULATION",
    Text("Kolom populasi", "Field of the population"),
    Text(
        "Misalnya rumah tangga. Pada model Bernoulli: kasus dan bukan kasus bersama-sama.",
        "Such as households. In the Bernoulli model: cases and controls together.",
    ),
    numeric=True,
)
MODEL = Choice(
    "MODEL",
    Text("Model", "Model"),
    Text(
        "Poisson: kasus di antara populasi. Bernoulli: setiap unit adalah kasus atau bukan, misalnya usaha berizin di "
        "antara semua usaha.",
        "Poisson: cases among a population. Bernoulli: each one is a case or not, such as licensed businesses among "
        "all businesses.",
    ),
    options=(Option(POISSON, same("Poisson")), Option(BERNOULLI, same("Bernoulli"))),
    default=POISSON,
)
SIDE = Choice(
    "SIDE",
    Text("Dicari", "Looked for"),
    options=(
        Option(HIGH, Text("Terlalu banyak kasus", "Too many cases")),
        Option(LOW, Text("Terlalu sedikit kasus", "Too few cases")),
        Option(BOTH, Text("Keduanya", "Both")),
    ),
    default=HIGH,
)
SHAPE = Choice(
    "SHAPE",
    Text("Bentuk jendela", "Shape of the windows"),
    advanced=True,
    options=(
        Option(CIRCLE, Text("Lingkaran", "Circles")),
        Option(ELLIPSE, Text("Lingkaran dan elips", "Circles and ellipses")),
    ),
    default=CIRCLE,
)
PENALTY = Choice(
    "PENALTY",
    Text("Hukuman bagi elips lonjong", "Penalty of long ellipses"),
    advanced=True,
    options=(
        Option("none", Text("Tanpa", "None")),
        Option("medium", Text("Sedang", "Medium")),
        Option("strong", Text("Kuat", "Strong")),
    ),
    default="medium",
)
MAXIMUM_SHARE = NumberSetting(
    "MAX_SHARE",
    Text("Ukuran terbesar, bagian populasi", "Largest size, share of the population"),
    advanced=True,
    default=50.0,
    minimum=0.1,
    maximum=50.0,
    unit=PERCENT,
)
MAXIMUM_RADIUS = DistanceSetting(
    "MAX_RADIUS",
    Text("Jari-jari terbesar", "Largest radius"),
    Text("Kosong: tanpa batas.", "Empty: no limit."),
    optional=True,
    advanced=True,
    minimum=1e-6,
)
GINI = Flag(
    "GINI",
    Text("Pilih ukuran laporan dengan Gini", "Choose the reported size by Gini"),
    Text(
        "Klaster dilaporkan pada ukuran yang paling tajam membedakan (Han dkk. 2016); tanpa ini pada ukuran terbesar.",
        "Clusters are reported at the size that tells most (Han et al. 2016); without this at the largest size.",
    ),
    default=True,
)
LATER_CASES = FieldsChoice(
    "LATER_CASES",
    Text("Kolom kasus periode berikutnya", "Fields of cases of later periods"),
    Text(
        "Berurutan menurut waktu; dengan ini pindaian mencari klaster dalam ruang dan waktu. Hitung per wilayah "
        "(aggregate) memberi satu kolom untuk setiap periode, misalnya ir_2024 dan ir_2025.",
        "In order of time; with these the scan looks for clusters in space and time. Aggregate by region (aggregate) "
        "gives a field for each period, such as ir_2024 and ir_2025.",
    ),
    optional=True,
    advanced=True,
    numeric=True,
)
LATER_POPULATIONS = FieldsChoice(
    "LATER_POPULATIONS",
    Text("Kolom populasi periode berikutnya", "Fields of the population of later periods"),
    Text("Sebanyak kolom kasus; kosong: populasi tetap.", "As many as of cases; empty: the population stays."),
    optional=True,
    advanced=True,
    numeric=True,
)
MAXIMUM_DURATION = NumberSetting(
    "MAX_DURATION",
    Text("Lama terpanjang, bagian periode", "Longest duration, share of the periods"),
    advanced=True,
    default=50.0,
    minimum=1.0,
    maximum=100.0,
    unit=PERCENT,
)
REPLICATES = NumberSetting(
    "REPLICATES",
    Text("Banyaknya ulangan acak", "Number of random replicates"),
    Text("Makin banyak, makin kecil p yang dapat dicapai.", "The more, the smaller a p-value can be."),
    advanced=True,
    default=999,
    minimum=99,
    maximum=999999,
    integer=True,
)
SCAN_PARAMETERS = (
    *(CASES, POPULATION, MODEL, SIDE, GINI, SHAPE, PENALTY, MAXIMUM_SHARE, MAXIMUM_RADIUS),
    *(LATER_CASES, LATER_POPULATIONS, MAXIMUM_DURATION, REPLICATES),
)


def scan_settings(values: Mapping[str, Any]) -> ScanSettings:
    """The settings of a scan as the parameters mean them."""
    largest = float(values["MAX_SHARE"]) / 100
    has_ellipses = values["SHAPE"] == ELLIPSE
    return ScanSettings(
        model=values["MODEL"],
        side=values["SIDE"],
        maximum_share=largest,
        maximum_radius_m=float(values["MAX_RADIUS"]) if values.get("MAX_RADIUS") else float("inf"),
        shapes=ELLIPSES if has_ellipses else (1.0,),
        penalty=PENALTIES[values["PENALTY"]] if has_ellipses else 0.0,
        maximum_duration=float(values["MAX_DURATION"]) / 100,
        reported_shares=tuple(share for share in REPORTED if share < largest) if values["GINI"] else (),
    )

"""Who is whose neighbour, as a person can say it: parameters declared once for every method that has neighbours."""

from __future__ import annotations

from ..declaration import Number
from ..parameters import Choice, DistanceSetting, FieldChoice, FileInput, Flag, NumberSetting, Option
from ..space.weight_forms import KERNELS
from ..texts import Text, same

QUEEN, ROOK, KNN, BAND, INVERSE, KERNEL, ADAPTIVE, FILE = (
    *("queen", "rook", "knn", "band", "inverse", "kernel", "adaptive", "file"),
)
CONTIGUOUS = (QUEEN, ROOK)
WEIGHTED = (INVERSE, KERNEL, ADAPTIVE, FILE)
"""Whose links carry weights, so that a link between islands would have none."""
ROW, BINARY = "row", "binary"

RULE = Choice(
    "NEIGHBOURS",
    Text("Tetangga", "Neighbours"),
    Text(
        "Siapa yang menjadi tetangga. Dengan jarak terbalik dan kernel, yang dekat berbobot lebih besar; dengan berkas "
        "bobot, tetangga dibaca dari GAL atau GWT.",
        "Who is a neighbour. With inverse distance and kernels those who are near weigh more; with a weights file the "
        "neighbours are read from GAL or GWT.",
    ),
    options=(
        Option(QUEEN, Text("Berbatasan, sisi atau sudut (queen)", "Touching, side or corner (queen)")),
        Option(ROOK, Text("Berbatasan sisi (rook)", "Sharing a side (rook)")),
        Option(KNN, Text("k terdekat", "k nearest")),
        Option(BAND, Text("Dalam jarak", "Within a distance")),
        Option(INVERSE, Text("Jarak terbalik, dalam jarak", "Inverse distance, within a distance")),
        Option(KERNEL, Text("Kernel, lebar tetap", "Kernel, fixed bandwidth")),
        Option(ADAPTIVE, Text("Kernel, lebar menurut k terdekat", "Kernel, bandwidth by the k nearest")),
        Option(FILE, Text("Berkas bobot (GAL, GWT)", "Weights file (GAL, GWT)")),
    ),
    default=QUEEN,
)
TOLERANCE = DistanceSetting(
    "TOLERANCE",
    Text("Toleransi batas", "Tolerance of boundaries"),
    Text(
        "Batas yang jaraknya tidak lebih dari ini dianggap bersentuhan.",
        "Boundaries that are no farther apart than this count as touching.",
    ),
    advanced=True,
    default=1.0,
    minimum=0.0,
)
K = NumberSetting(
    "K",
    Text("Banyaknya tetangga k", "Number of neighbours k"),
    Text("Untuk k terdekat dan lebar kernel.", "For the k nearest and the bandwidth of kernels."),
    advanced=True,
    default=6,
    minimum=1,
    integer=True,
)
DISTANCE = DistanceSetting(
    "BAND",
    Text("Jarak", "Distance"),
    Text(
        "Untuk tetangga dalam jarak dan jarak terbalik; kosong: jarak terkecil yang membuat setiap wilayah punya "
        "tetangga. Untuk kernel lebar tetap: lebarnya; kosong: jarak terjauh ke tetangga ke-k.",
        "For neighbours within a distance and inverse distance; empty: the smallest that leaves nobody alone. For a "
        "kernel of fixed bandwidth: its bandwidth; empty: the largest distance to a k-th nearest.",
    ),
    optional=True,
    advanced=True,
    minimum=1e-6,
)
JOIN_ISLANDS = Flag(
    "JOIN_ISLANDS",
    Text("Sambungkan pulau dan bagian terpisah", "Join islands and separate parts"),
    Text(
        "Setiap bagian yang terpisah disambungkan ke wilayah terdekat; sambungan dicatat.",
        "Each separate part is linked to the nearest unit; the record names the links.",
    ),
)
ORDER = NumberSetting(
    "ORDER",
    Text("Orde tetangga", "Order of neighbours"),
    Text(
        "2: juga tetangga dari tetangga, dan seterusnya. Untuk berbatasan, k terdekat dan dalam jarak.",
        "2: neighbours of neighbours too, and so on. For touching, k nearest and within a distance.",
    ),
    advanced=True,
    default=1,
    minimum=1,
    maximum=10,
    integer=True,
)
LOWER_ORDERS = Flag(
    "LOWER_ORDERS",
    Text("Sertakan orde yang lebih rendah", "Include lower orders"),
    Text("Tanpa ini hanya tetangga tepat pada orde itu.", "Without this only neighbours of exactly that order."),
    advanced=True,
    default=True,
)
POWER = NumberSetting(
    "POWER",
    Text("Pangkat jarak terbalik", "Power of inverse distance"),
    Text(
        "Bobot = 1 / jarak^pangkat; jarak di bawah 1 m dihitung 1 m.",
        "Weight = 1 / distance^power; distances below 1 m count as 1 m.",
    ),
    advanced=True,
    default=1.0,
    minimum=0.1,
    maximum=10.0,
)
SHAPE = Choice(
    "KERNEL",
    Text("Kernel", "Kernel"),
    Text("Bagaimana bobot turun menurut jarak.", "How weights fall with distance."),
    advanced=True,
    options=tuple(
        Option(code, label)
        for code, label in zip(
            KERNELS,
            (
                Text("Segitiga", "Triangular"),
                Text("Seragam", "Uniform"),
                same("Epanechnikov"),
                Text("Kuartik", "Quartic"),
                Text("Gauss", "Gaussian"),
            ),
        )
    ),
    default="triangular",
)
WEIGHTS_FILE = FileInput(
    "WEIGHTS_FILE",
    Text("Berkas bobot", "Weights file"),
    Text(
        "GAL atau GWT, untuk tetangga dari berkas. Bobot wilayah pada dirinya sendiri hanya dipakai Gi*.",
        "GAL or GWT, for neighbours from a file. The weight of a unit with itself is used by Gi* only.",
    ),
    optional=True,
    advanced=True,
    extensions=("gal", "gwt"),
)
WEIGHTS_ID = FieldChoice(
    "WEIGHTS_ID",
    Text("Kolom kode wilayah", "Field of unit codes"),
    Text("Kolom yang nilainya menamai wilayah dalam berkas bobot.", "Whose values name the units in the weights file."),
    optional=True,
    advanced=True,
)
FORM = Choice(
    "FORM",
    Text("Bentuk bobot", "Form of the weights"),
    Text(
        "Distandarkan per baris: jumlah bobot setiap wilayah 1, sehingga tetangga dirata-ratakan.",
        "Row-standardised: the weights of each unit add up to 1, so that neighbours are averaged.",
    ),
    advanced=True,
    options=(
        Option(ROW, Text("Distandarkan per baris", "Row-standardised")),
        Option(BINARY, Text("Apa adanya (biner)", "As they are (binary)")),
    ),
    default=ROW,
)

WEIGHT_PARAMETERS = (
    *(RULE, TOLERANCE, K, DISTANCE, JOIN_ISLANDS, ORDER, LOWER_ORDERS, POWER, SHAPE, WEIGHTS_FILE, WEIGHTS_ID),
)
N_ISOLATED = Number("N_ISOLATED", Text("Wilayah tanpa tetangga", "Units without a neighbour"))
"""What every method that has neighbours gives."""

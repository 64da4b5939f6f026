"""Which products are made next to which, as an offer to a user: co-location quotients with a permutation test."""

from __future__ import annotations

from typing import Any, Callable, Mapping

import numpy as np

from ..declaration import RECORD, Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Page, Results
from ..documents import Document, Paragraph, Table
from ..errors import UserError
from ..figures import figure
from ..layer import Layer
from ..parameters import Choice, DistanceSetting, FieldChoice, LayerInput, NumberSetting, Option
from ..run_record import RunRecord
from ..space.neighbours import within_distance
from ..space.positions import positions_of
from ..space.tied_neighbours import TooManyLinks, tied_nearest
from ..space.weight_forms import row_standardised
from ..space.weights import Weights
from ..statistics.economy.colocation import Colocation, colocation
from ..statistics.multiple_tests import adjusted_p
from ..texts import Text, same
from .colocation_words import FOUND, GUIDE, HELP, MATRIX, PARAGRAPH, REFERENCES, SHARED_PLACES
from .groups import ECONOMY
from .inference_settings import ALPHA, CORRECTION, ONLY_PERMUTATIONS, SEED, generator_of, inference_notes
from .units import EMPTY, record_of

KNN, BAND = "knn", "band"
MOST_FREQUENT = 12
"""Products that the matrix shows in any case."""

MANY_SHARED = 0.25
"""Share of businesses at the point of another from which a warning is given."""

ATTRACTED, AVOIDING, NEITHER = "berdekatan", "berjauhan", "tidak_signifikan"
CLASS_WORDS = {ATTRACTED: Text("berdekatan", "near each other"), AVOIDING: Text("berjauhan", "far from each other")}
COLUMNS = (
    Column("produk", "text", Text("Produk A", "Product A")),
    Column("tetangga", "text", Text("Produk B di dekatnya", "Product B near it")),
    Column("n_a", "integer", Text("Usaha A", "Businesses A")),
    Column("n_b", "integer", Text("Usaha B", "Businesses B")),
    Column(
        "clq",
        "real",
        Text("Kuosien kolokasi", "Co-location quotient"),
        Text("1: seperti kebetulan.", "1: as by chance."),
    ),
    Column("p", "real", Text("p permutasi", "Permutation p")),
    Column("p_koreksi", "real", Text("p terkoreksi", "Adjusted p")),
    Column("kelas", "text", Text("Kelas", "Class")),
)
TOO_FEW_POINTS = Text(
    "Hanya {found} usaha mempunyai titik dan {field}; diperlukan paling sedikit {needed}.",
    "Only {found} {found:business has|businesses have} a point and {field}; at least {needed} are needed.",
)
ONE_KIND = Text(
    "Semua usaha mempunyai {field} yang sama; tidak ada yang dapat dibandingkan.",
    "All businesses have the same {field}; there is nothing to compare.",
)
CROWDED = Text(
    "Terlalu banyak usaha berada di titik yang persis sama; perbaiki posisinya atau pakai sebagian data.",
    "Too many businesses are at the very same point; correct their positions or use a part of the data.",
)
LEFT_OUT = Text(
    "{count} usaha tanpa titik atau tanpa {field} tidak ikut dihitung.",
    "{count} {count:business|businesses} without a point or without {field} {count:takes|take} no part.",
)
ALONE = Text(
    "Tidak ada dua usaha dalam jarak itu; perbesar jaraknya.", "No two businesses are within that distance; raise it."
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The quotient, p-values and class of every pair of products."""
    layer, field = values["INPUT"], values["CATEGORY"]
    used, words, points = _taking_part(layer, field, int(values["K"]))
    for note in notes_of(int((~used).sum()), shared_places(points) / len(points), field):
        context.say(note)
    names, codes = np.unique(words, return_inverse=True)
    members = np.bincount(codes.ravel(), minlength=len(names))
    for note in inference_notes({**values, "ALTERNATIVE": "two-sided"}, pairs_judged(members, values)):
        context.say(note)
    weights = neighbours_of(points, values)
    found = colocation(
        codes.ravel(), weights, int(values["PERMUTATIONS"]), generator_of(values), points, context.progress
    )

    def recorded(paragraph: Text) -> RunRecord:
        return record_of(METHOD, values, layer, [field], len(words), paragraph)

    return results_of(values, names, members, found, recorded)


def pairs_judged(members: np.ndarray, values: Mapping[str, Any]) -> int:
    """How many pairs of products are judged, at least 1. members: how many businesses each has."""
    return max(1, int((members >= int(values["MINIMUM"])).sum()) ** 2)


def results_of(
    values: Mapping[str, Any],
    names: np.ndarray,
    members: np.ndarray,
    found: Colocation,
    recorded: Callable[[Text], RunRecord],
) -> Results:
    """The results of the quotients. names: of the products; members: int64, businesses of each; recorded: the run
    record with a methods paragraph."""
    judged = members >= int(values["MINIMUM"])
    table = _table(names, members, judged, found, values)
    counts = {
        "near": int((table["kelas"] == ATTRACTED).sum()),
        "far": int((table["kelas"] == AVOIDING).sum()),
    }
    rule = values["NEIGHBOURS"]
    paragraph = PARAGRAPH.format(
        units=int(members.sum()),
        kinds=int(judged.sum()),
        near_by=PHRASES[rule].format(k=values["K"], distance=figure(values["DISTANCE"])),
        permutations=values["PERMUTATIONS"],
        seed=values["SEED"],
        minimum=values["MINIMUM"],
        **counts,
    )
    return Results(
        layers={"OUTPUT": LayerResult(COLUMNS, table)},
        pages={"PAGE": _page(names, np.where(judged, members, 0), found.quotient, table, paragraph)},
        numbers={"N_NEAR": counts["near"], "N_FAR": counts["far"]},
        notes=(Note(FOUND.format(**counts)),),
        record=recorded(paragraph),
    )


def _taking_part(layer: Layer, field: str, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """used bool over all rows; the words and points of those used."""
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    words, points = np.array(layer.texts(field), dtype=str), positions_of(layer).xyz
    used = (words != "") & np.isfinite(points).all(axis=1)
    needed = max(3, k + 1)
    if used.sum() < needed:
        raise UserError(TOO_FEW_POINTS, found=int(used.sum()), field=field, needed=needed)
    if len(np.unique(words[used])) == 1:
        raise UserError(ONE_KIND, field=field)
    return used, words[used], points[used]


def shared_places(points: np.ndarray) -> int:
    """How many points (n, d) are not alone at their place."""
    sizes = np.unique(points, axis=0, return_counts=True)[1]
    return int(sizes[sizes > 1].sum())


def notes_of(left_out: int, shared: float, field: str) -> list[Note]:
    """Businesses left out, and points of which so large a share are not alone that they are hardly houses."""
    sentences = [LEFT_OUT.format(count=left_out, field=field)] if left_out else []
    if shared >= MANY_SHARED:
        sentences.append(SHARED_PLACES.format(percent=round(100 * shared)))
    return [Note(sentence, warning=True) for sentence in sentences]


def neighbours_of(points: np.ndarray, values: Mapping[str, Any]) -> Weights:
    if values["NEIGHBOURS"] == BAND:
        weights = row_standardised(within_distance(points, float(values["DISTANCE"])))
        if not len(weights.neighbours):
            raise UserError(ALONE)
        return weights
    try:
        return tied_nearest(points, int(values["K"]))
    except TooManyLinks as error:
        raise UserError(CROWDED) from error


def _table(
    names: np.ndarray, members: np.ndarray, judged: np.ndarray, found: Colocation, values: Mapping[str, Any]
) -> dict[str, np.ndarray]:
    """All pairs of products that are judged; p is adjusted over them."""
    a, b = np.nonzero(judged[:, None] & judged[None, :])
    quotient, p = found.quotient[a, b], found.p[a, b]
    adjusted = adjusted_p(p, values["CORRECTION"])
    side = np.where(quotient > 1, ATTRACTED, AVOIDING)
    classes = np.where(adjusted <= float(values["ALPHA"]), side, NEITHER).astype(object)
    words = names.astype(object)
    cells = (words[a], words[b], members[a], members[b], quotient, p, adjusted, classes)
    return {column.name: cell for column, cell in zip(COLUMNS, cells)}


def _page(
    names: np.ndarray, members: np.ndarray, quotients: np.ndarray, table: Mapping[str, np.ndarray], paragraph: Text
) -> Document:
    """The significant pairs, and the matrix of the products that matter. members: 0 where a product is not judged."""
    findings = [row for row in zip(*(table[column.name] for column in COLUMNS)) if row[-1] != NEITHER]
    findings.sort(key=lambda row: (row[6], row[0], row[1]))
    rows = [(*row[:-1], CLASS_WORDS[row[-1]]) for row in findings]
    headings = tuple(column.label for column in COLUMNS)
    listed = Table(Text("Pasangan yang signifikan", "Significant pairs"), headings, rows, digits=4)
    in_pairs = {name for row in findings for name in row[:2]}
    frequent = np.argsort(-members, kind="stable")[:MOST_FREQUENT].tolist()
    shown = [at for at in np.flatnonzero(members).tolist() if at in frequent or names[at] in in_pairs]
    matrix = Table(
        MATRIX.format(most=MOST_FREQUENT),
        (Text("A", "A"), *(same(names[at]) for at in shown)),
        [(names[at], *quotients[at, shown].tolist()) for at in shown],
        digits=3,
    )
    return Document(METHOD.title, (Paragraph(paragraph), *([listed] if rows else []), matrix))


PHRASES = {
    KNN: Text(
        "{k} usaha terdekat (yang sama jauhnya berbagi tempat)", "the {k} nearest businesses (equally far ones share)"
    ),
    BAND: Text("semua usaha dalam {distance} m", "all businesses within {distance} m"),
}
METHOD = Algorithm(
    id="colocation",
    title=Text("Kolokasi produk", "Co-location of products"),
    group=ECONOMY,
    summary=Text(
        "Menemukan produk yang dibuat berdekatan lebih sering, atau lebih jarang, daripada kebetulan.",
        "Finds products that are made near each other more often, or less, than chance would have it.",
    ),
    help=HELP,
    guide=GUIDE,
    parameters=(
        LayerInput("INPUT", Text("Layer usaha (titik)", "Layer of businesses (points)"), geometry="point"),
        FieldChoice("CATEGORY", Text("Kolom produk", "Field of products"), default="produk_utama"),
        Choice(
            "NEIGHBOURS",
            Text("Tetangga", "Neighbours"),
            options=(
                Option(KNN, Text("k terdekat", "k nearest")),
                Option(BAND, Text("Dalam jarak", "Within a distance")),
            ),
            default=KNN,
        ),
        NumberSetting("K", Text("Banyaknya tetangga k", "Number of neighbours k"), default=1, minimum=1, integer=True),
        DistanceSetting("DISTANCE", Text("Jarak", "Distance"), default=500.0, minimum=0.01),
        NumberSetting(
            "MINIMUM",
            Text("Jumlah usaha minimum", "Minimum of businesses"),
            Text(
                "Produk dengan usaha lebih sedikit tidak dinilai, tetapi tetap menjadi tetangga.",
                "Products with fewer businesses are not judged, but stay neighbours.",
            ),
            default=5,
            minimum=2,
            integer=True,
        ),
        ONLY_PERMUTATIONS,
        CORRECTION,
        ALPHA,
        SEED,
    ),
    outputs=(
        NewLayer("OUTPUT", Text("Kolokasi produk", "Co-location of products"), "none"),
        Page("PAGE", Text("Tabel kolokasi", "Tables of co-location")),
        Number("N_NEAR", Text("Pasangan berdekatan", "Pairs near each other")),
        Number("N_FAR", Text("Pasangan berjauhan", "Pairs apart")),
        RECORD,
    ),
    compute=compute,
    tags=("kolokasi", "colocation", "clq", "produk", "berdekatan"),
    references=REFERENCES,
)

"""Groups of similar businesses or regions, as an offer to a user: k-means and k-prototypes on mixed attributes."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Sequence

import numpy as np

from ..charts import Chart, Rule, Series
from ..declaration import RECORD, Algorithm, Context, LayerResult, NewLayer, Note, Number, Page, Results, Rows
from ..documents import Block, Document, Paragraph, Table
from ..errors import UserError
from ..parameters import FieldChoice, FieldsChoice, LayerInput, NumberSetting
from ..progress import Progress, part
from ..statistics.partitions.k_prototypes import STARTS, Partition, k_prototypes
from ..statistics.partitions.mixed_rows import MixedRows, distinct_rows
from ..statistics.partitions.resampling import stability
from ..statistics.partitions.silhouette import mean_silhouette
from ..texts import Text, number, same
from .attribute_profiles import COLUMNS, cross_table, profiles
from .attribute_rows import AttributeRows, attribute_rows
from .attribute_words import (
    AT_THE_EDGE,
    FOUND,
    GUIDE,
    HELP,
    ONE_CLUSTER,
    PARAGRAPH,
    REFERENCES,
    UNSTABLE,
    WEAK,
    method_phrase,
)
from .groups import CLUSTERS
from .inference_settings import SEED, generator_of
from .themes import ATTRIBUTE_CLUSTERS
from .units import record_of

SMALLEST_K = 2
FIRM = 0.75
"""Mean Jaccard similarity from which a cluster counts as stable (Hennig 2007)."""

REAL = 0.25
"""Mean silhouette below which there is no substantial structure (Kaufman and Rousseeuw 1990)."""

FEWER_STARTS = 60_000
"""Rows times starts from which fewer starts are made, three at least."""


class _Tried(NamedTuple):
    """One number of clusters: the partition and its mean silhouette, NaN for a single cluster."""

    partition: Partition
    silhouette: float


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The clusters, their profiles, how stable they are, and how they relate to the class."""
    wanted = int(values["K"])
    if wanted == 1:
        raise UserError(ONE_CLUSTER)
    data = attribute_rows(values, wanted or SMALLEST_K)
    for note in data.notes:
        context.say(note)
    generator = generator_of(values)
    tried = _tried(data.rows, max(wanted, int(values["K_MAX"])), generator, part(context.progress, 0.0, 0.6))
    k = wanted or _by_silhouette(tried)
    if not wanted and k == int(values["K_MAX"]):
        context.say(Note(AT_THE_EDGE.format(clusters=k), warning=True))
    chosen = tried[k].partition
    firm = stability(data.rows, chosen.labels, int(values["RESAMPLES"]), generator, part(context.progress, 0.6, 1.0))
    for note in _doubts(tried[k].silhouette, firm):
        context.say(note)
    by_cluster, cross = profiles(data, chosen, firm), cross_table(data, chosen, values)
    facts = {"clusters": k, "silhouette": number(f"{tried[k].silhouette:.2f}"), "stable": number(f"{firm.min():.2f}")}
    fields = [*data.numbers, *data.money, *data.categories]
    paragraph = PARAGRAPH.format(
        units=data.rows.n,
        fields=", ".join(fields),
        method=method_phrase(bool(data.numbers), bool(data.money), bool(data.categories)),
        resamples=values["RESAMPLES"],
        seed=values["SEED"],
        **facts,
    )
    return Results(
        layers={"OUTPUT": _rows(data, chosen, firm), "PROFILES": by_cluster, "CROSS": cross},
        pages={"PAGE": _page(tried, k, by_cluster, cross, paragraph)},
        numbers={"N_CLUSTERS": k, "SILHOUETTE": tried[k].silhouette, "LEAST_STABILITY": float(firm.min())},
        notes=(Note(FOUND.format(**facts)),),
        record=record_of(METHOD, values, values["INPUT"], fields, data.rows.n, paragraph),
    )


def _by_silhouette(tried: Mapping[int, _Tried]) -> int:
    """The number of clusters with the highest silhouette, of equal ones the smallest."""
    return max((k for k in tried if k >= SMALLEST_K), key=lambda k: (round(tried[k].silhouette, 9), -k))


def _doubts(silhouette: float, firm: np.ndarray) -> list[Note]:
    """Warnings where the clusters are no real types."""
    sentences = [WEAK.format(silhouette=number(f"{silhouette:.2f}"))] if silhouette < REAL else []
    if (firm < FIRM).any():
        sentences.append(UNSTABLE.format(count=int((firm < FIRM).sum())))
    return [Note(sentence, warning=True) for sentence in sentences]


def _tried(rows: MixedRows, most: int, generator: np.random.Generator, progress: Progress) -> dict[int, _Tried]:
    """Every number of clusters from 1 on, for the plots and the choice."""
    counts = range(1, min(most, distinct_rows(rows).rows.n) + 1)
    starts = max(3, min(STARTS, FEWER_STARTS // rows.n))
    found = {}
    for at, k in enumerate(counts):
        share = part(progress, at / len(counts), (at + 1) / len(counts))
        partition = k_prototypes(rows, k, generator, starts, progress=part(share, 0.0, 0.8))
        found[k] = _Tried(partition, mean_silhouette(rows, partition.labels, generator, part(share, 0.8, 1.0)))
    return found


def _rows(data: AttributeRows, chosen: Partition, firm: np.ndarray) -> LayerResult:
    labels, stable = np.full(len(data.used), np.nan), np.full(len(data.used), np.nan)
    labels[data.used], stable[data.used] = chosen.labels + 1, firm[chosen.labels]
    return LayerResult(COLUMNS, {"klaster_atribut": labels, "ka_stabil": stable})


def _page(
    tried: Mapping[int, _Tried], k: int, by_cluster: LayerResult, cross: LayerResult, paragraph: Text
) -> Document:
    compared = [count for count in tried if count >= SMALLEST_K]
    clusters = Text("Banyaknya klaster", "Number of clusters")
    rule = Rule(Text("dipilih", "chosen"), float(k), "x")
    elbow = Chart(
        Text("Ketidaksamaan dalam klaster (siku)", "Dissimilarity within clusters (elbow)"),
        clusters,
        Text("Jumlah", "Sum"),
        (Series(same(""), list(tried), [each.partition.cost for each in tried.values()]),),
        (rule,),
    )
    silhouettes = Chart(
        Text("Siluet rata-rata", "Mean silhouette"),
        clusters,
        Text("Siluet", "Silhouette"),
        (Series(same(""), compared, [tried[count].silhouette for count in compared]),),
        (rule,),
    )
    blocks: list[Block] = [
        Paragraph(paragraph),
        elbow,
        silhouettes,
        _table(Text("Profil klaster", "Profiles of the clusters"), by_cluster),
    ]
    if len(cross.values["klaster"]):
        blocks.append(_table(Text("Klaster dan kelas", "Clusters and classes"), cross))
    return Document(METHOD.title, tuple(blocks))


def _table(caption: Text, result: LayerResult) -> Table:
    rows: Sequence[Any] = list(zip(*(result.values[column.name] for column in result.columns)))
    return Table(caption, tuple(column.label for column in result.columns), rows, digits=4)


METHOD = Algorithm(
    id="attributeclusters",
    title=Text("Klaster atribut", "Attribute clusters"),
    group=CLUSTERS,
    summary=Text(
        "Mengelompokkan usaha atau wilayah yang serupa menurut beberapa kolom sekaligus.",
        "Groups similar businesses or regions by several fields at once.",
    ),
    help=HELP,
    guide=GUIDE,
    parameters=(
        LayerInput("INPUT", Text("Layer usaha atau wilayah", "Layer of businesses or regions")),
        FieldsChoice("NUMBERS", Text("Kolom angka", "Fields of numbers"), optional=True, numeric=True),
        FieldsChoice(
            "MONEY",
            Text("Kolom uang", "Fields of money"),
            Text("Dihitung pada skala logaritma.", "Taken on a log scale."),
            optional=True,
            numeric=True,
        ),
        FieldsChoice(
            "CATEGORIES",
            Text("Kolom kategori", "Fields of categories"),
            Text("Yang kosong adalah kategori sendiri.", "An empty one is a category of its own."),
            optional=True,
        ),
        NumberSetting(
            "K",
            Text("Banyaknya klaster (0: menurut siluet)", "Number of clusters (0: by silhouette)"),
            Text("0: yang siluetnya tertinggi.", "0: the one with the highest silhouette."),
            default=0,
            minimum=0,
            maximum=50,
            integer=True,
        ),
        NumberSetting(
            "K_MAX",
            Text("Klaster terbanyak yang dicoba", "Most clusters that are tried"),
            advanced=True,
            default=8,
            minimum=2,
            maximum=50,
            integer=True,
        ),
        FieldChoice(
            "CLASS",
            Text("Kolom kelas IR", "Field of the class"),
            Text(
                "Untuk tabel silang; tidak ikut mengelompokkan.", "For the cross table; it takes no part in grouping."
            ),
            optional=True,
        ),
        NumberSetting(
            "RESAMPLES",
            Text("Pengambilan ulang untuk kestabilan", "Resamples for stability"),
            advanced=True,
            default=50,
            minimum=10,
            maximum=1000,
            integer=True,
        ),
        SEED,
    ),
    outputs=(
        Rows("OUTPUT", Text("Klaster atribut", "Attribute clusters"), "INPUT", COLUMNS, ATTRIBUTE_CLUSTERS),
        NewLayer("PROFILES", Text("Profil klaster", "Profiles of the clusters"), "none", optional=True),
        NewLayer("CROSS", Text("Klaster dan kelas", "Clusters and classes"), "none", optional=True),
        Page("PAGE", Text("Grafik dan profil", "Plots and profiles")),
        Number("N_CLUSTERS", Text("Banyaknya klaster", "Number of clusters")),
        Number("SILHOUETTE", Text("Siluet rata-rata", "Mean silhouette")),
        Number("LEAST_STABILITY", Text("Kestabilan terendah", "Lowest stability")),
        RECORD,
    ),
    compute=compute,
    tags=("k-means", "k-prototypes", "klaster", "cluster", "segmentasi", "kelas"),
    references=REFERENCES,
)

"""Groups of similar businesses or regions, as an offer to a user: k-means and k-prototypes on mixed attributes."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ..charts import Chart, Rule, Series
from ..declaration import Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Page, Results, Rows, String
from ..documents import Block, Document, Paragraph, Table
from ..parameters import FieldChoice, FieldsChoice, LayerInput, NumberSetting
from ..progress import Progress, part
from ..statistics.partitions.k_prototypes import STARTS, Partition, k_prototypes
from ..statistics.partitions.mixed_rows import MixedRows
from ..statistics.partitions.resampling import stability
from ..statistics.partitions.silhouette import mean_silhouette
from ..texts import Text, number, same
from .attribute_rows import AttributeRows, attribute_rows
from .attribute_words import FOUND, GUIDE, HELP, PARAGRAPH, REFERENCES, UNSTABLE
from .groups import CLUSTERS
from .inference_settings import SEED, generator_of
from .themes import ATTRIBUTE_CLUSTERS
from .units import record_of

SMALLEST_K = 2
FIRM = 0.75
"""Mean Jaccard similarity from which a cluster counts as stable (Hennig 2007)."""

FEWER_STARTS = 60_000
"""Rows times starts from which fewer starts are made, three at least."""

COLUMNS = (
    Column(
        "klaster_atribut",
        "integer",
        Text("Klaster atribut", "Attribute cluster"),
        Text("Terbesar dahulu.", "Largest first."),
    ),
    Column(
        "ka_stabil",
        "real",
        Text("Kestabilan klaster", "Stability of the cluster"),
        Text("Jaccard, 0 sampai 1.", "Jaccard, 0 to 1."),
    ),
)
NO_CLASS = "–"


class _Tried(NamedTuple):
    """One number of clusters: the partition and its mean silhouette."""

    partition: Partition
    silhouette: float


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The clusters, their profiles, how stable they are, and how they relate to the class."""
    wanted, most = int(values["K"]), max(SMALLEST_K, int(values["K_MAX"]))
    data = attribute_rows(values, wanted or SMALLEST_K)
    for note in data.notes:
        context.say(note)
    generator = generator_of(values)
    tried = _tried(data.rows, wanted, most, generator, part(context.progress, 0.0, 0.6))
    k = wanted or max(tried, key=lambda each: (round(tried[each].silhouette, 9), -each))
    chosen = tried[k].partition
    firm = stability(data.rows, chosen.labels, int(values["RESAMPLES"]), generator, part(context.progress, 0.6, 1.0))
    if (firm < FIRM).any():
        context.say(Note(UNSTABLE.format(count=int((firm < FIRM).sum())), warning=True))
    profiles, cross = _profiles(data, chosen, firm), _cross(data, chosen, values)
    facts = {"clusters": k, "silhouette": number(f"{tried[k].silhouette:.2f}"), "stable": number(f"{firm.min():.2f}")}
    paragraph = PARAGRAPH.format(
        units=data.rows.n,
        fields=", ".join([*data.numbers, *data.money, *data.categories]),
        resamples=values["RESAMPLES"],
        seed=values["SEED"],
        **facts,
    )
    fields = [*data.numbers, *data.money, *data.categories]
    return Results(
        layers={"OUTPUT": _rows(data, chosen, firm), "PROFILES": profiles, "CROSS": cross},
        pages={"PAGE": _page(tried, k, profiles, cross, paragraph)},
        numbers={"N_CLUSTERS": k, "SILHOUETTE": tried[k].silhouette, "LEAST_STABILITY": float(firm.min())},
        notes=(Note(FOUND.format(**facts)),),
        record=record_of(METHOD, values, values["INPUT"], fields, data.rows.n, paragraph),
    )


def _tried(
    rows: MixedRows, wanted: int, most: int, generator: np.random.Generator, progress: Progress
) -> dict[int, _Tried]:
    """Every number of clusters from 2 on, for the plots and the choice."""
    different = len(np.unique(np.concatenate([rows.numbers, rows.codes.astype(float)]), axis=1).T)
    counts = range(SMALLEST_K, min(max(most, wanted), different) + 1)
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


def _profiles(data: AttributeRows, chosen: Partition, firm: np.ndarray) -> LayerResult:
    """One row for each cluster: size, stability, means of numbers, geometric means of money, most frequent
    categories.
    """
    k = len(chosen.sizes)
    members = [chosen.labels == cluster for cluster in range(k)]
    columns = [
        Column("klaster", "integer", COLUMNS[0].label),
        Column("banyak", "integer", Text("Banyaknya", "Number")),
        Column("persen", "real", Text("Bagian (%)", "Share (%)")),
        Column("kestabilan", "real", COLUMNS[1].label),
    ]
    cells: dict[str, Any] = {
        "klaster": list(range(1, k + 1)),
        "banyak": chosen.sizes.tolist(),
        "persen": (100.0 * chosen.sizes / chosen.sizes.sum()).tolist(),
        "kestabilan": firm.tolist(),
    }
    for at, name in enumerate(data.numbers):
        columns.append(Column(f"rata_{name}", "real", Text("Rata-rata {field}", "Mean of {field}").format(field=name)))
        cells[f"rata_{name}"] = [float(data.plain[inside, at].mean()) for inside in members]
    for at, name in enumerate(data.money, start=len(data.numbers)):
        label = Text("Rata-rata geometrik {field}", "Geometric mean of {field}").format(field=name)
        columns.append(Column(f"geo_{name}", "real", label))
        cells[f"geo_{name}"] = [float(10 ** np.log10(1 + data.plain[inside, at]).mean() - 1) for inside in members]
    for at, name in enumerate(data.categories):
        columns.append(
            Column(f"modus_{name}", "text", Text("Terbanyak {field}", "Most frequent {field}").format(field=name))
        )
        cells[f"modus_{name}"] = [_mode(data.words[inside, at]) for inside in members]
    return LayerResult(tuple(columns), cells)


def _mode(words: np.ndarray) -> str:
    names, counts = np.unique(words.astype(str), return_counts=True)
    best = int(counts.argmax())
    return f"{names[best] or NO_CLASS} ({100 * counts[best] / counts.sum():.0f} %)"


def _cross(data: AttributeRows, chosen: Partition, values: Mapping[str, Any]) -> LayerResult:
    """How many of each cluster are of each class."""
    field: Optional[str] = values.get("CLASS")
    words = np.array(values["INPUT"].texts(field) if field else [], dtype=str)
    classes = np.where(words[data.used] == "", NO_CLASS, words[data.used]) if field else np.zeros(0, str)
    cells = [
        (
            cluster + 1,
            str(name),
            int(((chosen.labels == cluster) & (classes == name)).sum()),
            int(chosen.sizes[cluster]),
        )
        for cluster in range(len(chosen.sizes))
        for name in np.unique(classes)
    ]
    columns = (
        Column("klaster", "integer", COLUMNS[0].label),
        Column("kelas", "text", Text("Kelas", "Class")),
        Column("banyak", "integer", Text("Banyaknya", "Number")),
        Column("persen", "real", Text("Bagian klaster (%)", "Share of the cluster (%)")),
    )
    shares = [(*row[:3], 100.0 * row[2] / row[3]) for row in cells]
    return LayerResult(columns, {column.name: [row[at] for row in shares] for at, column in enumerate(columns)})


def _page(tried: Mapping[int, _Tried], k: int, profiles: LayerResult, cross: LayerResult, paragraph: Text) -> Document:
    counts = list(tried)
    clusters = Text("Banyaknya klaster", "Number of clusters")
    rule = Rule(Text("dipilih", "chosen"), float(k), "x")
    elbow = Chart(
        Text("Ketidaksamaan dalam klaster (siku)", "Dissimilarity within clusters (elbow)"),
        clusters,
        Text("Jumlah", "Sum"),
        (Series(same(""), counts, [each.partition.cost for each in tried.values()]),),
        (rule,),
    )
    silhouettes = Chart(
        Text("Siluet rata-rata", "Mean silhouette"),
        clusters,
        Text("Siluet", "Silhouette"),
        (Series(same(""), counts, [each.silhouette for each in tried.values()]),),
        (rule,),
    )
    blocks: list[Block] = [
        Paragraph(paragraph),
        elbow,
        silhouettes,
        _table(Text("Profil klaster", "Profiles of the clusters"), profiles),
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
        FieldsChoice("CATEGORIES", Text("Kolom kategori", "Fields of categories"), optional=True),
        NumberSetting(
            "K",
            Text("Banyaknya klaster", "Number of clusters"),
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
        String("RECORD", Text("Catatan jalan", "Run record")),
    ),
    compute=compute,
    tags=("k-means", "k-prototypes", "klaster", "cluster", "segmentasi", "kelas"),
    references=REFERENCES,
)

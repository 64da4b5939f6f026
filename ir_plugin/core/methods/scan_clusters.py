"""Kulldorff's scan as an offer to a user: where more, or fewer, cases lie together than the population explains."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence, Tuple

import numpy as np

from ..charts import BARS, Chart, Rule, Series
from ..declaration import RECORD, Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Page, Results, Rows
from ..documents import Cell, Document, Paragraph, Table
from ..figures import figure
from ..parameters import FieldChoice, LayerInput
from ..space.plane import metres_per_unit
from ..space.wkb import centroids
from ..space.wkb_writing import polygon_wkb
from ..statistics.scan.clusters import Cluster
from ..statistics.scan.search import MaximaOf, ScanResult, gini_choice, scan
from ..texts import Text, number, same
from .groups import CLUSTERS
from .inference_settings import SEED, generator_of
from .scan_data import ScanData, scan_data
from .scan_parameters import MODEL, SCAN_PARAMETERS, SHAPE, SIDE, scan_settings
from .scan_words import ALPHA_HELP, DURATION, FOUND, GUIDE, HELP, PARAGRAPH, RADIUS, REFERENCES, TOO_FEW_REPLICATES
from .themes import FEWER, MORE, NO_DATA, OUTSIDE, SCAN_CLUSTERS
from .units import record_of

CORNERS = 72
"""Corners of a drawn circle."""

SMALLEST_M = 250.0
"""Radius of the circle that is drawn around a cluster of a single unit."""

LISTED = 10
"""Clusters that the page lists, significant or not."""

COLUMNS = (
    Column("sc_kasus", "integer", Text("Kasus", "Cases")),
    Column("sc_harapan", "real", Text("Kasus yang diharapkan", "Expected cases")),
    Column(
        "sc_risiko",
        "real",
        Text("Kasus / harapan", "Cases / expected"),
        Text("Wilayah ini sendiri.", "Of this unit alone."),
    ),
    Column(
        "sc_klaster",
        "integer",
        Text("Nomor klaster", "Number of the cluster"),
        Text("Terkuat dahulu.", "Strongest first."),
    ),
    Column("sc_klaster_p", "real", Text("p klaster", "p of the cluster")),
    Column("sc_kelas", "text", Text("Kelas", "Class")),
)
CLUSTER_COLUMNS = (
    Column("klaster", "integer", Text("Nomor klaster", "Number of the cluster")),
    Column("sc_kelas", "text", Text("Kelas", "Class")),
    Column("anggota", "integer", Text("Banyaknya wilayah", "Number of units")),
    Column("kasus", "integer", Text("Kasus", "Cases")),
    Column("harapan", "real", Text("Kasus yang diharapkan", "Expected cases")),
    Column("populasi", "real", Text("Populasi", "Population")),
    Column("risiko_relatif", "real", Text("Risiko relatif", "Relative risk")),
    Column("llr", "real", Text("Nisbah log kemungkinan", "Log likelihood ratio")),
    Column("p", "real", Text("p Monte Carlo", "Monte Carlo p")),
    Column("p_gumbel", "real", Text("p Gumbel", "Gumbel p")),
    Column("radius_km", "real", Text("Jari-jari (km)", "Radius (km)")),
    Column("bentuk", "real", Text("Sumbu panjang / pendek", "Long / short axis")),
    Column("periode_awal", "text", Text("Periode awal", "First period")),
    Column("periode_akhir", "text", Text("Periode akhir", "Last period")),
    Column("daftar", "text", Text("Daftar wilayah", "List of units")),
)
ON_THE_PAGE = (
    *("klaster", "sc_kelas", "kasus", "harapan", "risiko_relatif", "llr", "p", "radius_km"),
    *("periode_awal", "periode_akhir", "anggota", "daftar"),
)


def compute(values: Mapping[str, Any], context: Context, maxima_of: Optional[MaximaOf] = None) -> Results:
    """The significant clusters, and for each unit the cluster to which it belongs. maxima_of: as in ``scan``."""
    data, settings = scan_data(values), scan_settings(values)
    for note in (*data.notes, *_too_few(values)):
        context.say(note)
    found = scan(
        data.cases,
        data.population,
        data.points,
        settings,
        int(values["REPLICATES"]),
        generator_of(values),
        data.points,
        context.progress,
        maxima_of=maxima_of,
    )
    alpha = float(values["ALPHA"])
    share, listed = gini_choice(found, settings, alpha)
    if not any(each.p <= alpha for each in listed):
        share, listed = settings.maximum_share, found.clusters
    clusters = [each for each in listed if each.p <= alpha]
    names = _names(data, values)
    paragraph = _paragraph(data, values, share, clusters)
    fields = [values["CASES"], values["POPULATION"], *(values.get("LATER_CASES") or [])]
    return Results(
        layers={"OUTPUT": _rows(data, found, clusters), "CLUSTERS": _drawn(data, clusters, names)},
        pages={"PAGE": _page(data, found, listed, names, paragraph)},
        numbers={
            "N_CLUSTERS": len(clusters),
            "LLR": listed[0].log_ratio if listed else 0.0,
            "P": listed[0].p if listed else 1.0,
        },
        notes=(Note(FOUND.format(count=len(clusters), units=sum(len(each.members) for each in clusters))),),
        record=record_of(METHOD, values, values["INPUT"], fields, len(data.cases), paragraph),
    )


def _too_few(values: Mapping[str, Any]) -> list[Note]:
    reach = 1 / (int(values["REPLICATES"]) + 1)
    if reach <= float(values["ALPHA"]):
        return []
    enough = int(np.ceil(1 / float(values["ALPHA"]))) - 1
    return [Note(TOO_FEW_REPLICATES.format(reach=number(f"{reach:.3g}"), enough=enough), warning=True)]


def _names(data: ScanData, values: Mapping[str, Any]) -> list[str]:
    field = values.get("NAME_FIELD")
    return data.units.layer.texts(field) if field else [str(row + 1) for row in np.flatnonzero(data.units.used)]


def _kind(cluster: Cluster) -> str:
    return MORE if cluster.observed > cluster.expected else FEWER


def _rows(data: ScanData, found: ScanResult, clusters: Sequence[Cluster]) -> LayerResult:
    n = len(data.cases)
    cases, population = data.cases.sum(axis=1), data.population.sum(axis=1)
    expected = found.cases * population / population.sum()
    numbers, p, kinds = np.full(n, np.nan), np.full(n, np.nan), np.full(n, OUTSIDE, object)
    for place, each in enumerate(clusters, start=1):
        numbers[each.members], p[each.members], kinds[each.members] = place, each.p, _kind(each)
    risk = np.divide(cases, expected, out=np.full(n, np.nan), where=expected > 0)
    spread = data.units.spread
    columns = {"sc_kasus": cases, "sc_harapan": expected, "sc_risiko": risk, "sc_klaster": numbers, "sc_klaster_p": p}
    return LayerResult(
        COLUMNS, {**{name: spread(column) for name, column in columns.items()}, "sc_kelas": spread(kinds, NO_DATA)}
    )


def _drawn(data: ScanData, clusters: Sequence[Cluster], names: Sequence[str]) -> LayerResult:
    cells = [_cells(data, place, each, names) for place, each in enumerate(clusters, start=1)]
    columns = {column.name: [row[at] for row in cells] for at, column in enumerate(CLUSTER_COLUMNS)}
    return LayerResult(CLUSTER_COLUMNS, columns, tuple(_outline(data, each) for each in clusters))


def _cells(data: ScanData, place: int, cluster: Cluster, names: Sequence[str]) -> Tuple[Any, ...]:
    """The cells of a cluster in the order of CLUSTER_COLUMNS."""
    risk = cluster.relative_risk
    return (
        place,
        _kind(cluster),
        len(cluster.members),
        cluster.observed,
        cluster.expected,
        cluster.population,
        risk if np.isfinite(risk) else None,
        cluster.log_ratio,
        cluster.p,
        cluster.p_gumbel,
        cluster.radius_m / 1000,
        cluster.shape,
        data.periods[cluster.first_period],
        data.periods[cluster.last_period],
        ", ".join(names[unit] for unit in cluster.members.tolist()),
    )


def _outline(data: ScanData, cluster: Cluster) -> bytes:
    """The window as a polygon in the layer's coordinates, which holds the middle of every member."""
    xy = centroids(data.units.layer.wkb)
    turn = np.linspace(0, 2 * np.pi, CORNERS + 1)
    long_m = max(cluster.radius_m, SMALLEST_M) / np.cos(np.pi / CORNERS)  # its sides touch the circle
    along, across = long_m * np.cos(turn), long_m / cluster.shape * np.sin(turn)
    angle = np.radians(cluster.angle)
    east, north = along * np.cos(angle) - across * np.sin(angle), along * np.sin(angle) + across * np.cos(angle)
    is_planar = data.points.shape[1] == 2  # ellipses: one plane for all; circles: the scale where the circle is
    scale = metres_per_unit(xy if is_planar else xy[[cluster.centre]], data.units.layer)
    ring = xy[cluster.centre] + np.stack([east, north], axis=1) / scale
    ring[-1] = ring[0]
    return polygon_wkb([ring])


def _paragraph(data: ScanData, values: Mapping[str, Any], share: float, clusters: Sequence[Cluster]) -> Text:
    largest, longest = (figure(values[name]) for name in ("MAX_SHARE", "MAX_DURATION"))
    radius = RADIUS.format(km=figure(values["MAX_RADIUS"] / 1000)) if values.get("MAX_RADIUS") else same("")
    duration = DURATION.format(longest=longest, periods=len(data.periods)) if len(data.periods) > 1 else same("")
    return PARAGRAPH.format(
        cases=values["CASES"],
        population=values["POPULATION"],
        units=len(data.cases),
        model=MODEL.label_of(values["MODEL"]),
        side=SIDE.label_of(values["SIDE"]),
        shape=SHAPE.label_of(values["SHAPE"]),
        largest=largest,
        radius=radius,
        duration=duration,
        reported=figure(100 * share),
        replicates=values["REPLICATES"],
        seed=values["SEED"],
        alpha=figure(values["ALPHA"]),
        found=len(clusters),
    )


def _page(
    data: ScanData, found: ScanResult, listed: Sequence[Cluster], names: Sequence[str], paragraph: Text
) -> Document:
    columns = [column.name for column in CLUSTER_COLUMNS]
    shown = [columns.index(name) for name in ON_THE_PAGE if len(data.periods) > 1 or not name.startswith("periode")]
    cells = [_cells(data, place, each, names) for place, each in enumerate(listed[:LISTED], start=1)]
    rows = [[_in_words(row[at], columns[at]) for at in shown] for row in cells]
    headings = tuple(CLUSTER_COLUMNS[at].label for at in shown)
    table = Table(Text("Klaster terkuat", "Strongest clusters"), headings, rows)
    return Document(METHOD.title, (Paragraph(paragraph), table, _histogram(found)))


def _in_words(cell: Any, column: str) -> Cell:
    return SCAN_CLUSTERS.label_of(cell) if column == "sc_kelas" else cell


def _histogram(found: ScanResult) -> Chart:
    """What chance gives, and where the strongest cluster stands."""
    counts, edges = np.histogram(found.maxima, bins=30)
    strongest = found.clusters[0].log_ratio if found.clusters else 0.0
    middles = (edges[:-1] + edges[1:]) / 2
    return Chart(
        Text("Klaster terkuat pada data acak", "Strongest clusters of random data"),
        Text("Nisbah log kemungkinan", "Log likelihood ratio"),
        Text("Ulangan", "Replicates"),
        (Series(same(""), middles.tolist(), counts.tolist(), BARS),),
        (Rule(Text("data Anda", "your data"), float(strongest), "x"),),
    )


METHOD = Algorithm(
    id="scanclusters",
    title=Text("Klaster pindaian (Kulldorff)", "Scan clusters (Kulldorff)"),
    group=CLUSTERS,
    summary=Text(
        "Mencari kumpulan wilayah dengan kasus lebih banyak, atau lebih sedikit, daripada yang dijelaskan populasinya.",
        "Finds groups of units with more, or fewer, cases than their population explains.",
    ),
    help=HELP,
    guide=GUIDE,
    parameters=(
        LayerInput("INPUT", Text("Layer wilayah", "Layer of units")),
        *SCAN_PARAMETERS,
        ALPHA_HELP,
        SEED,
        FieldChoice(
            "NAME_FIELD",
            Text("Kolom nama", "Field of names"),
            Text("Untuk daftar anggota klaster.", "For the list of a cluster's members."),
            optional=True,
        ),
    ),
    outputs=(
        Rows(
            "OUTPUT", Text("Wilayah dan klaster pindaian", "Units and scan clusters"), "INPUT", COLUMNS, SCAN_CLUSTERS
        ),
        NewLayer("CLUSTERS", Text("Jendela klaster", "Windows of clusters"), "polygon", crs_of="INPUT", optional=True),
        Page("PAGE", Text("Tabel klaster", "Table of clusters")),
        Number("N_CLUSTERS", Text("Klaster yang signifikan", "Significant clusters")),
        Number("LLR", Text("LLR klaster terkuat", "LLR of the strongest cluster")),
        Number("P", Text("p klaster terkuat", "p of the strongest cluster")),
        RECORD,
    ),
    compute=compute,
    tags=("scan", "kulldorff", "satscan", "klaster", "cluster", "poisson", "bernoulli", "space-time"),
    references=REFERENCES,
)

"""Who is whose neighbour, as an offer to a user: links drawn as lines, separate parts, files for other programs."""

from __future__ import annotations

from typing import Any, Mapping

import numpy as np

from ..charts import BARS, Chart, Series
from ..declaration import (
    RECORD,
    Algorithm,
    Column,
    Context,
    Guide,
    LayerResult,
    NewLayer,
    Number,
    Page,
    Results,
    Rows,
    TextFile,
)
from ..documents import Document, Paragraph, Table
from ..errors import UserError
from ..layer import Layer
from ..parameters import Flag, LayerInput
from ..space.grid import distances
from ..space.positions import positions_of
from ..space.weight_files import checked_ids, gal_text, gwt_text
from ..space.weights import Weights
from ..space.wkb import centroids
from ..space.wkb_writing import line_wkb
from ..texts import Text, same
from .groups import NEIGHBOURS as GROUP
from .themes import APART, CONNECTIONS, LINKED, LINKS, NO_DATA, NO_NEIGHBOURS
from .units import EMPTY, SMALLEST, Units, part_of, record_of
from .weight_parameters import FORM, N_ISOLATED, WEIGHT_PARAMETERS
from .weight_settings import WeightsChoice, weights_from

COLUMNS = (
    Column("w_tetangga", "integer", Text("Banyaknya tetangga", "Number of neighbours")),
    Column("w_jumlah", "real", Text("Jumlah bobot", "Sum of weights")),
    Column(
        "w_bagian",
        "integer",
        Text("Nomor bagian", "Number of the part"),
        Text("Wilayah yang terhubung bernomor sama; 1 terbesar.", "Connected units share a number; 1 is the largest."),
    ),
    Column("w_kelas", "text", Text("Kelas", "Class")),
)
LINK_COLUMNS = (
    Column("dari", "text", Text("Dari", "From")),
    Column("ke", "text", Text("Ke", "To")),
    Column("bobot", "real", Text("Bobot", "Weight")),
    Column(
        "bobot_balik",
        "real",
        Text("Bobot balik", "Weight back"),
        Text("Kosong bila tautan hanya searah.", "Empty where the link goes one way only."),
    ),
    Column("jarak_m", "real", Text("Jarak (m)", "Distance (m)")),
    Column("disambung", "integer", Text("Sambungan antarbagian", "Link between parts"), Text("1 = ya", "1 = yes")),
)
SELF = Flag(
    "SELF",
    Text("Sertakan wilayah itu sendiri", "Include the unit itself"),
    Text(
        "Dalam berkas dan jumlah bobot setiap wilayah juga bertetangga dengan dirinya sendiri, seperti pada Gi*.",
        "In files and sums of weights each unit is its own neighbour too, as with Gi*.",
    ),
    advanced=True,
)
TOO_FEW = Text(
    "Hanya {found} wilayah punya geometri; diperlukan paling sedikit {needed}.",
    "Only {found} {found:unit has|units have} a geometry; at least {needed} are needed.",
)
PARAGRAPH = Text(
    "Ketetanggaan {units} wilayah: {neighbours}; {components} bagian terpisah.",
    "Neighbours of {units} units: {neighbours}; {components} {components:part|separate parts}.",
)
SHOWN = 200
"""Units and parts that the page lists."""


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The links between the units, and for each unit how many it has and to which part it belongs."""
    layer, field = values["INPUT"], values.get("WEIGHTS_ID")
    units = _placed(layer)
    chosen = weights_from(units.layer, values, context.progress)
    for note in chosen.notes:
        context.say(note)
    names = units.layer.texts(field) if field else [str(row + 1) for row in np.flatnonzero(units.used)]
    weights, formed = chosen.weights, chosen.in_form(values["FORM"], bool(values["SELF"]))
    parts = _parts(weights)
    isolated = len(weights.islands)
    paragraph = PARAGRAPH.format(units=weights.n, neighbours=chosen.phrase, components=int(parts.max()))
    ids = field or "baris"
    return Results(
        layers={"OUTPUT": _rows(units, weights, formed, parts), "LINKS": _links(units.layer, formed, names, chosen)},
        pages={"PAGE": _page(weights, parts, names, paragraph)},
        files={
            "GAL": lambda: gal_text(formed, checked_ids(names, ids), ids),
            "GWT": lambda: gwt_text(formed, checked_ids(names, ids), ids),
        },
        numbers={
            "N_LINKS": len(weights.neighbours),
            "N_PARTS": int(parts.max()),
            "N_ISOLATED": isolated,
            "N_JOINED": len(chosen.summary["joined"]),
        },
        record=record_of(METHOD, values, layer, [field] if field else [], weights.n, paragraph, chosen.summary),
    )


def _placed(layer: Layer) -> Units:
    """The rows that have a geometry."""
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    used = np.array([bool(wkb) for wkb in layer.wkb], bool)
    if used.sum() < SMALLEST:
        raise UserError(TOO_FEW, found=int(used.sum()), needed=SMALLEST)
    return Units(part_of(layer, used), np.zeros(int(used.sum())), used)


def _parts(weights: Weights) -> np.ndarray:
    """For each unit the number of its connected part from 1 on, the largest first, int64 (n,)."""
    _labels, first, code, sizes = np.unique(
        weights.components(), return_index=True, return_inverse=True, return_counts=True
    )
    number = np.empty(len(sizes), np.int64)
    number[np.lexsort((first, -sizes))] = np.arange(1, len(sizes) + 1)
    return number[code]


def _rows(units: Units, weights: Weights, formed: Weights, parts: np.ndarray) -> LayerResult:
    kinds = np.where(parts == 1, LINKED, APART).astype(object)
    kinds[weights.islands] = NO_NEIGHBOURS
    sums = np.bincount(formed.sources, weights=formed.linked, minlength=formed.n)
    return LayerResult(
        COLUMNS,
        {
            "w_tetangga": units.spread(weights.counts),
            "w_jumlah": units.spread(sums),
            "w_bagian": units.spread(parts),
            "w_kelas": units.spread(kinds, NO_DATA),
        },
    )


def _links(layer: Layer, weights: Weights, names: list[str], chosen: WeightsChoice) -> LayerResult:
    """One line for each pair of neighbours, from the one that comes first in the layer."""
    n = np.int64(weights.n)
    sources, neighbours = weights.sources, weights.neighbours
    forward, backward = sources * n + neighbours, neighbours * n + sources
    place = np.minimum(np.searchsorted(forward, backward), max(0, len(forward) - 1))
    is_mutual = forward[place] == backward
    drawn = (sources < neighbours) | ~is_mutual
    left, right = sources[drawn], neighbours[drawn]
    back = np.where(is_mutual, weights.linked[place], np.nan)[drawn]
    joined = np.array(chosen.summary["joined"], np.int64).reshape(-1, 2)
    is_joined = np.isin(np.minimum(left, right) * n + np.maximum(left, right), joined[:, 0] * n + joined[:, 1])
    columns = {
        "dari": [names[unit] for unit in left.tolist()],
        "ke": [names[unit] for unit in right.tolist()],
        "bobot": weights.linked[drawn],
        "bobot_balik": back,
        "jarak_m": distances(positions_of(layer).xyz, left, right),
        "disambung": is_joined.astype(np.int64),
    }
    centres = centroids(layer.wkb)
    lines = tuple(line_wkb(np.stack([centres[a], centres[b]])) for a, b in zip(left.tolist(), right.tolist()))
    return LayerResult(LINK_COLUMNS, columns, lines)


def _page(weights: Weights, parts: np.ndarray, names: list[str], paragraph: Text) -> Document:
    counts = np.bincount(weights.counts)
    bars = Chart(
        Text("Banyaknya tetangga", "Number of neighbours"),
        Text("Tetangga", "Neighbours"),
        Text("Wilayah", "Units"),
        (Series(same(""), list(range(len(counts))), counts.tolist(), BARS),),
    )
    sizes = np.bincount(parts)[1:]
    members = [np.flatnonzero(parts == number + 1)[:3] for number in range(min(len(sizes), SHOWN))]
    rows = [
        (number + 1, int(sizes[number]), ", ".join(names[unit] for unit in units.tolist()))
        for number, units in enumerate(members)
    ]
    headings = (Text("Bagian", "Part"), Text("Wilayah", "Units"), Text("Misalnya", "Such as"))
    isolated = ", ".join(names[unit] for unit in weights.islands[:SHOWN].tolist()) or "–"
    return Document(
        METHOD.title,
        (
            Paragraph(paragraph),
            bars,
            Table(Text("Bagian yang terhubung", "Connected parts"), headings, rows),
            Paragraph(Text("Tanpa tetangga: {names}", "Without a neighbour: {names}").format(names=isolated)),
        ),
    )


METHOD = Algorithm(
    id="weights",
    title=Text("Tetangga dan bobot", "Neighbours and weights"),
    group=GROUP,
    summary=Text(
        "Menggambar siapa bertetangga dengan siapa, dan menulis berkas bobot untuk program lain.",
        "Draws who is whose neighbour, and writes weights files for other programs.",
    ),
    help=Text(
        "Setiap tautan menjadi garis dengan bobotnya; setiap wilayah mendapat jumlah tetangga dan nomor bagian yang "
        "terhubung. Berkas GAL atau GWT dari sini dapat dipakai semua metode (Tetangga: berkas bobot).",
        "Every link becomes a line with its weight; every unit gets its number of neighbours and the number of its "
        "connected part. A GAL or GWT file from here serves every method (Neighbours: weights file).",
    ),
    guide=Guide(
        use=Text(
            "Sebelum metode lokal, untuk melihat apakah tetangga masuk akal: pulau, batas yang tidak bersentuhan, "
            "jarak yang terlalu lebar. Juga untuk memakai tetangga yang sama di program lain.",
            "Before a local method, to see whether the neighbours make sense: islands, borders that do not touch, a "
            "distance too wide. Also to use the same neighbours in another program.",
        ),
        avoid=Text(
            "Jangan memilih tetangga sesudah melihat hasil: pilihan yang dicari sampai ada temuan membuat p tidak "
            "berarti. Bila ragu di antara beberapa pilihan, pakai peta kestabilan.",
            "Do not choose neighbours after seeing results: a choice that was sought until something was found makes p "
            "meaningless. If in doubt between several, use the stability map.",
        ),
        reading=Text(
            "Bagian terpisah tidak saling memengaruhi dalam metode mana pun. Wilayah tanpa tetangga tidak mendapat "
            "hasil; di kepulauan, sambungan antarbagian dapat ditambahkan dan disebut dalam catatan.",
            "Separate parts do not influence each other in any method. Units without a neighbour get no result; in an "
            "archipelago links between parts can be added, and the record names them.",
        ),
    ),
    parameters=(LayerInput("INPUT", Text("Layer wilayah", "Layer of units")), *WEIGHT_PARAMETERS, FORM, SELF),
    outputs=(
        Rows("OUTPUT", Text("Wilayah dan bagiannya", "Units and their parts"), "INPUT", COLUMNS, CONNECTIONS),
        NewLayer("LINKS", Text("Tautan antarwilayah", "Links between units"), "line", LINKS, crs_of="INPUT"),
        Page("PAGE", Text("Ringkasan tetangga", "Summary of neighbours")),
        TextFile("GAL", Text("Berkas GAL", "GAL file"), "gal"),
        TextFile("GWT", Text("Berkas GWT", "GWT file"), "gwt"),
        Number("N_LINKS", Text("Banyaknya tautan", "Number of links")),
        Number("N_PARTS", Text("Banyaknya bagian", "Number of parts")),
        N_ISOLATED,
        Number("N_JOINED", Text("Sambungan antarbagian", "Links between parts")),
        RECORD,
    ),
    compute=compute,
    tags=("tetangga", "bobot", "neighbours", "weights", "gal", "gwt", "queen", "rook", "knn"),
    references=("Anselin, L. and Rey, S. J. (2014). Modern spatial econometrics in practice. GeoDa Press, Chicago.",),
)

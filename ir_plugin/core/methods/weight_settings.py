"""The neighbours of a method's units: parameters declared once for every method, and the weights they mean."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional, Tuple

import numpy as np

from ..declaration import Note
from ..errors import UserError
from ..layer import Layer
from ..parameters import Choice, DistanceSetting, Flag, NumberSetting, Option
from ..progress import Progress, no_progress
from ..space.components import join_components
from ..space.contiguity import contiguity
from ..space.neighbours import k_nearest, smallest_band, within_distance
from ..space.positions import Positions, positions_of
from ..space.weights import Weights
from ..space.wkb import read_rings
from ..texts import Text

QUEEN, ROOK, KNN, BAND = "queen", "rook", "knn", "band"

WEIGHT_PARAMETERS = (
    Choice(
        "NEIGHBOURS",
        Text("Tetangga", "Neighbours"),
        Text(
            "Siapa yang menjadi tetangga: berbatasan (sisi atau sudut), berbatasan sisi, k terdekat, atau dalam jarak.",
            "Who is a neighbour: touching (side or corner), sharing a side, the k nearest, or within a distance.",
        ),
        options=(
            Option(QUEEN, Text("Berbatasan, sisi atau sudut (queen)", "Touching, side or corner (queen)")),
            Option(ROOK, Text("Berbatasan sisi (rook)", "Sharing a side (rook)")),
            Option(KNN, Text("k terdekat", "k nearest")),
            Option(BAND, Text("Dalam jarak", "Within a distance")),
        ),
        default=QUEEN,
    ),
    DistanceSetting(
        "TOLERANCE",
        Text("Toleransi batas", "Tolerance of boundaries"),
        Text(
            "Batas yang jaraknya tidak lebih dari ini dianggap bersentuhan.",
            "Boundaries that are no farther apart than this count as touching.",
        ),
        advanced=True,
        default=1.0,
        minimum=0.0,
    ),
    NumberSetting(
        "K",
        Text("Banyaknya tetangga k", "Number of neighbours k"),
        Text("Untuk k terdekat.", "For the k nearest."),
        advanced=True,
        default=6,
        minimum=1,
        integer=True,
    ),
    DistanceSetting(
        "BAND",
        Text("Jarak", "Distance"),
        Text(
            "Untuk tetangga dalam jarak; kosong: jarak terkecil yang membuat setiap wilayah punya tetangga.",
            "For neighbours within a distance; empty: the smallest that leaves nobody alone.",
        ),
        optional=True,
        advanced=True,
        minimum=1e-6,
    ),
    Flag(
        "JOIN_ISLANDS",
        Text("Sambungkan pulau dan bagian terpisah", "Join islands and separate parts"),
        Text(
            "Setiap bagian yang terpisah disambungkan ke wilayah terdekat; sambungan dicatat.",
            "Each separate part is linked to the nearest unit; the record names the links.",
        ),
    ),
)

NOT_POLYGONS = Text(
    "Tetangga berbatasan memerlukan poligon; layer ini berisi titik atau garis. Pilih k terdekat atau jarak.",
    "Touching neighbours need polygons; this layer holds points or lines. Choose k nearest or a distance.",
)
TOO_FEW_FOR_K = Text(
    "k = {k} memerlukan paling sedikit {needed} wilayah dengan geometri dan nilai; ada {found}. Kecilkan k.",
    "k = {k} needs at least {needed} units with a geometry and a value; there are {found}. Choose a smaller k.",
)
SAME_PLACE = Text(
    "Semua wilayah berada di tempat yang sama, sehingga tidak ada jarak terkecil; isi jarak (BAND).",
    "All units are at the same place, so there is no smallest distance; give a distance (BAND).",
)
ALL_ISOLATED = Text(
    "Tidak ada wilayah yang punya tetangga; perbesar jarak atau toleransi, atau sambungkan pulau.",
    "No unit has a neighbour; raise the distance or the tolerance, or join islands.",
)
ISOLATED = Text(
    "{count} wilayah tidak punya tetangga; {components} bagian terpisah.",
    "{count} units have no neighbour; there are {components} separate parts.",
)
JOINED = Text(
    "{count} sambungan ditambahkan antara bagian terpisah.", "{count} links were added between separate parts."
)


class WeightsChoice(NamedTuple):
    """The weights of a run, what the run record says of them, and what the log says."""

    weights: Weights
    summary: dict[str, Any]
    notes: Tuple[Note, ...]


def weights_from(layer: Layer, values: Mapping[str, Any], progress: Progress = no_progress) -> WeightsChoice:
    """The weights that the settings of WEIGHT_PARAMETERS mean for a layer.

    UserError where the layer cannot have such neighbours or nobody has one.
    """
    places = positions_of(layer)
    weights, band_m = _chosen(layer, places, values, progress)
    joined = np.zeros((0, 2), np.int64)
    separate = len(np.unique(weights.components()))
    isolated = len(weights.islands)
    if values.get("JOIN_ISLANDS"):
        weights, joined = join_components(weights, places.xyz)
    if len(weights.islands) == weights.n:
        raise UserError(ALL_ISOLATED)
    summary = {
        "rule": values["NEIGHBOURS"],
        "links": int(weights.counts.sum()),
        "mean": round(float(weights.counts.mean()), 6),
        "min": int(weights.counts.min()),
        "max": int(weights.counts.max()),
        "isolated": isolated,
        "components": separate,
        "joined": joined.tolist(),
        "band_m": band_m,
    }
    notes = [Note(places.note)]
    if isolated or separate > 1:
        notes.append(Note(ISOLATED.format(count=isolated, components=separate), warning=not len(joined)))
    if len(joined):
        notes.append(Note(JOINED.format(count=len(joined))))
    return WeightsChoice(weights, summary, tuple(notes))


def _chosen(
    layer: Layer, places: Positions, values: Mapping[str, Any], progress: Progress
) -> Tuple[Weights, Optional[float]]:
    rule = values["NEIGHBOURS"]
    if rule in (QUEEN, ROOK):
        if not (read_rings(layer.wkb).signs > 0).any():
            raise UserError(NOT_POLYGONS)
        return contiguity(layer, rule, float(values["TOLERANCE"]), progress), None
    if rule == KNN:
        k, found = int(values["K"]), int(np.isfinite(places.xyz).all(axis=1).sum())
        if found <= k:
            raise UserError(TOO_FEW_FOR_K, k=k, needed=k + 1, found=found)
        return k_nearest(places.xyz, k), None
    band_m = float(values["BAND"]) if values.get("BAND") else smallest_band(places.xyz)
    if band_m == 0:
        raise UserError(SAME_PLACE)
    return within_distance(places.xyz, band_m), band_m

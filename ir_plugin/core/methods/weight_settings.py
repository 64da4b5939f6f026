"""The weights that the settings of a person mean for a layer."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional, Tuple

import numpy as np

from ..declaration import Note
from ..errors import UserError
from ..figures import figure
from ..layer import Layer
from ..progress import Progress, no_progress
from ..space.boundaries import boundaries_of
from ..space.components import join_components
from ..space.contiguity import contiguity
from ..space.neighbours import farthest_of_nearest, k_nearest, smallest_band, within_distance
from ..space.positions import Positions, positions_of
from ..space.weight_forms import (
    adaptive_kernel_weights,
    higher_order,
    inverse_distance,
    kernel_value,
    kernel_weights,
    row_standardised,
    with_own,
)
from ..space.weights import Weights
from ..texts import Text
from .weight_file_reading import weights_of_file
from .weight_parameters import ADAPTIVE, BAND, CONTIGUOUS, FILE, INVERSE, KERNEL, KNN, ROW, WEIGHTED
from .weight_words import neighbours_in_words, rule_in_words

NOT_POLYGONS = Text(
    "Tetangga berbatasan memerlukan poligon; layer ini berisi titik atau garis. Pilih k terdekat atau jarak.",
    "Touching neighbours need polygons; this layer holds points or lines. Choose k nearest or a distance.",
)
TOO_FEW_FOR_K = Text(
    "k = {k} memerlukan paling sedikit {needed} wilayah dengan geometri dan nilai; ada {found}. Kecilkan k.",
    "k = {k} needs at least {needed} units with a geometry and a value; there are {found}. Choose a smaller k.",
)
NOWHERE = Text(
    "Kurang dari dua wilayah punya koordinat yang terhingga; perbaiki geometri layer ini.",
    "Fewer than two units have finite coordinates; repair the geometries of this layer.",
)
SAME_PLACE = Text(
    "Semua wilayah berada di tempat yang sama, sehingga tidak ada jarak terkecil; isi jarak.",
    "All units are at the same place, so there is no smallest distance; give a distance.",
)
ALL_ISOLATED = Text(
    "Tidak ada wilayah yang punya tetangga; perbesar jarak, k atau toleransi, atau sambungkan pulau.",
    "No unit has a neighbour; raise the distance, k or the tolerance, or join islands.",
)
NO_ORDERS = Text(
    "Orde tetangga dan sambungan pulau hanya untuk tetangga berbatasan, k terdekat dan dalam "
    "jarak; pilih salah satunya atau kosongkan keduanya.",
    "Orders of neighbours and joined islands are for touching neighbours, the k nearest and "
    "neighbours within a distance; choose one of these or leave both out.",
)
WIDE_TOLERANCE = Text(
    "Toleransi batas {tolerance} m lebih dari 1 % ukuran wilayah yang lazim ({size} m): wilayah yang tidak bersentuhan "
    "dapat menjadi tetangga. Kecilkan toleransinya, atau periksa sistem koordinat layer.",
    "The tolerance of boundaries of {tolerance} m is more than 1 % of the size of a typical unit ({size} m): units "
    "that do not touch may become neighbours. Lower the tolerance, or check the layer's coordinate system.",
)
EVERYBODY = Text(
    "Setiap wilayah bertetangga dengan semua wilayah lain, sehingga tidak ada yang setempat; kecilkan jarak, k atau "
    "orde tetangga.",
    "Every unit is a neighbour of every other, so that nothing is local; choose a smaller distance, k or order.",
)
WIDE = 0.01
"""Share of a typical unit's size above which the tolerance no longer only bridges slivers."""

ISOLATED = Text(
    "{count} wilayah tidak punya tetangga; {components} bagian terpisah.",
    "{count} {count:unit|units} {count:has|have} no neighbour; there are {components} separate parts.",
)
PARTS = Text("Petanya terdiri atas {components} bagian terpisah.", "The map falls into {components} separate parts.")
JOINED = Text(
    "{count} sambungan ditambahkan antara bagian terpisah.",
    "{count} {count:link was|links were} added between separate parts.",
)


class WeightsChoice(NamedTuple):
    """The weights of a run, what the run record says of them, and what the log says.

    own: what each unit itself weighs where a statistic counts it among its neighbours (Gi*), float64 (n,): 1 for binary
    weights, the kernel at distance 0, the largest weight of the row for inverse distance, or what the file says. rule:
    as ``rule_in_words``.
    """

    weights: Weights
    own: np.ndarray
    rule: Text
    summary: dict[str, Any]
    notes: Tuple[Note, ...]

    @property
    def phrase(self) -> Text:
        """The neighbours in words, for a methods paragraph."""
        return neighbours_in_words(self.rule, {**self.summary, "isolated": len(self.weights.islands)})

    def in_form(self, form: str, has_self: bool = False) -> Weights:
        """The weights row-standardised ("row") or as they are ("binary"), with each unit's own where it counts too."""
        weights = with_own(self.weights, self.own) if has_self else self.weights
        return row_standardised(weights) if form == ROW else weights


class Rule(NamedTuple):
    """Weights by one rule; own as in WeightsChoice, None for ones; band_m: the distance where the rule has one."""

    weights: Weights
    own: Optional[np.ndarray] = None
    band_m: Optional[float] = None
    notes: Tuple[Note, ...] = ()


def weights_from(
    layer: Layer, values: Mapping[str, Any], progress: Progress = no_progress, twins: Optional[np.ndarray] = None
) -> WeightsChoice:
    """The weights that the settings of WEIGHT_PARAMETERS mean for a layer.

    twins: the values that are analysed, float64 (n, columns); they decide which of many units at one point are the k
    nearest, where else the order of rows would. UserError where the layer cannot have such neighbours or nobody has
    one.
    """
    places = _checked(positions_of(layer))
    rule, order = values["NEIGHBOURS"], int(values.get("ORDER") or 1)
    changed = order > 1 or bool(values.get("JOIN_ISLANDS"))
    if changed and rule in WEIGHTED:
        raise UserError(NO_ORDERS)
    chosen = _chosen(layer, places, values, progress, twins)
    weights = chosen.weights
    joined = np.zeros((0, 2), np.int64)
    if values.get("JOIN_ISLANDS"):
        weights, joined = join_components(weights, places.xyz)
    if order > 1:
        weights = higher_order(weights, order, bool(values["LOWER_ORDERS"]))
    if len(weights.islands) == weights.n:
        raise UserError(ALL_ISOLATED)
    apart = chosen.weights if len(joined) else weights  # what the links between parts have mended
    summary = {
        "rule": rule,
        "links": int(weights.counts.sum()),
        "mean": round(float(weights.counts.mean()), 6),
        "min": int(weights.counts.min()),
        "max": int(weights.counts.max()),
        "isolated": len(apart.islands),
        "components": len(np.unique(apart.components())),
        "joined": joined.tolist(),
        "band_m": chosen.band_m,
    }
    own = np.ones(weights.n) if chosen.own is None else chosen.own
    notes = (Note(places.note), *chosen.notes, *_part_notes(summary))
    if rule in (*CONTIGUOUS, KNN, BAND) and weights.n > 2 and weights.counts.min() == weights.n - 1:
        notes += (Note(EVERYBODY, warning=True),)
    return WeightsChoice(weights, own, rule_in_words(values, chosen.band_m), summary, notes)


def _part_notes(summary: Mapping[str, Any]) -> list[Note]:
    notes, joined = [], len(summary["joined"])
    if summary["isolated"] or summary["components"] > 1:
        words = ISOLATED if summary["isolated"] else PARTS
        words = words.format(count=summary["isolated"], components=summary["components"])
        notes.append(Note(words, warning=not joined))
    return notes + ([Note(JOINED.format(count=joined))] if joined else [])


def _chosen(
    layer: Layer, places: Positions, values: Mapping[str, Any], progress: Progress, twins: Optional[np.ndarray]
) -> Rule:
    rule = values["NEIGHBOURS"]
    if rule == FILE:
        found = weights_of_file(layer, values["WEIGHTS_FILE"], values["WEIGHTS_ID"])
        return Rule(found.weights, found.own, notes=found.notes)
    if rule in CONTIGUOUS:
        tolerance, parts = float(values["TOLERANCE"]), boundaries_of(layer).parts
        if not len(parts.unit):
            raise UserError(NOT_POLYGONS)
        notes = _tolerance_notes(tolerance, parts.typical_size)
        return Rule(contiguity(layer, rule, tolerance, progress), notes=notes)
    if rule in (KNN, ADAPTIVE):
        return rule_by_distance(places.xyz, {**values, "K": _k(places, values)}, None, twins)
    band_m = float(values["BAND"]) if values.get("BAND") else _default_band(places, values)
    if band_m == 0:
        raise UserError(SAME_PLACE)
    return rule_by_distance(places.xyz, values, band_m, twins)


def rule_by_distance(
    xyz: np.ndarray, values: Mapping[str, Any], band_m: Optional[float], twins: Optional[np.ndarray] = None
) -> Rule:
    """The weights of places in metres (n, d) by the rules that need no more: k nearest, band, inverse distance,
    kernels.

    band_m: for the rules with a distance. twins: as in ``weights_from``. ValueError for fewer than K + 1 places, or
    without a distance.
    """
    rule = values["NEIGHBOURS"]
    if rule == KNN:
        return Rule(k_nearest(xyz, int(values["K"]), twins))
    if rule == ADAPTIVE:
        return _by_kernel(adaptive_kernel_weights(xyz, values["KERNEL"], int(values["K"]), twins), values["KERNEL"])
    if band_m is None:
        raise ValueError(f"the rule {rule} needs a distance")
    if rule == KERNEL:
        return _by_kernel(kernel_weights(xyz, values["KERNEL"], band_m), values["KERNEL"], band_m)
    links = within_distance(xyz, band_m)
    if rule == INVERSE:
        weights = inverse_distance(xyz, links, float(values["POWER"]))
        return Rule(weights, _largest(weights), band_m)
    return Rule(links, band_m=band_m)


def _tolerance_notes(tolerance: float, size: float) -> Tuple[Note, ...]:
    """The warning of a tolerance that is not small beside a typical unit; both in metres."""
    if tolerance <= WIDE * size * (1 + 1e-9):
        return ()
    words = WIDE_TOLERANCE.format(tolerance=figure(tolerance), size=figure(float(f"{size:.3g}")))
    return (Note(words, warning=True),)


def _checked(places: Positions) -> Positions:
    """The places, of which some two are somewhere."""
    if np.isfinite(places.xyz).all(axis=1).sum() < 2:
        raise UserError(NOWHERE)
    return places


def _k(places: Positions, values: Mapping[str, Any]) -> int:
    k, found = int(values["K"]), int(np.isfinite(places.xyz).all(axis=1).sum())
    if found <= k:
        raise UserError(TOO_FEW_FOR_K, k=k, needed=k + 1, found=found)
    return k


def _default_band(places: Positions, values: Mapping[str, Any]) -> float:
    """At the edge of a kernel the weight is 0, so that its bandwidth has to reach further than a nearest neighbour."""
    if values["NEIGHBOURS"] == KERNEL:
        return farthest_of_nearest(places.xyz, _k(places, values))
    return smallest_band(places.xyz)


def _by_kernel(weights: Weights, kernel: str, band_m: Optional[float] = None) -> Rule:
    return Rule(weights, np.full(weights.n, float(kernel_value(kernel, np.zeros(1))[0])), band_m)


def _largest(weights: Weights) -> np.ndarray:
    own = np.zeros(weights.n)
    np.maximum.at(own, weights.sources, weights.linked)
    return own

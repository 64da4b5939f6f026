"""The specifications of a stability map: every combination of neighbours, correction and level, and what it finds."""

from __future__ import annotations

import os
from typing import Any, Mapping, NamedTuple, Sequence

import numpy as np

from ..declaration import Context
from ..errors import UserError
from ..parameters import NumberList
from ..progress import part
from ..statistics.getis_ord import local_g
from ..statistics.local_moran import local_moran
from ..statistics.multiple_tests import adjusted_p
from ..statistics.permutation import Ranks, p_values
from ..texts import Text
from .hotspot_getis_ord import side_codes
from .inference_settings import inference_notes, neighbour_sum_ranks
from .local_moran import moran_ranks, quadrant_codes
from .themes import NO_NEIGHBOURS, NOT_SIGNIFICANT
from .units import Units
from .value_settings import twins_of
from .weight_parameters import BAND, FILE, KNN, WEIGHT_PARAMETERS
from .weight_settings import WeightsChoice, weights_from

GI_STAR, MORAN = "gistar", "moran"
SHARED = ("TOLERANCE", "JOIN_ISLANDS", "WEIGHTS_FILE", "WEIGHTS_ID")
"""Settings of neighbours that all specifications have in common."""
KS = NumberList(
    "KS",
    Text("Banyaknya tetangga k", "Numbers of neighbours k"),
    Text("Beberapa k dengan spasi, misalnya 4 6 8.", "Several k with spaces between, such as 4 6 8."),
    advanced=True,
    default="4 6 8",
    minimum=1,
)
BANDS = NumberList(
    "BANDS",
    Text("Jarak (meter)", "Distances (metres)"),
    Text("Beberapa jarak; kosong: jarak terkecil.", "Several distances; empty: the smallest that leaves nobody alone."),
    optional=True,
    advanced=True,
    minimum=1e-6,
)
ALPHAS = NumberList(
    "ALPHAS",
    Text("Taraf nyata", "Significance levels"),
    Text("Beberapa taraf, misalnya 0.05 0.01.", "Several levels, such as 0.05 0.01."),
    advanced=True,
    default="0.05 0.01",
    minimum=1e-6,
    maximum=0.5,
)


NOT_WHOLE = Text(
    "Banyaknya tetangga (KS) harus bilangan bulat, bukan {k}.", "Numbers of neighbours (KS) must be whole, not {k}."
)


class Specification(NamedTuple):
    """One way to test: neighbours in words, correction, level, and the class of each unit, object (n,)."""

    neighbours: str
    correction: str
    alpha: float
    classes: np.ndarray


def rules_of(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each choice of neighbours as settings of WEIGHT_PARAMETERS. UserError for a k that is not whole."""
    defaults = {each.id: getattr(each, "default", None) for each in WEIGHT_PARAMETERS}
    shared = {**defaults, **{each: values.get(each) for each in SHARED}}
    rules: list[dict[str, Any]] = []
    for rule in values["RULES"]:
        plain = {**shared, "NEIGHBOURS": rule}
        if rule == KNN:
            rules += [{**plain, "K": _whole(k)} for k in KS.numbers(values["KS"])]
        elif rule == BAND:
            rules += [{**plain, "BAND": band_m} for band_m in BANDS.numbers(values["BANDS"]) or (None,)]
        elif rule == FILE:
            rules.append({**plain, "JOIN_ISLANDS": False})
        else:
            rules.append(plain)
    return rules


def specifications_of(units: Units, values: Mapping[str, Any], context: Context) -> list[Specification]:
    """One permutation run serves every correction and level."""
    chosen = weights_from(units.layer, values, part(context.progress, 0.0, 0.3), twins_of(units, values))
    linked, name = chosen.weights.counts > 0, _name(chosen, values)
    strictest = "fdr" if set(values["CORRECTIONS"]) - {"none"} else "none"
    for note in inference_notes({**values, "CORRECTION": strictest, "ALPHA": min(_alphas(values))}, int(linked.sum())):
        context.say(note)
    sum_ranks = neighbour_sum_ranks(units, chosen, values, context)
    codes, ranks = _codes_and_ranks(units, chosen, sum_ranks, values["STATISTIC"])
    p = np.where(linked, p_values(ranks, "two-sided"), np.nan)
    return [
        Specification(name, correction, alpha, _classes(adjusted_p(p, correction) <= alpha, codes, linked))
        for correction in values["CORRECTIONS"]
        for alpha in _alphas(values)
    ]


def _whole(k: float) -> int:
    if k != int(k):
        raise UserError(NOT_WHOLE, k=f"{k:g}")
    return int(k)


def _name(chosen: WeightsChoice, values: Mapping[str, Any]) -> str:
    rule = values["NEIGHBOURS"]
    if rule == KNN:
        return f"k = {values['K']}"
    if rule == BAND:
        return f"{chosen.summary['band_m']:.6g} m"
    return os.path.basename(values["WEIGHTS_FILE"]) if rule == FILE else str(rule)


def _codes_and_ranks(units: Units, chosen: WeightsChoice, sum_ranks: Ranks, statistic: str) -> tuple[np.ndarray, Ranks]:
    """The class of each unit if it is a finding, and the ranks of its statistic from those of its neighbours' sum."""
    if statistic == MORAN:
        found = local_moran(units.values, chosen.weights)
        return quadrant_codes(found.quadrants), moran_ranks(found.z, sum_ranks)
    return side_codes(local_g(units.values, chosen.weights, True, chosen.own), sum_ranks), sum_ranks


def _classes(significant: np.ndarray, codes: np.ndarray, linked: np.ndarray) -> np.ndarray:
    classes = np.where(significant, codes, NOT_SIGNIFICANT).astype(object)
    classes[~linked] = NO_NEIGHBOURS
    return classes


def _alphas(values: Mapping[str, Any]) -> Sequence[float]:
    return ALPHAS.numbers(values["ALPHAS"])

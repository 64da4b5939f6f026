"""Where businesses of one product gather: candidates for a sentra by PP 29/2018 and by the rule of BPS."""

from __future__ import annotations

from collections import Counter
from typing import Any, Mapping, NamedTuple, Optional

import numpy as np

from ..errors import UserError
from ..layer import Layer
from ..parameters import Choice, Option
from ..progress import Progress
from ..space.positions import positions_of
from ..statistics.dbscan import dbscan, rows_by_label
from ..texts import Text
from .units import EMPTY, numbers_of

PP29, BPS20 = "PP29", "BPS20"
NEAR, SAME_VILLAGE = "distance", "village"

PLACE = Choice(
    "PLACE",
    Text("Satu tempat menurut PP 29/2018", "One place by PP 29/2018"),
    Text(
        "Berdekatan: usaha yang terhubung oleh jarak di bawah ini, juga melewati batas desa. Satu desa: menurut kode "
        "desa, juga usaha tanpa titik.",
        "Near each other: businesses connected by the distance below, across village borders too. One village: by the "
        "village code, businesses without a point too.",
    ),
    options=(
        Option(NEAR, Text("Berdekatan", "Near each other")),
        Option(SAME_VILLAGE, Text("Satu desa", "One village")),
    ),
    default=NEAR,
)
NO_PRODUCT = Text(
    "Kolom {field} layer {name} kosong pada semua usaha; pilih kolom produk yang terisi.",
    "The field {field} of the layer {name} is empty for every business; choose the field of products that is filled.",
)
NO_VILLAGE = Text(
    "Kolom desa {field} kosong pada semua usaha; pilih kolom kode desa yang terisi.",
    "The village field {field} is empty for every business; choose the field of village codes that is filled.",
)
NO_CODES = Text(
    "Layer desa memerlukan kolom kode dan rumah tangga; isi keduanya.",
    "The layer of villages needs its field of codes and of households; give both.",
)
NOT_STATED = "X"
"""What the register writes where the sex of an owner is not known."""


class Businesses(NamedTuple):
    """What is known of each business, texts (n,), "" where it is not known."""

    layer: Layer
    products: np.ndarray
    villages: np.ndarray
    sexes: np.ndarray
    classes: np.ndarray


class Candidate(NamedTuple):
    """One candidate: its product, the rule it meets, the rows of its businesses, and the households of its village (NaN
    where the rule does not ask)."""

    product: str
    rule: str
    rows: np.ndarray
    households: float


def businesses_of(values: Mapping[str, Any]) -> Businesses:
    """The businesses of INPUT. UserError where there are none, or no product or village at all."""
    layer = values["INPUT"]
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    products, villages, sexes, classes = (
        _texts(layer, values.get(each)) for each in ("PRODUCT", "VILLAGE", "SEX", "CLASS")
    )
    if not (products != "").any():
        raise UserError(NO_PRODUCT, field=values["PRODUCT"], name=layer.name)
    if not (villages != "").any():
        raise UserError(NO_VILLAGE, field=values["VILLAGE"])
    return Businesses(layer, products, villages, np.where(sexes == NOT_STATED, "", sexes), classes)


def households_of(values: Mapping[str, Any]) -> dict[str, float]:
    """The households of each village by its code, as far as a layer of villages tells them."""
    layer, code, households = (values.get(each) for each in ("REGIONS", "REGION_CODE", "REGION_HOUSEHOLDS"))
    if layer is None:
        return {}
    if not code or not households:
        raise UserError(NO_CODES)
    numbers = numbers_of(layer, households)
    return {name: float(count) for name, count in zip(layer.texts(code), numbers) if name and count > 0}


def by_pp29(businesses: Businesses, values: Mapping[str, Any], progress: Progress) -> list[Candidate]:
    """At least MINIMUM businesses of one product in one place."""
    points, minimum = positions_of(businesses.layer).xyz, int(values["MINIMUM"])
    names, codes = np.unique(businesses.products, return_inverse=True)
    found = []
    for number, (product, rows) in enumerate(zip(names.tolist(), rows_by_label(codes))):
        if not product:
            continue
        if values["PLACE"] == SAME_VILLAGE:
            rows = rows[businesses.villages[rows] != ""]
            labels = np.unique(businesses.villages[rows], return_inverse=True)[1]
        else:
            labels = dbscan(points[rows], float(values["DISTANCE"]), 2).labels
        places = [rows[each] for each in rows_by_label(labels)]
        found += [Candidate(product, PP29, each, float("nan")) for each in places if len(each) >= minimum]
        progress((number + 1) / len(names))
    return found


def by_bps20(businesses: Businesses, households: Mapping[str, float], values: Mapping[str, Any]) -> list[Candidate]:
    """Businesses of one product in one village, at least SHARE percent of its households."""
    groups: dict[tuple[str, str], list[int]] = {}
    for row, (product, village) in enumerate(zip(businesses.products.tolist(), businesses.villages.tolist())):
        if product and village in households:
            groups.setdefault((product, village), []).append(row)
    share = float(values["SHARE"])
    return [
        Candidate(product, BPS20, np.array(rows), households[village])
        for (product, village), rows in groups.items()
        if 100 * len(rows) >= share * households[village]  # in per cent: 7 of 100 households are exactly 7 %
    ]


def ordered(businesses: Businesses, candidates: list[Candidate]) -> list[Candidate]:
    """The largest first; equal ones by product, rule and villages, then by where they lie."""
    points = np.nan_to_num(positions_of(businesses.layer).xyz)

    def key(each: Candidate) -> tuple[Any, ...]:
        place = points[each.rows]
        first = place[np.lexsort(place.T[::-1])[0]].tolist()
        return (-len(each.rows), each.product, each.rule, villages_of(businesses, each), first)

    return sorted(candidates, key=key)


def villages_of(businesses: Businesses, candidate: Candidate) -> list[str]:
    """The codes of the villages in which its businesses are, ascending."""
    return sorted(set(businesses.villages[candidate.rows].tolist()) - {""})


def most_frequent(words: np.ndarray) -> Optional[str]:
    """The most frequent of the texts that are not empty (of equally frequent ones the first in the alphabet), or
    None."""
    counts = Counter(word for word in words.tolist() if word)
    return min(counts, key=lambda word: (-counts[word], word)) if counts else None


def _texts(layer: Layer, field: Optional[str]) -> np.ndarray:
    return np.array(layer.texts(field) if field else [""] * len(layer), dtype=str)

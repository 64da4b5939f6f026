"""A part with what is near it, row by row: the rows of the part itself, then those of its halo."""

from __future__ import annotations

from typing import NamedTuple, Optional, Sequence

import numpy as np

from ir_plugin.core.statistics.dbscan import rows_by_label

from .geoparquet import texts
from .partitions import Partitions


class Neighbourhood(NamedTuple):
    """xyz: float64 (n, 2 or 3), NaN where a row takes no part; own: how many rows are of the part itself, the first
    ones. part, place: int64 (n,), where each row is. categories: text (n,), "" everywhere without a field."""

    xyz: np.ndarray
    own: int
    part: np.ndarray
    place: np.ndarray
    categories: np.ndarray

    def by_category(self, rows: np.ndarray) -> Sequence[np.ndarray]:
        """The chosen rows (bool (n,)) with a position, category by category, each ascending by coordinates."""
        chosen = np.flatnonzero(rows & np.isfinite(self.xyz).all(axis=1))
        chosen = chosen[np.lexsort(self.xyz[chosen].T[::-1])]
        if (self.categories == "").all():
            return [chosen]
        _names, codes = np.unique(self.categories[chosen], return_inverse=True)
        return [chosen[each] for each in rows_by_label(codes)]


def neighbourhood_of(partitions: Partitions, number: int, distance_m: float, field: Optional[str]) -> Neighbourhood:
    """A part with all rows within the distance of its own. field: of the categories; rows without one take no part."""
    own, halo = partitions.positions(number), partitions.halo(number, distance_m)
    categories = [categories_of(partitions, number, field)]
    for other in np.unique(halo.part).tolist():  # the halo stands part by part
        categories.append(categories_of(partitions, other, field)[halo.place[halo.part == other]])
    xyz, names = np.concatenate([own, halo.xyz]), np.concatenate(categories)
    if field:
        xyz[names == ""] = np.nan
    part = np.concatenate([np.full(len(own), number), halo.part])
    place = np.concatenate([np.arange(len(own)), halo.place])
    return Neighbourhood(xyz, len(own), part, place, names)


def categories_of(partitions: Partitions, number: int, field: Optional[str]) -> np.ndarray:
    """The category of each row of a part as text, "" where it has none, as on one machine."""
    if not field:
        return np.full(partitions.rows[number], "")
    return texts(partitions.table(number, [field]), field)

"""What density clusters give, from one machine or from many: columns, hulls, notes, the record."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

import numpy as np

from ..declaration import Column, LayerResult, Note
from ..figures import figure
from ..space.hulls import Hull
from ..statistics.dbscan import NOISE as OUTSIDE
from ..texts import Text
from .density_words import BY_CATEGORY, FOUND, LEFT_OUT, NO_CATEGORY, PARAGRAPH, VARYING_PARAGRAPH
from .themes import BORDER, CORE, NOISE

DBSCAN, HDBSCAN = "dbscan", "hdbscan"
NUMBER = Column(
    "klaster_spasial",
    "integer",
    Text("Klaster spasial", "Spatial cluster"),
    Text("Nomor klaster, terbesar dahulu; kosong di luar klaster.", "Cluster number, largest first; empty outside."),
)
MEMBERS = Column("klaster_anggota", "integer", Text("Banyaknya usaha di klaster", "Businesses in the cluster"))
COLUMNS = (
    NUMBER,
    Column("klaster_peran", "text", Text("Peran", "Role")),
    MEMBERS,
    Column(
        "klaster_dalam",
        "real",
        Text("Kedalaman dalam klaster", "Depth in the cluster"),
        Text("0 tepi, 1 paling padat; hanya HDBSCAN.", "0 at its edge, 1 in its densest part; HDBSCAN only."),
    ),
)
HULL_COLUMNS = (
    NUMBER,
    Column("kategori", "text", Text("Kategori", "Category")),
    MEMBERS,
    Column("luas_km2", "real", Text("Luas selubung (km2)", "Area of the hull (km2)")),
    Column("usaha_per_km2", "real", Text("Usaha per km2 selubung", "Businesses per km2 of the hull")),
)


def notes_of(nowhere: int, unnamed: int, field: Optional[str], numbers: Mapping[str, int]) -> list[Note]:
    """What was left out, for want of a point or of the category ``field``, and what was found."""
    notes = [Note(LEFT_OUT.format(count=nowhere), warning=True)] if nowhere else []
    notes += [Note(NO_CATEGORY.format(count=unnamed, field=field), warning=True)] if unnamed else []
    return [*notes, Note(FOUND.format(clusters=numbers["N_CLUSTERS"], noise=numbers["N_NOISE"]))]


def cluster_rows(
    labels: np.ndarray, core: np.ndarray, depth: np.ndarray, members: np.ndarray, used: np.ndarray
) -> LayerResult:
    """The columns of points. labels: of their clusters, -1 outside; members: how many their cluster has; used: bool,
    which took part."""
    inside = labels != OUTSIDE
    roles = np.where(inside, np.where(core, CORE, BORDER), NOISE).astype(object)
    roles[~used] = None
    return LayerResult(
        COLUMNS,
        {
            "klaster_spasial": np.where(inside, labels + 1.0, np.nan),
            "klaster_peran": roles,
            "klaster_anggota": np.where(inside, members, np.nan),
            "klaster_dalam": depth,
        },
    )


def hull_rows(hulls: Sequence[Hull], categories: Sequence[Optional[str]], sizes: np.ndarray) -> LayerResult:
    """The layer of hulls, of the clusters in their order; no density where the area of a hull drowns in rounding."""
    areas_km2 = [hull.area_m2 / 1e6 for hull in hulls]
    columns = {
        "klaster_spasial": [cluster + 1 for cluster in range(len(sizes))],
        "kategori": categories,
        "klaster_anggota": sizes.tolist(),
        "luas_km2": areas_km2,
        "usaha_per_km2": [float(size / area) if area else None for size, area in zip(sizes, areas_km2)],
    }
    return LayerResult(HULL_COLUMNS, columns, tuple(hull.wkb for hull in hulls))


def paragraph_of(values: Mapping[str, Any], used: int, numbers: Mapping[str, int]) -> Text:
    """The methods paragraph of a run."""
    category = values.get("CATEGORY")
    words = VARYING_PARAGRAPH if values["ALGORITHM"] == HDBSCAN else PARAGRAPH
    return words.format(
        units=used,
        category=BY_CATEGORY.format(field=category) if category else Text("", ""),
        distance=figure(values["DISTANCE"]),
        minimum=values["MINIMUM"],
        smallest=values["SMALLEST"],
        clusters=numbers["N_CLUSTERS"],
        noise=numbers["N_NOISE"],
    )

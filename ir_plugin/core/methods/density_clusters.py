"""Concentrations of businesses on the ground: DBSCAN as an offer to a user."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional

import numpy as np

from ..declaration import Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Results, Rows, String
from ..errors import UserError
from ..layer import Layer
from ..parameters import DistanceSetting, FieldChoice, LayerInput, NumberSetting
from ..progress import Progress, part
from ..space.hulls import hull_of
from ..space.positions import positions_of
from ..statistics.dbscan import NOISE as OUTSIDE
from ..statistics.dbscan import dbscan
from ..texts import Text, number
from .groups import CLUSTERS
from .themes import BORDER, CORE, DENSITY_CLUSTERS, NOISE
from .units import EMPTY, record_of

NUMBER = Column(
    "klaster_spasial",
    "integer",
    Text("Klaster spasial", "Spatial cluster"),
    Text("Nomor klaster, terbesar dahulu; kosong di luar klaster.", "Cluster number, largest first; empty outside."),
)
MEMBERS = Column("klaster_anggota", "integer", Text("Banyaknya usaha di klaster", "Businesses in the cluster"))
COLUMNS = (NUMBER, Column("klaster_peran", "text", Text("Peran", "Role")), MEMBERS)
HULL_COLUMNS = (
    NUMBER,
    Column("kategori", "text", Text("Kategori", "Category")),
    MEMBERS,
    Column("luas_km2", "real", Text("Luas selubung (km2)", "Area of the hull (km2)")),
    Column("usaha_per_km2", "real", Text("Usaha per km2 selubung", "Businesses per km2 of the hull")),
)

NO_POINTS = Text(
    "Layer {name} tidak punya titik; isi koordinatnya lebih dahulu.",
    "The layer {name} has no points; give its rows coordinates first.",
)
LEFT_OUT = Text(
    "{count} baris tanpa titik tidak ikut dihitung dan tetap ada dalam hasil.",
    "{count} rows without a point take no part and stay in the result.",
)
NO_CATEGORY = Text(
    "{count} titik tanpa {field} tidak ikut dihitung dan tetap ada dalam hasil.",
    "{count} points without {field} take no part and stay in the result.",
)
NOWHERE_A_CATEGORY = Text(
    "Kolom {field} layer {name} kosong pada semua titik; pilih kolom lain atau kosongkan CATEGORY.",
    "The field {field} of the layer {name} is empty for every point; choose another or leave CATEGORY empty.",
)
FOUND = Text("{clusters} klaster; {noise} usaha di luar klaster.", "{clusters} clusters; {noise} businesses outside.")
PARAGRAPH = Text(
    "Klaster spasial dari {units} usaha dicari dengan DBSCAN (Ester dkk. 1996){category}: jarak {distance} m, paling "
    "sedikit {minimum} usaha termasuk usaha itu sendiri. Hasil: {clusters} klaster, {noise} usaha di luar klaster.",
    "Spatial clusters of {units} businesses were found with DBSCAN (Ester et al. 1996){category}: distance "
    "{distance} m, at least {minimum} businesses including the business itself. Result: {clusters} clusters, {noise} "
    "businesses outside.",
)
BY_CATEGORY = Text(", terpisah menurut {field}", ", apart for each {field}")


class _Clusters(NamedTuple):
    """labels: int64 (n,), -1 outside; core: bool (n,); categories: the category of each cluster."""

    labels: np.ndarray
    core: np.ndarray
    categories: list[Optional[str]]


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The cluster of each point, and the hull of each cluster."""
    layer, field = values["INPUT"], values.get("CATEGORY")
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    places = positions_of(layer)
    placed = np.isfinite(places.xyz).all(axis=1)
    if not placed.any():
        raise UserError(NO_POINTS, name=layer.name)
    categories = _categories(layer, field)
    used = placed & (categories != "") if field else placed
    if not used.any():
        raise UserError(NOWHERE_A_CATEGORY, field=field, name=layer.name)
    found = _clusters(np.where(used[:, None], places.xyz, np.nan), categories, values, context.progress)
    sizes = np.bincount(found.labels[found.labels >= 0], minlength=len(found.categories))
    noise = int((used & (found.labels == OUTSIDE)).sum())
    numbers = {"N_CLUSTERS": len(sizes), "N_NOISE": noise}
    return Results(
        layers={"OUTPUT": _rows(found, used, sizes), "HULLS": _hulls(layer, found, sizes)},
        numbers=numbers,
        notes=(
            Note(places.note),
            *_left_out(placed, used, field),
            Note(FOUND.format(clusters=len(sizes), noise=noise)),
        ),
        record=_record(values, layer, int(used.sum()), numbers),
    )


def _left_out(placed: np.ndarray, used: np.ndarray, field: Optional[str]) -> list[Note]:
    nowhere, unnamed = int((~placed).sum()), int((placed & ~used).sum())
    notes = [Note(LEFT_OUT.format(count=nowhere), warning=True)] if nowhere else []
    return notes + ([Note(NO_CATEGORY.format(count=unnamed, field=field), warning=True)] if unnamed else [])


def _categories(layer: Layer, field: Optional[str]) -> np.ndarray:
    """The category of each row as text, "" where it has none."""
    if not field:
        return np.full(len(layer), "")
    return np.array(layer.texts(field), dtype=str)


def _clusters(points: np.ndarray, categories: np.ndarray, values: Mapping[str, Any], progress: Progress) -> _Clusters:
    """Clusters within each category, numbered across all of them by size, category and place."""
    labels, core = np.full(len(points), OUTSIDE, np.int64), np.zeros(len(points), bool)
    names, codes = np.unique(categories, return_inverse=True)
    owners: list[Optional[str]] = []
    for code, name in enumerate(names.tolist()):
        rows = np.flatnonzero(codes == code)
        watched = part(progress, code / len(names), (code + 1) / len(names))
        found = dbscan(points[rows], float(values["DISTANCE"]), int(values["MINIMUM"]), watched)
        clustered = found.labels != OUTSIDE
        labels[rows[clustered]] = found.labels[clustered] + len(owners)
        core[rows] = found.core
        owners += [name or None] * (int(found.labels.max(initial=-1)) + 1)
        progress((code + 1) / len(names))
    sizes = np.bincount(labels[labels >= 0], minlength=len(owners))
    order = np.argsort(-sizes, kind="stable")
    number = np.append(np.argsort(order), OUTSIDE)  # the last entry is for points outside
    return _Clusters(number[labels], core, [owners[cluster] for cluster in order])


def _rows(found: _Clusters, used: np.ndarray, sizes: np.ndarray) -> LayerResult:
    inside = found.labels != OUTSIDE
    roles = np.where(inside, np.where(found.core, CORE, BORDER), NOISE).astype(object)
    roles[~used] = None
    members = np.append(sizes, 0)[found.labels]
    return LayerResult(
        COLUMNS,
        {
            "klaster_spasial": np.where(inside, found.labels + 1.0, np.nan),
            "klaster_peran": roles,
            "klaster_anggota": np.where(inside, members, np.nan),
        },
    )


def _hulls(layer: Layer, found: _Clusters, sizes: np.ndarray) -> LayerResult:
    hulls = [hull_of(layer, np.flatnonzero(found.labels == cluster)) for cluster in range(len(sizes))]
    areas_km2 = [hull.area_m2 / 1e6 for hull in hulls]
    columns = {
        "klaster_spasial": [cluster + 1 for cluster in range(len(sizes))],
        "kategori": found.categories,
        "klaster_anggota": sizes.tolist(),
        "luas_km2": areas_km2,
        "usaha_per_km2": [float(size / area) for size, area in zip(sizes, areas_km2)],
    }
    return LayerResult(HULL_COLUMNS, columns, tuple(hull.wkb for hull in hulls))


def _record(values: Mapping[str, Any], layer: Layer, used: int, numbers: Mapping[str, int]) -> Any:
    category = values.get("CATEGORY")
    paragraph = PARAGRAPH.format(
        units=used,
        category=BY_CATEGORY.format(field=category) if category else Text("", ""),
        distance=number(f"{values['DISTANCE']:g}"),
        minimum=values["MINIMUM"],
        clusters=numbers["N_CLUSTERS"],
        noise=numbers["N_NOISE"],
    )
    return record_of(METHOD, values, layer, [category] if category else [], used, paragraph)


METHOD = Algorithm(
    id="densityclusters",
    title=Text("Klaster kepadatan (DBSCAN)", "Density clusters (DBSCAN)"),
    group=CLUSTERS,
    summary=Text("Mencari tempat usaha berdekatan satu sama lain.", "Finds where businesses lie close together."),
    help=Text(
        "Usaha dengan cukup banyak usaha lain dalam jarak tertentu menjadi inti klaster; inti yang berdekatan "
        "membentuk satu klaster, usaha di sekitarnya menjadi tepi, sisanya di luar klaster. Hasilnya menunjukkan "
        "kepadatan, bukan lebih padat daripada kebetulan, dan bukan sentra resmi.",
        "A business with enough others within the distance is the core of a cluster; cores that are close form one "
        "cluster, businesses round it are its border, the rest is outside. The result shows density, not more than "
        "chance would give, and no official sentra.",
    ),
    parameters=(
        LayerInput("INPUT", Text("Layer usaha (titik)", "Layer of businesses (points)"), geometry="point"),
        FieldChoice(
            "CATEGORY",
            Text("Kategori", "Category"),
            Text(
                "Klaster dicari terpisah untuk setiap nilai, misalnya produk.",
                "Clusters apart for each value, such as products.",
            ),
            optional=True,
        ),
        DistanceSetting(
            "DISTANCE",
            Text("Jarak", "Distance"),
            Text("Jarak terjauh antara dua usaha yang bertetangga.", "How far neighbouring businesses may be apart."),
            default=500.0,
            minimum=0.01,
        ),
        NumberSetting(
            "MINIMUM",
            Text("Jumlah usaha minimum", "Minimum of businesses"),
            Text("Termasuk usaha itu sendiri.", "Including the business itself."),
            default=5,
            minimum=2,
            integer=True,
        ),
    ),
    outputs=(
        Rows(
            "OUTPUT", Text("Usaha dan klasternya", "Businesses with their cluster"), "INPUT", COLUMNS, DENSITY_CLUSTERS
        ),
        NewLayer("HULLS", Text("Selubung klaster", "Hulls of clusters"), "polygon", crs_of="INPUT", optional=True),
        Number("N_CLUSTERS", Text("Banyaknya klaster", "Number of clusters")),
        Number("N_NOISE", Text("Usaha di luar klaster", "Businesses outside of clusters")),
        String("RECORD", Text("Catatan jalan", "Run record")),
    ),
    compute=compute,
    tags=("dbscan", "klaster", "cluster", "kepadatan", "density", "sentra"),
    references=(
        "Ester, M., Kriegel, H.-P., Sander, J. and Xu, X. (1996). A density-based algorithm for discovering clusters "
        "in large spatial databases with noise. Proceedings of KDD-96, 226-231.",
    ),
)

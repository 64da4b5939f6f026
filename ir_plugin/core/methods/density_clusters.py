"""Concentrations of businesses on the ground: DBSCAN as an offer to a user."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional

import numpy as np

from ..declaration import RECORD, Algorithm, Context, LayerResult, NewLayer, Note, Number, Results, Rows
from ..errors import UserError
from ..geometry_engine import GeometryEngine
from ..layer import Layer
from ..parameters import Choice, DistanceSetting, FieldChoice, LayerInput, NumberSetting, Option
from ..progress import Progress, part
from ..space.hulls import concave_hull_of, hull_of
from ..space.positions import positions_of
from ..statistics.dbscan import NOISE as OUTSIDE
from ..statistics.dbscan import dbscan, rows_by_label
from ..statistics.hdbscan import hdbscan
from ..texts import Text, same
from .density_results import COLUMNS, DBSCAN, HDBSCAN, cluster_rows, hull_rows, notes_of, paragraph_of
from .density_words import GUIDE, HELP, NO_POINTS, NOWHERE_A_CATEGORY, REFERENCES
from .groups import CLUSTERS
from .themes import DENSITY_CLUSTERS
from .units import EMPTY, record_of

CONVEX, CONCAVE = "convex", "concave"
SAME_HOUSE_M = 1.0
"""HDBSCAN: businesses nearer than this count as this far apart, or a shared point would be infinitely dense."""


class _Clusters(NamedTuple):
    """labels: int64 (n,), -1 outside; core: bool (n,); depth: float64 (n,), NaN where unknown; categories: the category
    of each cluster."""

    labels: np.ndarray
    core: np.ndarray
    depth: np.ndarray
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
    rows = cluster_rows(found.labels, found.core, found.depth, np.append(sizes, 0)[found.labels], used)
    engine = context.geometry if values["HULL"] == CONCAVE else None
    return Results(
        layers={"OUTPUT": rows, "HULLS": _hulls(layer, found, sizes, engine)},
        numbers=numbers,
        notes=(
            Note(places.note),
            *notes_of(int((~placed).sum()), int((placed & ~used).sum()), field, numbers),
        ),
        record=record_of(
            METHOD,
            values,
            layer,
            [field] if field else [],
            int(used.sum()),
            paragraph_of(values, int(used.sum()), numbers),
        ),
    )


def _categories(layer: Layer, field: Optional[str]) -> np.ndarray:
    """The category of each row as text, "" where it has none."""
    if not field:
        return np.full(len(layer), "")
    return np.array(layer.texts(field), dtype=str)


def _clusters(points: np.ndarray, categories: np.ndarray, values: Mapping[str, Any], progress: Progress) -> _Clusters:
    """Clusters within each category, numbered across all of them by size, category and place."""
    labels, core = np.full(len(points), OUTSIDE, np.int64), np.zeros(len(points), bool)
    depth = np.full(len(points), np.nan)
    names, codes = np.unique(categories, return_inverse=True)
    owners: list[Optional[str]] = []
    for code, (name, rows) in enumerate(zip(names.tolist(), rows_by_label(codes))):
        watched = part(progress, code / len(names), (code + 1) / len(names))
        found, core[rows], depth[rows] = _one_category(points[rows], values, watched)
        clustered = found != OUTSIDE
        labels[rows[clustered]] = found[clustered] + len(owners)
        owners += [name or None] * (int(found.max(initial=-1)) + 1)
        progress((code + 1) / len(names))
    sizes = np.bincount(labels[labels >= 0], minlength=len(owners))
    order = np.argsort(-sizes, kind="stable")
    number = np.append(np.argsort(order), OUTSIDE)  # the last entry is for points outside
    return _Clusters(number[labels], core, depth, [owners[cluster] for cluster in order])


def _one_category(
    points: np.ndarray, values: Mapping[str, Any], progress: Progress
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """labels, core and depth as in _Clusters."""
    minimum = int(values["MINIMUM"])
    if values["ALGORITHM"] == HDBSCAN:
        smallest = int(values["SMALLEST"])
        if np.isfinite(points).all(axis=1).sum() < max(smallest, minimum):
            return np.full(len(points), OUTSIDE), np.zeros(len(points), bool), np.full(len(points), np.nan)
        varying = hdbscan(points, smallest, minimum, nearest=SAME_HOUSE_M, progress=progress)
        inside = varying.labels != OUTSIDE
        return varying.labels, inside, np.where(inside, varying.membership, np.nan)
    found = dbscan(points, float(values["DISTANCE"]), minimum, progress)
    return found.labels, found.core, np.full(len(points), np.nan)


def _hulls(layer: Layer, found: _Clusters, sizes: np.ndarray, engine: Optional[GeometryEngine]) -> LayerResult:
    """engine: for concave hulls, None for convex ones."""
    members = rows_by_label(found.labels)
    hulls = [concave_hull_of(layer, rows, engine) if engine else hull_of(layer, rows) for rows in members]
    return hull_rows(hulls, found.categories, sizes)


METHOD = Algorithm(
    id="densityclusters",
    title=Text("Klaster kepadatan (DBSCAN, HDBSCAN)", "Density clusters (DBSCAN, HDBSCAN)"),
    group=CLUSTERS,
    summary=Text("Mencari tempat usaha berdekatan satu sama lain.", "Finds where businesses lie close together."),
    help=HELP,
    guide=GUIDE,
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
        Choice(
            "ALGORITHM",
            Text("Cara", "Method"),
            Text(
                "DBSCAN: satu jarak di mana-mana. HDBSCAN: kota dan desa dengan kepadatan berbeda, tanpa jarak.",
                "DBSCAN: one distance everywhere. HDBSCAN: towns and villages of different density, without a "
                "distance.",
            ),
            options=(Option(DBSCAN, same("DBSCAN")), Option(HDBSCAN, same("HDBSCAN"))),
            default=DBSCAN,
        ),
        DistanceSetting(
            "DISTANCE",
            Text("Jarak (DBSCAN)", "Distance (DBSCAN)"),
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
        NumberSetting(
            "SMALLEST",
            Text("Klaster terkecil (HDBSCAN)", "Smallest cluster (HDBSCAN)"),
            default=5,
            minimum=2,
            integer=True,
        ),
        Choice(
            "HULL",
            Text("Selubung", "Hulls"),
            Text(
                "Cekung mengikuti bentuk, misalnya sepanjang pesisir.", "Concave ones follow a shape such as a coast."
            ),
            advanced=True,
            options=(Option(CONVEX, Text("Cembung", "Convex")), Option(CONCAVE, Text("Cekung", "Concave"))),
            default=CONVEX,
        ),
    ),
    outputs=(
        Rows(
            "OUTPUT", Text("Usaha dan klasternya", "Businesses with their cluster"), "INPUT", COLUMNS, DENSITY_CLUSTERS
        ),
        NewLayer("HULLS", Text("Selubung klaster", "Hulls of clusters"), "polygon", crs_of="INPUT", optional=True),
        Number("N_CLUSTERS", Text("Banyaknya klaster", "Number of clusters")),
        Number("N_NOISE", Text("Usaha di luar klaster", "Businesses outside of clusters")),
        RECORD,
    ),
    compute=compute,
    tags=("dbscan", "hdbscan", "klaster", "cluster", "kepadatan", "density", "sentra"),
    references=REFERENCES,
)

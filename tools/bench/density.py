"""DBSCAN and HDBSCAN of points in clean clusters: ours beside scikit-learn and the whole run of QGIS's own."""

from __future__ import annotations

from functools import partial

import geopandas
import numpy as np
from case import NO_SLOWER, Case, Run, faster, runs
from qgis_client import qgis_run, written
from sklearn.cluster import DBSCAN, HDBSCAN

from ir_plugin.core.statistics.dbscan import dbscan
from ir_plugin.core.statistics.hdbscan import hdbscan

CLUSTERS = 200
DISTANCE_M, MINIMUM = 100.0, 10
SMALLEST = 10
"""Points that make an HDBSCAN cluster, and a place dense."""


def cases() -> list[Case]:
    """DBSCAN at two sizes, and HDBSCAN at one."""
    ours = runs(lambda points: _clusters(dbscan(points, DISTANCE_M, MINIMUM).labels))
    theirs = runs(lambda points: _clusters(DBSCAN(eps=DISTANCE_M, min_samples=MINIMUM).fit(points).labels_))
    sklearn = {"scikit-learn": (theirs, faster(2))}
    both = {**sklearn, "native:dbscanclustering, its whole run": (_in_qgis, NO_SLOWER)}
    return [
        Case("density", "DBSCAN, 200,000 points", partial(points, 200_000), ours, both),
        Case("density", "DBSCAN, 1,000,000 points", partial(points, 1_000_000), ours, sklearn, rounds=1),
        Case(
            "density",
            "HDBSCAN, 82,944 points",
            partial(points, 82_944),
            runs(lambda points: _clusters(hdbscan(points, SMALLEST, SMALLEST).labels)),
            {"scikit-learn": (runs(_sklearn_hdbscan), NO_SLOWER)},
            rounds=2,
        ),
    ]


def points(count: int) -> np.ndarray:
    """Round clusters with a standard deviation of 200 m in 100 km by 100 km, and one point in twenty anywhere."""
    generator = np.random.default_rng(1)
    centres = generator.random((CLUSTERS, 2)) * 100_000
    inside = count * 19 // 20
    spread = centres[generator.integers(0, CLUSTERS, inside)] + generator.normal(0, 200, (inside, 2))
    return np.concatenate([spread, generator.random((count - inside, 2)) * 100_000])


def _clusters(labels: np.ndarray) -> int:
    return int(labels.max()) + 1


def _sklearn_hdbscan(points: np.ndarray) -> int:
    return _clusters(HDBSCAN(min_cluster_size=SMALLEST, min_samples=SMALLEST, copy=False).fit(points).labels_)


def _in_qgis(points: np.ndarray) -> Run:
    """From a layer in memory to one in memory."""
    geometry = geopandas.points_from_xy(*points.T, crs="EPSG:32748")
    file = written(geopandas.GeoDataFrame(geometry=geometry), "points")
    settings = {"INPUT": file, "MIN_SIZE": MINIMUM, "EPS": DISTANCE_M, "OUTPUT": "TEMPORARY_OUTPUT"}
    return qgis_run("native:dbscanclustering", settings, found="NUM_CLUSTERS", in_memory=True)

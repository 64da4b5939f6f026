"""Gi* with 999 permutations: ours beside esda (numba, one job) and GeoDa (C++, its threads on all cores)."""

from __future__ import annotations

import os
import warnings
from typing import Any

import esda
import geopandas
import libpysal
import numpy as np
import pygeoda
from side_by_side import OURS, side_by_side, timed

from ir_plugin.core.space.neighbours import k_nearest
from ir_plugin.core.space.weights import Weights
from ir_plugin.core.statistics.getis_ord import local_g, normal_p
from ir_plugin.core.statistics.permutation import local_sum_ranks, p_values

NEIGHBOURS = 8
PERMUTATIONS = 999


def local_statistics(units: int, rounds: int) -> dict[str, Any]:
    """Times and the largest differences of z, on random points and values with the same 8 nearest neighbours."""
    generator = np.random.default_rng(units)
    points, values = generator.random((units, 2)), generator.gamma(2.0, size=units)
    weights = k_nearest(points, NEIGHBOURS)
    theirs = _libpysal(weights)
    frame = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*points.T))
    geoda = pygeoda.knn_weights(pygeoda.open(frame), NEIGHBOURS)
    as_list = values.tolist()

    def run_ours() -> np.ndarray:
        z = local_g(values, weights)
        ranks = local_sum_ranks(values, weights, PERMUTATIONS, np.random.default_rng(1), points)
        p_values(ranks, "two-sided")
        normal_p(z, "two-sided")
        return z

    def run_esda() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return esda.G_Local(
                values, theirs, transform="B", star=True, permutations=PERMUTATIONS, keep_simulations=False, n_jobs=1
            )

    def run_geoda() -> Any:
        return pygeoda.local_gstar(geoda, as_list, permutations=PERMUTATIONS, cpu_threads=os.cpu_count())

    result = side_by_side(
        f"Gi*, {units:,} units, {PERMUTATIONS} permutations",
        {OURS: lambda: timed(run_ours), "esda": lambda: timed(run_esda), "pygeoda": lambda: timed(run_geoda)},
        rounds,
    )
    return {**result, "largest_difference_of_z": {"esda": float(np.abs(run_ours() - run_esda().Zs).max())}}


def _libpysal(weights: Weights) -> libpysal.weights.W:
    rows = np.split(weights.neighbours, weights.starts[1:-1])
    return libpysal.weights.W(dict(enumerate(row.tolist() for row in rows)), silence_warnings=True)

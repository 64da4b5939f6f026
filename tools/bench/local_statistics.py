"""Local statistics with 999 permutations: ours beside esda (numba, one job) and GeoDa (C++, threads on all cores).

All have the same points, values and 8 nearest neighbours, and weights in the form that they want. What is timed is
the statistic with its pseudo p-values, and what else the rival gives.
"""

from __future__ import annotations

import os
import warnings
from functools import partial
from typing import Any, Callable, NamedTuple

import esda
import geopandas
import libpysal
import numpy as np
import pygeoda
from case import Aim, Case, Contestant, faster, runs, within
from measure import measured

from ir_plugin.core.space.neighbours import k_nearest
from ir_plugin.core.space.weight_forms import row_standardised
from ir_plugin.core.space.weights import Weights
from ir_plugin.core.statistics.getis_ord import local_g, normal_p
from ir_plugin.core.statistics.join_counts import local_joins
from ir_plugin.core.statistics.local_geary import local_geary
from ir_plugin.core.statistics.local_moran import local_moran
from ir_plugin.core.statistics.permutation import local_sum_ranks, p_values
from ir_plugin.core.statistics.weighted_permutation import squared_difference_ranks

NEIGHBOURS, PERMUTATIONS = 8, 999
RARE = 4.0
"""Values above this, one in eleven, are the category of the join counts."""

ESDA = {"permutations": PERMUTATIONS, "n_jobs": 1}
GEODA = {"permutations": PERMUTATIONS, "cpu_threads": os.cpu_count()}


class Sample(NamedTuple):
    """weights: binary; means: the same, row-standardised; members: of a category, bool."""

    points: np.ndarray
    values: np.ndarray
    weights: Weights
    means: Weights

    @property
    def members(self) -> np.ndarray:
        return self.values > RARE

    @property
    def graph(self) -> libpysal.graph.Graph:
        """The binary weights for esda, whose Graph is faster than its W."""
        ones = np.ones(len(self.weights.neighbours))
        return libpysal.graph.Graph.from_arrays(self.weights.sources, self.weights.neighbours, ones)


class Statistic(NamedTuple):
    """A local statistic by ours, on a sample; by esda, on a sample and its graph; by pygeoda, on its weights, the
    values as a list, and members as a list of 0 and 1."""

    name: str
    ours: Callable[[Sample], Any]
    esda: Callable[[Sample, Any], Any]
    geoda: Callable[[Any, list[float], list[int]], Any]
    aim: Aim


def sample(units: int) -> Sample:
    """Random points in no order, and values without any pattern."""
    generator = np.random.default_rng(units)
    points, values = generator.random((units, 2)), generator.gamma(2.0, size=units)
    weights = k_nearest(points, NEIGHBOURS)
    return Sample(points, values, weights, row_standardised(weights))


def _pseudo_p(given: Sample, values: np.ndarray, alternative: str = "two-sided", make: Any = local_sum_ranks) -> None:
    p_values(make(values, given.weights, PERMUTATIONS, np.random.default_rng(1), given.points), alternative)


def _moran(given: Sample) -> None:
    local_moran(given.values, given.means)
    _pseudo_p(given, given.values)


def _getis_ord(given: Sample, star: bool) -> None:
    normal_p(local_g(given.values, given.weights, star), "two-sided")
    _pseudo_p(given, given.values)


def _joins(given: Sample) -> None:
    local_joins(given.members, given.weights)
    _pseudo_p(given, given.members.astype(np.float64), "greater")


def _geary(given: Sample) -> None:
    local_geary(given.values, given.means)
    _pseudo_p(given, given.values, make=squared_difference_ranks)


def _esda_g(given: Sample, graph: Any, star: bool) -> None:
    esda.G_Local(given.values, graph, transform="B", star=star, keep_simulations=False, **ESDA)


STATISTICS = (
    Statistic(
        "Local Moran",
        _moran,
        lambda given, graph: esda.Moran_Local(given.values, graph, keep_simulations=False, **ESDA),
        lambda weights, values, members: pygeoda.local_moran(weights, values, **GEODA),
        faster(200),
    ),
    Statistic(
        "Gi",
        partial(_getis_ord, star=False),
        partial(_esda_g, star=False),
        lambda weights, values, members: pygeoda.local_g(weights, values, **GEODA),
        faster(200),
    ),
    Statistic(
        "Gi\\*",
        partial(_getis_ord, star=True),
        partial(_esda_g, star=True),
        lambda weights, values, members: pygeoda.local_gstar(weights, values, **GEODA),
        faster(200),
    ),
    Statistic(
        "Local join counts",
        _joins,
        lambda given, graph: esda.Join_Counts_Local(graph, **ESDA).fit(given.members.astype(np.int64)),
        lambda weights, values, members: pygeoda.local_joincount(weights, members, **GEODA),
        faster(200),
    ),
    Statistic(
        "Local Geary",
        _geary,
        lambda given, graph: esda.Geary_Local(graph, **ESDA).fit(given.values),
        lambda weights, values, members: pygeoda.local_geary(weights, values, **GEODA),
        faster(50),
    ),
)


def cases(units: int, more: int) -> list[Case]:
    """Each statistic beside the others at ``units``, and ours alone at ``more`` beside itself at ``units``."""
    slack = within(1.5 * more / units, "linear: at most 1.5 times the time per unit")
    found = []
    for each in STATISTICS:
        others = {"esda": (_esda(each), each.aim), "pygeoda": (_geoda(each), each.aim)}
        fewer = {f"itself at {units:,}": (_fewer(each, units), slack)}
        small, large = (partial(sample, count) for count in (units, more))
        found.append(Case("local", f"{each.name}, {units:,} units", small, runs(each.ours), others))
        found.append(Case("local", f"{each.name}, {more:,} units", large, runs(each.ours), fewer, rounds=7))
    return found


def _esda(statistic: Statistic) -> Contestant:
    def make(given: Sample) -> Any:
        graph = given.graph if statistic.name.startswith(("Gi", "Local join")) else given.graph.transform("r")

        def run() -> None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                statistic.esda(given, graph)

        return partial(measured, run)

    return make


def _geoda(statistic: Statistic) -> Contestant:
    def make(given: Sample) -> Any:
        frame = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*given.points.T))
        geoda = pygeoda.open(frame)
        weights = pygeoda.knn_weights(geoda, NEIGHBOURS)
        values, members = given.values.tolist(), given.members.astype(int).tolist()

        def run() -> None:
            geoda.GetNumObs()  # the weights borrow from the table, which must live as long
            statistic.geoda(weights, values, members)

        return partial(measured, run)

    return make


def _fewer(statistic: Statistic, units: int) -> Contestant:
    return lambda _given: runs(statistic.ours)(sample(units))

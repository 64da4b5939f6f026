"""SKATER and max-p on Columbus beside GeoDa's, k-means and silhouettes beside scikit-learn's."""

from __future__ import annotations

import geopandas
import numpy as np
import pygeoda
import pytest
from shapely import box
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

from examples import example, layer
from ir_plugin.core.space.contiguity import contiguity
from ir_plugin.core.space.neighbours import within_distance
from ir_plugin.core.statistics.partitions.k_prototypes import k_prototypes
from ir_plugin.core.statistics.partitions.mixed_rows import mixed_rows
from ir_plugin.core.statistics.partitions.silhouette import mean_silhouette
from ir_plugin.core.statistics.regions.max_p import max_p
from ir_plugin.core.statistics.regions.skater import skater
from ir_plugin.core.statistics.regions.units import within_sum

FRAME = example("columbus.shp")
FIELDS = ["CRIME", "HOVAL", "INC"]
VALUES = FRAME[FIELDS].to_numpy()
Z = (VALUES - VALUES.mean(axis=0)) / VALUES.std(axis=0, ddof=1)
WEIGHTS = contiguity(layer(FRAME), "queen", 0.0)
KEY = np.arange(49.0)[:, None]


def test_skater_of_columbus() -> None:
    labels = skater(Z, WEIGHTS, 4, np.ones(49), 0.0, KEY)
    assert np.bincount(labels).tolist() == [36, 6, 5, 2]
    assert 1 - within_sum(Z, labels) / within_sum(Z, np.zeros(49)) == pytest.approx(0.423395, abs=5e-7)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("floor", [0.0, 30.0])
def test_skater_of_random_maps(seed: int, floor: float) -> None:
    rng, side = np.random.default_rng(seed), 8
    places = np.stack(np.divmod(np.arange(side * side), side), axis=1).astype(float)
    values, size = rng.normal(size=(side * side, 2)), rng.integers(1, 9, side * side).astype(float)
    z = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    squares = [box(x, y, x + 1, y + 1) for x, y in places]
    frame = geopandas.GeoDataFrame({"a": z[:, 0], "b": z[:, 1], "size": size}, geometry=squares)
    bound = {"bound_variable": frame["size"], "min_bound": floor} if floor else {}
    theirs = pygeoda.skater(6, pygeoda.rook_weights(pygeoda.open(frame)), frame[["a", "b"]], **bound)
    labels = skater(z, within_distance(places, 1.1), 6, size, floor, places)
    share = 1 - within_sum(z, labels) / within_sum(z, np.zeros(side * side))
    assert share == pytest.approx(theirs["The ratio of between to total sum of squares"])
    assert sorted(np.bincount(labels)) == sorted(np.bincount(theirs["Clusters"])[1:])


@pytest.mark.parametrize("floor", [150.0, 200.0, 300.0])
def test_max_p_finds_as_many_regions_as_geoda(floor: float) -> None:
    floored = FRAME.HOVAL.to_numpy()
    labels = max_p(Z, WEIGHTS, floored, floor, 100, np.random.default_rng(1), KEY)
    frame = pygeoda.open(FRAME)
    theirs = pygeoda.maxp_greedy(pygeoda.queen_weights(frame), FRAME[FIELDS], FRAME.HOVAL, floor, iterations=99)
    assert labels.max() + 1 >= len(set(theirs["Clusters"]))
    assert min(floored[labels == each].sum() for each in range(labels.max() + 1)) >= floor


@pytest.mark.parametrize("k", [2, 4, 6])
def test_k_means_beside_scikit_learn(k: int) -> None:
    ours = k_prototypes(mixed_rows(Z), k, np.random.default_rng(1))
    theirs = KMeans(k, n_init=50, random_state=1).fit(Z)
    assert ours.cost <= theirs.inertia_ * (1 + 1e-9)
    width = mean_silhouette(mixed_rows(Z), ours.labels, np.random.default_rng(1))
    assert width == pytest.approx(silhouette_score(Z, ours.labels))


def test_silhouettes_of_mixed_rows_beside_scikit_learn() -> None:
    """Beside those of rows whose categories have become axes of their own."""
    codes = np.stack([np.digitize(FRAME.HOVAL, [30, 40]), np.arange(49) % 4], axis=1)
    rows = mixed_rows(Z, codes)
    labels = k_prototypes(rows, 4, np.random.default_rng(1)).labels
    axes = [np.sqrt(rows.gamma / 2) * (column[:, None] == np.unique(column)) for column in codes.T]
    width = mean_silhouette(rows, labels, np.random.default_rng(1))
    assert width == pytest.approx(silhouette_score(np.concatenate([Z, *axes], axis=1), labels))

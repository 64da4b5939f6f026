"""DBSCAN beside scikit-learn's on random points, where no border point is equally near to two cores."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import DBSCAN
from sklearn.metrics import adjusted_rand_score

from ir_plugin.core.statistics.dbscan import dbscan


@pytest.mark.parametrize("d", [2, 3])
@pytest.mark.parametrize("distance, minimum", [(0.3, 2), (0.3, 4), (0.8, 10), (1.5, 30)])
def test_equal_but_for_whose_border_a_point_is(distance: float, minimum: int, d: int) -> None:
    """A border point that two clusters reach belongs to the nearer one with us, to the first one found with them."""
    rng = np.random.default_rng(d)
    crowds = [rng.normal(0, 2.5, (1500, d)) + rng.random((1, d)) * 20 for _ in range(3)]
    points = np.concatenate([*crowds, rng.random((1500, d)) * 40])
    ours, theirs = dbscan(points, distance, minimum), DBSCAN(eps=distance, min_samples=minimum).fit(points)
    assert np.flatnonzero(ours.core).tolist() == theirs.core_sample_indices_.tolist()
    assert np.array_equal(ours.labels < 0, theirs.labels_ < 0)
    assert ours.core.any()
    assert adjusted_rand_score(ours.labels[ours.core], theirs.labels_[ours.core]) == 1
    for row in np.flatnonzero((ours.labels >= 0) & ~ours.core):
        apart = np.sqrt(np.square(points - points[row]).sum(axis=1))
        assert ours.labels[row] == ours.labels[ours.core][np.argmin(apart[ours.core])]

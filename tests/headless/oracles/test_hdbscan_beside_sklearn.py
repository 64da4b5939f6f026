"""HDBSCAN beside scikit-learn's.

With min_samples up to 2 no two edges are equally long on scattered points, and both programs agree to the last digit.
With more, edges as long as a core distance come in several; we join them at once, as the definition has it (Campello,
Moulavi and Sander 2013, algorithm 1), scikit-learn one after the other: a point that would join two clusters at the
very level of their split is noise with us, and with them a member of one of the two.
"""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import HDBSCAN
from sklearn.metrics import adjusted_rand_score

from examples import example
from ir_plugin.core.statistics.hdbscan import hdbscan


def scattered(seed: int, n: int = 1500) -> np.ndarray:
    rng = np.random.default_rng(seed)
    centres = rng.random((20, 2)) * 1e5
    towns = centres[rng.integers(0, 20, n * 4 // 5)] + rng.normal(0, 900, (n * 4 // 5, 2))
    return np.concatenate([towns, rng.random((n - len(towns), 2)) * 1e5])


def rings(seed: int, n: int = 900) -> np.ndarray:
    rng = np.random.default_rng(seed)
    turn, radius = rng.random(n) * 2 * np.pi, rng.choice([10.0, 30.0, 60.0], n) + rng.normal(0, 1, n)
    return np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)


@pytest.mark.parametrize("points", [scattered(1), scattered(2), rings(3)], ids=["towns 1", "towns 2", "rings"])
@pytest.mark.parametrize("method", ["eom", "leaf"])
@pytest.mark.parametrize("min_samples", [1, 2])
def test_equal_without_ties(points: np.ndarray, method: str, min_samples: int) -> None:
    ours = hdbscan(points, 8, min_samples, method == "leaf")
    theirs = HDBSCAN(min_cluster_size=8, min_samples=min_samples, cluster_selection_method=method, copy=True).fit(
        points
    )
    assert adjusted_rand_score(ours.labels, theirs.labels_) == 1
    assert np.array_equal(ours.labels < 0, theirs.labels_ < 0)
    assert np.allclose(ours.membership, theirs.probabilities_)


@pytest.mark.parametrize("points", [scattered(1), scattered(2), rings(3)], ids=["towns 1", "towns 2", "rings"])
@pytest.mark.parametrize("min_samples", [5, 10])
def test_the_same_clusters_but_for_points_between_two(points: np.ndarray, min_samples: int) -> None:
    ours = hdbscan(points, 15, min_samples)
    theirs = HDBSCAN(min_cluster_size=15, min_samples=min_samples, copy=True).fit(points).labels_
    both = (ours.labels >= 0) & (theirs >= 0)
    assert adjusted_rand_score(ours.labels[both], theirs[both]) == 1
    assert not (theirs[ours.labels >= 0] < 0).any()
    assert ours.labels.max() == theirs.max()
    assert ((ours.labels < 0) & (theirs >= 0)).mean() < 0.03


def test_juvenile_has_seven_clusters() -> None:
    frame = example("juvenile.shp")
    found = hdbscan(np.stack([frame.geometry.x, frame.geometry.y], axis=1), 5, 5)
    assert found.labels.max() + 1 == 7

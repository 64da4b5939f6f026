"""Nearest neighbours that share a tie, against brute force."""

from __future__ import annotations

import numpy as np
import pytest

from ir_plugin.core.space import tied_neighbours
from ir_plugin.core.space.tied_neighbours import TooManyLinks, tied_nearest
from ir_plugin.core.space.weights import Weights

RNG = np.random.default_rng(4)
CLOUDS = {
    "scattered": RNG.random((60, 2)),
    "lattice": np.stack(np.divmod(np.arange(49), 7), axis=1).astype(float),
    "villages": RNG.integers(0, 3, (50, 2)).astype(float),
    "one place": np.zeros((9, 2)),
    "some nowhere": np.where(RNG.random((40, 1)) < 0.2, np.nan, RNG.integers(0, 4, (40, 2))),
}


def dense(weights: Weights) -> np.ndarray:
    matrix = np.zeros((weights.n, weights.n))
    matrix[weights.sources, weights.neighbours] = weights.linked
    return matrix


def by_hand(points: np.ndarray, k: int) -> np.ndarray:
    matrix = np.zeros((len(points), len(points)))
    finite = [i for i in range(len(points)) if np.isfinite(points[i]).all()]
    for i in finite:
        others = [(float(np.hypot(*(points[i] - points[j]))), j) for j in finite if j != i]
        last = sorted(others)[k - 1][0]
        closer = [j for d, j in others if d < last - 1e-12]
        tied = [j for d, j in others if abs(d - last) <= 1e-12]
        matrix[i, closer] = 1 / k
        matrix[i, tied] = (k - len(closer)) / k / len(tied)
    return matrix


@pytest.mark.parametrize("name", CLOUDS)
@pytest.mark.parametrize("k", [1, 3, 5])
def test_equal_to_brute_force(name: str, k: int) -> None:
    found = dense(tied_nearest(CLOUDS[name], k))
    assert np.allclose(found, by_hand(CLOUDS[name], k))
    linked = found.sum(axis=1)
    assert np.allclose(linked[linked > 0], 1)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no 3 nearest"):
        tied_nearest(np.zeros((3, 2)), 3)
    monkeypatch.setattr(tied_neighbours, "LARGEST", 50)
    with pytest.raises(TooManyLinks):
        tied_nearest(np.zeros((9, 2)), 3)

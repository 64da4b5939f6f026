"""k-means and k-prototypes against all partitions, and the figures that judge a partition."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from ir_plugin.core.errors import Cancelled
from ir_plugin.core.statistics.partitions.k_prototypes import k_prototypes
from ir_plugin.core.statistics.partitions.mixed_rows import mixed_rows
from ir_plugin.core.statistics.partitions.resampling import stability
from ir_plugin.core.statistics.partitions.silhouette import mean_silhouette

RNG = np.random.default_rng(12)


def cost(numbers: np.ndarray, codes: np.ndarray, gamma: float, labels: np.ndarray) -> float:
    total = 0.0
    for label in set(labels.tolist()):
        inside = labels == label
        total += np.square(numbers[inside] - numbers[inside].mean(axis=0)).sum()
        for column in codes[inside].T:
            total += gamma * (len(column) - np.bincount(column).max())
    return total


def best_cost(numbers: np.ndarray, codes: np.ndarray, gamma: float, k: int) -> float:
    every = (np.array(labels) for labels in product(range(k), repeat=len(numbers)))
    return min(cost(numbers, codes, gamma, labels) for labels in every if len(set(labels.tolist())) == k)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("k", [2, 3])
def test_the_cheapest_of_all_partitions(seed: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    numbers, codes = rng.normal(size=(8, 2)), rng.integers(0, 3, (8, 2))
    nothing = np.zeros((8, 0), np.int64)
    assert k_prototypes(mixed_rows(numbers), k, rng).cost == pytest.approx(best_cost(numbers, nothing, 1.0, k))
    found = k_prototypes(mixed_rows(numbers, codes, 0.7), k, rng)
    assert found.cost == pytest.approx(best_cost(numbers, codes, 0.7, k))
    assert found.cost == pytest.approx(cost(numbers, codes, 0.7, found.labels))


def test_clusters_are_numbered_by_size_whatever_the_order_of_rows() -> None:
    numbers = np.concatenate([RNG.normal(0, 1, (30, 2)), RNG.normal(9, 1, (50, 2)), RNG.normal(-9, 1, (20, 2))])
    codes = RNG.integers(0, 3, (100, 1))
    order = RNG.permutation(100)
    one = k_prototypes(mixed_rows(numbers, codes), 3, np.random.default_rng(1))
    two = k_prototypes(mixed_rows(numbers[order], codes[order]), 3, np.random.default_rng(1))
    assert one.sizes.tolist() == [50, 30, 20]
    assert np.array_equal(one.labels[order], two.labels)
    assert np.allclose(one.means, two.means)


def test_what_cannot_be_parted_is_refused() -> None:
    with pytest.raises(ValueError, match="different rows"):
        k_prototypes(mixed_rows(np.ones((5, 2))), 2, RNG)
    with pytest.raises(ValueError, match="finite"):
        mixed_rows(np.array([[np.nan], [1.0]]))


def test_silhouettes_by_definition() -> None:
    numbers, labels = RNG.normal(size=(12, 2)), np.array([0, 1, 2] * 3 + [0, 1, 1])
    labels[labels == 2] = np.where(np.arange((labels == 2).sum()) == 0, 2, 0)  # a cluster of one
    apart = np.sqrt(np.square(numbers[:, None] - numbers[None]).sum(axis=2))
    widths = []
    for i in range(12):
        own = (labels == labels[i]) & (np.arange(12) != i)
        if not own.any():
            widths.append(0.0)
            continue
        a = apart[i, own].mean()
        b = min(apart[i, labels == other].mean() for other in set(labels.tolist()) - {labels[i]})
        widths.append((b - a) / max(a, b))
    assert mean_silhouette(mixed_rows(numbers), labels, RNG) == pytest.approx(np.mean(widths))


def test_silhouettes_of_many_rows_are_those_of_a_sample() -> None:
    numbers = np.concatenate([RNG.normal(0, 1, (5000, 1)), RNG.normal(6, 1, (5000, 1))])
    labels = np.repeat([0, 1], 5000)
    exact = mean_silhouette(mixed_rows(numbers[::4]), labels[::4], RNG)
    assert mean_silhouette(mixed_rows(numbers), labels, RNG) == pytest.approx(exact, abs=0.02)


def test_clear_clusters_come_back_and_chance_ones_do_not() -> None:
    clear = np.concatenate([RNG.normal(0, 1, (60, 2)), RNG.normal(20, 1, (60, 2))])
    rows = mixed_rows(clear)
    assert stability(rows, k_prototypes(rows, 2, RNG).labels, 20, np.random.default_rng(1)).min() > 0.99
    rows = mixed_rows(RNG.random((120, 2)))
    assert stability(rows, k_prototypes(rows, 7, RNG).labels, 20, np.random.default_rng(1)).mean() < 0.8


def test_stability_does_not_depend_on_the_order_of_rows() -> None:
    numbers, order = RNG.random((50, 2)), RNG.permutation(50)
    labels = k_prototypes(mixed_rows(numbers), 3, np.random.default_rng(1)).labels
    one = stability(mixed_rows(numbers), labels, 10, np.random.default_rng(2))
    two = stability(mixed_rows(numbers[order]), labels[order], 10, np.random.default_rng(2))
    assert np.allclose(one, two)


def test_cancel_reaches_the_caller() -> None:
    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        k_prototypes(mixed_rows(RNG.random((20, 2))), 2, RNG, progress=stop)

"""Weights by order, distance and kernel, against brute force."""

from __future__ import annotations

import numpy as np
import pytest

from ir_plugin.core.space.neighbours import k_nearest, within_distance
from ir_plugin.core.space.weight_forms import (
    KERNELS,
    adaptive_kernel_weights,
    higher_order,
    inverse_distance,
    kernel_value,
    kernel_weights,
    row_standardised,
)
from ir_plugin.core.space.weights import Weights, symmetric_weights

RNG = np.random.default_rng(8)
POINTS = RNG.random((60, 2)) * 1000
APART = np.sqrt(np.square(POINTS[:, None] - POINTS[None]).sum(axis=2))


def dense(weights: Weights) -> np.ndarray:
    matrix = np.zeros((weights.n, weights.n))
    matrix[weights.sources, weights.neighbours] = weights.linked
    return matrix


@pytest.mark.parametrize("order", [1, 2, 3, 5])
def test_orders_are_shortest_ways(order: int) -> None:
    weights = symmetric_weights(40, *RNG.integers(0, 40, (2, 45)))
    step = dense(weights) > 0
    shortest = np.where(np.eye(40, dtype=bool), 0, np.where(step, 1, 99))
    for length in range(2, order + 1):
        reached = ((shortest == length - 1).astype(int) @ step.astype(int)) > 0
        shortest = np.where(reached & (shortest == 99), length, shortest)
    assert np.array_equal(dense(higher_order(weights, order, False)) > 0, shortest == order)
    assert np.array_equal(dense(higher_order(weights, order, True)) > 0, (shortest >= 1) & (shortest <= order))


def test_rows_sum_to_one_and_islands_stay() -> None:
    weights = row_standardised(inverse_distance(POINTS, within_distance(POINTS, 120.0), 1.0))
    sums = np.bincount(weights.sources, weights=weights.linked, minlength=60)
    assert np.allclose(sums[weights.counts > 0], 1) and (sums[weights.counts == 0] == 0).all()


def test_inverse_distance() -> None:
    expected = np.where((APART <= 200) & (APART > 0), 1 / np.maximum(APART, 1.0) ** 2, 0)
    assert np.allclose(dense(inverse_distance(POINTS, within_distance(POINTS, 200.0), 2.0)), expected)


def test_units_at_one_place_weigh_as_at_one_metre() -> None:
    twice = np.zeros((2, 2))
    assert inverse_distance(twice, within_distance(twice, 5.0), 2.0).linked.tolist() == [1.0, 1.0]


@pytest.mark.parametrize("kernel", KERNELS)
def test_kernels(kernel: str) -> None:
    inside = (APART <= 250) & (APART > 0)
    assert np.allclose(dense(kernel_weights(POINTS, kernel, 250.0)), inside * kernel_value(kernel, APART / 250))
    bandwidth = np.sort(APART, axis=1)[:, 7]
    near = dense(k_nearest(POINTS, 7)) > 0
    expected = near * kernel_value(kernel, np.minimum(APART / bandwidth[:, None], 1))
    assert np.allclose(dense(adaptive_kernel_weights(POINTS, kernel, 7)), expected)


@pytest.mark.parametrize(
    "kernel, area", [("triangular", 1.0), ("uniform", 1.0), ("epanechnikov", 1.0), ("quartic", 1.0)]
)
def test_kernels_integrate_to_one(kernel: str, area: float) -> None:
    z = np.linspace(0, 1, 100_001)
    values = kernel_value(kernel, z)
    assert 2 * np.sum((values[1:] + values[:-1]) / 2) / 100_000 == pytest.approx(area)

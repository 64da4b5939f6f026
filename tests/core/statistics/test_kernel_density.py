"""Kernel density against brute force, and that it holds what was put in."""

from __future__ import annotations

import numpy as np
import pytest

from ir_plugin.core.errors import Cancelled
from ir_plugin.core.statistics.kernel_density import (
    EPANECHNIKOV,
    GAUSSIAN,
    QUARTIC,
    REACH,
    SAME_SPREAD,
    WIDEST,
    Grid,
    adaptive_bandwidths,
    grid_around,
    kernel_density,
    kernel_values,
    nearest_bandwidth,
    scott_bandwidth,
)

RNG = np.random.default_rng(6)
POINTS = RNG.normal(0, 800, (40, 2))
WEIGHTS = RNG.random(40) * 3
KERNELS = (QUARTIC, EPANECHNIKOV, GAUSSIAN)


@pytest.mark.parametrize("kernel", KERNELS)
def test_equal_to_the_sum_over_all_points(kernel: str) -> None:
    bandwidths = RNG.uniform(100, 900, 40)
    grid = Grid(-500.0, 700.0, 90.0, 14, 11)
    found = kernel_density(POINTS, WEIGHTS, bandwidths, kernel, grid)
    x, y = grid.left + 90 * (np.arange(11) + 0.5), grid.top - 90 * (np.arange(14) + 0.5)
    apart = np.hypot(x[None, :, None] - POINTS[:, 0], y[:, None, None] - POINTS[:, 1])
    expected = (kernel_values(kernel, apart / bandwidths) * WEIGHTS / bandwidths**2).sum(axis=2)
    assert np.allclose(found, expected)


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("adaptive", [False, True])
def test_it_adds_up_to_the_weights(kernel: str, adaptive: bool) -> None:
    bandwidths = np.full(40, 600.0)
    if adaptive:
        bandwidths = adaptive_bandwidths(POINTS, WEIGHTS, 600.0, kernel)
        assert bandwidths.min() < 600 < bandwidths.max()
        assert bandwidths.max() <= 600 * WIDEST
    grid = grid_around(POINTS, bandwidths, kernel, None, 4_000_000)
    total = kernel_density(POINTS, WEIGHTS, bandwidths, kernel, grid).sum() * grid.cell**2
    assert total == pytest.approx(WEIGHTS.sum(), rel=0.005)


@pytest.mark.parametrize("kernel", KERNELS)
def test_kernels_hold_one_and_vary_alike(kernel: str) -> None:
    u = np.linspace(0, REACH[kernel], 200_001)
    mass = kernel_values(kernel, u) * 2 * np.pi * u
    step = u[1] - u[0]
    assert mass.sum() * step == pytest.approx(1, abs=1e-4)
    variance = (mass * u**2).sum() * step / 2  # of one coordinate
    assert variance * SAME_SPREAD[kernel] ** 2 == pytest.approx(1, abs=6e-3)


def test_bandwidth_rules() -> None:
    scott = scott_bandwidth(POINTS, GAUSSIAN)
    assert scott == pytest.approx(np.sqrt(POINTS.var(axis=0, ddof=1).mean()) * 40 ** (-1 / 6))
    apart = np.sort(np.sqrt(np.square(POINTS[:, None] - POINTS[None]).sum(axis=2)), axis=1)
    assert nearest_bandwidth(POINTS) == pytest.approx(np.median(apart[:, 6]))


def test_the_bandwidth_of_many_points_is_told_by_some() -> None:
    """Within a few per cent of the median over all; the order of rows does not matter."""
    towns = RNG.random((12, 2)) * 60_000
    points = towns[RNG.integers(0, 12, 4000)] + RNG.normal(0, 1500, (4000, 2))
    apart = np.sqrt(np.square(points[:, None, 0] - points[:, 0]) + np.square(points[:, None, 1] - points[:, 1]))
    found = nearest_bandwidth(points)
    assert found == pytest.approx(np.median(np.partition(apart, 63, axis=1)[:, 63]), rel=0.04)
    assert found == nearest_bandwidth(points[RNG.permutation(4000)])


def test_adaptive_bandwidths_by_definition() -> None:
    apart = np.sqrt(np.square(POINTS[:, None] - POINTS[None]).sum(axis=2))
    density = kernel_values(QUARTIC, apart / 700) @ WEIGHTS
    expected = 700 * np.sqrt(np.exp(np.log(density).mean()) / density)
    assert np.allclose(adaptive_bandwidths(POINTS, WEIGHTS, 700.0, QUARTIC), np.clip(expected, 140, 3500))


def test_the_order_of_points_does_not_matter() -> None:
    order, grid = RNG.permutation(40), Grid(-2000.0, 2000.0, 50.0, 80, 80)
    one = kernel_density(POINTS, WEIGHTS, np.full(40, 300.0), QUARTIC, grid)
    assert np.array_equal(one, kernel_density(POINTS[order], WEIGHTS[order], np.full(40, 300.0), QUARTIC, grid))


def test_a_grid_of_too_many_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        grid_around(POINTS, np.full(40, 300.0), QUARTIC, 0.01, 1_000_000)
    assert grid_around(POINTS, np.full(40, 1.0), QUARTIC, None, 10_000).rows <= 200


def test_cancel_reaches_the_caller() -> None:
    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        kernel_density(POINTS, WEIGHTS, np.full(40, 300.0), QUARTIC, Grid(0.0, 0.0, 50.0, 8, 8), stop)
    with pytest.raises(Cancelled):
        adaptive_bandwidths(POINTS, WEIGHTS, 700.0, QUARTIC, stop)

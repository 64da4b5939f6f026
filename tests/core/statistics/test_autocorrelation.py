"""Global and local autocorrelation by their definitions, and the laws that join them."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from ir_plugin.core.space.weight_forms import row_standardised
from ir_plugin.core.space.weights import Weights, symmetric_weights, weights_from_pairs
from ir_plugin.core.statistics.getis_ord import local_g
from ir_plugin.core.statistics.global_autocorrelation import geary, general_g, moran
from ir_plugin.core.statistics.join_counts import joins_between, local_joins, same_joins
from ir_plugin.core.statistics.local_geary import local_geary
from ir_plugin.core.statistics.local_moran import QUADRANTS, local_moran

RNG = np.random.default_rng(11)
VALUES = np.array([3.0, 1.0, 4.0, 1.5, 9.0, 2.6])
LINKS = np.array([(0, 1), (1, 2), (2, 3), (3, 0), (4, 2), (1, 4), (5, 0)]).T
WEIGHTS = weights_from_pairs(6, *LINKS, RNG.random(7))  # neither symmetric nor equal


def matrix(weights: Weights) -> np.ndarray:
    dense = np.zeros((weights.n, weights.n))
    dense[weights.sources, weights.neighbours] = weights.linked
    return dense


@pytest.mark.parametrize("statistic", [moran, geary, general_g])
def test_moments_are_those_of_all_permutations(statistic) -> None:
    found = statistic(VALUES, WEIGHTS)
    every = np.array([statistic(np.array(each), WEIGHTS).value for each in permutations(VALUES)])
    assert found.expected == pytest.approx(every.mean())
    assert found.variance == pytest.approx(every.var())


def test_moments_of_join_counts_are_those_of_all_permutations() -> None:
    codes = np.array([0, 1, 1, 0, 2, 1])
    every = [np.array(each) for each in set(permutations(codes.tolist()))]
    for pick in (lambda c: same_joins(c, WEIGHTS), lambda c: joins_between(c, WEIGHTS, 0, 1)):
        found, observed = pick(codes), np.array([pick(each).observed for each in every])
        assert np.allclose(found.expected, observed.mean(axis=0))
        assert np.allclose(found.variance, observed.var(axis=0))


def test_values_by_definition() -> None:
    dense, z = matrix(WEIGHTS), VALUES - VALUES.mean()
    n, s0 = 6, dense.sum()
    assert moran(VALUES, WEIGHTS).value == pytest.approx(n / s0 * (z @ dense @ z) / (z @ z))
    differences = np.square(VALUES[:, None] - VALUES[None, :])
    assert geary(VALUES, WEIGHTS).value == pytest.approx((n - 1) / (2 * s0) * (dense * differences).sum() / (z @ z))
    products = np.outer(VALUES, VALUES)
    assert general_g(VALUES, WEIGHTS).value == pytest.approx(
        (dense * products).sum() / (products.sum() - np.trace(products))
    )


def test_local_values_add_up_to_the_global_ones() -> None:
    """With rows that sum to 1: I is the mean of the local I scaled by n - 1, C that of the local c."""
    weights = row_standardised(symmetric_weights(6, LINKS[0], LINKS[1]))
    assert local_moran(VALUES, weights).statistic.sum() == pytest.approx(5 * moran(VALUES, weights).value)
    assert local_geary(VALUES, weights).sum() / 2 == pytest.approx(6 * geary(VALUES, weights).value)


def test_bivariate_moran_of_a_variable_with_itself() -> None:
    assert np.allclose(local_moran(VALUES, WEIGHTS, VALUES).statistic, local_moran(VALUES, WEIGHTS).statistic)


def test_quadrants_read_the_scatter_plot() -> None:
    path = symmetric_weights(6, np.arange(4), np.arange(1, 5))
    codes = local_moran(np.array([9.0, 8.0, 1.0, 0.0, 7.0, 5.0]), path).quadrants
    assert [QUADRANTS[code] if code >= 0 else "" for code in codes] == ["HH", "HL", "LL", "LL", "HL", ""]


def test_conditional_moran_and_g_tell_the_same() -> None:
    """A place's own value is fixed, so that |z| of local Moran by its conditional moments is |z| of Gi."""
    weights = symmetric_weights(6, LINKS[0], LINKS[1])
    z_g = local_g(VALUES, weights, star=False)
    z = (VALUES - VALUES.mean()) / VALUES.std(ddof=1)
    for place in range(6):
        near = weights.neighbours[weights.starts[place] : weights.starts[place + 1]]
        others, k = np.delete(z, place), len(near)
        mean = k * others.mean()
        variance = k * (5 - k) / 4 * others.var()
        assert abs(z_g[place]) == pytest.approx(abs(z[near].sum() - mean) / np.sqrt(variance))


def test_local_joins_count_neighbours_of_the_category() -> None:
    path = symmetric_weights(5, np.arange(3), np.arange(1, 4))
    found = local_joins(np.array([True, True, True, False, True]), path)
    assert np.array_equal(found, [1, 2, 1, np.nan, 0], equal_nan=True)

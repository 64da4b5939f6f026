"""Local G by hand, and what must not change it."""

from __future__ import annotations

import numpy as np
import pytest

from ir_plugin.core.space.neighbours import within_distance
from ir_plugin.core.space.weights import Weights, symmetric_weights
from ir_plugin.core.statistics.getis_ord import local_g, normal_p
from ir_plugin.core.statistics.multiple_tests import adjusted_p
from ir_plugin.core.statistics.rates import empirical_bayes_rates, raw_rates

SIX_POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], float)
SIX_VALUES = np.array([2, 3, 3.2, 5, 8, 7])


def test_six_points() -> None:
    """The published example of Gi* in the documentation of esda."""
    z = local_g(SIX_VALUES, within_distance(SIX_POINTS, 15.0))
    expected = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    assert np.allclose(z, expected, atol=1e-8)


@pytest.mark.parametrize("star", [True, False])
def test_equal_to_the_definition(star: bool) -> None:
    """Ord and Getis (1995), written out place by place."""
    rng = np.random.default_rng(1)
    x = rng.random(20)
    weights = symmetric_weights(20, *rng.permutation(20).reshape(2, 10))
    for place, z in enumerate(local_g(x, weights, star)):
        row = np.zeros(20)
        row[weights.neighbours[weights.starts[place] : weights.starts[place + 1]]] = 1
        row[place] = float(star)
        among = np.ones(20, bool) if star else np.arange(20) != place
        mean, spread, size = x[among].mean(), x[among].std(), among.sum()
        sums, squares = row[among].sum(), (row[among] ** 2).sum()
        deviation = spread * np.sqrt((size * squares - sums**2) / (size - 1))
        assert z == pytest.approx(((row * x)[among].sum() - sums * mean) / deviation)


def test_islands_have_no_statistic() -> None:
    z = local_g(np.array([1.0, 2.0, 5.0, 9.0]), symmetric_weights(4, np.array([0, 1]), np.array([1, 2])))
    assert np.isnan(z).tolist() == [False, False, False, True]


def test_doubling_or_shifting_all_values_changes_nothing() -> None:
    weights = within_distance(SIX_POINTS, 15.0)
    assert np.allclose(local_g(SIX_VALUES, weights), local_g(2 * SIX_VALUES + 5, weights))


def test_normal_p() -> None:
    z = np.array([0.0, 1.959963984540054, -1.959963984540054, np.nan])
    assert np.allclose(normal_p(z, "two-sided"), [1.0, 0.05, 0.05, np.nan], equal_nan=True)
    assert np.allclose(normal_p(z, "greater"), [0.5, 0.025, 0.975, np.nan], equal_nan=True)
    assert np.allclose(normal_p(z, "directed"), [0.5, 0.025, 0.025, np.nan], equal_nan=True)


def test_benjamini_hochberg_by_hand() -> None:
    p = np.array([0.01, 0.04, np.nan, 0.03, 0.5])
    assert np.allclose(adjusted_p(p, "fdr"), [0.04, 0.16 / 3, np.nan, 0.16 / 3, 0.5], equal_nan=True)
    assert np.allclose(adjusted_p(p, "bonferroni"), [0.04, 0.16, np.nan, 0.12, 1.0], equal_nan=True)
    assert np.array_equal(adjusted_p(p, "none"), p, equal_nan=True)


def test_rates_are_shrunk_most_where_the_base_is_small() -> None:
    counts, base = np.array([10.0, 1.0, 300.0, 5.0]), np.array([1000.0, 10.0, 10000.0, 0.0])
    raw, smooth = raw_rates(counts, base), empirical_bayes_rates(counts, base)
    mean = 311 / 11010
    assert np.isnan(smooth).tolist() == np.isnan(raw).tolist() == [False, False, False, True]
    left = (smooth[:3] - mean) / (raw[:3] - mean)
    assert (left >= 0).all() and (left <= 1).all()
    assert left[1] < left[0] < left[2]


def test_no_weights_no_links() -> None:
    empty = Weights(np.zeros(4, np.int64), np.zeros(0, np.int64))
    assert np.isnan(local_g(np.array([1.0, 2.0, 3.0]), empty)).all()

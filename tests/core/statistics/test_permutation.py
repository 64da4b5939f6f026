"""The permutation engine against full enumeration, and what must not change its result."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from ir_plugin.core.errors import Cancelled
from ir_plugin.core.space.neighbours import within_distance
from ir_plugin.core.space.weights import symmetric_weights
from ir_plugin.core.statistics.draws import distinct_draws
from ir_plugin.core.statistics.permutation import Ranks, local_sum_ranks, p_values
from ir_plugin.core.statistics.weighted_permutation import squared_difference_ranks, weighted_sum_ranks

VALUES = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 16.0, 65.0])
WEIGHTS = symmetric_weights(7, np.array([0, 0, 1, 2, 3, 0]), np.array([1, 2, 3, 4, 5, 4]))


def ranks(values: np.ndarray, weights=WEIGHTS, permutations: int = 999, seed: int = 1) -> Ranks:
    key = np.arange(len(values), dtype=float)[:, None]
    return local_sum_ranks(values, weights, permutations, np.random.default_rng(seed), key)


def test_the_null_is_that_of_full_enumeration() -> None:
    permutations = 200_000
    found = ranks(VALUES, permutations=permutations)
    sums = WEIGHTS.sums(VALUES)
    for place, k in enumerate(WEIGHTS.counts):
        if not k:
            assert found.low[place] == found.high[place] == 0
            continue
        others = np.delete(VALUES, place)
        every = np.array([sum(others[list(choice)]) for choice in combinations(range(6), k)])
        assert found.low[place] / permutations == pytest.approx(np.mean(every <= sums[place]), abs=0.006)
        assert found.high[place] / permutations == pytest.approx(np.mean(every >= sums[place]), abs=0.006)


@pytest.mark.parametrize("n, width", [(5, 2), (5, 5), (40, 3), (6, 3)])
def test_draws_are_distinct_and_equally_likely(n: int, width: int) -> None:
    draws = distinct_draws(n, width, 60_000, np.random.default_rng(2))
    assert all(len(set(row)) == width for row in draws[:2000].tolist())
    for column in range(width):
        share = np.bincount(draws[:, column], minlength=n) / len(draws)
        assert np.allclose(share, 1 / n, atol=5 * np.sqrt(1 / n / len(draws)))
    pairs = np.bincount(draws[:, 0] * n + draws[:, width - 1], minlength=n * n).reshape(n, n) / len(draws)
    off = ~np.eye(n, dtype=bool)
    assert np.allclose(pairs[off], 1 / (n * (n - 1)), atol=5 * np.sqrt(1 / (n * (n - 1)) / len(draws)))


def test_the_order_of_rows_does_not_matter() -> None:
    rng = np.random.default_rng(3)
    values = rng.integers(0, 5, 60).astype(float)  # many ties
    left, right = rng.integers(0, 60, (2, 150))
    left, right = left[left != right], right[left != right]
    place = rng.random((60, 2))
    order = rng.permutation(60)
    where = np.argsort(order)
    one = local_sum_ranks(values, symmetric_weights(60, left, right), 499, np.random.default_rng(4), place)
    shuffled = symmetric_weights(60, where[left], where[right])
    two = local_sum_ranks(values[order], shuffled, 499, np.random.default_rng(4), place[order])
    assert np.array_equal(one.low[order], two.low)
    assert np.array_equal(one.high[order], two.high)


@pytest.mark.parametrize("engine", [local_sum_ranks, weighted_sum_ranks, squared_difference_ranks])
def test_the_order_of_rows_does_not_matter_at_one_point_either(engine) -> None:
    """Businesses of one village have its point for a position, and often the same value."""
    rng = np.random.default_rng(7)
    values, place = rng.integers(0, 3, 90).astype(float), rng.integers(0, 4, (90, 2)).astype(float)
    order = rng.permutation(90)
    band = within_distance(place, 1.0)
    one = engine(values, band, 499, np.random.default_rng(4), place)
    two = engine(values[order], within_distance(place[order], 1.0), 499, np.random.default_rng(4), place[order])
    assert np.array_equal(one.low[order], two.low)
    assert np.array_equal(one.high[order], two.high)


def test_values_and_weights_are_left_alone() -> None:
    values = VALUES.copy()
    ranks(values)
    assert np.array_equal(values, VALUES)


def test_p_values() -> None:
    found = Ranks(np.array([0, 99, 50]), np.array([99, 0, 60]), 99)
    assert p_values(found, "two-sided").tolist() == [0.02, 0.02, 1.0]
    assert p_values(found, "greater").tolist() == [1.0, 0.01, 0.61]
    assert p_values(found, "less").tolist() == [0.01, 1.0, 0.51]
    assert p_values(found, "directed").tolist() == [0.01, 0.01, 0.51]


def test_cancel_reaches_the_caller() -> None:
    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        local_sum_ranks(VALUES, WEIGHTS, 99, np.random.default_rng(1), VALUES[:, None], stop)

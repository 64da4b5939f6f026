"""Permutation with unequal weights and of squared differences, against full enumeration and the plain engine."""

from __future__ import annotations

from itertools import permutations as arrangements

import numpy as np
import pytest

from ir_plugin.core.errors import Cancelled
from ir_plugin.core.space.weights import Weights, symmetric_weights, weights_from_pairs
from ir_plugin.core.statistics.permutation import local_sum_ranks
from ir_plugin.core.statistics.weighted_permutation import squared_difference_ranks, weighted_sum_ranks

VALUES = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 16.0, 65.0])
LINKED = symmetric_weights(7, np.array([0, 0, 1, 2, 3, 0]), np.array([1, 2, 3, 4, 5, 4]))
UNEQUAL = Weights(LINKED.starts, LINKED.neighbours, 0.2 + np.arange(len(LINKED.neighbours)) % 5)
KEY = np.arange(7.0)[:, None]


def enumerated(weights: Weights, place: int, squared: bool) -> tuple[float, float]:
    """The shares of all ways to seat neighbours that are at or below, and at or above, the observed value."""
    row = slice(weights.starts[place], weights.starts[place + 1])
    linked, near = weights.linked[row], weights.neighbours[row]

    def statistic(seated: np.ndarray) -> np.ndarray:
        return (np.square(seated - VALUES[place]) if squared else seated) @ linked

    observed = statistic(VALUES[near])
    every = statistic(np.array(list(arrangements(np.delete(VALUES, place), len(near)))))
    return float(np.mean(every <= observed + 1e-9)), float(np.mean(every >= observed - 1e-9))


@pytest.mark.parametrize("weights", [LINKED, UNEQUAL], ids=["equal", "unequal"])
@pytest.mark.parametrize("squared", [False, True], ids=["sums", "squared differences"])
def test_the_null_is_that_of_full_enumeration(weights: Weights, squared: bool) -> None:
    draws = 60_000
    engine = squared_difference_ranks if squared else weighted_sum_ranks
    found = engine(VALUES, weights, draws, np.random.default_rng(5), KEY)
    for place, k in enumerate(weights.counts):
        if not k:
            assert found.low[place] == found.high[place] == 0
            continue
        low, high = enumerated(weights, place, squared)
        assert found.low[place] / draws == pytest.approx(low, abs=0.01)
        assert found.high[place] / draws == pytest.approx(high, abs=0.01)


def test_equal_weights_rank_as_the_plain_engine_does() -> None:
    """Other draws, the same null: p-values agree within what chance allows."""
    rng = np.random.default_rng(6)
    values = rng.normal(size=80)
    weights = symmetric_weights(80, *np.divmod(rng.choice(6400, 200, replace=False), 80))
    key = np.arange(80.0)[:, None]
    one = local_sum_ranks(values, weights, 9999, np.random.default_rng(1), key)
    two = weighted_sum_ranks(values, weights, 9999, np.random.default_rng(2), key)
    assert np.abs(one.low - two.low).max() < 0.03 * 9999


@pytest.mark.parametrize("engine", [weighted_sum_ranks, squared_difference_ranks])
def test_the_order_of_rows_does_not_matter(engine) -> None:
    rng = np.random.default_rng(3)
    values = rng.integers(0, 5, 60).astype(float)  # many ties
    left, right = rng.integers(0, 60, (2, 150))
    left, right = np.unique(np.stack([left, right])[:, left != right], axis=1)
    linked, key, order = rng.random(len(left)), rng.random((60, 2)), rng.permutation(60)
    where = np.argsort(order)
    one = engine(values, weights_from_pairs(60, left, right, linked), 499, np.random.default_rng(4), key)
    shuffled = weights_from_pairs(60, where[left], where[right], linked)
    two = engine(values[order], shuffled, 499, np.random.default_rng(4), key[order])
    assert np.array_equal(one.low[order], two.low)
    assert np.array_equal(one.high[order], two.high)


@pytest.mark.parametrize("engine", [weighted_sum_ranks, squared_difference_ranks])
def test_places_with_small_weights_are_judged_as_finely_as_the_others(engine) -> None:
    """Inverse distance gives one close pair a million times the weight of all others; rows divided by a power of two
    hold the same digits."""
    rng = np.random.default_rng(8)
    values, key = rng.normal(size=60), np.arange(60.0)[:, None]
    links = symmetric_weights(60, *np.divmod(rng.choice(3600, 240, replace=False), 60))
    linked = rng.random(len(links.neighbours))
    plain = engine(values, Weights(links.starts, links.neighbours, linked), 499, np.random.default_rng(1), key)
    shrunk = np.where(links.sources < 2, linked, np.ldexp(linked, -45))
    found = engine(values, Weights(links.starts, links.neighbours, shrunk), 499, np.random.default_rng(1), key)
    assert np.array_equal(found.low, plain.low) and np.array_equal(found.high, plain.high)
    assert (found.low + found.high).mean() < 500  # equal only where the very neighbours are drawn


def test_one_value_far_beyond_the_others_does_not_make_them_equal() -> None:
    rng = np.random.default_rng(9)
    values, key = np.append(rng.normal(size=79), 1e9), np.arange(80.0)[:, None]
    ring = np.arange(78)
    found = squared_difference_ranks(values, symmetric_weights(80, ring, ring + 1), 499, np.random.default_rng(1), key)
    assert (found.low[:79] + found.high[:79]).mean() < 500  # equal only where the very neighbours are drawn


def test_cancel_reaches_the_caller() -> None:
    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        weighted_sum_ranks(VALUES, UNEQUAL, 99, np.random.default_rng(1), KEY, stop)

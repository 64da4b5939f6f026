"""Limits, quotients, rankings, concentration and co-location against definitions and small worked cases."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest

from ir_plugin.core.errors import Cancelled
from ir_plugin.core.space.tied_neighbours import tied_nearest
from ir_plugin.core.statistics.economy.colocation import colocation
from ir_plugin.core.statistics.economy.concentration import ellison_glaeser, gini, herfindahl, locational_gini, theil
from ir_plugin.core.statistics.economy.leading_product import (
    BELOW_MINIMUM,
    NOTHING,
    RANKED,
    TIED,
    latest_counts,
    leading_products,
    persistence,
)
from ir_plugin.core.statistics.economy.location_quotient import location_quotients
from ir_plugin.core.statistics.economy.poisson_limits import poisson_limits

COUNTS = np.array([[9, 1, 0], [3, 8, 0], [0, 0, 0], [2, 2, 0]])


def test_published_limits() -> None:
    """Garwood's 95 % limits as printed in many tables."""
    low, high = poisson_limits(np.array([0, 1, 5, 10, 50, 100]))
    assert np.allclose(low, [0, 0.0253, 1.6235, 4.7954, 37.1110, 81.3640], atol=5e-5)
    assert np.allclose(high, [3.6889, 5.5716, 11.6683, 18.3904, 65.9187, 121.6275], atol=2e-3)


def test_limits_are_where_the_tails_hold_their_share() -> None:
    for count in (1, 4, 17):
        low, high = (float(each[0]) for each in poisson_limits(np.array([count]), 0.9))
        at_most = sum(math.exp(-high) * high**i / math.factorial(i) for i in range(count + 1))
        below = sum(math.exp(-low) * low**i / math.factorial(i) for i in range(count))
        assert (at_most, 1 - below) == (pytest.approx(0.05), pytest.approx(0.05))


def test_location_quotients_by_definition() -> None:
    found = location_quotients(COUNTS)
    assert found.value[0, 0] == pytest.approx((9 / 10) / (14 / 25))
    assert np.isnan(found.value[2]).all() and np.isnan(found.value[:, 2]).all()
    assert (found.low[:2, :2] <= found.value[:2, :2]).all() and (found.value[:2, :2] <= found.high[:2, :2]).all()
    shares = COUNTS.sum(axis=1) / COUNTS.sum()
    assert np.nansum(found.value[:, :2] * shares[:, None], axis=0) == pytest.approx([1, 1])


def test_shrinkage_draws_small_counts_most() -> None:
    counts = np.array([[40, 60], [4, 1], [300, 900], [1, 0], [80, 20]])
    found = location_quotients(counts)
    pulled = (found.shrunk[:, 0] - 1) / (found.value[:, 0] - 1)
    assert (pulled >= 0).all() and (pulled <= 1).all()
    assert pulled[3] < pulled[1] < pulled[0] < pulled[2]


def test_leading_products_need_evidence() -> None:
    counts = np.array([[9, 20, 1], [4, 4, 4], [0, 0, 0], [6, 6, 60], [30, 300, 30]])
    found = leading_products(counts)
    assert found.reason.tolist()[:3] == [RANKED, BELOW_MINIMUM, NOTHING]
    assert found.order[0].tolist()[2] == -1 and found.leading[1] == -1
    low = location_quotients(counts).low
    assert found.leading[4] == int(np.argmax(low[4]))
    assert leading_products(np.array([[7, 7], [7, 7]])).reason.tolist() == [TIED, TIED]


def test_persistence_counts_periods_that_could_be_ranked() -> None:
    periods = np.array([[[9, 1], [1, 9]], [[9, 2], [9, 1]], [[1, 1], [1, 9]]])
    now = leading_products(periods[0]).leading
    assert now.tolist() == [0, 1]
    found = persistence(periods, now, 5)
    assert (found.share.tolist(), found.periods.tolist()) == ([1.0, 2 / 3], [2, 3])
    assert np.isnan(persistence(periods, np.array([-1, 1]), 5).share[0])


def test_each_region_is_counted_in_its_latest_period() -> None:
    periods = np.array([[[9, 1], [1, 9], [0, 0]], [[0, 0], [9, 1], [0, 0]]])
    assert latest_counts(periods).tolist() == [[9, 1], [9, 1], [0, 0]]


def test_herfindahl_and_gini() -> None:
    assert np.allclose(herfindahl(np.array([[5.0, 5, 0], [9, 0, 0], [0, 0, 0]])), [0.5, 1, np.nan], equal_nan=True)
    values = np.array([1.0, 2.0, 3.0, 10.0])
    pairs = np.abs(values[:, None] - values[None, :]).sum() / (2 * 16 * values.mean())
    assert gini(values) == pytest.approx(pairs)
    assert gini(np.array([0, 0, 0, 4.0])) == pytest.approx(0.75)
    assert math.isnan(gini(np.zeros(3)))


def test_locational_gini() -> None:
    assert locational_gini(np.array([2, 4, 6]), np.array([10, 20, 30])) == pytest.approx(0)
    assert locational_gini(np.array([9, 0]), np.array([10, 90])) == pytest.approx(0.9)


def test_theil_parts_add_up() -> None:
    values, groups = np.array([1.0, 5, 2, 8, 0]), np.array(["a", "a", "b", "b", "c"])
    found = theil(values, groups)
    shares = values / values.sum()
    assert found.total == pytest.approx(sum(s * math.log(5 * s) for s in shares if s))
    assert found.between + found.within == pytest.approx(found.total)
    assert theil(values, np.zeros(5)).between == pytest.approx(0)
    assert theil(values, np.arange(5)).within == pytest.approx(0)


def test_ellison_glaeser() -> None:
    base = np.array([50.0, 30.0, 20.0])
    share = np.array([0.5, 0.5, 0.0])
    sizes, regions = np.array([4.0, 1, 5]), np.array([0, 0, 1])
    g, room, plants = np.square(share - base / 100).sum(), 1 - np.square(base / 100).sum(), 0.16 + 0.01 + 0.25
    assert ellison_glaeser(sizes, regions, base) == pytest.approx((g - room * plants) / (room * (1 - plants)))
    assert math.isnan(ellison_glaeser(np.array([3.0]), np.array([0]), base))


def test_ellison_glaeser_averages_nought_where_chance_settles() -> None:
    rng = np.random.default_rng(2)
    base = np.array([50.0, 30.0, 15.0, 5.0])
    sizes = rng.gamma(2.0, size=40)
    drawn = [ellison_glaeser(sizes, rng.choice(4, 40, p=base / 100), base) for _ in range(3000)]
    assert abs(np.mean(drawn)) < 4 * np.std(drawn) / math.sqrt(3000)


POINTS = np.array([(0, 0), (1, 0), (3, 0), (6, 0), (10, 0), (10, 0)], float)
CODES = np.array([0, 1, 0, 1, 1, 2])


def quotients(codes: np.ndarray) -> np.ndarray:
    weights, n = tied_nearest(POINTS, 2), len(codes)
    found = np.full((3, 3), np.nan)
    for a in range(3):
        for b in range(3):
            own = [i for i in range(n) if codes[i] == a]
            near = [
                sum(
                    w
                    for j, w in zip(
                        weights.neighbours[weights.starts[i] : weights.starts[i + 1]],
                        weights.linked[weights.starts[i] : weights.starts[i + 1]],
                    )
                    if codes[j] == b
                )
                for i in own
            ]
            expected = ((codes == b).sum() - (a == b)) / (n - 1)
            if expected:
                found[a, b] = np.mean(near) / expected
    return found


def test_colocation_by_definition_and_by_all_permutations() -> None:
    draws = 20_000
    found = colocation(CODES, tied_nearest(POINTS, 2), draws, np.random.default_rng(1), POINTS)
    observed = quotients(CODES)
    assert np.allclose(found.quotient, observed, equal_nan=True)
    every = np.array([quotients(np.array(each)) for each in sorted(set(permutations(CODES.tolist())))])
    for a, b in ((0, 1), (1, 1), (1, 0), (2, 1)):
        low, high = np.mean(every[:, a, b] <= observed[a, b] + 1e-9), np.mean(every[:, a, b] >= observed[a, b] - 1e-9)
        assert found.p[a, b] == pytest.approx(min(1.0, 2 * min(low, high)), abs=0.02)


def test_colocation_does_not_depend_on_the_order_of_rows() -> None:
    rng = np.random.default_rng(5)
    points, codes = rng.integers(0, 6, (80, 2)).astype(float), rng.integers(0, 4, 80)
    order = rng.permutation(80)
    one = colocation(codes, tied_nearest(points, 3), 199, np.random.default_rng(7), points)
    two = colocation(codes[order], tied_nearest(points[order], 3), 199, np.random.default_rng(7), points[order])
    assert np.allclose(one.quotient, two.quotient, equal_nan=True)
    assert np.array_equal(one.p, two.p, equal_nan=True)


def test_colocation_can_be_cancelled() -> None:
    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        colocation(CODES, tied_nearest(POINTS, 2), 99, np.random.default_rng(1), POINTS, stop)

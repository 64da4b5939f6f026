"""Permutation of whole maps against full enumeration; Moran and Geary by distance against all pairs."""

from __future__ import annotations

from itertools import permutations as arrangements

import numpy as np
import pytest

from ir_plugin.core.errors import Cancelled
from ir_plugin.core.space.neighbours import within_distance
from ir_plugin.core.space.weight_forms import row_standardised
from ir_plugin.core.space.weights import symmetric_weights, weights_from_pairs
from ir_plugin.core.statistics.correlogram import correlogram
from ir_plugin.core.statistics.global_autocorrelation import geary, general_g, moran
from ir_plugin.core.statistics.global_permutation import STATISTICS, map_statistics, permutation_ranks
from ir_plugin.core.statistics.join_counts import joins_between, same_joins
from ir_plugin.core.statistics.link_sums import pairs_of

VALUES = np.array([3.0, 1.0, 4.0, 1.0, 9.0, 2.0])
BINARY = symmetric_weights(6, np.array([0, 1, 2, 3, 4, 1]), np.array([1, 2, 3, 0, 2, 4]))
WEIGHTS = row_standardised(BINARY)
CUT = 2.5


def whole_map(values: np.ndarray) -> list[float]:
    codes = (values > CUT).astype(np.int64)
    same, mixed = same_joins(codes, BINARY), joins_between(codes, BINARY, 0, 1)
    found = [moran(values, WEIGHTS).value, geary(values, WEIGHTS).value, general_g(values, BINARY).value]
    return [*found, *same.observed.tolist(), *mixed.observed.tolist()]


def statistics() -> object:
    return map_statistics(pairs_of(WEIGHTS), pairs_of(BINARY), float(VALUES.mean()), CUT)


def test_ranks_are_those_of_all_arrangements() -> None:
    """Tied values too: a statistic counts on both sides where it is equal."""
    draws = 40_000
    found = permutation_ranks(VALUES, statistics(), 6, draws, np.random.default_rng(1), np.arange(6.0)[:, None])
    observed = np.array(whole_map(VALUES))
    every = np.array([whole_map(np.array(each)) for each in arrangements(VALUES)])
    assert len(STATISTICS) == every.shape[1]
    assert np.allclose(found.low / draws, (every <= observed + 1e-9).mean(axis=0), atol=0.012)
    assert np.allclose(found.high / draws, (every >= observed - 1e-9).mean(axis=0), atol=0.012)


def test_the_order_of_rows_does_not_matter() -> None:
    rng = np.random.default_rng(2)
    values, place, order = rng.integers(0, 4, 40).astype(float), rng.random((40, 2)), rng.permutation(40)
    where = np.argsort(order)
    links = within_distance(place, 0.2)
    moved = weights_from_pairs(40, where[links.sources], where[links.neighbours])
    ranks = [
        permutation_ranks(x, map_statistics(pairs_of(w), pairs_of(w), 1.5, 1.0), 99, 499, np.random.default_rng(3), p)
        for x, w, p in ((values, links, place), (values[order], moved, place[order]))
    ]
    assert np.array_equal(ranks[0].low, ranks[1].low) and np.array_equal(ranks[0].high, ranks[1].high)


def test_bands_are_moran_and_geary_of_binary_weights() -> None:
    rng = np.random.default_rng(4)
    points, values, limits = rng.random((80, 3)) * 100, rng.normal(size=80), [1.0, 20.0, 40.0, 75.0]
    bands = correlogram(points, values, limits)
    assert bands[0].links == 0 and bands[0].moran is None and bands[0].geary is None
    for band, limit in zip(bands[1:], limits[1:]):
        weights = within_distance(points, limit)
        assert (band.limit_m, band.links) == (limit, weights.counts.sum())
        assert band.moran == pytest.approx(moran(values, weights))
        assert band.geary == pytest.approx(geary(values, weights))


def test_the_limits_of_bands_are_inclusive() -> None:
    points = np.stack([np.arange(6.0), np.zeros(6)], axis=1)
    assert [band.links for band in correlogram(points, VALUES, [1.0, 2.0, 3.0])] == [10, 18, 24]


def test_cancel_reaches_the_caller() -> None:
    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        permutation_ranks(VALUES, statistics(), 6, 99, np.random.default_rng(1), np.arange(6.0)[:, None], stop)

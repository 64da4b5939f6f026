"""Places counted slice by slice, each with no more than its neighbours, as they are counted all together."""

from __future__ import annotations

from typing import Any, Callable, Iterator, NamedTuple

import numpy as np
import pytest

from ir_plugin.core.space.neighbours import within_distance
from ir_plugin.core.space.weight_forms import inverse_distance
from ir_plugin.core.space.weights import Weights, weights_from_pairs
from ir_plugin.core.statistics.draws import Drawn
from ir_plugin.core.statistics.getis_ord import Centring, local_g
from ir_plugin.core.statistics.local_geary import local_geary
from ir_plugin.core.statistics.local_moran import Standard, local_moran
from ir_plugin.core.statistics.permutation import Ranks, Scale, local_sum_ranks, neighbour_sums, sum_draws
from ir_plugin.core.statistics.turns import drawing_turns
from ir_plugin.core.statistics.weighted_permutation import (
    Centre,
    squared_difference_ranks,
    squared_differences,
    weighted_draws,
    weighted_sum_ranks,
    weighted_sums,
)

UNITS, PERMUTATIONS = 90, 499


class Slice(NamedTuple):
    """rows: own ones and their neighbours, ascending. own: bool, which of them. weights: the links of own rows."""

    rows: np.ndarray
    own: np.ndarray
    weights: Weights


def slices(weights: Weights, count: int) -> Iterator[Slice]:
    part = np.random.default_rng(1).integers(0, count, weights.n)
    for number in range(count):
        linked = part[weights.sources] == number
        rows = np.union1d(np.flatnonzero(part == number), weights.neighbours[linked])
        sources, targets = (np.searchsorted(rows, each[linked]) for each in (weights.sources, weights.neighbours))
        values = None if weights.values is None else weights.values[linked]
        yield Slice(rows, part[rows] == number, weights_from_pairs(len(rows), sources, targets, values))


def sample(decimals: int) -> tuple[np.ndarray, np.ndarray, Weights]:
    rng = np.random.default_rng(2)
    places = np.append(rng.random((UNITS - 6, 2)), np.full((6, 2), 0.5), axis=0)  # some at one point
    values = np.round(rng.gamma(2.0, size=UNITS), decimals)
    return values, places, within_distance(places, 0.2)


class Engine(NamedTuple):
    """ranks: of all places at once. compared: what some places are compared by, given theirs and their neighbours'
    values, and the links of some. draws: the blocks that ``ranks`` draws."""

    ranks: Callable[..., Ranks]
    compared: Callable[[np.ndarray, Weights], Any]
    draws: Callable[..., Iterator[np.ndarray]]


def engine_of(name: str, values: np.ndarray, weights: Weights) -> Engine:
    scale, centre = Scale.of(values, weights.counts), Centre.of(values)
    slack, is_even = scale.slack(scale.whole(values)[1]), weights.is_even
    if name == "sums":
        return Engine(
            local_sum_ranks, lambda some, links: neighbour_sums(scale.whole(some)[0], links, slack), sum_draws
        )
    if name == "weighted sums":
        return Engine(weighted_sum_ranks, lambda some, links: weighted_sums(some, links, centre), weighted_draws)
    return Engine(
        squared_difference_ranks,
        lambda some, links: squared_differences(some, links, centre, is_even),
        weighted_draws,
    )


@pytest.mark.parametrize("decimals", [0, 12])
@pytest.mark.parametrize("name", ["sums", "weighted sums", "squared differences", "weighted squared differences"])
def test_ranks_are_those_of_the_whole(name: str, decimals: int) -> None:
    values, places, weights = sample(decimals)
    if name.startswith("weighted"):
        weights = inverse_distance(places + np.arange(UNITS)[:, None] * 1e-7, weights, 1.0)
    engine = engine_of(name, values, weights)
    expected = engine.ranks(values, weights, PERMUTATIONS, np.random.default_rng(3), places)
    whole = engine.compared(values, weights)
    order, twin = drawing_turns(values, places, whole.observed)
    found = Ranks(np.zeros(UNITS, np.int64), np.zeros(UNITS, np.int64), PERMUTATIONS)
    for each in slices(weights, 5):
        here = np.full(UNITS, -1)
        here[each.rows] = np.arange(len(each.rows))
        compared, tally = engine.compared(values[each.rows], each.weights), np.zeros((2, len(each.rows)), np.int64)
        for block in engine.draws(UNITS, int(weights.counts.max()), PERMUTATIONS, np.random.default_rng(3)):
            compared.tally(Drawn(here[order[block]], whole.values[order[block]]), *tally)
        found.low[each.rows[each.own]], found.high[each.rows[each.own]] = tally[:, each.own]
    assert np.array_equal(found.low[twin], expected.low)
    assert np.array_equal(found.high[twin], expected.high)
    assert 0 < expected.low.mean() < PERMUTATIONS


def test_statistics_are_those_of_the_whole() -> None:
    values, _places, weights = sample(12)
    centring, standard = Centring.of(values), Standard.of(values)
    for each in slices(weights, 5):
        some, rows = values[each.rows], each.rows[each.own]
        found = local_g(some, each.weights, centring=centring)[each.own]
        assert np.array_equal(found, local_g(values, weights)[rows], equal_nan=True)
        found = local_g(some, each.weights, star=False, centring=centring)[each.own]
        assert np.array_equal(found, local_g(values, weights, star=False)[rows], equal_nan=True)
        moran, expected = local_moran(some, each.weights, standard=standard), local_moran(values, weights)
        assert np.array_equal(moran.statistic[each.own], expected.statistic[rows])
        assert np.array_equal(moran.quadrants[each.own], expected.quadrants[rows])
        assert np.array_equal(local_geary(some, each.weights, standard)[each.own], local_geary(values, weights)[rows])

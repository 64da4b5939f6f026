"""SKATER and max-p against all possibilities on small maps, and what every region must be."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from ir_plugin.core.errors import Cancelled
from ir_plugin.core.space.neighbours import within_distance
from ir_plugin.core.space.weights import Weights, component_labels, symmetric_weights
from ir_plugin.core.statistics.regions.max_p import Infeasible, max_p
from ir_plugin.core.statistics.regions.skater import skater, spanning_forest
from ir_plugin.core.statistics.regions.units import region_units, within_sum

RNG = np.random.default_rng(21)


def lattice(side: int) -> tuple[np.ndarray, Weights]:
    points = np.stack(np.divmod(np.arange(side * side), side), axis=1).astype(float)
    return points, within_distance(points, 1.1)


def is_connected(weights: Weights, inside: np.ndarray) -> bool:
    return len(np.unique(weights.subset(inside).components())) == 1


def assert_regions(labels: np.ndarray, weights: Weights, size: np.ndarray, floor: float) -> None:
    for label in range(int(labels.max()) + 1):
        inside = labels == label
        assert is_connected(weights, inside)
        assert size[inside].sum() >= floor
    counts = np.bincount(labels)
    assert (np.diff(counts) <= 0).all()


def test_the_forest_is_the_shortest_one() -> None:
    points, weights = lattice(3)
    units = region_units(RNG.normal(size=(9, 2)), weights, np.ones(9), 0.0, points)
    edges = spanning_forest(units)
    left, right = units.links.sources, units.links.neighbours
    every = [(a, b) for a, b in zip(left.tolist(), right.tolist()) if a < b]
    apart = {edge: float(np.linalg.norm(units.attributes[edge[0]] - units.attributes[edge[1]])) for edge in every}
    trees = (
        sum(apart[edge] for edge in chosen)
        for chosen in combinations(every, 8)
        if len(np.unique(component_labels(9, *np.array(chosen).T))) == 1
    )
    assert sum(apart[tuple(edge)] for edge in edges.tolist()) == pytest.approx(min(trees))


@pytest.mark.parametrize("floor", [1.0, 3.0])
def test_the_first_cut_is_the_best_of_all_edges(floor: float) -> None:
    points, weights = lattice(3)
    attributes, size = RNG.normal(size=(9, 2)), RNG.integers(1, 3, 9).astype(float)
    units = region_units(attributes, weights, size, floor, points)
    edges = spanning_forest(units)
    costs = []
    for left_out in range(8):
        kept = np.delete(edges, left_out, axis=0)
        labels = component_labels(9, kept[:, 0], kept[:, 1])
        if min(units.size[labels == name].sum() for name in np.unique(labels)) >= floor:
            costs.append(within_sum(units.attributes, labels))
    found = skater(attributes, weights, 2, size, floor, points)
    assert within_sum(attributes, found) == pytest.approx(min(costs))
    assert_regions(found, weights, size, floor)


def test_components_are_regions_of_their_own() -> None:
    weights = symmetric_weights(6, np.array([0, 1, 3]), np.array([1, 2, 4]))
    attributes, key = np.array([[0.0], [0], [9], [1], [1], [5]]), np.arange(6.0)[:, None]
    assert skater(attributes, weights, 1, np.ones(6), 0, key).tolist() == [0, 0, 0, 1, 1, 2]
    assert skater(attributes, weights, 4, np.ones(6), 0, key).tolist() == [0, 0, 2, 1, 1, 3]
    assert skater(attributes, weights, 9, np.ones(6), 0, key).max() == 3  # equal neighbours are never parted


@pytest.mark.parametrize("seed", range(5))
def test_max_p_finds_as_many_regions_as_there_can_be(seed: int) -> None:
    """On a row of units the most regions are known: cut as soon as the floor is reached."""
    rng = np.random.default_rng(seed)
    size = rng.integers(1, 4, 12).astype(float)
    weights = symmetric_weights(12, np.arange(11), np.arange(1, 12))
    most, total = 0, 0.0
    for each in size:
        total += each
        if total >= 4:
            most, total = most + 1, 0.0
    labels = max_p(
        rng.normal(size=(12, 1)), weights, size, 4.0, 200, np.random.default_rng(1), np.arange(12.0)[:, None]
    )
    assert labels.max() + 1 == most
    assert_regions(labels, weights, size, 4.0)


@pytest.mark.parametrize("method", ["skater", "maxp"])
def test_regions_are_whole_and_do_not_depend_on_the_order_of_rows(method: str) -> None:
    points, weights = lattice(9)
    attributes, size = RNG.normal(size=(81, 3)), RNG.random(81) + 0.5
    order = RNG.permutation(81)
    where = np.argsort(order)
    shuffled = symmetric_weights(81, where[weights.sources], where[weights.neighbours])

    def run(x: np.ndarray, w: Weights, s: np.ndarray, key: np.ndarray) -> np.ndarray:
        if method == "skater":
            return skater(x, w, 6, s, 5.0, key)
        return max_p(x, w, s, 5.0, 20, np.random.default_rng(3), key)

    one = run(attributes, weights, size, points)
    two = run(attributes[order], shuffled, size[order], points[order])
    assert np.array_equal(one[order], two)
    assert_regions(one, weights, size, 5.0)


@pytest.mark.parametrize("method", ["skater", "maxp"])
def test_units_at_one_place_are_told_apart_by_their_values(method: str) -> None:
    rng = np.random.default_rng(8)
    points = np.stack([np.arange(20) // 2, np.zeros(20)], axis=1).astype(float)
    weights = within_distance(points, 1.1)
    for _ in range(20):
        attributes, size, order = rng.normal(size=(20, 2)), rng.random(20), rng.permutation(20)
        where = np.argsort(order)
        shuffled = symmetric_weights(20, where[weights.sources], where[weights.neighbours])
        found = [
            skater(x, w, 4, s, 1.0, p) if method == "skater" else max_p(x, w, s, 1.5, 10, np.random.default_rng(3), p)
            for x, w, s, p in (
                (attributes, weights, size, points),
                (attributes[order], shuffled, size[order], points[order]),
            )
        ]
        assert np.array_equal(found[0][order], found[1])


def test_a_floor_is_reached_whatever_the_order_of_the_sum() -> None:
    """0.1 + 0.1 + 0.4 is a little more than 0.1 + 0.4 + 0.1, which must neither refuse nor wait for ever."""
    weights, size = symmetric_weights(3, np.array([0, 1]), np.array([2, 2])), np.array([0.1, 0.1, 0.4])
    floor = float(size[0] + size[1] + size[2])
    assert size[0] + size[2] + size[1] < floor
    found = max_p(np.array([[0.0], [2], [1]]), weights, size, floor, 5, np.random.default_rng(1), np.arange(3)[:, None])
    assert found.tolist() == [0, 0, 0]
    row = symmetric_weights(10, np.arange(9), np.arange(1, 10))
    steps = np.repeat([0.0, 1.0], 5)[:, None]
    parts = skater(steps, row, 2, np.full(10, 0.1), 0.5, np.arange(10.0)[:, None])
    assert parts.tolist() == [0] * 5 + [1] * 5


def test_moving_units_makes_regions_more_alike() -> None:
    """Two halves of the map differ; the border found is the true one."""
    points, weights = lattice(8)
    attributes = np.where(points[:, :1] < 4, 0.0, 5.0) + RNG.normal(0, 0.1, (64, 1))
    labels = max_p(attributes, weights, np.ones(64), 32.0, 200, np.random.default_rng(2), points)
    assert within_sum(attributes, labels) < 0.2 * within_sum(attributes, np.zeros(64))


def test_a_part_below_the_floor_is_named() -> None:
    weights = symmetric_weights(5, np.array([0, 1]), np.array([1, 2]))
    with pytest.raises(Infeasible) as caught:
        max_p(np.zeros((5, 1)), weights, np.ones(5), 2.0, 5, RNG, np.arange(5.0)[:, None])
    assert sorted(caught.value.units.tolist()) == [3, 4]


def test_cancel_reaches_the_caller() -> None:
    def stop(_fraction: float) -> None:
        raise Cancelled

    points, weights = lattice(5)
    with pytest.raises(Cancelled):
        max_p(RNG.random((25, 1)), weights, np.ones(25), 3.0, 5, RNG, points, stop)
    with pytest.raises(Cancelled):
        skater(RNG.random((25, 1)), weights, 3, np.ones(25), 0, points, stop)

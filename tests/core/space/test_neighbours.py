"""Neighbours by distance against brute force, and on degenerate points."""

from __future__ import annotations

import numpy as np
import pytest

from ir_plugin.core.space.components import join_components
from ir_plugin.core.space.grid import distances
from ir_plugin.core.space.neighbours import k_nearest, smallest_band, within_distance
from ir_plugin.core.space.positions import earth_centred
from ir_plugin.core.space.weights import Weights, component_labels, symmetric_weights


def clouds() -> list[np.ndarray]:
    rng = np.random.default_rng(1)
    uniform = [rng.random((n, d)) * 100 for n in (2, 40, 300) for d in (2, 3)]
    doubled = np.repeat(rng.random((30, 2)), 4, axis=0)
    towns = np.concatenate([rng.normal(centre, 0.01, (60, 2)) for centre in rng.random((4, 2)) * 1e4])
    line = np.stack([np.arange(50.0), np.zeros(50)], axis=1)
    return [*uniform, doubled, towns, line, np.zeros((6, 2))]


def all_distances(points: np.ndarray) -> np.ndarray:
    return np.sqrt(np.square(points[:, None] - points[None]).sum(axis=2))


def links_of(weights: Weights) -> set[tuple[int, int]]:
    return set(zip(weights.sources.tolist(), weights.neighbours.tolist()))


@pytest.mark.parametrize("points", clouds())
@pytest.mark.parametrize("share", [0.02, 0.3, 2.0])
def test_band_equals_brute_force(points: np.ndarray, share: float) -> None:
    apart = all_distances(points)
    band = share * max(apart.max(), 1.0)
    expected = {(i, j) for i, j in zip(*np.nonzero(apart <= band)) if i != j}
    assert links_of(within_distance(points, band)) == expected


@pytest.mark.parametrize("points", clouds())
@pytest.mark.parametrize("k", [1, 3, 20])
def test_k_nearest_equals_brute_force(points: np.ndarray, k: int) -> None:
    if len(points) <= k:
        with pytest.raises(ValueError, match="no"):
            k_nearest(points, k)
        return
    weights = k_nearest(points, k)
    apart = all_distances(points)
    np.fill_diagonal(apart, np.inf)
    found = np.sort(distances(points, weights.sources, weights.neighbours).reshape(-1, k), axis=1)
    assert np.allclose(found, np.sort(apart, axis=1)[:, :k])
    assert (weights.sources != weights.neighbours).all()


def test_the_band_is_inclusive_and_the_smallest_band_leaves_nobody_alone() -> None:
    points = np.random.default_rng(2).random((200, 2)) * 1e5
    band = smallest_band(points)
    assert not len(within_distance(points, band).islands)
    assert len(within_distance(points, np.nextafter(band, 0)).islands) >= 1


def test_the_order_of_rows_does_not_matter() -> None:
    lattice = np.stack(np.meshgrid(np.arange(9.0), np.arange(9.0)), axis=-1).reshape(-1, 2)  # full of ties
    order = np.random.default_rng(3).permutation(len(lattice))
    shuffled = k_nearest(lattice[order], 5)
    renamed = {(order[i], order[j]) for i, j in links_of(shuffled)}
    assert renamed == links_of(k_nearest(lattice, 5))


def test_rows_without_a_position_are_islands() -> None:
    points = np.array([[0.0, 0.0], [np.nan, np.nan], [1.0, 0.0], [5.0, 0.0]])
    assert links_of(within_distance(points, 2.0)) == {(0, 2), (2, 0)}
    assert 1 not in k_nearest(points, 1).neighbours
    assert k_nearest(points, 1).counts.tolist() == [1, 0, 1, 1]


def test_earth_centred_distances_are_metres() -> None:
    """One degree along the equator is a * pi / 180 on WGS 84; the chord is 1.4 m shorter."""
    ends = earth_centred(np.array([[106.0, 0.0], [107.0, 0.0]]))
    assert np.linalg.norm(ends[0] - ends[1]) == pytest.approx(111319.49, abs=2.0)


def test_components_and_subset() -> None:
    weights = symmetric_weights(6, np.array([0, 1, 4]), np.array([1, 2, 5]))
    assert weights.components().tolist() == [0, 0, 0, 3, 4, 4]
    assert weights.islands.tolist() == [3]
    kept = np.array([True, False, True, True, True, True])
    assert links_of(weights.subset(kept)) == {(3, 4), (4, 3)}


def test_long_chains_are_one_component() -> None:
    order = np.random.default_rng(4).permutation(10_000)
    assert set(component_labels(10_000, order[:-1], order[1:]).tolist()) == {0}


def test_parts_are_joined_to_their_nearest_unit() -> None:
    points = np.array([[0.0, 0], [1, 0], [2, 0], [9, 0], [10, 0], [30, 0], [np.nan, np.nan]])
    weights = symmetric_weights(7, np.array([0, 1, 3]), np.array([1, 2, 4]))
    joined, added = join_components(weights, points)
    assert added.tolist() == [[2, 3], [4, 5]]
    assert joined.islands.tolist() == [6]
    assert len(np.unique(joined.components()[:6])) == 1


@pytest.mark.parametrize("dimensions", [2, 3])
def test_two_thousand_islands_are_joined_as_shortly_as_can_be(dimensions: int) -> None:
    """With islands alone the links are the minimum spanning tree, here grown unit by unit (Prim 1957)."""
    points = np.random.default_rng(12).uniform(0, 1e6, (2000, dimensions))
    none = np.zeros(0, np.int64)
    joined, added = join_components(symmetric_weights(2000, none, none), points)
    tree, nearest, apart = set(), np.zeros(2000, np.int64), np.full(2000, np.inf)
    last, outside = 0, np.ones(2000, bool)
    for _ in range(1999):
        outside[last] = False
        step = np.sqrt(np.square(points - points[last]).sum(axis=1))
        closer = step < apart
        nearest[closer], apart[closer] = last, step[closer]
        last = int(np.where(outside, apart, np.inf).argmin())
        tree.add((min(last, int(nearest[last])), max(last, int(nearest[last]))))
    assert set(map(tuple, added.tolist())) == tree
    assert len(np.unique(joined.components())) == 1


def test_every_part_gets_its_shortest_link_and_ties_go_by_coordinates() -> None:
    """Parts of many units on whole coordinates, where many distances are equal, against looking at all pairs."""
    rng = np.random.default_rng(13)
    for _ in range(20):
        points = rng.integers(0, 8, (60, 2)).astype(float)
        part = rng.integers(0, 12, 60)
        order = np.argsort(part, kind="stable")
        same = part[order][1:] == part[order][:-1]
        weights = symmetric_weights(60, order[:-1][same], order[1:][same])
        assert set(map(tuple, join_components(weights, points)[1].tolist())) == joined_by_looking_at_all(points, part)


def joined_by_looking_at_all(points: np.ndarray, part: np.ndarray) -> set[tuple[int, int]]:
    rank = np.lexsort(points.T[::-1])
    part, added = part.copy(), set()
    while len(set(part.tolist())) > 1:
        sizes = {each: int((part == each).sum()) for each in set(part.tolist())}
        largest = [each for each, size in sizes.items() if size == max(sizes.values())]
        links = []
        for each in set(sizes) - set(largest if len(largest) == 1 else []):
            options = [(i, j) for i in rank if part[i] == each for j in rank if part[j] != each]
            links.append(min(options, key=lambda link: float(np.square(points[link[0]] - points[link[1]]).sum())))
        for i, j in links:
            added.add((min(int(i), int(j)), max(int(i), int(j))))
            part[part == part[i]] = part[j]
    return added

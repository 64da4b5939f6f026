"""DBSCAN against its definition, and its edges."""

from __future__ import annotations

import numpy as np
import pytest

from ir_plugin.core.statistics.dbscan import NOISE, dbscan, rows_by_label


def by_definition(points: np.ndarray, distance: float, minimum: int) -> tuple[np.ndarray, np.ndarray]:
    """Core points, and a label per core point, straight from Ester et al. (1996)."""
    near = np.sqrt(np.square(points[:, None] - points[None]).sum(axis=2)) <= distance
    core = near.sum(axis=1) >= minimum
    labels = np.arange(len(points))
    for _ in range(len(points)):
        labels = np.where(core, np.where(near & core, labels, len(points)).min(axis=1), len(points))
    return core, labels


@pytest.mark.parametrize("seed", range(12))
def test_equal_to_the_definition(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.random((150, 2 + seed % 2)) * 10
    if seed % 3 == 0:
        points = np.round(points)  # duplicates and exact distances
    distance, minimum = rng.choice([0.5, 1.0, 3.0]), int(rng.integers(2, 7))
    core, labels = by_definition(points, distance, minimum)
    found = dbscan(points, distance, minimum)
    assert np.array_equal(found.core, core)
    pairs = set(zip(found.labels[core].tolist(), labels[core].tolist()))
    assert len(pairs) == len(set(found.labels[core].tolist())) == len(set(labels[core].tolist()))
    reached = (np.sqrt(np.square(points[:, None] - points[core][None]).sum(axis=2)) <= distance).any(axis=1)
    assert np.array_equal(found.labels != NOISE, reached)


def test_the_distance_is_inclusive_and_the_point_itself_counts() -> None:
    line = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]])
    assert dbscan(line, 1.0, 3).core.tolist() == [False, True, False]
    assert dbscan(line, 1.0, 3).labels.tolist() == [0, 0, 0]
    assert dbscan(line, 0.999, 2).labels.tolist() == [NOISE] * 3


def test_all_at_one_place_none_placed_and_none_at_all() -> None:
    assert dbscan(np.ones((7, 2)), 1.0, 5).labels.tolist() == [0] * 7
    assert dbscan(np.full((3, 2), np.nan), 1.0, 2).labels.tolist() == [NOISE] * 3
    assert dbscan(np.zeros((0, 2)), 1.0, 2).labels.tolist() == []


def test_clusters_are_numbered_by_size() -> None:
    points = np.concatenate([np.zeros((5, 2)), np.full((9, 2), 50.0), np.full((7, 2), 90.0)])
    labels = dbscan(points, 1.0, 3).labels
    assert labels[[0, 5, 14]].tolist() == [2, 0, 1]


def test_the_order_of_rows_does_not_matter() -> None:
    rng = np.random.default_rng(9)
    points = np.round(rng.random((400, 2)) * 20)
    order = rng.permutation(400)
    assert np.array_equal(dbscan(points, 1.0, 4).labels[order], dbscan(points[order], 1.0, 4).labels)


def test_rows_by_label() -> None:
    rows = rows_by_label(np.array([1, NOISE, 0, 1, 3, NOISE]))
    assert [each.tolist() for each in rows] == [[2], [0, 3], [], [4]]
    assert rows_by_label(np.array([NOISE])) == [] == rows_by_label(np.zeros(0, np.int64))

"""HDBSCAN: the spanning tree against Prim's, clusters by their definition, and what must not change them."""

from __future__ import annotations

import numpy as np
import pytest

from ir_plugin.core.errors import Cancelled
from ir_plugin.core.statistics.cluster_tree import cluster_tree, merges_of
from ir_plugin.core.statistics.hdbscan import hdbscan
from ir_plugin.core.statistics.mutual_reachability import core_distances, mutual_reachability_tree

RNG = np.random.default_rng(9)


def blobs(n: int = 60, d: int = 2) -> np.ndarray:
    centres = RNG.random((4, d)) * 1000
    return np.concatenate(
        [centre + RNG.normal(0, 15 * (1 + place), (n // 4, d)) for place, centre in enumerate(centres)]
    )


def reachability(points: np.ndarray, cores: np.ndarray) -> np.ndarray:
    apart = np.sqrt(np.square(points[:, None] - points[None]).sum(axis=2))
    return np.maximum(apart, np.maximum(cores[:, None], cores[None, :]))


def prims_lengths(matrix: np.ndarray) -> np.ndarray:
    inside, nearest, lengths = np.zeros(len(matrix), bool), matrix[0].copy(), []
    inside[0] = True
    for _ in range(len(matrix) - 1):
        step = int(np.where(inside, np.inf, nearest).argmin())
        lengths.append(nearest[step])
        inside[step] = True
        nearest = np.minimum(nearest, matrix[step])
    return np.sort(lengths)


@pytest.mark.parametrize("d", [2, 3])
@pytest.mark.parametrize("min_samples", [1, 2, 5])
def test_the_spanning_tree_is_minimal(d: int, min_samples: int) -> None:
    points = np.concatenate([blobs(d=d), np.zeros((5, d))])  # with points that share a place
    cores = core_distances(points, min_samples)
    matrix = reachability(points, cores)
    expected = np.sort(np.sqrt(np.square(points[:, None] - points[None]).sum(axis=2)), axis=1)[:, min_samples - 1]
    assert np.allclose(cores, expected)
    tree = mutual_reachability_tree(points, cores)
    assert np.allclose(np.sort(tree.lengths), prims_lengths(matrix))
    assert np.allclose(tree.lengths, matrix[tree.ends[:, 0], tree.ends[:, 1]])


def test_clusters_of_every_level_are_those_of_the_definition() -> None:
    """Cut at any distance, the merges are the connected components of the mutual reachability graph."""
    points = np.round(blobs(40) / 20)  # many equal lengths
    cores = core_distances(points, 3)
    matrix = reachability(points, cores)
    merges = merges_of(mutual_reachability_tree(points, cores))
    n = len(points)
    for level in np.unique(matrix)[::25]:
        label = np.arange(n)
        for node, (parts, length) in enumerate(zip(merges.parts, merges.lengths)):
            if length <= level:
                label[merges.leaves[merges.begin[n + node] : merges.end[n + node]]] = n + node
                assert len(parts) >= 2
        joined = np.linalg.matrix_power((matrix <= level).astype(float) + np.eye(n), n) > 0
        assert np.array_equal(label[:, None] == label[None, :], joined)


def test_stability_is_the_mass_between_birth_and_death() -> None:
    """Two triples on a line, and one point between them that belongs to neither."""
    points = np.array([[0.0, 0], [1, 0], [2, 0], [10, 0], [30, 0], [32, 0], [34, 0]])
    tree = cluster_tree(merges_of(mutual_reachability_tree(points, np.zeros(7))), 3, 1e-9)
    assert tree.parent.tolist() == [-1, 0, 0]
    # All seven part at 20; the left four lose the loner at 8 and end at 1, the right three end at 2.
    assert sorted(tree.stability[1:]) == pytest.approx(
        sorted([(1 / 8 - 1 / 20) + 3 * (1 - 1 / 20), 3 * (1 / 2 - 1 / 20)])
    )
    found = hdbscan(points, 3, 1)
    assert found.labels.tolist() == [0, 0, 0, 0, 1, 1, 1]
    assert found.membership.tolist() == pytest.approx([1, 1, 1, 1 / 8, 1, 1, 1])


@pytest.mark.parametrize("leaves", [False, True])
@pytest.mark.parametrize("grain", [0.001, 20.0], ids=["all different", "many ties"])
def test_the_order_of_rows_does_not_matter(grain: float, leaves: bool) -> None:
    points = np.round(blobs(200) / grain) * grain
    order = RNG.permutation(len(points))
    one, two = hdbscan(points, 6, 4, leaves), hdbscan(points[order], 6, 4, leaves)
    assert np.array_equal(one.labels[order], two.labels)
    assert np.allclose(one.membership[order], two.membership)
    assert np.allclose(one.stability, two.stability)


def test_degenerate_points() -> None:
    assert (hdbscan(np.zeros((8, 2)), 3, 2).labels == -1).all()
    assert len(hdbscan(np.zeros((0, 2)), 3, 2).labels) == 0
    assert (hdbscan(np.full((4, 2), np.nan), 3, 2).labels == -1).all()
    towns = np.concatenate([np.zeros((9, 2)), np.full((9, 2), 5000.0), [[100.0, 0.0]]])
    found = hdbscan(towns, 5, 3, nearest=1.0)
    assert found.labels.tolist() == [0] * 9 + [1] * 9 + [0]
    assert found.membership.tolist() == pytest.approx([1] * 18 + [1 / 100])
    assert np.isfinite(found.stability).all()


def test_missing_points_are_noise() -> None:
    points = blobs(80)
    points[7] = np.nan
    found = hdbscan(points, 5, 3)
    assert found.labels[7] == -1 and found.membership[7] == 0
    assert np.array_equal(np.delete(found.labels, 7), hdbscan(np.delete(points, 7, axis=0), 5, 3).labels)


def test_cancel_reaches_the_caller() -> None:
    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        hdbscan(blobs(), 5, 3, progress=stop)

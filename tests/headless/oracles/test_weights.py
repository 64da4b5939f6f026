"""Neighbours and weights beside libpysal and GeoDa, on real counties and on random points; files in both directions."""

from __future__ import annotations

from pathlib import Path

import geopandas
import libpysal
import numpy as np
import pygeoda
import pytest
from libpysal import weights as pysal

from examples import example, layer
from ir_plugin.core.methods.weight_parameters import WEIGHT_PARAMETERS
from ir_plugin.core.methods.weight_settings import WeightsChoice, weights_from
from ir_plugin.core.space.contiguity import contiguity
from ir_plugin.core.space.neighbours import k_nearest, smallest_band, within_distance
from ir_plugin.core.space.weight_files import gal_text, gwt_text
from ir_plugin.core.space.weight_forms import (
    adaptive_kernel_weights,
    higher_order,
    inverse_distance,
    kernel_weights,
    row_standardised,
    with_own,
)
from ir_plugin.core.space.weights import Weights

COLUMBUS = example("columbus.shp")
IDS = [str(int(each)) for each in COLUMBUS.POLYID]
POINTS = np.random.default_rng(5).random((150, 2)) * 1e4


def dense(weights: Weights) -> np.ndarray:
    matrix = np.zeros((weights.n, weights.n))
    matrix[weights.sources, weights.neighbours] = weights.linked
    return matrix


def theirs(weights: pysal.W) -> np.ndarray:
    return weights.full()[0]


def of_geoda(weights: pygeoda.weights.Weight, n: int) -> np.ndarray:
    matrix = np.zeros((n, n))
    for unit in range(n):
        matrix[unit, list(weights.get_neighbors(unit))] = list(weights.gda_w.GetNeighborWeights(unit))
    return matrix


def read(path: str) -> WeightsChoice:
    defaults = {each.id: getattr(each, "default", None) for each in WEIGHT_PARAMETERS}
    settings = {**defaults, "NEIGHBOURS": "file", "WEIGHTS_FILE": path, "WEIGHTS_ID": "POLYID"}
    return weights_from(layer(COLUMBUS, "POLYID"), settings)


def test_columbus_has_between_two_and_ten_neighbours() -> None:
    counts = contiguity(layer(COLUMBUS), "queen", 0.0).counts
    assert (counts.min(), counts.max()) == (2, 10)
    assert counts.mean() == pytest.approx(4.8163265, abs=5e-8)


@pytest.mark.parametrize("name", ["columbus.shp", "sids2.shp", "stl_hom.shp"])
def test_contiguity(name: str) -> None:
    frame = example(name)
    for rule, kind in (("queen", pysal.Queen), ("rook", pysal.Rook)):
        expected = theirs(kind.from_dataframe(frame, use_index=False))
        assert np.array_equal(dense(contiguity(layer(frame), rule, 0.0)), expected)


@pytest.mark.parametrize("k", [1, 6, 20])
def test_k_nearest(k: int) -> None:
    assert np.array_equal(dense(k_nearest(POINTS, k)), theirs(pysal.KNN.from_array(POINTS, k=k)))


def test_band_and_the_smallest_that_leaves_nobody_alone() -> None:
    frame = pygeoda.open(geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*POINTS.T)))
    assert smallest_band(POINTS) == pytest.approx(pygeoda.min_distthreshold(frame), rel=1e-12)
    expected = theirs(pysal.DistanceBand.from_array(POINTS, threshold=1500.0))
    assert np.array_equal(dense(within_distance(POINTS, 1500.0)), expected)


@pytest.mark.parametrize("power", [1.0, 2.0])
def test_inverse_distance(power: float) -> None:
    found = inverse_distance(POINTS, within_distance(POINTS, 1500.0), power)
    expected = pysal.DistanceBand.from_array(POINTS, threshold=1500.0, binary=False, alpha=-power)
    assert np.allclose(dense(found), theirs(expected))


@pytest.mark.parametrize("kernel", ["triangular", "uniform", "quadratic", "quartic", "gaussian"])
def test_kernels(kernel: str) -> None:
    """PySAL's quadratic is Epanechnikov; its adaptive bandwidth is a ten-millionth wider, its diagonal our ``own``."""
    ours = {"quadratic": "epanechnikov"}.get(kernel, kernel)
    expected = theirs(pysal.Kernel.from_array(POINTS, bandwidth=1500.0, fixed=True, function=kernel))
    np.fill_diagonal(expected, 0)
    assert np.allclose(dense(kernel_weights(POINTS, ours, 1500.0)), expected)
    expected = theirs(pysal.Kernel.from_array(POINTS, k=7, fixed=False, function=kernel))
    np.fill_diagonal(expected, 0)
    assert np.allclose(dense(adaptive_kernel_weights(POINTS, ours, 7)), expected, atol=1e-6)


@pytest.mark.parametrize("order", [2, 3])
def test_higher_orders(order: int) -> None:
    queen, weights = pysal.Queen.from_dataframe(COLUMBUS, use_index=False), contiguity(layer(COLUMBUS), "queen", 0.0)
    for lower in (True, False):
        expected = theirs(pysal.higher_order(queen, order, lower_order=lower))
        assert np.array_equal(dense(higher_order(weights, order, lower)), expected)


@pytest.mark.parametrize("ending", ["gal", "gwt"])
def test_others_read_our_files(ending: str, tmp_path: Path) -> None:
    weights = contiguity(layer(COLUMBUS), "queen", 0.0)
    weights = weights if ending == "gal" else row_standardised(with_own(weights, np.ones(49)))
    path = tmp_path / f"columbus.{ending}"
    path.write_text((gal_text if ending == "gal" else gwt_text)(weights, IDS, "POLYID"), encoding="utf-8")
    file = libpysal.io.open(str(path))
    found = file.read()
    file.close()
    place = [[str(each) for each in found.id_order].index(name) for name in IDS]
    assert np.allclose(theirs(found)[np.ix_(place, place)], dense(weights))
    found = pygeoda.read_gal(str(path), IDS) if ending == "gal" else pygeoda.read_gwt(str(path), IDS)
    assert [sorted(found.get_neighbors(unit)) for unit in range(49)] == [
        weights.neighbours[weights.starts[unit] : weights.starts[unit + 1]].tolist() for unit in range(49)
    ]


def test_we_read_the_files_of_geoda(tmp_path: Path) -> None:
    """Its GWT files hold weights only of kernels; elsewhere distances, of which we warn."""
    frame = pygeoda.open(COLUMBUS)
    kernel = pygeoda.kernel_knn_weights(frame, 6, "triangular", is_adaptive_bandwidth=True, use_kernel_diagonals=True)
    made = {
        "queen.gal": pygeoda.queen_weights(frame),
        "kernel.gwt": kernel,
        "knn.gwt": pygeoda.knn_weights(frame, 4),
        "band.gwt": pygeoda.distance_weights(frame, 0.7),
    }
    found = {}
    for name, weights in made.items():
        assert weights.save_weights(str(tmp_path / name), "columbus", "POLYID", IDS)
        found[name] = read(str(tmp_path / name))
    assert np.array_equal(dense(found["queen.gal"].weights), of_geoda(made["queen.gal"], 49))
    expected = of_geoda(kernel, 49)
    assert np.allclose(found["kernel.gwt"].own, expected.diagonal())
    np.fill_diagonal(expected, 0)
    assert np.allclose(dense(found["kernel.gwt"].weights), expected, atol=1e-8)
    warned = {name for name, each in found.items() if any("grow with distance" in n.sentence.en for n in each.notes)}
    assert warned == {"knn.gwt", "band.gwt"}


def test_we_read_the_file_that_comes_with_columbus() -> None:
    weights = read(libpysal.examples.get_path("columbus.gal")).weights
    assert np.array_equal(dense(weights), dense(contiguity(layer(COLUMBUS), "queen", 0.0)))

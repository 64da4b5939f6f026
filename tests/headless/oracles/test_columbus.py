"""Our figures on the data sets that libpysal carries, beside published ones and other engines."""

from __future__ import annotations

import esda
import libpysal
import numpy as np
import pygeoda
import pytest
from sklearn.cluster import DBSCAN

from examples import example, layer, run
from ir_plugin.core.methods.hotspot_getis_ord import METHOD
from ir_plugin.core.space.contiguity import contiguity
from ir_plugin.core.statistics.dbscan import dbscan
from ir_plugin.core.statistics.getis_ord import local_g, normal_p
from ir_plugin.core.statistics.multiple_tests import adjusted_p
from ir_plugin.core.statistics.permutation import local_sum_ranks, p_values
from ir_plugin.core.statistics.rates import empirical_bayes_prior


@pytest.mark.parametrize(
    "name, queen, rook", [("columbus.shp", 236, 200), ("sids2.shp", 490, None), ("stl_hom.shp", 406, None)]
)
def test_contiguity(name: str, queen: int, rook: int) -> None:
    frame = example(name)
    assert contiguity(layer(frame), "queen", 0.0).counts.sum() == queen
    if rook:
        assert contiguity(layer(frame), "rook", 0.0).counts.sum() == rook


def test_gi_star_of_columbus() -> None:
    frame = example("columbus.shp")
    values = run(METHOD, frame, "CRIME", FIELD="CRIME", PERMUTATIONS=0).layers["OUTPUT"].values
    z, p = values["gi_z"], values["gi_p_analitik"]
    expected = [-1.43277965, -1.34000810, -0.77199868, -0.13173336, 1.28536280, 0.06864804]
    assert np.allclose(z[:6], expected, atol=1e-8)
    assert (z.max(), z.min()) == (pytest.approx(3.47505136, abs=5e-9), pytest.approx(-2.85102318, abs=5e-9))
    assert (frame.POLYID[z.argmax()], frame.POLYID[z.argmin()]) == (16, 32)
    assert ((z > 1.96).sum(), (z < -1.96).sum()) == (11, 7)
    assert (adjusted_p(p, "fdr") <= 0.05).sum() == 9
    assert (adjusted_p(p, "bonferroni") <= 0.05).sum() == 2
    assert (values["gi_kelas"] == "panas").sum() + (values["gi_kelas"] == "dingin").sum() == 9


def test_gi_of_columbus() -> None:
    frame = example("columbus.shp")
    z = local_g(frame.CRIME.to_numpy(), contiguity(layer(frame), "queen", 0.0), star=False)
    assert np.allclose(z[:6], [-0.93780765, -0.98565912, -0.71841891, -0.06666232, 1.04713603, 0.45474575], atol=1e-8)


def test_permutation_p_of_columbus() -> None:
    """A million permutations: 5 places pass the FDR; at a raw p < .05 11 high and 4 low ones."""
    frame = example("columbus.shp")
    weights = contiguity(layer(frame), "queen", 0.0)
    values = frame.CRIME.to_numpy()
    ranks = local_sum_ranks(values, weights, 1_000_000, np.random.default_rng(1), np.arange(49.0)[:, None])
    p, z = p_values(ranks, "two-sided"), local_g(values, weights)
    assert (adjusted_p(p, "fdr") <= 0.05).sum() == 5
    assert (((p < 0.05) & (z > 0)).sum(), ((p < 0.05) & (z < 0)).sum()) == (11, 4)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_values_beside_esda(seed: int) -> None:
    frame = example("sids2.shp")
    values = np.random.default_rng(seed).gamma(2.0, size=len(frame))  # positive: esda turns z where the sum is not
    ours = run(METHOD, frame.assign(x=values), "x", FIELD="x", PERMUTATIONS=9999, ALTERNATIVE="directed", SEED=seed)
    columns = ours.layers["OUTPUT"].values
    weights = libpysal.weights.Queen.from_dataframe(frame, use_index=False)
    theirs = esda.G_Local(values, weights, transform="B", star=True, permutations=9999, seed=seed)
    assert np.allclose(columns["gi_z"], theirs.Zs, atol=1e-8)
    assert np.allclose(columns["gi_p_analitik"], normal_p(theirs.Zs, "directed"))
    assert np.abs(columns["gi_p"] - theirs.p_sim).max() < 0.03


@pytest.mark.parametrize("star", [True, False])
def test_random_values_beside_geoda(star: bool) -> None:
    """GeoDa gives G itself; its z is that of a normal p, which it does not tell: p by permutation is compared."""
    frame = example("sids2.shp")
    values = np.random.default_rng(4).gamma(2.0, size=len(frame))
    near = pygeoda.queen_weights(pygeoda.open(frame))
    theirs = (pygeoda.local_gstar if star else pygeoda.local_g)(near, list(values), permutations=9999, seed=1)
    given = {"FIELD": "x", "STAR": star, "PERMUTATIONS": 9999, "ALTERNATIVE": "directed"}
    ours = run(METHOD, frame.assign(x=values), "x", **given).layers["OUTPUT"].values
    assert np.abs(ours["gi_p"] - theirs.lisa_pvalues()).max() < 0.03


def test_marshalls_prior() -> None:
    frame = example("sids2.shp")
    mean, variance = empirical_bayes_prior(frame.SID74.to_numpy(float), frame.BIR74.to_numpy(float))
    assert (mean, variance) == (pytest.approx(0.0020214449, abs=5e-11), pytest.approx(7.6929306e-07, abs=5e-15))


def test_dbscan_of_juvenile() -> None:
    frame = example("juvenile.shp")
    points = np.stack([frame.geometry.x, frame.geometry.y], axis=1)
    ours = dbscan(points, 5.0, 5)
    theirs = DBSCAN(eps=5.0, min_samples=5).fit(points)
    assert (ours.labels.max() + 1, (ours.labels < 0).sum()) == (10, 70)
    assert sorted(np.bincount(ours.labels[ours.labels >= 0])) == sorted([6, 5, 41, 5, 6, 7, 11, 5, 6, 6])
    assert np.array_equal(np.flatnonzero(ours.core), np.sort(theirs.core_sample_indices_))

"""Moran, Geary, G and join counts, for a map and place by place: published figures and esda's."""

from __future__ import annotations

from typing import Callable

import esda
import libpysal
import numpy as np
import pygeoda
import pytest

from examples import example, layer, run
from ir_plugin.core.methods import local_geary, local_join_count, local_moran
from ir_plugin.core.space.contiguity import contiguity
from ir_plugin.core.space.weight_forms import row_standardised
from ir_plugin.core.space.weights import Weights, weights_from_pairs
from ir_plugin.core.statistics.global_autocorrelation import geary, general_g, moran
from ir_plugin.core.statistics.join_counts import joins_between, local_joins, same_joins
from ir_plugin.core.statistics.local_geary import local_geary as geary_c
from ir_plugin.core.statistics.local_moran import QUADRANTS
from ir_plugin.core.statistics.local_moran import local_moran as moran_i
from ir_plugin.core.statistics.multiple_tests import adjusted_p, smallest_cut_off
from ir_plugin.core.statistics.permutation import p_values
from ir_plugin.core.statistics.rates import standardised_rates
from ir_plugin.core.statistics.weighted_permutation import squared_difference_ranks, weighted_sum_ranks

COLUMBUS = example("columbus.shp")
SIDS = example("sids2.shp")
CRIME = COLUMBUS.CRIME.to_numpy()


def queen(frame) -> Weights:
    return contiguity(layer(frame), "queen", 0.0)


def kernel_of_pysal() -> libpysal.weights.W:
    points = np.stack([SIDS.centroid.x, SIDS.centroid.y], axis=1)
    kernel = libpysal.weights.Kernel.from_array(points, k=8, fixed=False, function="gaussian")
    return libpysal.weights.fill_diagonal(kernel, 0)


def inverse_of_pysal() -> libpysal.weights.W:
    points = np.stack([SIDS.centroid.x, SIDS.centroid.y], axis=1)
    return libpysal.weights.DistanceBand.from_array(points, threshold=1.0, binary=False, alpha=-2.0)


def test_moran_of_columbus() -> None:
    found = moran(CRIME, row_standardised(queen(COLUMBUS)))
    assert found.value == pytest.approx(0.50018856, abs=5e-9)
    assert found.expected == pytest.approx(-0.02083333, abs=5e-9)
    assert found.variance == pytest.approx(0.0086892892, abs=5e-11)
    assert found.z == pytest.approx(5.5893827, abs=5e-8)
    assert found.variance_normal == pytest.approx(0.0085634131, abs=5e-11)
    assert found.z_normal == pytest.approx(5.6303128, abs=5e-8)


@pytest.mark.parametrize("field, value", [("CRIME", 0.5405282), ("HOVAL", 0.8060864), ("INC", 0.67588162)])
def test_geary_of_columbus(field: str, value: float) -> None:
    found = geary(COLUMBUS[field].to_numpy(), row_standardised(queen(COLUMBUS)))
    assert found.value == pytest.approx(value, abs=5e-8)
    if field == "CRIME":
        assert abs(found.z) == pytest.approx(4.7430615, abs=5e-8)


def test_general_g_of_columbus() -> None:
    found = general_g(CRIME, queen(COLUMBUS))
    assert (found.value, found.expected) == (pytest.approx(0.12780746, abs=5e-9), pytest.approx(0.10034014, abs=5e-9))
    assert found.z == pytest.approx(4.6381509, abs=5e-8)


def test_join_counts_of_columbus() -> None:
    codes, weights = (CRIME > 35).astype(np.int64), queen(COLUMBUS)
    same, mixed = same_joins(codes, weights), joins_between(codes, weights, 0, 1)
    assert same.observed.tolist() == [35, 54] and mixed.observed.tolist() == [29]
    assert np.allclose(same.expected, [30.1020, 27.6939], atol=5e-5)
    assert np.allclose(mixed.expected, 60.2041, atol=5e-5)
    assert np.allclose(same.z, [1.11643, 6.16297], atol=5e-6)
    assert np.allclose(mixed.z, -6.04679, atol=5e-6)


def test_moran_of_sids() -> None:
    weights = row_standardised(queen(SIDS))
    found = moran(SIDS.SIDR74.to_numpy(float), weights)
    assert (found.value, found.z) == (pytest.approx(0.23091047, abs=5e-9), pytest.approx(3.7800741, abs=5e-8))
    rates = standardised_rates(SIDS.SID74.to_numpy(float), SIDS.BIR74.to_numpy(float))
    found = moran(rates, weights)
    assert (found.value, found.z) == (pytest.approx(0.24874621, abs=5e-9), pytest.approx(4.0661518, abs=5e-8))


def test_local_moran_of_columbus() -> None:
    weights = queen(COLUMBUS)
    found = moran_i(CRIME, row_standardised(weights)).statistic
    assert np.allclose(found[:6], [0.72178138, 0.51798565, 0.09193542, 0.00472258, 0.29741008, -0.177865], atol=5e-9)
    assert found.sum() == pytest.approx(24.00905075, abs=1e-8)
    counts = dict(zip(QUADRANTS, np.bincount(moran_i(CRIME, weights).quadrants, minlength=4).tolist()))
    assert counts == {"HH": 21, "LH": 5, "LL": 20, "HL": 3}


def test_local_moran_by_a_million_permutations() -> None:
    """One-sided: 9 places pass the FDR; two-sided: 5, and at a raw p < .05 11 HH and 4 LL."""
    found = {
        alternative: run(
            local_moran.METHOD, COLUMBUS, "CRIME", FIELD="CRIME", PERMUTATIONS=1_000_000, ALTERNATIVE=alternative
        )
        .layers["OUTPUT"]
        .values
        for alternative in ("directed", "two-sided")
    }
    for alternative, places, cut_off in (("directed", 9, 0.00918367), ("two-sided", 5, 0.00510204)):
        p = found[alternative]["lm_p"]
        assert (adjusted_p(p, "fdr") <= 0.05).sum() == (p <= cut_off).sum() == places
        assert 0.05 * places / 49 == pytest.approx(cut_off, abs=5e-9)
    assert smallest_cut_off(49, "bonferroni", 0.05) == pytest.approx(0.00102041, abs=5e-9)
    kinds = np.array(QUADRANTS)[moran_i(CRIME, queen(COLUMBUS)).quadrants]
    clear = found["two-sided"]["lm_p"] < 0.05
    assert ((kinds == "HH") & clear).sum() == 11 and ((kinds == "LL") & clear).sum() == 4


def test_local_moran_by_the_p_of_esda_and_geoda() -> None:
    """One-sided, 9,999 permutations, raw p < .05: HH 11, LH 1, HL 1, and LL 7 or 8, for one stands at .05."""
    settings = {"FIELD": "CRIME", "PERMUTATIONS": 9999, "ALTERNATIVE": "directed", "CORRECTION": "none"}
    numbers = run(local_moran.METHOD, COLUMBUS, "CRIME", **settings).numbers
    assert (numbers["N_HH"], numbers["N_LH"], numbers["N_HL"]) == (11, 1, 1)
    assert numbers["N_LL"] in (7, 8)


def test_local_geary_of_columbus() -> None:
    found = geary_c(CRIME, row_standardised(queen(COLUMBUS)))
    expected = [0.41343737, 0.39751839, 0.68684663, 0.50063096, 0.92149909, 1.12184653]
    assert np.allclose(found[:6], expected, atol=5e-9)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_values_beside_esda(seed: int) -> None:
    """Statistics to the last digit; permuted p within what chance makes of 9,999 draws."""
    values = np.random.default_rng(seed).normal(size=len(SIDS))
    frame, weights = SIDS.assign(x=values), libpysal.weights.Queen.from_dataframe(SIDS, use_index=False)
    settings = {"FIELD": "x", "PERMUTATIONS": 9999, "ALTERNATIVE": "directed", "SEED": seed}
    ours = run(local_moran.METHOD, frame, "x", **settings).layers["OUTPUT"].values
    theirs = esda.Moran_Local(values, weights, permutations=9999, seed=seed)
    assert np.allclose(ours["lm_i"], theirs.Is)
    assert np.abs(ours["lm_p"] - theirs.p_sim).max() < 0.03
    ours = run(local_geary.METHOD, frame, "x", **settings).layers["OUTPUT"].values
    geary_theirs = esda.Geary_Local(connectivity=weights, permutations=9999, seed=seed).fit(values)
    assert np.allclose(ours["lc_c"] * len(values) / (len(values) - 1), geary_theirs.localG)
    assert np.abs(ours["lc_p"] - geary_theirs.p_sim).max() < 0.03


def test_bivariate_moran_beside_esda() -> None:
    weights = libpysal.weights.Queen.from_dataframe(COLUMBUS, use_index=False)
    ours = run(
        local_moran.METHOD,
        COLUMBUS,
        "CRIME",
        "INC",
        FIELD="CRIME",
        OTHER="INC",
        PERMUTATIONS=9999,
        ALTERNATIVE="directed",
    )
    theirs = esda.Moran_Local_BV(CRIME, COLUMBUS.INC.to_numpy(), weights, permutations=9999, seed=1)
    assert np.allclose(ours.layers["OUTPUT"].values["lm_i"], theirs.Is)
    assert np.abs(ours.layers["OUTPUT"].values["lm_p"] - theirs.p_sim).max() < 0.03


def test_local_join_counts_beside_esda() -> None:
    chosen = CRIME > 35
    theirs = esda.Join_Counts_Local(
        connectivity=libpysal.weights.Queen.from_dataframe(COLUMBUS, use_index=False), permutations=9
    ).fit(chosen.astype(int))
    ours = local_joins(chosen, queen(COLUMBUS))
    assert np.array_equal(np.nan_to_num(ours), theirs.LJC)


@pytest.mark.parametrize("make", [kernel_of_pysal, inverse_of_pysal])
def test_unequal_weights_beside_esda(make: Callable[[], libpysal.weights.W]) -> None:
    """Kernels and inverse distance: I and c to the last digit, p within what chance makes of 9,999 draws."""
    values, theirs = np.random.default_rng(3).normal(size=len(SIDS)), make()
    links = theirs.to_adjlist(drop_islands=True)
    weights = weights_from_pairs(len(SIDS), *links[["focal", "neighbor"]].to_numpy().T, links.weight.to_numpy())
    theirs.transform = "r"
    key, draws = np.arange(100.0)[:, None], np.random.default_rng(1)
    z = np.abs(values - values.mean())
    for engine, found in (
        (weighted_sum_ranks, esda.Moran_Local(values, theirs, permutations=9999, seed=1)),
        (squared_difference_ranks, esda.Geary_Local(theirs, permutations=9999, seed=1).fit(values)),
    ):
        p = p_values(engine(values, weights, 9999, draws, key), "directed")
        assert np.abs(p - found.p_sim)[z > 0.01].max() < 0.03
    found = moran_i(values, row_standardised(weights)).statistic
    assert np.allclose(found, esda.Moran_Local(values, theirs, permutations=9).Is)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_values_beside_geoda(seed: int) -> None:
    """GeoDa takes the side of local Geary from the mean of the permuted values, so that its p may be above a half; and
    it turns the p of join counts where it would be above a half."""
    values = np.random.default_rng(seed).normal(size=len(SIDS))
    weights, frame = queen(SIDS), pygeoda.open(SIDS)
    near = pygeoda.queen_weights(frame)
    settings = {"FIELD": "x", "PERMUTATIONS": 9999, "ALTERNATIVE": "directed", "SEED": seed}
    for method, prefix, statistic, theirs in (
        (local_moran.METHOD, "lm", "lm_i", pygeoda.local_moran),
        (local_geary.METHOD, "lc", "lc_c", pygeoda.local_geary),
    ):
        found = theirs(near, list(values), permutations=9999, seed=seed)
        ours = run(method, SIDS.assign(x=values), "x", **settings).layers["OUTPUT"].values
        assert np.allclose(ours[statistic], found.lisa_values())
        p = np.array(found.lisa_pvalues())
        assert np.abs(ours[f"{prefix}_p"] - np.minimum(p, 1 - p)).max() < 0.03
    chosen = values > 0.7
    found = pygeoda.local_joincount(near, chosen.astype(int).tolist(), permutations=9999, seed=seed)
    assert np.array_equal(np.nan_to_num(local_joins(chosen, weights)), found.lisa_values())
    given = {"FIELD": "x", "VALUE": "1", "PERMUTATIONS": 9999, "SEED": seed}
    ours = run(local_join_count.METHOD, SIDS.assign(x=chosen.astype(int)), "x", **given).layers["OUTPUT"].values
    tested = np.array(found.lisa_values()) > 0
    p = np.minimum(ours["lj_p"], 1 - ours["lj_p"])
    assert np.abs(p - found.lisa_pvalues())[tested].max() < 0.03


def test_empirical_bayes_local_moran_beside_esda() -> None:
    near = libpysal.weights.Queen.from_dataframe(SIDS, use_index=False)
    theirs = esda.Moran_Local_Rate(SIDS.SID74.to_numpy(), SIDS.BIR74.to_numpy(), near, permutations=9999, seed=1)
    given = {"FIELD": "SID74", "DENOMINATOR": "BIR74", "RATE": "standardised", "PERMUTATIONS": 9999}
    ours = run(local_moran.METHOD, SIDS, "SID74", "BIR74", ALTERNATIVE="directed", **given).layers["OUTPUT"].values
    assert np.allclose(ours["lm_i"], theirs.Is)
    assert np.abs(ours["lm_p"] - theirs.p_sim).max() < 0.03

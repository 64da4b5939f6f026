"""Inequality of Mexico's states as published, and limits and quotients beside scipy."""

from __future__ import annotations

import libpysal
import numpy as np
import pandas
import pytest
from scipy.stats import chi2, poisson

from ir_plugin.core.statistics.economy.concentration import gini, theil
from ir_plugin.core.statistics.economy.poisson_limits import poisson_limits, poisson_p

MEXICO = pandas.read_csv(libpysal.examples.get_path("mexico.csv"))


def test_mexico() -> None:
    product = MEXICO.pcgdp1940.to_numpy()
    assert theil(product, np.zeros(32)).total == pytest.approx(0.20894344, abs=5e-9)
    assert gini(product) == pytest.approx(0.35372371, abs=5e-9)
    parts = theil(MEXICO.pcgdp2000.to_numpy(), MEXICO.hanson98.to_numpy())
    assert parts.between == pytest.approx(0.03635872, abs=5e-9)
    assert parts.within == pytest.approx(0.07024960, abs=5e-9)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.9999])
def test_poisson_limits_are_quantiles_of_chi_squared(level: float) -> None:
    counts = np.array([0, 1, 2, 3, 5, 10, 50, 391, 1000, 12_345, 100_000])
    low, high = poisson_limits(counts, level)
    tail = (1 - level) / 2
    assert low[0] == 0
    assert low[1:] == pytest.approx(chi2.ppf(tail, 2 * counts[1:]) / 2, rel=1e-10)
    assert high == pytest.approx(chi2.ppf(1 - tail, 2 * counts + 2) / 2, rel=1e-10)


def test_poisson_p_is_twice_the_smaller_tail() -> None:
    rng = np.random.default_rng(6)
    counts, expected = rng.integers(0, 60, 400).astype(float), rng.gamma(1.0, 20.0, 400)
    tails = np.minimum(poisson.cdf(counts, expected), poisson.sf(counts - 1, expected))
    found = poisson_p(counts, expected)
    assert found == pytest.approx(np.minimum(1, 2 * tails), rel=1e-9)
    low, high = poisson_limits(counts, 0.95)
    assert np.array_equal(found < 0.05, (low > expected) | (high < expected))
    assert np.isnan(poisson_p(np.zeros(1), np.zeros(1))).all()

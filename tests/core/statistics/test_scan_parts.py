"""What the scan is made of: likelihood ratio, random cases, thresholds, p-values, the Gini coefficient."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import numpy as np
import pytest

from ir_plugin.core.progress import no_progress
from ir_plugin.core.statistics.scan.clusters import Cluster
from ir_plugin.core.statistics.scan.gini import gini, gini_by_size
from ir_plugin.core.statistics.scan.likelihood import Likelihood
from ir_plugin.core.statistics.scan.maxima import null_maxima
from ir_plugin.core.statistics.scan.null_counts import null_counts
from ir_plugin.core.statistics.scan.search import scan
from ir_plugin.core.statistics.scan.settings import ScanSettings
from ir_plugin.core.statistics.scan.significance import EULER, gumbel_p, monte_carlo_p
from ir_plugin.core.statistics.scan.study import MOST, study_of
from ir_plugin.core.statistics.scan.thresholds import LEVELS, NEVER, STEP, levels_of, thresholds_of

MODELS = ("poisson", "bernoulli")


@pytest.mark.parametrize("count, births, ratio", [(15, 1570, 11.577075600501317), (40, 7805, 13.445650667322656)])
def test_the_ratio_of_the_poisson_model(count: int, births: int, ratio: float) -> None:
    poisson = Likelihood("poisson", 667, 329_962)
    assert poisson.log_ratio(np.array(count), np.array(births)) == pytest.approx(ratio, rel=1e-14)


def test_the_ratio_of_the_bernoulli_model() -> None:
    """8 cases of 10 inside, 4 of 30 outside, as Kulldorff (1997) writes it; controls may as well be the cases."""
    expected = 8 * math.log(0.8) + 2 * math.log(0.2) + 4 * math.log(4 / 30) + 26 * math.log(26 / 30)
    expected -= 12 * math.log(0.3) + 28 * math.log(0.7)
    assert Likelihood("bernoulli", 12, 40).log_ratio(np.array(8), np.array(10)) == pytest.approx(expected)
    assert Likelihood("bernoulli", 28, 40).log_ratio(np.array(2), np.array(10)) == pytest.approx(expected)


@pytest.mark.parametrize("model", MODELS)
def test_no_ratio_is_below_0_and_none_where_the_cases_are_as_expected(model: str) -> None:
    likelihood = Likelihood(model, 30, 120)
    count, population = (np.array(each) for each in zip(*((c, n) for c in range(31) for n in range(c, 91 + c))))
    ratio = likelihood.log_ratio(count, population)
    assert (ratio >= 0).all()
    assert (ratio[4 * count == population] < 1e-13).all()
    assert (ratio[4 * count != population] > 1e-6).all()
    high, low, both = (likelihood.log_ratio_of(side, count, population) for side in ("high", "low", "both"))
    assert np.array_equal(both, ratio) and np.array_equal(high + low, np.where(4 * count == population, 0, ratio))


def study(cases: list[int], population: list[float], **settings: Any) -> Any:
    points = np.arange(2.0 * len(cases)).reshape(-1, 2)
    return study_of(np.array(cases), np.array(population), points, ScanSettings(**settings), points)


@pytest.mark.parametrize("model", MODELS)
def test_every_way_to_deal_out_cases_is_as_likely_as_it_should_be(model: str) -> None:
    """Three cases among 1, 2 and 4: multinomial, or drawn without replacement."""
    draws = np.concatenate(
        list(null_counts(study([1, 1, 1], [1, 2, 4], model=model), 70_000, np.random.default_rng(2)))
    )
    for ways in product(range(4), repeat=3):
        if sum(ways) != 3:
            continue
        chance = math.prod(math.comb(size, count) for size, count in zip((1, 2, 4), ways)) / math.comb(7, 3)
        if model == "poisson":
            orders = math.factorial(3) / math.prod(math.factorial(count) for count in ways)
            chance = orders * math.prod((size / 7) ** count for size, count in zip((1, 2, 4), ways))
        share = (draws[:, :, 0] == ways).all(axis=1).mean()
        assert share == pytest.approx(chance, abs=4 * math.sqrt(chance * (1 - chance) / 70_000))


def test_nobody_gets_a_case_where_nobody_lives() -> None:
    draws = np.concatenate(list(null_counts(study([2, 0, 3], [5, 0, 7.5]), 500, np.random.default_rng(1))))
    assert (draws.sum(axis=1) == 5).all() and not draws[:, 1].any()


@pytest.mark.parametrize("side", ["high", "low", "both"])
@pytest.mark.parametrize("model", MODELS)
def test_no_threshold_hides_a_window_that_exceeds_its_level(model: str, side: str) -> None:
    """Every count in windows of every size, those at the edges of bins included, against every level."""
    likelihood, largest = Likelihood(model, 40, 200), 100.0
    thresholds = thresholds_of(likelihood, side, largest)
    sizes = (
        np.arange(1.0, 101) if model == "bernoulli" else np.append(np.linspace(0.01, 100, 331), thresholds.edges[1:])
    )
    bins = thresholds.bins(sizes, np.ones(len(sizes), bool))
    levels = np.arange(LEVELS) * STEP
    passed_in_vain = possible = 0
    for count in range(41):
        real = sizes >= count if model == "bernoulli" else np.ones(len(sizes), bool)
        ratio = likelihood.log_ratio_of(side, np.full(real.sum(), count), sizes[real])
        exceeds = ratio[:, None] > levels
        passes = np.zeros_like(exceeds)
        if thresholds.high is not None:
            passes |= count >= thresholds.high[bins[real]]
        if thresholds.low is not None:
            passes |= count <= thresholds.low[bins[real]]
        assert not (exceeds & ~passes).any()
        passed_in_vain += int((passes & ~exceeds).sum())
        possible += int(exceeds.sum())
    assert passed_in_vain < 0.05 * possible
    assert (thresholds.bins(sizes, np.zeros(len(sizes), bool)) == NEVER).all()


def test_levels() -> None:
    assert levels_of(np.array([0.0, 0.1249, 0.125, 3.0, 1e9])).tolist() == [0, 0, 1, 24, LEVELS - 1]


def test_many_cases_are_counted_in_wider_numbers() -> None:
    """The same population and ratios of cases, once below and once above what 16 bits hold, with one heavy unit."""
    cases = [200, 60_000, 300, 250, 100]
    wide = study(cases, [each * 10.0 for each in cases], side="both")
    maxima = null_maxima(wide, 200, np.random.default_rng(1), no_progress)
    draws = np.concatenate(list(null_counts(wide, 200, np.random.default_rng(1))))[:, :, 0]
    singles = wide.likelihood.log_ratio(draws[:, wide.cases[:, 0] < 60_000], wide.population[wide.cases < 60_000])
    assert (maxima >= singles.max(axis=1) - 1e-9).all() and maxima.max() < 20


def test_too_many_cases_are_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        study([MOST, 1], [1e12, 1e12])
    with pytest.raises(ValueError, match="too many"):
        study([1, 1], [MOST, 1], model="bernoulli")


@pytest.mark.parametrize(
    "model, side", [("poisson", "high"), pytest.param("bernoulli", "both", marks=pytest.mark.slow)]
)
def test_p_is_uniform_where_the_risk_is_the_same(model: str, side: str) -> None:
    """400 random data sets without clusters: p at most x in a share of x of them."""
    rng = np.random.default_rng(11)
    points, population = rng.random((25, 2)), rng.integers(20, 90, 25)
    p = []
    for _ in range(400):
        if model == "poisson":
            cases = rng.multinomial(90, population / population.sum())
        else:
            cases = rng.multivariate_hypergeometric(population, 90)
        result = scan(cases, population, points, ScanSettings(model=model, side=side), 99, rng, points)
        p.append(result.clusters[0].p)
    for level in (0.05, 0.1, 0.25, 0.5, 0.75):
        spread = math.sqrt(level * (1 - level) / 400)
        assert np.mean(np.array(p) <= level) == pytest.approx(level, abs=3 * spread)


def test_monte_carlo_p() -> None:
    maxima = np.array([1.0, 2.0, 3.0, 4.0])
    assert monte_carlo_p(3.0, maxima) == 3 / 5  # an equal one counts
    assert monte_carlo_p(9.0, maxima) == 1 / 5
    assert math.isnan(monte_carlo_p(1.0, np.zeros(0)))


def test_gumbel_p() -> None:
    maxima = np.array([2.0, 4.0, 6.0])
    scale = 2 * math.sqrt(6) / math.pi
    place = 4 - EULER * scale
    assert gumbel_p(place, maxima) == pytest.approx(1 - math.exp(-1))
    assert gumbel_p(place + 30 * scale, maxima) == pytest.approx(math.exp(-30), rel=1e-9)
    assert gumbel_p(-1e9, maxima) == 1
    assert math.isnan(gumbel_p(1.0, np.ones(5))) and math.isnan(gumbel_p(1.0, np.ones(1)))


def cluster(observed: int, expected: float, p: float = 0.01) -> Cluster:
    return Cluster(0, np.zeros(1, np.int64), 0.0, 1.0, 0.0, 0, 0, observed, expected, 1.0, 1.0, 1.0, p, p)


def test_the_gini_coefficient() -> None:
    """One cluster: observed less expected share. Two: twice the area below the diagonal, by hand."""
    assert gini([cluster(50, 20.0)], 100) == pytest.approx(0.3)
    assert gini([cluster(10, 30.0)], 100) == pytest.approx(0.2)
    # Lorenz curve (0, 0) (0.6, 0.3) (0.9, 0.6) (1, 1)
    assert gini([cluster(30, 30.0), cluster(40, 10.0)], 100) == pytest.approx(1 - (0.18 + 0.27 + 0.16))
    assert gini([], 100) == pytest.approx(0)
    sizes = [[cluster(50, 20.0)], [cluster(50, 20.0), cluster(40, 10.0, p=0.2)], [cluster(50, 20.0, p=0.06)]]
    assert gini_by_size(sizes, 100) == pytest.approx((0.3, 0.3, 0.0))

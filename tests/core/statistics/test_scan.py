"""Kulldorff's scan beside every window of its definition, laid one after the other, on small random data with ties."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from ir_plugin.core.errors import Cancelled
from ir_plugin.core.statistics.scan.null_counts import null_counts
from ir_plugin.core.statistics.scan.search import ScanResult, scan
from ir_plugin.core.statistics.scan.settings import ScanSettings
from ir_plugin.core.statistics.scan.study import study_of

SETTINGS = {
    "circles": ScanSettings(),
    "small": ScanSettings(maximum_share=0.2),
    "near": ScanSettings(maximum_radius_m=2000.0),
    "ellipses": ScanSettings(shapes=(1.0, 1.5, 3.0), penalty=0.5),
}


class Window(NamedTuple):
    """reach: of its long half axis. inside: bool (n,). cells: bool (n, periods), units in the periods it lasts."""

    weight: float
    outline: int
    periods: tuple[int, int]
    reach: float
    centre: int
    inside: np.ndarray
    cells: np.ndarray


def outlines(settings: ScanSettings) -> list[tuple[float, float]]:
    """Shapes and angles in radians: floor(3 s) angles of shape s, of a circle one."""
    angles = {shape: 1 if shape == 1 else math.floor(3 * shape) for shape in settings.shapes}
    return [(shape, math.pi * step / count) for shape, count in angles.items() for step in range(count)]


def windows(points: np.ndarray, population: np.ndarray, settings: ScanSettings) -> list[Window]:
    """All windows that hold anybody; population (n, periods)."""
    periods = population.shape[1]
    longest = max(1, math.floor(settings.maximum_duration * periods + 1e-9))
    spans = [(first, last) for first in range(periods) for last in range(first, min(first + longest, periods))]
    found = []
    for number, (shape, angle) in enumerate(outlines(settings)):
        weight = (4 * shape / (shape + 1) ** 2) ** settings.penalty
        for centre in range(len(points)):
            east, north = (points - points[centre]).T
            along = east * math.cos(angle) + north * math.sin(angle)
            reach = np.hypot(along, shape * (north * math.cos(angle) - east * math.sin(angle)))
            for radius in np.unique(np.round(reach, 6)):
                inside = reach <= radius + 1e-5
                largest = settings.maximum_share * population.sum() + 1e-9
                if radius > settings.maximum_radius_m or population[inside].sum() > largest:
                    break
                for first, last in spans:
                    within = (np.arange(periods) >= first) & (np.arange(periods) <= last)
                    cells = inside[:, None] & within[None, :]
                    found.append(Window(weight, number, (first, last), float(radius), centre, inside, cells))
    return [each for each in found if population[each.cells].any()]


def ratios(found: list[Window], cases: np.ndarray, population: np.ndarray, settings: ScanSettings) -> np.ndarray:
    """The weighted log likelihood ratio of each window as Kulldorff (1997) writes it, rounded."""
    total, size = cases.sum(), population.sum()
    count = np.array([cases[each.cells].sum() for each in found])
    inside = np.array([population[each.cells].sum() for each in found])
    expected = total * inside / size
    terms = [(count, expected), (total - count, total - expected)]
    if settings.model == "bernoulli":
        controls = (size - total) / size
        terms += [(inside - count, inside * controls), (size - inside - total + count, (size - inside) * controls)]
    ratio = sum(seen * np.log(np.where(seen > 0, seen, 1) / np.where(seen > 0, chance, 1)) for seen, chance in terms)
    asked = {"high": count > expected, "low": count < expected, "both": count != expected}[settings.side]
    return np.round(np.where(asked, ratio, 0.0) * [each.weight for each in found], 8)


def clusters_by_definition(found: list[Window], ratio: np.ndarray, order: np.ndarray) -> list[tuple[Window, float]]:
    """The best window of each centre (of equal ones the first), strongest first, without overlap."""
    best: dict[int, int] = {}
    for place in sorted(range(len(found)), key=lambda at: (-ratio[at], *found[at][1:4])):
        best.setdefault(found[place].centre, place)
    rank = np.argsort(order)
    taken = np.zeros(len(order), bool)
    chosen = []
    for place in sorted(best.values(), key=lambda at: (-ratio[at], found[at].reach, rank[found[at].centre])):
        if ratio[place] > 0 and not (found[place].inside & taken).any():
            taken |= found[place].inside
            chosen.append((found[place], ratio[place]))
    return chosen


def random_data(seed: int, model: str, periods: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points on a small lattice (equal distances, shared places), some without population, one very heavy unit."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 16))
    points = rng.integers(0, 6, (n, 2)) * 1000.0
    population = rng.integers(0, 12, (n, periods)) * (1.0 if model == "bernoulli" or seed % 2 else 0.37)
    population[rng.integers(n)] += 40.0 * (seed % 3)
    cases = rng.binomial(np.floor(population).astype(int), rng.random((n, periods)) ** 2)
    heaviest = np.unravel_index(np.argmax(population), population.shape)
    cases[heaviest] += cases.sum() == 0
    return points, cases, population


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("periods", [1, 4])
@pytest.mark.parametrize("side", ["high", "low", "both"])
@pytest.mark.parametrize("model", ["poisson", "bernoulli"])
@pytest.mark.parametrize("kind", SETTINGS)
def test_equal_to_the_definition(kind: str, model: str, side: str, periods: int, seed: int) -> None:
    settings = replace(SETTINGS[kind], model=model, side=side)
    points, cases, population = random_data(seed, model, periods)
    study = study_of(cases, population, points, settings, points)
    result = scan(cases, population, points, settings, 15, np.random.default_rng(seed), points)
    found = windows(points, population, settings)
    expected = clusters_by_definition(found, ratios(found, cases, population, settings), study.order)
    for ours, (window, ratio) in zip(result.clusters, expected):
        assert np.sort(ours.members).tolist() == np.flatnonzero(window.inside).tolist()
        assert (ours.first_period, ours.last_period) == window.periods
        assert (ours.observed, ours.population) == (cases[window.cells].sum(), approx(population[window.cells].sum()))
        assert (ours.log_ratio, ours.radius_m) == (approx(ratio), approx(window.reach))
    assert len(result.clusters) == len(expected)
    found = windows(study.points, study.population, settings)
    draws = np.concatenate(list(null_counts(study, 15, np.random.default_rng(seed))))
    largest = [ratios(found, each, study.population, settings).max(initial=0.0) for each in draws]
    assert result.maxima == approx(largest)


def approx(value: object) -> object:
    return pytest.approx(value, abs=1e-6)


def many(seed: int, units: int = 60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cases, population and points with several villages at one place."""
    rng = np.random.default_rng(seed)
    population = rng.integers(1, 400, units).astype(float)
    return rng.multinomial(150, population / population.sum()), population, rng.integers(0, 5, (units, 2)) * 1e4


def same(one: ScanResult, two: ScanResult, rows: np.ndarray) -> bool:
    """Whether the second, whose row i is row rows[i] of the first, found the same."""
    pairs = zip(one.clusters, two.clusters)
    members = all(set(a.members.tolist()) == set(rows[b.members].tolist()) and a.p == b.p for a, b in pairs)
    return members and np.array_equal(one.maxima, two.maxima) and len(one.clusters) == len(two.clusters)


@pytest.mark.parametrize("model", ["poisson", "bernoulli"])
def test_neither_the_order_of_rows_nor_threads_matter(model: str) -> None:
    cases, population, points = many(3)
    order = np.random.default_rng(4).permutation(60)
    settings = ScanSettings(model=model, side="both")
    one = scan(cases, population, points, settings, 99, np.random.default_rng(1), points, threads=1)
    shuffled = cases[order], population[order], points[order], settings, 99, np.random.default_rng(1), points[order]
    assert same(one, scan(*shuffled, threads=3), order)


def test_the_unit_of_the_population_does_not_matter() -> None:
    cases, population, points = many(5)
    one, two = (
        scan(cases, size, points, ScanSettings(), 9, np.random.default_rng(1), points)
        for size in (population, population * 1024)
    )
    assert same(one, two, np.arange(60))


def test_earth_centred_points() -> None:
    """Three units on a meridian: radii are chords, and the nearer pair is found."""
    turn = np.radians([0.0, 0.1, 3.0])
    points = 6_371_000 * np.stack([np.cos(turn), np.zeros(3), np.sin(turn)], axis=1)
    result = scan(
        np.array([9, 9, 2]), np.array([20.0, 20, 90]), points, ScanSettings(), 0, np.random.default_rng(1), points
    )
    assert sorted(result.clusters[0].members) == [0, 1]
    assert result.clusters[0].radius_m == approx(2 * 6_371_000 * math.sin(turn[1] / 2))
    assert math.isnan(result.clusters[0].p)


def test_equal_risk_everywhere_is_no_cluster() -> None:
    points = np.arange(10.0).reshape(5, 2)
    assert (
        scan(
            np.full(5, 4), np.full(5, 40.0), points, ScanSettings(side="both"), 9, np.random.default_rng(1), points
        ).clusters
        == ()
    )


@pytest.mark.parametrize(
    "cases, population, words",
    [
        ([1, 2, 3], [1.0, 2.0], "shape"),
        ([1, 2, 3], [1.0, np.nan, 2.0], "finite"),
        ([1.5, 2, 3], [9.0, 9.0, 9.0], "whole"),
        ([0, 0, 0], [9.0, 9.0, 9.0], "there is a case"),
        ([1, 0, 0], [0.0, 9.0, 9.0], "no population"),
        ([9, 0, 0], [8.0, 9.0, 9.0], "controls"),
    ],
)
def test_what_cannot_be_scanned(cases: list[float], population: list[float], words: str) -> None:
    points, settings = np.arange(6.0).reshape(3, 2), ScanSettings(model="bernoulli")
    with pytest.raises(ValueError, match=words):
        scan(np.array(cases), np.array(population), points, settings, 9, np.random.default_rng(1), points)


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"model": "x"}, "the model is"),
        ({"side": "x"}, "the side is"),
        ({"maximum_share": 0.6}, "at most half"),
        ({"maximum_radius_m": 0.0}, "radius"),
        ({"shapes": (0.5,)}, "long axis"),
        ({"penalty": -1.0}, "penalty"),
        ({"maximum_duration": 0.0}, "lasts"),
        ({"maximum_share": 0.1, "reported_shares": (0.2,)}, "reported size"),
    ],
)
def test_settings_that_make_no_sense(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ScanSettings(**wrong)


def test_cancel_reaches_the_caller() -> None:
    def stop(fraction: float) -> None:
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        scan(*many(1), ScanSettings(), 99, np.random.default_rng(1), many(1)[2], stop)

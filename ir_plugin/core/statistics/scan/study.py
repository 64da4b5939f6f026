"""The units of a scan in an order that is their own, whatever the order of rows."""

from __future__ import annotations

from typing import List, NamedTuple, Tuple

import numpy as np

from .likelihood import Likelihood
from .settings import ScanSettings

MOST = 10_000_000
"""Cases, and in the Bernoulli model cases and controls, that can be scanned: 32-bit sums hold them, and the rounding of
their likelihood ratios stays below what is compared."""


class Study(NamedTuple):
    """Units sorted by their key, and those of one key by what else tells them apart: order holds their rows; cases
    int64 and population float64 (n, periods)."""

    order: np.ndarray
    points: np.ndarray
    cases: np.ndarray
    population: np.ndarray
    likelihood: Likelihood
    settings: ScanSettings

    @property
    def intervals(self) -> List[Tuple[int, int]]:
        """The first and last periods that a window may have."""
        periods = self.cases.shape[1]
        longest = max(1, int(self.settings.maximum_duration * periods + 1e-9))
        return [(first, last) for first in range(periods) for last in range(first, min(first + longest, periods))]

    def within(self, values: np.ndarray, interval: Tuple[int, int]) -> np.ndarray:
        """The sums of cases or population (n, periods) over the periods of an interval, (n,)."""
        return values[:, interval[0] : interval[1] + 1].sum(axis=1)


def study_of(
    cases: np.ndarray, population: np.ndarray, points: np.ndarray, settings: ScanSettings, key: np.ndarray
) -> Study:
    """The sorted units; cases and population are (n,) or (n, periods). ValueError for what cannot be scanned."""
    cases = np.asarray(cases).reshape(len(points), -1)
    population = np.asarray(population, np.float64).reshape(len(points), -1)
    _check(cases, population, points, settings)
    keys = np.asarray(key).reshape(len(points), -1)
    order = np.lexsort((*cases.T, *population.T, *points.T[::-1], *keys.T[::-1]))
    cases, population = cases[order].astype(np.int64), population[order]
    likelihood = Likelihood(settings.model, int(cases.sum()), float(population.sum()))
    return Study(order, points[order], cases, population, likelihood, settings)


def _check(cases: np.ndarray, population: np.ndarray, points: np.ndarray, settings: ScanSettings) -> None:
    if cases.shape != population.shape:
        raise ValueError("cases and population differ in shape")
    if not (np.isfinite(cases).all() and np.isfinite(population).all() and np.isfinite(points).all()):
        raise ValueError("cases, population and points are finite")
    if (cases < 0).any() or (population < 0).any() or (cases != np.floor(cases)).any() or not cases.any():
        raise ValueError("cases are whole numbers, populations are not negative, and there is a case")
    if (cases[population == 0] > 0).any():
        raise ValueError("there are cases where there is no population")
    if settings.model == "bernoulli" and ((population != np.floor(population)) | (cases > population)).any():
        raise ValueError("the population of the Bernoulli model counts cases and controls together")
    if (population if settings.model == "bernoulli" else cases).sum() > MOST:
        raise ValueError("there are too many cases")
    if set(settings.shapes) != {1.0} and points.shape[1] != 2:
        raise ValueError("ellipses need planar points")

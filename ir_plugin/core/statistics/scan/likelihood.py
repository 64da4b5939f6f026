"""How unusual it is that a window holds so many cases."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Likelihood(NamedTuple):
    """The likelihood ratio test of a model, given all cases and the whole population.

    Source: Kulldorff (1997), sections 2.2 (Bernoulli) and 2.3 (Poisson).
    """

    model: str
    cases: int
    population: float

    def expected(self, population: np.ndarray) -> np.ndarray:
        """The cases that a window with so much population has if the risk is the same everywhere."""
        return self.cases * population / self.population

    def log_ratio(self, count: np.ndarray, population: np.ndarray) -> np.ndarray:
        """The log likelihood ratio of windows with ``count`` cases among ``population``, float64, at least 0.

        The sum of observed ln(observed / expected) over the cases inside and outside; in the Bernoulli model over the
        controls inside and outside as well. 0 where observed and expected agree, and the same for any unit of the
        population. Infinite where cases are observed and none can be expected.
        """
        inside = self.expected(population)
        total = _evidence(count, inside) + _evidence(self.cases - count, self.cases - inside)
        if self.model == "bernoulli":
            controls = self.population - self.cases
            total += _evidence(population - count, population - inside)
            total += _evidence(controls - (population - count), controls - (population - inside))
        return np.maximum(total, 0.0)

    def log_ratio_of(self, side: str, count: np.ndarray, population: np.ndarray) -> np.ndarray:
        """The log likelihood ratio where the cases deviate to the asked side, else 0."""
        ratio = self.log_ratio(count, population)
        if side == "both":
            return ratio
        expected = self.expected(population)
        return np.where(count > expected if side == "high" else count < expected, ratio, 0.0)


def _evidence(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """observed ln(observed / expected), 0 where nothing is observed."""
    some = np.greater(observed, 0)
    with np.errstate(divide="ignore"):
        quotient = np.divide(observed, expected, out=np.ones(np.shape(some)), where=some)
    return observed * np.log(quotient)

"""Random cases under the null hypothesis that the risk is the same everywhere."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from .study import Study

DRAWN = 1 << 20
"""Counts that are drawn together: what bounds the memory (some 20 MB)."""


def null_counts(study: Study, replicates: int, generator: np.random.Generator) -> Iterator[np.ndarray]:
    """Cases of each unit and period in so many replicates, as int64 (some replicates, n, periods) blocks.

    Conditional on the total: multinomial by population (Poisson), or cases drawn without replacement from cases and
    controls (Bernoulli, multivariate hypergeometric). The units are in the study's own order. Source: Kulldorff (1997).
    """
    population = study.population.ravel()
    living = np.flatnonzero(population)
    step = max(1, DRAWN // len(population))
    for first in range(0, replicates, step):
        size = min(step, replicates - first)
        drawn = np.zeros((size, len(population)), np.int64)
        drawn[:, living] = _draw(study, population[living], size, generator)
        yield drawn.reshape(size, *study.cases.shape)


def _draw(study: Study, population: np.ndarray, size: int, generator: np.random.Generator) -> np.ndarray:
    cases = study.likelihood.cases
    if study.settings.model == "poisson":
        return generator.multinomial(cases, population / population.sum(), size=size)
    return generator.multivariate_hypergeometric(population.astype(np.int64), cases, size=size, method="marginals")

"""How often chance alone finds as much: p-values from the maxima of the replicates."""

from __future__ import annotations

import math

import numpy as np

ROUNDING = 1e-8
"""Ratios that differ by less are the same."""

EULER = 0.5772156649015329


def monte_carlo_p(ratio: float, maxima: np.ndarray) -> float:
    """(maxima at or above the ratio + 1) / (replicates + 1); NaN without replicates. Source: Dwass (1957)."""
    if not len(maxima):
        return math.nan
    return float((np.count_nonzero(maxima >= ratio - ROUNDING) + 1) / (len(maxima) + 1))


def gumbel_p(ratio: float, maxima: np.ndarray) -> float:
    """The upper tail of the Gumbel distribution with the mean and variance of the maxima.

    Smaller values than 1 / (replicates + 1) can be told apart. NaN where the maxima do not vary. Source: Abrams,
    Kulldorff and Kleinman (2010), with the fit by moments.
    """
    spread = float(np.std(maxima, ddof=1)) if len(maxima) > 1 else 0.0
    if spread <= ROUNDING:
        return math.nan
    scale = spread * math.sqrt(6) / math.pi
    place = float(np.mean(maxima)) - EULER * scale
    return -math.expm1(-math.exp(min(-(ratio - place) / scale, 700.0)))

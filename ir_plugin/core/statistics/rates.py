"""Rates from counts: raw, or smoothed towards the mean where the denominator is small."""

from __future__ import annotations

import math

import numpy as np


def raw_rates(counts: np.ndarray, base: np.ndarray) -> np.ndarray:
    """counts / base, float64 (n,); NaN where the base is not positive or either is missing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(base > 0, counts / base, np.nan)


def empirical_bayes_rates(counts: np.ndarray, base: np.ndarray) -> np.ndarray:
    """Rates shrunk towards the overall rate, the more the smaller the base, float64 (n,); NaN as in raw_rates.

    Source: Marshall (1991), global estimator, equations 3 to 6.
    """
    rates = raw_rates(counts, base)
    known = np.isfinite(rates)
    if not known.any():
        return rates
    mean, variance = empirical_bayes_prior(counts[known], base[known])
    with np.errstate(invalid="ignore", divide="ignore"):
        shrink = variance / (variance + mean / base)
    return np.where(known, mean + np.where(np.isfinite(shrink), shrink, 0.0) * (rates - mean), np.nan)


def empirical_bayes_prior(counts: np.ndarray, base: np.ndarray) -> tuple[float, float]:
    """Mean and variance of the prior by the method of moments (Marshall 1991); a negative variance is taken as 0.

    counts, base: float64 (n,), base > 0, n >= 1. Summed with one rounding (fsum): the
    order of rows is no matter.
    """
    total = math.fsum(base.tolist())
    mean = math.fsum(counts.tolist()) / total
    spread = math.fsum((base * np.square(counts / base - mean)).tolist()) / total
    return mean, max(0.0, spread - mean * len(base) / total)


def standardised_rates(counts: np.ndarray, base: np.ndarray) -> np.ndarray:
    """Rates minus their overall mean over their own standard deviation, float64 (n,), so that places with a small base
    do not look extreme; NaN as in raw_rates. Source: Assunção and Reis (1999), equations 5 to 7.

    Where the estimated variance would be negative only the part that the base gives is taken, as GeoDa does.
    """
    rates = raw_rates(counts, base)
    known = np.isfinite(rates)
    if not known.any():
        return rates
    total = math.fsum(base[known].tolist())
    mean = math.fsum(counts[known].tolist()) / total
    spread = math.fsum((base[known] * np.square(rates[known] - mean)).tolist()) / total
    between = spread - mean / (total / int(known.sum()))
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = between + mean / base
        variance = np.where(variance > 0, variance, mean / base)
        return np.where(known & (variance > 0), (rates - mean) / np.sqrt(variance), np.nan)

"""Invents the people of every village: by sex, summing exactly to the official figures of each regency."""

from __future__ import annotations

import numpy as np

from ir_plugin.core.industry.regions import reference_regions

from .coast import Village
from .seeds import stream

HOUSEHOLD_SIZE = 3.6
"""Invented: people in a household, the same everywhere."""

_SPREAD = 0.35  # of the logarithm of a village's share
_KELURAHAN_IN_A_REGENCY = 1.6  # how much larger than a desa
_CROWDED_PER_KM2 = 4000.0  # a small village holds no more than its land allows


def people(villages: list[Village], areas_km2: np.ndarray) -> np.ndarray:
    """Men and women of each village, int64 (n, 2); every regency's sums are the official ones."""
    random = stream("population")
    weights = np.exp(random.normal(0, _SPREAD, len(villages)))
    weights *= np.where([village.region.kind == "KEL" for village in villages], _KELURAHAN_IN_A_REGENCY, 1.0)
    women_share = random.normal(0, 0.01, len(villages))
    result = np.zeros((len(villages), 2), dtype=np.int64)
    parents = np.array([village.region.code[:5] for village in villages])
    for regency in np.unique(parents):
        rows = np.flatnonzero(parents == regency)
        official = reference_regions()[regency]
        total = official.male + official.female
        share = _capped(weights[rows], areas_km2[rows] * _CROWDED_PER_KM2 / total)
        result[rows, 0] = apportion(share * (1 - women_share[rows]), official.male)
        result[rows, 1] = apportion(share * (1 + women_share[rows]), official.female)
    return result


def households(people_by_sex: np.ndarray) -> np.ndarray:
    """Households of each village, int64 (n,)."""
    return np.rint(people_by_sex.sum(axis=1) / HOUSEHOLD_SIZE).astype(np.int64)


def apportion(weights: np.ndarray, total: int) -> np.ndarray:
    """Whole numbers in proportion to the weights that sum to ``total`` (largest remainders)."""
    exact = weights / weights.sum() * total
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def _capped(weights: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Shares in proportion to the weights, none above its cap unless all are (the city's small kelurahan)."""
    share = weights / weights.sum()
    if most.sum() <= 1.2:
        return np.sqrt(share * most) / np.sqrt(share * most).sum()
    for _ in range(20):
        share = np.minimum(share, most)
        room = share < most
        share[room] *= (1 - share[~room].sum()) / share[room].sum()
    return share

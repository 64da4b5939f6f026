"""The leading product of each region, with the evidence for it and a refusal where there is too little."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .location_quotient import location_quotients

RANKED, NOTHING, TOO_FEW, UNCLEAR = 0, 1, 2, 3
"""Why a region has, or has not, a leading product: ranked; no business at all; no product reaches the minimum; the best
two cannot be told apart by any of the measures."""


class LeadingProducts(NamedTuple):
    """order: int64 (regions, products), products from the best to the last; -1 for those below the minimum count.
    leading: int64 (regions,), the best one or -1. reason: int8 (regions,), see above."""

    order: np.ndarray
    leading: np.ndarray
    reason: np.ndarray


def leading_products(counts: np.ndarray, minimum: int = 5, level: float = 0.95) -> LeadingProducts:
    """The products of each region by evidence, for counts (regions, products).

    A product takes part with at least ``minimum`` businesses in the region: below it a location quotient is noise. The
    first is the product whose location quotient is most surely large (the lower limit of its exact interval); of equal
    ones that with more businesses. A region whose best two agree in both is not decided.
    """
    counts = np.asarray(counts, np.float64)
    low = location_quotients(counts, level).low
    takes_part = counts >= max(1, minimum)
    evidence = np.where(takes_part, low, -np.inf)
    order = np.stack([np.lexsort((np.arange(counts.shape[1]), -row, -sure)) for row, sure in zip(counts, evidence)])
    best = order[:, 0]
    rows = np.arange(len(counts))
    reason = np.where(counts.sum(axis=1) == 0, NOTHING, np.where(takes_part.any(axis=1), RANKED, TOO_FEW))
    if counts.shape[1] > 1:
        second = order[:, 1]
        alike = takes_part[rows, second] & (evidence[rows, best] == evidence[rows, second])
        alike &= counts[rows, best] == counts[rows, second]
        reason = np.where((reason == RANKED) & alike, UNCLEAR, reason)
    leading = np.where(reason == RANKED, best, -1)
    order = np.where(np.take_along_axis(takes_part, order, axis=1), order, -1)
    return LeadingProducts(order.astype(np.int64), leading.astype(np.int64), reason.astype(np.int8))


def persistence(counts: np.ndarray, leading: np.ndarray, minimum: int = 1, level: float = 0.95) -> np.ndarray:
    """In which share of the periods the leading product led, float64 (regions,); NaN without one.

    counts: (periods, regions, products). leading: int64 (regions,), -1 for none. Only periods in which the region could
    be ranked count; NaN where none could.
    """
    led, ranked = np.zeros(len(leading)), np.zeros(len(leading))
    for period in counts:
        found = leading_products(period, minimum, level)
        led += (found.leading == leading) & (leading >= 0)
        ranked += found.reason == RANKED
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((leading >= 0) & (ranked > 0), led / ranked, np.nan)

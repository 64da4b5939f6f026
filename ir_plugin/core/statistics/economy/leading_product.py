"""The leading product of each region, with the evidence for it and a refusal where there is too little."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .location_quotient import location_quotients

RANKED, NOTHING, BELOW_MINIMUM, TIED = 0, 1, 2, 3
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
    reason = np.where(counts.sum(axis=1) == 0, NOTHING, np.where(takes_part.any(axis=1), RANKED, BELOW_MINIMUM))
    if counts.shape[1] > 1:
        second = order[:, 1]
        alike = takes_part[rows, second] & (evidence[rows, best] == evidence[rows, second])
        alike &= counts[rows, best] == counts[rows, second]
        reason = np.where((reason == RANKED) & alike, TIED, reason)
    leading = np.where(reason == RANKED, best, -1)
    order = np.where(np.take_along_axis(takes_part, order, axis=1), order, -1)
    return LeadingProducts(order.astype(np.int64), leading.astype(np.int64), reason.astype(np.int8))


def latest_counts(periods: np.ndarray) -> np.ndarray:
    """The counts of each region in the last period in which it has any, int64 (regions, products); zeros for none.

    periods: (periods, regions, products), at least one. Adding periods up would count a business once for each.
    """
    some = periods.sum(axis=2) > 0
    last = len(periods) - 1 - some[::-1].argmax(axis=0)
    return periods[last, np.arange(periods.shape[1])]


class Persistence(NamedTuple):
    """share: float64 (regions,), in which share of the periods the leading product led, NaN without one or without a
    period. periods: int64 (regions,), in how many the region could be ranked."""

    share: np.ndarray
    periods: np.ndarray


def persistence(periods: np.ndarray, leading: np.ndarray, minimum: int = 5, level: float = 0.95) -> Persistence:
    """How often the leading product (int64 (regions,), -1 for none) led in the periods that could be ranked.

    periods: (periods, regions, products).
    """
    found = [leading_products(counts, minimum, level) for counts in periods]
    led = np.array([each.leading == leading for each in found]).sum(axis=0)
    ranked = np.array([each.reason == RANKED for each in found]).sum(axis=0)
    known = (leading >= 0) & (ranked > 0)
    return Persistence(np.where(known, led / np.maximum(ranked, 1), np.nan), ranked)

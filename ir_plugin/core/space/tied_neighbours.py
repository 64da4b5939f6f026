"""The k nearest neighbours where points that are equally far share a place: many businesses at one village's point."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .grid import distances, expanded
from .neighbours import k_nearest
from .weights import Weights, weights_from_pairs

MORE = 8
"""Sites that are asked for beyond k, for ties."""

ROUNDING = 1e-9
"""Share by which equal distances may differ."""

LARGEST = 50_000_000
"""Links that are held at most (some 1.5 GB)."""


class TooManyLinks(ValueError):
    """So many points share their places that their links would not fit into memory."""


class _SiteLinks(NamedTuple):
    """Links of sites: each point of source gives each point of target (itself aside) this weight."""

    source: np.ndarray
    target: np.ndarray
    weight: np.ndarray


def tied_nearest(points: np.ndarray, k: int) -> Weights:
    """Weights of the k nearest others of each point (n, d), in rows that sum to 1; NaN rows are islands.

    Others closer than the k-th weigh 1 / k; all that are as far as the k-th share the rest, so that neither the order
    of rows nor a coordinate decides. ValueError where fewer than k + 1 points are finite; TooManyLinks. Source: Leslie
    and Kronenfeld (2011), section 2.
    """
    finite = np.flatnonzero(np.isfinite(points).all(axis=1))
    if len(finite) <= k:
        raise ValueError(f"{len(finite)} points have no {k} nearest others")
    sites, site_of, sizes = np.unique(points[finite], axis=0, return_inverse=True, return_counts=True)
    links = _site_links(sites, sizes, k)
    return _point_links(len(points), finite, site_of.ravel(), sizes, links)


def _site_links(sites: np.ndarray, sizes: np.ndarray, k: int) -> _SiteLinks:
    n = len(sites)
    own = np.flatnonzero(sizes > 1)
    own_weight = 1.0 / np.maximum(k, sizes[own] - 1)
    near, far = np.zeros((n, 0), np.int64), np.zeros((n, 0))
    wanted = min(k + MORE, n - 1)
    while wanted:
        weights = k_nearest(sites, wanted)
        apart = distances(sites, weights.sources, weights.neighbours).reshape(n, wanted)
        by_distance = np.argsort(apart, axis=1, kind="stable")
        far = np.take_along_axis(apart, by_distance, axis=1)
        near = np.take_along_axis(weights.neighbours.reshape(n, wanted), by_distance, axis=1)
        last = _kth(far, sizes[near], sizes, k)
        if wanted == n - 1 or (far[:, -1] > last * (1 + ROUNDING)).all():
            break
        wanted = min(2 * wanted, n - 1)
    source, place, weight = _shared(far, sizes[near], sizes, k)
    return _SiteLinks(np.append(own, source), np.append(own, near[source, place]), np.append(own_weight, weight))


def _kth(far: np.ndarray, reached: np.ndarray, sizes: np.ndarray, k: int) -> np.ndarray:
    """The distance from each site's points to their k-th nearest other; 0 where those are at the same site."""
    cumulated = (sizes - 1)[:, None] + np.cumsum(reached, axis=1)
    at = np.minimum((cumulated < k).sum(axis=1), far.shape[1] - 1)
    return np.where(sizes - 1 >= k, 0.0, far[np.arange(len(far)), at])


def _shared(
    far: np.ndarray, reached: np.ndarray, sizes: np.ndarray, k: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(site, column, weight) of the sites at most as far as the k-th nearest point."""
    if not far.shape[1]:
        empty = np.zeros(0, np.int64)
        return empty, empty, np.zeros(0)
    last = _kth(far, reached, sizes, k)[:, None]
    open_ = (sizes - 1 < k)[:, None]
    closer = open_ & (far < last * (1 - ROUNDING))
    tied = open_ & ~closer & (far <= last * (1 + ROUNDING))
    left = k - (sizes - 1) - (reached * closer).sum(axis=1)
    each = left / k / np.maximum((reached * tied).sum(axis=1), 1)
    weight = np.where(closer, 1.0 / k, np.where(tied, each[:, None], 0.0))
    source, place = np.nonzero(closer | tied)
    return source, place, weight[source, place]


def _point_links(n: int, finite: np.ndarray, site_of: np.ndarray, sizes: np.ndarray, links: _SiteLinks) -> Weights:
    """From links of sites to links of all their points."""
    counts = sizes[links.source] * sizes[links.target]
    if counts.sum() > LARGEST:
        raise TooManyLinks(f"{counts.sum()} links")
    members = np.argsort(site_of, kind="stable")
    starts = np.concatenate(([0], np.cumsum(sizes)))
    sources, targets, values = [], [], []
    for link, pair in expanded(np.zeros(len(counts), np.int64), counts):
        a, b = np.divmod(pair, sizes[links.target[link]])
        source = members[starts[links.source[link]] + a]
        target = members[starts[links.target[link]] + b]
        apart = source != target
        sources.append(finite[source[apart]])
        targets.append(finite[target[apart]])
        values.append(links.weight[link][apart])
    return weights_from_pairs(n, np.concatenate(sources), np.concatenate(targets), np.concatenate(values))

"""How unequally something is spread: over products, over regions, over businesses."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


def herfindahl(counts: np.ndarray) -> np.ndarray:
    """The Herfindahl-Hirschman index of each row of counts (rows, parts): the sum of squared shares, from 1 / parts
    (all alike) to 1 (all in one), float64 (rows,); NaN for a row of zeros. Source: Hirschman (1964).
    """
    total = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, total, out=np.full(counts.shape, np.nan), where=total > 0)
    return np.square(shares).sum(axis=1)


def gini(values: np.ndarray) -> float:
    """The Gini coefficient of values, none negative: 0 where all are equal, 1 - 1/n where one has all; NaN where all
    are 0 or there are none. Source: Gini (1912), over all n values, without the correction n / (n - 1).
    """
    n, ascending = len(values), np.sort(np.asarray(values, np.float64))
    total = ascending.sum()
    if not n or total <= 0:
        return float("nan")
    return float(2 * (np.arange(1, n + 1) * ascending).sum() / (n * total) - (n + 1) / n)


def locational_gini(region_counts: np.ndarray, all_counts: np.ndarray) -> float:
    """The Gini coefficient of a product's spread over regions beside that of everything, 0 .. 1; NaN without either.

    Twice the area between the diagonal and the Lorenz curve of regions in the order of their location quotients.
    Source: Krugman (1991), appendix.
    """
    product, everything = np.asarray(region_counts, np.float64), np.asarray(all_counts, np.float64)
    if not product.sum() or not everything.sum():
        return float("nan")
    here = everything > 0
    share, base = product[here] / product.sum(), everything[here] / everything.sum()
    order = np.lexsort((base, share / base))
    share, base = share[order], base[order]
    below = np.cumsum(share) - share
    return float(1 - (base * (2 * below + share)).sum())


class Theil(NamedTuple):
    """Theil's T of all values, its part between groups and its part within them; total = between + within."""

    total: float
    between: float
    within: float


def theil(values: np.ndarray, groups: np.ndarray) -> Theil:
    """Theil's T of values, none negative, in groups (any labels): 0 where all are equal, ln n where one has all.

    NaN where all are 0. Source: Theil (1967), chapter 4.
    """
    values = np.asarray(values, np.float64)
    total = values.sum()
    if not len(values) or total <= 0:
        return Theil(float("nan"), float("nan"), float("nan"))
    codes = np.unique(groups, return_inverse=True)[1].ravel()
    sums, sizes = np.bincount(codes, weights=values), np.bincount(codes)
    everything = _entropy(values / total, np.full(len(values), 1 / len(values)))
    between = _entropy(sums / total, sizes / len(values))
    return Theil(everything, between, max(0.0, everything - between))


def _entropy(shares: np.ndarray, base: np.ndarray) -> float:
    some = shares > 0
    return float((shares[some] * np.log(shares[some] / base[some])).sum())


def ellison_glaeser(employment: np.ndarray, regions: np.ndarray, all_employment: np.ndarray) -> float:
    """The index gamma of Ellison and Glaeser for one product: 0 where businesses settle as if by chance beside all
    others, above 0 where they gather more than their sizes explain; NaN for a single business or a single region.

    employment: float64 (businesses,), > 0; regions: int64 (businesses,), of 0 .. r - 1; all_employment: float64 (r,),
    of all products. Source: Ellison and Glaeser (1997), equation 5.
    """
    sizes = np.asarray(employment, np.float64)
    total = sizes.sum()
    if not total:
        return float("nan")
    share = np.bincount(regions, weights=sizes, minlength=len(all_employment)) / total
    base = all_employment / all_employment.sum()
    gathered, room = float(np.square(share - base).sum()), 1 - float(np.square(base).sum())
    plants = float(np.square(sizes / total).sum())
    if room <= 0 or plants >= 1:
        return float("nan")
    return (gathered - room * plants) / (room * (1 - plants))

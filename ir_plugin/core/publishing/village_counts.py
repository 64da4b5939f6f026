"""Businesses counted by village as they may be told, beside the list of those who are named."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import AbstractSet, Any, Dict, List, Mapping, Optional, Sequence, Set

from ..register.counted_businesses import counted_businesses, period_of
from ..register.small_counts import (
    NUMBER,
    OTHER_PRODUCTS,
    OWNERS,
    PRODUCTS,
    Business,
    hidden_counts,
    with_rare_products_as_one,
)

_WOMAN = "P"
Counts = Mapping[str, Mapping[str, Any]]


def village_counts(connection: sqlite3.Connection, villages: Sequence[str], listed: AbstractSet[str]) -> Counts:
    """By village: ``businesses``, ``women`` (owners), ``leading_product`` (a code); None where it stays hidden.

    listed: the usaha_id of those whom the catalogue names. Whoever reads it can take them off each count, so that what
    is left over has to be safe as well.
    """
    businesses = with_rare_products_as_one(counted_businesses(connection, period_of(connection)))
    hidden = _hidden(businesses, [each for each in businesses if each.id not in listed])
    by_village: Dict[str, List[Business]] = defaultdict(list)
    for each in businesses:
        by_village[each.village].append(each)
    return {village: _counts(village, by_village[village], hidden) for village in villages}


def _hidden(*groups: Sequence[Business]) -> Mapping[str, Set[str]]:
    """The regions that stay hidden by group of counts, in any of these sets of businesses."""
    found: Dict[str, Set[str]] = defaultdict(set)
    for businesses in groups:
        products = sorted({each.product for each in businesses if each.product})
        for each in hidden_counts(businesses, products, {}):
            found[each.group] |= each.regions
    return found


def _counts(village: str, businesses: Sequence[Business], hidden: Mapping[str, Set[str]]) -> Mapping[str, Any]:
    def told(group: str, value: Any) -> Any:
        return None if village in hidden[group] else value

    return {
        "businesses": told(NUMBER, len(businesses)),
        "women": told(OWNERS, sum(each.sex == _WOMAN for each in businesses)),
        "leading_product": told(PRODUCTS, _leading(businesses)),
    }


def _leading(businesses: Sequence[Business]) -> Optional[str]:
    """The main product of most; None where two share the first place or it is one of the rare ones."""
    most = Counter(each.product for each in businesses if each.product).most_common(2)
    if not most or most[0][0] == OTHER_PRODUCTS or (len(most) == 2 and most[0][1] == most[1][1]):
        return None
    return most[0][0]

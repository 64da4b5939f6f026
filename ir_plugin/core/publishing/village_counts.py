"""Businesses counted by village as they may be told, beside the list of those who are named."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import AbstractSet, Any, Dict, List, Mapping, Sequence, Set

from ..register.counted import period_of
from ..register.counted_businesses import counted_businesses
from ..register.small_counts import (
    NUMBER,
    OWNERS,
    Business,
    hidden_counts,
)

_WOMAN = "P"
Counts = Mapping[str, Mapping[str, Any]]


def village_counts(connection: sqlite3.Connection, villages: Sequence[str], listed: AbstractSet[str]) -> Counts:
    """By village: ``businesses`` and ``women`` (owners), None where they stay hidden.

    listed: the usaha_id of those whom the catalogue names. Whoever reads it can take them off each count, so that what
    is left over has to be safe as well.
    """
    businesses = counted_businesses(connection, period_of(connection))
    hidden = _hidden(businesses, [each for each in businesses if each.id not in listed])
    by_village: Dict[str, List[Business]] = defaultdict(list)
    for each in businesses:
        by_village[each.village].append(each)
    return {village: _counts(village, by_village[village], hidden) for village in villages}


def _hidden(*groups: Sequence[Business]) -> Mapping[str, Set[str]]:
    """The regions that stay hidden by group of counts, in any of these sets of businesses."""
    found: Dict[str, Set[str]] = defaultdict(set)
    for businesses in groups:
        for each in hidden_counts(businesses, (), {}):
            found[each.group] |= each.regions
    return found


def _counts(village: str, businesses: Sequence[Business], hidden: Mapping[str, Set[str]]) -> Mapping[str, Any]:
    def told(group: str, value: Any) -> Any:
        return None if village in hidden[group] else value

    return {
        "businesses": told(NUMBER, len(businesses)),
        "women": told(OWNERS, sum(each.sex == _WOMAN for each in businesses)),
    }


def leading_products(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
    """The main product of most businesses that are listed in each village, which tells nothing that the list does not;
    none where two products share the first place."""
    found: Dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["village"] and row["products"]:
            found[row["village"]][row["products"][0]] += 1
    leading = {}
    for village, products in found.items():
        first, *others = products.most_common(2)
        if not others or first[1] > others[0][1]:
            leading[village] = first[0]
    return leading

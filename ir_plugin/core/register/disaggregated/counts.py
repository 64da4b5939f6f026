"""How many businesses and workers each row of the tables counts, by sex and by region of the lowest level told of."""

from __future__ import annotations

from collections import defaultdict
from typing import DefaultDict, Dict, List, NamedTuple, Sequence, Tuple

from ...industry.disaggregated_tables import ALL, FACTS, SEXES, TABLES, Row
from ...industry.disaggregated_tables.declaration import CLASS, PAY
from .businesses import Business

REGENCY_LENGTH, DISTRICT_LENGTH = 5, 8
Key = Tuple[str, str, str]
"""A row: fact, code and class within which it counts."""

EVERYBODY: Key = ("", ALL, "")
Leaves = DefaultDict[str, int]
"""Counts by district (kecamatan)."""


def key_of(row: Row) -> Key:
    """By what a row is counted."""
    return (row.fact, row.code, row.within)


class Group(NamedTuple):
    """Rows that divide the same people: those of one fact, within one class or all. population: the row that counts
    these people, of which the rows are parts. apart: a person may be in several of the rows or in none, so that each
    divides the people by itself."""

    population: Key
    rows: Tuple[Key, ...]
    apart: bool = False


def groups() -> List[Group]:
    """What is to be protected together, in an order in which each population comes before its parts."""
    rows: Dict[Tuple[str, str], Dict[Key, None]] = defaultdict(dict)
    for table in TABLES:
        for row in table.rows:
            if row.fact and row.fact != PAY and row.code != ALL:
                rows[row.fact, row.within][key_of(row)] = None
    found = []
    for (fact, within), keys in rows.items():
        population = (CLASS, within, "") if within else EVERYBODY
        if FACTS[fact].asked:
            found.append(Group(population, ((fact, ALL, within),)))
            population = (fact, ALL, within)
        found.append(Group(population, tuple(keys), FACTS[fact].several))
    return found


def worker_rows() -> Tuple[Key, ...]:
    """The rows that count workers, without their total."""
    return tuple(key_of(row) for table in TABLES if table.of_workers for row in table.rows if row.code != ALL)


class Counts(NamedTuple):
    """businesses: by row, sex and district, those whose owner's sex is known. workers: the same of workers.
    employers: of how many businesses these workers are. villages: businesses by village, in the order of SEXES."""

    businesses: DefaultDict[Tuple[Key, str], Leaves]
    workers: DefaultDict[Tuple[Key, str], Leaves]
    employers: DefaultDict[Tuple[Key, str], Leaves]
    villages: DefaultDict[str, List[int]]


def count(businesses: Sequence[Business]) -> Counts:
    """The counts of businesses; those whose owner's sex is not known have workers, and nothing else."""
    found = Counts(_leaves(), _leaves(), _leaves(), defaultdict(lambda: [0] * len(SEXES)))
    keys = [key for group in groups() for key in group.rows]
    for business in businesses:
        district = business.village[:DISTRICT_LENGTH]
        _count_workers(found, business, district)
        if business.sex in SEXES:
            found.villages[business.village][SEXES.index(business.sex)] += 1
            for key in (EVERYBODY, *keys):
                found.businesses[key, business.sex][district] += _has(business, key)
    return found


def _leaves() -> DefaultDict[Tuple[Key, str], DefaultDict[str, int]]:
    return defaultdict(lambda: defaultdict(int))


def _has(business: Business, key: Key) -> bool:
    fact, code, within = key
    if within and within not in (business.facts[CLASS] or ()):
        return False
    if not fact:
        return True
    codes = business.facts[fact]
    return codes is not None and (code == ALL or code in codes)


def _count_workers(found: Counts, business: Business, district: str) -> None:
    (kelas,) = business.facts[CLASS] or ("",)
    for (pay, sex), people in business.workers.items():
        found.workers[(PAY, pay, kelas), sex][district] += people
        found.employers[(PAY, pay, kelas), sex][district] += people > 0
    for sex in SEXES:
        everybody = sum(people for (_, each), people in business.workers.items() if each == sex)
        found.workers[(PAY, ALL, ""), sex][district] += everybody
        found.employers[(PAY, ALL, ""), sex][district] += everybody > 0

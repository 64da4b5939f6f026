"""The settings that a register suggests for each method, where they differ from its defaults."""

from __future__ import annotations

import math
from typing import Any, Mapping

from .columns import COUNT, HOUSEHOLDS, RATE, product_columns
from .facts import Facts

NEAR_M = 500
"""A walk of a few minutes: from here on businesses are together, unless the data lie further apart."""

SHOWN_PRODUCTS = 3


def value_field(facts: Facts) -> str:
    """Businesses per 1,000 households where households are known, else their number."""
    return RATE if facts.households_known else COUNT


def near_m(facts: Facts) -> float:
    """500 m, or as far as the closest five businesses of one product lie apart, to the next 100 m."""
    return float(max(NEAR_M, 100 * math.ceil((facts.closest_m or 0.0) / 100)))


def of_values(facts: Facts) -> Mapping[str, Any]:
    """Values of villages, with islands joined to their nearest neighbours."""
    return {"FIELD": value_field(facts), "JOIN_ISLANDS": True}


def of_scan(facts: Facts) -> Mapping[str, Any]:
    """Businesses among households."""
    return {"CASES": COUNT, "POPULATION": HOUSEHOLDS, "NAME_FIELD": "nama"}


def of_neighbours(facts: Facts) -> Mapping[str, Any]:
    """Islands joined to their nearest neighbours."""
    return {"JOIN_ISLANDS": True}


def of_clusters(facts: Facts) -> Mapping[str, Any]:
    """Each product for itself."""
    return {"CATEGORY": "produk_utama", "DISTANCE": near_m(facts)}


def most_made(facts: Facts) -> str:
    """The product of most businesses; "" where there is none."""
    return facts.products[0].name if facts.products else ""


def of_joins(facts: Facts) -> Mapping[str, Any]:
    """The product of most businesses among the nearest neighbours."""
    return {"FIELD": "produk_utama", "VALUE": most_made(facts), "NEIGHBOURS": "knn"}


def of_surface(facts: Facts) -> Mapping[str, Any]:
    """The product of most businesses."""
    return {"CATEGORY": "produk_utama", "VALUE": most_made(facts)}


def of_sentra(facts: Facts) -> Mapping[str, Any]:
    """Households, where known, and who the owners are."""
    households = {"REGION_HOUSEHOLDS": HOUSEHOLDS} if facts.households_known else {}
    codes = {"REGION_CODE": "kode", "SEX": "jenis_kelamin", "CLASS": "kelas_ir"}
    return {"DISTANCE": near_m(facts), **codes, **households}


def of_attributes(facts: Facts) -> Mapping[str, Any]:
    """Workers, branch and the owner's sex, beside the class."""
    return {"NUMBERS": ["tk_l", "tk_p"], "CATEGORIES": ["cabang_ikm", "jenis_kelamin"], "CLASS": "kelas_ir"}


def of_regions(facts: Facts) -> Mapping[str, Any]:
    """How many businesses, and of the commonest products."""
    products = [each.name for each in product_columns(facts)[:SHOWN_PRODUCTS]]
    return {"ATTRIBUTES": [value_field(facts), *products]}


def of_levels(facts: Facts) -> Mapping[str, Any]:
    """Villages inside districts and regencies."""
    return {"LEVELS_FIELDS": ["kecamatan", "kabupaten"]}

"""The fields of the villages with their counts, before anybody has counted."""

from __future__ import annotations

from typing import List

from ..declaration import Column
from ..register.aggregate_columns import HEADER, product_column
from ..texts import same
from .facts import Facts

RATE, COUNT, HOUSEHOLDS = "ir_per_1000_rt", "ir_jumlah", "rumah_tangga"


def product_columns(facts: Facts) -> List[Column]:
    """Those of the products, most businesses first."""
    return [product_column(each.code, same(each.name)) for each in facts.products]


def number_columns(facts: Facts) -> List[Column]:
    """All that can be computed with; of households only where they are known."""
    unknown = () if facts.households_known else (RATE, HOUSEHOLDS)
    header = [each for each in HEADER if each.kind != "text" and each.name not in unknown]
    return [*header, *product_columns(facts)]

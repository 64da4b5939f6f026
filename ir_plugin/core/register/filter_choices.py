"""What a filter of businesses can ask for: the products and periods that a register really has."""

from __future__ import annotations

from typing import List, NamedTuple

from ..texts import Text
from .geopackage import reading

_PRODUCTS = """SELECT r.produk_kode, r.nama_id, r.name_en, count(*)
FROM ir_produk AS p JOIN ref_produk AS r ON r.produk_kode = p.produk_kode
WHERE p.utama = 1 GROUP BY r.produk_kode ORDER BY r.nama_id"""


class ProductChoice(NamedTuple):
    """A standard product, and how many businesses make mainly that."""

    code: str
    name: Text
    businesses: int


class FilterChoices(NamedTuple):
    """products: by their Indonesian names. periods: newest first."""

    products: List[ProductChoice]
    periods: List[str]


def filter_choices(path: str) -> FilterChoices:
    """The choices of a register. UserError where it cannot be read."""
    with reading(path) as connection:
        products = [
            ProductChoice(code, Text(name, english or name), count)
            for code, name, english, count in connection.execute(_PRODUCTS)
        ]
        periods = connection.execute("SELECT DISTINCT periode FROM ir_pengamatan ORDER BY periode DESC").fetchall()
    return FilterChoices(products, [period for (period,) in periods])

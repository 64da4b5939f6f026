"""By which KBLI code a business is counted: that of its main product, else that of the product list."""

from __future__ import annotations

import sqlite3
from typing import Mapping

INDUSTRY_CODES = """SELECT d.usaha_id, coalesce(d.kbli_kode, b.kbli_2025) AS kbli FROM ir_produk AS d
    LEFT JOIN ref_produk AS b ON b.produk_kode = d.produk_kode WHERE d.utama = 1"""
WITH_INDUSTRY_CODES = f"WITH kode_industri AS ({INDUSTRY_CODES})"
"""Before a query that joins them."""


def industry_codes(connection: sqlite3.Connection) -> Mapping[str, str]:
    """The code of each business by its id, where it has one."""
    return {business: code for business, code in connection.execute(INDUSTRY_CODES) if code}

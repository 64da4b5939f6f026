"""The province that a register is about, where it holds the regions of several."""

from __future__ import annotations

from .geopackage import reading

_MOST_BUSINESSES = """SELECT substr(kode_desa, 1, 2) FROM ir_usaha WHERE kode_desa IS NOT NULL
GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"""
_FIRST = "SELECT kode_dagri FROM ref_wilayah WHERE tingkat = '1' ORDER BY 1 LIMIT 1"


def home_province(register: str) -> str:
    """The code of the province in which most businesses lie, else the first one; "" without regions."""
    with reading(register) as connection:
        for query in (_MOST_BUSINESSES, _FIRST):
            found = connection.execute(query).fetchone()
            if found:
                return str(found[0])
    return ""

"""The province that a register is about, where it holds the regions of several."""

from __future__ import annotations

from typing import Tuple

from .geopackage import reading

_OF_BUSINESS = "WHERE kode_desa IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
_FIRST = "WHERE tingkat = '1' ORDER BY 1 LIMIT 1"


def province_queries(businesses: str, regions: str) -> Tuple[str, str]:
    """What asks for it in SQL, the second where the first finds none. Of both tables the name."""
    most = " ".join(("SELECT substr(kode_desa, 1, 2) FROM", businesses, _OF_BUSINESS))
    return most, " ".join(("SELECT kode_dagri FROM", regions, _FIRST))


def home_province(register: str) -> str:
    """The code of the province in which most businesses lie, else the first one; "" without regions."""
    with reading(register) as connection:
        for query in province_queries("ir_usaha", "ref_wilayah"):
            found = connection.execute(query).fetchone()
            if found:
                return str(found[0])
    return ""

"""How good the data of each office are: businesses, how complete they are, what the checks have found."""

from __future__ import annotations

import sqlite3
from typing import Dict, List, Mapping, NamedTuple, Optional

from ..industry.checks import ERROR, INFO, WARNING
from ..industry.regions import REGENCY
from .checks.bookkeeping import ACCEPTED, NEW
from .geopackage import reading
from .key_facts import KEY_FACTS, told
from .summary_view import NAME

OFFICE_LENGTH = 5

BUSINESS_OF = """usaha AS (SELECT usaha_id AS baris_id, usaha_id FROM ir_usaha
UNION ALL SELECT pengamatan_id, usaha_id FROM ir_pengamatan UNION ALL SELECT produk_id, usaha_id FROM ir_produk
UNION ALL SELECT legalitas_id, usaha_id FROM ir_legalitas
UNION ALL SELECT pemilik_id, min(usaha_id) FROM ir_usaha WHERE pemilik_id IS NOT NULL GROUP BY pemilik_id)"""
"""A common table expression: the business that a row of a checked table is about."""

_FINDINGS = " ".join(
    ("WITH", BUSINESS_OF)
    + ("SELECT coalesce(substr(kode_desa, 1, ?), ''), tingkat, t.status, count(*) FROM qa_temuan AS t",)
    + ("LEFT JOIN usaha USING (baris_id) LEFT JOIN ir_usaha USING (usaha_id) GROUP BY 1, 2, 3",)
)
_OPEN = " ".join(
    ("WITH", BUSINESS_OF, "SELECT usaha_id, count(*) FROM qa_temuan AS t JOIN usaha USING (baris_id)")
    + ("WHERE t.status = ? AND usaha_id IS NOT NULL GROUP BY 1",)
)
_BUSINESSES = " ".join(
    ("SELECT coalesce(substr(kode_desa, 1, ?), ''), count(*), sum(", told(), ") FROM", NAME, "GROUP BY 1")
)


class Quality(NamedTuple):
    """One office by its code, "" for what has no village. completeness: the mean share of KEY_FACTS that a business
    has, 0 to 1; None without businesses. errors, warnings, infos: findings that are open; accepted: of any level."""

    code: str
    name: str
    businesses: int
    completeness: Optional[float]
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    accepted: int = 0

    @property
    def open(self) -> int:
        """All findings that are open."""
        return self.errors + self.warnings + self.infos


def data_quality(path: str) -> List[Quality]:
    """Every office of the register that has businesses or findings, by code, and the rest last. UserError where the
    register cannot be read."""
    with reading(path) as connection:
        names = dict(connection.execute("SELECT kode_dagri, nama FROM ref_wilayah WHERE tingkat = ?", (REGENCY,)))
        counted = {row[0]: row[1:] for row in connection.execute(_BUSINESSES, (OFFICE_LENGTH,))}
        found = _findings(connection)
    offices = sorted({*counted, *found}, key=lambda code: (code == "", code))
    return [_quality(code, names.get(code, code), counted.get(code, (0, 0)), found.get(code, {})) for code in offices]


def facts_told(connection: sqlite3.Connection) -> Dict[str, int]:
    """How many of KEY_FACTS each business has, by usaha_id."""
    return dict(connection.execute(" ".join(("SELECT usaha_id,", told(), "FROM", NAME))).fetchall())


def open_findings(connection: sqlite3.Connection) -> Dict[str, int]:
    """How many findings of the checks are open about each business, by usaha_id; only those that have any."""
    return dict(connection.execute(_OPEN, (NEW,)).fetchall())


def _findings(connection: sqlite3.Connection) -> Dict[str, Dict[str, int]]:
    """By office: open findings by level, and the accepted ones."""
    found: Dict[str, Dict[str, int]] = {}
    for office, level, status, count in connection.execute(_FINDINGS, (OFFICE_LENGTH,)):
        if status in (NEW, ACCEPTED):
            of_office = found.setdefault(office, {})
            kind = ACCEPTED if status == ACCEPTED else level
            of_office[kind] = of_office.get(kind, 0) + count
    return found


def _quality(code: str, name: str, counted: tuple[int, int], found: Mapping[str, int]) -> Quality:
    businesses, facts = counted
    share = facts / (businesses * len(KEY_FACTS)) if businesses else None
    return Quality(code, name, businesses, share, *(found.get(kind, 0) for kind in (ERROR, WARNING, INFO, ACCEPTED)))

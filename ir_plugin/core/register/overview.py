"""The key figures of the businesses that are looked at: how many, whose, which classes, how complete, where."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..industry.regions import DISTRICT, PROVINCE, REGENCY, VILLAGE, level_of
from .business_filter import BusinessFilter
from .geopackage import reading
from .key_facts import KEY_FACTS, told
from .summary_view import NAME

WOMEN, MEN = "P", "L"
NEXT_LEVEL = {"": PROVINCE, PROVINCE: REGENCY, REGENCY: DISTRICT, DISTRICT: VILLAGE, VILLAGE: VILLAGE}
_LENGTHS = {PROVINCE: 2, REGENCY: 5, DISTRICT: 8, VILLAGE: 13}


class RegionCount(NamedTuple):
    """A region by code and name, with its businesses; code and name are "" for those without a village."""

    code: str
    name: str
    businesses: int


@dataclass(frozen=True)
class Overview:
    """businesses: those that the filter leaves, of the ``total`` of the register. known: those of them whose owner is
    known to be a woman or a man. classes: businesses by class code, "" for those without one. completeness: the mean
    share of KEY_FACTS that a business has, 0 to 1; None without businesses. level: that of ``regions``, which are those
    under the filter's region that have businesses, by code. draft: no verified rules stand behind the classes.
    """

    total: int
    businesses: int
    women: int
    known: int
    classes: Mapping[str, int]
    completeness: Optional[float]
    level: str
    regions: Sequence[RegionCount]
    draft: bool

    @property
    def womens_share(self) -> Optional[float]:
        """Of the businesses whose owner's sex is known, 0 to 1; None where it is known of none."""
        return self.women / self.known if self.known else None


def overview(path: str, chosen: BusinessFilter) -> Overview:
    """The figures of the businesses of a register that the filter leaves. UserError where it cannot be read."""
    with reading(path) as connection:
        level = _level_under(connection, chosen.region)
        groups = _groups(connection, chosen, _LENGTHS[level])
        names = dict(connection.execute("SELECT kode_dagri, nama FROM ref_wilayah WHERE tingkat = ?", (level,)))
        (total,) = connection.execute("SELECT count(*) FROM ir_usaha").fetchone()
        draft = _draft(connection)
    by_region, by_sex, by_class, facts = Counter[str](), Counter[str](), Counter[str](), 0
    for code, sex, kelas, count, known in groups:
        by_region[code] += count
        by_sex[sex] += count
        by_class[kelas] += count
        facts += known
    businesses = sum(by_region.values())
    return Overview(
        total=total,
        businesses=businesses,
        women=by_sex[WOMEN],
        known=by_sex[WOMEN] + by_sex[MEN],
        classes=dict(by_class),
        completeness=facts / (businesses * len(KEY_FACTS)) if businesses else None,
        level=level,
        regions=[RegionCount(code, names.get(code, code), by_region[code]) for code in sorted(by_region)],
        draft=draft,
    )


def _level_under(connection: sqlite3.Connection, region: str) -> str:
    """The level below a region; at the top that of regencies, unless there are several provinces."""
    if region:
        return NEXT_LEVEL[level_of(region)]
    (provinces,) = connection.execute("SELECT count(*) FROM ref_wilayah WHERE tingkat = ?", (PROVINCE,)).fetchone()
    return PROVINCE if provinces > 1 else REGENCY


def _groups(
    connection: sqlite3.Connection, chosen: BusinessFilter, length: int
) -> List[Tuple[str, str, str, int, int]]:
    """Region, sex, class, businesses and the key facts that these have, in one pass over the register."""
    query = (
        "SELECT coalesce(substr(kode_desa, 1, ?), ''), coalesce(jenis_kelamin, ''), coalesce(kelas_ir, ''),",
        f"count(*), sum({told()})",
        "FROM",
        NAME,
        f"WHERE {chosen.condition()}" if chosen else "",
        "GROUP BY 1, 2, 3",
    )
    return connection.execute(" ".join(query), (length,)).fetchall()


def _draft(connection: sqlite3.Connection) -> bool:
    query = "SELECT count(*) FROM aturan_kelas WHERE status = 'TERVERIFIKASI'"
    return not connection.execute(query).fetchone()[0]

"""One edition of the tables: for a region and a period, by an export profile."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from ...errors import UserError
from ...industry.class_rules import DRAFT
from ...industry.disaggregated_tables import MEN, SEXES, TABLES, TRANSITIONS, WOMEN, DisaggregatedTable
from ...industry.privacy.profiles import Profile
from ...industry.regions import DISTRICT, PROVINCE
from ...industry.value_lists import VALUE_LISTS
from ...progress import Progress, no_progress
from ...texts import Text, together
from ..counted import period_of, periods_of, status_of_rules
from ..named_regions import NamedRegions
from .businesses import Business, businesses
from .figures import Figures, figures

NOTHING = Text(
    "Belum ada usaha yang dihitung di register {path}; impor survei lebih dahulu.",
    "The register {path} has no businesses to count yet; import a survey first.",
)
IN_WORDS = Text("{kind} {name}", "{name} {kind}")
EVERYWHERE = Text("Semua wilayah dalam register", "All regions of the register")
MOST_NAMED = 3
"""Provinces in a title."""

_LENGTHS = {0: 5, 2: 5, 5: 8, 8: 13}
"""How long the codes below a region are, by the length of its own."""


@dataclass(frozen=True)
class Edition:
    """region: a code, "" for the whole register. least: below it numbers are hidden, None where none is. before: the
    period with which classes are compared. draft: the rules of the classes have not been verified. names: of regions by
    code. title: the region in words. population: men and women by region, where they are known. counted: all businesses
    of the region. unknown_sex: those that no table by owner's sex can count.
    """

    figures: Figures
    region: str
    period: str
    before: Optional[str]
    profile: Profile
    least: Optional[int]
    draft: bool
    names: Mapping[str, str]
    title: Text
    population: Mapping[str, Mapping[str, int]]
    counted: int
    unknown_sex: int

    @property
    def tables(self) -> Sequence[DisaggregatedTable]:
        """Those that can be made."""
        return [table for table in TABLES if self.before is not None or table is not TRANSITIONS]

    @property
    def regions_below(self) -> List[str]:
        """The regions one level below, by code."""
        length = _LENGTHS[len(self.region)]
        return sorted(code for code in self.names if len(code) == length and code.startswith(self.region))


def edition(
    connection: sqlite3.Connection,
    path: str,
    region: str,
    wanted: Optional[str],
    profile: Profile,
    least: int,
    progress: Progress = no_progress,
) -> Edition:
    """Reads and counts. region: its name or code, "" for all. UserError for a region or period that the register does
    not have, or where nothing counts."""
    names, population = _regions(connection)
    code = _region(NamedRegions(connection), region, names)
    period = period_of(connection, wanted)
    earlier = [each for each in periods_of(connection) if period and each < period]
    before = earlier[-1] if earlier else None
    found: List[Business] = businesses(connection, period, before) if period else []
    if not found or period is None:
        raise UserError(NOTHING, path=path)
    here = [each for each in found if each.village.startswith(code)]
    return Edition(
        figures(found, None if profile.inside else least, progress),
        code,
        period,
        before,
        profile,
        None if profile.inside else least,
        DRAFT in (status_of_rules(connection, period), status_of_rules(connection, before)),
        names,
        _title(connection, code, names),
        population,
        len(here),
        sum(each.sex not in SEXES for each in here),
    )


def _regions(connection: sqlite3.Connection) -> Tuple[Dict[str, str], Dict[str, Dict[str, int]]]:
    """Names and population; that of the only province also for the whole."""
    query = "SELECT kode_dagri, nama, penduduk_l, penduduk_p FROM ref_wilayah ORDER BY kode_dagri"
    rows = connection.execute(query).fetchall()
    names = {code: name for code, name, *_ in rows}
    people = {code: {MEN: men, WOMEN: women} for code, _, men, women in rows if men and women}
    provinces = [code for code in names if len(code) == 2]
    if len(provinces) == 1:
        names[""] = names[provinces[0]]
        people.update({"": people[provinces[0]]} if provinces[0] in people else {})
    return names, people


def _title(connection: sqlite3.Connection, code: str, names: Mapping[str, str]) -> Text:
    if code not in names:
        provinces = [region.title for region in NamedRegions(connection).of_level(PROVINCE)]
        return together(provinces) if 0 < len(provinces) <= MOST_NAMED else EVERYWHERE
    query = "SELECT jenis FROM ref_wilayah WHERE nama = ? AND (kode_dagri = ? OR ? = '' AND tingkat = '1')"
    (kind,) = connection.execute(query, (names[code], code, code)).fetchone()
    return IN_WORDS.format(kind=VALUE_LISTS["jenis_wilayah"].label(kind), name=names[code])


def _region(regions: NamedRegions, wanted: str, names: Mapping[str, str]) -> str:
    """The code that the figures know: "" for the only province."""
    code = regions.code_of(wanted, DISTRICT) if wanted.strip() else ""
    return "" if len(code) == 2 and "" in names else code

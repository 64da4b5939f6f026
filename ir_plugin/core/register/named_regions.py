"""The regions of a register by name or code, as people ask for them and as reports name them."""

from __future__ import annotations

import sqlite3
from typing import Dict, List, NamedTuple, Optional

from ..errors import UserError
from ..industry.region_matching import readings
from ..industry.regions import REGENCY, Region, name_key
from ..texts import Text, joined, same
from .region_figures import LEVELS

UNKNOWN = Text(
    "Tidak ada wilayah {name} di antara {level} atau di atasnya; tulis nama atau kodenya, misalnya: {known}.",
    "There is no region {name} among {level} or above them; write its name or code, such as: {known}.",
)
AMBIGUOUS = Text(
    "{name} ada di beberapa tempat: {places}; pakai kode wilayahnya.",
    "There is more than one {name}: {places}; use the code of the region.",
)
CODED = Text("{code} {place}", "{code} {place}")
_QUERY = (
    "SELECT kode_dagri, nama, jenis, tingkat, induk, geom IS NOT NULL FROM ref_wilayah WHERE kode_dagri IS NOT NULL "
    "ORDER BY kode_dagri"
)


class NamedRegion(NamedTuple):
    """A row of the register's regions. level: of the value list ``tingkat_wilayah``."""

    region: Region
    level: str
    parent: Optional[str]
    has_boundary: bool


class NamedRegions:
    """All regions of a register, read once. by_code: in the order of their codes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.by_code: Dict[str, NamedRegion] = {
            code: NamedRegion(Region(code, name, kind), level, parent, bool(bounded))
            for code, name, kind, level, parent, bounded in connection.execute(_QUERY)
        }

    def of_level(self, level: str) -> List[Region]:
        """The regions of a level, by code."""
        return [row.region for row in self.by_code.values() if row.level == level]

    @property
    def regencies(self) -> str:
        """The regencies as sentences list them: "19.01 Bangka, 19.02 Belitung"."""
        return ", ".join(f"{each.code} {each.name}" for each in self.of_level(REGENCY)) or "-"

    def title(self, code: str) -> Optional[Text]:
        """A region with its kind, "Kota Pangkal Pinang"; None for a code that the register does not know."""
        return self.by_code[code].region.title if code in self.by_code else None

    def place(self, code: str) -> Text:
        """A region and what it lies in, up to the regency; a regency lies in its province."""
        row = self.by_code[code]
        names, parent = [row.region.title], self.by_code.get(row.parent or "")
        while parent is not None and (parent.level >= REGENCY or len(names) == 1):
            names.append(parent.region.title)
            parent = self.by_code.get(parent.parent or "")
        return joined(names, ", ")

    def code_of(self, wanted: str, deepest: str) -> str:
        """The code of a region of the level ``deepest`` or above, by its name or code; of several with that name the
        highest. UserError for a name that no region has, or that several of one level have."""
        name = wanted.strip()
        if name in self.by_code and self.by_code[name].level <= deepest:
            return name
        keys = {name_key(each) for each in readings(name)}
        fitting = [row for row in self.by_code.values() if row.level <= deepest and name_key(row.region.name) in keys]
        fitting = [row for row in fitting if name_key(row.region.title.id) == name_key(name)] or fitting
        if not fitting:
            raise UserError(UNKNOWN, name=same(name), level=LEVELS[deepest], known=self.regencies)
        highest = min(row.level for row in fitting)
        best = [row.region.code for row in fitting if row.level == highest]
        if len(best) > 1:
            places = [CODED.format(code=code, place=self.place(code)) for code in best]
            raise UserError(AMBIGUOUS, name=same(name), places=joined(places, "; "))
        return best[0]

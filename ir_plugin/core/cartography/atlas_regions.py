"""The regions that an atlas has a sheet for, as a register knows them."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from ..errors import UserError
from ..industry.region_matching import readings
from ..industry.regions import DISTRICT, REGENCY, VILLAGE, Region, name_key
from ..register.geopackage import reading
from ..register.registers import require_register
from ..texts import Text, joined, same

LEVELS = {"kabupaten": REGENCY, "kecamatan": DISTRICT, "desa": VILLAGE}
"""Levels of the register by the code of the parameter, the highest first."""

NO_REGIONS = Text(
    "Register {path} belum punya batas {level}; impor batas wilayah lebih dahulu.",
    "The register {path} has no boundaries of this level ({level}) yet; import boundaries first.",
)
UNKNOWN = Text(
    "Tidak ada wilayah {name} pada tingkat {level} atau di atasnya; periksa nama atau kodenya.",
    "There is no region {name} of the level {level} or above; check its name or code.",
)
AMBIGUOUS = Text(
    "{name} ada di beberapa tempat: {places}; pakai kode wilayahnya.",
    "There is more than one {name}: {places}; use the code of the region.",
)
EMPTY = Text(
    "Wilayah {name} tidak berisi batas {level}; impor batasnya atau pilih wilayah lain.",
    "The region {name} holds no boundaries of this level ({level}); import them or choose another region.",
)
CODED = Text("{code} {place}", "{code} {place}")


class AtlasRegion(NamedTuple):
    """A region with its sheet's subtitle: "Kecamatan Sungailiat, Kabupaten Bangka"."""

    code: str
    name: str
    place: Text


class _Row(NamedTuple):
    region: Region
    level: str
    parent: Optional[str]
    has_boundary: bool


def atlas_regions(register: str, level: str, within: Optional[str] = None) -> List[AtlasRegion]:
    """The regions of a level ("kabupaten", "kecamatan", "desa") that have a boundary, by code.

    within: names or codes with semicolons between them; only what is or lies in one of these. UserError where nothing
    is left, a name is not known or means several regions, or the register cannot be read.
    """
    rows = _read(register)
    chosen = [row for row in rows.values() if row.level == LEVELS[level] and row.has_boundary]
    if not chosen:
        raise UserError(NO_REGIONS, path=register, level=level)
    wanted = [each.strip() for each in (within or "").split(";") if each.strip()]
    if wanted:
        kept = {code for name in wanted for code in _inside(_code_of(name, level, rows), name, level, chosen)}
        chosen = [row for row in chosen if row.region.code in kept]
    return [
        AtlasRegion(row.region.code, row.region.name, _place(row, rows))
        for row in sorted(chosen, key=lambda row: row.region.code)
    ]


def _read(register: str) -> Dict[str, _Row]:
    query = (
        "SELECT kode_dagri, nama, jenis, tingkat, induk, geom IS NOT NULL FROM ref_wilayah WHERE kode_dagri IS NOT NULL"
    )
    with reading(register) as connection:
        require_register(connection, register)
        found = connection.execute(query).fetchall()
    return {
        code: _Row(Region(code, name, kind), level, parent, bool(bounded))
        for code, name, kind, level, parent, bounded in found
    }


def _place(row: _Row, rows: Dict[str, _Row]) -> Text:
    """The region and what it lies in, up to the regency; a regency lies in its province."""
    names, parent = [row.region.title], rows.get(row.parent or "")
    while parent is not None and (parent.level >= REGENCY or len(names) == 1):
        names.append(parent.region.title)
        parent = rows.get(parent.parent or "")
    return joined(names, ", ")


def _code_of(name: str, level: str, rows: Dict[str, _Row]) -> str:
    """The code of a region of this level or above; of several with that name the highest."""
    if name in rows:
        return name
    keys = {name_key(each) for each in readings(name)}
    fitting = [row for row in rows.values() if row.level <= LEVELS[level] and name_key(row.region.name) in keys]
    fitting = [row for row in fitting if name_key(row.region.title.id) == name_key(name)] or fitting
    if not fitting:
        raise UserError(UNKNOWN, name=same(name), level=level)
    highest = min(row.level for row in fitting)
    best = [row for row in fitting if row.level == highest]
    if len(best) > 1:
        places = [CODED.format(code=row.region.code, place=_place(row, rows)) for row in best]
        raise UserError(AMBIGUOUS, name=same(name), places=joined(places, "; "))
    return best[0].region.code


def _inside(code: str, name: str, level: str, chosen: Sequence[_Row]) -> Tuple[str, ...]:
    found = tuple(
        row.region.code for row in chosen if row.region.code == code or row.region.code.startswith(f"{code}.")
    )
    if not found:
        raise UserError(EMPTY, name=same(name), level=level)
    return found

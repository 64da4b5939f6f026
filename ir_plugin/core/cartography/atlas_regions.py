"""The regions that an atlas has a sheet for, as a register knows them."""

from __future__ import annotations

from typing import List, NamedTuple, Optional, Sequence

from ..errors import UserError
from ..industry.regions import Region
from ..register.geopackage import reading
from ..register.named_regions import NamedRegions
from ..register.region_figures import LEVELS as LEVEL_NAMES
from ..register.registers import require_register
from ..register.shared_settings import LEVELS
from ..texts import Text, same

NO_REGIONS = Text(
    "Register {path} belum punya batas {level}; impor batas wilayah lebih dahulu.",
    "The register {path} has no boundaries of {level} yet; import boundaries first.",
)
EMPTY = Text(
    "Wilayah {name} tidak berisi batas {level}; impor batasnya atau pilih wilayah lain.",
    "The region {name} holds no boundaries of {level}; import them or choose another region.",
)


class AtlasRegion(NamedTuple):
    """A region with its sheet's subtitle: "Kecamatan Sungailiat, Kabupaten Bangka"."""

    code: str
    name: str
    place: Text


def atlas_regions(register: str, level: str, within: Optional[str] = None) -> List[AtlasRegion]:
    """The regions of a level ("kabupaten", "kecamatan", "desa") that have a boundary, by code.

    within: names or codes with semicolons between them; only what is or lies in one of these. UserError where nothing
    is left, a name is not known or means several regions, or the register cannot be read.
    """
    with reading(register) as connection:
        require_register(connection, register)
        regions = NamedRegions(connection)
    wanted_level = LEVELS[level]
    chosen = [each for each in regions.of_level(wanted_level) if regions.by_code[each.code].has_boundary]
    if not chosen:
        raise UserError(NO_REGIONS, path=register, level=LEVEL_NAMES[wanted_level])
    wanted = [each.strip() for each in (within or "").split(";") if each.strip()]
    if wanted:
        kept = [_inside(regions.code_of(name, wanted_level), name, wanted_level, chosen) for name in wanted]
        chosen = [each for each in chosen if any(each in some for some in kept)]
    return [AtlasRegion(each.code, each.name, regions.place(each.code)) for each in chosen]


def _inside(code: str, name: str, level: str, chosen: Sequence[Region]) -> List[Region]:
    found = [each for each in chosen if each.code == code or each.code.startswith(f"{code}.")]
    if not found:
        raise UserError(EMPTY, name=same(name), level=LEVEL_NAMES[level])
    return found

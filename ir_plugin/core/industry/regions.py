"""The administrative areas of Bangka Belitung: official codes, names, kinds and the crosswalk to the BPS codes.

Codes and names: Kepmendagri 300.2.2-2430/2025. BPS codes: the crosswalk of BPS (2022), down to kecamatan; the two
systems swap two regencies (19.03 is 1905, 19.05 is 1903). Areas: BIG B-16.10 of 16 December 2024. Population:
Dukcapil, second half of 2024. Points: the inside of the open village boundaries, for orientation only.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Iterator, Mapping, Optional, Tuple

from ..texts import Text

CODE_EDITION = "Kepmendagri 300.2.2-2430/2025"
PROVINCE, REGENCY, DISTRICT, VILLAGE = "1", "2", "3", "4"
"""The levels, as codes of the value list ``tingkat_wilayah``."""

_CODE_LENGTHS = {2: PROVINCE, 5: REGENCY, 8: DISTRICT, 13: VILLAGE}
_PARENT_LENGTHS = {PROVINCE: 0, REGENCY: 2, DISTRICT: 5, VILLAGE: 8}
_TITLES = {
    "PROV": Text("Provinsi {name}", "{name} Province"),
    "KAB": Text("Kabupaten {name}", "{name} Regency"),
    "KOTA": Text("Kota {name}", "{name} City"),
    "KEC": Text("Kecamatan {name}", "{name} District"),
    "KEL": Text("Kelurahan {name}", "Kelurahan {name}"),
    "DESA": Text("Desa {name}", "Desa {name}"),
}
_REFERENCE = Path(__file__).parent / "reference"


@dataclass(frozen=True)
class Region:
    """One area. ``kind`` is a code of the value list ``jenis_wilayah``; ``parent`` is "" for the province.

    bps_code: "" for villages. point: longitude and latitude inside a village, None where no public set has one.
    area_km2, male, female, population_year: official figures of the regencies and the province, else None.
    """

    code: str
    name: str
    kind: str
    bps_code: str = ""
    point: Optional[Tuple[float, float]] = None
    area_km2: Optional[float] = None
    male: Optional[int] = None
    female: Optional[int] = None
    population_year: Optional[int] = None

    @property
    def level(self) -> str:
        """PROVINCE, REGENCY, DISTRICT or VILLAGE."""
        return level_of(self.code)

    @property
    def parent(self) -> str:
        """The code of the area that this one is part of."""
        return parent_of(self.code)

    @cached_property
    def title(self) -> Text:
        """The name with its kind, such as "Kota Pangkal Pinang"."""
        return _TITLES[self.kind].format(name=self.name)


@dataclass(frozen=True)
class RegionAlias:
    """Another name under which a region is met, and where it comes from."""

    name: str
    code: str
    origin: str


@lru_cache(maxsize=1)
def reference_regions() -> Mapping[str, Region]:
    """Every area of the province by Kemendagri code: 1 province, 7 regencies, 47 districts, 393 villages."""
    return {row["kode_dagri"]: _region(row) for row in _rows("wilayah.csv")}


@lru_cache(maxsize=1)
def region_aliases() -> Tuple[RegionAlias, ...]:
    """Other names of regions that no rule derives from the official one (see ``name_key``)."""
    return tuple(RegionAlias(row["nama_lain"], row["kode_dagri"], row["asal"]) for row in _rows("wilayah_alias.csv"))


def level_of(code: str) -> str:
    """The level that a Kemendagri code with dots has by its length; KeyError for another length."""
    return _CODE_LENGTHS[len(code)]


def parent_of(code: str) -> str:
    """The code of the area that contains this one; "" above the province."""
    return code[: _PARENT_LENGTHS[level_of(code)]]


def region_words(code: str, name: str = "") -> str:
    """A region as reports name it, such as "Kudai (19.01.01.1003)"; ``name`` where the reference has none."""
    known = reference_regions().get(code)
    words = known.name if known else name
    return f"{words} ({code})" if words else code


@lru_cache(maxsize=100_000)  # the same words come again and again
def name_key(name: str) -> str:
    """A name reduced to its lower-case letters and digits, so that "Sungai Liat" and "SUNGAILIAT" are the same."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in plain if character.isalnum())


def _rows(file_name: str) -> Iterator[Mapping[str, str]]:
    with (_REFERENCE / file_name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _region(row: Mapping[str, str]) -> Region:
    return Region(
        code=row["kode_dagri"],
        name=row["nama"],
        kind=row["jenis"],
        bps_code=row["kode_bps"],
        point=(float(row["bujur"]), float(row["lintang"])) if row["bujur"] else None,
        area_km2=float(row["luas_km2"]) if row["luas_km2"] else None,
        male=int(row["penduduk_l"]) if row["penduduk_l"] else None,
        female=int(row["penduduk_p"]) if row["penduduk_p"] else None,
        population_year=int(row["tahun_penduduk"]) if row["tahun_penduduk"] else None,
    )

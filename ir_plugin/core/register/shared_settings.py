"""What several algorithms of a register ask: which region, level and period, for whom, and how small a number may be
told."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from ..industry.privacy.profiles import LEAST as LEAST_BY_DEFAULT
from ..industry.privacy.profiles import PROFILES, PUBLIC, Profile
from ..industry.regions import DISTRICT, REGENCY, VILLAGE
from ..parameters import Choice, NumberSetting, Option, RegionSetting, TextSetting
from ..texts import Text

LEVELS: Mapping[str, str] = {"desa": VILLAGE, "kecamatan": DISTRICT, "kabupaten": REGENCY}
"""Levels of the register by the code of the parameter, the lowest first."""

LEVEL_WORDS: Mapping[str, Text] = {
    "desa": Text("Desa/kelurahan", "Village"),
    "kecamatan": Text("Kecamatan", "District"),
    "kabupaten": Text("Kabupaten/kota", "Regency or city"),
}
REGION_LABEL = Text("Wilayah", "Region")
REGION = RegionSetting(
    "REGION",
    REGION_LABEL,
    Text(
        "Nama atau kode kabupaten/kota atau kecamatan, seperti Bangka Selatan, 19.03 atau 19.01.01. Kosong: seluruh "
        "provinsi.",
        "Name or code of a regency, city or district, such as Bangka Selatan, 19.03 or 19.01.01. Empty: the whole "
        "province.",
    ),
    optional=True,
    level=3,
)
PERIOD = TextSetting(
    "PERIOD", Text("Periode", "Period"), Text("Kosong: periode terakhir.", "Empty: the latest period."), optional=True
)
PROFILE = Choice(
    "PROFILE",
    Text("Profil ekspor", "Export profile"),
    options=tuple(Option(code, profile.title) for code, profile in PROFILES.items()),
    default=PUBLIC,
)
LEAST = NumberSetting(
    "LEAST",
    Text("Ambang kerahasiaan", "Threshold of confidentiality"),
    Text("Angka di bawahnya dirahasiakan.", "Numbers below it are kept back."),
    default=LEAST_BY_DEFAULT,
    minimum=3,
    maximum=100,
    integer=True,
    advanced=True,
)


def level_choice(label: Text, default: str) -> Choice:
    """The choice of a level of LEVELS."""
    return Choice(
        "LEVEL", label, options=tuple(Option(code, words) for code, words in LEVEL_WORDS.items()), default=default
    )


def period_in(values: Mapping[str, Any]) -> Optional[str]:
    """The period that was asked for; None for the latest."""
    return (values.get(PERIOD.id) or "").strip() or None


def profile_in(values: Mapping[str, Any]) -> Profile:
    """The profile that was asked for; the public one where none was."""
    return PROFILES[values.get(PROFILE.id) or PUBLIC]


def least_in(values: Mapping[str, Any]) -> int:
    """The threshold that was asked for, or the default one."""
    return int(values.get(LEAST.id) or LEAST_BY_DEFAULT)

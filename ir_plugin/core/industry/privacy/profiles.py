"""The three export profiles as data: for whom, which columns, under which consent (DOMAIN.md 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from ...texts import Text
from ..schema.declaration import OPEN
from ..value_lists import VALUE_LISTS
from .columns import BY_NAME, COLUMNS

INTERNAL, PARTNERS, PUBLIC = "INTERNAL", "MITRA", "PUBLIK"
LEAST = 5
"""Of fewer people than this nothing is told that could tell who they are."""


@dataclass(frozen=True)
class Profile:
    """What a profile lets out. ``code``: of the value list ``profil_ekspor``.

    inside: the file stays in the offices, so that no consent is needed. purposes: of a consent that counts. without:
    businesses of these states stay out. coarser: what a row without consent gives up, one group of columns after the
    other, while fewer than ``LEAST`` such rows are alike; empty where that is not asked. named_only: a row of which the
    owner allowed nothing stays out.
    ValueError for a column that may not leave the offices, whoever consents.
    """

    code: str
    columns: Tuple[str, ...]
    inside: bool = False
    purposes: Tuple[str, ...] = ()
    without: Tuple[str, ...] = ()
    coarser: Tuple[Tuple[str, ...], ...] = ()
    named_only: bool = False

    def __post_init__(self) -> None:
        for column in () if self.inside else map(BY_NAME.__getitem__, self.columns):
            if column.is_money or not (column.access == OPEN or column.consent or column.masked):
                raise ValueError(f"{self.code}: {column.name}")

    @property
    def title(self) -> Text:
        """Its name in words."""
        return VALUE_LISTS["profil_ekspor"].label(self.code)


_OPEN_FACTS = ("kode_desa", "desa", "kecamatan", "kabupaten", "lapangan_usaha", "cabang_ikm", "produk_kode", "produk")
_WITH_CONSENT = tuple(column.name for column in COLUMNS if column.consent)
_NAMED = tuple(name for name in _WITH_CONSENT if name != "foto")

PROFILES = {
    profile.code: profile
    for profile in (
        Profile(INTERNAL, tuple(column.name for column in COLUMNS), inside=True),
        Profile(
            PARTNERS,
            (
                *("usaha_id", "kode_usaha", "nik", *_WITH_CONSENT, "jenis_kelamin", *_OPEN_FACTS, "izin"),
                *("tahun_mulai", "bentuk_usaha", "status_usaha", "periode", "kelas_ir", "status_aturan"),
                *("tk_l", "tk_p", "mutu_posisi", "posisi"),
            ),
            purposes=("PUB", "PRM", "RST"),
        ),
        Profile(
            PUBLIC,
            (*_NAMED, "jenis_kelamin", *_OPEN_FACTS, "izin", "posisi"),
            purposes=("PUB",),
            without=("TTP", "PND"),
            coarser=(
                ("izin",),
                ("jenis_kelamin",),
                ("produk_kode", "produk"),
                ("cabang_ikm", "lapangan_usaha"),
                ("kode_desa", "desa"),
                ("kecamatan",),
                ("kabupaten",),
            ),
        ),
    )
}
"""By code. The public one tells no class, for a class tells how much capital there is, and names no photo, for files of
photos are called by the code of the business."""

CATALOGUE = Profile(
    PUBLIC,
    (
        *("id", "nama_usaha", "pemilik", "kode_desa", "alamat", "no_hp", "produk_semua", "produk_asli", "merek"),
        *("jenis_kelamin", "cabang_ikm", "izin", "foto", "posisi"),
    ),
    purposes=PROFILES[PUBLIC].purposes,
    without=PROFILES[PUBLIC].without,
    named_only=True,
)
"""The public profile as the catalogue on the web has it: those who allowed something, with a photo, which is called by
its public id there, and no numbers of licences."""

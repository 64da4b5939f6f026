"""Invented owners: names of the region's many peoples, numbers whose serials show that they are invented."""

from __future__ import annotations

from typing import Any

import numpy as np

from .ids import uuid_of
from .seeds import stream
from .words import words

WOMEN, MIGRANTS = 0.65, 0.03
PHONE_SERIES = "+628100000"
"""Invented: every phone number of the sample starts so."""
NIK_SERIES = 9
"""Invented: the last four digits of every NIK start so; registries count up from 0001."""


def make_owners(villages: list[str]) -> list[dict[str, Any]]:
    """The owner of each business, as rows of ir_pemilik; ``villages``: the codes of the businesses' villages."""
    random, abroad = stream("owners"), stream("work abroad")
    names: set[str] = set()
    owners = [_owner(number, village, random, names) for number, village in enumerate(villages)]
    return [{**owner, "purna_pmi": int(abroad.random() < MIGRANTS)} for owner in owners]


def _owner(number: int, village: str, random: np.random.Generator, names: set[str]) -> dict[str, Any]:
    woman = bool(random.random() < WOMEN)
    born = int(np.clip(random.normal(1979, 11), 1945, 2004))
    married = random.choice(["K", "BK", "CH", "CM"], p=[0.78, 0.1, 0.05, 0.07])
    return {
        "pemilik_id": uuid_of("pemilik", number),
        "nama_lengkap": _name(woman, random, names),
        "nik": _nik(number, village, woman, born, random) if random.random() < 0.92 else None,
        "jenis_kelamin": "P" if woman else "L",
        "tahun_lahir": born,
        "pendidikan": str(random.choice(list("0123456"), p=[0.06, 0.24, 0.22, 0.36, 0.06, 0.055, 0.005])),
        "status_kawin": str(married),
        "kepala_keluarga": int(not woman or married in ("CH", "CM")),
        "disabilitas": str(random.choice(["TDK", "FIS", "SEN"], p=[0.975, 0.018, 0.007])),
        "jumlah_tanggungan": int(random.poisson(2.2)),
        "penguasaan_ti": str(random.choice(list("0123"), p=[0.28, 0.4, 0.25, 0.07])),
        "no_hp": f"{PHONE_SERIES}{number:04d}" if random.random() < 0.85 else None,
    }


def _name(woman: bool, random: np.random.Generator, names: set[str]) -> str:
    """A name that no other owner has."""
    first = words("perempuan" if woman else "laki-laki")
    last = [*words("belakang"), *words("belakang perempuan" if woman else "belakang laki-laki")]
    while True:
        given = random.choice(first, size=1 if random.random() < 0.6 else 2, replace=False)
        name = " ".join([*map(str, given), str(random.choice(last))])
        if name not in names and len(set(name.split())) == len(name.split()):
            names.add(name)
            return name


def _nik(number: int, village: str, woman: bool, born: int, random: np.random.Generator) -> str:
    """District of registration, birth date (day + 40 for women), an invented serial that is unique in the sample."""
    day, month = int(random.integers(1, 29)), int(random.integers(1, 13))
    serial = NIK_SERIES * 1000 + number % 999 + 1
    return f"{village[:8].replace('.', '')}{day + 40 * woman:02d}{month:02d}{born % 100:02d}{serial:04d}"

"""Invented licences, services and consents of the businesses and their owners."""

from __future__ import annotations

from typing import Any

import numpy as np

from .ids import uuid_of

NO_PIRT = {"Pempek", "Otak-otak", "Bakso ikan"}
"""Frozen fish products, which cannot have a P-IRT."""

_LICENCES = {  # how many of classes 1, 2, 3 hold it
    "NIB": (0.22, 0.6, 0.95),
    "PIRT": (0.08, 0.35, 0.8),
    "HALAL": (0.06, 0.3, 0.7),
    "SKU": (0.3, 0.25, 0.1),
    "MEREK": (0.01, 0.08, 0.4),
}
_PROGRAMMES = (
    ("Dinas perindustrian kabupaten/kota", "Pelatihan pengemasan"),
    ("DP3ACSKB provinsi", "Pembinaan industri rumahan"),
    ("TP PKK desa", "UP2K"),
    ("Perguruan tinggi", "Pengabdian masyarakat"),
)
_GRANTS = {"publik_penuh": 0.24, "publik_sebagian": 0.24, "pendataan": 0.24, "ditarik": 0.06, "kedaluwarsa": 0.05}
CONSENT_STATES = (*_GRANTS, "promosi", "tanpa")
"""Every state that an owner's consent may be in: full or partial, only to be registered, withdrawn, run out, only for
promotion, none recorded.
"""
_FIELDS = ("boleh_nama", "boleh_hp", "boleh_alamat", "boleh_titik", "boleh_foto")


def make_licences(
    business: dict[str, Any], product: str, kelas: str, number: int, random: np.random.Generator
) -> list[dict[str, Any]]:
    """The business's rows of ir_legalitas; the numbers' runs of zeros and nines show that they are invented."""
    food = business["cabang_ikm"] == "PGN"
    rows = []
    for kind, shares in _LICENCES.items():
        held = random.random() < shares[int(kelas) - 1]
        if not held or (kind in ("PIRT", "HALAL") and not food) or (kind == "PIRT" and product in NO_PIRT):
            continue
        year = int(random.integers(2020, 2026))
        rows.append(
            {
                "legalitas_id": uuid_of("legalitas", business["usaha_id"], kind),
                "usaha_id": business["usaha_id"],
                "jenis": kind,
                "nomor": _number(kind, number),
                "tanggal": f"{year}-{int(random.integers(1, 13)):02d}-15",
                "berlaku_sampai": f"{year + 5}-12-31" if kind == "PIRT" else None,
            }
        )
    return rows


def make_services(business: dict[str, Any], random: np.random.Generator) -> list[dict[str, Any]]:
    """What the business got: rows of ir_pendampingan."""
    rows = []
    for service in random.choice(list("12345"), size=min(int(random.poisson(0.45)), 3), replace=False):
        giver, programme = _PROGRAMMES[int(random.integers(len(_PROGRAMMES)))]
        rows.append(
            {
                "pendampingan_id": uuid_of("pendampingan", business["usaha_id"], service),
                "usaha_id": business["usaha_id"],
                "tanggal": f"{int(random.integers(2022, 2026))}-{int(random.integers(1, 13)):02d}-10",
                "layanan": str(service),
                "penyelenggara": giver,
                "program": programme,
            }
        )
    return sorted(rows, key=lambda row: (row["tanggal"], row["layanan"]))


def make_needs(business: dict[str, Any], periods: list[str], random: np.random.Generator) -> list[dict[str, Any]]:
    """What the business asks for: rows of ir_kebutuhan."""
    chances = np.array([0.08, 0.2, 0.27, 0.1, 0.2, 0.15])
    rows = []
    for period in periods:
        wanted = random.choice(list("123456"), size=int(random.integers(1, 3)), replace=False, p=chances)
        rows += [
            {
                "kebutuhan_id": uuid_of("kebutuhan", business["usaha_id"], period, service),
                "usaha_id": business["usaha_id"],
                "periode": period,
                "layanan": str(service),
                "prioritas": place,
            }
            for place, service in enumerate(wanted, start=1)
        ]
    return rows


def make_consent(owner: dict[str, Any], state: str, random: np.random.Generator) -> list[dict[str, Any]]:
    """The owner's row of ir_persetujuan, or none."""
    if state == "tanpa":
        return []
    public = state in ("publik_penuh", "publik_sebagian", "ditarik", "kedaluwarsa")
    allowed = {name: int(public) for name in _FIELDS}
    if state == "publik_sebagian":
        allowed = {name: int(random.random() < 0.55) for name in _FIELDS}
    row = {
        "persetujuan_id": uuid_of("persetujuan", owner["pemilik_id"]),
        "pemilik_id": owner["pemilik_id"],
        "tanggal": f"{2024 if state == 'kedaluwarsa' else 2025}-{int(random.integers(1, 7)):02d}-12",
        "cara": str(random.choice(["TLS", "REK", "ELK"], p=[0.7, 0.1, 0.2])),
        "tujuan": "PUB" if public else "PRM" if state == "promosi" else "PND",
        **allowed,
        "berlaku_sampai": "2024-12-31" if state == "kedaluwarsa" else "2035-12-31",
        "ditarik_pada": "2025-09-01T08:00:00.000Z" if state == "ditarik" else None,
    }
    return [row]


def consent_state(random: np.random.Generator) -> str:
    """One of CONSENT_STATES."""
    chances = [*_GRANTS.values(), 0.04]
    return str(random.choice(CONSENT_STATES, p=[*chances, 1 - sum(chances)]))


def _number(kind: str, number: int) -> str:
    return {
        "NIB": f"9999000{number:06d}",
        "PIRT": f"2021900{number:06d}30",
        "HALAL": f"ID00000000{number:07d}",
        "SKU": f"000/SKU-{number:04d}/2025",
        "MEREK": f"IDM9999{number:05d}",
    }[kind]

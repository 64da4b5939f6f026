"""The whole invented survey in memory: rows of the register's tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .ids import uuid_of
from .observations import make_observations
from .people import make_owners
from .product_mix import MIX, product
from .seeds import stream
from .sites import Site, make_sites
from .support import consent_state, make_consent, make_licences, make_needs, make_services
from .wilayah import Places
from .words import words

SURVEYED = "2025-12-31T00:00:00.000Z"
WITHOUT_POSITION = 0.06
_TABLES = (
    "ir_pemilik",
    "ir_usaha",
    "ir_produk",
    "ir_legalitas",
    "ir_pendampingan",
    "ir_kebutuhan",
    "ir_persetujuan",
    "ir_pengamatan",
)


@dataclass(frozen=True)
class Survey:
    """The tables by name, each row a dict by field; ir_usaha rows also carry "titik" (longitude, latitude) or None.

    sites: where each business really stands; consents: the state of each owner's consent (support.CONSENT_STATES).
    """

    tables: dict[str, list[dict[str, Any]]]
    sites: list[Site]
    consents: list[str]


def make_survey(places: Places) -> Survey:
    """The same 2,500 businesses on every run."""
    sites = make_sites(places)
    codes = [places.codes[site.village] for site in sites]
    random = stream("businesses")
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in _TABLES}
    tables["ir_pemilik"] = make_owners(codes)
    running: dict[str, int] = {}
    consents = []
    for number, (site, code, owner) in enumerate(zip(sites, codes, tables["ir_pemilik"])):
        running[code[:5]] = running.get(code[:5], 0) + 1
        business = _business(site, code, owner, running[code[:5]], random)
        made = product(site.product).name_id
        observed = make_observations(business, owner["jenis_kelamin"] == "P", random)
        consents.append(consent_state(random))
        licences = make_licences(business, made, observed[-1]["kelas_petugas"], number, random)
        tables["ir_usaha"].append(business)
        tables["ir_pengamatan"] += observed
        tables["ir_legalitas"] += licences
        tables["ir_produk"] += _products(business, site, licences, random)
        tables["ir_pendampingan"] += make_services(business, random)
        tables["ir_kebutuhan"] += make_needs(business, _asked(observed, random), random)
        tables["ir_persetujuan"] += make_consent(owner, consents[-1], random)
    return Survey(tables, sites, consents)


def _business(
    site: Site, code: str, owner: dict[str, Any], running: int, random: np.random.Generator
) -> dict[str, Any]:
    made = product(site.product)
    located = bool(site.planted) or random.random() >= WITHOUT_POSITION
    other = not site.planted and random.random()
    return {
        "usaha_id": uuid_of("usaha", code[:5], running),
        "kode_usaha": f"IR-{code[:5].replace('.', '')}-{running:04d}",
        "nama_usaha": f"{made.name_id} {_brand(owner, random)}",
        "pemilik_id": owner["pemilik_id"],
        "kode_desa": code,
        "alamat_rt_rw": _address(random),
        "lapangan_usaha": "IND",
        "cabang_ikm": made.branch,
        "tahun_mulai": int(random.integers(1995, 2026)),
        "bentuk_usaha": "KUB" if 0 < other < 0.03 else "PO",
        "status_usaha": "MUS" if 0 < other < 0.1 else "AKT",
        "lokasi_produksi": str(random.choice(["RMH", "PKR", "TSD"], p=[0.86, 0.1, 0.04])),
        "metode_koordinat": "HP" if located else None,
        "akurasi_m": round(float(random.uniform(3, 60)), 1) if located else None,
        "mutu_posisi": "B" if located else "C",
        "sumber_data": "Data contoh karangan",
        "tanggal_data": "2025-12-31",
        "titik": (site.longitude, site.latitude) if located else None,
    }


def _asked(observed: list[dict[str, Any]], random: np.random.Generator) -> list[str]:
    """The periods in which needs were asked for: in 2024 only of some."""
    return [row["periode"] for row in observed if row["periode"] == "2025" or random.random() < 0.15]


def _address(random: np.random.Generator) -> str:
    street = random.choice(words("jalan"))
    return f"Jl. {street} RT {random.integers(1, 13):02d} RW {random.integers(1, 6):02d}"


def _brand(owner: dict[str, Any], random: np.random.Generator) -> str:
    first = owner["nama_lengkap"].split()[0]
    title = ("Bu" if owner["jenis_kelamin"] == "P" else "Pak") if random.random() < 0.5 else ""
    return f"{title} {first}".strip() if random.random() < 0.6 else f"{random.choice(words('merek'))} {first}"


def _products(
    business: dict[str, Any], site: Site, licences: list[dict[str, Any]], random: np.random.Generator
) -> list[dict[str, Any]]:
    """The main product, and for some a second one."""
    places = [site.product]
    if random.random() < 0.15:
        other = int(random.integers(len(MIX)))
        places += [other] if other != site.product and product(other).branch == business["cabang_ikm"] else []
    held = {row["jenis"]: row for row in licences}
    rows = []
    for number, place in enumerate(places):
        made, main = product(place), number == 0
        rows.append(
            {
                "produk_id": uuid_of("produk", business["kode_usaha"], made.code),
                "usaha_id": business["usaha_id"],
                "nama_produk_asli": made.name_id,
                "produk_kode": made.code,
                "utama": int(main),
                "kbli_kode": made.kbli_2020,
                "kbli_edisi": "2020",
                "pirt_no": held["PIRT"]["nomor"] if main and "PIRT" in held else None,
                "pirt_berlaku": held["PIRT"]["berlaku_sampai"] if main and "PIRT" in held else None,
                "halal_no": held["HALAL"]["nomor"] if main and "HALAL" in held else None,
                "halal_jalur": "SD" if main and "HALAL" in held else None,
            }
        )
    return rows

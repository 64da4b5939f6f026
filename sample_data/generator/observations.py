"""Invented survey answers for 2024 and 2025: sizes and habits that go with a business's class."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np

from ir_plugin.core.industry.value_lists import VALUE_LISTS

from .ids import uuid_of
from .seeds import stream

CLASSES = ("1", "2", "3")
CLASS_SHARES = (0.74, 0.22, 0.04)
_CAPITAL = {"1": 1.6e6, "2": 9e6, "3": 30e6}  # medians in rupiah
_CAPITAL_RANGE = {"1": (200_000, 4_900_000), "2": (5_000_000, 25_000_000), "3": (25_500_000, 50_000_000)}
_MONTHS = {"1": (2, 8), "2": (6, 10), "3": (10, 12)}
_FROM_BELOW = 0.24  # how many of classes 2 and 3 were one class lower in 2024
_SOURCES = {"SND": 0.93, "KLG": 0.17, "KOP": 0.05, "ARS": 0.11, "BLN": 0.07, "RTN": 0.03}  # of any class
_ENUMERATORS = tuple(f"Pendata {number:02d}" for number in range(1, 29))


def make_observations(business: dict[str, Any], woman: bool, random: np.random.Generator) -> list[dict[str, Any]]:
    """The business's rows of ir_pengamatan: 2025, and 2024 where it existed and was met."""
    kelas = str(random.choice(CLASSES, p=CLASS_SHARES))
    latest = _observation(business, "2025", kelas, woman, random, None)
    if business["tahun_mulai"] > 2024 or random.random() > 0.9:
        return [latest]
    before = CLASSES[int(kelas) - 2] if kelas != "1" and random.random() < _FROM_BELOW else kelas
    return [_observation(business, "2024", before, woman, random, latest), latest]


def money(value: float) -> int:
    """An amount as people answer: whole fifty thousands, from ten million on half millions."""
    step = 50_000 if value < 10e6 else 500_000
    return int(max(step, round(value / step) * step))


def _observation(
    business: dict[str, Any],
    period: str,
    kelas: str,
    woman: bool,
    random: np.random.Generator,
    later: Optional[dict[str, Any]],
) -> dict[str, Any]:
    capital = _capital(kelas, random, later)
    months = int(random.integers(_MONTHS[kelas][0], _MONTHS[kelas][1] + 1))
    sales = money(min(capital * float(np.exp(random.normal(0.1, 0.5))), 300e6 / 12))
    place = int(kelas)
    return {
        "pengamatan_id": uuid_of("pengamatan", business["kode_usaha"], period),
        "usaha_id": business["usaha_id"],
        "periode": period,
        "tanggal": f"{period}-{int(random.integers(3, 11)):02d}-{int(random.integers(1, 29)):02d}",
        "pendata": str(random.choice(_ENUMERATORS)),
        "modal_kerja": capital,
        "omzet_bulan": sales,
        "omzet_tahun": sales * months,
        "laba_bulan": int(sales * random.uniform(0.15, 0.4) // 10_000 * 10_000),
        **_workers(place, woman, random),
        "pemilik_dihitung": 1,
        "bulan_produksi": months,
        "hari_per_minggu": int(random.integers(2 + place, 8)),
        "pola_produksi": str(random.choice([("INS", "PSN", "MUS"), ("PSN", "MUS", "RTN"), ("RTN", "KON")][place - 1])),
        "teknologi": ("MAN", "SMI", "MEK")[min(place - 1 + int(random.random() < 0.15), 2)],
        "listrik": int(random.random() < 0.5 + 0.15 * place),
        "pembukuan": ("TDK", "SED", "BUK")[min(place - 1 + int(random.random() < 0.2), 2)],
        "jangkauan_pasar": _several(("DSA", "KEC", "KAB", "PRV", "NAS"), 1 + place + int(random.random() < 0.3)),
        "kanal_pasar": _several(("LGS", "WRG", "PSR", "MED", "TOK", "MKP"), place + int(random.random() < 0.5)),
        "sumber_bahan_baku": str(random.choice(["LOK", "KAB", "PRV", "LUA"], p=[0.5, 0.3, 0.12, 0.08])),
        **_finance(business, period, place, woman, random.random() < 0.05 * place),
        "kontribusi_pendapatan_keluarga": int(random.integers(1, 4 + place) * 10),
        "kelas_petugas": kelas,
    }


def _finance(business: dict[str, Any], period: str, place: int, woman: bool, subsidised: bool) -> dict[str, Any]:
    """Where the capital is from, and whether there has ever been a subsidised credit: some do not answer that."""
    random = stream(f"finance {business['kode_usaha']} {period}")
    shares = {**_SOURCES, "KUR": float(subsidised), "BNK": 0.02 * place, "PNM": 0.14 if woman else 0.02}
    named = [code for code in VALUE_LISTS["sumber_modal"].codes if random.random() < shares[code]] or ["SND"]
    had = int("KUR" in named or random.random() < 0.03 * place)
    return {
        "sumber_modal": "{" + ",".join(named) + "}",
        "akses_kur": had if had or random.random() < 0.9 else None,
    }


def _capital(kelas: str, random: np.random.Generator, later: Optional[dict[str, Any]]) -> int:
    """Within the range of the class; a little less than a year later where the class stayed."""
    low, high = _CAPITAL_RANGE[kelas]
    drawn = _CAPITAL[kelas] * np.exp(random.normal(0, 0.6))
    if later and later["kelas_petugas"] == kelas:
        drawn = later["modal_kerja"] * random.uniform(0.75, 1.0)
    return money(float(np.clip(drawn, low, high)))


def _workers(place: int, woman: bool, random: np.random.Generator) -> dict[str, int]:
    """The owner is counted as unpaid; family is unpaid, the larger businesses pay others, most of them women."""
    family = int(random.poisson(0.6 + 0.3 * place))
    paid = int(random.poisson((0.05, 0.8, 3.0)[place - 1]))
    women_family, women_paid = int(random.binomial(family, 0.6)), int(random.binomial(paid, 0.7))
    return {
        "tk_l_dibayar": paid - women_paid,
        "tk_p_dibayar": women_paid,
        "tk_l_tdk_dibayar": family - women_family + (not woman),
        "tk_p_tdk_dibayar": women_family + woman,
    }


def _several(codes: tuple[str, ...], count: int) -> str:
    return "{" + ",".join(codes[:count]) + "}"

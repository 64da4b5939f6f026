"""What of KBLI, the Indonesian classification of industries, the register needs: groups, moves, changed meanings.

KBLI 2020: Peraturan BPS 2/2020. KBLI 2025: Peraturan BPS 7/2025, which re-uses old numbers for other industries: a code
means nothing without its edition. The full lists are loaded by whoever has them.
"""

from __future__ import annotations

from typing import Iterator, NamedTuple

from .products import PRODUCTS

EDITIONS = ("2020", "2025")

GROUPS = {
    "10": "Makanan",
    "11": "Minuman",
    "12": "Tembakau",
    "13": "Tekstil",
    "14": "Pakaian jadi",
    "15": "Kulit dan alas kaki",
    "16": "Kayu dan anyaman",
    "17": "Kertas",
    "18": "Pencetakan",
    "20": "Kimia (sabun, kosmetik)",
    "21": "Obat tradisional",
    "22": "Karet dan plastik",
    "23": "Galian bukan logam (bata, keramik)",
    "24": "Logam dasar",
    "25": "Barang logam",
    "31": "Furnitur",
    "32": "Lainnya (perhiasan, kerajinan)",
    "33": "Reparasi",
}
"""Short titles of the groups of manufacturing, the same in both editions."""

CHANGED_MEANINGS = ("10772", "10773", "13121", "13133", "13912", "14302")
"""Codes that both editions have, for different industries."""

SAME, MOVED, CHANGED = "SAMA", "PINDAH", "UBAH"


class Conversion(NamedTuple):
    """Where an industry of 2020 is found in 2025. ``kind``: a code of the value list ``jenis_konversi``."""

    code_2020: str
    code_2025: str
    kind: str


def conversions() -> Iterator[Conversion]:
    """The moves that texts of KBLI tell of our products, and the codes that changed their meaning."""
    told = {
        (each.kbli_2020, each.kbli_2025) for each in PRODUCTS if each.kbli_2020 and each.kbli_2025 and not each.judged
    }
    for old, new in sorted(told):
        yield Conversion(old, new, SAME if old == new else MOVED)
    for code in CHANGED_MEANINGS:
        yield Conversion(code, code, CHANGED)

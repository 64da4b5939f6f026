"""What of KBLI, the Indonesian classification of industries, the register needs: groups, moves, changed meanings.

KBLI 2020: Peraturan BPS 2/2020. KBLI 2025: Peraturan BPS 7/2025, which re-uses old numbers for other industries: a code
means nothing without its edition. The full lists are loaded by whoever has them.
"""

from __future__ import annotations

from typing import Iterator, NamedTuple

from ..texts import Text
from .products import PRODUCTS

EDITIONS = ("2020", "2025")

GROUPS = {
    "10": Text("Makanan", "Food"),
    "11": Text("Minuman", "Beverages"),
    "12": Text("Tembakau", "Tobacco"),
    "13": Text("Tekstil", "Textiles"),
    "14": Text("Pakaian jadi", "Clothing"),
    "15": Text("Kulit dan alas kaki", "Leather and footwear"),
    "16": Text("Kayu dan anyaman", "Wood and wickerwork"),
    "17": Text("Kertas", "Paper"),
    "18": Text("Pencetakan", "Printing"),
    "20": Text("Kimia (sabun, kosmetik)", "Chemicals (soap, cosmetics)"),
    "21": Text("Obat tradisional", "Traditional medicine"),
    "22": Text("Karet dan plastik", "Rubber and plastics"),
    "23": Text("Galian bukan logam (bata, keramik)", "Minerals other than metal (bricks, ceramics)"),
    "24": Text("Logam dasar", "Basic metals"),
    "25": Text("Barang logam", "Metal goods"),
    "31": Text("Furnitur", "Furniture"),
    "32": Text("Lainnya (perhiasan, kerajinan)", "Other (jewellery, crafts)"),
    "33": Text("Reparasi", "Repair"),
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

"""What a business needs to be counted everywhere: village, position, owner's sex, main product, class."""

from __future__ import annotations

KEY_FACTS = (
    "kode_desa IS NOT NULL",
    "geom IS NOT NULL",
    "jenis_kelamin IN ('P', 'L')",
    "produk_utama IS NOT NULL",
    "kelas_ir IS NOT NULL",
)
"""Each as a condition in SQL on a row of ``usaha_ringkas``."""


def told() -> str:
    """The number of key facts that a row has, in SQL."""
    return " + ".join(f"coalesce({fact}, 0)" for fact in KEY_FACTS)

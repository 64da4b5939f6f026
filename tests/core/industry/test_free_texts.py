"""Free texts that hold what nobody has agreed to show."""

from __future__ import annotations

import pytest

from ir_plugin.core.industry.privacy.free_texts import is_private


@pytest.mark.parametrize(
    "text",
    [
        *("0812 3456 7890", "WA:081234567890", "+62 812-3456-789", "(0717) 421.345.6", "1901014101800001"),
        *("19.01.01.410180.0001", "siti@contoh.id", "Siti, omzet Rp2.000.000", "RP. 500 ribu", "ir-1901-000123"),
        "usaha 10000000-0000-4000-8000-000000000001",
    ],
)
def test_private(text: str) -> None:
    assert is_private(text) and is_private(f"Getas {text}, enak")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "Getas Rohani",
            "Toko 99",
            "Jl. Depati Amir No. 12 RT 001/RW 002 33172",
            "Sejak 1998-2024",
            "3 @ Belinyu",
        ),
        *("Harga 5.000", "IR 1901", "R.P. Siti"),
    ],
)
def test_ordinary(text: str) -> None:
    assert not is_private(text)

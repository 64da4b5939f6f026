"""Headings as village offices write them: shortened, with units, in two languages."""

from __future__ import annotations

from collections import Counter

import pytest

from ir_plugin.core.industry.heading_row import heading_row
from ir_plugin.core.industry.regions import name_key
from ir_plugin.core.industry.survey_columns import HEADINGS, column_in_parts


@pytest.mark.parametrize(
    "heading, column",
    [
        ("Nama Pemilik (Owner)", "pemilik"),
        ("NAMA USAHA / Business name", "usaha"),
        ("Village\n(Desa)", "desa"),
        ("Thn Berdiri", "tahun_mulai"),
        ("Jml Pekerja (L)", "pekerja_l"),
        ("Jlh. Tenaga Kerja P (orang)", "pekerja_p"),
        ("Omset per bulan (Rp)", "omzet"),
        ("Modal Usaha (dalam Rupiah)", "modal"),
        ("Jenis Kelamin (L/P)", "jenis_kelamin"),
    ],
)
def test_a_heading_is_known_by_its_parts(heading: str, column: str) -> None:
    assert column_in_parts(heading) == column
    assert heading_row([heading], {}).meanings == {heading.replace("\n", " "): column}


@pytest.mark.parametrize(
    "heading",
    ["Laki-laki/Perempuan", "Nama/NIK", "Tenaga Kerja (dibayar)", "Modal (2020)", "Jumlah", "Owner's dog", ""],
)
def test_parts_that_differ_or_that_nobody_knows_are_no_guess(heading: str) -> None:
    assert column_in_parts(heading) is None


def test_no_heading_means_two_columns() -> None:
    columns = Counter(key for texts in HEADINGS.values() for key in {name_key(text) for text in texts})
    assert [key for key, times in columns.items() if times > 1] == []

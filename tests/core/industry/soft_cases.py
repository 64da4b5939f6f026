"""Rows beside the limit of each soft rule: odd and not odd, and not odd where something is missing."""

from __future__ import annotations

from typing import Any, Dict, Tuple

WOMAN, MAN = "1901015001900001", "1901011001900001"

SOFT_CASES: Tuple[Tuple[str, Dict[str, Any], bool], ...] = (
    ("Q09_kelamin", {"nik": WOMAN, "jenis_kelamin": "L"}, True),
    ("Q09_kelamin", {"nik": MAN, "jenis_kelamin": "P"}, True),
    ("Q09_kelamin", {"nik": WOMAN, "jenis_kelamin": "P"}, False),
    ("Q09_kelamin", {"nik": MAN, "jenis_kelamin": "L"}, False),
    ("Q09_kelamin", {"nik": WOMAN, "jenis_kelamin": "X"}, False),
    ("Q09_kelamin", {"nik": None, "jenis_kelamin": "P"}, False),
    ("Q09_bulat", {"nik": "1901015001900000"}, True),
    ("Q09_bulat", {"nik": WOMAN}, False),
    ("Q09_bulat", {}, False),
    ("Q12_umur", {"tahun_lahir": 1920}, True),
    ("Q12_umur", {"tahun_lahir": 1990}, False),
    ("Q12_umur", {"tahun_lahir": None}, False),
    ("Q00_desa", {"kode_desa": None}, True),
    ("Q00_desa", {"kode_desa": "19.01.01.1001"}, False),
    ("Q17_edisi", {"kbli_kode": "10794"}, True),
    ("Q17_edisi", {"kbli_kode": "10794", "kbli_edisi": "2020"}, False),
    ("Q17_edisi", {"kbli_edisi": "2020"}, False),
    ("Q11_pirt", {"pirt_no": "1234567890123-4"}, True),
    ("Q11_pirt", {"pirt_no": "1234567890123-45"}, False),
    ("Q11_pirt", {"pirt_no": "123456789012"}, False),
    ("Q11_pirt", {"pirt_no": None}, False),
    ("Q10_nib", {"jenis": "NIB", "nomor": "123456789012"}, True),
    ("Q10_nib", {"jenis": "NIB", "nomor": "1234567890123"}, False),
    ("Q10_nib", {"jenis": "NIB", "nomor": None}, False),
    ("Q10_nib", {"jenis": "SKU", "nomor": "12"}, False),
    ("Q16_modal_awal", {"modal_awal": 9_999}, True),
    ("Q16_modal_awal", {"modal_awal": 10_000}, False),
    ("Q16_modal_awal", {"modal_awal": 0}, False),
    ("Q16_laba_bulan", {"laba_bulan": 500}, True),
    ("Q16r_omzet_tahun", {"omzet_tahun_min": 3_000_000, "omzet_tahun_maks": 2_000_000}, True),
    ("Q16r_omzet_tahun", {"omzet_tahun_min": 2_000_000, "omzet_tahun_maks": 2_000_000}, False),
    ("Q16r_omzet_tahun", {"omzet_tahun_min": 2_000_000}, False),
    ("Q14_modal", {"modal_awal": 50_000_001}, True),
    ("Q14_modal", {"modal_kerja": 50_000_001, "modal_awal": 1_000_000}, True),
    ("Q14_modal", {"modal_kerja": 50_000_000}, False),
    ("Q14_omzet", {"omzet_tahun": 300_000_001}, True),
    ("Q14_omzet", {"omzet_tahun": 300_000_000}, False),
    ("Q15_laba", {"laba_bulan": 2_000_001, "omzet_bulan": 2_000_000}, True),
    ("Q15_laba", {"laba_bulan": 2_000_000, "omzet_bulan": 2_000_000}, False),
    ("Q15_laba", {"laba_bulan": 2_000_000}, False),
    ("Q15_omzet", {"omzet_bulan": 1_000_000, "bulan_produksi": 10, "omzet_tahun": 4_999_999}, True),
    ("Q15_omzet", {"omzet_bulan": 1_000_000, "bulan_produksi": 10, "omzet_tahun": 15_000_001}, True),
    ("Q15_omzet", {"omzet_bulan": 1_000_000, "bulan_produksi": 10, "omzet_tahun": 15_000_000}, False),
    ("Q15_omzet", {"omzet_bulan": 1_000_000, "omzet_tahun": 100_000_000}, False),
    ("Q13_pekerja", {"tk_l_dibayar": 12, "tk_p_tdk_dibayar": 8}, True),
    ("Q13_pekerja", {"tk_l_dibayar": 12, "tk_p_tdk_dibayar": 7}, False),
    ("Q13_pekerja", {}, False),
)
"""Id of the rule, row, whether it is odd."""

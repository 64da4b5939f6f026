"""Rules of licences, workers, money, products and classes."""

from __future__ import annotations

from ...texts import Text
from .declaration import ERROR, INFO, WARNING, Rule

SMALL_INDUSTRY_WORKERS, SMALL_BY_BPS = 19, 5
"""At most 19 workers in industri kecil (Permenperin 64/2016); from 5 on "kecil" for BPS."""

MICRO_CAPITAL_2008, MICRO_SALES_2008 = 50_000_000, 300_000_000
MICRO_CAPITAL_2021, MICRO_SALES_2021 = 1_000_000_000, 2_000_000_000
"""Rupiah; what a micro business had at most under UU 20/2008, and has under PP 7/2021."""

THOUSANDS_BELOW = 10_000
"""Rupiah; an amount below it looks like thousands."""

SALES_TOLERANCE = 0.5
"""How far annual sales may be from monthly sales times months of production, as a share."""

CLASS_DROP = 2

FROZEN_PRODUCTS = ("PGN11", "PGN12", "PGN13")
"""Pempek, otak-otak and fish balls: sold frozen they cannot have a P-IRT."""

_CHECK_AMOUNT = Text("Periksa angkanya pada formulir.", "Check the number on the form.")

BUSINESS_RULES = (
    Rule(
        "Q10",
        ERROR,
        Text("NIB bukan 13 angka.", "The NIB has not 13 digits."),
        Text("Salin ulang dari dokumen NIB.", "Copy it again from the document."),
    ),
    Rule(
        "Q11a",
        ERROR,
        Text("Nomor P-IRT bukan 15 angka (yang lama 12).", "The P-IRT number has not 15 digits (older ones 12)."),
        Text("Salin ulang dari sertifikat.", "Copy it again from the certificate."),
    ),
    Rule(
        "Q11b",
        WARNING,
        Text(
            "Produk olahan ikan atau daging yang dijual beku tidak dapat memakai P-IRT.",
            "Fish or meat products that are sold frozen cannot have a P-IRT.",
        ),
        Text("Bila dijual beku, izinnya ialah MD dari BPOM.", "Where it is sold frozen, its licence is BPOM MD."),
    ),
    Rule(
        "Q11c",
        WARNING,
        Text("P-IRT sudah tidak berlaku.", "The P-IRT has run out."),
        Text("Bantu perpanjangannya, atau catat yang baru.", "Help to renew it, or record the new one."),
    ),
    Rule(
        "Q13a",
        WARNING,
        Text("Pekerja lebih dari 19: bukan industri kecil.", "More than 19 workers: no small industry."),
        _CHECK_AMOUNT,
    ),
    Rule(
        "Q13b",
        INFO,
        Text('Pekerja 5 sampai 19: "industri kecil" menurut BPS.', '5 to 19 workers: "small industry" for BPS.'),
        _CHECK_AMOUNT,
    ),
    Rule(
        "Q14a",
        WARNING,
        Text(
            "Modal di atas Rp50 juta atau omzet di atas Rp300 juta setahun: bukan usaha mikro menurut UU 20/2008.",
            "Capital above Rp50 million or annual sales above Rp300 million: no micro business under UU 20/2008.",
        ),
        _CHECK_AMOUNT,
    ),
    Rule(
        "Q14b",
        ERROR,
        Text(
            "Modal di atas Rp1 miliar atau omzet di atas Rp2 miliar setahun: bukan usaha mikro menurut PP 7/2021.",
            "Capital above Rp1 billion or annual sales above Rp2 billion: no micro business under PP 7/2021.",
        ),
        _CHECK_AMOUNT,
    ),
    Rule(
        "Q15a",
        ERROR,
        Text("Laba lebih besar daripada omzet.", "The profit is larger than the sales."),
        Text("Periksa apakah keduanya tertukar.", "Check whether the two are exchanged."),
    ),
    Rule(
        "Q15b",
        WARNING,
        Text(
            "Omzet setahun lebih dari 50% berbeda dari omzet sebulan kali bulan produksi.",
            "Annual sales differ by more than 50% from monthly sales times months of production.",
        ),
        Text("Periksa keduanya; usulan ialah hasil kalinya.", "Check both; proposed is the product."),
    ),
    Rule(
        "Q16",
        WARNING,
        Text("Jumlah uang di bawah Rp10.000: mungkin dalam ribuan.", "An amount below Rp10,000: perhaps in thousands."),
        Text("Bila dalam ribuan, kalikan dengan 1.000.", "Where it is in thousands, multiply it by 1,000."),
    ),
    Rule(
        "Q17a",
        ERROR,
        Text("Kode KBLI tidak ada dalam edisi yang disebut.", "The KBLI code is not in the edition named."),
        Text("Cari kodenya dalam edisi itu, atau perbaiki edisinya.", "Find the code in it, or correct the edition."),
    ),
    Rule(
        "Q17b",
        WARNING,
        Text(
            "Kode KBLI bukan kode produk ini dalam edisi yang disebut.",
            "The KBLI code is not that of the product in the edition named.",
        ),
        Text(
            "Angka yang sama berarti lain dalam edisi lain; usulan ialah kode produknya.",
            "The same number means something else in another edition; proposed is the product's code.",
        ),
        safe=True,
    ),
    Rule(
        "Q17c",
        WARNING,
        Text("Kode KBLI tanpa edisi tidak dapat dipakai.", "A KBLI code without its edition cannot be used."),
        Text("Isi edisinya: 2015, 2020 atau 2025.", "Fill in the edition: 2015, 2020 or 2025."),
    ),
    Rule(
        "Q18",
        WARNING,
        Text(
            "Usaha tercatat sebagai industri, tetapi KBLI produk utamanya bukan kategori C.",
            "The business is recorded as manufacturing, but the KBLI of its main product is not of category C.",
        ),
        Text("Periksa lapangan usaha dan kode KBLI-nya.", "Check the line of business and the KBLI code."),
    ),
    Rule(
        "Q19",
        INFO,
        Text("Kelas menurut petugas berbeda dari kelas hitungan.", "The enumerator's class differs from the computed."),
        Text(
            "Periksa isian yang menentukan kelas, atau tetapkan kelasnya dengan alasan.",
            "Check the answers that decide the class, or decide the class with a reason.",
        ),
    ),
    Rule(
        "Q21",
        WARNING,
        Text("Kelas turun dua tingkat sejak periode sebelumnya.", "The class fell by two since the period before."),
        Text("Periksa isian kedua periode.", "Check the answers of both periods."),
    ),
)

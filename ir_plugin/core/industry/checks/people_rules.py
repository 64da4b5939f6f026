"""Rules of who the owner is, and which businesses may be one."""

from __future__ import annotations

from ...texts import Text
from .declaration import ERROR, INFO, WARNING, Rule

YOUNGEST, OLDEST = 15, 90
"""Ages of an owner, inclusive."""

_ASK_NIK = Text("Salin ulang dari KTP.", "Copy it again from the identity card.")

PEOPLE_RULES = (
    Rule(
        "Q09a",
        ERROR,
        Text(
            "NIK bukan 16 angka, atau bagian wilayah dan tanggalnya mustahil.",
            "The NIK has not 16 digits, or its parts for region and date are impossible.",
        ),
        _ASK_NIK,
    ),
    Rule(
        "Q09b",
        WARNING,
        Text(
            "NIK berakhir 000: lembar kerja mungkin membulatkannya.",
            "The NIK ends in 000: a spreadsheet may have rounded it.",
        ),
        _ASK_NIK,
    ),
    Rule(
        "Q09c",
        ERROR,
        Text("Jenis kelamin berbeda dari NIK.", "The sex differs from that in the NIK."),
        Text("Periksa keduanya; usulan ialah menurut NIK.", "Check both; proposed is that of the NIK."),
        proposes="jenis_kelamin",
    ),
    Rule(
        "Q09d",
        WARNING,
        Text("Tahun lahir berbeda dari NIK.", "The year of birth differs from that in the NIK."),
        Text("Periksa keduanya; usulan ialah menurut NIK.", "Check both; proposed is that of the NIK."),
        proposes="tahun_lahir",
    ),
    Rule(
        "Q12",
        WARNING,
        Text("Umur pemilik di bawah 15 atau di atas 90 tahun.", "The owner is younger than 15 or older than 90."),
        Text("Periksa tahun lahirnya.", "Check the year of birth."),
    ),
    Rule(
        "Q20a",
        WARNING,
        Text("Dua pemilik memakai NIK yang sama.", "Two owners have the same NIK."),
        Text(
            "Bila orangnya sama, gabungkan; bila tidak, perbaiki NIK-nya.",
            "Where they are one person, merge them; else correct the NIK.",
        ),
    ),
    Rule(
        "Q20b",
        WARNING,
        Text(
            "Mungkin usaha yang sama tercatat dua kali (telepon atau nama, desa dan produk sama).",
            "The same business may be recorded twice (same phone or name, village and product).",
        ),
        Text(
            "Bandingkan dengan usaha yang disebut; gabungkan atau nyatakan berbeda.",
            "Compare it with the business named; merge them, or say that they differ.",
        ),
    ),
    Rule(
        "Q22",
        INFO,
        Text(
            "Pemilik tidak memberi persetujuan publikasi yang berlaku, padahal ekspor publik pernah diminta.",
            "The owner has given no valid consent to publication, although a public export was asked for.",
        ),
        Text(
            "Mintalah persetujuan; tanpa itu usaha hanya tampil tanpa nama dan titik.",
            "Ask for consent; without it the business is shown without name and point only.",
        ),
    ),
    Rule(
        "Q23",
        INFO,
        Text(
            "Belum dapat diputuskan apakah usaha milik perempuan: pemilik atau jenis kelaminnya tidak diketahui.",
            "Whether the business is owned by a woman is undecided: the owner or the owner's sex is not known.",
        ),
        Text("Lengkapi pemilik dan jenis kelaminnya.", "Fill in the owner and the owner's sex."),
    ),
    Rule(
        "Q24",
        WARNING,
        Text("Nomor telepon tidak mungkin.", "The phone number is impossible."),
        Text(
            "Tulis 9 sampai 13 angka setelah angka 0, tanpa notasi ilmiah.",
            "Write 9 to 13 digits from the 0 on, not in scientific notation.",
        ),
    ),
)

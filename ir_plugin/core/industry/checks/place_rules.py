"""Rules of where a business is. Of Q01 to Q05 the gravest that holds is reported.

Tolerances: boundaries are simplified, so that a point may lie a little outside and yet be right (DOMAIN.md 7.2, 9.3).
"""

from __future__ import annotations

from ...texts import Text
from .declaration import ERROR, WARNING, Rule

VILLAGE_TOLERANCE_M = 300.0
DISTRICT_TOLERANCE_M = 500.0
REGENCY_TOLERANCE_M = 500.0
SEA_TOLERANCE_M = 500.0
SAME_PLACE_M = 2.0
"""Nearer than this to a village's middle a point is that middle."""

SHARED_BY = 3
"""So many owners do not live at one point."""

MENTOK = "19.05.01"
"""Two new kelurahan have no polygon yet; those of their neighbours still cover their land."""

_SURVEY_AGAIN = Text("Ambil ulang titiknya di lokasi usaha.", "Take the point again at the business.")
_VILLAGE_OR_POINT = Text(
    "Periksa titik dan desanya; usulan ialah desa tempat titik itu terletak.",
    "Check point and village; proposed is the village in which the point lies.",
)

PLACE_RULES = (
    Rule(
        "Q01",
        ERROR,
        Text("Titik terletak di luar wilayah provinsi.", "The point lies outside the province."),
        Text(
            "Periksa apakah lintang dan bujur tertukar atau tanda minusnya hilang.",
            "Check whether latitude and longitude are exchanged or the minus sign is lost.",
        ),
    ),
    Rule(
        "Q02",
        ERROR,
        Text(
            "Titik terletak lebih dari 500 m di luar kabupaten/kotanya.",
            "The point lies more than 500 m outside its regency or city.",
        ),
        _VILLAGE_OR_POINT,
        proposes="kode_desa",
    ),
    Rule(
        "Q03",
        ERROR,
        Text(
            "Titik terletak lebih dari 500 m di luar kecamatannya.",
            "The point lies more than 500 m outside its district.",
        ),
        _VILLAGE_OR_POINT,
        proposes="kode_desa",
    ),
    Rule(
        "Q04",
        ERROR,
        Text(
            "Titik terletak lebih dari 300 m di luar desa/kelurahannya.",
            "The point lies more than 300 m outside its village.",
        ),
        _VILLAGE_OR_POINT,
        proposes="kode_desa",
        softened=((MENTOK, WARNING),),
    ),
    Rule(
        "Q05",
        ERROR,
        Text("Titik terletak di laut.", "The point lies in the sea."),
        _SURVEY_AGAIN,
    ),
    Rule(
        "Q06",
        WARNING,
        Text(
            "Tiga pemilik atau lebih memakai titik yang persis sama.",
            "Three or more owners have exactly the same point.",
        ),
        Text(
            "Mungkin titik kantor atau tempat mengisi formulir; ambil ulang di lokasi usaha.",
            "Perhaps it is an office, or where the form was filled in; take it again at the business.",
        ),
    ),
    Rule(
        "Q07",
        WARNING,
        Text(
            "Titik sama dengan titik tengah desa, tetapi tidak dicatat demikian.",
            "The point is the middle of the village, but not recorded as such.",
        ),
        Text(
            "Catat cara koordinat sebagai sentroid desa, atau ambil titiknya di lokasi usaha.",
            "Record the coordinate as the village's centroid, or take the point at the business.",
        ),
        proposes="metode_koordinat",
    ),
    Rule(
        "Q08",
        WARNING,
        Text(
            "Kode wilayah mungkin kode BPS: 1903 dan 1905 tertukar antara BPS dan Kemendagri.",
            "The region code may be one of BPS: 1903 and 1905 are exchanged between BPS and Kemendagri.",
        ),
        Text(
            "Bangka Selatan ialah 19.03 dan Bangka Barat 19.05 menurut Kemendagri; perbaiki kode desanya.",
            "By Kemendagri Bangka Selatan is 19.03 and Bangka Barat 19.05; correct the village code.",
        ),
        proposes="kode_desa",
        safe=True,
    ),
    Rule(
        "Q25",
        WARNING,
        Text("Desa/kelurahan usaha tidak diketahui.", "The village of the business is not known."),
        Text("Isi desa/kelurahannya.", "Fill in the village."),
    ),
)

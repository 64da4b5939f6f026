"""What a reader of the catalogue has to know of its data."""

from __future__ import annotations

import sqlite3
from typing import List, Sequence

from ..industry.privacy.profiles import LEAST
from ..texts import Text, joined, same
from .result_layers import ResultLayer

CONSENT = Text(
    "Tampil hanya usaha yang pemiliknya mengizinkan, dan dari usaha itu hanya yang diizinkan: nama, telepon, alamat, "
    "titik, foto. Izin dapat ditarik kapan saja; pada penerbitan berikutnya usaha itu hilang.",
    "Only businesses whose owners agreed are shown, and of them only what they allowed: name, phone, address, location "
    "or photo. Consent can be withdrawn at any time; the business is gone with the next publication.",
)
POINTS = Text(
    "Usaha tanpa izin titik lokasi digambar di titik desanya.",
    "Businesses without consent to their location are drawn at the point of their village.",
)
COUNTS = Text(
    "Jumlah per desa memuat juga usaha yang tidak tampil, menurut pendataan terakhir; angka di bawah {least}, dan yang "
    "dapat membocorkannya, dirahasiakan.",
    "The counts of villages include businesses that are not shown, as of the latest survey; counts below {least}, and "
    "those that would give them away, are kept back.",
)
BOUNDARIES = Text(
    "Batas wilayah indikatif dan disederhanakan; bukan rujukan resmi. Sumber: {sources}.",
    "Boundaries are indicative and simplified; they are no official reference. Source: {sources}.",
)
LAYERS = Text(
    "Layer hasil analisis dihitung dari semua usaha dalam register.",
    "The layers of results were computed of all businesses in the register.",
)


def notes(connection: sqlite3.Connection, layers: Sequence[ResultLayer]) -> List[Text]:
    """The sentences for a register."""
    query = "SELECT DISTINCT sumber_batas FROM ref_wilayah WHERE geom IS NOT NULL AND sumber_batas IS NOT NULL"
    sources = [same(source) for (source,) in connection.execute(query)]
    said = [CONSENT, POINTS, COUNTS.format(least=LEAST)]
    said += [BOUNDARIES.format(sources=joined(sources, "; "))] if sources else []
    return [*said, *([LAYERS] if layers else [])]

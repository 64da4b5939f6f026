"""What candidate sentra say and teach."""

from __future__ import annotations

from ..declaration import Guide
from ..texts import Text

NO_HOUSEHOLDS = Text(
    "Tanpa rumah tangga per desa, aturan BPS (bagian rumah tangga) tidak diperiksa.",
    "Without households by village the rule of BPS (share of households) is not examined.",
)
WITHOUT_PRODUCT = Text(
    "{count} usaha tanpa produk tidak ikut dihitung.",
    "{count} {count:business|businesses} without a product {count:takes|take} no part.",
)
NOT_KNOWN_VILLAGES = Text(
    "{count} usaha berada di desa tanpa angka rumah tangga dan tidak diperiksa menurut aturan BPS.",
    "{count} {count:business|businesses} {count:is|are} in villages without a number of households; the rule of BPS "
    "is not examined for them.",
)
FOUND = Text(
    "{pp29} kandidat menurut PP 29/2018, {bps20} menurut BPS. Kandidat bukan sentra resmi: periksa apakah bahan dan "
    "proses sama, ada organisasi atau pembinaan, dan ada SK.",
    "{pp29} {pp29:candidate|candidates} by PP 29/2018, {bps20} by BPS. A candidate is no official sentra: examine "
    "whether materials and "
    "process are the same, whether there is an organisation or guidance, and a decree.",
)
WITHOUT_POINT = Text(
    "{count} usaha tanpa titik tidak diperiksa menurut PP 29/2018; pilih satu desa untuk memakai kode desanya.",
    "{count} {count:business|businesses} without a point {count:is|are} not examined by PP 29/2018; choose one "
    "village to use their codes.",
)
PARAGRAPH = Text(
    "Kandidat sentra dicari di antara {units} usaha untuk setiap produk. PP 29/2018: sedikitnya {minimum} usaha "
    "sejenis {place}; hasil: {pp29} kandidat. {bps}",
    "Candidates for a sentra were sought among {units} businesses for every product. PP 29/2018: at least {minimum} "
    "similar businesses {place}; result: {pp29} {pp29:candidate|candidates}. {bps}",
)
BY_BPS = Text(
    "BPS (2020): usaha sejenis sedikitnya {share} % rumah tangga desa; hasil: {bps20} kandidat.",
    "BPS (2020): similar businesses of at least {share} % of the households of a village; result: {bps20} "
    "{bps20:candidate|candidates}.",
)
WITHIN = Text("yang terhubung oleh jarak {distance} m", "connected by distances of {distance} m")
IN_A_VILLAGE = Text("dalam satu desa", "in one village")
HELP = Text(
    "Dua aturan diperiksa: PP 29/2018 (sedikitnya 5 unit usaha sejenis di satu tempat) dan BPS (usaha sejenis "
    "sedikitnya 20 % rumah tangga desa). Setiap kandidat mendapat anggota, bagian pemilik perempuan, kelas "
    "terbanyak dan aturan yang dipenuhi.",
    "Two rules are examined: PP 29/2018 (at least 5 similar business units in one place) and BPS (similar "
    "businesses of at least 20 % of the households of a village). Every candidate gets its members, the share of "
    "women who own, the most frequent class and the rule that it meets.",
)
GUIDE = Guide(
    use=Text(
        "Untuk menyusun daftar tempat yang layak dikunjungi sebelum sebuah sentra diusulkan.",
        "To draw up the list of places worth a visit before a sentra is proposed.",
    ),
    avoid=Text(
        "Bukan penetapan: kedua aturan menuntut hal yang tidak ada dalam data (bahan dan proses yang sama, "
        "organisasi atau pembinaan, dikenal masyarakat). Jangan dipakai pada survei yang hanya mencakup sebagian "
        "desa: jumlahnya lalu terlalu kecil. Setiap baris dihitung: saring dahulu usaha yang tutup atau pindah. Bukan "
        "bukti lebih padat daripada kebetulan (pakai pindaian atau Gi*).",
        "No decision: both rules ask for what data do not hold (same materials and process, an organisation or "
        "guidance, being known). Not on a survey that covers a part of a village only: its counts are then too "
        "small. Every row counts: filter out businesses that closed or moved first. No proof of more than chance (use "
        "the scan or Gi*).",
    ),
    reading=Text(
        "Satu kelompok usaha dapat memenuhi kedua aturan dan muncul dua kali. Status selalu KANDIDAT; ditetapkan "
        "hanya dengan SK.",
        "One group of businesses may meet both rules and then shows up twice. The status is always KANDIDAT "
        "(candidate); only a decree makes a sentra official.",
    ),
)
REFERENCES = (
    "Peraturan Pemerintah Republik Indonesia Nomor 29 Tahun 2018 tentang Pemberdayaan Industri, Pasal 1.",
    "Badan Pusat Statistik (2020). Direktori Sentra Industri 2020.",
)

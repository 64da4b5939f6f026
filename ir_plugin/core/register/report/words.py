"""What a report says in its own words."""

from __future__ import annotations

from ...texts import Text

TITLE = Text("Profil industri rumahan {place}", "Profile of home industries: {place}")
DRAFT = Text("DRAF", "DRAFT")
FIGURES = Text("Angka pokok", "Key figures")
MAPS = Text("Peta", "Maps")
CLUSTERS = Text("Klaster", "Clusters")
MADE_ON = Text("Dibuat {date}.", "Made on {date}.")
SENTENCE = Text("{words}.", "{words}.")
NAMED = Text("{id} {title}", "{id} {title}")
NOT_ASKED = Text(
    "Tidak dibuat karena register belum memuat datanya: {tables}.",
    "Not made, for the register holds no such data yet: {tables}.",
)
TABLES = Text("Tabel data terpilah", "Tables of disaggregated data")
METHODS = Text("Metode", "Methods")
REFERENCES = Text("Pustaka", "References")
LIMITS = Text("Batasan", "Limits")
CAPTION = Text("Tabel {id}. {title}", "Table {id}. {title}")
MAP_OF = Text("Peta {theme}, {place}", "Map of {theme}, {place}")
NOTHING_HERE = Text(
    "Belum ada industri rumahan yang dihitung di wilayah ini pada periode ini; impor surveinya lebih dahulu, atau "
    "pilih wilayah atau periode lain.",
    "No home industry of this region is counted in this period yet; import its survey first, or choose another region "
    "or period.",
)
MAPS_ELSEWHERE = Text(
    "Peta hanya digambar oleh QGIS: jalankan exportreport di QGIS atau qgis_process run ir:exportreport.",
    "Maps are drawn by QGIS only: run exportreport in QGIS or qgis_process run ir:exportreport.",
)
NO_MAPS = Text(
    "Peta tidak dapat dibuat: {reason}",
    "The maps could not be made: {reason}",
)
NO_REGION_TOLD = Text(
    "Tidak ada peta: angka semua wilayah di dalamnya dirahasiakan.",
    "There are no maps: the numbers of all regions inside are confidential.",
)
NO_CLUSTERS = Text(
    "Belum ada klaster yang tercatat di wilayah ini.",
    "No clusters are on record in this region yet.",
)
CLUSTER_HEADINGS = (
    Text("Produk", "Product"),
    Text("Letak", "Place"),
    Text("Usaha", "Businesses"),
    Text("Menurut", "Found by"),
    Text("Anggota", "Members"),
)
CLUSTER_NOTE = Text(
    "Banyaknya usaha ialah seluruh anggota klaster, juga yang di luar wilayah ini. Bila banyaknya dirahasiakan, "
    "letaknya hanya disebut menurut kabupaten/kota, atau ikut dirahasiakan bila angka di sana pun kecil. Kandidat "
    "sentra belum ditetapkan dengan SK.",
    "The number of businesses is that of all members, also beyond this region. Where it is confidential the place is "
    "told by regency only, or kept back too where the number of the regency is small as well. No decree has made a "
    "candidate sentra official.",
)
SIGNED = Text("Pengesahan", "Approval")
SIGNATURE = Text(
    "Disahkan di ........................................, tanggal ........................................\n"
    "{agency}\n"
    "Jabatan: ............................................................\n\n\n"
    "Nama: ......................................................   NIP: ......................................",
    "Approved in ........................................, on ........................................\n"
    "{agency}\n"
    "Position: ............................................................\n\n\n"
    "Name: ......................................................   NIP: ......................................",
)
NAMED_BY_CONSENT = Text(
    "Yang disebut namanya hanya usaha yang pemiliknya mengizinkan; yang lain ikut dihitung tanpa nama.",
    "Named are only businesses whose owners allow it; the others are counted without a name.",
)
NAMED_WITHOUT_SIZE = Text(
    "Di baris yang banyaknya usaha dirahasiakan {hidden}, daftar anggota belum tentu lengkap: panjangnya tidak "
    "menunjukkan besarnya klaster.",
    "In rows whose number of businesses is confidential {hidden}, the list of members need not be complete: its length "
    "does not tell the size of the cluster.",
)
NO_NAMES = Text("tanpa nama", "not named")
NO_RUNS = Text(
    "Register belum menyimpan hasil analisis; metode dan pustakanya muncul di sini setelah hasilnya disimpan dengan "
    "keepresult.",
    "The register keeps no results of analyses yet; their methods and references appear here once results are kept "
    "with keepresult.",
)
COMPLETENESS = Text(
    "Rata-rata {share} dari data pokok (desa, titik, jenis kelamin pemilik, produk utama, kelas) terisi; sisanya tidak "
    "diketahui.",
    "On average {share} of the key data (village, position, owner's sex, main product, class) are filled in; the rest "
    "is not known.",
)
PROTECTION = Text(
    "Angka di bawah {least}, dan angka yang dapat membocorkannya, dirahasiakan; jumlah baris karena itu tidak selalu "
    "dapat ditelusuri.",
    "Numbers below {least}, and those that would give them away, are confidential; sums can therefore not always be "
    "traced.",
)
NOT_COUNTED = Text(
    "Usaha yang tidak didatangi survei tidak ada dalam angka ini.",
    "Businesses that the survey did not visit are not in these figures.",
)
INDICATIVE = Text(
    "Batas administrasi bersifat indikatif, bukan acuan resmi batas wilayah.",
    "Administrative boundaries are indicative, not an official reference.",
)

"""The reference tables: regions, KBLI, products, value lists and the class rules."""

from __future__ import annotations

from ...texts import Text
from .declaration import BOOLEAN, DATE, INTEGER, JSON, REAL, TEXT, Field, Table
from .patterns import BPS_CODE, KBLI_ANY_LEVEL, PRODUCT_CODE, REGION_CODE

_REGION = "ref_wilayah.kode_dagri"
_PEOPLE = Text("orang", "people")

WILAYAH = Table(
    "ref_wilayah",
    Text("Wilayah administrasi", "Administrative areas"),
    key="kode_dagri",
    geometry="multipolygon",
    meaning=Text(
        "Provinsi, kabupaten/kota, kecamatan dan desa/kelurahan; batasnya indikatif.",
        "Province, regencies and cities, districts and villages; boundaries are indicative.",
    ),
    fields=(
        Field("kode_dagri", TEXT, Text("Kode Kemendagri", "Kemendagri code"), pattern=REGION_CODE),
        Field("kode_bps", TEXT, Text("Kode BPS", "BPS code"), pattern=BPS_CODE),
        Field("tingkat", TEXT, Text("Tingkat", "Level"), values="tingkat_wilayah", required=True),
        Field("jenis", TEXT, Text("Jenis", "Kind"), values="jenis_wilayah", required=True),
        Field("nama", TEXT, Text("Nama", "Name"), length=80, required=True),
        Field("nama_norm", TEXT, Text("Nama untuk pencocokan", "Name for matching"), length=80, required=True),
        Field("induk", TEXT, Text("Wilayah induk", "Part of"), references=_REGION, pattern=REGION_CODE),
        Field("luas_km2", REAL, Text("Luas resmi", "Official area"), minimum=0, unit=Text("km²", "km²")),
        Field("penduduk_l", INTEGER, Text("Penduduk laki-laki", "Male population"), minimum=0, unit=_PEOPLE),
        Field("penduduk_p", INTEGER, Text("Penduduk perempuan", "Female population"), minimum=0, unit=_PEOPLE),
        Field("tahun_penduduk", INTEGER, Text("Tahun penduduk", "Year of the population"), minimum=1900),
        Field("rumah_tangga", INTEGER, Text("Jumlah rumah tangga", "Households"), minimum=0),
        Field("sumber_batas", TEXT, Text("Sumber batas", "Source of the boundary"), length=300),
        Field("edisi_kode", TEXT, Text("Edisi kode", "Edition of the code"), length=80, required=True),
    ),
)

WILAYAH_ALIAS = Table(
    "ref_wilayah_alias",
    Text("Nama lain wilayah", "Other names of regions"),
    unique=(("alias_norm", "tingkat", "induk", "kode_dagri"),),
    fields=(
        Field("alias_norm", TEXT, Text("Nama lain", "Other name"), length=80, required=True),
        Field("tingkat", TEXT, Text("Tingkat", "Level"), values="tingkat_wilayah", required=True),
        Field("induk", TEXT, Text("Di dalam wilayah", "Within"), references=_REGION),
        Field("kode_dagri", TEXT, Text("Wilayah", "Region"), references=_REGION, required=True),
        Field("asal", TEXT, Text("Asal", "Origin"), length=80),
    ),
)

KBLI = Table(
    "ref_kbli",
    Text("KBLI", "KBLI"),
    unique=(("edisi", "kode"),),
    fields=(
        Field("edisi", TEXT, Text("Edisi", "Edition"), values="kbli_edisi", required=True),
        Field("kode", TEXT, Text("Kode", "Code"), pattern=KBLI_ANY_LEVEL, required=True),
        Field("judul", TEXT, Text("Judul", "Title"), length=300),
        Field("tingkat", INTEGER, Text("Jumlah angka", "Digits"), minimum=1, maximum=5, required=True),
    ),
)

KBLI_KONVERSI = Table(
    "ref_kbli_konversi",
    Text("Konversi KBLI 2020 ke 2025", "KBLI 2020 to 2025"),
    unique=(("kode_2020", "kode_2025"),),
    fields=(
        Field("kode_2020", TEXT, Text("Kode 2020", "Code of 2020"), pattern=KBLI_ANY_LEVEL, required=True),
        Field("kode_2025", TEXT, Text("Kode 2025", "Code of 2025"), pattern=KBLI_ANY_LEVEL, required=True),
        Field("jenis", TEXT, Text("Jenis perubahan", "Kind of change"), values="jenis_konversi", required=True),
    ),
)

PRODUK_BAKU = Table(
    "ref_produk",
    Text("Produk baku", "Standard products"),
    key="produk_kode",
    fields=(
        Field("produk_kode", TEXT, Text("Kode produk", "Product code"), pattern=PRODUCT_CODE),
        Field("nama_id", TEXT, Text("Nama Indonesia", "Indonesian name"), length=80, required=True),
        Field("name_en", TEXT, Text("Nama Inggris", "English name"), length=80, required=True),
        Field("cabang_ikm", TEXT, Text("Cabang IKM", "Branch"), values="cabang_ikm", required=True),
        Field("kbli_2020", TEXT, Text("KBLI 2020", "KBLI 2020"), pattern=KBLI_ANY_LEVEL),
        Field("kbli_2025", TEXT, Text("KBLI 2025", "KBLI 2025"), pattern=KBLI_ANY_LEVEL),
        Field(
            "kbli_pertimbangan",
            BOOLEAN,
            Text("KBLI menurut pertimbangan", "KBLI by judgement"),
            Text("Tidak ada teks KBLI yang menyebut produk ini.", "No text of KBLI names this product."),
            required=True,
            default=False,
        ),
        Field("khas_daerah", BOOLEAN, Text("Khas daerah", "Typical of the region"), required=True, default=False),
    ),
)

PRODUK_ALIAS = Table(
    "ref_produk_alias",
    Text("Nama lain produk", "Other names of products"),
    key="alias_norm",
    fields=(
        Field("alias_norm", TEXT, Text("Nama lain", "Other name"), length=80),
        Field(
            "produk_kode",
            TEXT,
            Text("Produk baku", "Standard product"),
            references="ref_produk.produk_kode",
            required=True,
        ),
    ),
)

NILAI = Table(
    "ref_nilai",
    Text("Daftar nilai", "Value lists"),
    unique=(("daftar", "kode"),),
    meaning=Text("Arti setiap kode, bagi pembaca lain.", "The meaning of every code, for other readers."),
    fields=(
        Field("daftar", TEXT, Text("Daftar", "List"), length=40, required=True),
        Field("kode", TEXT, Text("Kode", "Code"), length=20, required=True),
        Field("urutan", INTEGER, Text("Urutan", "Order"), minimum=1, required=True),
        Field("label_id", TEXT, Text("Indonesia", "Indonesian"), length=120, required=True),
        Field("label_en", TEXT, Text("Inggris", "English"), length=120, required=True),
    ),
)

ATURAN_KELAS = Table(
    "aturan_kelas",
    Text("Aturan kelas IR", "IR class rules"),
    key="versi",
    fields=(
        Field("versi", TEXT, Text("Versi", "Version"), length=60),
        Field("nama", TEXT, Text("Nama", "Name"), length=120, required=True),
        Field("sumber_hukum", TEXT, Text("Sumber hukum", "Legal source"), length=300),
        Field("status", TEXT, Text("Status", "Status"), values="status_aturan", required=True, default="DRAF"),
        Field("disahkan_oleh", TEXT, Text("Disahkan oleh", "Approved by"), length=120),
        Field("tanggal", DATE, Text("Tanggal", "Date")),
        Field("aturan", JSON, Text("Aturan", "Rules"), required=True),
    ),
)

REFERENCE_TABLES = (
    WILAYAH,
    WILAYAH_ALIAS,
    KBLI,
    KBLI_KONVERSI,
    PRODUK_BAKU,
    PRODUK_ALIAS,
    NILAI,
    ATURAN_KELAS,
)

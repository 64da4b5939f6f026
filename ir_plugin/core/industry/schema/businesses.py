"""The businesses, their owners, products, licences, the support they get and want, and the owners' consent."""

from __future__ import annotations

from ...texts import Text
from .declaration import (
    BOOLEAN,
    DATE,
    DATETIME,
    INTEGER,
    INTERNAL,
    NOW,
    PERSONAL,
    REAL,
    TEXT,
    Field,
    Table,
    YearsAgo,
)
from .patterns import BUSINESS_CODE, KBLI, NIK, PERIOD, PHONE, UUID, VILLAGE_CODE

USAHA = Table(
    "ir_usaha",
    Text("Usaha", "Businesses"),
    key="usaha_id",
    geometry="point",
    meaning=Text("Satu baris per usaha industri rumahan.", "One row for each home industry."),
    unique=(("kode_usaha",),),
    fields=(
        Field("usaha_id", TEXT, Text("ID usaha", "Business id"), pattern=UUID),
        Field("kode_usaha", TEXT, Text("Kode usaha", "Business code"), pattern=BUSINESS_CODE, required=True),
        Field(
            "nama_usaha",
            TEXT,
            Text("Nama usaha", "Name of the business"),
            Text("Nama produk bila usaha tidak bernama.", "The product's name where the business has none."),
            length=120,
            required=True,
        ),
        Field("pemilik_id", TEXT, Text("Pemilik", "Owner"), references="ir_pemilik.pemilik_id", pattern=UUID),
        Field(
            "kode_desa",
            TEXT,
            Text("Desa/kelurahan", "Village"),
            pattern=VILLAGE_CODE,
            references="ref_wilayah.kode_dagri",
        ),
        Field("alamat_rt_rw", TEXT, Text("Alamat, RT/RW", "Address"), length=200, access=PERSONAL),
        Field(
            "lapangan_usaha",
            TEXT,
            Text("Lapangan usaha", "Line of business"),
            Text("Hanya industri pengolahan (IND) dihitung sebagai IR.", "Only manufacturing (IND) counts as IR."),
            values="lapangan_usaha",
            required=True,
            default="TT",
        ),
        Field("cabang_ikm", TEXT, Text("Cabang IKM", "Branch of small industry"), values="cabang_ikm"),
        Field("tahun_mulai", INTEGER, Text("Tahun mulai", "Started in"), minimum=1950, maximum=YearsAgo(0)),
        Field("bentuk_usaha", TEXT, Text("Bentuk usaha", "Legal form"), values="bentuk_usaha"),
        Field(
            "status_usaha", TEXT, Text("Status usaha", "Status"), values="status_usaha", required=True, default="AKT"
        ),
        Field("lokasi_produksi", TEXT, Text("Lokasi produksi", "Place of production"), values="lokasi_produksi"),
        Field(
            "lat_asli",
            TEXT,
            Text("Lintang asli", "Latitude as received"),
            Text("Persis seperti diterima.", "Exactly as received."),
            length=200,
            access=PERSONAL,
        ),
        Field("lon_asli", TEXT, Text("Bujur asli", "Longitude as received"), length=200, access=PERSONAL),
        Field("metode_koordinat", TEXT, Text("Cara koordinat", "Coordinate taken by"), values="metode_koordinat"),
        Field("akurasi_m", REAL, Text("Akurasi", "Accuracy"), minimum=0, maximum=10000, unit=Text("meter", "metres")),
        Field(
            "mutu_posisi",
            TEXT,
            Text("Mutu posisi", "Quality of the position"),
            values="mutu_posisi",
            required=True,
            default="X",
        ),
        Field("sumber_data", TEXT, Text("Sumber data", "Data source"), length=200, access=INTERNAL),
        Field("id_sumber", TEXT, Text("ID pada sumber", "Id in the source"), length=200, access=INTERNAL),
        Field("tanggal_data", DATE, Text("Tanggal data", "Date of the data")),
        Field("pendata", TEXT, Text("Pendata", "Enumerator"), length=120, access=PERSONAL),
        Field("dibuat", DATETIME, Text("Dibuat", "Created"), required=True, default=NOW, access=INTERNAL),
        Field("diubah", DATETIME, Text("Diubah", "Changed"), required=True, default=NOW, access=INTERNAL),
    ),
)

PEMILIK = Table(
    "ir_pemilik",
    Text("Pemilik", "Owners"),
    key="pemilik_id",
    meaning=Text("Data pribadi pemilik usaha; rahasia.", "Personal data of the owners; confidential."),
    fields=(
        Field("pemilik_id", TEXT, Text("ID pemilik", "Owner id"), pattern=UUID),
        Field("nama_lengkap", TEXT, Text("Nama lengkap", "Full name"), length=120, required=True, access=PERSONAL),
        Field("nik", TEXT, Text("NIK", "National identity number (NIK)"), pattern=NIK, access=PERSONAL),
        Field("jenis_kelamin", TEXT, Text("Jenis kelamin", "Sex"), values="jenis_kelamin", required=True, default="X"),
        Field(
            "tahun_lahir",
            INTEGER,
            Text("Tahun lahir", "Born in"),
            minimum=1920,
            maximum=YearsAgo(10),
            access=PERSONAL,
        ),
        Field("pendidikan", TEXT, Text("Pendidikan", "Education"), values="pendidikan", access=PERSONAL),
        Field(
            "status_kawin", TEXT, Text("Status perkawinan", "Marital status"), values="status_kawin", access=PERSONAL
        ),
        Field("kepala_keluarga", BOOLEAN, Text("Kepala keluarga", "Head of the family"), access=PERSONAL),
        Field("disabilitas", TEXT, Text("Disabilitas", "Disability"), values="disabilitas", access=PERSONAL),
        Field(
            "jumlah_tanggungan",
            INTEGER,
            Text("Jumlah tanggungan", "Dependants"),
            minimum=0,
            maximum=20,
            access=PERSONAL,
        ),
        Field("pekerjaan_lain", TEXT, Text("Pekerjaan lain", "Other work"), length=120, access=PERSONAL),
        Field(
            "purna_pmi",
            BOOLEAN,
            Text("Purna pekerja migran", "Former migrant worker"),
            Text("Hanya diisi dengan persetujuan.", "Only with consent."),
            access=PERSONAL,
        ),
        Field(
            "penguasaan_ti",
            TEXT,
            Text("Penguasaan teknologi informasi", "Use of information technology"),
            values="penguasaan_ti",
            access=INTERNAL,
        ),
        Field("no_hp", TEXT, Text("Nomor telepon", "Phone number"), pattern=PHONE, access=PERSONAL),
        Field("email", TEXT, Text("Surel", "E-mail"), length=254, access=PERSONAL),
    ),
)

PRODUK = Table(
    "ir_produk",
    Text("Produk", "Products"),
    key="produk_id",
    single=(("utama", "usaha_id"),),
    fields=(
        Field("produk_id", TEXT, Text("ID produk", "Product id"), pattern=UUID),
        Field("usaha_id", TEXT, Text("Usaha", "Business"), references="ir_usaha.usaha_id", required=True, pattern=UUID),
        Field("nama_produk_asli", TEXT, Text("Nama produk asli", "Product as written"), length=200, required=True),
        Field("produk_kode", TEXT, Text("Produk baku", "Standard product"), references="ref_produk.produk_kode"),
        Field(
            "utama",
            BOOLEAN,
            Text("Produk utama", "Main product"),
            Text("Tepat satu produk utama per usaha.", "Exactly one main product for each business."),
            required=True,
            default=False,
        ),
        Field("merek", TEXT, Text("Merek", "Brand"), length=120),
        Field("kbli_kode", TEXT, Text("Kode KBLI", "KBLI code"), pattern=KBLI),
        Field("kbli_edisi", TEXT, Text("Edisi KBLI", "Edition of KBLI"), values="kbli_edisi"),
        Field("volume", REAL, Text("Volume produksi", "Volume of production"), minimum=0, access=INTERNAL),
        Field("satuan", TEXT, Text("Satuan", "Unit"), length=40),
        Field("harga", INTEGER, Text("Harga jual", "Price"), minimum=0, unit=Text("rupiah", "rupiah"), access=INTERNAL),
        Field(
            "pirt_no",
            TEXT,
            Text("Nomor P-IRT", "P-IRT number"),
            Text("15 angka; yang lama 12 angka.", "15 digits; older ones 12."),
            length=40,
        ),
        Field("pirt_berlaku", DATE, Text("P-IRT berlaku sampai", "P-IRT valid until")),
        Field("halal_no", TEXT, Text("Nomor sertifikat halal", "Halal certificate number"), length=60),
        Field("halal_jalur", TEXT, Text("Jalur halal", "Route to halal"), values="halal_jalur"),
        Field("kemasan", TEXT, Text("Kemasan", "Packaging"), length=120),
    ),
)

LEGALITAS = Table(
    "ir_legalitas",
    Text("Legalitas", "Licences"),
    fields=(
        Field("usaha_id", TEXT, Text("Usaha", "Business"), references="ir_usaha.usaha_id", required=True, pattern=UUID),
        Field("jenis", TEXT, Text("Jenis", "Kind"), values="jenis_legalitas", required=True),
        Field("nomor", TEXT, Text("Nomor", "Number"), length=60, access=INTERNAL),
        Field("tanggal", DATE, Text("Tanggal terbit", "Issued on")),
        Field("berlaku_sampai", DATE, Text("Berlaku sampai", "Valid until")),
        Field("berkas", TEXT, Text("Berkas", "File"), length=400, access=INTERNAL),
    ),
)

PENDAMPINGAN = Table(
    "ir_pendampingan",
    Text("Bantuan yang diterima", "Support received"),
    fields=(
        Field("usaha_id", TEXT, Text("Usaha", "Business"), references="ir_usaha.usaha_id", required=True, pattern=UUID),
        Field("tanggal", DATE, Text("Tanggal", "Date")),
        Field("layanan", TEXT, Text("Layanan", "Service"), values="layanan", required=True),
        Field("penyelenggara", TEXT, Text("Penyelenggara", "Given by"), length=120),
        Field("program", TEXT, Text("Program", "Programme"), length=120),
        Field("nilai", INTEGER, Text("Nilai", "Value"), minimum=0, unit=Text("rupiah", "rupiah"), access=INTERNAL),
        Field("hasil", TEXT, Text("Hasil", "Outcome"), length=400, access=INTERNAL),
    ),
)

KEBUTUHAN = Table(
    "ir_kebutuhan",
    Text("Bantuan yang dibutuhkan", "Support wanted"),
    unique=(("usaha_id", "periode", "layanan"),),
    fields=(
        Field("usaha_id", TEXT, Text("Usaha", "Business"), references="ir_usaha.usaha_id", required=True, pattern=UUID),
        Field("periode", TEXT, Text("Periode", "Period"), pattern=PERIOD, required=True),
        Field("layanan", TEXT, Text("Layanan", "Service"), values="layanan", required=True),
        Field("prioritas", INTEGER, Text("Prioritas", "Priority"), minimum=1, maximum=3),
        Field("keterangan", TEXT, Text("Keterangan", "Remark"), length=400, access=INTERNAL),
    ),
)

_CONSENTS = {
    "boleh_nama": Text("Nama boleh diumumkan", "Name may be published"),
    "boleh_hp": Text("Nomor telepon boleh diumumkan", "Phone number may be published"),
    "boleh_alamat": Text("Alamat boleh diumumkan", "Address may be published"),
    "boleh_titik": Text("Titik lokasi boleh diumumkan", "Location may be published"),
    "boleh_foto": Text("Foto boleh diumumkan", "Photos may be published"),
}

PERSETUJUAN = Table(
    "ir_persetujuan",
    Text("Persetujuan", "Consent"),
    meaning=Text(
        "Tanpa persetujuan tidak ada data pribadi yang diumumkan.", "Without consent no personal data are published."
    ),
    fields=(
        Field(
            "pemilik_id",
            TEXT,
            Text("Pemilik", "Owner"),
            references="ir_pemilik.pemilik_id",
            required=True,
            pattern=UUID,
        ),
        Field("tanggal", DATE, Text("Tanggal", "Date"), required=True),
        Field("cara", TEXT, Text("Cara", "How"), values="cara_persetujuan", required=True),
        Field("bukti", TEXT, Text("Berkas bukti", "File of proof"), length=400, access=INTERNAL),
        Field("tujuan", TEXT, Text("Tujuan", "Purpose"), values="tujuan_persetujuan", required=True),
        *(Field(name, BOOLEAN, label, required=True, default=False) for name, label in _CONSENTS.items()),
        Field("berlaku_sampai", DATE, Text("Berlaku sampai", "Valid until")),
        Field("ditarik_pada", DATETIME, Text("Ditarik pada", "Withdrawn at")),
    ),
)

BUSINESS_TABLES = (PEMILIK, USAHA, PRODUK, LEGALITAS, PENDAMPINGAN, KEBUTUHAN, PERSETUJUAN)

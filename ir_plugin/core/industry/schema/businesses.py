"""The businesses and their owners."""

from __future__ import annotations

from ...texts import Text
from .declaration import (
    BOOLEAN,
    DATE,
    INTEGER,
    INTERNAL,
    NEW_ID,
    PERSONAL,
    REAL,
    TEXT,
    Field,
    Table,
    YearsAgo,
    tracked,
)
from .patterns import BUSINESS_CODE, NIK, PHONE, UUID, VILLAGE_CODE

OF_BUSINESS = Field(
    "usaha_id", TEXT, Text("Usaha", "Business"), references="ir_usaha.usaha_id", required=True, pattern=UUID
)
"""By which a row of another table belongs to a business."""

USAHA = tracked(
    Table(
        "ir_usaha",
        Text("Usaha", "Businesses"),
        key="usaha_id",
        geometry="point",
        meaning=Text("Satu baris per usaha industri rumahan.", "One row for each home industry."),
        unique=(("kode_usaha",),),
        fields=(
            Field("usaha_id", TEXT, Text("ID usaha", "Business id"), pattern=UUID, default=NEW_ID),
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
                "status_usaha",
                TEXT,
                Text("Status usaha", "Status"),
                values="status_usaha",
                required=True,
                default="AKT",
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
            Field(
                "akurasi_m", REAL, Text("Akurasi", "Accuracy"), minimum=0, maximum=10000, unit=Text("meter", "metres")
            ),
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
        ),
    )
)

PEMILIK = tracked(
    Table(
        "ir_pemilik",
        Text("Pemilik", "Owners"),
        key="pemilik_id",
        meaning=Text("Data pribadi pemilik usaha; rahasia.", "Personal data of the owners; confidential."),
        fields=(
            Field("pemilik_id", TEXT, Text("ID pemilik", "Owner id"), pattern=UUID, default=NEW_ID),
            Field("nama_lengkap", TEXT, Text("Nama lengkap", "Full name"), length=120, required=True, access=PERSONAL),
            Field("nik", TEXT, Text("NIK", "National identity number (NIK)"), pattern=NIK, access=PERSONAL),
            Field(
                "jenis_kelamin", TEXT, Text("Jenis kelamin", "Sex"), values="jenis_kelamin", required=True, default="X"
            ),
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
                "status_kawin",
                TEXT,
                Text("Status perkawinan", "Marital status"),
                values="status_kawin",
                access=PERSONAL,
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
)

BUSINESS_TABLES = (PEMILIK, USAHA)

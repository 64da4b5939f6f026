"""What belongs to a business: products, licences, support received and wanted, consents, photos."""

from __future__ import annotations

from ...texts import Text
from .businesses import OF_BUSINESS
from .declaration import (
    BOOLEAN,
    DATE,
    DATETIME,
    INTEGER,
    INTERNAL,
    NEW_ID,
    PERSONAL,
    REAL,
    TEXT,
    Field,
    Table,
    tracked,
)
from .patterns import KBLI, PERIOD, UUID

PRODUK = tracked(
    Table(
        "ir_produk",
        Text("Produk", "Products"),
        key="produk_id",
        single=(("utama", "usaha_id"),),
        fields=(
            Field("produk_id", TEXT, Text("ID produk", "Product id"), pattern=UUID, default=NEW_ID),
            OF_BUSINESS,
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
            Field(
                "harga", INTEGER, Text("Harga jual", "Price"), minimum=0, unit=Text("rupiah", "rupiah"), access=INTERNAL
            ),
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
)

LEGALITAS = tracked(
    Table(
        "ir_legalitas",
        Text("Legalitas", "Licences"),
        key="legalitas_id",
        fields=(
            Field("legalitas_id", TEXT, Text("ID legalitas", "Licence id"), pattern=UUID, default=NEW_ID),
            OF_BUSINESS,
            Field("jenis", TEXT, Text("Jenis", "Kind"), values="jenis_legalitas", required=True),
            Field("nomor", TEXT, Text("Nomor", "Number"), length=60, access=INTERNAL),
            Field("tanggal", DATE, Text("Tanggal terbit", "Issued on")),
            Field("berlaku_sampai", DATE, Text("Berlaku sampai", "Valid until")),
            Field("berkas", TEXT, Text("Berkas", "File"), length=400, access=INTERNAL),
        ),
    )
)

PENDAMPINGAN = tracked(
    Table(
        "ir_pendampingan",
        Text("Bantuan yang diterima", "Support received"),
        key="pendampingan_id",
        fields=(
            Field("pendampingan_id", TEXT, Text("ID bantuan", "Support id"), pattern=UUID, default=NEW_ID),
            OF_BUSINESS,
            Field("tanggal", DATE, Text("Tanggal", "Date")),
            Field("layanan", TEXT, Text("Layanan", "Service"), values="layanan", required=True),
            Field("penyelenggara", TEXT, Text("Penyelenggara", "Given by"), length=120),
            Field("program", TEXT, Text("Program", "Programme"), length=120),
            Field("nilai", INTEGER, Text("Nilai", "Value"), minimum=0, unit=Text("rupiah", "rupiah"), access=INTERNAL),
            Field("hasil", TEXT, Text("Hasil", "Outcome"), length=400, access=INTERNAL),
        ),
    )
)

KEBUTUHAN = tracked(
    Table(
        "ir_kebutuhan",
        Text("Bantuan yang dibutuhkan", "Support wanted"),
        key="kebutuhan_id",
        unique=(("usaha_id", "periode", "layanan"),),
        fields=(
            Field("kebutuhan_id", TEXT, Text("ID kebutuhan", "Id of the wish"), pattern=UUID, default=NEW_ID),
            OF_BUSINESS,
            Field("periode", TEXT, Text("Periode", "Period"), pattern=PERIOD, required=True),
            Field("layanan", TEXT, Text("Layanan", "Service"), values="layanan", required=True),
            Field("prioritas", INTEGER, Text("Prioritas", "Priority"), minimum=1, maximum=3),
            Field("keterangan", TEXT, Text("Keterangan", "Remark"), length=400, access=INTERNAL),
        ),
    )
)

_CONSENTS = {
    "boleh_nama": Text("Nama boleh diumumkan", "Name may be published"),
    "boleh_hp": Text("Nomor telepon boleh diumumkan", "Phone number may be published"),
    "boleh_alamat": Text("Alamat boleh diumumkan", "Address may be published"),
    "boleh_titik": Text("Titik lokasi boleh diumumkan", "Location may be published"),
    "boleh_foto": Text("Foto boleh diumumkan", "Photos may be published"),
}

PERSETUJUAN = tracked(
    Table(
        "ir_persetujuan",
        Text("Persetujuan", "Consent"),
        key="persetujuan_id",
        meaning=Text(
            "Tanpa persetujuan tidak ada data pribadi yang diumumkan.",
            "Without consent no personal data are published.",
        ),
        fields=(
            Field("persetujuan_id", TEXT, Text("ID persetujuan", "Consent id"), pattern=UUID, default=NEW_ID),
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
            Field("alasan_tarik", TEXT, Text("Alasan penarikan", "Reason given"), length=400, access=INTERNAL),
        ),
    )
)

FOTO = tracked(
    Table(
        "ir_foto",
        Text("Foto", "Photos"),
        key="foto_id",
        fields=(
            Field("foto_id", TEXT, Text("ID foto", "Photo id"), pattern=UUID, default=NEW_ID),
            OF_BUSINESS,
            Field(
                "berkas",
                TEXT,
                Text("Berkas foto", "File of the photo"),
                Text("Dari folder register.", "From the register's folder."),
                length=400,
                required=True,
                access=PERSONAL,
            ),
            Field("keterangan", TEXT, Text("Keterangan", "Remark"), length=200),
            Field("diambil", DATE, Text("Diambil pada", "Taken on")),
        ),
    )
)

DETAIL_TABLES = (PRODUK, LEGALITAS, PENDAMPINGAN, KEBUTUHAN, PERSETUJUAN, FOTO)

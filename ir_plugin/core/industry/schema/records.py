"""What the program itself writes down: imports, findings, runs of methods, exports."""

from __future__ import annotations

from ...texts import Text
from .businesses import OF_BUSINESS
from .declaration import DATETIME, INTEGER, INTERNAL, JSON, NEW_ID, NOW, PERSONAL, REAL, TEXT, Field, Table
from .packages import PACKAGE_TABLES
from .patterns import PERIOD, SHA256, UUID, VILLAGE_CODE

_TIME = Field("waktu", DATETIME, Text("Waktu", "Time"), required=True, default=NOW)
_IMPORT = Field(
    "impor_id", TEXT, Text("Impor", "Import"), references="impor_berkas.impor_id", required=True, pattern=UUID
)
_SHEET = Field("lembar", TEXT, Text("Lembar", "Sheet"), length=120, required=True)
_ROW = Field("baris", INTEGER, Text("Baris", "Row"), minimum=1, required=True)


def _count(name: str, label: Text) -> Field:
    return Field(name, INTEGER, label, minimum=0, required=True, default=0)


IMPOR_BERKAS = Table(
    "impor_berkas",
    Text("Berkas yang diimpor", "Imported files"),
    key="impor_id",
    fields=(
        Field("impor_id", TEXT, Text("ID impor", "Import id"), pattern=UUID),
        Field("berkas", TEXT, Text("Berkas", "File"), length=400, required=True),
        Field("hash", TEXT, Text("Sidik isi", "Hash of the content"), pattern=SHA256, required=True),
        Field("periode", TEXT, Text("Periode", "Period"), pattern=PERIOD),
        _count("n_dibaca", Text("Baris dibaca", "Rows read")),
        _count("n_diimpor", Text("Baris diimpor", "Rows imported")),
        _count("n_diperbaiki", Text("Sel diperbaiki", "Cells repaired")),
        _count("n_ditolak", Text("Baris ditolak", "Rows rejected")),
        _count("n_tetap", Text("Baris tidak berubah", "Rows unchanged")),
        _TIME,
    ),
)

IMPOR_PERBAIKAN = Table(
    "impor_perbaikan",
    Text("Perbaikan saat impor", "Repairs at import"),
    meaning=Text("Nilai asli di samping nilai hasil perbaikan.", "The raw value beside the repaired one."),
    fields=(
        _IMPORT,
        _SHEET,
        _ROW,
        Field("kolom", TEXT, Text("Kolom", "Column"), length=120, required=True),
        Field("nilai_asli", TEXT, Text("Nilai asli", "Raw value"), access=PERSONAL),
        Field("nilai_baru", TEXT, Text("Nilai baru", "Repaired value"), access=PERSONAL),
        Field("aturan", TEXT, Text("Aturan", "Rule"), length=60, required=True),
    ),
)

IMPOR_TOLAK = Table(
    "impor_tolak",
    Text("Baris yang ditolak", "Rejected rows"),
    fields=(
        _IMPORT,
        _SHEET,
        _ROW,
        Field("kode_alasan", TEXT, Text("Kode alasan", "Code of the reason"), length=60, required=True),
        Field("kalimat", TEXT, Text("Alasan", "Reason"), required=True, access=PERSONAL),
        Field("baris_asli", JSON, Text("Baris asli", "Raw row"), required=True, access=PERSONAL),
    ),
)

IMPOR_BARIS = Table(
    "impor_baris",
    Text("Baris yang diimpor", "Imported rows"),
    meaning=Text(
        "Dari baris mana data satu usaha berasal, dan nilai seperti diimpor: dengan itu suntingan kantor dikenali.",
        "From which row the data of a business are, and its values as imported, by which later edits are known.",
    ),
    unique=(("usaha_id", "periode"),),
    fields=(
        OF_BUSINESS,
        Field("periode", TEXT, Text("Periode", "Period"), pattern=PERIOD, required=True),
        _IMPORT,
        _SHEET,
        _ROW,
        Field("nilai", JSON, Text("Nilai seperti diimpor", "Values as imported"), required=True, access=PERSONAL),
    ),
)

GANDA = Table(
    "impor_ganda",
    Text("Kemungkinan ganda", "Possible duplicates"),
    key="ganda_id",
    meaning=Text(
        "Dua usaha yang mungkin sama; manusia yang memutuskan.", "Two businesses that may be one; a person decides."
    ),
    unique=(("usaha_a", "usaha_b"),),
    fields=(
        Field("ganda_id", TEXT, Text("ID", "Id"), pattern=UUID, default=NEW_ID),
        Field("usaha_a", TEXT, Text("Usaha", "Business"), pattern=UUID, required=True),
        Field("usaha_b", TEXT, Text("Mungkin sama dengan", "Perhaps the same as"), pattern=UUID, required=True),
        Field("alasan", TEXT, Text("Alasan", "Reason"), values="alasan_ganda", required=True),
        Field("kemiripan", REAL, Text("Kemiripan", "Likeness"), minimum=0, maximum=1),
        Field("status", TEXT, Text("Status", "Status"), values="status_ganda", required=True, default="BARU"),
        Field("oleh", TEXT, Text("Oleh", "By"), length=120, access=INTERNAL),
        _TIME,
    ),
)

PERUBAHAN = Table(
    "log_perubahan",
    Text("Catatan perubahan", "Log of changes"),
    meaning=Text(
        "Setiap perubahan dan penghapusan baris, dengan isi sebelum dan sesudahnya.",
        "Every change and removal of a row, with what stood there before and after.",
    ),
    fields=(
        _TIME,
        Field("pengguna", TEXT, Text("Pengguna", "User"), length=120, access=INTERNAL),
        Field("tabel", TEXT, Text("Tabel", "Table"), length=60, required=True),
        Field("baris_id", TEXT, Text("ID baris", "Id of the row"), length=60, required=True),
        Field("kejadian", TEXT, Text("Kejadian", "Event"), values="kejadian", required=True),
        Field("versi_baris", INTEGER, Text("Versi baris", "Version of the row"), minimum=1, required=True),
        Field("sebelum", JSON, Text("Sebelum", "Before"), required=True, access=PERSONAL),
        Field("sesudah", JSON, Text("Sesudah", "After"), access=PERSONAL),
    ),
)

TEMUAN = Table(
    "qa_temuan",
    Text("Temuan pemeriksaan", "Findings of the checks"),
    key="temuan_id",
    fields=(
        Field("temuan_id", TEXT, Text("ID temuan", "Finding id"), pattern=UUID),
        Field("tabel", TEXT, Text("Tabel", "Table"), length=60, required=True),
        Field("baris_id", TEXT, Text("ID baris", "Id of the row"), length=60, required=True),
        Field("kolom", TEXT, Text("Kolom", "Column"), length=60),
        Field("kode_aturan", TEXT, Text("Aturan", "Rule"), length=20, required=True),
        Field("tingkat", TEXT, Text("Tingkat", "Level"), values="tingkat_temuan", required=True),
        Field("nilai_lama", TEXT, Text("Nilai lama", "Old value"), access=PERSONAL),
        Field("usulan", TEXT, Text("Usulan", "Suggestion"), access=PERSONAL),
        Field("status", TEXT, Text("Status", "Status"), values="status_temuan", required=True, default="BARU"),
        Field(
            "alasan",
            TEXT,
            Text("Alasan", "Reason"),
            Text("Mengapa temuan diterima apa adanya.", "Why the finding is accepted as it is."),
            length=400,
            access=PERSONAL,
        ),
        Field("oleh", TEXT, Text("Oleh", "By"), length=120, access=INTERNAL),
        _TIME,
    ),
)

ANALISIS_JALAN = Table(
    "analisis_jalan",
    Text("Catatan analisis", "Run records"),
    key="run_id",
    meaning=Text(
        "Cukup untuk mengulangi setiap analisis dan melaporkannya.", "Enough to repeat and to report every run."
    ),
    fields=(
        Field("run_id", TEXT, Text("ID analisis", "Run id"), pattern=UUID),
        Field("jenis", TEXT, Text("Jenis", "Kind"), Text("ID algoritma.", "Id of the algorithm."), required=True),
        Field("lapisan", TEXT, Text("Layer hasil", "Result layer")),
        Field("parameter", JSON, Text("Parameter", "Parameters"), required=True),
        Field("seed", INTEGER, Text("Benih acak", "Seed")),
        Field("jumlah_baris", INTEGER, Text("Unit dipakai", "Units used"), minimum=0, required=True),
        Field("jumlah_tanpa_nilai", INTEGER, Text("Unit tidak dipakai", "Units left out"), minimum=0, required=True),
        Field("bobot", JSON, Text("Pembobot", "Weights")),
        Field("hash_data", TEXT, Text("Sidik data", "Hash of the data"), required=True),
        Field("versi_plugin", TEXT, Text("Versi plugin", "Version of the plugin")),
        Field("versi", JSON, Text("Versi perangkat lunak", "Versions of the software")),
        Field("paragraf_id", TEXT, Text("Paragraf metode (Indonesia)", "Methods paragraph (Indonesian)")),
        Field("paragraf_en", TEXT, Text("Paragraf metode (Inggris)", "Methods paragraph (English)")),
        Field("pustaka", JSON, Text("Pustaka", "References")),
        _TIME,
    ),
)

ANALISIS_HASIL = Table(
    "analisis_hasil",
    Text("Hasil analisis", "Results of runs"),
    fields=(
        Field("run_id", TEXT, Text("Analisis", "Run"), references="analisis_jalan.run_id", required=True),
        Field("usaha_id", TEXT, Text("Usaha", "Business"), references="ir_usaha.usaha_id"),
        Field("kode_desa", TEXT, Text("Desa", "Village"), references="ref_wilayah.kode_dagri", pattern=VILLAGE_CODE),
        Field("klaster", INTEGER, Text("Klaster", "Cluster"), Text("-1 berarti derau.", "-1 is noise."), minimum=-1),
        Field("skor", REAL, Text("Skor", "Score")),
    ),
)

SENTRA = Table(
    "sentra",
    Text("Sentra", "Production centres"),
    key="sentra_id",
    geometry="polygon",
    fields=(
        Field("sentra_id", TEXT, Text("ID sentra", "Centre id"), pattern=UUID),
        Field("produk_kode", TEXT, Text("Produk", "Product"), references="ref_produk.produk_kode", required=True),
        Field("n_unit", INTEGER, Text("Jumlah usaha", "Businesses"), minimum=0, required=True),
        Field("n_pemilik_p", INTEGER, Text("Usaha milik perempuan", "Owned by women"), minimum=0, required=True),
        Field("kode_desa", TEXT, Text("Desa-desa", "Villages"), Text("Kode dipisah koma.", "Codes between commas.")),
        Field("aturan", TEXT, Text("Aturan", "Rule"), values="aturan_sentra", required=True),
        Field("status", TEXT, Text("Status", "Status"), values="status_sentra", required=True, default="KANDIDAT"),
        Field("sk_nomor", TEXT, Text("Nomor SK", "Decree number"), length=120),
    ),
)

LOG_EKSPOR = Table(
    "log_ekspor",
    Text("Catatan ekspor", "Export log"),
    fields=(
        _TIME,
        Field("pengguna", TEXT, Text("Pengguna", "User"), length=120, access=INTERNAL),
        Field("profil", TEXT, Text("Profil", "Profile"), values="profil_ekspor", required=True),
        Field("n_baris", INTEGER, Text("Jumlah baris", "Rows"), minimum=0, required=True),
        Field("berkas", TEXT, Text("Berkas", "File"), length=400, required=True),
        Field("hash", TEXT, Text("Sidik isi", "Hash of the content"), pattern=SHA256),
    ),
)

REGISTER_INFO = Table(
    "register_info",
    Text("Keterangan register", "About the register"),
    key="kunci",
    fields=(
        Field("kunci", TEXT, Text("Kunci", "Key"), length=40),
        Field("nilai", TEXT, Text("Nilai", "Value"), required=True),
    ),
)

RECORD_TABLES = (
    REGISTER_INFO,
    IMPOR_BERKAS,
    IMPOR_PERBAIKAN,
    IMPOR_TOLAK,
    IMPOR_BARIS,
    GANDA,
    PERUBAHAN,
    *PACKAGE_TABLES,
    TEMUAN,
    ANALISIS_JALAN,
    ANALISIS_HASIL,
    SENTRA,
    LOG_EKSPOR,
)

"""What goes to the offices and comes back: packages, what they were sent with, and what could not be merged."""

from __future__ import annotations

from ...texts import Text
from .declaration import DATETIME, INTEGER, JSON, NEW_ID, NOW, PERSONAL, TEXT, Field, Table
from .patterns import REGION_CODE, SHA256, UUID

_TIME = Field("waktu", DATETIME, Text("Waktu", "Time"), required=True, default=NOW)
_PACKAGE = Field("paket_id", TEXT, Text("Paket", "Package"), references="paket.paket_id", required=True, pattern=UUID)
_OF = Field("tabel", TEXT, Text("Tabel", "Table"), length=60, required=True)
_ROW = Field("baris_id", TEXT, Text("ID baris", "Id of the row"), length=60, required=True)

PAKET = Table(
    "paket",
    Text("Paket data kantor", "Packages of offices"),
    key="paket_id",
    fields=(
        Field("paket_id", TEXT, Text("ID paket", "Package id"), pattern=UUID),
        Field("wilayah", TEXT, Text("Wilayah", "Region"), pattern=REGION_CODE, required=True),
        Field("arah", TEXT, Text("Arah", "Direction"), values="arah_paket", required=True),
        Field("hash", TEXT, Text("Sidik isi", "Hash of the content"), pattern=SHA256),
        _TIME,
    ),
)

DASAR = Table(
    "paket_dasar",
    Text("Dasar paket", "Base of packages"),
    meaning=Text(
        "Baris paket seperti terakhir dilihat kedua pihak: di paket seperti dikirim, di register seperti terakhir "
        "digabung. Isi kosong: baris sudah dihapus.",
        "The rows of a package as both sides saw them last: in the package as sent, in the register as last merged. "
        "No content: the row was removed.",
    ),
    unique=(("paket_id", "tabel", "baris_id"),),
    fields=(
        _PACKAGE,
        _OF,
        _ROW,
        Field("versi_baris", INTEGER, Text("Versi baris", "Version of the row"), minimum=1),
        Field("isi", JSON, Text("Isi", "Content"), access=PERSONAL),
    ),
)

KONFLIK = Table(
    "gabung_konflik",
    Text("Perbedaan saat digabung", "Conflicts of merging"),
    key="konflik_id",
    meaning=Text(
        "Nilai yang diubah berbeda di register dan di paket; register tetap sampai diputuskan. Kolom *: seluruh baris.",
        "Values that were changed differently in the register and in the package; the register's stays until decided. "
        "Column *: the whole row.",
    ),
    unique=(("paket_id", "tabel", "baris_id", "kolom"),),
    fields=(
        Field("konflik_id", TEXT, Text("ID", "Id"), pattern=UUID, default=NEW_ID),
        _PACKAGE,
        _OF,
        _ROW,
        Field("kolom", TEXT, Text("Kolom", "Column"), length=60, required=True),
        Field("nilai_dasar", TEXT, Text("Nilai semula", "Value before both"), access=PERSONAL),
        Field("nilai_register", TEXT, Text("Nilai di register", "Value in the register"), access=PERSONAL),
        Field("nilai_paket", TEXT, Text("Nilai di paket", "Value in the package"), access=PERSONAL),
        Field("alasan", TEXT, Text("Sebab", "Reason"), values="alasan_konflik", required=True, default="BEDA"),
        Field("status", TEXT, Text("Status", "Status"), values="status_konflik", required=True, default="BARU"),
        _TIME,
    ),
)

PACKAGE_TABLES = (PAKET, DASAR, KONFLIK)

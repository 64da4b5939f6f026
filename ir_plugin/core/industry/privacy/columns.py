"""The columns that an export of businesses may have, each with the field of the schema that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from ...texts import Text
from ..schema import TABLES, Field
from ..schema.declaration import NO_TEXT, OPEN
from .consent import ADDRESS, NAME, PHONE, PHOTO


@dataclass(frozen=True)
class ExportColumn:
    """One column. source: "table.field" of the schema; "" where it is made of open facts, such as a region's name.

    consent: what the owner has to allow before it leaves the offices: businesses are often called after their owner, a
    brand or a licence leads to its holder, and people write names into the product. is_id: by which offices find the
    row again. masked: only its end is shown. also: what layers of a register call it.
    """

    name: str
    source: str = ""
    consent: str = ""
    is_id: bool = False
    masked: bool = False
    kind: str = "text"
    title: Text = NO_TEXT
    also: Tuple[str, ...] = ()

    @property
    def access(self) -> str:
        """Who may see it by the schema: OPEN, INTERNAL or PERSONAL."""
        return _field(self.source).access if self.source else OPEN

    @property
    def is_money(self) -> bool:
        """Whether it holds an amount in rupiah."""
        return bool(self.source) and _field(self.source).unit.en == "rupiah"

    @property
    def label(self) -> Text:
        """Its words: its own, or those of the schema."""
        return self.title if self.title.id or not self.source else _field(self.source).label

    @property
    def values(self) -> str:
        """The value list of its codes; "" where it has none."""
        return _field(self.source).values if self.source else ""


def _field(source: str) -> Field:
    table, name = source.split(".")
    return TABLES[table].field(name)


POSITION = "posisi"
EXACT, VILLAGE_ONLY, NOWHERE = "tepat", "desa", "tidak ada"
"""What the column ``posisi`` says: the business itself, the middle of its village, no point."""

COLUMNS: Tuple[ExportColumn, ...] = (
    ExportColumn("usaha_id", "ir_usaha.usaha_id", is_id=True),
    ExportColumn("kode_usaha", "ir_usaha.kode_usaha", is_id=True),
    ExportColumn("nama_usaha", "ir_usaha.nama_usaha", NAME),
    ExportColumn("pemilik", "ir_pemilik.nama_lengkap", NAME),
    ExportColumn("nik", "ir_pemilik.nik", masked=True),
    ExportColumn("no_hp", "ir_pemilik.no_hp", PHONE),
    ExportColumn("email", "ir_pemilik.email", PHONE),
    ExportColumn("alamat", "ir_usaha.alamat_rt_rw", ADDRESS, also=("alamat_rt_rw",)),
    ExportColumn("foto", "ir_foto.berkas", PHOTO, title=Text("Foto", "Photo")),
    ExportColumn("jenis_kelamin", "ir_pemilik.jenis_kelamin"),
    ExportColumn("tahun_lahir", "ir_pemilik.tahun_lahir", kind="integer"),
    ExportColumn("pendidikan", "ir_pemilik.pendidikan"),
    ExportColumn("kode_desa", "ir_usaha.kode_desa", title=Text("Kode desa/kelurahan", "Village code")),
    ExportColumn("desa", title=Text("Desa/kelurahan", "Village")),
    ExportColumn("kecamatan", title=Text("Kecamatan", "District")),
    ExportColumn("kabupaten", title=Text("Kabupaten/kota", "Regency or city")),
    ExportColumn("lapangan_usaha", "ir_usaha.lapangan_usaha"),
    ExportColumn("cabang_ikm", "ir_usaha.cabang_ikm"),
    ExportColumn("produk_kode", "ir_produk.produk_kode"),
    ExportColumn("produk", title=Text("Produk utama", "Main product"), also=("produk_utama",)),
    ExportColumn("produk_asli", "ir_produk.nama_produk_asli", NAME),
    ExportColumn("merek", "ir_produk.merek", NAME),
    ExportColumn("pirt_no", "ir_produk.pirt_no", NAME),
    ExportColumn("halal_no", "ir_produk.halal_no", NAME),
    ExportColumn("izin", title=Text("Legalitas yang dimiliki", "Licences held")),
    ExportColumn("nib", "ir_legalitas.nomor", title=Text("Nomor induk berusaha", "Business identification number")),
    ExportColumn("tahun_mulai", "ir_usaha.tahun_mulai", kind="integer"),
    ExportColumn("bentuk_usaha", "ir_usaha.bentuk_usaha"),
    ExportColumn("status_usaha", "ir_usaha.status_usaha"),
    ExportColumn("periode", "ir_pengamatan.periode"),
    ExportColumn("kelas_ir", "ir_pengamatan.kelas_akhir", title=Text("Kelas IR", "IR class")),
    ExportColumn("status_aturan", "aturan_kelas.status", title=Text("Status aturan kelas", "Status of class rules")),
    ExportColumn("tk_l", kind="integer", title=Text("Pekerja laki-laki", "Male workers")),
    ExportColumn("tk_p", kind="integer", title=Text("Pekerja perempuan", "Female workers")),
    ExportColumn("modal_kerja", "ir_pengamatan.modal_kerja", kind="integer"),
    ExportColumn("omzet_bulan", "ir_pengamatan.omzet_bulan", kind="integer"),
    ExportColumn("laba_bulan", "ir_pengamatan.laba_bulan", kind="integer"),
    ExportColumn("mutu_posisi", "ir_usaha.mutu_posisi"),
    ExportColumn(
        POSITION, title=Text("Letak titik (tepat, desa, tidak ada)", "What the point is (tepat: exact, desa: village)")
    ),
)
"""In the order of a file."""

OF_CATALOGUE: Tuple[ExportColumn, ...] = (
    ExportColumn("id", title=Text("ID dalam katalog", "Id in the catalogue")),
    ExportColumn("produk_semua", "ir_produk.produk_kode", title=Text("Semua produk", "All products")),
)
"""What only the catalogue has: an id that tells nothing, and the codes of all products, ", " between them."""

BY_NAME = {column.name: column for column in (*COLUMNS, *OF_CATALOGUE)}

"""The questions of a survey in the field, in the order of the pages of a form: which fields of which tables.

The survey form for KoboToolbox and ODK is derived from it, and the data dictionary says what was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Mapping, Tuple

from ..texts import Text
from .schema import TABLES, Field, Table
from .schema.declaration import TRACKING

POSITION = "geom"
"""A question for the position, where a table has one."""


@dataclass(frozen=True)
class Part:
    """Questions about one row of ``table``; ``repeat``: about any number of rows.

    gate: a yes-or-no question before a part that may have no row at all; no other question of it is asked after a no.
    """

    table: str
    fields: Tuple[str, ...]
    repeat: bool = False
    gate: Text = Text("", "")

    @property
    def declared(self) -> Table:
        """The table."""
        return TABLES[self.table]


@dataclass(frozen=True)
class Page:
    """One page, named as the tab of the form on the desk."""

    id: str
    label: Text
    parts: Tuple[Part, ...]


PAGES = (
    Page(
        "identitas_tempat",
        Text("Identitas dan tempat", "Identity and place"),
        (
            Part("ir_pengamatan", ("periode", "tanggal", "pendata")),
            Part(
                "ir_pemilik",
                (
                    *("nama_lengkap", "nik", "jenis_kelamin", "tahun_lahir", "pendidikan", "status_kawin"),
                    *("kepala_keluarga", "disabilitas", "jumlah_tanggungan", "pekerjaan_lain", "purna_pmi"),
                    *("no_hp", "email"),
                ),
            ),
            Part("ir_usaha", ("kode_desa", "alamat_rt_rw", POSITION)),
            Part("ir_foto", ("berkas", "keterangan"), gate=Text("Ada foto?", "Is there a photo?")),
        ),
    ),
    Page(
        "usaha",
        Text("Usaha", "Business"),
        (
            Part(
                "ir_usaha",
                (
                    *("nama_usaha", "lapangan_usaha", "cabang_ikm", "tahun_mulai", "bentuk_usaha", "status_usaha"),
                    "lokasi_produksi",
                ),
            ),
            Part("ir_pengamatan", ("kelas_petugas",)),
        ),
    ),
    Page(
        "produk",
        Text("Produk", "Products"),
        (
            Part(
                "ir_produk",
                (
                    *("nama_produk_asli", "produk_kode", "utama", "merek", "kbli_kode", "kbli_edisi", "volume"),
                    *("satuan", "harga", "pirt_no", "pirt_berlaku", "halal_jalur", "halal_no", "kemasan"),
                ),
                repeat=True,
            ),
        ),
    ),
    Page(
        "tenaga_kerja",
        Text("Tenaga kerja dan produksi", "Workers and production"),
        (
            Part(
                "ir_pengamatan",
                (
                    *("tk_l_dibayar", "tk_p_dibayar", "tk_l_tdk_dibayar", "tk_p_tdk_dibayar", "pemilik_dihitung"),
                    *("bulan_produksi", "hari_per_minggu", "pola_produksi", "kapasitas", "satuan", "per"),
                    *("teknologi", "listrik", "sumber_bahan_baku"),
                ),
            ),
        ),
    ),
    Page(
        "modal_omzet",
        Text("Modal dan omzet", "Capital and sales"),
        (
            Part(
                "ir_pengamatan",
                (
                    *("modal_awal", "modal_kerja", "aset_non_tanah", "sumber_modal", "akses_kur"),
                    *("omzet_bulan", "omzet_tahun", "laba_bulan", "kontribusi_pendapatan_keluarga"),
                    *("pembukuan", "pemisahan_keuangan"),
                ),
            ),
        ),
    ),
    Page("pasar", Text("Pasar", "Market"), (Part("ir_pengamatan", ("jangkauan_pasar", "kanal_pasar")),)),
    Page(
        "legalitas",
        Text("Legalitas", "Licences"),
        (
            Part(
                "ir_legalitas",
                ("jenis", "nomor", "tanggal", "berlaku_sampai", "berkas"),
                repeat=True,
                gate=Text("Ada legalitas?", "Are there licences?"),
            ),
        ),
    ),
    Page(
        "bantuan",
        Text("Bantuan yang diterima dan dibutuhkan", "Support received and wanted"),
        (
            Part(
                "ir_pendampingan",
                ("tanggal", "layanan", "penyelenggara", "program", "nilai", "hasil"),
                repeat=True,
                gate=Text("Pernah menerima bantuan?", "Has support been received?"),
            ),
            Part(
                "ir_kebutuhan",
                ("layanan", "prioritas", "keterangan"),
                repeat=True,
                gate=Text("Ada bantuan yang dibutuhkan?", "Is support wanted?"),
            ),
        ),
    ),
    Page(
        "penguasaan_ti",
        Text("Penguasaan TI", "Use of IT"),
        (Part("ir_pemilik", ("penguasaan_ti",)),),
    ),
    Page(
        "persetujuan",
        Text("Persetujuan", "Consent"),
        (
            Part(
                "ir_persetujuan",
                (
                    *("tanggal", "cara", "bukti", "tujuan"),
                    *("boleh_nama", "boleh_hp", "boleh_alamat", "boleh_titik", "boleh_foto", "berlaku_sampai"),
                ),
                gate=Text("Pemilik memberi persetujuan?", "Does the owner give consent?"),
            ),
        ),
    ),
)

RELEVANT: Mapping[Tuple[str, str], str] = {
    ("ir_produk", "kbli_edisi"): "known(kbli_kode)",
    ("ir_produk", "pirt_berlaku"): "known(pirt_no)",
    ("ir_produk", "halal_no"): "halal_jalur == 'SD' or halal_jalur == 'REG'",
    ("ir_pengamatan", "per"): "known(kapasitas)",
}
"""Questions that are asked only where a condition holds (see ``conditions``)."""

NOT_ASKED: Mapping[str, Tuple[str, ...]] = {
    "": tuple(field.name for field in TRACKING),
    "ir_pemilik": ("pemilik_id",),
    "ir_usaha": (
        *("usaha_id", "pemilik_id", "kode_usaha", "lat_asli", "lon_asli", "metode_koordinat", "akurasi_m"),
        *("mutu_posisi", "sumber_data", "id_sumber", "tanggal_data", "pendata"),
    ),
    "ir_produk": ("produk_id", "usaha_id"),
    "ir_legalitas": ("legalitas_id", "usaha_id"),
    "ir_pendampingan": ("pendampingan_id", "usaha_id"),
    "ir_kebutuhan": ("kebutuhan_id", "usaha_id", "periode"),
    "ir_persetujuan": ("persetujuan_id", "pemilik_id", "ditarik_pada", "alasan_tarik"),
    "ir_foto": ("foto_id", "usaha_id", "diambil"),
    "ir_pengamatan": (
        *("pengamatan_id", "usaha_id", "tk_l_lain", "tk_p_lain"),
        *("modal_awal_min", "modal_awal_maks", "modal_kerja_min", "modal_kerja_maks"),
        *("aset_non_tanah_min", "aset_non_tanah_maks", "omzet_bulan_min", "omzet_bulan_maks"),
        *("omzet_tahun_min", "omzet_tahun_maks", "laba_bulan_min", "laba_bulan_maks"),
        *("kelas_hitung", "kelas_akhir", "alasan_akhir", "alasan_kelas", "versi_aturan", "kelengkapan"),
    ),
}
"""What the program, the phone or the office fills in; "" is every table. In the field an amount is asked, no range."""

PHOTOS = (("ir_foto", "berkas"), ("ir_legalitas", "berkas"), ("ir_persetujuan", "bukti"))
"""Files that the phone takes as pictures."""


def asked() -> Iterator[Tuple[Page, Part, Field]]:
    """Every question about a field, in order; the position is no field and not among them."""
    for page in PAGES:
        for part in page.parts:
            for name in part.fields:
                if name != POSITION:
                    yield page, part, part.declared.field(name)


def gate_name(part: Part) -> str:
    """The name of the question before a part; "" where there is none."""
    return f"ada_{part.table[3:]}" if part.gate.id else ""


def warning_name(rule: str) -> str:
    """The name of the note that shows while a soft rule is broken."""
    return f"periksa_{rule.lower()}"

"""How the forms of the register's tables are laid out: tabs, boxes and the tables edited inside, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Mapping, Tuple, Union

from ..texts import Text
from .schema.declaration import TRACKING


@dataclass(frozen=True)
class Box:
    """Fields under a heading, row by row in ``columns``. on_top: the labels stand above their fields."""

    title: Text
    fields: Tuple[str, ...]
    columns: int = 2
    on_top: bool = False


@dataclass(frozen=True)
class Related:
    """The rows of another table whose field ``by`` has the same value as that of this row; edited inside the form.

    owned: they go when this row goes.
    """

    table: str
    by: str
    owned: bool = True


@dataclass(frozen=True)
class Tab:
    """One page of a form."""

    title: Text
    parts: Tuple[Union[Box, Related], ...]

    @property
    def fields(self) -> Tuple[str, ...]:
        """The fields of its boxes."""
        return tuple(name for part in self.parts if isinstance(part, Box) for name in part.fields)


_TRACKED = tuple(field.name for field in TRACKING)


def _ranges(*amounts: str) -> Tuple[str, ...]:
    """The two ends of the range of each amount."""
    return tuple(each + end for each in amounts for end in ("_min", "_maks"))


def _record(*keys: str) -> Tab:
    """The last tab of every form: whose row it is, who made it and when."""
    return Tab(
        Text("Catatan", "Record"),
        (
            Box(Text("Pengenal", "Identifiers"), keys, columns=1),
            Box(Text("Siapa dan kapan", "Who and when"), _TRACKED),
        ),
    )


USAHA = (
    Tab(
        Text("Identitas dan tempat", "Identity and place"),
        (
            Box(Text("Identitas", "Identity"), ("nama_usaha", "kode_usaha", "status_usaha", "tahun_mulai")),
            Box(Text("Pemilik", "Owner"), ("pemilik_id",), columns=1, on_top=True),
            Box(Text("Tempat", "Place"), ("kode_desa", "alamat_rt_rw", "lokasi_produksi"), columns=1),
            Box(
                Text("Titik lokasi", "Location"),
                ("metode_koordinat", "mutu_posisi", "akurasi_m", "lat_asli", "lon_asli"),
            ),
        ),
    ),
    Tab(
        Text("Usaha", "Business"),
        (
            Box(Text("Jenis usaha", "Kind of business"), ("lapangan_usaha", "cabang_ikm", "bentuk_usaha")),
            Box(Text("Asal data", "Origin of the data"), ("sumber_data", "id_sumber", "tanggal_data", "pendata")),
        ),
    ),
    Tab(Text("Produk", "Products"), (Related("ir_produk", "usaha_id"),)),
    Tab(Text("Pengamatan", "Observations"), (Related("ir_pengamatan", "usaha_id"),)),
    Tab(Text("Legalitas", "Licences"), (Related("ir_legalitas", "usaha_id"),)),
    Tab(Text("Bantuan", "Support received"), (Related("ir_pendampingan", "usaha_id"),)),
    Tab(Text("Kebutuhan", "Support wanted"), (Related("ir_kebutuhan", "usaha_id"),)),
    Tab(Text("Persetujuan", "Consent"), (Related("ir_persetujuan", "pemilik_id", owned=False),)),
    Tab(Text("Foto", "Photos"), (Related("ir_foto", "usaha_id"),)),
    _record("usaha_id"),
)

PEMILIK = (
    Tab(
        Text("Data diri", "Person"),
        (
            Box(Text("Identitas", "Identity"), ("nama_lengkap", "nik", "jenis_kelamin", "tahun_lahir")),
            Box(
                Text("Keluarga", "Family"),
                ("status_kawin", "kepala_keluarga", "jumlah_tanggungan", "disabilitas"),
            ),
            Box(Text("Pendidikan dan pekerjaan", "Education and work"), ("pendidikan", "pekerjaan_lain", "purna_pmi")),
        ),
    ),
    Tab(
        Text("Teknologi dan kontak", "Technology and contact"),
        (
            Box(Text("Penguasaan teknologi", "Use of technology"), ("penguasaan_ti",), columns=1),
            Box(Text("Kontak", "Contact"), ("no_hp", "email")),
        ),
    ),
    Tab(Text("Persetujuan", "Consent"), (Related("ir_persetujuan", "pemilik_id"),)),
    _record("pemilik_id"),
)

PENGAMATAN = (
    Tab(
        Text("Pendataan dan kelas", "Survey and class"),
        (
            Box(Text("Pendataan", "Survey"), ("periode", "tanggal", "pendata")),
            Box(
                Text("Kelas industri rumahan", "Class of the home industry"),
                ("kelas_hitung", "kelengkapan", "versi_aturan", "kelas_petugas"),
            ),
            Box(Text("Penetapan", "Decision"), ("kelas_akhir", "alasan_akhir"), columns=1),
            Box(Text("Dasar kelas", "Evidence"), ("alasan_kelas",), columns=1, on_top=True),
        ),
    ),
    Tab(
        Text("Pekerja", "Workers"),
        (
            Box(Text("Dibayar", "Paid"), ("tk_p_dibayar", "tk_l_dibayar")),
            Box(Text("Tidak dibayar", "Unpaid"), ("tk_p_tdk_dibayar", "tk_l_tdk_dibayar")),
            Box(Text("Upah tidak dirinci", "Pay not told"), ("tk_p_lain", "tk_l_lain")),
            Box(Text("Pemilik", "Owner"), ("pemilik_dihitung",)),
        ),
    ),
    Tab(
        Text("Modal dan omzet", "Capital and sales"),
        (
            Box(Text("Modal dan aset", "Capital and assets"), ("modal_awal", "modal_kerja", "aset_non_tanah")),
            Box(Text("Omzet dan laba", "Sales and profit"), ("omzet_bulan", "omzet_tahun", "laba_bulan")),
            Box(
                Text("Keuangan", "Finances"),
                ("pembukuan", "pemisahan_keuangan", "akses_kur", "kontribusi_pendapatan_keluarga"),
            ),
            Box(Text("Sumber modal", "Sources of capital"), ("sumber_modal",), columns=1, on_top=True),
        ),
    ),
    Tab(
        Text("Kisaran", "Ranges"),
        (
            Box(
                Text(
                    "Bila jawabannya kisaran (misalnya 2–3 juta)", "Where the answer is a range (such as 2–3 million)"
                ),
                _ranges("modal_awal", "modal_kerja", "aset_non_tanah", "omzet_bulan", "omzet_tahun", "laba_bulan"),
                on_top=True,
            ),
        ),
    ),
    Tab(
        Text("Pasar", "Market"),
        (Box(Text("Pemasaran", "Marketing"), ("jangkauan_pasar", "kanal_pasar"), columns=1, on_top=True),),
    ),
    Tab(
        Text("Produksi", "Production"),
        (
            Box(Text("Waktu", "Time"), ("bulan_produksi", "hari_per_minggu", "pola_produksi")),
            Box(Text("Kapasitas", "Capacity"), ("kapasitas", "satuan", "per"), columns=3),
            Box(Text("Cara", "Means"), ("teknologi", "listrik", "sumber_bahan_baku")),
        ),
    ),
    _record("pengamatan_id", "usaha_id"),
)

PRODUK = (
    Tab(
        Text("Produk", "Product"),
        (
            Box(Text("Produk", "Product"), ("nama_produk_asli", "produk_kode", "merek", "utama")),
            Box(Text("Produksi", "Production"), ("volume", "satuan", "harga", "kemasan")),
            Box(Text("KBLI", "KBLI"), ("kbli_kode", "kbli_edisi")),
        ),
    ),
    Tab(
        Text("Izin pangan dan halal", "Food licence and halal"),
        (
            Box(Text("P-IRT", "P-IRT"), ("pirt_no", "pirt_berlaku")),
            Box(Text("Halal", "Halal"), ("halal_jalur", "halal_no")),
        ),
    ),
    _record("produk_id", "usaha_id"),
)

LEGALITAS = (
    Tab(
        Text("Legalitas", "Licence"),
        (
            Box(Text("Legalitas", "Licence"), ("jenis", "nomor", "tanggal", "berlaku_sampai")),
            Box(Text("Berkas", "File"), ("berkas",), columns=1),
        ),
    ),
    _record("legalitas_id", "usaha_id"),
)

PENDAMPINGAN = (
    Tab(
        Text("Bantuan yang diterima", "Support received"),
        (
            Box(Text("Bantuan", "Support"), ("layanan", "tanggal", "penyelenggara", "program", "nilai")),
            Box(Text("Hasil", "Outcome"), ("hasil",), columns=1),
        ),
    ),
    _record("pendampingan_id", "usaha_id"),
)

KEBUTUHAN = (
    Tab(
        Text("Bantuan yang dibutuhkan", "Support wanted"),
        (
            Box(Text("Kebutuhan", "Wish"), ("layanan", "prioritas", "periode")),
            Box(Text("Keterangan", "Remark"), ("keterangan",), columns=1),
        ),
    ),
    _record("kebutuhan_id", "usaha_id"),
)

PERSETUJUAN = (
    Tab(
        Text("Persetujuan", "Consent"),
        (
            Box(Text("Pemberian", "How it was given"), ("tanggal", "cara", "tujuan", "berlaku_sampai")),
            Box(
                Text("Yang boleh diumumkan", "What may be published"),
                ("boleh_nama", "boleh_hp", "boleh_alamat", "boleh_titik", "boleh_foto"),
                columns=1,
            ),
            Box(Text("Bukti", "Proof"), ("bukti",), columns=1, on_top=True),
            Box(Text("Penarikan", "Withdrawal"), ("ditarik_pada", "alasan_tarik")),
        ),
    ),
    _record("persetujuan_id", "pemilik_id"),
)

FOTO = (
    Tab(Text("Foto", "Photo"), (Box(Text("Foto", "Photo"), ("berkas", "keterangan", "diambil"), columns=1),)),
    _record("foto_id", "usaha_id"),
)

FORMS: Mapping[str, Tuple[Tab, ...]] = {
    "ir_usaha": USAHA,
    "ir_pemilik": PEMILIK,
    "ir_pengamatan": PENGAMATAN,
    "ir_produk": PRODUK,
    "ir_legalitas": LEGALITAS,
    "ir_pendampingan": PENDAMPINGAN,
    "ir_kebutuhan": KEBUTUHAN,
    "ir_persetujuan": PERSETUJUAN,
    "ir_foto": FOTO,
}
"""The tabs of every table that people edit."""


def boxes(table: str) -> Iterator[Box]:
    """Every box of a form."""
    return (part for tab in FORMS[table] for part in tab.parts if isinstance(part, Box))


def related(table: str) -> Iterator[Related]:
    """Every table edited inside a form."""
    return (part for tab in FORMS[table] for part in tab.parts if isinstance(part, Related))

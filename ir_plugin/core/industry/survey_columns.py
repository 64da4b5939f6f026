"""The columns of a survey sheet by what they mean, and the headings under which offices write them."""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

from .regions import name_key

HEADINGS: Mapping[str, Sequence[str]] = {
    "pemilik": ("Nama Pemilik", "Nama Pelaku Usaha", "Nama Pengusaha", "Pemilik", "Nama", "Nama Lengkap")
    + ("Nama Pemilik Usaha", "Nama Pemilik/Pelaku Usaha", "Nama Lengkap Pemilik"),
    "nik": ("NIK", "No. KTP", "Nomor KTP", "NIK/KTP", "No. NIK", "Nomor Induk Kependudukan")
    + ("NIK Pemilik", "Nomor NIK"),
    "jenis_kelamin": ("Jenis Kelamin", "JK", "L/P", "Sex", "Kelamin")
    + ("Jenis Kelamin Pemilik", "Jenis Kelamin Pemilik Usaha"),
    "laki_laki": ("Jenis Kelamin Laki-laki", "Jenis Kelamin L", "JK L"),
    "perempuan": ("Jenis Kelamin Perempuan", "Jenis Kelamin P", "JK P"),
    "no_hp": ("No. HP", "No HP", "HP", "No. WA", "No HP/WA", "Telp", "Telepon", "Nomor HP", "No. Telepon")
    + ("Nomor HP/WA", "Nomor Telepon", "Nomor WA", "Nomor WhatsApp", "No. WhatsApp", "Nomor HP/WhatsApp"),
    "usaha": ("Nama Usaha", "Merek", "Brand", "Nama Usaha/Merek") + ("Nama Usaha/Merek Dagang", "Merek Dagang"),
    "produk": ("Produk", "Jenis Produk", "Jenis Usaha", "Komoditi", "Produk Utama", "Produk yang Dihasilkan")
    + ("Nama Produk", "Produk yang dibuat", "Jenis Produk Utama"),
    "alamat": ("Alamat", "Alamat Usaha", "RT/RW", "Dusun", "Alamat (RT/RW)")
    + ("Alamat Lengkap", "Alamat Lengkap Usaha"),
    "desa": ("Desa", "Desa/Kel", "Desa/Kelurahan", "Kelurahan/Desa", "Kelurahan", "Kel/Desa", "Kel.", "Nama Desa")
    + ("Nama Desa/Kelurahan", "Nama Kelurahan", "Nama Desa/Kel")
    + ("Kode Desa",),
    "kecamatan": ("Kecamatan", "Kec.", "Kec", "Nama Kecamatan"),
    "kabupaten": ("Kabupaten", "Kab/Kota", "Kabupaten/Kota", "Kab.", "Nama Kabupaten/Kota"),
    "tahun_mulai": ("Tahun Berdiri", "Tahun Mulai", "Mulai Usaha", "Lama Usaha", "Tahun")
    + ("Tahun Mulai Usaha", "Tahun Usaha Dimulai", "Tahun Berdiri Usaha"),
    "modal_awal": ("Modal Awal", "Modal Awal (Rp)"),
    "modal": ("Modal", "Modal Usaha", "Modal Kerja", "Modal (Rp)"),
    "omzet": ("Omzet", "Omset", "Omzet/Bulan", "Omset per Bulan", "Omzet per Bulan (Rp)", "Omzet Sebulan")
    + ("Omzet Bulan", "Omzet Usaha per Bulan", "Omset Usaha per Bulan", "Omzet Rata-rata per Bulan"),
    "omzet_tahun": ("Omzet/Tahun", "Omset per Tahun", "Omzet Setahun", "Omzet per Tahun (Rp)") + ("Omzet Tahun",),
    "pekerja_l": ("TK L", "TKL", "Laki-laki", "Tenaga Kerja L", "Tenaga Kerja Laki-laki", "Pekerja L")
    + ("Jumlah Tenaga Kerja Laki-laki", "Jumlah Pekerja Laki-laki", "Pekerja Laki-laki"),
    "pekerja_p": ("TK P", "TKP", "Perempuan", "Tenaga Kerja P", "Tenaga Kerja Perempuan", "Pekerja P")
    + ("Jumlah Tenaga Kerja Perempuan", "Jumlah Pekerja Perempuan", "Pekerja Perempuan"),
    "pekerja": ("Jml TK", "Tenaga Kerja", "Karyawan", "Jumlah Tenaga Kerja", "Pekerja", "Jumlah TK"),
    "bulan_produksi": ("Bulan Produksi", "Bulan Produksi/Tahun", "Produksi (bulan)"),
    "lintang": ("Lat", "Latitude", "Lintang", "LS", "Y", "Koordinat Y", "Koordinat", "Titik Koordinat", "Share Loc"),
    "bujur": ("Long", "Lng", "Longitude", "Bujur", "BT", "X", "Koordinat X"),
    "nib": ("NIB", "No. NIB", "Nomor NIB") + ("Nomor Induk Berusaha",),
    "pirt": ("PIRT", "P-IRT", "SPP-IRT", "No. PIRT", "No P-IRT"),
    "jangkauan_pasar": ("Jangkauan Pasar", "Wilayah Pemasaran", "Daerah Pemasaran", "Jangkauan Pemasaran"),
    "kanal_pasar": ("Kanal Pasar", "Kanal Pemasaran", "Saluran Pemasaran", "Cara Pemasaran", "Tempat Penjualan")
    + ("Cara Penjualan", "Kanal Penjualan", "Saluran Penjualan"),
    "sumber_modal": ("Sumber Modal", "Asal Modal", "Sumber Permodalan"),
    "kebutuhan": ("Kebutuhan", "Bantuan yang Dibutuhkan", "Kebutuhan Bantuan", "Layanan yang Dibutuhkan")
    + ("Kebutuhan Layanan", "Kebutuhan Usaha", "Dukungan yang Dibutuhkan", "Bantuan Dibutuhkan"),
    "kelas": ("Kelas IR", "Klasifikasi IR", "Kategori", "Kelas", "Kategori IR"),
}

ESSENTIAL = ("desa", "pemilik")
RECOGNISED = 4
"""A row with this many known headings, the essential ones among them, is the header."""

OF_NO_MEANING = ("", "No", "No.", "Nomor", "No Urut", "Ket", "Ket.", "Keterangan", "Paraf", "Tanda Tangan")
"""Headings of columns that the register has no place for and that nobody misses."""

SEALED = ("jenis_kelamin",)
"""A heading above others that mean something else where they stand alone: "Laki-laki" below it counts no workers."""

_BY_KEY = {name_key(heading): column for column, headings in HEADINGS.items() for heading in headings}
_OF_NO_MEANING = {name_key(heading) for heading in OF_NO_MEANING}


def column_named(heading: str) -> Optional[str]:
    """What a heading means, or None."""
    return _BY_KEY.get(name_key(heading))


def is_missed(heading: str) -> bool:
    """Whether a heading that is not known may say something of which the user should hear."""
    return column_named(heading) is None and name_key(heading) not in _OF_NO_MEANING

"""The columns of a survey sheet by what they mean, and the headings under which offices write them."""

from __future__ import annotations

import re
from typing import Mapping, Optional, Sequence

from .regions import name_key

HEADINGS: Mapping[str, Sequence[str]] = {
    "pemilik": ("Nama Pemilik", "Nama Pelaku Usaha", "Nama Pengusaha", "Pemilik", "Nama", "Nama Lengkap")
    + ("Nama Pemilik Usaha", "Nama Pemilik/Pelaku Usaha", "Nama Lengkap Pemilik")
    + ("Owner", "Owner Name", "Name of Owner", "Full Name"),
    "nik": ("NIK", "No. KTP", "Nomor KTP", "NIK/KTP", "No. NIK", "Nomor Induk Kependudukan")
    + ("NIK Pemilik", "Nomor NIK"),
    "jenis_kelamin": ("Jenis Kelamin", "JK", "L/P", "Sex", "Kelamin")
    + ("Jenis Kelamin Pemilik", "Jenis Kelamin Pemilik Usaha")
    + ("Gender",),
    "laki_laki": ("Jenis Kelamin Laki-laki", "Jenis Kelamin L", "JK L"),
    "perempuan": ("Jenis Kelamin Perempuan", "Jenis Kelamin P", "JK P"),
    "no_hp": ("No. HP", "No HP", "HP", "No. WA", "No HP/WA", "Telp", "Telepon", "Nomor HP", "No. Telepon")
    + ("Nomor HP/WA", "Nomor Telepon", "Nomor WA", "Nomor WhatsApp", "No. WhatsApp", "Nomor HP/WhatsApp"),
    "usaha": ("Nama Usaha", "Merek", "Brand", "Nama Usaha/Merek")
    + ("Nama Usaha/Merek Dagang", "Merek Dagang")
    + ("Business", "Business Name", "Name of Business"),
    "produk": ("Produk", "Jenis Produk", "Jenis Usaha", "Komoditi", "Produk Utama", "Produk yang Dihasilkan")
    + ("Nama Produk", "Produk yang dibuat", "Jenis Produk Utama")
    + ("Product", "Products", "Main Product"),
    "alamat": ("Alamat", "Alamat Usaha", "RT/RW", "Dusun", "Alamat (RT/RW)")
    + ("Alamat Lengkap", "Alamat Lengkap Usaha")
    + ("Address",),
    "desa": ("Desa", "Desa/Kel", "Desa/Kelurahan", "Kelurahan/Desa", "Kelurahan", "Kel/Desa", "Kel.", "Nama Desa")
    + ("Nama Desa/Kelurahan", "Nama Kelurahan", "Nama Desa/Kel")
    + ("Kode Desa",)
    + ("Village", "Village Name"),
    "kecamatan": ("Kecamatan", "Kec.", "Kec", "Nama Kecamatan") + ("District",),
    "kabupaten": ("Kabupaten", "Kab/Kota", "Kabupaten/Kota", "Kab.", "Nama Kabupaten/Kota")
    + ("Regency", "Regency/City"),
    "tahun_mulai": ("Tahun Berdiri", "Tahun Mulai", "Mulai Usaha", "Lama Usaha", "Tahun")
    + ("Tahun Mulai Usaha", "Tahun Usaha Dimulai", "Tahun Berdiri Usaha")
    + ("Year Started", "Year Founded"),
    "modal_awal": ("Modal Awal", "Modal Awal (Rp)"),
    "modal": ("Modal", "Modal Usaha", "Modal Kerja", "Modal (Rp)") + ("Capital",),
    "omzet": ("Omzet", "Omset", "Omzet/Bulan", "Omset per Bulan", "Omzet per Bulan (Rp)", "Omzet Sebulan")
    + ("Omzet Bulan", "Omzet Usaha per Bulan", "Omset Usaha per Bulan", "Omzet Rata-rata per Bulan")
    + ("Monthly Sales", "Monthly Turnover"),
    "omzet_tahun": ("Omzet/Tahun", "Omset per Tahun", "Omzet Setahun", "Omzet per Tahun (Rp)")
    + ("Omzet Tahun",)
    + ("Annual Sales", "Annual Turnover"),
    "pekerja_l": ("TK L", "TKL", "Laki-laki", "Tenaga Kerja L", "Tenaga Kerja Laki-laki", "Pekerja L")
    + ("Jumlah Tenaga Kerja Laki-laki", "Jumlah Pekerja Laki-laki", "Pekerja Laki-laki")
    + ("Jumlah Pekerja L", "Jumlah Tenaga Kerja L", "Jumlah TK L", "Male Workers"),
    "pekerja_p": ("TK P", "TKP", "Perempuan", "Tenaga Kerja P", "Tenaga Kerja Perempuan", "Pekerja P")
    + ("Jumlah Tenaga Kerja Perempuan", "Jumlah Pekerja Perempuan", "Pekerja Perempuan")
    + ("Jumlah Pekerja P", "Jumlah Tenaga Kerja P", "Jumlah TK P", "Female Workers"),
    "pekerja": ("Jml TK", "Tenaga Kerja", "Karyawan", "Jumlah Tenaga Kerja", "Pekerja", "Jumlah TK")
    + ("Jumlah Pekerja", "Jumlah Karyawan", "Workers"),
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

SHORTENED: Mapping[str, str] = {"jml": "Jumlah", "jmlh": "Jumlah", "jlh": "Jumlah", "thn": "Tahun", "th": "Tahun"}
"""Words as offices shorten them, in any heading."""

SEALED = ("jenis_kelamin",)
"""A heading above others that mean something else where they stand alone: "Laki-laki" below it counts no workers."""

_BY_KEY = {name_key(heading): column for column, headings in HEADINGS.items() for heading in headings}
_UNIT = re.compile(r"\(\s*(dalam\s+)?(rp\.?|rupiah|idr|orang|org)\s*\)\s*$", re.IGNORECASE)
_OF_NO_MEANING = {name_key(heading) for heading in OF_NO_MEANING}


def column_named(heading: str) -> Optional[str]:
    """What a heading means, or None."""
    return _BY_KEY.get(name_key(heading))


def column_in_parts(heading: str) -> Optional[str]:
    """What a heading of an office means that is shortened, has a unit, or says the same in two languages, as in
    "Jml Pekerja (L)", "Omset per bulan (Rp)" and "Nama Pemilik (Owner)"; None where one of the parts means another."""
    whole = _UNIT.sub("", " ".join(SHORTENED.get(name_key(word), word) for word in heading.split()))
    return _in_parts(whole, ("()|", "/"))


def _in_parts(heading: str, between: Sequence[str]) -> Optional[str]:
    """What a heading means, or what each of its parts means, cut at the first signs and these at the next."""
    column = column_named(heading)
    if column or not between:
        return column
    parts = re.split(f"[{re.escape(between[0])}]", heading)
    meanings = {_in_parts(part, between[1:]) for part in parts if part.strip()}
    return meanings.pop() if len(meanings) == 1 else None


def is_missed(heading: str) -> bool:
    """Whether a heading that is not known may say something of which the user should hear."""
    return column_named(heading) is None and name_key(heading) not in _OF_NO_MEANING

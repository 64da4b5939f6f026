"""What a cleaner gives, and every repair it may make, in words."""

from __future__ import annotations

from typing import Any, NamedTuple, Tuple

from ...texts import Text

NULL_LIKE = {
    "",
    "-",
    "--",
    "0,0",
    "tidak ada",
    "tdk ada",
    "tidak punya",
    "belum",
    "belum ada",
    "#n/a",
    "#ref!",
    "#name?",
    "#value!",
    "#div/0!",
    "#null!",
    "#num!",
    "#error!",
    "tidak tahu",
    "tdk tahu",
    "kosong",
    "n/a",
    "nan",
    "null",
    "?",
}


LONGEST = 100
"""Characters; no number, amount or angle is longer, and patterns need not try."""


class Cleaned(NamedTuple):
    """A value, the ids of the repairs that led to it (keys of REPAIRS), and why it could not be read (key of PROBLEMS).

    value is None where the cell was empty or could not be read.
    """

    value: Any = None
    repairs: Tuple[str, ...] = ()
    problem: str = ""


REPAIRS = {
    "keputusan": Text("keputusan pemeriksa", "decision of a reviewer"),
    "diperbarui": Text("nilai register diganti dengan yang baru", "value of the register replaced by the new one"),
    "suntingan_dipertahankan": Text(
        "nilai survei berbeda; suntingan di register dipertahankan", "survey differs; the edit in the register stays"
    ),
    "koma_desimal": Text("koma desimal menjadi titik", "decimal comma into a dot"),
    "titik_ribuan": Text("titik ribuan dibuang", "thousand dots removed"),
    "derajat_menit": Text("derajat-menit-detik menjadi desimal", "degrees, minutes and seconds into decimals"),
    "tanda_lintang": Text("tanda minus ditambahkan pada lintang selatan", "minus sign added to a southern latitude"),
    "tertukar": Text("lintang dan bujur ditukar", "latitude and longitude exchanged"),
    "utm": Text("koordinat UTM menjadi derajat", "UTM coordinates into degrees"),
    "satu_sel": Text("dua koordinat dari satu sel", "two coordinates out of one cell"),
    "tautan_peta": Text("koordinat dari tautan peta", "coordinates out of a map link"),
    "plus_code": Text("koordinat dari Plus Code", "coordinates out of a Plus Code"),
    "uang_teks": Text("uang dari tulisan", "money out of words"),
    "uang_kisaran": Text("kisaran uang menjadi nilai tengah", "middle of a range of money"),
    "uang_batas": Text("batas uang tanpa nilai tengah", "a limit of money without a middle"),
    "titik_bersama": Text(
        "titik yang sama pada beberapa pemilik dibuang", "a position shared by several owners removed"
    ),
    "jumlah_teks": Text("jumlah dari tulisan", "number out of words"),
    "telepon": Text("nomor telepon ke bentuk +62", "phone number into the form +62"),
    "telepon_pertama": Text("nomor telepon pertama dari beberapa", "first of several phone numbers"),
    "angka_saja": Text("selain angka dibuang", "everything but digits removed"),
    "jenis_kelamin": Text("jenis kelamin dari tulisan", "sex out of words"),
    "kelamin_nik": Text("jenis kelamin dari NIK", "sex by the NIK"),
    "tahun": Text("tahun dari tanggal atau lama usaha", "year out of a date or a duration"),
    "nama_wilayah": Text("nama wilayah ke nama resmi", "name of a region into the official one"),
    "kabupaten_diabaikan": Text("kabupaten yang tidak dikenal diabaikan", "regency that is not known passed over"),
    "kecamatan_diabaikan": Text("kecamatan yang tidak dikenal diabaikan", "district that is not known passed over"),
    "nama_wilayah_mirip": Text("nama wilayah yang mirip", "name of a region that is alike"),
    "sama_di_atas": Text("isi baris di atas diteruskan", "value of the row above carried on"),
    "produk_baku": Text("produk ke nama baku", "product into its standard name"),
    "pilihan": Text("pilihan dari tulisan", "choices out of words"),
    "pilihan_dibuang": Text("jawaban di luar daftar pilihan dibuang", "answers that are not in the list dropped"),
    "kelas": Text("kelas dari tulisan", "class out of words"),
    "tanggal": Text("tanggal ke bentuk baku", "date into the standard form"),
    "dipotong": Text("teks yang terlalu panjang dipotong", "text that is too long cut"),
    "utama_kedua": Text("produk utama kedua menjadi produk biasa", "second main product made an ordinary one"),
}

PROBLEMS = {
    "di_luar_batas": Text("angka di luar batas yang mungkin", "number beyond what is possible"),
    "jumlah_tanpa_kelamin": Text(
        "jumlah pekerja tanpa rincian laki-laki dan perempuan", "number of workers not told by sex"
    ),
    "omzet_bukan_bulanan": Text("omzet tidak per bulan atau per tahun", "sales neither by month nor by year"),
    "koordinat_tak_terbaca": Text("koordinat tidak terbaca", "coordinates cannot be read"),
    "koordinat_tak_lengkap": Text("hanya satu dari dua koordinat", "only one of two coordinates"),
    "tautan_pendek": Text(
        "tautan peta pendek: buka di peramban dan salin koordinatnya",
        "short map link: open it and copy the coordinates",
    ),
    "di_luar_provinsi": Text("koordinat di luar provinsi", "coordinates outside the province"),
    "uang_tak_terbaca": Text("jumlah uang tidak terbaca", "amount of money cannot be read"),
    "jumlah_tak_terbaca": Text("jumlah tidak terbaca", "number cannot be read"),
    "jumlah_tanggal": Text("jumlah telah menjadi tanggal", "a number has become a date"),
    "telepon_rusak": Text("nomor telepon tidak utuh", "phone number is not whole"),
    "nik_rusak": Text("NIK tidak utuh", "NIK is not whole"),
    "pilihan_tak_dikenal": Text("pilihan tidak dikenal", "choice is not known"),
    "kelas_tak_terbaca": Text("kelas tidak terbaca", "class cannot be read"),
    "nomor_rusak": Text("nomor izin tidak utuh", "number of a licence is not whole"),
    "kelamin_tak_terbaca": Text("jenis kelamin tidak terbaca", "sex cannot be read"),
    "tahun_tak_terbaca": Text("tahun tidak terbaca", "year cannot be read"),
    "tanggal_tak_terbaca": Text("tanggal tidak terbaca", "date cannot be read"),
    "bentuk_salah": Text("tidak berbentuk seperti seharusnya", "not of the form that it must have"),
    "periode_tak_dikenal": Text("periode tidak dikenal atau belum tiba", "period not understood or not yet come"),
}


def is_null_like(text: str) -> bool:
    """Whether a cell says that there is nothing to say."""
    return " ".join(text.split()).casefold() in NULL_LIKE

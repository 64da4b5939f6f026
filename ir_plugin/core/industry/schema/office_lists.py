"""What the offices record about regions, rules, findings and exports."""

from __future__ import annotations

from ...texts import Text
from .declaration import value_list

OFFICE_LISTS = (
    value_list(
        "tingkat_wilayah",
        Text("Tingkat wilayah", "Level of the region"),
        **{
            "1": Text("Provinsi", "Province"),
            "2": Text("Kabupaten/kota", "Regency or city"),
            "3": Text("Kecamatan", "District"),
            "4": Text("Desa/kelurahan", "Village"),
        },
    ),
    value_list(
        "jenis_wilayah",
        Text("Jenis wilayah", "Kind of region"),
        PROV=Text("Provinsi", "Province"),
        KAB=Text("Kabupaten", "Regency"),
        KOTA=Text("Kota", "City"),
        KEC=Text("Kecamatan", "District"),
        KEL=Text("Kelurahan", "Urban village (kelurahan)"),
        DESA=Text("Desa", "Village (desa)"),
    ),
    value_list(
        "jenis_konversi",
        Text("Jenis konversi KBLI", "Kind of change between KBLI editions"),
        SAMA=Text("Kode sama", "Same code"),
        PINDAH=Text("Pindah kode", "Moved to another code"),
        UBAH=Text("Kode sama, makna berubah", "Same code, other meaning"),
    ),
    value_list(
        "status_aturan",
        Text("Status aturan", "Status of the rules"),
        DRAF=Text("Draf, belum diverifikasi", "Draft, not verified"),
        TERVERIFIKASI=Text("Terverifikasi", "Verified"),
        DICABUT=Text("Dicabut", "Withdrawn"),
    ),
    value_list(
        "aturan_sentra",
        Text("Aturan sentra", "Rule of a production centre"),
        PP29=Text("PP 29/2018: sedikitnya 5 unit", "PP 29/2018: at least 5 units"),
        BPS20=Text("BPS 2020: sedikitnya 20% rumah tangga desa", "BPS 2020: at least 20% of the village's households"),
    ),
    value_list(
        "status_sentra",
        Text("Status sentra", "Status of a production centre"),
        KANDIDAT=Text("Kandidat", "Candidate"),
        DITETAPKAN=Text("Ditetapkan dengan SK", "Designated by decree"),
    ),
    value_list(
        "tingkat_temuan",
        Text("Tingkat temuan", "Level of a finding"),
        GALAT=Text("Galat", "Error"),
        PERINGATAN=Text("Peringatan", "Warning"),
        INFO=Text("Info", "Info"),
    ),
    value_list(
        "status_temuan",
        Text("Status temuan", "Status of a finding"),
        BARU=Text("Baru", "New"),
        DIPERBAIKI=Text("Diperbaiki", "Repaired"),
        DITERIMA=Text("Diterima apa adanya", "Accepted as it is"),
    ),
    value_list(
        "profil_ekspor",
        Text("Profil ekspor", "Export profile"),
        INTERNAL=Text("Internal", "Internal"),
        MITRA=Text("Mitra", "Partners"),
        PUBLIK=Text("Publik", "Public"),
    ),
    value_list(
        "alasan_ganda",
        Text("Alasan dugaan ganda", "Why two may be one"),
        NIK=Text("NIK sama", "Same NIK"),
        HP=Text("Nomor telepon sama", "Same phone number"),
        NAMA=Text("Nama, desa dan produk mirip", "Alike in name, village and product"),
    ),
    value_list(
        "status_ganda",
        Text("Keputusan", "Decision"),
        BARU=Text("Belum diputuskan", "Not decided"),
        SAMA=Text("Usaha yang sama", "The same business"),
        BEDA=Text("Usaha berbeda", "Different businesses"),
    ),
    value_list(
        "kejadian",
        Text("Kejadian", "Event"),
        UBAH=Text("Diubah", "Changed"),
        HAPUS=Text("Dihapus", "Removed"),
    ),
    value_list(
        "arah_paket",
        Text("Arah paket", "Direction of the package"),
        KIRIM=Text("Dikirim", "Sent out"),
        TERIMA=Text("Diterima kembali", "Taken back"),
    ),
    value_list(
        "status_konflik",
        Text("Keputusan", "Decision"),
        BARU=Text("Belum diputuskan", "Not decided"),
        REGISTER=Text("Nilai register dipakai", "The register's value is kept"),
        PAKET=Text("Nilai paket dipakai", "The package's value is taken"),
    ),
    value_list(
        "alasan_konflik",
        Text("Sebab perbedaan", "Why it is a conflict"),
        BEDA=Text(
            "Register dan paket mengubah isian ini secara berbeda.",
            "The register and the package changed this field differently.",
        ),
        HAPUS_REGISTER=Text(
            "Register menghapus baris yang dipakai atau diubah paket.",
            "The register removed a row that the package uses or has changed.",
        ),
        HAPUS_PAKET=Text(
            "Paket menghapus baris yang dipakai atau diubah register.",
            "The package removed a row that the register uses or has changed.",
        ),
        RUJUKAN=Text(
            "Nilai paket merujuk baris yang tidak ada di register.",
            "The package's value refers to a row that the register does not have.",
        ),
        ATURAN=Text(
            "Nilai paket melanggar aturan register, misalnya sudah dipakai baris lain.",
            "The package's value breaks a rule of the register; another row may have it already.",
        ),
    ),
)

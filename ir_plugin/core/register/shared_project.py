"""``sharedproject``: the QGIS project of a shared register. Declared here, made by QGIS (ir_plugin/register)."""

from __future__ import annotations

from ..declaration import Algorithm, String
from ..parameters import ConnectionInput, FileOutput
from ..texts import Text
from .groups import REGISTER as GROUP

OPERATION = Algorithm(
    id="sharedproject",
    title=Text("Buat proyek register bersama", "Make the project of a shared register"),
    group=GROUP,
    summary=Text(
        "Membuat proyek QGIS untuk register bersama di PostGIS, dengan formulir yang sama seperti untuk berkas.",
        "Makes the QGIS project of a shared register in PostGIS, with the same forms as for a file.",
    ),
    help=Text(
        "Simpan dahulu koneksi ke basis data di panel Peramban QGIS, dengan nama pengguna Anda sendiri. Proyek memuat "
        "layer yang boleh dibaca pengguna itu: kantor mendapat formulir usahanya, pembaca hanya tabel terbuka. Buatlah "
        "satu proyek untuk setiap orang. Sandi tidak ditulis ke dalam proyek: QGIS menanyakannya, kecuali bila koneksi "
        "memakai konfigurasi autentikasi atau berkas pgpass. Jalur foto dihitung dari folder proyek; simpan foto di "
        "subfolder foto. Plugin harus aktif saat menyunting: tanpa plugin setiap perubahan baris ditolak.",
        "First save a connection to the database in the Browser panel of QGIS, with your own user name. The project "
        "has the layers that this user may read: an office gets the forms of its businesses, a viewer the open tables "
        "only. Make one project for each person. No password is written into it: QGIS asks, unless the connection uses "
        "an authentication configuration or a pgpass file. Paths of photos count from the project's folder; keep "
        "photos in its subfolder foto. The plugin must be on while you edit: without it every change of a row is "
        "refused.",
    ),
    parameters=(
        ConnectionInput("CONNECTION", Text("Koneksi PostgreSQL", "PostgreSQL connection")),
        FileOutput("OUTPUT", Text("Berkas proyek", "Project file"), extensions=("qgz",)),
    ),
    outputs=(String("OUTPUT", Text("Berkas proyek", "Project file")),),
    tags=("proyek", "formulir", "project", "form", "postgis", "postgresql", "bersama", "shared"),
)

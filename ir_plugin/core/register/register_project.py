"""``registerproject``: the QGIS project of a register. Declared here, made by QGIS (ir_plugin/register)."""

from __future__ import annotations

from ..declaration import Algorithm, String
from ..parameters import FileOutput, RegisterInput
from ..texts import Text
from .groups import REGISTER as GROUP

OPERATION = Algorithm(
    id="registerproject",
    title=Text("Buat proyek dan formulir", "Make the project and its forms"),
    group=GROUP,
    summary=Text(
        "Membuat proyek QGIS untuk sebuah register: layer, formulir isian, hubungan antartabel, dan tema peta.",
        "Makes the QGIS project of a register: layers, forms, relations between tables, and map themes.",
    ),
    help=Text(
        "Buka proyeknya, pilih layer Usaha (untuk disunting), dan isi formulirnya: identitas dan tempat, pemilik, "
        "produk, pekerja, modal dan omzet, pasar, legalitas, bantuan, persetujuan, dan foto. Isian yang salah ditolak "
        "dengan kalimat yang menyebut sebabnya; yang janggal hanya diberi catatan. Kelas dan kelengkapan dihitung "
        "selagi mengisi. Menghapus usaha menghapus juga produk, pengamatan, dan catatan lainnya. Formulir juga "
        "disimpan di dalam register, sehingga QGIS tanpa plugin dan QField menampilkannya. Simpan proyek di folder "
        "register: semua jalur berkas relatif, jadi folder itu dapat disalin utuh ke komputer lain atau ke QField.",
        "Open the project, choose the layer Businesses (for editing) and fill in its form: identity and place, owner, "
        "products, workers, capital and sales, market, licences, support, consent and photos. A wrong answer is "
        "refused with a sentence that says why; an odd one only gets a note. Class and completeness are computed while "
        "you type. Deleting a business also deletes its products, observations and other rows. The forms are kept in "
        "the register too, so that QGIS without the plugin and QField show them. Save the project in the register's "
        "folder: every path is relative, so that the folder can be copied as a whole to another computer or to QField.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        FileOutput("OUTPUT", Text("Berkas proyek", "Project file"), extensions=("qgz",)),
    ),
    outputs=(String("OUTPUT", Text("Berkas proyek", "Project file")),),
    tags=("proyek", "formulir", "project", "form", "qfield", "register"),
)

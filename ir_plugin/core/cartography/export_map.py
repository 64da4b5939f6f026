"""``exportmap``: one printed sheet of the given layers. Declared here, drawn by QGIS (ir_plugin/cartography)."""

from __future__ import annotations

from ..declaration import Algorithm, Group, String
from ..parameters import Choice, FileInput, FileOutput, Flag, LayersInput, Option, TextSetting
from ..texts import Text
from .map_sheet import PAPERS

FORMATS = ("pdf", "png", "svg")
PICTURES = ("svg", "png", "jpg", "jpeg")

GROUP = Group("cartography", Text("Peta dan laporan", "Maps and reports"))

OPERATION = Algorithm(
    id="exportmap",
    title=Text("Cetak peta", "Export a map"),
    group=GROUP,
    summary=Text(
        "Membuat satu lembar peta siap cetak dari layer yang dipilih.",
        "Makes one printed map sheet of the chosen layers.",
    ),
    help=Text(
        "Lembar peta memuat judul, skala angka dan skala garis, arah utara, grid lintang dan bujur, proyeksi dan "
        "datum, keterangan (hanya kelas yang tampak), diagram lokasi, sumber data dan riwayat peta, edisi, serta nama "
        "dan logo instansi. Luasan dan skala mengikuti layer; skala dibulatkan, misalnya 1 : 1.500.000. Layer yang "
        "belum ada di proyek digambar dengan gaya bawaan temanya. Bahasa peta mengikuti bahasa plugin.",
        "The sheet carries title, number scale and scale bar, north arrow, a graticule, projection and datum, a legend "
        "(only of the classes that are shown), a location diagram, data sources and map history, the edition, and the "
        "agency's name and logo. Extent and scale follow the layers; the scale is a round one, such as 1 : 1,500,000. "
        "Layers that are not in the project are drawn in the style of their theme. The map speaks the plugin's "
        "language.",
    ),
    parameters=(
        LayersInput("LAYERS", Text("Layer yang digambar", "Layers to draw")),
        TextSetting(
            "TITLE",
            Text("Judul peta", "Map title"),
            Text("Kosongkan untuk memakai judul tema.", "Leave empty to use the theme's title."),
            optional=True,
        ),
        TextSetting(
            "SUBTITLE",
            Text("Anak judul atau nama wilayah", "Subtitle or name of the area"),
            Text("Kosongkan untuk memakai nama provinsi.", "Leave empty to use the name of the province."),
            optional=True,
        ),
        TextSetting(
            "SOURCE",
            Text("Sumber data", "Data source"),
            Text("Kosongkan untuk memakai nama layer.", "Leave empty to use the names of the layers."),
            optional=True,
        ),
        TextSetting(
            "AGENCY",
            Text("Instansi pembuat, alamat dan kontak", "Agency, address and contact"),
            Text("Pisahkan baris dengan tanda titik koma.", "Separate lines by semicolons."),
            optional=True,
        ),
        TextSetting(
            "EDITION",
            Text("Edisi dan tahun", "Edition and year"),
            Text("Kosongkan untuk edisi 1 tahun ini.", "Leave empty for edition 1 of this year."),
            optional=True,
        ),
        FileInput(
            "LOGO",
            Text("Logo instansi", "Agency logo"),
            Text("Berkas gambar milik instansi Anda.", "A picture file that belongs to your agency."),
            optional=True,
            extensions=PICTURES,
        ),
        Flag(
            "DRAFT",
            Text("Tandai sebagai DRAF", "Mark as DRAFT"),
            Text(
                "Kelas industri rumahan dari aturan yang belum disahkan selalu ditandai.",
                "Home industry classes of rules that are not confirmed are always marked.",
            ),
        ),
        Choice(
            "PAPER",
            Text("Kertas", "Paper"),
            options=tuple(Option(paper.id, paper.label) for paper in PAPERS),
            default=PAPERS[0].id,
        ),
        FileOutput("OUTPUT", Text("Berkas peta", "Map file"), extensions=FORMATS),
    ),
    outputs=(String("OUTPUT", Text("Berkas peta", "Map file")),),
    tags=("peta", "cetak", "layout", "pdf", "map", "print"),
)

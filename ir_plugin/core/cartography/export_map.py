"""``exportmap``: one printed sheet of the given layers. Declared here, drawn by QGIS (ir_plugin/cartography)."""

from __future__ import annotations

from ..declaration import Algorithm, Group, String
from ..parameters import FileOutput, LayersInput, RegionSetting, RegisterInput
from ..register.shared_settings import REGION
from ..texts import Text, joined
from .sheet_parameters import FORMATS, PRIVACY, PROFILE, PUBLICATION, SCALE, SUBTITLE, TEMPLATE, THEME, TITLE, paper

GROUP = Group("cartography", Text("Peta dan laporan", "Maps and reports"))

HELP = Text(
    "Lembar peta memuat judul, skala angka dan skala garis, arah utara, grid lintang dan bujur, proyeksi dan "
    "datum, keterangan (hanya kelas yang tampak), diagram lokasi, sumber data dan riwayat peta, edisi, serta nama "
    "dan logo instansi. Luasan dan skala mengikuti layer, atau wilayah yang dipilih; skala dibulatkan, misalnya "
    "1 : 1.500.000. Layer yang belum ada di proyek digambar dengan gaya bawaan temanya. Bahasa peta mengikuti "
    "bahasa plugin.",
    "The sheet carries title, number scale and scale bar, north arrow, a graticule, projection and datum, a legend "
    "(only of the classes that are shown), a location diagram, data sources and map history, the edition, and the "
    "agency's name and logo. Extent and scale follow the layers, or the region that is chosen; the scale is a "
    "round one, such as 1 : 1,500,000. Layers that are not in the project are drawn in the style of their theme. "
    "The map speaks the plugin's language.",
)

OPERATION = Algorithm(
    id="exportmap",
    title=Text("Cetak peta", "Export a map"),
    group=GROUP,
    summary=Text(
        "Membuat satu lembar peta siap cetak dari layer yang dipilih.",
        "Makes one printed map sheet of the chosen layers.",
    ),
    help=joined([HELP, PRIVACY]),
    parameters=(
        LayersInput("LAYERS", Text("Layer yang digambar", "Layers to draw")),
        RegisterInput(
            "REGISTER",
            Text("Register", "Register"),
            Text(
                "Bila wilayah dipilih, bila layer usaha tidak tersimpan di register, dan untuk batas serta nama tempat "
                "pada layer yang tidak membawanya.",
                "Where a region is chosen, where businesses do not lie in a register, and for boundaries and names of "
                "places on layers that bring none.",
            ),
            optional=True,
        ),
        RegionSetting(
            REGION.id,
            REGION.label,
            Text(
                "Nama atau kode satu wilayah register; lembarnya seperti pada atlas. Provinsi: seluruh isi layer "
                "dengan batas dan nama kabupaten/kota. Kosong: seluruh isi layernya.",
                "Name or code of one region of the register, whose sheet is as in an atlas. The province: all that the "
                "layers hold, with boundaries and names of regencies. Empty: all that the layers hold.",
            ),
            optional=True,
        ),
        PROFILE,
        THEME,
        TITLE,
        SUBTITLE,
        *PUBLICATION,
        paper("a3_landscape"),
        SCALE,
        TEMPLATE,
        FileOutput("OUTPUT", Text("Berkas peta", "Map file"), extensions=FORMATS),
    ),
    outputs=(String("OUTPUT", Text("Berkas peta", "Map file")),),
    tags=("peta", "cetak", "layout", "pdf", "map", "print"),
)

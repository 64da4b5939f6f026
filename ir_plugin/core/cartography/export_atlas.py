"""``exportatlas``: a sheet for each region of a level. Declared here, drawn by QGIS (ir_plugin/cartography)."""

from __future__ import annotations

from ..declaration import Algorithm, Number, String
from ..parameters import FileOutput, Flag, LayersInput, RegionSetting, RegisterInput
from ..register.shared_settings import level_choice
from ..texts import Text, joined
from .export_map import GROUP
from .sheet_parameters import FORMATS, PRIVACY, PROFILE, PUBLICATION, SCALE, TEMPLATE, THEME, TITLE, paper

HELP = Text(
    "Setiap lembar menampilkan satu wilayah sebesar mungkin pada skala bulat: layer yang dipilih hanya di dalam "
    "wilayah itu, wilayah tetangga pucat, dan keterangan hanya dari kelas yang tampak. Judul, diagram lokasi, "
    "skala, grid, sumber, dan nomor lembar mengikuti wilayahnya; batas kelas sama di semua lembar sehingga lembar "
    "dapat dibandingkan. PDF menjadi satu berkas dengan koordinat peta; PNG dan SVG menjadi satu berkas per "
    "wilayah, bernama menurut kode dan nama wilayah. Bila dibatalkan, tidak ada berkas yang ditulis.",
    "Each sheet shows one region as large as a round scale allows: the chosen layers only inside that region, the "
    "neighbours pale, a legend of exactly the classes that are seen. Title, location diagram, scale, graticule, "
    "source and sheet number follow the region; the limits of classes are the same on all sheets, so that sheets "
    "can be compared. A PDF is one file that knows its coordinates; PNG and SVG are one file for each region, "
    "named by its code and name. A cancelled atlas leaves no file.",
)

OPERATION = Algorithm(
    id="exportatlas",
    title=Text("Cetak atlas", "Export an atlas"),
    group=GROUP,
    summary=Text(
        "Membuat satu lembar peta untuk setiap kabupaten, kecamatan, atau desa.",
        "Makes one map sheet for each regency, district or village.",
    ),
    help=joined([HELP, PRIVACY]),
    parameters=(
        RegisterInput(
            "REGISTER",
            Text("Register", "Register"),
            Text(
                "Batas wilayahnya dipakai, dan persetujuannya bila layer usaha tersimpan di tempat lain.",
                "Its boundaries are used, and its consents where a layer of businesses lies elsewhere.",
            ),
        ),
        LayersInput("LAYERS", Text("Layer yang digambar", "Layers to draw")),
        level_choice(Text("Satu lembar untuk setiap", "A sheet for each"), "kecamatan"),
        RegionSetting(
            "WITHIN",
            Text("Hanya di wilayah", "Only inside"),
            Text(
                "Nama atau kode wilayah, beberapa dengan titik koma; kosong: seluruh provinsi.",
                "Names or codes of regions, several with semicolons; empty: the whole province.",
            ),
            optional=True,
            several=True,
        ),
        PROFILE,
        THEME,
        TITLE,
        *PUBLICATION,
        paper("a4"),
        Flag(
            "SEPARATE",
            Text("Satu berkas per wilayah", "One file for each region"),
            Text("PNG dan SVG selalu demikian.", "PNG and SVG always are."),
            advanced=True,
        ),
        SCALE,
        TEMPLATE,
        FileOutput("OUTPUT", Text("Berkas atlas", "Atlas file"), extensions=FORMATS),
    ),
    outputs=(String("OUTPUT", Text("Berkas atlas", "Atlas file")), Number("SHEETS", Text("Jumlah lembar", "Sheets"))),
    tags=("peta", "atlas", "cetak", "kecamatan", "desa", "pdf", "map", "print"),
)

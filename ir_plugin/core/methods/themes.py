"""The classes of method results, with colours and hatches that colour-blind eyes and grey print tell apart."""

from __future__ import annotations

from typing import Tuple

from ..classes import Class, ClassTable, Ramp, Theme
from ..texts import Text

HOT, COLD = "panas", "dingin"
NOT_SIGNIFICANT, NO_NEIGHBOURS, NO_DATA = "tidak_signifikan", "tanpa_tetangga", "tanpa_data"
HIGH_HIGH, LOW_LOW, HIGH_LOW, LOW_HIGH = "tinggi_tinggi", "rendah_rendah", "tinggi_rendah", "rendah_tinggi"
ALIKE, UNLIKE = "serupa_lain", "berbeda"
GATHERED, OTHER_CATEGORY = "mengumpul", "kategori_lain"
LINKED, APART = "terhubung", "terpisah"
ORDINARY, JOINED = 0, 1
ALWAYS_HIGH, SOMETIMES_HIGH = "tinggi_kukuh", "tinggi_sebagian"
ALWAYS_LOW, SOMETIMES_LOW = "rendah_kukuh", "rendah_sebagian"
ALWAYS_OUTLIER, SOMETIMES_OUTLIER = "penyimpang_kukuh", "penyimpang_sebagian"
CANDIDATE, NO_CANDIDATE = "kandidat", "bukan_kandidat"
MORE, FEWER, OUTSIDE = "lebih_banyak", "lebih_sedikit", "di_luar"
SPECIALISED, LESS, UNSURE = "terspesialisasi", "lebih_jarang", "belum_jelas"
TOO_FEW, NO_BUSINESS = "terlalu_sedikit", "tanpa_usaha"
CLEAR_LEADER, WEAK_LEADER, UNDECIDED = "jelas", "lemah", "seimbang"
CORE, BORDER, NOISE = "inti", "tepi", "derau"

_REST = (
    Class(NOT_SIGNIFICANT, Text("Tidak signifikan", "Not significant"), "#f7f5ef", quiet=True),
    Class(NO_NEIGHBOURS, Text("Tanpa tetangga", "No neighbours"), "#d9d9d9", ".", quiet=True),
    Class(NO_DATA, Text("Tanpa data", "No data"), "#ffffff", "x", quiet=True),
)
_HIGH_HIGH = Class(HIGH_HIGH, Text("Tinggi di antara tinggi", "High among high"), "#b2182b")
_LOW_LOW = Class(LOW_LOW, Text("Rendah di antara rendah", "Low among low"), "#2166ac", "/")

CONNECTIONS = ClassTable(
    "ketetanggaan",
    Text("Bagian peta yang terhubung", "Connected parts of the map"),
    "w_kelas",
    "polygon",
    (
        Class(LINKED, Text("Bagian terbesar", "Largest part"), "#a6bddb"),
        Class(APART, Text("Bagian lain", "Another part"), "#fdb863", "/"),
        Class(NO_NEIGHBOURS, Text("Tanpa tetangga", "No neighbours"), "#d9d9d9", ".", quiet=True),
        Class(NO_DATA, Text("Tanpa geometri", "No geometry"), "#ffffff", "x", quiet=True),
    ),
)

LINKS = ClassTable(
    "tautan",
    Text("Tautan antarwilayah", "Links between units"),
    "disambung",
    "line",
    (
        Class(ORDINARY, Text("Tautan", "Link"), "#045a8d", quiet=True),
        Class(JOINED, Text("Sambungan antarbagian", "Link between parts"), "#b2182b", "/"),
    ),
)

HOT_SPOTS = ClassTable(
    "titik_panas",
    Text("Titik panas dan titik dingin", "Hot and cold spots"),
    "gi_kelas",
    "polygon",
    (
        Class(HOT, Text("Titik panas", "Hot spot"), "#b2182b"),
        Class(COLD, Text("Titik dingin", "Cold spot"), "#2166ac", "/"),
        *_REST,
    ),
)

LOCAL_MORAN = ClassTable(
    "moran_lokal",
    Text("Moran lokal", "Local Moran"),
    "lm_kelas",
    "polygon",
    (
        _HIGH_HIGH,
        _LOW_LOW,
        Class(HIGH_LOW, Text("Tinggi di antara rendah", "High among low"), "#f4a582", "\\"),
        Class(LOW_HIGH, Text("Rendah di antara tinggi", "Low among high"), "#92c5de", "x"),
        *_REST,
    ),
)

LOCAL_GEARY = ClassTable(
    "geary_lokal",
    Text("Geary lokal", "Local Geary"),
    "lc_kelas",
    "polygon",
    (
        _HIGH_HIGH,
        _LOW_LOW,
        Class(ALIKE, Text("Serupa, di sekitar rata-rata", "Alike, about the mean"), "#fdb863", "\\"),
        Class(UNLIKE, Text("Berbeda dari tetangga", "Unlike its neighbours"), "#762a83", "x"),
        *_REST,
    ),
)

STABILITY = ClassTable(
    "kestabilan",
    Text("Kestabilan temuan", "Stability of findings"),
    "st_peta",
    "polygon",
    (
        Class(ALWAYS_HIGH, Text("Tinggi, kukuh", "High, firm"), "#b2182b"),
        Class(SOMETIMES_HIGH, Text("Tinggi, sebagian", "High, sometimes"), "#f4a582", "."),
        Class(ALWAYS_LOW, Text("Rendah, kukuh", "Low, firm"), "#2166ac", "/"),
        Class(SOMETIMES_LOW, Text("Rendah, sebagian", "Low, sometimes"), "#92c5de", "/"),
        Class(ALWAYS_OUTLIER, Text("Penyimpang, kukuh", "Outlier, firm"), "#762a83", "x"),
        Class(SOMETIMES_OUTLIER, Text("Penyimpang, sebagian", "Outlier, sometimes"), "#c2a5cf", "x"),
        *_REST,
    ),
)

LOCAL_JOINS = ClassTable(
    "join_lokal",
    Text("Tempat kategori mengumpul", "Where a category gathers"),
    "lj_kelas",
    "polygon",
    (
        Class(GATHERED, Text("Mengumpul", "Gathered"), "#b35806"),
        Class(OTHER_CATEGORY, Text("Kategori lain", "Another category"), "#e0e0e0", "/", quiet=True),
        *_REST,
    ),
)

DENSITY_CLUSTERS = ClassTable(
    "klaster_spasial",
    Text("Klaster kepadatan usaha", "Density clusters of businesses"),
    "klaster_peran",
    "point",
    (
        Class(CORE, Text("Inti klaster", "Core of a cluster"), "#b35806"),
        Class(BORDER, Text("Tepi klaster", "Border of a cluster"), "#fdb863"),
        Class(NOISE, Text("Di luar klaster", "Outside of clusters"), "#969696", quiet=True),
    ),
)

SCAN_CLUSTERS = ClassTable(
    "klaster_pindaian",
    Text("Klaster pindaian", "Scan clusters"),
    "sc_kelas",
    "polygon",
    (
        Class(MORE, Text("Lebih banyak daripada harapan", "More than expected"), "#b2182b"),
        Class(FEWER, Text("Lebih sedikit daripada harapan", "Fewer than expected"), "#2166ac", "/"),
        Class(OUTSIDE, Text("Di luar klaster", "Outside of clusters"), "#f7f5ef", quiet=True),
        Class(NO_DATA, Text("Tanpa data", "No data"), "#ffffff", "x", quiet=True),
    ),
)

_TOO_FEW = Class(TOO_FEW, Text("Terlalu sedikit usaha", "Too few businesses"), "#e4e4e4", ".", quiet=True)
_NO_BUSINESS = Class(NO_BUSINESS, Text("Tanpa usaha", "No business"), "#ffffff", quiet=True)

LOCATION_QUOTIENTS = ClassTable(
    "lq",
    Text("Location quotient", "Location quotient"),
    "lq_kelas",
    "polygon",
    (
        Class(SPECIALISED, Text("Terspesialisasi (LQ di atas 1)", "Specialised (LQ above 1)"), "#01665e"),
        Class(LESS, Text("Lebih jarang (LQ di bawah 1)", "Rarer (LQ below 1)"), "#bf812d", "/"),
        Class(UNSURE, Text("Belum jelas", "Not clear"), "#e6ddc8", quiet=True),
        _TOO_FEW,
        _NO_BUSINESS,
    ),
)

LEADING_PRODUCTS = ClassTable(
    "produk_unggulan",
    Text("Bukti produk unggulan", "Evidence for a leading product"),
    "pu_kelas",
    "polygon",
    (
        Class(CLEAR_LEADER, Text("Jelas", "Clear"), "#01665e"),
        Class(WEAK_LEADER, Text("Bukti lemah", "Weak evidence"), "#80cdc1", "/"),
        Class(UNDECIDED, Text("Dua produk seimbang", "Two products alike"), "#fdb863", "x"),
        _TOO_FEW,
        _NO_BUSINESS,
    ),
    named_by="pu_produk",
)

DENSITY = Ramp(
    "permukaan_kepadatan",
    Text("Kepadatan usaha (per km²)", "Density of businesses (per km²)"),
    "",
    "raster",
    ("#fee391", "#fec44f", "#fe9929", "#d95f0e", "#993404"),
)

_COLOURS = (
    "#44aa99",
    "#cc6677",
    "#332288",
    "#ddcc77",
    "#882255",
    "#88ccee",
    "#117733",
    "#aa4499",
    "#999933",
)
"""The "muted" scheme of Paul Tol, made for every kind of colour vision."""

_HATCHES = ("", "/", "\\", "x", ".")


def _numbered(words: Text) -> Tuple[Class, ...]:
    """Every colour with two hatches, and what belongs to none."""
    looks = [(_COLOURS[at % len(_COLOURS)], _HATCHES[at % len(_HATCHES)]) for at in range(2 * len(_COLOURS))]
    groups = [Class(number, words.format(number=number), *look) for number, look in enumerate(looks, start=1)]
    return (*groups, Class(None, Text("Tidak ikut", "Takes no part"), "#d9d9d9", ".", quiet=True))


_CLUSTER, _REGION = Text("Klaster {number}", "Cluster {number}"), Text("Kawasan {number}", "Region {number}")

ATTRIBUTE_CLUSTERS = ClassTable(
    "klaster_atribut",
    Text("Klaster atribut", "Attribute clusters"),
    "klaster_atribut",
    "point",
    _numbered(_CLUSTER),
    numbered=_CLUSTER,
)

REGIONS = ClassTable(
    "kawasan",
    Text("Kawasan serupa", "Regions of similar villages"),
    "rg_wilayah",
    "polygon",
    _numbered(_REGION),
    numbered=_REGION,
)

SENTRA_MEMBERS = ClassTable(
    "anggota_sentra",
    Text("Usaha dalam kandidat sentra", "Businesses in a candidate sentra"),
    "sentra_kelas",
    "point",
    (
        Class(CANDIDATE, Text("Dalam kandidat sentra", "In a candidate sentra"), "#7a0177"),
        Class(NO_CANDIDATE, Text("Di luar kandidat sentra", "In no candidate sentra"), "#969696", "/", quiet=True),
    ),
)

THEMES: tuple[Theme, ...] = (
    *(CONNECTIONS, LINKS, HOT_SPOTS, LOCAL_MORAN, LOCAL_GEARY, LOCAL_JOINS, STABILITY),
    *(
        SCAN_CLUSTERS,
        DENSITY_CLUSTERS,
        DENSITY,
        ATTRIBUTE_CLUSTERS,
        REGIONS,
        SENTRA_MEMBERS,
        LOCATION_QUOTIENTS,
        LEADING_PRODUCTS,
    ),
)

"""The classes of method results, with colours and hatches that colour-blind eyes and grey print tell apart."""

from __future__ import annotations

from ..classes import Class, ClassTable, Theme
from ..texts import Text

HOT, COLD = "panas", "dingin"
NOT_SIGNIFICANT, NO_NEIGHBOURS, NO_DATA = "tidak_signifikan", "tanpa_tetangga", "tanpa_data"
CORE, BORDER, NOISE = "inti", "tepi", "derau"

HOT_SPOTS = ClassTable(
    "titik_panas",
    Text("Titik panas dan titik dingin", "Hot and cold spots"),
    "gi_kelas",
    "polygon",
    (
        Class(HOT, Text("Titik panas", "Hot spot"), "#b2182b"),
        Class(COLD, Text("Titik dingin", "Cold spot"), "#2166ac", "/"),
        Class(NOT_SIGNIFICANT, Text("Tidak signifikan", "Not significant"), "#f0ede6"),
        Class(NO_NEIGHBOURS, Text("Tanpa tetangga", "No neighbours"), "#d9d9d9", "."),
        Class(NO_DATA, Text("Tanpa data", "No data"), "#ffffff", "x"),
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
        Class(NOISE, Text("Di luar klaster", "Outside of clusters"), "#969696"),
    ),
)

THEMES: tuple[Theme, ...] = (HOT_SPOTS, DENSITY_CLUSTERS)

"""How results are called on a page for everybody: no names of methods, which stand with the data."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional, Tuple

from ..classes import ClassTable
from ..methods import themes as of
from ..texts import Text

_HIGH = Text("Tinggi, seperti desa di sekitarnya", "High, like the villages around it")
_LOW = Text("Rendah, seperti desa di sekitarnya", "Low, like the villages around it")
_REST = {
    of.NOT_SIGNIFICANT: Text("Tidak menonjol", "Nothing unusual"),
    of.NO_NEIGHBOURS: Text("Tidak dapat dibandingkan", "Cannot be compared"),
}


class PublicWords(NamedTuple):
    """title: what the layer shows. about: how to read it, in a sentence. labels: of classes, where they differ."""

    title: Text
    about: Text
    labels: Mapping[Any, Text]


WORDS: Mapping[str, PublicWords] = {
    of.HOT_SPOTS.field: PublicWords(
        Text("Wilayah tinggi dan rendah", "High and low areas"),
        Text(
            "Warna menandai desa yang, bersama desa di sekitarnya, jauh di atas atau di bawah rata-rata.",
            "Colour marks villages that are, with the villages around them, far above or below the average.",
        ),
        {of.HOT: _HIGH, of.COLD: _LOW, **_REST},
    ),
    of.LOCAL_MORAN.field: PublicWords(
        Text("Pusat dan pengecualian", "Centres and exceptions"),
        Text(
            "Warna menandai desa yang bersama sekitarnya tinggi atau rendah, dan desa yang berbeda dari sekitarnya.",
            "Colour marks villages that are high or low together with those around them, and villages that differ.",
        ),
        {
            of.HIGH_HIGH: _HIGH,
            of.LOW_LOW: _LOW,
            of.HIGH_LOW: Text("Tinggi, padahal sekitarnya rendah", "High, but the villages around it are low"),
            of.LOW_HIGH: Text("Rendah, padahal sekitarnya tinggi", "Low, but the villages around it are high"),
            **_REST,
        },
    ),
    of.LOCAL_GEARY.field: PublicWords(
        Text("Serupa atau berbeda dari tetangganya", "Like or unlike its neighbours"),
        Text(
            "Warna menandai desa yang nilainya hampir sama dengan desa tetangganya, atau jauh berbeda.",
            "Colour marks villages that are nearly the same as their neighbours, or very different from them.",
        ),
        {
            of.HIGH_HIGH: _HIGH,
            of.LOW_LOW: _LOW,
            of.ALIKE: Text("Serupa, di sekitar rata-rata", "Alike, near the average"),
            of.UNLIKE: Text("Berbeda dari tetangganya", "Unlike its neighbours"),
            **_REST,
        },
    ),
    of.STABILITY.field: PublicWords(
        Text("Seberapa pasti temuannya", "How certain the findings are"),
        Text(
            "Pasti: tetap sama bagaimana pun dihitung. Kurang pasti: hanya pada sebagian cara menghitung.",
            "Certain: the same however it is reckoned. Less certain: only in some ways of reckoning.",
        ),
        {
            of.ALWAYS_HIGH: Text("Tinggi, pasti", "High, certain"),
            of.SOMETIMES_HIGH: Text("Tinggi, kurang pasti", "High, less certain"),
            of.ALWAYS_LOW: Text("Rendah, pasti", "Low, certain"),
            of.SOMETIMES_LOW: Text("Rendah, kurang pasti", "Low, less certain"),
            of.ALWAYS_OUTLIER: Text("Berbeda dari sekitarnya, pasti", "Unlike its surroundings, certain"),
            of.SOMETIMES_OUTLIER: Text(
                "Berbeda dari sekitarnya, kurang pasti", "Unlike its surroundings, less certain"
            ),
            **_REST,
        },
    ),
    of.SCAN_CLUSTERS.field: PublicWords(
        Text("Lebih banyak atau lebih sedikit dari perkiraan", "More or fewer than expected"),
        Text(
            "Warna menandai kumpulan desa dengan jauh lebih banyak atau lebih sedikit dari yang diperkirakan menurut "
            "besarnya.",
            "Colour marks groups of villages with far more or far fewer than their size lets expect.",
        ),
        {
            of.MORE: Text("Lebih banyak dari perkiraan", "More than expected"),
            of.FEWER: Text("Lebih sedikit dari perkiraan", "Fewer than expected"),
            of.OUTSIDE: Text("Sesuai perkiraan", "As expected"),
        },
    ),
}
"""By the field of a class table."""

_BUSINESSES = Text("industri rumahan", "home industries")
_PER_HOUSEHOLD = Text("industri rumahan per rumah tangga", "home industries per household")
SUBJECTS: Mapping[Tuple[str, Optional[str]], Text] = {
    ("ir_jumlah", None): _BUSINESSES,
    ("ir_jumlah", "rumah_tangga"): _PER_HOUSEHOLD,
    ("ir_per_1000_rt", None): _PER_HOUSEHOLD,
    ("ir_perempuan", None): Text("usaha milik perempuan", "businesses owned by women"),
    ("ir_perempuan", "rumah_tangga"): Text(
        "usaha milik perempuan per rumah tangga", "businesses owned by women per household"
    ),
    ("ir_perempuan", "ir_jumlah"): Text("bagian milik perempuan", "share owned by women"),
    ("persen_perempuan", None): Text("bagian milik perempuan", "share owned by women"),
}
"""What a result is about, by the columns that were counted and divided by."""

_WITH_SUBJECT = Text("{title}: {subject}", "{title}: {subject}")


def public_title(table: ClassTable, settings: Mapping[str, Any]) -> Text:
    """What a layer shows, with what it is about where the settings of its run tell."""
    title = WORDS[table.field].title
    subject = (
        None
        if settings.get("OTHER")
        else SUBJECTS.get((str(settings.get("FIELD")), settings.get("DENOMINATOR") or None))
    )
    return _WITH_SUBJECT.format(title=title, subject=subject) if subject else title


def public_label(table: ClassTable, code: Any, label: Text) -> Text:
    """The words for a class."""
    return WORDS[table.field].labels.get(code, label)

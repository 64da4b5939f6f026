"""The columns of businesses counted by region."""

from __future__ import annotations

import re
from typing import Dict, Match

from ..declaration import Column
from ..industry.it_mastery import IT_COLUMN, IT_TITLE
from ..industry.needs import NEEDS, need_column, need_title
from ..industry.products import PRODUCTS
from ..industry.value_lists import VALUE_LISTS
from ..texts import Text, same

CLASS_PREFIX, PRODUCT_PREFIX = "kelas_", "produk_"
WOMEN_RULE = Text("Pemilik berjenis kelamin perempuan.", "The owner is a woman.")
SHARE_RULE = Text(
    "Dari IR yang jenis kelamin pemiliknya diketahui; kosong bila tidak ada.",
    "Of those whose owner's sex is known; empty where it is known of none.",
)
UNTOLD_RULE = Text("Jenis kelamin pemilik tidak diketahui.", "The owner's sex is not known.")
WORKERS_RULE = Text(
    "Dari IR yang menyebutkan pekerjanya; kosong bila tidak ada yang menyebutkan.",
    "Of those that tell their workers; empty where none tells.",
)
CLASS_RULE = Text(
    "Kelas yang ditetapkan, jika tidak ada kelas hitungan, jika tidak ada kelas petugas.",
    "The class as decided, else by the rules, else by the enumerator.",
)
HEADER = (
    Column("kode", "text", Text("Kode wilayah", "Region code")),
    Column("nama", "text", Text("Nama", "Name")),
    Column("kecamatan", "text", Text("Kecamatan", "District")),
    Column("kabupaten", "text", Text("Kabupaten/kota", "Regency")),
    Column("ir_jumlah", "integer", Text("Jumlah IR", "Home industries")),
    Column("ir_perempuan", "integer", Text("IR milik perempuan", "Owned by women"), WOMEN_RULE),
    Column("ir_tanpa_kelamin", "integer", Text("IR tanpa jenis kelamin pemilik", "Owner's sex unknown"), UNTOLD_RULE),
    Column("persen_perempuan", "real", Text("IR milik perempuan (%)", "Owned by women (%)"), SHARE_RULE),
    Column("tk_l", "integer", Text("Pekerja laki-laki", "Male workers"), WORKERS_RULE),
    Column("tk_p", "integer", Text("Pekerja perempuan", "Female workers"), WORKERS_RULE),
    Column("rumah_tangga", "integer", Text("Rumah tangga", "Households")),
    Column("ir_per_1000_rt", "real", Text("IR per 1.000 rumah tangga", "Home industries per 1,000 households")),
)
MAIN_PRODUCT_OF = Text("produk utama", "main product")
MAIN_PRODUCT = Text("Produk utama: {name}", "Main product: {name}")
STATUS = Column(
    "status_aturan",
    "text",
    Text("Status aturan kelas", "Status of class rules"),
    Text("DRAF: batas kelas belum diverifikasi.", "DRAF: the limits of the classes have not been verified."),
)
HIDDEN = Column(
    "rahasia",
    "text",
    Text("Angka yang dirahasiakan", "Counts kept back"),
    Text(
        "Kelompok kolom yang dikosongkan agar orang tidak dapat dikenali: bukan nol, bukan tanpa data.",
        "The groups of columns left empty so that nobody can be recognised: neither zero nor without data.",
    ),
)


def class_columns() -> tuple[Column, ...]:
    """The counts of each class."""
    values = VALUE_LISTS["kelas_ir"].values
    return tuple(Column(f"{CLASS_PREFIX}{value.code}", "integer", value.label, CLASS_RULE) for value in values)


TOLD = Column(
    "ir_sebut_kebutuhan",
    "integer",
    Text("IR yang menyebut kebutuhan", "Home industries that name what they want"),
)
NEEDS_RULE = Text(
    "Dari IR yang menyebut kebutuhan apa pun; kosong bila tidak ada.",
    "Of those that name anything they want; empty where none does.",
)


def need_columns() -> tuple[Column, ...]:
    """How many businesses name what they want, and the share that wants each service."""
    shares = (Column(need_column(code), "real", need_title(code), NEEDS_RULE) for code in NEEDS)
    return (TOLD, *shares)


IT_TOLD = Column(
    "ir_sebut_ti",
    "integer",
    Text("IR yang menyebut penguasaan TI", "Home industries that tell their use of IT"),
)
IT_SHARE = Column(
    IT_COLUMN,
    "real",
    IT_TITLE,
    Text(
        "Dari IR yang menyebut penguasaan TI: media sosial, lokapasar, atau aplikasi untuk usaha.",
        "Of those that tell: social media, a marketplace or an app for the business.",
    ),
)
COMPLETENESS = Column(
    "kelengkapan",
    "real",
    Text("Kelengkapan data pokok (%)", "Completeness of key data (%)"),
    Text(
        "Rata-rata bagian data pokok yang terisi: desa, titik, jenis kelamin pemilik, produk utama, kelas.",
        "The mean share of the key data that is filled in: village, position, owner's sex, main product, class.",
    ),
)
FINDINGS = (
    Column(
        "temuan_terbuka",
        "integer",
        Text("Temuan terbuka", "Open findings"),
        Text("Galat, peringatan, dan info yang belum diterima atau diperbaiki.", "Errors, warnings and infos."),
    ),
    Column("temuan_per_100", "real", Text("Temuan terbuka per 100 IR", "Open findings per 100 home industries")),
)


def product_column(code: str, name: Text) -> Column:
    """The count of a main product."""
    return Column(f"{PRODUCT_PREFIX}{code.lower()}", "integer", MAIN_PRODUCT.format(name=name))


def period_column(period: str) -> Column:
    """The count of a period."""
    name = f"ir_{period.replace('-', '_').lower()}"
    return Column(name, "integer", Text("Jumlah IR {period}", "Home industries {period}").format(period=period))


def label_of(column: str) -> Text:
    """A column of counts in words; the name itself where it is no such column."""
    return _LABELS.get(column) or same(column)


def columns_in_words(told: Text) -> Text:
    """A text with the names of columns in it that are no words, such as ir_per_1000_rt, replaced by their labels."""
    return Text(_with_labels(told.id, "id"), _with_labels(told.en, "en"))


def _with_labels(words: str, language: str) -> str:
    def label(found: Match[str]) -> str:
        told = _TELLING[found.group()].in_language(language)
        return told if told[1].isupper() else told[0].lower() + told[1:]

    return _NAMES.sub(label, words)


def _labels() -> Dict[str, Text]:
    products = (product_column(each.code, Text(each.name_id, each.name_en)) for each in PRODUCTS)
    others = (*need_columns(), IT_TOLD, IT_SHARE, COMPLETENESS, *FINDINGS)
    return {each.name: each.label for each in (*HEADER, *class_columns(), *others, *products)}


_LABELS = _labels()
_TELLING = {"produk_utama": MAIN_PRODUCT_OF, **{name: label for name, label in _LABELS.items() if "_" in name}}
_NAMES = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in _TELLING))

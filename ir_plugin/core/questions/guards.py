"""What a person should know before a run, in words, with the limits from which on it is said."""

from __future__ import annotations

from typing import Optional

from ..texts import Text
from .declaration import Guard
from .facts import GATHERED, Facts

FEW_VILLAGES, FEW_BUSINESSES = 30, 30

NO_BOUNDARIES_WORDS = Text(
    "Register ini belum punya batas desa; jalankan dahulu Impor batas wilayah (halaman Data).",
    "The register has no village boundaries yet; run Import boundaries first (page Data).",
)
NO_BUSINESSES_WORDS = Text(
    "Register ini belum berisi usaha; jalankan dahulu Impor survei (halaman Data).",
    "The register holds no businesses yet; run Import a survey first (page Data).",
)
NOT_PLACED_WORDS = Text("Belum ada usaha yang mempunyai titik pada peta.", "No business has a point on the map yet.")
NO_PRODUCTS_WORDS = Text(
    "Belum ada produk utama yang dicatat; isi produk usaha lebih dahulu.",
    "No main product is recorded yet; enter the products of businesses first.",
)
NO_HOUSEHOLDS_WORDS = Text(
    "Cara ini memerlukan jumlah rumah tangga tiap desa; impor lebih dahulu.",
    "This method needs the number of households of each village; import it first.",
)
FEW_WORDS = Text(
    "Hanya ada {count} desa; di bawah {least} desa, pola mudah muncul atau hilang karena kebetulan.",
    "There {count:is|are} only {count} {count:village|villages}; below {least}, patterns come and go by chance.",
)
FEW_BUSINESSES_WORDS = Text(
    "Hanya ada {count} usaha; di bawah {least} usaha, hasilnya sekadar petunjuk.",
    "There {count:is|are} only {count} {count:business|businesses}; below {least}, the result is but a hint.",
)
ZEROS_WORDS = Text(
    "{empty} dari {count} desa tidak punya usaha; hasilnya terutama menunjukkan di mana usaha ada dan tidak ada.",
    "{empty} of {count} villages {empty:has|have} no business; the result mostly shows where there are any at all.",
)
COUNTS_WORDS = Text(
    "Jumlah rumah tangga tidak diketahui untuk {unknown} dari {count} desa, maka dipakai jumlah usaha: desa yang besar "
    "selalu tampak menonjol.",
    "Households are not known for {unknown} of {count} villages, so plain counts are used: large villages always seem "
    "to stand out.",
)
ROUGH_WORDS = Text(
    "{rough} dari {placed} titik adalah titik tengah desa, bukan letak usahanya; jarak di dalam desa tidak berarti.",
    "{rough} of {placed} points {rough:is|are} the centre of a village, not the place of the business; distances "
    "within a village "
    "mean nothing.",
)
UNPLACED_WORDS = Text(
    "{count} usaha tanpa titik pada peta tidak ikut dihitung.",
    "{count} {count:business|businesses} without a point {count:is|are} left out.",
)
WITHOUT_PRODUCT_WORDS = Text(
    "{count} usaha tanpa produk utama tidak ikut dihitung.",
    "{count} {count:business|businesses} without a main product {count:is|are} left out.",
)
DRAFT_WORDS = Text(
    "DRAF: {count} kelas usaha belum ditetapkan; perbandingan dengan kelas bersifat sementara.",
    "DRAFT: {count} {count:class of a business is|classes of businesses are} not decided yet; what is compared with "
    "them is provisional.",
)


def _no_boundaries(facts: Facts) -> Optional[Text]:
    return None if facts.villages else NO_BOUNDARIES_WORDS


def _no_businesses(facts: Facts) -> Optional[Text]:
    return None if facts.businesses else NO_BUSINESSES_WORDS


def _not_placed(facts: Facts) -> Optional[Text]:
    return None if facts.placed or not facts.businesses else NOT_PLACED_WORDS


def _no_products(facts: Facts) -> Optional[Text]:
    return None if facts.products or not facts.businesses else NO_PRODUCTS_WORDS


def _no_households(facts: Facts) -> Optional[Text]:
    return None if facts.households_known or not facts.villages else NO_HOUSEHOLDS_WORDS


def _few(facts: Facts) -> Optional[Text]:
    few = 0 < facts.villages < FEW_VILLAGES
    return FEW_WORDS.format(count=facts.villages, least=FEW_VILLAGES) if few else None


def _few_businesses(facts: Facts) -> Optional[Text]:
    few = 0 < facts.businesses < FEW_BUSINESSES
    return FEW_BUSINESSES_WORDS.format(count=facts.businesses, least=FEW_BUSINESSES) if few else None


def _zeros(facts: Facts) -> Optional[Text]:
    many = 2 * facts.empty_villages > facts.villages
    return ZEROS_WORDS.format(empty=facts.empty_villages, count=facts.villages) if many else None


def _counts(facts: Facts) -> Optional[Text]:
    plain = facts.villages and not facts.households_known
    return COUNTS_WORDS.format(unknown=facts.unknown_households, count=facts.villages) if plain else None


def _rough(facts: Facts) -> Optional[Text]:
    said = facts.roughly_placed >= GATHERED
    return ROUGH_WORDS.format(rough=facts.roughly_placed, placed=facts.placed) if said else None


def _unplaced(facts: Facts) -> Optional[Text]:
    count = facts.businesses - facts.placed
    return UNPLACED_WORDS.format(count=count) if count and facts.placed else None


def _without_product(facts: Facts) -> Optional[Text]:
    count = facts.without_product
    return WITHOUT_PRODUCT_WORDS.format(count=count) if count and facts.products else None


def _draft(facts: Facts) -> Optional[Text]:
    return DRAFT_WORDS.format(count=facts.undecided) if facts.undecided else None


NO_BUSINESSES = Guard(_no_businesses, stops=True)
NO_BOUNDARIES = Guard(_no_boundaries, stops=True)
OF_VILLAGES = (NO_BOUNDARIES, NO_BUSINESSES, Guard(_few), Guard(_zeros))
"""For whatever counts by village."""

OF_RATES = (*OF_VILLAGES, Guard(_counts))
OF_HOUSEHOLDS = (*OF_VILLAGES, Guard(_no_households, stops=True))
OF_PRODUCTS = (NO_BUSINESSES, Guard(_no_products, stops=True), Guard(_few_businesses), Guard(_without_product))
OF_POINTS = (*OF_PRODUCTS, Guard(_not_placed, stops=True), Guard(_unplaced), Guard(_rough))
DRAFT = Guard(_draft)
OF_BUSINESSES = (NO_BUSINESSES, Guard(_few_businesses), DRAFT)

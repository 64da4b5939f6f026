"""What concentration says and teaches."""

from __future__ import annotations

from ..declaration import Guide
from ..texts import Text

NEGATIVE_SIZE = Text(
    "Kolom ukuran {field} berisi bilangan negatif; perbaiki.",
    "The field of sizes {field} is negative in places; correct it.",
)
MIXED_LEVEL = Text(
    'Kolom {field} mempunyai beberapa nilai dalam wilayah "{region}"; sebuah tingkat harus memuat seluruh wilayah.',
    'The field {field} has several values in the region "{region}"; a level has to hold whole regions.',
)
PARAGRAPH = Text(
    "Konsentrasi {products} produk (sedikitnya {minimum} usaha) di {regions} wilayah dihitung dari {units} usaha: HHI, "
    "Gini, Theil (1967), Gini lokasional (Krugman 1991) dan indeks Ellison-Glaeser (1997) menurut {size}.",
    "The concentration of {products} {products:product|products} (at least {minimum} businesses) in {regions} regions "
    "was computed from "
    "{units} businesses: HHI, Gini, Theil (1967), locational Gini (Krugman 1991) and the Ellison-Glaeser index (1997) "
    "by {size}.",
)
ONE_EACH = Text("jumlah usaha (ukuran setiap usaha 1)", "numbers of businesses (each of size 1)")
SIZE_FIELD = Text("kolom {field}", "the field {field}")
FOUND = Text(
    "Paling mengumpul: {product} (Ellison-Glaeser {index}).", "Most gathered: {product} (Ellison-Glaeser {index})."
)
NONE_LARGE_ENOUGH = Text(
    "Tidak ada produk dengan sedikitnya {minimum} usaha; hanya seluruh usaha yang dihitung.",
    "No product has {minimum} businesses or more; only all of them together are judged.",
)
UNKNOWN_SIZE = Text(
    "{count} usaha tanpa {field} tidak ikut dalam indeks Ellison-Glaeser.",
    "{count} {count:business|businesses} without {field} {count:takes|take} no part in the Ellison-Glaeser index.",
)
HELP = Text(
    "HHI, Gini dan Theil menilai sebaran produk atas wilayah; Theil diurai menjadi antara dan dalam kelompok, "
    "misalnya kecamatan dan kabupaten. Gini lokasional membandingkan dengan sebaran semua usaha, dan "
    "Ellison-Glaeser mengeluarkan pengumpulan yang hanya karena beberapa usaha besar.",
    "HHI, Gini and Theil judge the spread of a product over regions; Theil is split into between and within "
    "groups, such as districts and regencies. The locational Gini compares with the spread of all businesses, and "
    "Ellison-Glaeser takes out gathering that is only due to a few large businesses.",
)
GUIDE = Guide(
    use=Text(
        "Untuk membandingkan produk: mana yang milik beberapa desa saja, mana yang ada di mana-mana; dan pada "
        "tingkat mana ketimpangan itu terjadi.",
        "To compare products: which belong to a few villages, which are everywhere; and at which level the "
        "inequality lies.",
    ),
    avoid=Text(
        "Jangan membandingkan angka dari banyak dan sedikit wilayah, atau dari survei yang berbeda: HHI, Gini dan "
        "Theil bergantung pada jumlah wilayah. Menurut HHI, Gini, Theil dan Gini lokasional, produk dengan sedikit "
        "usaha selalu tampak mengumpul; bandingkan produk seperti itu hanya menurut Ellison-Glaeser. Untuk mengetahui "
        "di wilayah mana sebuah produk khas, pakai LQ.",
        "Do not compare figures from many and from few regions, or from different surveys: HHI, Gini and Theil depend "
        "on the number of regions. By HHI, Gini, Theil and locational Gini, products with few businesses always look "
        "gathered; compare such products by Ellison-Glaeser only. To learn in which regions a product is typical, use "
        "the LQ.",
    ),
    reading=Text(
        "Ellison-Glaeser di sekitar 0: seperti tersebar kebetulan; di atas 0,05: sangat mengumpul (batas "
        "penulisnya). Bagian antarkelompok yang besar: perbedaannya antarkabupaten, bukan antardesa dalam "
        "kabupaten.",
        "Ellison-Glaeser about 0: as if spread by chance; above 0.05: highly gathered (its authors' mark). A large "
        "share between groups: the differences are between regencies, not between villages within them.",
    ),
)
REFERENCES = (
    "Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761.",
    "Theil, H. (1967). Economics and information theory. North-Holland, Amsterdam.",
    "Krugman, P. (1991). Geography and trade. MIT Press, Cambridge.",
    "Ellison, G. and Glaeser, E. L. (1997). Geographic concentration in U.S. manufacturing industries: a dartboard "
    "approach. Journal of Political Economy 105, 889-927.",
)

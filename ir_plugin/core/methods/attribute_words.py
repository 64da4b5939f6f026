"""What attribute clusters say and teach."""

from __future__ import annotations

from ..declaration import Guide
from ..texts import Text, joined

PARAGRAPH = Text(
    "{units} baris dikelompokkan menurut {fields} dengan {method}. {clusters} klaster, siluet rata-rata "
    "{silhouette} (Rousseeuw 1987), kestabilan terendah {stable} dari {resamples} pengambilan ulang (Hennig 2007; "
    "benih {seed}).",
    "{units} rows were grouped by {fields} with {method}. {clusters} clusters, mean silhouette {silhouette} "
    "(Rousseeuw 1987), lowest stability {stable} of {resamples} resamples (Hennig 2007; seed {seed}).",
)
MIXED, ALL_WORDS, ALL_NUMBERS = (
    Text("k-prototypes (Huang 1998)", "k-prototypes (Huang 1998)"),
    Text("k-modes (Huang 1998)", "k-modes (Huang 1998)"),
    Text("k-means", "k-means"),
)
STANDARDISED = Text("angka dibakukan", "numbers standardised")
LOGARITHMS = Text("uang pada skala logaritma, dibakukan", "money on a log scale, standardised")
FOUND = Text(
    "{clusters} klaster; siluet rata-rata {silhouette}, kestabilan terendah {stable}.",
    "{clusters} clusters; mean silhouette {silhouette}, lowest stability {stable}.",
)
UNSTABLE = Text(
    "{count} klaster tidak bertahan bila datanya diambil ulang (kestabilan di bawah 0,75); jangan dipakai sebagai "
    "golongan.",
    "{count} {count:cluster does|clusters do} not hold when the data are resampled (stability below 0.75); do not use "
    "them as types.",
)
WEAK = Text(
    "Siluet rata-rata {silhouette} di bawah 0,25: data ini tidak terbagi dalam golongan yang nyata.",
    "The mean silhouette of {silhouette} is below 0.25: these data do not fall into real types.",
)
AT_THE_EDGE = Text(
    "Banyaknya klaster terbaik, {clusters}, adalah yang terbanyak yang dicoba; perbesar batasnya untuk melihat apakah "
    "lebih banyak klaster lebih baik.",
    "The best number of clusters, {clusters}, is the largest that was tried; raise that limit to see whether more are "
    "better.",
)
ONE_CLUSTER = Text(
    "Satu klaster tidak membedakan apa pun; pilih sedikitnya 2, atau 0 untuk memilih menurut siluet.",
    "A single cluster tells nothing apart; choose 2 at least, or 0 to choose by the silhouette.",
)
HELP = Text(
    "Angka dibakukan, uang dihitung pada skala logaritma, kategori dibandingkan sama atau berbeda. Grafik siku dan "
    "siluet menunjukkan banyaknya klaster yang wajar; kestabilan menunjukkan klaster mana yang muncul lagi bila "
    "datanya diambil ulang. Tabel silang membandingkan dengan kelas IR.",
    "Numbers are standardised, money is taken on a log scale, categories are compared as equal or not. The elbow and "
    "silhouette plots show which number of clusters is reasonable; stability shows which of them come back when the "
    "data are resampled. The cross table compares with the class of the businesses.",
)
GUIDE = Guide(
    use=Text(
        "Untuk melihat golongan usaha yang ada dalam data, dan apakah kelas IR sesuai dengannya.",
        "To see which types of business the data hold, and whether the classes agree with them.",
    ),
    avoid=Text(
        "Bukan pengganti kelas IR menurut aturan, dan bukan klaster di peta (pakai klaster kepadatan). Metode ini "
        "selalu memberi klaster, juga pada data tanpa golongan: siluet di bawah 0,25 atau kestabilan di bawah 0,75 "
        "berarti tidak ada. Jangan memasukkan banyak kolom yang mengukur hal yang sama.",
        "No substitute for the class by rules, and not clusters on the map (use density clusters). The method always "
        "gives clusters, from data without types too: a silhouette below 0.25 or a stability below 0.75 means that "
        "there are none. Do not put in many fields that measure the same thing.",
    ),
    reading=Text(
        "Bacalah profil: apa yang membedakan klaster. Nomor klaster hanya urutan ukurannya.",
        "Read the profiles: what makes clusters different. A cluster's number is only its rank by size.",
    ),
)
REFERENCES = (
    "Huang, Z. (1998). Extensions to the k-means algorithm for clustering large data sets with categorical values. "
    "Data Mining and Knowledge Discovery 2, 283-304.",
    "Arthur, D. and Vassilvitskii, S. (2007). k-means++: the advantages of careful seeding. Proceedings of SODA 2007, "
    "1027-1035.",
    "Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and validation of cluster analysis. "
    "Journal of Computational and Applied Mathematics 20, 53-65.",
    "Kaufman, L. and Rousseeuw, P. J. (1990). Finding groups in data. Wiley, New York.",
    "Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics and Data Analysis 52, "
    "258-271.",
)


def method_phrase(numbers: bool, money: bool, categories: bool) -> Text:
    """The method that such fields make of it, and how they are scaled; at least one kind is there."""
    scales = [words for words, given in ((STANDARDISED, numbers), (LOGARITHMS, money)) if given]
    if not scales:
        return ALL_WORDS
    return joined([MIXED if categories else ALL_NUMBERS, joined(scales, ", ")], ": ")

"""What regionalisation says and teaches."""

from __future__ import annotations

from ..declaration import Guide
from ..texts import Text

TOO_FEW = Text(
    "Hanya {found} wilayah punya geometri dan semua nilai; diperlukan paling sedikit {needed}.",
    "Only {found} {found:unit has|units have} a geometry and all values; at least {needed} are needed.",
)
CONSTANT = Text(
    "Semua nilai {field} sama, sehingga tidak membedakan apa pun; pilih kolom lain.",
    "All values of {field} are equal, so they tell nothing apart; choose another field.",
)
NEGATIVE_FLOOR = Text(
    "Kolom {field} berisi bilangan negatif; perbaiki, atau pilih kolom lain untuk batas minimum.",
    "The field {field} is negative in places; correct it, or choose another for the floor.",
)
NO_FLOOR = Text(
    "Max-p memerlukan batas minimum di atas 0, misalnya 1000 rumah tangga.",
    "Max-p needs a floor above 0, such as 1000 households.",
)
TOO_LITTLE = Text(
    "Semua wilayah bersama hanya {total}, di bawah batas minimum {floor}; kecilkan batasnya.",
    "All units together have {total} only, below the floor of {floor}; lower it.",
)
BELOW_FLOOR = Text(
    "{count} wilayah berada di bagian terpisah yang tidak mencapai batas minimum; sambungkan pulau atau "
    "kecilkan batasnya.",
    "{count} {count:unit|units} {count:is|are} in separate parts that do not reach the floor; join islands "
    "or lower the floor.",
)
SHORT = Text(
    "{count} kawasan tidak mencapai batas minimum, karena terpisah dari yang lain; sambungkan pulau "
    "atau kecilkan batasnya.",
    "{count} {count:region|regions} {count:does|do} not reach the floor, for {count:it is|they are} apart from all "
    "others; join "
    "islands or lower "
    "the floor.",
)
FEWER = Text(
    "{found} kawasan, bukan {wanted}: bagian terpisah adalah kawasan sendiri, dan tidak setiap potongan memenuhi batas "
    "minimum.",
    "{found} {found:region|regions} instead of {wanted}: separate parts are regions of their own, and not every cut "
    "keeps the floor.",
)
LEFT_OUT = Text(
    "{count} wilayah tanpa geometri atau nilai tidak ikut.",
    "{count} {count:unit|units} without a geometry or a value {count:takes|take} no part.",
)
NOT_JOINED = Text(
    "Dengan tetangga ini pulau dan bagian terpisah tidak disambungkan: kawasan tidak melewati batas bagiannya.",
    "With these neighbours islands and separate parts are not joined: no region reaches across parts.",
)
COUNTS = Text(
    "Tampak seperti jumlah mentah: {fields}. Kawasan lalu terbentuk menurut banyaknya penduduk; pakai angka per rumah "
    "tangga.",
    "These look like raw counts: {fields}. Regions then follow how many people there are; use rates per household.",
)
NO_AREA = Text(
    "{count} wilayah tidak punya luas atau geometrinya rusak, sehingga tidak tergambar pada layer kawasan; perbaiki "
    "geometrinya.",
    "{count} {count:unit|units} {count:has|have} no area or a broken geometry and are not drawn in the layer of "
    "regions; repair their "
    "geometries.",
)
FOUND = Text(
    "{regions} kawasan; {share} % perbedaan antarwilayah ada di antara kawasan.",
    "{regions} {regions:region|regions}; {share} % of the differences between units are between regions.",
)
PARAGRAPH = {
    "skater": Text(
        "{units} wilayah digabung menjadi {regions} kawasan menurut {fields} (dibakukan) dengan SKATER (Assunção dkk. "
        "2006){floor}. Tetangga: {neighbours}. {share} % ragam antarkawasan.",
        "{units} units were joined into {regions} regions by {fields} (standardised) with SKATER (Assunção et al. "
        "2006){floor}. Neighbours: {neighbours}. {share} % of the variance is between regions.",
    ),
    "maxp": Text(
        "{units} wilayah digabung menjadi {regions} kawasan menurut {fields} (dibakukan) dengan max-p (Duque dkk. "
        "2012){floor} (benih {seed}). Tetangga: {neighbours}. {share} % ragam antarkawasan.",
        "{units} units were joined into {regions} regions by {fields} (standardised) with max-p (Duque et al. "
        "2012){floor} (seed {seed}). Neighbours: {neighbours}. {share} % of the variance is between regions.",
    ),
}
AT_LEAST = Text(
    ", sedikitnya {floor} ({field}) dalam setiap kawasan", ", with at least {floor} ({field}) in each region"
)
UNITS = Text("wilayah", "units")
HELP = Text(
    "Kawasan selalu terhubung: dari setiap wilayah dapat dicapai yang lain tanpa keluar dari kawasan. SKATER memotong "
    "pohon tetangga yang paling serupa di tempat perbedaannya terbesar. Max-p mencari kawasan sebanyak mungkin yang "
    "masing-masing mencapai batas minimum, lalu memindahkan wilayah agar kawasan makin serupa.",
    "Regions are always connected: each unit reaches every other without leaving the region. SKATER cuts the tree of "
    "most similar neighbours where differences are largest. Max-p looks for as many regions as reach the floor, then "
    "moves units to make regions more alike.",
)
GUIDE = Guide(
    use=Text(
        "Untuk membagi pendampingan atau survei menjadi kawasan yang seragam dan cukup besar.",
        "To divide guidance or a survey into regions that are alike inside and large enough.",
    ),
    avoid=Text(
        "Bukan untuk menemukan klaster yang lebih dari kebetulan (pakai Moran lokal atau pindaian): cara ini selalu "
        "menghasilkan kawasan. SKATER tanpa batas minimum sering memisahkan satu wilayah yang menyimpang. Jangan "
        "memasukkan jumlah mentah; pakai angka per rumah tangga.",
        "Not to find clusters that are more than chance (use local Moran or the scan): it always makes regions. SKATER "
        "without a floor often takes off single outlying units. Do not use raw counts; use rates per household.",
    ),
    reading=Text(
        "Bagian ragam yang dijelaskan membandingkan pembagian dengan jumlah kawasan yang sama. Max-p bergantung pada "
        "percobaan acak: batas antarkawasan yang berubah dengan benih lain tidak tegas.",
        "The share of variance explained compares divisions into as many regions. Max-p depends on random starts: "
        "borders that change with another seed are not firm.",
    ),
)
REFERENCES = (
    "Assunção, R. M., Neves, M. C., Câmara, G. and Freitas, C. da C. (2006). Efficient regionalization techniques for "
    "socio-economic geographical units using minimum spanning trees. IJGIS 20, 797-811.",
    "Duque, J. C., Anselin, L. and Rey, S. J. (2012). The max-p-regions problem. Journal of Regional Science 52, "
    "397-419.",
)

"""What density clusters say and teach."""

from __future__ import annotations

from ..declaration import Guide
from ..texts import Text

NO_POINTS = Text(
    "Layer {name} tidak punya titik; isi koordinatnya lebih dahulu.",
    "The layer {name} has no points; give its rows coordinates first.",
)
LEFT_OUT = Text(
    "{count} baris tanpa titik tidak ikut dihitung dan tetap ada dalam hasil.",
    "{count} {count:row|rows} without a point {count:takes|take} no part and {count:stays|stay} in the result.",
)
NO_CATEGORY = Text(
    "{count} titik tanpa {field} tidak ikut dihitung dan tetap ada dalam hasil.",
    "{count} {count:point|points} without {field} {count:takes|take} no part and {count:stays|stay} in the result.",
)
NOWHERE_A_CATEGORY = Text(
    "Kolom {field} layer {name} kosong pada semua titik; pilih kolom lain, atau kosongkan.",
    "The field {field} of the layer {name} is empty for every point; choose another one, or none.",
)
FOUND = Text("{clusters} klaster; {noise} usaha di luar klaster.", "Clusters: {clusters}; businesses outside: {noise}.")
PARAGRAPH = Text(
    "Klaster spasial dari {units} usaha dicari dengan DBSCAN (Ester dkk. 1996){category}: jarak {distance} m, paling "
    "sedikit {minimum} usaha termasuk usaha itu sendiri. Hasil: {clusters} klaster, {noise} usaha di luar klaster.",
    "Spatial clusters of {units} businesses were found with DBSCAN (Ester et al. 1996){category}: distance "
    "{distance} m, at least {minimum} businesses including the business itself. Clusters: {clusters}; businesses "
    "outside: {noise}.",
)
VARYING_PARAGRAPH = Text(
    "Klaster spasial dari {units} usaha dicari dengan HDBSCAN (Campello dkk. 2015){category}: sedikitnya {smallest} "
    "usaha dalam klaster, {minimum} usaha membuat tempat padat. Hasil: {clusters} klaster, {noise} usaha di luar "
    "klaster.",
    "Spatial clusters of {units} businesses were found with HDBSCAN (Campello et al. 2015){category}: at least "
    "{smallest} businesses in a cluster, {minimum} make a place dense. Clusters: {clusters}; businesses outside: "
    "{noise}.",
)
BY_CATEGORY = Text(", terpisah menurut {field}", ", apart for each {field}")
HELP = Text(
    "DBSCAN: usaha dengan cukup banyak usaha lain dalam jarak tertentu menjadi inti klaster; inti yang berdekatan "
    "membentuk satu klaster, usaha di sekitarnya menjadi tepi, sisanya di luar klaster. HDBSCAN: tanpa jarak; klaster "
    "yang paling bertahan ketika jaraknya diubah dipilih, sehingga kota yang padat dan desa yang jarang ditemukan "
    "bersama.",
    "DBSCAN: a business with enough others within the distance is the core of a cluster; cores that are close form one "
    "cluster, businesses round it are its border, the rest is outside. HDBSCAN: no distance; those clusters are chosen "
    "that last longest as the distance changes, so that dense towns and sparse villages are found together.",
)
GUIDE = Guide(
    use=Text(
        "Untuk menemukan tempat usaha berkumpul, juga per produk, dan menggambar batasnya.",
        "To find where businesses gather, also for each product, and to draw the outlines.",
    ),
    avoid=Text(
        "Hasilnya menunjukkan kepadatan, bukan lebih padat daripada kebetulan: kota selalu padat. Untuk itu pakai "
        "pindaian dengan rumah tangga sebagai populasi. Bukan sentra resmi (pakai kandidat sentra). Bila usaha dicatat "
        "di titik desa, klaster hanyalah desa itu; periksa mutu posisi.",
        "The result shows density, not more than chance would give: towns are always dense. For that use the scan with "
        "households as the population. Not an official sentra (use candidate sentra). Where businesses are recorded at "
        "the point of their village, clusters are only those villages; look at the quality of positions.",
    ),
    reading=Text(
        "Inti dan tepi bergantung pada jarak dan jumlah minimum yang dipilih; sebutkan keduanya. Pada HDBSCAN, "
        "kedalaman kecil berarti usaha di pinggir klaster.",
        "Core and border hang on the distance and minimum that were chosen; name both. With HDBSCAN a small depth "
        "means a business at the edge of its cluster.",
    ),
)
REFERENCES = (
    "Ester, M., Kriegel, H.-P., Sander, J. and Xu, X. (1996). A density-based algorithm for discovering clusters "
    "in large spatial databases with noise. Proceedings of KDD-96, 226-231.",
    "Campello, R. J. G. B., Moulavi, D., Zimek, A. and Sander, J. (2015). Hierarchical density estimates for data "
    "clustering, visualization, and outlier detection. ACM TKDD 10, 5.",
    "Duckham, M., Kulik, L., Worboys, M. and Galton, A. (2008). Efficient generation of simple polygons for "
    "characterizing the shape of a set of points in the plane. Pattern Recognition 41, 3224-3236.",
)

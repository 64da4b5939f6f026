"""What co-location says and teaches."""

from __future__ import annotations

from ..declaration import Guide
from ..texts import Text

PARAGRAPH = Text(
    "Kuosien kolokasi (Leslie dan Kronenfeld 2011) dihitung untuk {kinds} produk dengan sedikitnya {minimum} usaha, di "
    "antara {units} usaha; tetangga: {near_by}; {permutations} permutasi label (benih {seed}). Hasil: {near} pasangan "
    "lebih berdekatan dan {far} lebih berjauhan daripada kebetulan.",
    "Co-location quotients (Leslie and Kronenfeld 2011) were computed for {kinds} products with at least {minimum} "
    "businesses, among {units} businesses; neighbours: {near_by}; {permutations} permutations of labels (seed {seed}). "
    "Result: {near} {near:pair is|pairs are} nearer to each other and {far} farther than chance would have it.",
)
FOUND = Text(
    "{near} pasangan berdekatan, {far} berjauhan.",
    "{near} {near:pair is|pairs are} near each other, {far} {far:keeps|keep} apart.",
)
MATRIX = Text(
    "Kuosien kolokasi: baris A, kolom B (produk dalam pasangan yang signifikan dan {most} produk terbanyak)",
    "Co-location quotients: row A, column B (products of significant pairs and the {most} most frequent)",
)
SHARED_PLACES = Text(
    "{percent} % usaha berbagi titik yang persis sama, mungkin titik desa; kedekatan antara usaha seperti itu hanya "
    "berarti desa yang sama.",
    "{percent} % of the businesses share their very point, perhaps that of their village; being near each other then "
    "means no more than the same village.",
)
HELP = Text(
    "Untuk setiap pasangan produk A dan B: bagian B di antara tetangga usaha A, dibanding bagiannya di antara semua "
    "usaha lain. Ujinya mengacak produk di antara usaha yang ada, sehingga tempat usaha sendiri tidak diuji. A "
    "terhadap B tidak sama dengan B terhadap A.",
    "For every pair of products A and B: the share of B among the neighbours of A, beside its share among all other "
    "businesses. The test shuffles products among the businesses there are, so that their places are not in question. "
    "A to B is not the same as B to A.",
)
GUIDE = Guide(
    use=Text(
        "Untuk menemukan produk yang saling membutuhkan atau belajar satu sama lain, dan produk yang mengumpul "
        "sejenis.",
        "To find products that need each other or learn from one another, and products that gather with their own "
        "kind.",
    ),
    avoid=Text(
        "Kedekatan bukan hubungan dagang. Produk yang hanya ada di satu kabupaten berdekatan sesamanya hanya karena "
        "itu; hitunglah per kabupaten untuk menanyakan tetangga yang sebenarnya. Bila banyak usaha dicatat di titik "
        "desa, bukan di rumahnya, yang terukur adalah satu desa, bukan bertetangga. Pasangan dengan usaha sedikit "
        "jangan dibaca walaupun kuosiennya besar.",
        "Nearness is no trade. Products that are made in one regency only are near their kind for that alone; run each "
        "regency by itself to ask about real neighbours. Where many businesses are recorded at the point of their "
        "village, not at their house, it is one village that is measured, not one street. Do not read pairs with few "
        "businesses, large as their quotient is.",
    ),
    reading=Text(
        "2: B dua kali lebih sering di dekat A daripada kebetulan; 0,5: separuhnya. Diagonal: produk yang mengumpul "
        "sejenis.",
        "2: B is near A twice as often as by chance; 0.5: half as often. The diagonal: products that gather with their "
        "kind.",
    ),
)
REFERENCES = (
    "Leslie, T. F. and Kronenfeld, B. J. (2011). The colocation quotient: a new measure of spatial association between "
    "categorical subsets of points. Geographical Analysis 43, 306-326.",
    "Davison, A. C. and Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge University Press.",
)

"""The questions of an office, in the order in which they come up, each with its methods, the recommended one first."""

from __future__ import annotations

from typing import Tuple

from ..texts import Text
from . import suggested
from .declaration import BUSINESSES, VILLAGES, Answer, Question
from .guards import DRAFT, NO_BOUNDARIES, OF_BUSINESSES, OF_HOUSEHOLDS, OF_POINTS, OF_PRODUCTS, OF_RATES

UNITS = {"INPUT": VILLAGES}
PLACES = {"INPUT": BUSINESSES}
BOTH = {"INPUT": BUSINESSES, "REGIONS": VILLAGES}

SCAN = Answer(
    "scanclusters",
    Text(
        "Mencari kumpulan desa, berapa pun besarnya, yang usahanya lebih banyak daripada menurut rumah tangganya.",
        "Looks for groups of villages of any size with more businesses than their households let expect.",
    ),
    UNITS,
    suggested.of_scan,
    OF_HOUSEHOLDS,
)

QUESTIONS: Tuple[Question, ...] = (
    Question(
        "where",
        Text("Di mana industri rumahan terpusat?", "Where are home industries concentrated?"),
        Text(
            "Desa yang bersama tetangganya menonjol, dan bukan karena kebetulan.",
            "Villages that stand out together with their neighbours, and not by chance.",
        ),
        (
            Answer(
                "hotspotgetisord",
                Text(
                    "Menunjukkan titik panas: desa dan tetangganya bersama-sama tinggi. Paling mudah dijelaskan.",
                    "Shows hot spots: villages that are high together with their neighbours. The easiest to explain.",
                ),
                UNITS,
                suggested.of_values,
                OF_RATES,
            ),
            Answer(
                "localmoran",
                Text(
                    "Juga menemukan desa yang menonjol sendirian di antara tetangga yang berbeda.",
                    "Also finds single villages that stand out among different neighbours.",
                ),
                UNITS,
                suggested.of_values,
                OF_RATES,
            ),
            SCAN,
        ),
    ),
    Question(
        "chance",
        Text("Apakah pemusatannya lebih dari kebetulan?", "Are there more than chance would give?"),
        Text(
            "Satu jawaban untuk seluruh wilayah, sebelum melihat desa satu per satu.",
            "One answer for the whole area, before looking at single villages.",
        ),
        (
            Answer(
                "globalautocorrelation",
                Text(
                    "Satu angka: apakah desa yang bertetangga mirip, dan sampai jarak berapa.",
                    "One figure: whether neighbouring villages are alike, and up to which distance.",
                ),
                UNITS,
                suggested.of_values,
                OF_RATES,
            ),
            SCAN,
        ),
    ),
    Question(
        "leading",
        Text("Produk apa yang unggul di setiap desa?", "Which product leads in each village?"),
        Text(
            "Yang paling banyak dibuat, atau yang lebih banyak daripada di tempat lain.",
            "What most businesses make, or what more of them make than elsewhere.",
        ),
        (
            Answer(
                "leadingproduct",
                Text(
                    "Produk dengan usaha terbanyak di desa, dan apakah keunggulannya jelas.",
                    "The product of most businesses of a village, and whether its lead is clear.",
                ),
                BOTH,
                guards=(NO_BOUNDARIES, *OF_PRODUCTS),
            ),
            Answer(
                "locationquotient",
                Text(
                    "Kekhasan: bagian produk di desa dibandingkan dengan bagiannya di seluruh wilayah.",
                    "Speciality: a product's share in the village compared with its share in the whole area.",
                ),
                BOTH,
                guards=(NO_BOUNDARIES, *OF_PRODUCTS),
            ),
        ),
    ),
    Question(
        "near",
        Text("Di mana usaha satu produk saling berdekatan?", "Where do businesses of one product lie close together?"),
        Text(
            "Kelompok usaha pada peta, calon sentra.",
            "Groups of businesses on the map, candidates for production centres.",
        ),
        (
            Answer(
                "densityclusters",
                Text(
                    "Mengelompokkan usaha satu produk yang saling dekat; yang terpencil tidak dipaksa masuk.",
                    "Groups businesses of one product that lie close together; lonely ones are not forced in.",
                ),
                PLACES,
                suggested.of_clusters,
                OF_POINTS,
            ),
            Answer(
                "sentra",
                Text(
                    "Memeriksa syarat sentra menurut PP 29/2018 dan ukuran BPS.",
                    "Checks what PP 29/2018 and BPS ask of a production centre.",
                ),
                BOTH,
                suggested.of_sentra,
                (NO_BOUNDARIES, *OF_POINTS, DRAFT),
            ),
            Answer(
                "localjoincount",
                Text(
                    "Menguji untuk satu produk apakah tetangga terdekat membuat produk yang sama lebih sering daripada "
                    "kebetulan.",
                    "Tests for one product whether the nearest neighbours make it more often than chance would give.",
                ),
                PLACES,
                suggested.of_joins,
                OF_POINTS,
            ),
            Answer(
                "densitysurface",
                Text(
                    "Peta kepadatan yang halus; untuk dilihat, bukan untuk diuji.",
                    "A smooth map of density; to look at, not a test.",
                ),
                PLACES,
                suggested.of_surface,
                OF_POINTS,
            ),
        ),
    ),
    Question(
        "alike",
        Text("Usaha atau desa mana yang mirip?", "Which businesses or villages are alike?"),
        Text(
            "Kelompok menurut sifatnya, misalnya untuk program yang berbeda.",
            "Groups by what they are like, such as for different programmes.",
        ),
        (
            Answer(
                "attributeclusters",
                Text(
                    "Mengelompokkan usaha menurut pekerja, cabang dan jenis kelamin pemilik.",
                    "Groups businesses by workers, branch and the owner's sex.",
                ),
                PLACES,
                suggested.of_attributes,
                OF_BUSINESSES,
            ),
            Answer(
                "regionalise",
                Text(
                    "Membagi wilayah menjadi kawasan dari desa-desa bersebelahan yang mirip.",
                    "Divides the area into regions of adjoining villages that are alike.",
                ),
                UNITS,
                suggested.of_regions,
                OF_RATES,
            ),
            Answer(
                "localgeary",
                Text(
                    "Menunjukkan desa yang mirip dengan tetangganya, dan yang berbeda darinya.",
                    "Shows villages that are like their neighbours, and those that differ from them.",
                ),
                UNITS,
                suggested.of_values,
                OF_RATES,
            ),
        ),
    ),
    Question(
        "together",
        Text("Produk apa yang muncul bersama?", "Which products occur together?"),
        Text(
            "Apakah usaha dua produk lebih sering berdekatan daripada kebetulan.",
            "Whether businesses of two products are closer together than chance would give.",
        ),
        (
            Answer(
                "colocation",
                Text("Membandingkan setiap pasangan produk.", "Compares every pair of products."),
                PLACES,
                guards=OF_POINTS,
            ),
        ),
    ),
    Question(
        "gathered",
        Text("Seberapa terkumpul setiap produk?", "How gathered is each product?"),
        Text(
            "Produk yang dibuat di sedikit desa, dan yang dibuat di mana-mana.",
            "Products made in few villages, and those made everywhere.",
        ),
        (
            Answer(
                "concentration",
                Text("Mengukur pemusatan setiap produk menurut desa.", "Measures how each product is concentrated."),
                PLACES,
                suggested.of_levels,
                OF_PRODUCTS,
            ),
        ),
    ),
    Question(
        "hold",
        Text("Apakah temuan ini kokoh?", "Does a finding hold?"),
        Text(
            "Temuan yang hanya muncul pada satu pilihan pengaturan belum layak dilaporkan.",
            "A finding that shows with one choice of settings only is not yet one to report.",
        ),
        (
            Answer(
                "stabilitymap",
                Text(
                    "Mengulang pencarian dengan beberapa pilihan tetangga dan koreksi, lalu menghitung seberapa sering "
                    "setiap desa muncul.",
                    "Repeats the search with several neighbours and corrections and counts how often each village "
                    "shows.",
                ),
                UNITS,
                suggested.of_values,
                OF_RATES,
            ),
            Answer(
                "weights",
                Text(
                    "Menunjukkan siapa tetangga siapa, dasar semua hasil per desa.",
                    "Shows who is whose neighbour, on which all results by village rest.",
                ),
                UNITS,
                suggested.of_neighbours,
                (NO_BOUNDARIES,),
            ),
        ),
    ),
)


def answer_with(algorithm_id: str) -> Answer:
    """The first answer that uses a method. KeyError where none does."""
    found = [each for question in QUESTIONS for each in question.answers if each.algorithm_id == algorithm_id]
    if not found:
        raise KeyError(algorithm_id)
    return found[0]

"""The products of home industries in Bangka Belitung under standard names, with their other names and KBLI codes.

KBLI 2020: Peraturan BPS 2/2020; KBLI 2025: Peraturan BPS 7/2025, which gives some old numbers new meanings. Where no
text of KBLI names a product, the code is our judgement and says so.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Optional, Tuple

from .regions import name_key


@dataclass(frozen=True)
class Product:
    """code: the branch (PGN, SDG, KRJ, KBB, LOE) and two digits. aliases: other names that surveys use.

    kbli_2020, kbli_2025: None where the edition has no code that we could read. judged: a code is our judgement.
    typical: typical of the region.
    """

    code: str
    name_id: str
    name_en: str
    kbli_2020: Optional[str] = None
    kbli_2025: Optional[str] = None
    aliases: Tuple[str, ...] = ()
    judged: bool = False
    typical: bool = False

    @property
    def branch(self) -> str:
        """The branch of small industry, a code of the value list ``cabang_ikm``."""
        return self.code[:3]


PRODUCTS = (
    Product(
        "PGN01",
        "Kerupuk",
        "Crackers",
        "10794",
        "10794",
        ("krupuk", "kerupuk ikan", "kerupuk udang", "kerupuk cumi", "kerupuk ikan tenggiri", "kerupuk mentah"),
    ),
    Product(
        "PGN02",
        "Kemplang",
        "Kemplang crackers",
        "10794",
        "10794",
        ("kemplang panggang", "kemplang ikan", "kemplang tenggiri", "kemplang mentah"),
        typical=True,
    ),
    Product("PGN03", "Getas", "Getas fish crackers", "10794", "10794", ("getas ikan",), typical=True),
    Product("PGN04", "Kricu", "Kricu crackers", "10794", "10794", ("kericu", "kerichu", "kritcu"), typical=True),
    Product("PGN05", "Keretek", "Keretek crackers", "10794", "10794", ("kretek", "keretek ikan"), typical=True),
    Product(
        "PGN06", "Keripik ikan dan stik", "Fish chips and sticks", "10794", "10794", ("keripik", "stik", "keripik ikan")
    ),
    Product("PGN07", "Terasi", "Shrimp paste", "10295", "10295", ("belacan", "terasi udang"), typical=True),
    Product("PGN08", "Rusip", "Fermented anchovy", "10215", "10215", ("rosip",), judged=True, typical=True),
    Product("PGN09", "Ikan asin", "Salted fish", "10211", "10211", ("teri kering", "ikan kering")),
    Product("PGN10", "Abon ikan", "Fish floss", aliases=("abon",)),
    Product("PGN11", "Pempek", "Pempek", "10216", "10218", ("empek-empek", "mpek-mpek", "pempek udang", "pempek ikan")),
    Product("PGN12", "Otak-otak", "Otak-otak", "10216", "10218", ("otak2", "otak-otak ikan")),
    Product("PGN13", "Bakso ikan", "Fish balls", "10216", "10218", ("bakso", "bakso ikan tenggiri")),
    Product("PGN14", "Kue kering", "Biscuits", "10710", "10710", ("roti", "kue")),
    Product("PGN15", "Kue basah", "Wet cakes", "10792", "10792", ("kue2", "aneka kue", "jajanan")),
    Product("PGN16", "Dodol", "Dodol sweets", "10796", "10796"),
    Product("PGN17", "Gula aren", "Palm sugar", "10722", "10722", ("gula merah", "gula kabung")),
    Product("PGN18", "Lada bubuk", "Ground pepper", "10772", "10779", ("lada", "merica bubuk", "bumbu")),
    Product("PGN19", "Kopi bubuk", "Ground coffee", "10761", "10761", ("kopi",)),
    Product("PGN20", "Tempe", "Tempeh", "10391", "10307"),
    Product("PGN21", "Tahu", "Tofu", "10392", "10308"),
    Product("PGN22", "Olahan kelapa", "Coconut products", "10773", "10793", ("santan", "nata de coco", "nata")),
    Product("PGN23", "Sirop", "Syrup", "10723", "10723", ("sirup", "sirup jeruk kunci", "jeruk kunci")),
    Product(
        "PGN24",
        "Cumi dan udang kering",
        "Dried squid and shrimp",
        "10291",
        "10291",
        ("cumi asin", "ebi", "cumi kering"),
    ),
    Product(
        "PGN25", "Peda dan kecap ikan", "Peda and fish sauce", "10215", "10215", ("peda", "kecap ikan", "ikan peda")
    ),
    Product("PGN26", "Petis dan cuka", "Petis and vinegar", "10779", "10779", ("petis", "cuka")),
    Product("PGN27", "Sari kedelai", "Soya drink", None, "10795", ("tai fu sui", "susu kedelai"), typical=True),
    Product("PGN28", "Teh", "Tea", "10763", "10762", ("teh celup", "teh hijau")),
    Product("PGN29", "Madu", "Honey", None, "10799", ("madu pelawan", "madu hutan"), judged=True),
    Product("PGN30", "Air minum isi ulang", "Refilled drinking water", "11052", "11052", ("isi ulang", "depot air")),
    Product("PGN31", "Minuman ringan", "Soft drinks", "11040", "11053"),
    Product(
        "PGN32",
        "Keripik buah dan sayur",
        "Fruit and vegetable chips",
        "10313",
        "10303",
        ("keripik pisang", "keripik ubi"),
    ),
    Product("PGN33", "Rempeyek", "Peanut crisps", "10793", "10794", ("peyek", "peyek kacang")),
    Product("SDG01", "Tenun cual", "Cual weaving", "13122", "13122", ("cual", "tenun", "kain cual"), typical=True),
    Product("SDG02", "Batik", "Batik", "13134", "13133", ("batik tulis", "batik de simpor", "batik cap")),
    Product(
        "SDG03", "Pakaian jahit", "Sewn clothes", "14111", "14111", ("konveksi", "jahit", "jahit pakaian", "hijab")
    ),
    Product(
        "SDG04", "Kopiah resam", "Fern caps", "16292", "14131", ("peci resam", "kopiah"), judged=True, typical=True
    ),
    Product("SDG05", "Bordir", "Embroidery", "13912", "13139", ("sulam", "sulaman", "bordir sulam"), judged=True),
    Product("SDG06", "Renda", "Lace", "13991", "13996", ("renda tangan",)),
    Product("SDG07", "Pakaian pesanan", "Tailored clothes", "14120", "14120", ("jahit pesanan", "penjahit")),
    Product("SDG08", "Peci dan kopiah kain", "Cloth caps", "14131", "14131", ("peci", "kopiah kain", "songkok")),
    Product("SDG09", "Songket", "Songket weaving", "13121", "13122", ("kain songket",), judged=True),
    Product("KRJ01", "Anyaman pandan", "Pandanus weaving", "16292", "16292", ("tikar pandan", "anyaman", "mengkuang")),
    Product(
        "KRJ02",
        "Anyaman bambu dan rotan",
        "Bamboo and rattan weaving",
        "16291",
        "16291",
        ("bambu", "rotan", "ragak", "terindak"),
    ),
    Product("KRJ03", "Lidi nipah", "Nipa rib weaving", "16292", "16292", ("anyaman lidi", "piring lidi")),
    Product("KRJ04", "Pewter", "Pewter", "25999", "25999", ("kerajinan timah", "timah"), judged=True, typical=True),
    Product("KRJ05", "Batok kelapa", "Coconut shell crafts", "32903", "32903", ("tempurung", "kerajinan batok")),
    Product("KRJ06", "Batu satam", "Satam stones", "32111", "32111", ("satam", "akik"), typical=True),
    Product("KRJ07", "Ukiran kayu", "Wood carving", "16293", "16293", ("suvenir kayu", "suvenir akar")),
    Product("KRJ08", "Perhiasan", "Jewellery", "32120", "32120", ("aksesori",)),
    Product(
        "KRJ09", "Furnitur kayu", "Wooden furniture", "31001", "31011", ("mebel", "furnitur", "mebel kayu", "meubel")
    ),
    Product("KRJ10", "Furnitur rotan", "Rattan furniture", "31002", "31012", ("mebel rotan", "kursi rotan")),
    Product("KRJ11", "Kerajinan kerang", "Shell crafts", "32903", "32903", ("kerang",)),
    Product("KBB01", "Sabun cair", "Liquid soap", "20231", "20231", ("sabun",)),
    Product("KBB02", "Bata", "Bricks", "23921", "23921", ("batu bata", "bata merah")),
    Product("KBB03", "Jamu", "Herbal drinks", "21022", "21022", ("jamu gendong", "minuman herbal")),
    Product("KBB04", "Kosmetik", "Cosmetics", "20232", "20232", ("lulur",)),
    Product("KBB05", "Genteng", "Roof tiles", "23922", "23922"),
    Product(
        "KBB06", "Batako", "Concrete blocks", "23959", "23951", ("paving", "paving block", "bata semen"), judged=True
    ),
)

_BY_KEY = {name_key(name): each for each in PRODUCTS for name in (each.name_id, *each.aliases)}


_BEFORE_A_NAME = {"pak", "bu", "ibu", "mak", "hj", "h", "cap", "merek", "merk"}
"""Words after which the name of a maker or a brand follows."""

_SAYING_NOTHING = {"asli", "khas", "bangka", "belitung", "babel", "toboali", "mentok", "rumahan", "original", "super"}
"""Words behind a product's name that make no other product of it."""


def product_named(text: str) -> Optional[Product]:
    """The product that a text means: its whole text, else its first part ("Kemplang / Getas"), else what stands before
    the maker's name or words that change nothing ("Kemplang Bu Ani", "Getas asli Toboali"), else the first of several
    products ("getas kemplang": so forms write several answers).

    None where other words follow: "bakso sapi" is no fish ball.
    """
    first = re.split(r"[/&,+]|\bdan\b", text, maxsplit=1)[0]
    words = [word.casefold() for word in re.split(r"[\s().]+", first) if word]
    kept = list(itertools.takewhile(lambda word: word not in _BEFORE_A_NAME, words))
    while kept and kept[-1] in _SAYING_NOTHING:
        kept.pop()
    names = (text, first, " ".join(words), " ".join(kept))
    several = [_BY_KEY.get(name_key(word)) for word in text.split()]
    one = next((_BY_KEY[key] for key in map(name_key, names) if key in _BY_KEY), None)
    return one or (several[0] if all(several) and several else None)

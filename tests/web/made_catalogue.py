"""A catalogue as the page reads it, made from a seed: a few kabupaten of square villages and businesses in them."""

from __future__ import annotations

import itertools
import random
from typing import Any, Dict, Iterator, List

from ir_plugin.core.publishing.document import FORMAT
from ir_plugin.core.publishing.words import WORDS

FIELDS = [
    *("id", "name", "owner", "village", "point_is_exact", "lon", "lat", "address", "phone", "products", "brand", "sex"),
    *("sector", "licences", "photo", "description"),
]
PLACES = {
    "Bangka": ["Belinyu", "Riau Silip", "Sungailiat", "Mendo Barat"],
    "Belitung": ["Tanjung Pandan", "Membalong", "Sijuk", "Badau"],
    "Bangka Tengah": ["Koba", "Namang", "Lubuk Besar", "Simpang Katis"],
}
VILLAGES = ["Kuto Panji", "Air Asam", "Lumut", "Bukit Ketok", "Mantung", "Riding Panjang"]
PRODUCTS = {
    "PGN01": ("Kerupuk", "Crackers"),
    "PGN02": ("Kemplang", "Kemplang crackers"),
    "PGN03": ("Getas", "Getas fish crackers"),
    "PGN08": ("Terasi", "Shrimp paste"),
    "KRJ01": ("Anyaman pandan", "Pandanus weaving"),
}
OWNERS = ["Halimah", "Yusuf", "Sumiati", "Rina", "Asmuni", "Lilis", "Hartati", "Edi", "Mardiana", "Rusli"]
SIGNS = ["Melati", "Bahari", "Sejahtera", "Pelangi", "Makmur", "Berkah", "Cahaya", "Harapan", "Mutiara", "Rezeki"]
HOT, COLD, REST = "panas", "dingin", "tidak_signifikan"
SIDE = 0.05
"""Degrees along a side of a village."""


def both(indonesian: str, english: str = "") -> Dict[str, str]:
    """A pair of texts."""
    return {"id": indonesian, "en": english or indonesian}


def catalogue(count: int = 300, seed: int = 7) -> Dict[str, Any]:
    """What data/catalogue.js holds, with ``count`` businesses as rows by ``fields``, of which ``site_folder`` makes the
    scripts. Belinyu has kemplang; its village Mantung has counts that are kept back."""
    chance = random.Random(seed)
    regions = list(_regions())
    villages = [region for region in regions if region["level"] == 4]
    return {
        "format": FORMAT,
        "date": "2026-11-26",
        "period": "2025",
        "default_language": "id",
        "title": both("Katalog industri rumahan", "Catalogue of home industries"),
        "publisher": both("Dinas contoh", "Sample office"),
        "licence": both("CC BY 4.0"),
        "notes": [both("Data contoh.", "Made-up data.")],
        "draft": False,
        "words": {key: text._asdict() for key, text in WORDS.items()},
        "lists": _lists(),
        "product_words": {"PGN01": ["krupuk"]},
        "regions": regions,
        "fields": FIELDS,
        "businesses": [_business(number, chance, villages) for number in range(count)],
        "villages": {each["code"]: _counts(each) for each in villages},
        "layers": [_layer(villages)],
        "boundaries": {
            name: _boundaries(regions, level) for name, level in (("kabupaten", 2), ("kecamatan", 3), ("desa", 4))
        },
    }


def _lists() -> Dict[str, Any]:
    return {
        "product": {code: both(*names) for code, names in PRODUCTS.items()},
        "sector": {"PGN": both("Pangan", "Food")},
        "sex": {"P": both("Perempuan", "Female"), "L": both("Laki-laki", "Male")},
        "licence": {"PIRT": both("SPP-IRT (P-IRT)"), "HALAL": both("Sertifikat halal", "Halal certificate")},
    }


def _regions() -> Iterator[Dict[str, Any]]:
    """Province, kabupaten, kecamatan and villages; a kabupaten is 8 by 3 villages, beside the last one."""
    yield _region("19", "Bangka Belitung", 1, None, 105.0, -3.0, 24, 3)
    for at, (kabupaten, districts) in enumerate(PLACES.items()):
        code, west = f"19.{at + 1:02d}", 105.0 + at * 0.5
        yield _region(code, kabupaten, 2, "19", west, -3.0, 8, 3)
        for number, district in enumerate(districts):
            inner, left = f"{code}.{number + 1:02d}", west + number * 2 * SIDE
            yield _region(inner, district, 3, code, left, -3.0, 2, 3)
            for (column, row), name in zip(itertools.product(range(2), range(3)), VILLAGES):
                village = f"{inner}.{2001 + column * 3 + row}"
                yield _region(village, name, 4, inner, left + column * SIDE, -3.0 + row * SIDE, 1, 1)


def _region(
    code: str, name: str, level: int, parent: Any, west: float, south: float, columns: int, rows: int
) -> Dict[str, Any]:
    east, north = west + columns * SIDE, south + rows * SIDE
    box = [round(each, 5) for each in (west, south, east, north)]
    point = [round((west + east) / 2, 5), round((south + north) / 2, 5)]
    return {"code": code, "name": name, "level": level, "parent": parent, "box": box, "point": point}


def _business(number: int, chance: random.Random, villages: List[Dict[str, Any]]) -> List[Any]:
    """A row. The first twenty make kemplang in Belinyu; every third is drawn at the point of its village."""
    village = villages[number % 6] if number < 20 else chance.choice(villages)
    product = "PGN02" if number < 20 else chance.choice(list(PRODUCTS))
    owner, exact = chance.choice(OWNERS), number % 3 != 0
    west, south, east, north = village["box"]
    inside = [round(chance.uniform(west, east), 4), round(chance.uniform(south, north), 4)]
    lon, lat = inside if exact else village["point"]
    return [
        f"u{number:05d}",
        f"{PRODUCTS[product][0]} {chance.choice(SIGNS)} {owner} {number}",
        owner,
        village["code"],
        *(exact, lon, lat),
        f"Jl. {chance.choice(SIGNS)} RT {number % 20 + 1:02d}",
        f"+62812{number:07d}" if number % 2 == 0 else None,
        [product],
        *(None, "P" if number % 4 else "L", "PGN"),
        [code for code, every in (("PIRT", 5), ("HALAL", 7)) if number % every == 0],
        *(None, None),
    ]


def _counts(village: Dict[str, Any]) -> Dict[str, Any]:
    if village["name"] == "Mantung":
        return {"businesses": None, "women": None, "leading_product": None}
    return {"businesses": 40, "women": 25, "leading_product": "PGN02"}


def _layer(villages: List[Dict[str, Any]]) -> Dict[str, Any]:
    looks = [(HOT, "Titik panas", "Hot spot", "#b2182b", None), (COLD, "Titik dingin", "Cold spot", "#2166ac", "/")]
    classes = [
        {"value": value, "label": both(id_, en), "color": colour, "hatch": hatch, "quiet": False}
        for value, id_, en, colour, hatch in looks
    ]
    classes.append({**classes[0], "value": REST, "label": both("Tidak signifikan", "Not significant"), "quiet": True})
    classes[-1]["color"] = "#f0ede6"
    values = {each["code"]: REST for each in villages}
    values.update({each["code"]: HOT for each in villages[:4]})
    values.update({each["code"]: COLD for each in villages[-4:]})
    title, method = both("Titik panas dan titik dingin", "Hot and cold spots"), both("Gi*, contoh.", "Gi*, made up.")
    return {
        "id": "panas",
        "title": title,
        "kind": "classes",
        "about": both("Contoh.", "An example."),
        "method_name": both("Gi*"),
        "field": "gi_kelas",
        "classes": classes,
        "values": values,
        "method": method,
        "draft": True,
    }


def _boundaries(regions: List[Dict[str, Any]], level: int) -> Dict[str, Any]:
    features = []
    for region in regions:
        if region["level"] == level:
            west, south, east, north = region["box"]
            ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
            geometry = {"type": "Polygon", "coordinates": [ring]}
            features.append({"type": "Feature", "properties": {"code": region["code"]}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


HOSTILE = [
    '<script>window.hit="script"</script>',
    '"><img src=x onerror="window.hit=1">',
    "javascript:window.hit=2",
    "<svg/onload=window.hit=3>",
    "{{constructor.constructor('window.hit=4')()}}",
    "</title><script>window.hit=5</script>",
]


def hostile_catalogue() -> Dict[str, Any]:
    """A catalogue whose every text tries to be more than text."""
    made = catalogue(60)
    at = {name: column for column, name in enumerate(FIELDS)}
    for number, row in enumerate(made["businesses"]):
        evil = HOSTILE[number % len(HOSTILE)]
        for name in ("name", "owner", "address", "phone", "brand", "description"):
            row[at[name]] = evil
    made["businesses"][0][at["id"]] = "../../x?<script>"
    made["businesses"][1][at["products"]] = ["PGN02", "<img src=x onerror=window.hit=6>"]
    for region, evil in zip(made["regions"][1:], itertools.cycle(HOSTILE)):
        region["name"] = evil
    for key in ("title", "publisher", "licence"):
        made[key] = both(HOSTILE[0])
    made["notes"] = [both(each) for each in HOSTILE]
    made["layers"][0].update(title=both(HOSTILE[1]), method=both(HOSTILE[3]))
    return made

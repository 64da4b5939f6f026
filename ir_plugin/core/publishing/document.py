"""What the page shows, as the one object that its scripts read."""

from __future__ import annotations

import sqlite3
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence

from ..classes import Class
from ..industry.products import PRODUCTS
from ..industry.value_lists import VALUE_LISTS
from ..register.counted import period_of
from ..register.run_records import read_runs
from ..texts import Text
from .business_scripts import LATER, columns_of, part_file, part_name, parts_listed, parts_of
from .directory import Directory, directory
from .notes import notes
from .outlines import LEVELS, Outline, boundaries, outlines, points_of
from .public_words import WORDS as WORDS_OF_RESULTS
from .public_words import public_label
from .result_layers import ResultLayer, legend, result_layers
from .scripts import GLOBAL, read_script, script
from .village_counts import Counts, leading_products, village_counts
from .words import WORDS

FORMAT = 3
DATA, BOUNDARIES, ARCHIVE = "data/catalogue.js", "data/batas.js", "unduhan/data_terbuka.zip"
"""Where the page's object, the boundaries and the open data stand in the catalogue."""

BOUNDARIES_NAME = f"{GLOBAL}:batas"
"""The name of the boundaries in the page's window; the map asks for them when it opens."""

_VALUE_LISTS = {"sector": "cabang_ikm", "sex": "jenis_kelamin", "licence": "jenis_legalitas"}


class Heading(NamedTuple):
    """What a person says of the catalogue."""

    title: Text
    publisher: Text
    licence: Text
    language: str


class Contents(NamedTuple):
    """All that is public of a register on a day (ISO 8601). products: the names of those listed, by code."""

    date: str
    period: Optional[str]
    directory: Directory
    regions: Sequence[Outline]
    counts: Counts
    layers: Sequence[ResultLayer]
    products: Mapping[str, Text]
    notes: Sequence[Text]


def contents(connection: sqlite3.Connection, register: str, secret: str, on: str, language: str = "id") -> Contents:
    """What a register lets out on a day. register: its path; connection: to the same."""
    regions = outlines(connection)
    listed = directory(connection, secret, on, points_of(regions), language)
    villages = [each.code for each in regions if each.level == LEVELS["desa"]]
    counts = village_counts(connection, villages, listed.listed)
    leading = leading_products(listed.rows)
    told = {code: {**row, "leading_product": leading.get(code)} for code, row in counts.items()}
    layers = result_layers(connection, read_runs(register), villages)
    names = product_names(connection)
    used = {code for row in listed.rows for code in row["products"]}
    products = {code: names[code] for code in sorted(used)}
    period = period_of(connection)
    return Contents(on, period, listed, regions, told, layers, products, notes(connection, layers))


def document(public: Contents, heading: Heading) -> Mapping[str, Any]:
    """The object of the page, made of what JSON has."""
    return {
        "format": FORMAT,
        "date": public.date,
        "period": public.period,
        "default_language": heading.language,
        **{name: pair(getattr(heading, name)) for name in ("title", "publisher", "licence")},
        "notes": [pair(each) for each in public.notes],
        "draft": any(each.table.draft for each in public.layers),
        "words": {key: pair(words) for key, words in WORDS.items()},
        "lists": value_lists(public),
        "product_words": {each.code: list(each.aliases) for each in PRODUCTS if each.code in public.products},
        "regions": [each.as_json() for each in public.regions],
        "businesses": columns_of(public.directory.rows),
        "later": list(LATER),
        "parts": parts_listed(public.directory.rows),
        "villages": public.counts,
        "layers": [_layer(each) for each in public.layers],
        "boundaries": {"file": BOUNDARIES, "name": BOUNDARIES_NAME},
        "download": ARCHIVE,
    }


def scripts(public: Contents, heading: Heading) -> Dict[str, str]:
    """The text of every script that is made of the register, by its place in the catalogue."""
    parts = parts_of(public.directory.rows)
    made = {part_file(part): script(part_name(part), rows) for part, rows in parts.items()}
    lines = script(BOUNDARIES_NAME, boundaries(public.regions))
    return {DATA: script(GLOBAL, document(public, heading)), BOUNDARIES: lines, **made}


def read_page(text: str) -> Any:
    """The object of the page out of its script. ValueError for anything else."""
    return read_script(GLOBAL, text)


def value_lists(public: Contents) -> Dict[str, Any]:
    """The words of every code, by list."""
    lists: Dict[str, Any] = {"product": {code: pair(name) for code, name in public.products.items()}}
    for name, values in _VALUE_LISTS.items():
        lists[name] = {each.code: pair(each.label) for each in VALUE_LISTS[values].values}
    return lists


def pair(text: Text) -> Dict[str, str]:
    """A text as the page reads it."""
    return {"id": text.id, "en": text.en}


def product_names(connection: sqlite3.Connection) -> Mapping[str, Text]:
    """The names of all products of a register, by code."""
    rows: List[Any] = connection.execute("SELECT produk_kode, nama_id, name_en FROM ref_produk").fetchall()
    return {code: Text(*names) for code, *names in rows}


def _layer(layer: ResultLayer) -> Mapping[str, Any]:
    return {
        "id": layer.name,
        "title": pair(layer.title),
        "kind": "classes",
        "field": layer.table.field,
        "about": pair(WORDS_OF_RESULTS[layer.table.field].about),
        "classes": [_class(layer, each) for each in legend(layer)],
        "values": layer.values,
        "method_name": pair(layer.table.title),
        "method": pair(layer.method),
        "draft": layer.table.draft,
    }


def _class(layer: ResultLayer, each: Class) -> Mapping[str, Any]:
    return {
        "value": each.code,
        "label": pair(public_label(layer.table, each.code, each.label)),
        "color": each.colour,
        "hatch": each.hatch or None,
        "quiet": each.quiet,
    }

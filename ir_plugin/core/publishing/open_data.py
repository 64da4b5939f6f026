"""The open data of a catalogue, one ZIP: its businesses and villages as GeoJSON and CSV, and what they mean."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Dict, List, Mapping, Tuple

from ..industry.privacy.columns import BY_NAME, EXACT, NOWHERE, POSITION, VILLAGE_ONLY
from ..package_writing import package_bytes
from ..register.exports.files import formula_safe
from ..texts import Text
from .business_scripts import order_of
from .directory import FIELDS, LISTS
from .document import ARCHIVE, Contents, Heading, pair, value_lists
from .licences import SCOPE, Licence, licence_named, licence_text
from .outlines import LEVELS, collection
from .public_words import public_label
from .read_me import read_me
from .result_layers import ResultLayer, legend

READ_ME, TERMS = "baca_saya.txt", "lisensi.txt"
BUSINESSES, TABLE, VILLAGES, ABOUT = "usaha.geojson", "usaha.csv", "desa.geojson", "metadata.json"
PLACE = {
    "bujur": Text("Bujur, derajat WGS 84 (dalam CSV)", "Longitude, degrees of WGS 84 (in the CSV)"),
    "lintang": Text("Lintang, derajat WGS 84 (dalam CSV)", "Latitude, degrees of WGS 84 (in the CSV)"),
}
ABOVE = {"desa": 13, "kecamatan": 8, "kabupaten": 5}
"""The names of regions that stand beside a village's code, each with the length of its own code."""

_COLUMNS = tuple(column for column in FIELDS.values() if column not in PLACE)
COLUMNS: Tuple[str, ...] = (*_COLUMNS, *ABOVE)
"""Of a business, under the names that the register's exports have."""

VILLAGE_COLUMNS = {
    "code": Text("Kode desa/kelurahan", "Code of the village"),
    "nama": Text("Desa/kelurahan", "Village"),
    "businesses": Text("Jumlah industri rumahan; kosong: dirahasiakan", "Home industries; empty: kept back"),
    "women": Text("Milik perempuan; kosong: dirahasiakan", "Owned by women; empty: kept back"),
    "leading_product": Text(
        "Produk utama terbanyak di antara usaha yang tampil", "Main product of most that are shown"
    ),
}
_FILES = {
    BUSINESSES: Text("Usaha, GeoJSON", "Businesses, GeoJSON"),
    TABLE: Text("Usaha, CSV", "Businesses, CSV"),
    VILLAGES: Text("Desa/kelurahan, GeoJSON", "Villages, GeoJSON"),
    ABOUT: Text("Keterangan yang sama untuk program", "The same descriptions for programs"),
    TERMS: Text("Lisensi, dan yang tidak dicakupnya", "The licence, and what it does not cover"),
}


def open_data(public: Contents, heading: Heading) -> Mapping[str, bytes]:
    """The archive by its place in the catalogue."""
    return {ARCHIVE: package_bytes(open_files(public, heading).items())}


def open_files(public: Contents, heading: Heading) -> Mapping[str, str]:
    """The text of each file of the archive."""
    rows = open_rows(public)
    return {
        **texts_about(public, heading),
        BUSINESSES: _json(_points(rows)),
        TABLE: _table(rows),
        VILLAGES: _json(collection(_villages(public), village_properties(public))),
    }


def texts_about(public: Contents, heading: Heading) -> Mapping[str, str]:
    """The files of the archive that say what the others are."""
    known, told = licence_named(heading.licence) or Licence(heading.licence), about(public, heading)
    return {
        READ_ME: read_me(told),
        TERMS: licence_text(known, heading.title, heading.publisher, public.date),
        ABOUT: json.dumps(told, ensure_ascii=False, indent=1) + "\n",
    }


def open_rows(public: Contents) -> List[Dict[str, Any]]:
    """The businesses by COLUMNS and PLACE, village by village; codes of a list with ", " between them, None for what is
    not told."""
    names = {each.code: each.name for each in public.regions}
    rows = []
    for business in sorted(public.directory.rows, key=lambda row: (row["village"] or "~", *order_of(row))):
        row = {column: business[field] for field, column in FIELDS.items()}
        row.update({FIELDS[field]: ", ".join(business[field]) or None for field in LISTS})
        is_there = business["lon"] is not None
        row[POSITION] = EXACT if business["point_is_exact"] else VILLAGE_ONLY if is_there else NOWHERE
        village = business["village"] or ""
        row.update({column: names.get(village[:length]) for column, length in ABOVE.items()})
        rows.append(row)
    return rows


def village_properties(public: Contents) -> Mapping[str, Mapping[str, Any]]:
    """What is told of each village, by code: its counts and its class in each layer of results."""
    classes = {each.name: each.values for each in public.layers}
    return {
        each.code: {
            "nama": each.name,
            **public.counts[each.code],
            **{name: values.get(each.code) for name, values in classes.items()},
        }
        for each in _villages(public)
    }


def _villages(public: Contents) -> List[Any]:
    return [each for each in public.regions if each.level == LEVELS["desa"]]


def _points(rows: List[Dict[str, Any]]) -> Mapping[str, Any]:
    features = [
        {
            "type": "Feature",
            "properties": {column: row[column] for column in COLUMNS},
            "geometry": {"type": "Point", "coordinates": place} if place[0] is not None else None,
        }
        for row in rows
        for place in [[row[column] for column in PLACE]]
    ]
    return {"type": "FeatureCollection", "features": features}


def _table(rows: List[Dict[str, Any]]) -> str:
    """UTF-8 with a mark, by which spreadsheets know it; texts that they would take for formulas stay texts."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((*COLUMNS, *PLACE))
    writer.writerows([[formula_safe(row[column]) for column in (*COLUMNS, *PLACE)] for row in rows])
    return "\ufeff" + text.getvalue()


def about(public: Contents, heading: Heading) -> Mapping[str, Any]:
    """The metadata: what the files, columns and codes mean, made of what JSON has."""
    columns = {**{name: pair(BY_NAME[name].label) for name in COLUMNS}, **{name: pair(PLACE[name]) for name in PLACE}}
    villages = {name: pair(words) for name, words in VILLAGE_COLUMNS.items()}
    return {
        **{name: pair(getattr(heading, name)) for name in ("title", "publisher", "licence")},
        "licence_scope": pair(SCOPE),
        "date": public.date,
        "period": public.period,
        "files": {name: pair(words) for name, words in _FILES.items()},
        "columns": {"usaha": columns, "desa": villages},
        "codes": value_lists(public),
        "notes": [pair(each) for each in public.notes],
        "methods": {each.name: _method(each) for each in public.layers},
    }


def _method(layer: ResultLayer) -> Mapping[str, Any]:
    """What a layer is, for everybody and for those who know methods, and what its codes mean."""
    classes = {each.code: pair(public_label(layer.table, each.code, each.label)) for each in legend(layer)}
    name = pair(layer.table.title)
    return {"title": pair(layer.title), "name": name, "method": pair(layer.method), "classes": classes}


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"

"""What every register holds from the start: value lists, regions, products, KBLI and the draft class rules, as rows."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Iterator, Sequence, Tuple

from ..industry.class_rules import draft_profile
from ..industry.kbli import EDITIONS, GROUPS, conversions
from ..industry.products import PRODUCTS
from ..industry.regions import CODE_EDITION, level_of, name_key, parent_of, reference_regions, region_aliases
from ..industry.value_lists import VALUE_LISTS
from .geopackage import insert

Rows = Tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""A table, its columns, and the values of each row."""


def fill_references(connection: sqlite3.Connection) -> None:
    """Writes the rows of all reference tables."""
    for table, columns, rows in _references():
        insert(connection, table, columns, rows)


def _references() -> Iterator[Rows]:
    yield "ref_nilai", ("daftar", "kode", "urutan", "label_id", "label_en"), _values()
    yield _regions()
    yield "ref_wilayah_alias", ("alias_norm", "tingkat", "induk", "kode_dagri", "asal"), _aliases()
    yield _products()
    yield "ref_produk_alias", ("alias_norm", "produk_kode"), _product_names()
    groups = [(edition, code, title.id, len(code)) for edition in EDITIONS for code, title in GROUPS.items()]
    yield "ref_kbli", ("edisi", "kode", "judul", "tingkat"), groups
    yield "ref_kbli_konversi", ("kode_2020", "kode_2025", "jenis"), list(conversions())
    yield _class_rules()


def _values() -> Sequence[Sequence[Any]]:
    return [
        (each.id, value.code, place, value.label.id, value.label.en)
        for each in VALUE_LISTS.values()
        for place, value in enumerate(each.values, start=1)
    ]


def _regions() -> Rows:
    columns = (
        *("kode_dagri", "kode_bps", "tingkat", "jenis", "nama", "nama_norm", "induk"),
        *("luas_km2", "penduduk_l", "penduduk_p", "tahun_penduduk", "edisi_kode"),
    )
    rows = [
        (
            *(each.code, each.bps_code or None, each.level, each.kind, each.name, name_key(each.name)),
            *(each.parent or None, each.area_km2, each.male, each.female, each.population_year, CODE_EDITION),
        )
        for each in reference_regions().values()
    ]
    return "ref_wilayah", columns, rows


def _aliases() -> Sequence[Sequence[Any]]:
    return [
        (name_key(each.name), level_of(each.code), parent_of(each.code) or None, each.code, each.origin)
        for each in region_aliases()
    ]


def _products() -> Rows:
    columns = (
        *("produk_kode", "nama_id", "name_en", "cabang_ikm", "kbli_2020", "kbli_2025"),
        *("kbli_pertimbangan", "khas_daerah"),
    )
    rows = [
        (
            *(each.code, each.name_id, each.name_en, each.branch, each.kbli_2020, each.kbli_2025),
            *(int(each.judged), int(each.typical)),
        )
        for each in PRODUCTS
    ]
    return "ref_produk", columns, rows


def _product_names() -> Sequence[Sequence[Any]]:
    names = {name_key(name): each.code for each in PRODUCTS for name in (each.name_id, *each.aliases)}
    return list(names.items())


def _class_rules() -> Rows:
    profile = draft_profile()
    head = ("versi", "nama", "sumber_hukum", "status")
    rules = {key: value for key, value in profile.items() if key not in head}
    row = (*(profile[name] for name in head), json.dumps(rules, ensure_ascii=False))
    return "aturan_kelas", (*head, "aturan"), [row]

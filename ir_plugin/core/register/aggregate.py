"""Businesses counted by village, kecamatan or kabupaten."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ..declaration import Algorithm, Column, Context, LayerResult, NewLayer, Note, Results
from ..errors import UserError
from ..industry.class_rules import DRAFT
from ..industry.privacy.profiles import LEAST
from ..industry.themes import COUNTS
from ..parameters import Flag, RegisterInput
from ..texts import Text, same
from .aggregate_columns import (
    HEADER,
    HIDDEN,
    IT_SHARE,
    IT_TOLD,
    STATUS,
    class_columns,
    need_columns,
    period_column,
    product_column,
)
from .aggregate_rows import quality_columns, region_columns, tally_of, told_of
from .counted import COUNTED_ONES, period_of, status_of_rules
from .counted_businesses import counted_businesses
from .exports.report import DRAFT_CLASSES
from .geometry_blobs import wkb_of
from .geopackage import reading
from .groups import REGISTER as GROUP
from .region_figures import households_note
from .registers import require_register
from .shared_settings import LEVELS, PERIOD, level_choice, period_in
from .small_counts import (
    OTHER_PRODUCTS,
    OTHER_PRODUCTS_NAME,
    Business,
    Hidden,
    hidden_counts,
    with_rare_products_as_one,
)

CODE_LENGTHS = {"desa": 13, "kecamatan": 8, "kabupaten": 5}

SUPPRESSED = Text(
    "Sebagian angka dirahasiakan di {count} dari {all} wilayah: yang di bawah {least}, dan yang dapat membocorkannya.",
    "Some counts are kept back in {count} of {all} regions: those below {least}, and those that would give them away.",
)
NO_BOUNDARIES = Text(
    "Register {path} belum punya batas {level}; impor batas wilayah lebih dahulu.",
    "The register {path} has no boundaries of this level ({level}) yet; import boundaries first.",
)
PLACELESS = Text(
    "{count} usaha berada di wilayah tanpa batas dan tidak tampak pada peta.",
    "{count} {count:business|businesses} {count:is|are} in regions without a boundary and do not show on the map.",
)
COUNTED = Text("{count} usaha dihitung, periode {period}.", "Businesses counted: {count}, period {period}.")


class _Found(NamedTuple):
    """What a register holds of a period. by_period: of every period, by village. status: of the class rules."""

    period: Optional[str]
    regions: list[dict[str, Any]]
    businesses: Sequence[Business]
    by_period: Mapping[str, Counter[str]]
    names: Mapping[str, Text]
    status: Optional[str]


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The regions of a level with their counts, those without businesses included; see the declaration."""
    level, register = values["LEVEL"], values["REGISTER"]
    with reading(register) as connection:
        require_register(connection, register)
        found = _read(connection, LEVELS[level], period_in(values))
    if not found.regions:
        raise UserError(NO_BOUNDARIES, path=register, level=level)
    context.progress(0.5)
    if values.get("SUPPRESS"):
        found = found._replace(businesses=with_rare_products_as_one(found.businesses))
    products = sorted({each.product for each in found.businesses if each.product})
    place = _places(found, CODE_LENGTHS[level])
    columns, table = _table(found, place, products, not values.get("SUPPRESS"))
    notes = [Note(COUNTED.format(count=len(found.businesses), period=found.period or "-"))]
    notes += [Note(DRAFT_CLASSES, warning=True)] if found.status == DRAFT else []
    if values.get("SUPPRESS"):
        columns.append(HIDDEN)
        numbers = {period_column(each).name: of for each, of in found.by_period.items()}
        notes.append(_suppress(table, hidden_counts(found.businesses, products, numbers)))
    outside = int((place == len(found.regions)).sum())
    notes += [Note(PLACELESS.format(count=outside), warning=True)] if outside else []
    without = sum(not each for each in table["rumah_tangga"])
    notes += households_note(without, len(found.regions), LEVELS[level])
    counts = {column.name: table[column.name] for column in columns}
    result = LayerResult(tuple(columns), counts, tuple(region["wkb"] for region in found.regions))
    return Results(layers={"OUTPUT": result}, notes=tuple(notes))


def _read(connection: sqlite3.Connection, level: str, wanted: Optional[str]) -> _Found:
    period = period_of(connection, wanted)
    return _Found(
        period,
        _regions(connection, level),
        counted_businesses(connection, period),
        _by_period(connection),
        {**_product_names(connection), OTHER_PRODUCTS: OTHER_PRODUCTS_NAME},
        status_of_rules(connection, period),
    )


def _places(found: _Found, length: int) -> np.ndarray:
    """The place of each business among the regions, the number of regions where it is in none of them; int64."""
    places = {region["kode"]: at for at, region in enumerate(found.regions)}
    return np.array([places.get(each.village[:length], len(places)) for each in found.businesses], np.int64)


def _table(
    found: _Found, place: np.ndarray, products: Sequence[str], with_quality: bool
) -> tuple[list[Column], dict[str, Sequence[Any]]]:
    """The columns, and the values of each: one for each region."""
    tally = tally_of(place, len(found.regions) + 1, told_of(found.businesses))
    of_products = [product_column(code, found.names.get(code, same(code))) for code in products]
    needs = need_columns() if any(each.needs for each in found.businesses) else ()
    told = (IT_TOLD, IT_SHARE) if any(each.it is not None for each in found.businesses) else ()
    quality = quality_columns(found.businesses) if with_quality else ()
    columns = [*HEADER, *class_columns(), STATUS, *needs, *told, *quality, *of_products]
    columns += map(period_column, found.by_period)
    regions = {name: [each[name] for each in found.regions] for name in found.regions[0]}
    table = region_columns(regions, tally, products)
    table[STATUS.name] = [found.status] * len(found.regions)
    for each, villages in found.by_period.items():
        table[period_column(each).name] = [_number_in(villages, code) for code in regions["kode"]]
    return columns, table


def _regions(connection: sqlite3.Connection, level: str) -> list[dict[str, Any]]:
    names = dict(connection.execute("SELECT kode_dagri, nama FROM ref_wilayah").fetchall())
    query = (
        "SELECT kode_dagri, nama, rumah_tangga, geom FROM ref_wilayah "
        "WHERE tingkat = ? AND geom IS NOT NULL ORDER BY kode_dagri"
    )
    return [
        {
            "kode": code,
            "nama": name,
            "kecamatan": names.get(code[:8]) if len(code) >= 8 else None,
            "kabupaten": names.get(code[:5]),
            "rumah_tangga": households,
            "wkb": wkb_of(geom),
        }
        for code, name, households, geom in connection.execute(query, (level,))
    ]


def _by_period(connection: sqlite3.Connection) -> dict[str, Counter[str]]:
    """Businesses by period and village, for analyses of space and time; empty where there is one period only."""
    query = " ".join(
        (
            "SELECT a.periode, u.kode_desa, count(*)",
            "FROM ir_usaha AS u JOIN ir_pengamatan AS a ON a.usaha_id = u.usaha_id",
            COUNTED_ONES,
            "GROUP BY 1, 2 ORDER BY 1",
        )
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for period, village, count in connection.execute(query):
        counts[period][village] = count
    return counts if len(counts) > 1 else {}


def _number_in(villages: Mapping[str, int], region: str) -> int:
    return sum(count for village, count in villages.items() if village.startswith(region))


def _suppress(table: dict[str, Sequence[Any]], hidden: Sequence[Hidden]) -> Note:
    """Takes what has to stay hidden out of the table, and names it there."""
    codes = table["kode"]
    names: list[list[str]] = [[] for _ in codes]
    for each in hidden:
        kept_back = [code in each.regions for code in codes]
        for column in each.columns:
            table[column] = [None if hide else value for hide, value in zip(kept_back, table[column])]
        for groups, hide in zip(names, kept_back):
            if hide and each.group not in groups:
                groups.append(each.group)
    table[HIDDEN.name] = [", ".join(groups) or None for groups in names]
    count = sum(map(bool, names))
    return Note(SUPPRESSED.format(count=count, all=len(codes), least=LEAST))


def _product_names(connection: sqlite3.Connection) -> dict[str, Text]:
    """The standard products by code."""
    rows = connection.execute("SELECT produk_kode, nama_id, name_en FROM ref_produk").fetchall()
    return {code: Text(*names) for code, *names in rows}


OPERATION = Algorithm(
    id="aggregate",
    title=Text("Hitung per wilayah", "Aggregate by region"),
    group=GROUP,
    summary=Text(
        "Menghitung usaha per desa, kecamatan, atau kabupaten.", "Counts businesses by village, district or regency."
    ),
    help=Text(
        "Setiap wilayah mendapat jumlah usaha, jumlah menurut kelas dan produk utama, bagian milik perempuan (dari "
        "pemilik yang jenis kelaminnya diketahui), pekerja, kebutuhan, penguasaan TI, kelengkapan data, temuan terbuka "
        "bila register sudah diperiksa, dan jumlah per 1.000 rumah tangga. Dihitung: "
        "industri pengolahan yang aktif atau musiman dan diamati pada periode itu. Wilayah tanpa usaha bernilai 0; "
        "angka tanpa penyebut dikosongkan, juga pekerja bila tidak ada usaha yang menyebutkannya. Bila ada beberapa "
        "periode, masing-masing mendapat kolom jumlah (ir_2024, ir_2025), misalnya untuk pindaian ruang-waktu. Untuk "
        "publikasi, rahasiakan angka kecil: yang dikosongkan disebut di kolom rahasia, produk yang jarang menjadi "
        "satu, dan tabel desa, kecamatan dan kabupaten bersama-sama pun tidak membocorkannya. Untuk analisis, jangan.",
        "Each region gets the number of businesses, by class and main product, the share owned by women (of owners "
        "whose sex is known), workers, wishes, use of IT, completeness of the data, open findings where the register "
        "was checked, and the number per 1,000 households. Counted are manufacturers that are active "
        "or seasonal and were observed in the period. Regions without businesses have 0; rates without a denominator "
        "stay empty, as do workers where no business tells them. Where there are several periods each has a field of "
        "its count (ir_2024, ir_2025), such as a scan in space and time asks for. For publication keep small counts "
        "back: what is left empty is named in the field rahasia, rare products become one, and the tables of "
        "villages, districts and regencies do not give it away even together. For analyses do not.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        level_choice(Text("Tingkat", "Level"), "desa"),
        PERIOD,
        Flag(
            "SUPPRESS",
            Text("Rahasiakan angka kecil (untuk publikasi)", "Keep small counts back (for publication)"),
            Text(
                "Angka di bawah {least} dikosongkan, juga yang dapat membocorkannya.",
                "Counts below {least} are left empty, and those that would give them away.",
            ).format(least=LEAST),
        ),
    ),
    outputs=(NewLayer("OUTPUT", Text("Industri rumahan per wilayah", "Home industries by region"), "polygon", COUNTS),),
    compute=compute,
    tags=("agregasi", "aggregate", "jumlah", "count", "desa", "terpilah"),
)

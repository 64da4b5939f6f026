"""Businesses counted by village, kecamatan or kabupaten."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import Any, Mapping, NamedTuple, Optional, Sequence

from ..declaration import Algorithm, Column, Context, LayerResult, NewLayer, Note, Results
from ..errors import UserError
from ..industry.regions import DISTRICT, REGENCY, VILLAGE
from ..industry.themes import COUNTS
from ..industry.value_lists import VALUE_LISTS
from ..parameters import Choice, Option, RegisterInput, TextSetting
from ..texts import Text, same
from .geometry_blobs import wkb_of
from .geopackage import reading
from .groups import REGISTER as GROUP
from .region_figures import households_note
from .registers import require_register
from .summary_view import workers

LEVELS = {"desa": VILLAGE, "kecamatan": DISTRICT, "kabupaten": REGENCY}
CODE_LENGTHS = {"desa": 13, "kecamatan": 8, "kabupaten": 5}

WOMEN_RULE = Text("Pemilik berjenis kelamin perempuan.", "The owner is a woman.")
SHARE_RULE = Text(
    "Dari IR yang jenis kelamin pemiliknya diketahui; kosong bila tidak ada.",
    "Of those whose owner's sex is known; empty where it is known of none.",
)
UNTOLD_RULE = Text("Jenis kelamin pemilik tidak diketahui.", "The owner's sex is not known.")
WORKERS_RULE = Text(
    "Dari IR yang menyebutkan pekerjanya; kosong bila tidak ada yang menyebutkan.",
    "Of those that tell their workers; empty where none tells.",
)
CLASS_RULE = Text(
    "Kelas yang ditetapkan, jika tidak ada kelas hitungan, jika tidak ada kelas petugas.",
    "The class as decided, else by the rules, else by the enumerator.",
)
HEADER = (
    Column("kode", "text", Text("Kode wilayah", "Region code")),
    Column("nama", "text", Text("Nama", "Name")),
    Column("kecamatan", "text", Text("Kecamatan", "District")),
    Column("kabupaten", "text", Text("Kabupaten/kota", "Regency")),
    Column("ir_jumlah", "integer", Text("Jumlah IR", "Home industries")),
    Column("ir_perempuan", "integer", Text("IR milik perempuan", "Owned by women"), WOMEN_RULE),
    Column("ir_tanpa_kelamin", "integer", Text("IR tanpa jenis kelamin pemilik", "Owner's sex unknown"), UNTOLD_RULE),
    Column("persen_perempuan", "real", Text("IR milik perempuan (%)", "Owned by women (%)"), SHARE_RULE),
    Column("tk_l", "integer", Text("Pekerja laki-laki", "Male workers"), WORKERS_RULE),
    Column("tk_p", "integer", Text("Pekerja perempuan", "Female workers"), WORKERS_RULE),
    Column("rumah_tangga", "integer", Text("Rumah tangga", "Households")),
    Column("ir_per_1000_rt", "real", Text("IR per 1.000 rumah tangga", "Home industries per 1,000 households")),
)
MAIN_PRODUCT = Text("Produk utama: {name}", "Main product: {name}")
NO_BOUNDARIES = Text(
    "Register {path} belum punya batas {level}; impor batas wilayah lebih dahulu.",
    "The register {path} has no boundaries of this level ({level}) yet; import boundaries first.",
)
NO_PERIOD = Text(
    "Tidak ada pengamatan periode {period}; periode yang ada: {periods}.",
    "There are no observations of the period {period}; there are: {periods}.",
)
PLACELESS = Text(
    "{count} usaha berada di wilayah tanpa batas dan tidak tampak pada peta.",
    "{count} businesses are in regions without a boundary and do not show on the map.",
)
COUNTED = Text("{count} usaha dihitung, periode {period}.", "{count} businesses counted, period {period}.")


_COUNTED_ONES = "WHERE u.lapangan_usaha = 'IND' AND u.status_usaha IN ('AKT', 'MUS') AND u.kode_desa IS NOT NULL"


class _Business(NamedTuple):
    village: str
    sex: str
    product: Optional[str]
    kelas: Optional[str]
    men: Optional[int]
    women: Optional[int]


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The regions of a level with their counts, those without businesses included; see the declaration."""
    level = values["LEVEL"]
    with reading(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        period = _period(connection, values.get("PERIOD"))
        regions = _regions(connection, LEVELS[level])
        businesses = _businesses(connection, period)
        by_period = _by_period(connection, CODE_LENGTHS[level])
        names = _product_names(connection)
    if not regions:
        raise UserError(NO_BOUNDARIES, path=values["REGISTER"], level=level)
    context.progress(0.5)
    groups: dict[str, list[_Business]] = defaultdict(list)
    for business in businesses:
        groups[business.village[: CODE_LENGTHS[level]]].append(business)
    products = sorted({each.product for each in businesses if each.product})
    columns = (*HEADER, *_class_columns(), *(product_column(code, names.get(code, same(code))) for code in products))
    periods = sorted({each for _, each in by_period})
    columns = (*columns, *(_period_column(each) for each in periods))
    rows = [
        {
            **_row(region, groups.get(region["kode"], []), products),
            **{_period_column(each).name: by_period[region["kode"], each] for each in periods},
        }
        for region in regions
    ]
    notes = [Note(COUNTED.format(count=len(businesses), period=period or "-"))]
    outside = sum(len(group) for code, group in groups.items() if code not in {each["kode"] for each in regions})
    if outside:
        notes.append(Note(PLACELESS.format(count=outside), warning=True))
    notes += households_note(sum(not each["rumah_tangga"] for each in regions), len(regions), LEVELS[level])
    result = LayerResult(
        columns,
        {column.name: [row[column.name] for row in rows] for column in columns},
        tuple(region["wkb"] for region in regions),
    )
    return Results(layers={"OUTPUT": result}, notes=tuple(notes))


def _period(connection: sqlite3.Connection, wanted: Optional[str]) -> Optional[str]:
    periods = [row[0] for row in connection.execute("SELECT DISTINCT periode FROM ir_pengamatan ORDER BY periode")]
    if wanted and wanted not in periods:
        raise UserError(NO_PERIOD, period=wanted, periods=", ".join(periods) or "-")
    return wanted or (periods[-1] if periods else None)


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


def _businesses(connection: sqlite3.Connection, period: Optional[str]) -> list[_Business]:
    """The active or seasonal manufacturers that were observed in the period and have a village."""
    query = " ".join(
        (
            "SELECT u.kode_desa, coalesce(p.jenis_kelamin, 'X'), r.produk_kode,",
            "coalesce(a.kelas_akhir, a.kelas_hitung, a.kelas_petugas),",
            f"{workers('l', 'a')}, {workers('p', 'a')}",
            "FROM ir_usaha AS u JOIN ir_pengamatan AS a ON a.usaha_id = u.usaha_id AND a.periode = ?",
            "LEFT JOIN ir_pemilik AS p ON p.pemilik_id = u.pemilik_id",
            "LEFT JOIN ir_produk AS r ON r.usaha_id = u.usaha_id AND r.utama = 1",
            _COUNTED_ONES,
        )
    )
    return [_Business(*row) for row in connection.execute(query, (period,))]


def _by_period(connection: sqlite3.Connection, length: int) -> Counter[tuple[str, str]]:
    """Businesses by region and period, for analyses of space and time; empty where there is one period only."""
    query = " ".join(
        (
            "SELECT substr(u.kode_desa, 1, ?), a.periode, count(*)",
            "FROM ir_usaha AS u JOIN ir_pengamatan AS a ON a.usaha_id = u.usaha_id",
            _COUNTED_ONES,
            "GROUP BY 1, 2",
        )
    )
    counts = Counter({(code, period): count for code, period, count in connection.execute(query, (length,))})
    return counts if len({period for _, period in counts}) > 1 else Counter()


def _period_column(period: str) -> Column:
    name = f"ir_{period.replace('-', '_').lower()}"
    return Column(name, "integer", Text("Jumlah IR {period}", "Home industries {period}").format(period=period))


def _product_names(connection: sqlite3.Connection) -> dict[str, Text]:
    """The standard products by code."""
    rows = connection.execute("SELECT produk_kode, nama_id, name_en FROM ref_produk").fetchall()
    return {code: Text(*names) for code, *names in rows}


def _row(region: Mapping[str, Any], group: Sequence[_Business], products: Sequence[str]) -> dict[str, Any]:
    count, households = len(group), region["rumah_tangga"]
    women, known = (sum(each.sex in sexes for each in group) for sexes in (("P",), ("P", "L")))
    classes = Counter(each.kelas for each in group)
    by_product = Counter(each.product for each in group)
    return {
        **{name: region[name] for name in ("kode", "nama", "kecamatan", "kabupaten", "rumah_tangga")},
        "ir_jumlah": count,
        "ir_perempuan": women,
        "ir_tanpa_kelamin": count - known,
        "persen_perempuan": 100.0 * women / known if known else None,
        "tk_l": _sum_of_told([each.men for each in group]),
        "tk_p": _sum_of_told([each.women for each in group]),
        "ir_per_1000_rt": 1000.0 * count / households if households else None,
        **{f"kelas_{code}": classes.get(code, 0) for code in VALUE_LISTS["kelas_ir"].codes},
        **{f"produk_{code.lower()}": by_product.get(code, 0) for code in products},
    }


def _sum_of_told(workers: Sequence[Optional[int]]) -> Optional[int]:
    """The workers of a region's businesses: 0 where there are none, None where none of them tells."""
    told = [each for each in workers if each is not None]
    return sum(told) if told or not workers else None


def _class_columns() -> tuple[Column, ...]:
    values = VALUE_LISTS["kelas_ir"].values
    return tuple(Column(f"kelas_{value.code}", "integer", value.label, CLASS_RULE) for value in values)


def product_column(code: str, name: Text) -> Column:
    """The field of the number of businesses whose main product this is."""
    return Column(f"produk_{code.lower()}", "integer", MAIN_PRODUCT.format(name=name))


OPERATION = Algorithm(
    id="aggregate",
    title=Text("Hitung per wilayah", "Aggregate by region"),
    group=GROUP,
    summary=Text(
        "Menghitung usaha per desa, kecamatan, atau kabupaten.", "Counts businesses by village, district or regency."
    ),
    help=Text(
        "Setiap wilayah mendapat jumlah usaha, jumlah menurut kelas dan produk utama, bagian milik perempuan (dari "
        "pemilik yang jenis kelaminnya diketahui), pekerja, dan jumlah per 1.000 rumah tangga. Yang dihitung: industri "
        "pengolahan yang aktif atau musiman dan diamati pada periode itu. Wilayah tanpa usaha bernilai 0; angka tanpa "
        "penyebut dikosongkan, juga pekerja bila tidak ada usaha yang menyebutkannya. Bila ada beberapa periode, "
        "masing-masing mendapat kolom jumlah (ir_2024, ir_2025), misalnya untuk pindaian ruang-waktu.",
        "Each region gets the number of businesses, by class and main product, the share owned by women (of owners "
        "whose sex is known), workers, and the number per 1,000 households. Counted are manufacturers that are active "
        "or seasonal and were observed in the period. Regions without businesses have 0; rates without a denominator "
        "stay empty, as do workers where no business tells them. Where there are several periods each has a field of "
        "its count (ir_2024, ir_2025), such as a scan in space and time asks for.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        Choice(
            "LEVEL",
            Text("Tingkat", "Level"),
            options=(
                Option("desa", Text("Desa/kelurahan", "Villages")),
                Option("kecamatan", Text("Kecamatan", "Districts")),
                Option("kabupaten", Text("Kabupaten/kota", "Regencies")),
            ),
            default="desa",
        ),
        TextSetting(
            "PERIOD",
            Text("Periode", "Period"),
            Text("Kosong: periode terakhir.", "Empty: the latest period."),
            optional=True,
        ),
    ),
    outputs=(NewLayer("OUTPUT", Text("Industri rumahan per wilayah", "Home industries by region"), "polygon", COUNTS),),
    compute=compute,
    tags=("agregasi", "aggregate", "jumlah", "count", "desa", "terpilah"),
)

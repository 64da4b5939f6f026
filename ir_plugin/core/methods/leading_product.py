"""One village, one product, as an offer to a user: the leading product of each region and the evidence for it."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional

import numpy as np

from ..declaration import RECORD, Algorithm, Column, Context, Guide, LayerResult, NewLayer, Note, Number, Results, Rows
from ..errors import UserError
from ..figures import figure
from ..parameters import FieldChoice
from ..statistics.economy.leading_product import (
    BELOW_MINIMUM,
    NOTHING,
    RANKED,
    TIED,
    LeadingProducts,
    Persistence,
    latest_counts,
    leading_products,
    persistence,
)
from ..statistics.economy.location_quotient import LocationQuotients, location_quotients
from ..texts import Text, same
from .groups import ECONOMY
from .region_counts import CONFIDENCE, FLORENCE, GARWOOD, MAP_PARAMETERS, MINIMUM, RegionCounts, mapped_counts
from .themes import CLEAR_LEADER, LEADING_PRODUCTS, NO_BUSINESS, TOO_FEW, UNDECIDED, WEAK_LEADER
from .units import record_of

COLUMNS = (
    Column("pu_produk", "text", Text("Produk unggulan", "Leading product")),
    Column("pu_n", "integer", Text("Usaha produk ini", "Businesses of this product")),
    Column("pu_persen", "real", Text("Bagian usaha wilayah (%)", "Share of the region's businesses (%)")),
    Column("pu_lq", "real", Text("LQ", "LQ")),
    Column("pu_lq_bawah", "real", Text("LQ, batas bawah", "LQ, lower limit")),
    Column("pu_lq_atas", "real", Text("LQ, batas atas", "LQ, upper limit")),
    Column("pu_kedua", "text", Text("Produk berikutnya", "Runner-up")),
    Column(
        "pu_bertahan",
        "real",
        Text("Bertahan (% periode)", "Persistence (% of periods)"),
        Text("Dari periode yang dapat dinilai.", "Of the periods that can be judged."),
    ),
    Column("pu_periode", "integer", Text("Periode yang dapat dinilai", "Periods that can be judged")),
    Column("pu_semua", "integer", Text("Usaha semua produk", "Businesses of all products")),
    Column("pu_kelas", "text", Text("Bukti", "Evidence")),
)
RANKING_COLUMNS = (
    Column("wilayah", "text", Text("Kode wilayah", "Region code")),
    Column("peringkat", "integer", Text("Peringkat", "Rank")),
    Column("produk", "text", Text("Produk", "Product")),
    Column("n", "integer", Text("Usaha", "Businesses")),
    Column("persen", "real", Text("Bagian (%)", "Share (%)")),
    Column("lq", "real", Text("LQ", "LQ")),
    Column("lq_bawah", "real", Text("LQ, batas bawah", "LQ, lower limit")),
    Column("lq_atas", "real", Text("LQ, batas atas", "LQ, upper limit")),
)
NO_PERIOD = Text(
    "Tidak ada usaha dengan {field}; pilih kolom periode yang terisi, atau kosongkan.",
    "No business has {field}; choose a field of periods that is filled, or none.",
)
WITHOUT_PERIOD = Text(
    "{count} usaha tanpa {field} tidak ikut dihitung.",
    "{count} {count:business|businesses} without {field} {count:takes|take} no part.",
)
FOUND = Text(
    "{clear} wilayah dengan produk unggulan yang jelas, {weak} dengan bukti lemah, {few} dengan usaha terlalu sedikit.",
    "{clear} {clear:region|regions} with a clear leading product, {weak} with weak evidence, {few} with too few "
    "businesses.",
)
PARAGRAPH = Text(
    "Produk unggulan {regions} wilayah ditentukan dari {units} usaha: produk dengan sedikitnya {minimum} usaha dan "
    "batas bawah selang LQ {confidence} % (Poisson tepat, Garwood 1936) yang tertinggi; bila sama, usaha terbanyak. "
    "{periods}Hasil: {clear} jelas (seluruh selang di atas 1), {weak} lemah, {few} tidak dinilai karena terlalu "
    "sedikit.",
    "The leading products of {regions} regions were found from {units} businesses: the product with at least {minimum} "
    "businesses and the highest lower limit of the {confidence} % interval of its LQ (exact Poisson, Garwood 1936); of "
    "equal ones that with more businesses. {periods}Result: {clear} clear (the whole interval above 1), {weak} weak, "
    "{few} not judged for want of businesses.",
)
BY_PERIOD = Text(
    "Setiap wilayah dihitung menurut periode terakhirnya ({field}). ",
    "Each region is counted in its latest period ({field}). ",
)


class _Counted(NamedTuple):
    """current: the table that is ranked, of the latest period of each region where there are periods; periods: int64
    (periods, regions, products), or None."""

    current: RegionCounts
    periods: Optional[np.ndarray]


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The leading product of each region, and the ranking behind it."""
    whole, joined = mapped_counts(values, context)
    counted = _counted(whole, values, context)
    table, level = counted.current, float(values["CONFIDENCE"]) / 100
    found = leading_products(table.counts, int(values["MINIMUM"]), level)
    quotients = location_quotients(table.counts, level)
    classes = _classes(found, quotients)
    lasting = _lasting(counted, found, int(values["MINIMUM"]), level)
    columns = {**_columns(table, found, quotients), "pu_bertahan": 100 * lasting.share, "pu_periode": lasting.periods}
    spread = {
        name: joined.spread(column, None if column.dtype == object else np.nan) for name, column in columns.items()
    }
    spread["pu_semua"] = joined.spread(table.counts.sum(axis=1), 0)
    spread["pu_kelas"] = joined.spread(classes, NO_BUSINESS)
    counts = {
        "clear": int((classes == CLEAR_LEADER).sum()),
        "weak": int((classes == WEAK_LEADER).sum()),
        "few": int((classes == TOO_FEW).sum()),
    }
    paragraph = PARAGRAPH.format(
        regions=len(table.regions),
        units=int(table.counts.sum()),
        minimum=values["MINIMUM"],
        confidence=figure(values["CONFIDENCE"]),
        periods=BY_PERIOD.format(field=values["PERIOD"]) if values.get("PERIOD") else same(""),
        **counts,
    )
    fields = [values[name] for name in ("PRODUCT", "REGION", "PERIOD") if values.get(name)]
    return Results(
        layers={"OUTPUT": LayerResult(COLUMNS, spread), "RANKING": _ranking(table, found, quotients)},
        numbers={"N_CLEAR": counts["clear"], "N_WEAK": counts["weak"], "N_TOO_FEW": counts["few"]},
        notes=(Note(FOUND.format(**counts)),),
        record=record_of(METHOD, values, values["INPUT"], fields, int(table.used.sum()), paragraph),
    )


def _counted(table: RegionCounts, values: Mapping[str, Any], context: Context) -> _Counted:
    field: Optional[str] = values.get("PERIOD")
    if not field:
        return _Counted(table, None)
    periods = np.array(values["INPUT"].texts(field), dtype=str)
    without = int((periods[table.used] == "").sum())
    if without == table.used.sum():
        raise UserError(NO_PERIOD, field=field)
    if without:
        context.say(Note(WITHOUT_PERIOD.format(count=without, field=field), warning=True))
    by_period = table.by_period(periods)
    return _Counted(table._replace(counts=latest_counts(by_period)), by_period)


def _lasting(counted: _Counted, found: LeadingProducts, minimum: int, level: float) -> Persistence:
    """How often the leading products led; NaN without periods."""
    if counted.periods is None:
        nothing = np.full(len(found.leading), np.nan)
        return Persistence(nothing, nothing)
    return persistence(counted.periods, found.leading, minimum, level)


def _classes(found: LeadingProducts, quotients: LocationQuotients) -> np.ndarray:
    low = quotients.low[np.arange(len(found.leading)), np.maximum(found.leading, 0)]
    ranked = np.where(low > 1, CLEAR_LEADER, WEAK_LEADER)
    others = {NOTHING: NO_BUSINESS, BELOW_MINIMUM: TOO_FEW, TIED: UNDECIDED}
    classes = ranked.astype(object)
    for reason, name in others.items():
        classes[found.reason == reason] = name
    return classes


def _columns(table: RegionCounts, found: LeadingProducts, quotients: LocationQuotients) -> dict[str, np.ndarray]:
    rows, names = np.arange(len(found.leading)), np.array([*table.products, None], object)
    leads, at = found.reason == RANKED, np.maximum(found.leading, 0)

    def of_leader(matrix: np.ndarray) -> np.ndarray:
        return np.where(leads, matrix[rows, at], np.nan)

    second = found.order[:, 1] if found.order.shape[1] > 1 else np.full(len(rows), -1)
    total = table.counts.sum(axis=1, keepdims=True)
    return {
        "pu_produk": names[found.leading],
        "pu_n": of_leader(table.counts),
        "pu_persen": of_leader(100.0 * table.counts / total),
        "pu_lq": of_leader(quotients.value),
        "pu_lq_bawah": of_leader(quotients.low),
        "pu_lq_atas": of_leader(quotients.high),
        "pu_kedua": names[np.where(leads, second, -1)],
    }


def _ranking(table: RegionCounts, found: LeadingProducts, quotients: LocationQuotients) -> LayerResult:
    """Every product that takes part, by region and rank."""
    region, rank = np.nonzero(found.order >= 0)
    at = (region, found.order[region, rank])
    total = table.counts.sum(axis=1)
    return LayerResult(
        RANKING_COLUMNS,
        {
            "wilayah": np.array(table.regions, object)[region],
            "peringkat": rank + 1,
            "produk": np.array(table.products, object)[at[1]],
            "n": table.counts[at],
            "persen": 100.0 * table.counts[at] / total[region],
            "lq": quotients.value[at],
            "lq_bawah": quotients.low[at],
            "lq_atas": quotients.high[at],
        },
    )


METHOD = Algorithm(
    id="leadingproduct",
    title=Text("Produk unggulan (satu desa satu produk)", "Leading product (one village one product)"),
    group=ECONOMY,
    summary=Text(
        "Mengusulkan satu produk untuk setiap wilayah, dengan buktinya, dan menolak bila datanya terlalu sedikit.",
        "Proposes one product for each region, with the evidence, and refuses where there is too little.",
    ),
    help=Text(
        "Produk diperingkat menurut batas bawah selang LQ, sehingga jumlah kecil tidak menang karena kebetulan. Tabel "
        "peringkat memuat bukti semua produk yang ikut. Dengan kolom periode, setiap wilayah diperingkat menurut "
        "periode terakhirnya, dan dihitung seberapa sering produk itu memimpin dalam semua periodenya.",
        "Products are ranked by the lower limit of the interval of their LQ, so that small numbers do not win by "
        "chance. The table of ranks holds the evidence for all products that take part. With a field of periods "
        "each region is ranked in its latest period, and it is counted how often the product led in all of them.",
    ),
    guide=Guide(
        use=Text(
            "Sebagai titik awal pembicaraan satu desa satu produk: produk mana yang didukung oleh data.",
            "As a start for talks about one village one product: which product the data support.",
        ),
        avoid=Text(
            "Bukan keputusan: keunikan, pasar, bahan baku dan mutu tidak ada dalam hitungan ini. Jangan menurunkan "
            "jumlah minimum supaya setiap desa mendapat produk; lebih baik tanpa usul daripada usul karena kebetulan.",
            "No decision: uniqueness, markets, materials and quality are not in these counts. Do not lower the minimum "
            "so that every village gets a product; no proposal is better than one made by chance.",
        ),
        reading=Text(
            "Jelas: seluruh selang LQ di atas 1; produk ini di sini lebih sering daripada di tempat lain, walaupun di "
            "antara puluhan wilayah satu dua tampak jelas karena kebetulan. Lemah: terdepan di sini, tetapi dapat sama "
            "seperti di tempat lain. Lihat pula produk berikutnya: selisih kecil berarti pilihan. Bertahan 100 % dari "
            "satu periode belum berarti apa-apa.",
            "Clear: the whole interval of the LQ is above 1; the product is more frequent here than elsewhere, though "
            "among dozens of regions one or two look clear by chance. Weak: in front here, but perhaps as frequent "
            "elsewhere. Look at the runner-up too: a small difference means a choice. A persistence of 100 % of one "
            "period says nothing yet.",
        ),
    ),
    parameters=(
        *MAP_PARAMETERS,
        FieldChoice(
            "PERIOD",
            Text("Kolom periode", "Field of periods"),
            Text("Bila layer memuat beberapa periode.", "Where the layer holds several periods."),
            optional=True,
            advanced=True,
        ),
        MINIMUM,
        CONFIDENCE,
    ),
    outputs=(
        Rows("OUTPUT", Text("Produk unggulan", "Leading product"), "REGIONS", COLUMNS, LEADING_PRODUCTS),
        NewLayer("RANKING", Text("Peringkat produk", "Ranking of products"), "none", optional=True),
        Number("N_CLEAR", Text("Produk unggulan jelas", "Clear leading products")),
        Number("N_WEAK", Text("Bukti lemah", "Weak evidence")),
        Number("N_TOO_FEW", Text("Usaha terlalu sedikit", "Too few businesses")),
        RECORD,
    ),
    compute=compute,
    tags=("ovop", "satu desa satu produk", "one village one product", "produk unggulan", "lq"),
    references=(FLORENCE, GARWOOD),
)

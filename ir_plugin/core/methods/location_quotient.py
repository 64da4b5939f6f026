"""Location quotients as an offer to a user: in which regions a product is more frequent than elsewhere."""

from __future__ import annotations

from typing import Any, Callable, Mapping, NamedTuple

import numpy as np

from ..declaration import RECORD, Algorithm, Column, Context, Guide, LayerResult, NewLayer, Note, Number, Results, Rows
from ..errors import UserError
from ..figures import figure
from ..parameters import NumberSetting, TextSetting
from ..run_record import RunRecord
from ..statistics.economy.location_quotient import LocationQuotients, location_quotients
from ..statistics.multiple_tests import adjusted_p
from ..texts import Text
from .groups import ECONOMY
from .inference_settings import BENJAMINI, CORRECTION, correction_phrase
from .region_counts import (
    CONFIDENCE,
    FLORENCE,
    GARWOOD,
    MAP_PARAMETERS,
    JoinedRegions,
    RegionCounts,
    mapped_counts,
)
from .themes import LESS, LOCATION_QUOTIENTS, NO_BUSINESS, SPECIALISED, TOO_FEW, UNSURE
from .units import record_of

COLUMNS = (
    Column("lq_produk", "text", Text("Produk", "Product")),
    Column("lq_n", "integer", Text("Usaha produk ini", "Businesses of this product")),
    Column("lq_semua", "integer", Text("Usaha semua produk", "Businesses of all products")),
    Column(
        "lq",
        "real",
        Text("LQ", "LQ"),
        Text("1: bagian yang sama seperti di seluruh wilayah.", "1: the same share as everywhere."),
    ),
    Column("lq_bawah", "real", Text("LQ, batas bawah", "LQ, lower limit"), Text("Poisson tepat.", "Exact Poisson.")),
    Column("lq_atas", "real", Text("LQ, batas atas", "LQ, upper limit"), Text("Poisson tepat.", "Exact Poisson.")),
    Column("lq_p", "real", Text("p", "p"), Text("Poisson tepat, dua sisi.", "Exact Poisson, two-sided.")),
    Column(
        "lq_p_koreksi",
        "real",
        Text("p terkoreksi", "Adjusted p"),
        Text("Atas semua wilayah yang dinilai.", "Over all regions that are judged."),
    ),
    Column(
        "lq_halus",
        "real",
        Text("LQ dihaluskan", "Shrunk LQ"),
        Text(
            "Ditarik ke 1 bila jumlahnya kecil (Empirical Bayes).",
            "Drawn to 1 where counts are small (Empirical Bayes).",
        ),
    ),
    Column("lq_kelas", "text", Text("Kelas", "Class")),
)
TABLE_COLUMNS = (Column("wilayah", "text", Text("Kode wilayah", "Region code")), *COLUMNS)
NO_PRODUCT = Text(
    'Tidak ada produk "{product}"; yang ada: {known}.', 'There is no product "{product}"; there are: {known}.'
)
FOUND = Text(
    "{product}: terspesialisasi di {more} wilayah, lebih jarang di {less}.",
    "{product}: {more} {more:region is|regions are} specialised in it, in {less} it is rarer.",
)
PARAGRAPH = Text(
    "Location quotient (Florence 1939) dihitung dari {units} usaha, {products} produk dan {regions} wilayah, dengan "
    "selang Poisson tepat {confidence} % (Garwood 1936) dan penghalusan Empirical Bayes (Marshall 1991); atas wilayah "
    "setiap produk {correction}; wilayah dengan kurang dari {minimum} usaha semua produk tidak dinilai. Produk "
    "di peta: {product}.",
    "Location quotients (Florence 1939) were computed from {units} businesses, {products} products and {regions} "
    "regions, with exact Poisson intervals of {confidence} % (Garwood 1936) and Empirical Bayes shrinkage (Marshall "
    "1991); over the regions of each product {correction}; regions with fewer than {minimum} businesses of all "
    "products are not judged. Product on the map: {product}.",
)
MINIMUM = NumberSetting(
    "MINIMUM",
    Text("Jumlah usaha minimum di wilayah", "Minimum of businesses in a region"),
    Text(
        "Usaha semua produk. Wilayah dengan usaha lebih sedikit tidak dinilai.",
        "Of all products. Regions with fewer businesses are not judged.",
    ),
    default=5,
    minimum=1,
    integer=True,
)
NAMED = 12
"""Products that a refusal names."""


class _Judged(NamedTuple):
    """quotients; adjusted: float64 (regions, products), NaN where nothing is judged; classes: object, likewise."""

    quotients: LocationQuotients
    adjusted: np.ndarray
    classes: np.ndarray


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The quotients of one product on the map, and of all in a table."""
    table, joined = mapped_counts(values, context)
    fields, used = [values["PRODUCT"], values["REGION"]], int(table.used.sum())
    return quotients_of(
        values, table, joined, lambda paragraph: record_of(METHOD, values, values["INPUT"], fields, used, paragraph)
    )


def quotients_of(
    values: Mapping[str, Any], table: RegionCounts, joined: JoinedRegions, recorded: Callable[[Text], RunRecord]
) -> Results:
    """The results of a table of counts. recorded: the run record with a methods paragraph."""
    at = _product(values, table)
    judged = _judged(table.counts, values)
    paragraph = PARAGRAPH.format(
        units=int(table.counts.sum()),
        products=len(table.products),
        regions=len(table.regions),
        confidence=figure(values["CONFIDENCE"]),
        correction=correction_phrase(values["CORRECTION"]),
        minimum=values["MINIMUM"],
        product=table.products[at],
    )
    shown = judged.classes[:, at]
    counts = {"more": int((shown == SPECIALISED).sum()), "less": int((shown == LESS).sum())}
    return Results(
        layers={
            "OUTPUT": _rows(table, judged, joined, at),
            "TABLE": _table(table, judged),
        },
        numbers={"N_SPECIALISED": counts["more"], "N_LESS": counts["less"]},
        notes=(Note(FOUND.format(product=table.products[at], **counts)),),
        record=recorded(paragraph),
    )


def _product(values: Mapping[str, Any], table: RegionCounts) -> int:
    """The product that the map shows: the one named, else the most frequent."""
    wanted = (values.get("SHOWN") or "").strip()
    if not wanted:
        return int(table.counts.sum(axis=0).argmax())
    folded = [name.casefold() for name in table.products]
    for names, name in ((table.products, wanted), (folded, wanted.casefold())):
        if name in names:
            return names.index(name)
    known = ", ".join(table.products[:NAMED]) + (", ..." if len(folded) > NAMED else "")
    raise UserError(NO_PRODUCT, product=values["SHOWN"], known=known)


def _judged(counts: np.ndarray, values: Mapping[str, Any]) -> _Judged:
    """The classes by adjusted p: above 1, below 1, or neither.

    Regions are judged by their businesses of all products, never by those of the product itself: chosen by their
    outcome, the judged ones would hold more findings by chance than the correction allows.
    """
    quotients = location_quotients(counts, float(values["CONFIDENCE"]) / 100)
    enough = np.broadcast_to(counts.sum(axis=1, keepdims=True) >= int(values["MINIMUM"]), counts.shape)
    tested = np.where(enough, quotients.p, np.nan)
    adjusted = np.stack([adjusted_p(column, values["CORRECTION"]) for column in tested.T], axis=1)
    side = np.where(quotients.value > 1, SPECIALISED, LESS)
    found = adjusted <= round(1 - float(values["CONFIDENCE"]) / 100, 12)
    return _Judged(quotients, adjusted, np.where(enough, np.where(found, side, UNSURE), TOO_FEW).astype(object))


def _cells(table: RegionCounts, judged: _Judged, at: Any) -> dict[str, np.ndarray]:
    """The columns at an index of the matrices."""
    totals = np.broadcast_to(table.counts.sum(axis=1, keepdims=True), table.counts.shape)
    products = np.broadcast_to(np.array(table.products, object), table.counts.shape)
    matrices = (
        products,
        table.counts,
        totals,
        judged.quotients.value,
        judged.quotients.low,
        judged.quotients.high,
        judged.quotients.p,
        judged.adjusted,
        judged.quotients.shrunk,
        judged.classes,
    )
    return {column.name: matrix[at] for column, matrix in zip(COLUMNS, matrices)}


def _rows(table: RegionCounts, judged: _Judged, joined: JoinedRegions, product: int) -> LayerResult:
    cells = _cells(table, judged, (slice(None), product))
    columns = {name: joined.spread(cell) for name, cell in cells.items()}
    columns["lq_produk"] = np.full(len(joined.place), table.products[product], object)
    columns["lq_kelas"] = joined.spread(cells["lq_kelas"], NO_BUSINESS)
    for name in ("lq_n", "lq_semua"):
        columns[name] = joined.spread(cells[name], 0)
    return LayerResult(COLUMNS, columns)


def _table(table: RegionCounts, judged: _Judged) -> LayerResult:
    """Every product of every region that has it."""
    at = np.nonzero(table.counts)
    regions = np.array(table.regions, object)[at[0]]
    return LayerResult(TABLE_COLUMNS, {"wilayah": regions, **_cells(table, judged, at)})


METHOD = Algorithm(
    id="locationquotient",
    title=Text("Location quotient (LQ)", "Location quotient (LQ)"),
    group=ECONOMY,
    summary=Text(
        "Menunjukkan wilayah tempat sebuah produk lebih sering daripada di seluruh daerah.",
        "Shows the regions in which a product is more frequent than in the whole area.",
    ),
    help=Text(
        "LQ membandingkan bagian sebuah produk di wilayah dengan bagiannya di seluruh daerah. Setiap LQ mendapat "
        "selang Poisson tepat, nilai p dan angka yang dihaluskan. Kelasnya mengikuti p yang dikoreksi untuk banyaknya "
        "wilayah, bukan angka LQ saja. Wilayah dinilai menurut jumlah usahanya dari semua produk. Ujinya hati-hati: "
        "bila produk tersebar acak, temuan palsu lebih jarang daripada batas yang dipilih.",
        "The LQ compares the share of a product in a region with its share in the whole area. Every LQ gets an exact "
        "Poisson interval, a p-value and a shrunk figure. Its class follows the p adjusted for the number of regions, "
        "not the bare figure. Which regions are judged depends on their businesses of all products. The test is "
        "cautious: where products are spread at random, false findings are rarer than the level allows.",
    ),
    guide=Guide(
        use=Text(
            "Untuk menanyakan di mana sebuah produk khas, dan seberapa yakin jawabannya.",
            "To ask where a product is typical, and how sure the answer is.",
        ),
        avoid=Text(
            "Jangan memeringkat desa menurut LQ tanpa selang: di desa dengan tiga usaha, satu usaha lebih mengubah LQ "
            "dari 1 menjadi 2. LQ tinggi bukan jumlah besar dan bukan bukti daya saing. Survei yang tidak merata "
            "membuat LQ keliru. Untuk memilih satu produk setiap desa, pakai produk unggulan.",
            "Do not rank villages by LQ without its interval: among three businesses one more turns an LQ of 1 into 2. "
            "A high LQ is no large number and no proof of competitiveness. An uneven survey makes LQs wrong. To choose "
            "one product for each village, use leading product.",
        ),
        reading=Text(
            "Terspesialisasi: LQ di atas 1, dan itu lebih dari kebetulan juga di antara sekian banyak wilayah. Belum "
            "jelas: datanya tidak memutuskan, walaupun selang satu wilayah dapat seluruhnya di atas 1. Terlalu "
            "sedikit usaha: usaha semua produk di wilayah itu kurang dari minimum; tidak dinilai.",
            "Specialised: the LQ is above 1, and by more than chance even among so many regions. Not clear: the data "
            "do not decide, though the interval of a single region may lie above 1. Too few businesses: the region has "
            "fewer of all products than the minimum; it is not judged.",
        ),
    ),
    parameters=(
        *MAP_PARAMETERS,
        TextSetting(
            "SHOWN",
            Text("Produk di peta", "Product on the map"),
            Text("Kosong: produk terbanyak.", "Empty: the most frequent one."),
            optional=True,
        ),
        MINIMUM,
        CONFIDENCE,
        CORRECTION,
    ),
    outputs=(
        Rows("OUTPUT", Text("Location quotient", "Location quotient"), "REGIONS", COLUMNS, LOCATION_QUOTIENTS),
        NewLayer("TABLE", Text("LQ semua produk", "LQ of all products"), "none", optional=True),
        Number("N_SPECIALISED", Text("Wilayah terspesialisasi", "Specialised regions")),
        Number("N_LESS", Text("Wilayah dengan produk lebih jarang", "Regions in which it is rarer")),
        RECORD,
    ),
    compute=compute,
    tags=("lq", "spesialisasi", "specialisation", "produk unggulan", "basis"),
    references=(
        FLORENCE,
        GARWOOD,
        BENJAMINI,
        "Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators. Applied "
        "Statistics 40, 283-294.",
    ),
)

"""Location quotients as an offer to a user: in which regions a product is more frequent than elsewhere."""

from __future__ import annotations

from typing import Any, Mapping

import numpy as np

from ..declaration import Algorithm, Column, Context, Guide, LayerResult, NewLayer, Note, Number, Results, Rows, String
from ..errors import UserError
from ..parameters import TextSetting
from ..statistics.economy.location_quotient import LocationQuotients, location_quotients
from ..texts import Text, number
from .groups import ECONOMY
from .region_counts import (
    CONFIDENCE,
    INPUT,
    MINIMUM,
    PRODUCT,
    REGION,
    REGION_CODE,
    REGIONS,
    JoinedRegions,
    RegionCounts,
    joined_regions,
    region_counts,
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
    "{product}: {more} regions are specialised in it, in {less} it is rarer.",
)
PARAGRAPH = Text(
    "Location quotient (Florence 1939) dihitung dari {units} usaha, {products} produk dan {regions} wilayah, dengan "
    "selang Poisson tepat {confidence} % (Garwood 1936) dan penghalusan Empirical Bayes (Marshall 1991); di bawah "
    "{minimum} usaha tidak dinilai. Produk di peta: {product}.",
    "Location quotients (Florence 1939) were computed from {units} businesses, {products} products and {regions} "
    "regions, with exact Poisson intervals of {confidence} % (Garwood 1936) and Empirical Bayes shrinkage (Marshall "
    "1991); below {minimum} businesses nothing is judged. Product on the map: {product}.",
)
SHOWN = 12
"""Products that a refusal names."""


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The quotients of one product on the map, and of all in a table."""
    table = region_counts(values)
    joined = joined_regions(values, table)
    for note in (*table.notes, *joined.notes):
        context.say(note)
    at = _product(values, table)
    quotients = location_quotients(table.counts, float(values["CONFIDENCE"]) / 100)
    classes = _classes(table.counts, quotients, int(values["MINIMUM"]))
    paragraph = PARAGRAPH.format(
        units=int(table.counts.sum()),
        products=len(table.products),
        regions=len(table.regions),
        confidence=number(f"{values['CONFIDENCE']:g}"),
        minimum=values["MINIMUM"],
        product=table.products[at],
    )
    counts = {"more": int((classes[:, at] == SPECIALISED).sum()), "less": int((classes[:, at] == LESS).sum())}
    return Results(
        layers={
            "OUTPUT": _rows(table, quotients, classes, joined, at),
            "TABLE": _table(table, quotients, classes),
        },
        numbers={"N_SPECIALISED": counts["more"], "N_LESS": counts["less"]},
        notes=(Note(FOUND.format(product=table.products[at], **counts)),),
        record=record_of(
            METHOD, values, values["INPUT"], [values["PRODUCT"], values["REGION"]], int(table.used.sum()), paragraph
        ),
    )


def _product(values: Mapping[str, Any], table: RegionCounts) -> int:
    """The product that the map shows: the one named, else the most frequent."""
    wanted = (values.get("SHOWN") or "").strip().casefold()
    if not wanted:
        return int(table.counts.sum(axis=0).argmax())
    names = [name.casefold() for name in table.products]
    if wanted not in names:
        known = ", ".join(table.products[:SHOWN]) + (", ..." if len(names) > SHOWN else "")
        raise UserError(NO_PRODUCT, product=values["SHOWN"], known=known)
    return names.index(wanted)


def _classes(counts: np.ndarray, quotients: LocationQuotients, minimum: int) -> np.ndarray:
    """By the interval: above 1, below 1, or across it. A product that is rare because it is absent can be judged, where
    enough were to be expected."""
    expected = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0, keepdims=True) / counts.sum()
    judged = np.maximum(counts, expected) >= minimum
    classes = np.where(quotients.low > 1, SPECIALISED, np.where(quotients.high < 1, LESS, UNSURE))
    return np.where(judged, classes, TOO_FEW).astype(object)


def _cells(table: RegionCounts, quotients: LocationQuotients, classes: np.ndarray, at: Any) -> dict[str, np.ndarray]:
    """The columns at an index of the matrices."""
    totals = np.broadcast_to(table.counts.sum(axis=1, keepdims=True), table.counts.shape)
    products = np.broadcast_to(np.array(table.products, object), table.counts.shape)
    matrices = (
        products,
        table.counts,
        totals,
        quotients.value,
        quotients.low,
        quotients.high,
        quotients.shrunk,
        classes,
    )
    return {column.name: matrix[at] for column, matrix in zip(COLUMNS, matrices)}


def _rows(
    table: RegionCounts, quotients: LocationQuotients, classes: np.ndarray, joined: JoinedRegions, product: int
) -> LayerResult:
    cells = _cells(table, quotients, classes, (slice(None), product))
    columns = {name: joined.spread(cell) for name, cell in cells.items()}
    columns["lq_produk"] = np.full(len(joined.place), table.products[product], object)
    columns["lq_kelas"] = joined.spread(cells["lq_kelas"], NO_BUSINESS)
    for name in ("lq_n", "lq_semua"):
        columns[name] = joined.spread(cells[name], 0)
    return LayerResult(COLUMNS, columns)


def _table(table: RegionCounts, quotients: LocationQuotients, classes: np.ndarray) -> LayerResult:
    """Every product of every region that has it."""
    at = np.nonzero(table.counts)
    regions = np.array(table.regions, object)[at[0]]
    return LayerResult(TABLE_COLUMNS, {"wilayah": regions, **_cells(table, quotients, classes, at)})


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
        "selang Poisson tepat dan angka yang dihaluskan; kelasnya ditentukan oleh selang, bukan oleh angka saja.",
        "The LQ compares the share of a product in a region with its share in the whole area. Every LQ gets an exact "
        "Poisson interval and a shrunk figure; its class follows the interval, not the bare figure.",
    ),
    guide=Guide(
        use=Text(
            "Untuk menanyakan di mana sebuah produk khas, dan seberapa yakin jawabannya.",
            "To ask where a product is typical, and how sure the answer is.",
        ),
        avoid=Text(
            "Jangan memeringkat desa menurut LQ tanpa selang: di desa dengan tiga usaha, satu usaha lebih mengubah LQ "
            "dari 1 menjadi 2. LQ tinggi bukan jumlah besar dan bukan bukti daya saing. Survei yang tidak merata "
            "membuat LQ keliru.",
            "Do not rank villages by LQ without its interval: among three businesses one more turns an LQ of 1 into 2. "
            "A high LQ is no large number and no proof of competitiveness. An uneven survey makes LQs wrong.",
        ),
        reading=Text(
            "Terspesialisasi: seluruh selang di atas 1. Belum jelas: selang melewati 1, maka datanya tidak memutuskan. "
            "Terlalu sedikit: tidak dinilai.",
            "Specialised: the whole interval is above 1. Not clear: it crosses 1, so the data do not decide. Too few: "
            "not judged.",
        ),
    ),
    parameters=(
        INPUT,
        PRODUCT,
        REGION,
        REGIONS,
        REGION_CODE,
        TextSetting(
            "SHOWN",
            Text("Produk di peta", "Product on the map"),
            Text("Kosong: produk terbanyak.", "Empty: the most frequent one."),
            optional=True,
        ),
        MINIMUM,
        CONFIDENCE,
    ),
    outputs=(
        Rows("OUTPUT", Text("Location quotient", "Location quotient"), "REGIONS", COLUMNS, LOCATION_QUOTIENTS),
        NewLayer("TABLE", Text("LQ semua produk", "LQ of all products"), "none", optional=True),
        Number("N_SPECIALISED", Text("Wilayah terspesialisasi", "Specialised regions")),
        Number("N_LESS", Text("Wilayah dengan produk lebih jarang", "Regions in which it is rarer")),
        String("RECORD", Text("Catatan jalan", "Run record")),
    ),
    compute=compute,
    tags=("lq", "spesialisasi", "specialisation", "produk unggulan", "basis"),
    references=(
        "Florence, P. S. (1939). Report on the location of industry. Political and Economic Planning, London.",
        "Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.",
        "Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators. Applied "
        "Statistics 40, 283-294.",
    ),
)

"""How concentrated each product is, as an offer to a user: over regions, within and between levels, over businesses."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional

import numpy as np

from ..charts import BARS, Chart, Rule, Series
from ..declaration import Algorithm, Column, Context, Guide, LayerResult, NewLayer, Note, Number, Page, Results, String
from ..documents import Document, Paragraph, Table
from ..errors import UserError
from ..parameters import FieldChoice, FieldsChoice
from ..statistics.economy.concentration import Theil, ellison_glaeser, gini, herfindahl, locational_gini, theil
from ..texts import Text, same
from .groups import ECONOMY
from .region_counts import INPUT, MINIMUM, PRODUCT, REGION, RegionCounts, region_counts
from .units import numbers_of, record_of

ALL_PRODUCTS = "*"
COLUMNS = (
    Column("produk", "text", Text("Produk", "Product"), Text("* = semua produk.", "* = all products.")),
    Column("usaha", "integer", Text("Usaha", "Businesses")),
    Column("wilayah", "integer", Text("Wilayah yang memilikinya", "Regions that have it")),
    Column(
        "hhi", "real", Text("HHI", "HHI"), Text("Jumlah kuadrat bagian wilayah.", "Sum of squared shares of regions.")
    ),
    Column(
        "gini",
        "real",
        Text("Gini", "Gini"),
        Text("Atas semua wilayah yang mempunyai usaha.", "Over all regions that have businesses."),
    ),
    Column("theil", "real", Text("Theil T", "Theil's T")),
    Column(
        "gini_lokasi",
        "real",
        Text("Gini lokasional", "Locational Gini"),
        Text("Dibanding sebaran semua usaha.", "Beside the spread of all businesses."),
    ),
    Column(
        "ellison_glaeser",
        "real",
        Text("Indeks Ellison-Glaeser", "Ellison-Glaeser index"),
        Text(
            "Lebih mengumpul daripada yang dijelaskan ukuran usaha.",
            "Gathered beyond what sizes of businesses explain.",
        ),
    ),
)
LEVEL_COLUMNS = (
    Column("produk", "text", Text("Produk", "Product")),
    Column("tingkat", "text", Text("Tingkat", "Level")),
    Column("kelompok", "integer", Text("Banyaknya kelompok", "Number of groups")),
    Column("antara", "real", Text("Theil antarkelompok", "Theil between groups")),
    Column("dalam", "real", Text("Theil dalam kelompok", "Theil within groups")),
    Column("persen_antara", "real", Text("Bagian antarkelompok (%)", "Share between groups (%)")),
)
NO_SIZE = Text(
    "Kolom ukuran {field} berisi bilangan negatif; perbaiki.",
    "The field of sizes {field} is negative in places; correct it.",
)
MIXED_LEVEL = Text(
    'Kolom {field} mempunyai beberapa nilai dalam wilayah "{region}"; sebuah tingkat harus memuat seluruh wilayah.',
    'The field {field} has several values in the region "{region}"; a level has to hold whole regions.',
)
PARAGRAPH = Text(
    "Konsentrasi {products} produk (sedikitnya {minimum} usaha) di {regions} wilayah dihitung dari {units} usaha: HHI, "
    "Gini, Theil (1967), Gini lokasional (Krugman 1991) dan indeks Ellison-Glaeser (1997) menurut {size}.",
    "The concentration of {products} products (at least {minimum} businesses) in {regions} regions was computed from "
    "{units} businesses: HHI, Gini, Theil (1967), locational Gini (Krugman 1991) and the Ellison-Glaeser index (1997) "
    "by {size}.",
)
ONE_EACH = Text("jumlah usaha (ukuran setiap usaha 1)", "numbers of businesses (each of size 1)")
SIZE_FIELD = Text("kolom {field}", "the field {field}")
FOUND = Text(
    "Paling mengumpul: {product} (Gini lokasional {gini}).", "Most gathered: {product} (locational Gini {gini})."
)


class _Sizes(NamedTuple):
    """The size of each business that takes part, float64; its regions' totals."""

    each: np.ndarray
    by_region: np.ndarray


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """One row for each product and one for all of them; and Theil's parts by level."""
    table = region_counts(values)
    for note in table.notes:
        context.say(note)
    sizes, levels = _sizes(values, table), _levels(values, table)
    totals = table.counts.sum(axis=0)
    shown = np.flatnonzero(totals >= int(values["MINIMUM"]))
    order = shown[np.lexsort((shown, -totals[shown]))]
    everything = table.counts.sum(axis=1)
    rows = [_row(table, sizes, int(product)) for product in order]
    rows.append(
        (ALL_PRODUCTS, int(everything.sum()), len(everything), *_spread(everything), float("nan"), float("nan"))
    )
    names = [*(table.products[product] for product in order), ALL_PRODUCTS]
    columns = [*(table.counts[:, product] for product in order), everything]
    parts = [
        (name, field, len(np.unique(groups)), theil(column, groups))
        for name, column in zip(names, columns)
        for field, groups in levels.items()
    ]
    paragraph = PARAGRAPH.format(
        products=len(order),
        minimum=values["MINIMUM"],
        regions=len(table.regions),
        units=int(table.used.sum()),
        size=SIZE_FIELD.format(field=values["SIZE"]) if values.get("SIZE") else ONE_EACH,
    )
    fields = [values["PRODUCT"], values["REGION"], *([values["SIZE"]] if values.get("SIZE") else []), *levels]
    return Results(
        layers={
            "OUTPUT": _layer(COLUMNS, rows),
            "LEVELS": _layer(LEVEL_COLUMNS, [_level_row(*each) for each in parts]),
        },
        pages={"PAGE": _page(rows, [_level_row(*each) for each in parts], paragraph)},
        numbers={"N_PRODUCTS": len(order)},
        notes=_found(rows[:-1]),
        record=record_of(METHOD, values, values["INPUT"], fields, int(table.used.sum()), paragraph),
    )


def _sizes(values: Mapping[str, Any], table: RegionCounts) -> _Sizes:
    field: Optional[str] = values.get("SIZE")
    if not field:
        each = np.ones(int(table.used.sum()))
    else:
        each = np.nan_to_num(numbers_of(values["INPUT"], field)[table.used])
        if (each < 0).any():
            raise UserError(NO_SIZE, field=field)
    return _Sizes(each, np.bincount(table.region_of, weights=each, minlength=len(table.regions)))


def _levels(values: Mapping[str, Any], table: RegionCounts) -> dict[str, np.ndarray]:
    """The group of each region at each level. UserError where a region is in several."""
    levels = {}
    for field in values.get("LEVELS_FIELDS") or []:
        words = np.array(values["INPUT"].texts(field), dtype=str)[table.used]
        group: dict[int, str] = {}
        for region, word in zip(table.region_of.tolist(), words.tolist()):
            if group.setdefault(region, word) != word:
                raise UserError(MIXED_LEVEL, field=field, region=table.regions[region])
        levels[field] = np.array([group[region] for region in range(len(table.regions))])
    return levels


def _spread(counts: np.ndarray) -> tuple[float, float, float]:
    """HHI, Gini and Theil over all regions."""
    return float(herfindahl(counts[None, :])[0]), gini(counts), theil(counts, np.zeros(len(counts))).total


def _row(table: RegionCounts, sizes: _Sizes, product: int) -> tuple[Any, ...]:
    counts, own = table.counts[:, product], table.product_of == product
    own &= sizes.each > 0
    return (
        table.products[product],
        int(counts.sum()),
        int((counts > 0).sum()),
        *_spread(counts),
        locational_gini(counts, table.counts.sum(axis=1)),
        ellison_glaeser(sizes.each[own], table.region_of[own], sizes.by_region),
    )


def _level_row(product: str, field: str, groups: int, parts: Theil) -> tuple[Any, ...]:
    share = 100 * parts.between / parts.total if parts.total else float("nan")
    return (product, field, groups, parts.between, parts.within, share)


def _layer(columns: tuple[Column, ...], rows: list[tuple[Any, ...]]) -> LayerResult:
    return LayerResult(columns, {column.name: [row[at] for row in rows] for at, column in enumerate(columns)})


def _found(rows: list[tuple[Any, ...]]) -> tuple[Note, ...]:
    known = [row for row in rows if row[6] == row[6]]
    if not known:
        return ()
    most = max(known, key=lambda row: row[6])
    return (Note(FOUND.format(product=most[0], gini=same(f"{most[6]:.2f}"))),)


def _page(rows: list[tuple[Any, ...]], parts: list[tuple[Any, ...]], paragraph: Text) -> Document:
    table = Table(Text("Konsentrasi menurut produk", "Concentration by product"), tuple(c.label for c in COLUMNS), rows)
    products = rows[:-1][:30]
    chart = Chart(
        Text("Gini lokasional", "Locational Gini"),
        Text("Produk", "Product"),
        Text("Gini lokasional", "Locational Gini"),
        (Series(same(""), list(range(len(products))), [row[6] for row in products], BARS),),
        (Rule(Text("seperti semua usaha", "as all businesses"), 0.0),),
        tuple(row[0] for row in products),
    )
    blocks = (Paragraph(paragraph), chart, table) if products else (Paragraph(paragraph), table)
    if parts:
        caption = Text("Theil antara dan dalam kelompok", "Theil between and within groups")
        blocks = (*blocks, Table(caption, tuple(column.label for column in LEVEL_COLUMNS), parts))
    return Document(METHOD.title, blocks)


METHOD = Algorithm(
    id="concentration",
    title=Text("Konsentrasi produk", "Concentration of products"),
    group=ECONOMY,
    summary=Text(
        "Mengukur seberapa mengumpul setiap produk: HHI, Gini, Theil, Ellison-Glaeser.",
        "Measures how concentrated each product is: HHI, Gini, Theil, Ellison-Glaeser.",
    ),
    help=Text(
        "HHI, Gini dan Theil menilai sebaran produk atas wilayah; Theil diurai menjadi antara dan dalam kelompok, "
        "misalnya kecamatan dan kabupaten. Gini lokasional membandingkan dengan sebaran semua usaha, dan "
        "Ellison-Glaeser mengeluarkan pengumpulan yang hanya karena beberapa usaha besar.",
        "HHI, Gini and Theil judge the spread of a product over regions; Theil is split into between and within "
        "groups, such as districts and regencies. The locational Gini compares with the spread of all businesses, and "
        "Ellison-Glaeser takes out gathering that is only due to a few large businesses.",
    ),
    guide=Guide(
        use=Text(
            "Untuk membandingkan produk: mana yang milik beberapa desa saja, mana yang ada di mana-mana; dan pada "
            "tingkat mana ketimpangan itu terjadi.",
            "To compare products: which belong to a few villages, which are everywhere; and at which level the "
            "inequality lies.",
        ),
        avoid=Text(
            "Jangan membandingkan angka dari banyak dan sedikit wilayah, atau dari survei yang berbeda: HHI, Gini dan "
            "Theil bergantung pada jumlah wilayah. Produk dengan sedikit usaha selalu tampak mengumpul; karena itu ada "
            "jumlah minimum.",
            "Do not compare figures from many and from few regions, or from different surveys: HHI, Gini and Theil "
            "depend on the number of regions. Products with few businesses always look gathered, hence the minimum.",
        ),
        reading=Text(
            "Ellison-Glaeser di sekitar 0: seperti tersebar kebetulan; di atas 0,05: sangat mengumpul (batas "
            "penulisnya). Bagian antarkelompok yang besar: perbedaannya antarkabupaten, bukan antardesa dalam "
            "kabupaten.",
            "Ellison-Glaeser about 0: as if spread by chance; above 0.05: highly gathered (its authors' mark). A large "
            "share between groups: the differences are between regencies, not between villages within them.",
        ),
    ),
    parameters=(
        INPUT,
        PRODUCT,
        REGION,
        FieldsChoice(
            "LEVELS_FIELDS",
            Text("Kolom tingkat di atasnya", "Fields of the levels above"),
            Text("Misalnya kecamatan dan kabupaten.", "Such as district and regency."),
            optional=True,
        ),
        FieldChoice(
            "SIZE",
            Text("Kolom ukuran usaha", "Field of sizes"),
            Text("Misalnya banyaknya pekerja; kosong: setiap usaha 1.", "Such as workers; empty: each business is 1."),
            optional=True,
            numeric=True,
        ),
        MINIMUM,
    ),
    outputs=(
        NewLayer("OUTPUT", Text("Konsentrasi menurut produk", "Concentration by product"), "none"),
        NewLayer("LEVELS", Text("Theil menurut tingkat", "Theil by level"), "none", optional=True),
        Page("PAGE", Text("Tabel dan grafik", "Tables and plots")),
        Number("N_PRODUCTS", Text("Banyaknya produk", "Number of products")),
        String("RECORD", Text("Catatan jalan", "Run record")),
    ),
    compute=compute,
    tags=("hhi", "gini", "theil", "ellison-glaeser", "konsentrasi", "ketimpangan", "inequality"),
    references=(
        "Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761.",
        "Theil, H. (1967). Economics and information theory. North-Holland, Amsterdam.",
        "Krugman, P. (1991). Geography and trade. MIT Press, Cambridge.",
        "Ellison, G. and Glaeser, E. L. (1997). Geographic concentration in U.S. manufacturing industries: a dartboard "
        "approach. Journal of Political Economy 105, 889-927.",
    ),
)

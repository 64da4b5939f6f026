"""How concentrated each product is, as an offer to a user: over regions, within and between levels, over businesses."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional

import numpy as np

from ..charts import BARS, Chart, Rule, Series
from ..declaration import RECORD, Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Page, Results
from ..documents import Document, Paragraph, Table
from ..errors import UserError
from ..parameters import FieldChoice, FieldsChoice
from ..statistics.economy.concentration import Theil, ellison_glaeser, gini, herfindahl, locational_gini, theil
from ..texts import Text, number, same
from .concentration_words import (
    FOUND,
    GUIDE,
    HELP,
    MIXED_LEVEL,
    NEGATIVE_SIZE,
    NONE_LARGE_ENOUGH,
    ONE_EACH,
    PARAGRAPH,
    REFERENCES,
    SIZE_FIELD,
    UNKNOWN_SIZE,
)
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
GATHERED = 0.05
"""Ellison-Glaeser index above which a product is highly gathered, as its authors say."""


CHARTED = 30
"""Products in the chart."""


class _Sizes(NamedTuple):
    """each: float64, the size of each business that takes part, 0 where it is unknown; by_region: float64 (regions,),
    their sums; unknown: how many have none."""

    each: np.ndarray
    by_region: np.ndarray
    unknown: int


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """One row for each product and one for all of them; and Theil's parts by level."""
    table = region_counts(values)
    sizes, levels = _sizes(values, table), _levels(values, table)
    totals = table.counts.sum(axis=0)
    shown = np.flatnonzero(totals >= int(values["MINIMUM"]))
    for note in _notes(values, table, sizes, len(shown)):
        context.say(note)
    order = shown[np.lexsort((shown, -totals[shown]))]
    everything = table.counts.sum(axis=1)
    rows = [_row(table, sizes, int(product)) for product in order]
    rows.append(
        (ALL_PRODUCTS, int(everything.sum()), len(everything), *_spread(everything), float("nan"), float("nan"))
    )
    names = [*(table.products[product] for product in order), ALL_PRODUCTS]
    columns = [*(table.counts[:, product] for product in order), everything]
    parts = [
        _level_row(name, field, len(np.unique(groups)), theil(column, groups))
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
        layers={"OUTPUT": _layer(COLUMNS, rows), "LEVELS": _layer(LEVEL_COLUMNS, parts)},
        pages={"PAGE": _page(rows, parts, paragraph)},
        numbers={"N_PRODUCTS": len(order)},
        notes=_found(rows[:-1]),
        record=record_of(METHOD, values, values["INPUT"], fields, int(table.used.sum()), paragraph),
    )


def _sizes(values: Mapping[str, Any], table: RegionCounts) -> _Sizes:
    field: Optional[str] = values.get("SIZE")
    each = numbers_of(values["INPUT"], field)[table.used] if field else np.ones(int(table.used.sum()))
    if (each < 0).any():
        raise UserError(NEGATIVE_SIZE, field=field)
    unknown = int(np.isnan(each).sum())
    each = np.nan_to_num(each)
    return _Sizes(each, np.bincount(table.region_of, weights=each, minlength=len(table.regions)), unknown)


def _levels(values: Mapping[str, Any], table: RegionCounts) -> dict[str, np.ndarray]:
    """The group of each region at each level, by its businesses that tell it. UserError where they tell several."""
    levels = {}
    for field in values.get("LEVELS_FIELDS") or []:
        words = np.array(values["INPUT"].texts(field), dtype=str)[table.used]
        group: dict[int, str] = {}
        for region, word in zip(table.region_of.tolist(), words.tolist()):
            if word and group.setdefault(region, word) != word:
                raise UserError(MIXED_LEVEL, field=field, region=table.regions[region])
        levels[field] = np.array([group.get(region, "") for region in range(len(table.regions))])
    return levels


def _notes(values: Mapping[str, Any], table: RegionCounts, sizes: _Sizes, products: int) -> list[Note]:
    """What the log says before the figures."""
    sentences = [] if products else [NONE_LARGE_ENOUGH.format(minimum=values["MINIMUM"])]
    if sizes.unknown:
        sentences.append(UNKNOWN_SIZE.format(count=sizes.unknown, field=values["SIZE"]))
    return [*table.notes, *(Note(sentence, warning=True) for sentence in sentences)]


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


def _most_gathered(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows of products from the most gathered on, by the last column: the one index that does not grow as
    businesses get few. Those without it are left out."""
    return sorted((row for row in rows if not np.isnan(row[-1])), key=lambda row: -row[-1])


def _found(rows: list[tuple[Any, ...]]) -> tuple[Note, ...]:
    """The most gathered product in words."""
    most = _most_gathered(rows)[:1]
    return tuple(Note(FOUND.format(product=row[0], index=number(f"{row[-1]:.3f}"))) for row in most)


def _page(rows: list[tuple[Any, ...]], parts: list[tuple[Any, ...]], paragraph: Text) -> Document:
    table = Table(Text("Konsentrasi menurut produk", "Concentration by product"), tuple(c.label for c in COLUMNS), rows)
    products = _most_gathered(rows[:-1])[:CHARTED]
    index = Text("Indeks Ellison-Glaeser", "Ellison-Glaeser index")
    chart = Chart(
        Text("Produk yang paling mengumpul", "The most gathered products"),
        Text("Produk", "Product"),
        index,
        (Series(same(""), list(range(len(products))), [row[-1] for row in products], BARS),),
        (
            Rule(Text("seperti kebetulan", "as by chance"), 0.0),
            Rule(Text("sangat mengumpul", "highly gathered"), GATHERED),
        ),
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
    help=HELP,
    guide=GUIDE,
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
        RECORD,
    ),
    compute=compute,
    tags=("hhi", "gini", "theil", "ellison-glaeser", "konsentrasi", "ketimpangan", "inequality"),
    references=REFERENCES,
)

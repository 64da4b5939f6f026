"""What a layer shows, as its columns tell: single businesses, outlines around them, or counts of regions. By that a map
for others than the offices is judged; layers have many files and names, but their columns stay with them."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import Any, Collection, FrozenSet, Iterable, Iterator, Mapping, NamedTuple, Optional, Sequence

from ..industry.needs import NEEDS, need_column
from ..industry.privacy.layer_columns import KEY, OF_PERSONS, OTHER_KEYS, SHAPEFILE, title_of
from ..industry.privacy.profiles import LEAST
from ..industry.schema.patterns import REGION_CODE
from ..methods import density_results, leading_product, location_quotient, scan_clusters, weights
from ..register.aggregate_columns import (
    COMPLETENESS,
    FINDINGS,
    HEADER,
    HIDDEN,
    IT_SHARE,
    IT_TOLD,
    PRODUCT_PREFIX,
    TOLD,
    class_columns,
    label_of,
)
from ..texts import Text, joined

POINT, LINE, POLYGON = "point", "line", "polygon"

KEPT_BACK = Text(
    'Layer {layer} digambar menurut "{columns}", yang tidak boleh keluar dengan profil {profile}; pilih tema lain'
    "{themes}, atau profil {allowed}.",
    'The layer {layer} is drawn by "{columns}", which the profile {profile} keeps back; choose another theme{themes}, '
    "or the profile {allowed}.",
)
LEFT_OUT = Text("Tidak digambar: {reason}", "Left out: {reason}")
DRAWN_OTHERWISE = Text(
    'Layer {layer} digambar menurut "{theme}", bukan menurut "{columns}", yang tidak boleh keluar dengan profil '
    "{profile}.",
    'The layer {layer} is drawn by "{theme}" and not by "{columns}", which the profile {profile} keeps back.',
)
SUCH_AS = Text(" (misalnya {names})", " (such as {names})")
ONE_BY_ONE = Text(
    "Layer {layer} menunjukkan usaha satu per satu dengan cara yang tidak dapat dicocokkan dengan persetujuan; "
    "gambarlah titik usaha dengan kolom usaha_id, atau pilih profil Internal untuk di dalam kantor.",
    "The layer {layer} shows single businesses in a way that cannot be held against the consents; draw points of "
    "businesses with the field usaha_id, or choose the profile Internal for use inside the offices.",
)
NO_REGISTER = Text(
    "Layer {layer} menunjukkan usaha satu per satu: pilih register yang memuat persetujuannya (REGISTER), atau profil "
    "Internal untuk di dalam kantor.",
    "The layer {layer} shows single businesses: choose the register whose consents decide (REGISTER), or the profile "
    "Internal for use inside the offices.",
)
FILTERED = Text(
    'Layer {layer} disaring menurut "{columns}", yang tidak boleh keluar dengan profil {profile}: peta akan '
    "memberitahukannya tentang semua yang digambar; hapus saringan layer itu, atau pilih profil {allowed}.",
    'The layer {layer} is filtered by "{columns}", which the profile {profile} keeps back: the map would tell it of '
    "all that is drawn; take the filter off the layer, or choose the profile {allowed}.",
)
CLOSED = Text(
    "Isi layer {layer} tidak dapat diperiksa (kelompok layer, kueri SQL, ubin vektor, atau anotasi); pilih layer di "
    "dalamnya satu per satu, atau profil Internal untuk di dalam kantor.",
    "What the layer {layer} holds cannot be checked (a group of layers, an SQL query, vector tiles or annotations); "
    "choose the layers in it one by one, or the profile Internal for use inside the offices.",
)
DENSITY = Text(
    "Layer {layer} menunjukkan kepadatan usaha: dengan lebar kernel yang kecil, puncaknya adalah letak satu usaha; "
    "periksa sebelum peta diedarkan.",
    "The layer {layer} shows a density of businesses: where its bandwidth is small, its peaks are places of single "
    "businesses; look at it before the map is handed out.",
)
SMALL_COUNTS = Text(
    'Layer {layer} menunjukkan angka di bawah {least} di {count} wilayah (kolom "{columns}"); gambarlah hasil '
    '{algorithm} (aggregate) dengan pilihan "{setting}" (SUPPRESS), atau pilih profil Internal untuk di dalam kantor.',
    'The layer {layer} shows counts below {least} in {count} {count:region|regions} (field "{columns}"); draw what '
    '{algorithm} (aggregate) gives with "{setting}" (SUPPRESS), or choose the profile Internal for use inside the '
    "offices.",
)
SMALL_RESULTS = Text(
    'Layer {layer} menunjukkan angka di bawah {least} di {count} wilayah (kolom "{columns}"); gambarlah kolom lain, '
    "misalnya kelasnya, atau pilih profil Internal untuk di dalam kantor.",
    'The layer {layer} shows counts below {least} in {count} {count:region|regions} (field "{columns}"); draw another '
    "field, such as its classes, or choose the profile Internal for use inside the offices.",
)
READS_OTHERS = Text(
    "Gaya layer {layer} membaca data lain (fungsi {functions}), yang tidak dapat diperiksa untuk profil {profile}; "
    "hapus dari gayanya, atau pilih profil Internal untuk di dalam kantor.",
    "The style of the layer {layer} reads other data (function {functions}), which cannot be checked for the profile "
    "{profile}; take it out of the style, or choose the profile Internal for use inside the offices.",
)
TEMPLATE_READS = Text(
    "Templat {template} membaca data lain (fungsi {functions}), yang tidak dapat diperiksa untuk profil {profile}; "
    "hapus dari templatnya, atau pilih profil Internal untuk di dalam kantor.",
    "The template {template} reads other data (function {functions}), which cannot be checked for the profile "
    "{profile}; take it out of the template, or choose the profile Internal for use inside the offices.",
)
FEW_MEMBERS = Text(
    "{count} garis klaster dengan kurang dari {least} usaha tidak digambar.",
    "{count} {count:outline|outlines} of clusters with fewer than {least} businesses {count:was|were} not drawn.",
)

_READING = "aggregate|relation_aggregate|get_feature|get_feature_by_id|overlay_[a-z]+|represent_value"
_READING += "|represent_attributes|display_expression|maptip|eval|eval_template|layer_property|load_layer|raster_value"
_BETWEEN = r"(?:\s|/\*.*?\*/|--[^\n]*\n)*"
"""What may stand between a function and its values: space and comments."""

_CALLS = re.compile(rf"\b({_READING}){_BETWEEN}\(", re.IGNORECASE | re.DOTALL)
"""Functions of QGIS that take values from elsewhere than the feature that is drawn."""


class Outline(NamedTuple):
    """Outlines around businesses: columns that tell them from other layers; which of these says how many lie inside."""

    columns: FrozenSet[str]
    members: str


OUTLINES = (
    Outline(frozenset(each.name for each in density_results.HULL_COLUMNS), density_results.MEMBERS.name),
    Outline(frozenset(("sentra_id", "n_unit")), "n_unit"),
)
_LINKS = frozenset(each.name for each in weights.LINK_COLUMNS)
LINKED_FROM, REGION = "dari", "kode"
"""Columns by which lines say where they begin, and counts and their results of which region they are."""

TOTAL = "ir_jumlah"
OWNERS_TOLD = ("ir_perempuan", "ir_tanpa_kelamin", "persen_perempuan")
_OF_ALL = (TOTAL, "ir_per_1000_rt", COMPLETENESS.name, *(each.name for each in FINDINGS))
_CLASSES = tuple(each.name for each in class_columns())
_SHARES = {**{need_column(code): TOLD.name for code in NEEDS}, IT_SHARE.name: IT_TOLD.name}
_ALONE = ("tk_l", "tk_p", TOLD.name, IT_TOLD.name)
_COUNTED = {
    **{each: each for each in ("lq_n", "lq_semua", "pu_n", "pu_semua", "sc_kasus", "kasus")},
    "sc_risiko": "sc_kasus",
    "risiko_relatif": "kasus",
}
"""Columns of methods that count by themselves, each with the count that it tells: that of a ratio can be reckoned."""

OF_RESULTS: Mapping[str, Text] = {
    each.name: each.label
    for each in (
        *location_quotient.COLUMNS,
        *leading_product.COLUMNS,
        *scan_clusters.COLUMNS,
        *scan_clusters.CLUSTER_COLUMNS,
    )
    if each.name in _COUNTED
}
"""What is judged of results, whether or not other counts were kept back."""

_OF_A_PERIOD = re.compile(r"ir_\d{4}\w*")


def functions_that_read(style: str) -> Sequence[str]:
    """The functions in a style or an expression that read other data than what is drawn."""
    return sorted({each.lower() for each in _CALLS.findall(html.unescape(style))})


def plain_name(column: str) -> str:
    """What the register and its methods call a column that a layer writes in capitals, or with the letters that a
    Shapefile leaves of it."""
    name = column.lower()
    return _IN_FULL.get(name, name)


def title_of_column(column: str) -> Text:
    """What people call a column of a layer; its name where nothing declares it."""
    name = plain_name(column)
    return OF_RESULTS.get(name) or title_of(name) or label_of(name)


def titles_of(columns: Iterable[str]) -> Text:
    """The same of several."""
    return joined([title_of_column(each) for each in sorted(columns)], ", ")


def shows_businesses(names: Collection[str]) -> bool:
    """Whether a layer shows businesses one by one, each known by its id."""
    return KEY in {each.lower() for each in names}


def cannot_be_matched(names: Collection[str], geometry: str) -> bool:
    """Whether a layer shows single businesses that nobody can find again by their ids where they are drawn: findings
    of checks, people without a business, businesses as anything but points."""
    known = {each.lower() for each in names}
    return geometry in (LINE, POLYGON) if KEY in known else bool(known & {*OTHER_KEYS, *OF_PERSONS})


def may_link_businesses(names: Collection[str], geometry: str) -> bool:
    """Whether a layer holds lines between neighbours, which may be regions or businesses."""
    return geometry == LINE and set(names) >= _LINKS


def are_regions(names: Iterable[object]) -> bool:
    """Whether all that lines begin at are regions, known by their codes."""
    return all(isinstance(each, str) and re.fullmatch(REGION_CODE.regex, each) for each in names)


def outline_of(names: Collection[str], geometry: str) -> Optional[Outline]:
    """What kind of outlines around businesses a layer holds; None where it holds none."""
    fitting = (each for each in OUTLINES if geometry == POLYGON and each.columns <= set(names))
    return next(fitting, None)


def is_of_counts(names: Collection[str]) -> bool:
    """Whether a layer holds counts of regions out of which small ones were not kept back."""
    return TOTAL in names and HIDDEN.name not in names


def judged_counts(names: Collection[str]) -> FrozenSet[str]:
    """The columns of a layer that may tell small counts."""
    return frozenset(names) if is_of_counts(names) else frozenset(OF_RESULTS) & set(names)


def tells_small(column: str, row: Mapping[str, Any]) -> bool:
    """Whether a column of counts tells of so few businesses of a region that they might be known: its number,
    those behind a share, or what is left over beside it. row: the values of the region by column."""
    return any(0 < count < LEAST for count in _counts_behind(column, row))


def _counts_behind(column: str, row: Mapping[str, Any]) -> Sequence[float]:
    if column in _OF_ALL:
        return _kinds((TOTAL,), row)
    if column in OWNERS_TOLD:
        return _kinds(OWNERS_TOLD[:2], row)
    if column in _CLASSES:
        return _kinds(_CLASSES, row)
    if column.startswith(PRODUCT_PREFIX):
        return _kinds([each for each in row if each.startswith(PRODUCT_PREFIX)], row)
    if column in _SHARES:
        told = _number(row.get(_SHARES[column]))
        return (told, told * _number(row.get(column)) / 100.0)
    if column in _ALONE or column in OF_RESULTS or _OF_A_PERIOD.fullmatch(column):
        return (_number(row.get(_COUNTED.get(column, column))),)
    return ()


def _kinds(columns: Sequence[str], row: Mapping[str, Any]) -> Sequence[float]:
    """The counts of the kinds, and of those of no kind."""
    counts = [_number(row.get(each)) for each in columns]
    return (*counts, _number(row.get(TOTAL)) - sum(counts))


def _number(value: Any) -> float:
    """A number, also one that is kept as text, as some formats do; 0 for what is none."""
    try:
        return float(value) if isinstance(value, (int, float, str)) else 0.0
    except ValueError:
        return 0.0


def _in_full() -> Mapping[str, str]:
    """By what a Shapefile leaves of them, the names that it leaves of no other, and the needs, which it numbers."""
    counts = (*(each.name for each in (*HEADER, COMPLETENESS, *FINDINGS)), TOLD.name, IT_TOLD.name, IT_SHARE.name)
    names = {*counts, *_COUNTED, *_LINKS, *(each for kind in OUTLINES for each in kind.columns)}
    short = Counter(each[:SHAPEFILE] for each in names)
    needs = dict(zip(_numbered(need_column(next(iter(NEEDS)))), map(need_column, NEEDS)))
    return {**{each[:SHAPEFILE]: each for each in names if short[each[:SHAPEFILE]] == 1}, **needs}


def _numbered(name: str) -> Iterator[str]:
    """What GDAL makes of names that a Shapefile would cut to the same: ``persen_but``, ``persen_b_1``, ..."""
    yield name[:SHAPEFILE]
    yield from (f"{name[: SHAPEFILE - 2]}_{number}" for number in range(1, 10))


_IN_FULL = _in_full()

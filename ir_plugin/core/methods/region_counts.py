"""How many businesses of each product there are in each region: parameters declared once, and the table they mean."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional

import numpy as np

from ..declaration import Context, Note
from ..errors import UserError
from ..layer import Layer
from ..parameters import FieldChoice, LayerInput, NumberSetting
from ..texts import Text
from .units import EMPTY

INPUT = LayerInput("INPUT", Text("Layer usaha", "Layer of businesses"))
PRODUCT = FieldChoice("PRODUCT", Text("Kolom produk", "Field of products"), default="produk_utama")
REGION = FieldChoice(
    "REGION", Text("Kolom kode wilayah usaha", "Field of the businesses' region code"), default="kode_desa"
)
REGIONS = LayerInput("REGIONS", Text("Layer wilayah", "Layer of regions"), geometry="polygon")
REGION_CODE = FieldChoice(
    "REGION_CODE", Text("Kolom kode layer wilayah", "Field of codes of the regions"), of="REGIONS", default="kode"
)
MAP_PARAMETERS = (INPUT, PRODUCT, REGION, REGIONS, REGION_CODE)
MINIMUM = NumberSetting(
    "MINIMUM",
    Text("Jumlah usaha minimum", "Minimum of businesses"),
    Text(
        "Di bawah jumlah ini sebuah produk di sebuah wilayah tidak dinilai: angkanya kebetulan.",
        "Below this a product in a region is not judged: its figure is chance.",
    ),
    default=5,
    minimum=1,
    integer=True,
)
CONFIDENCE = NumberSetting(
    "CONFIDENCE",
    Text("Tingkat kepercayaan selang", "Confidence of the intervals"),
    advanced=True,
    default=95.0,
    minimum=50.0,
    maximum=99.99,
    unit=Text("%", "%"),
)
FLORENCE = "Florence, P. S. (1939). Report on the location of industry. Political and Economic Planning, London."
GARWOOD = "Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442."
NOWHERE = Text(
    "Tidak ada usaha dengan {product} dan {region} sekaligus; pilih kolom produk dan kolom kode wilayah yang terisi.",
    "No business has both {product} and {region}; choose the fields of products and of region codes that are filled.",
)
NO_MATCH = Text(
    "Tidak satu pun kode {region} ada dalam kolom {code} layer wilayah; pilih kolom kode dengan bentuk yang sama.",
    "None of the codes in {region} is in the field {code} of the regions; choose a field of codes of the same form.",
)
TWICE = Text(
    'Kode "{code}" ada lebih dari satu kali dalam kolom {field} layer wilayah; pilih kolom kode yang unik.',
    'The code "{code}" is more than once in the field {field} of the regions; choose a field of unique codes.',
)
ONE_REGION = Text(
    "Semua usaha berada di satu wilayah, sehingga tidak ada yang dapat dibandingkan; pilih kolom wilayah yang lebih "
    "rinci.",
    "All businesses are in one region, so there is nothing to compare; choose a field of finer regions.",
)
ONE_PRODUCT = Text(
    "Semua usaha mempunyai {product} yang sama, sehingga setiap LQ adalah 1; pilih kolom produk yang lebih rinci.",
    "All businesses have the same {product}, so that every LQ is 1; choose a field of finer products.",
)
LEFT_OUT = Text(
    "{count} usaha tanpa produk atau kode wilayah tidak ikut dihitung.",
    "{count} {count:business|businesses} without a product or a region code {count:takes|take} no part.",
)
ELSEWHERE = Text(
    "{count} usaha berada di wilayah yang tidak ada dalam layer wilayah; mereka ikut dalam jumlah seluruhnya.",
    "{count} {count:business|businesses} {count:is|are} in regions that the layer of regions lacks; they are part "
    "of the total.",
)


class RegionCounts(NamedTuple):
    """counts: int64 (regions, products). regions, products: their codes and names, ascending. product_of, region_of:
    int64, which of them each business that takes part has; used: bool over all rows of the businesses."""

    counts: np.ndarray
    regions: list[str]
    products: list[str]
    product_of: np.ndarray
    region_of: np.ndarray
    used: np.ndarray

    @property
    def notes(self) -> list[Note]:
        """Businesses left out."""
        left_out = int((~self.used).sum())
        return [Note(LEFT_OUT.format(count=left_out), warning=True)] if left_out else []

    def by_period(self, periods: np.ndarray) -> np.ndarray:
        """The counts of each period, int64 (periods, regions, products), periods ascending.

        periods: texts of all rows of the businesses; businesses without one take no part.
        """
        told = periods[self.used]
        names, at = np.unique(told[told != ""], return_inverse=True)
        cells = (at.ravel() * len(self.regions) + self.region_of[told != ""]) * len(self.products)
        shape = (len(names), *self.counts.shape)
        size = int(np.prod(shape))
        return np.bincount(cells + self.product_of[told != ""], minlength=size).reshape(shape)


def region_counts(values: Mapping[str, Any]) -> RegionCounts:
    """The table of INPUT. UserError where it is empty, no business has both product and region, or all are in one."""
    layer: Layer = values["INPUT"]
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    products, regions = (np.array(layer.texts(values[name]), dtype=str) for name in ("PRODUCT", "REGION"))
    used = (products != "") & (regions != "")
    if not used.any():
        raise UserError(NOWHERE, product=values["PRODUCT"], region=values["REGION"])
    product_names, product_of = np.unique(products[used], return_inverse=True)
    region_names, region_of = np.unique(regions[used], return_inverse=True)
    if len(region_names) < 2:
        raise UserError(ONE_REGION)
    product_of, region_of = product_of.ravel(), region_of.ravel()
    shape = len(region_names), len(product_names)
    counts = np.bincount(region_of * shape[1] + product_of, minlength=shape[0] * shape[1]).reshape(shape)
    return RegionCounts(counts, region_names.tolist(), product_names.tolist(), product_of, region_of, used)


class JoinedRegions(NamedTuple):
    """The rows of the layer of regions: place int64 (rows,), which of the counted regions each is, -1 for none."""

    place: np.ndarray
    notes: tuple[Note, ...]

    def spread(self, result: np.ndarray, missing: Any = np.nan) -> np.ndarray:
        """A result of the counted regions laid out over the rows, ``missing`` where a row has no business."""
        is_object = result.dtype == object
        rows = np.full(len(self.place), missing, dtype=object if is_object else np.float64)
        known = self.place >= 0
        rows[known] = result[self.place[known]]
        return rows


def mapped_counts(values: Mapping[str, Any], context: Context) -> tuple[RegionCounts, JoinedRegions]:
    """The table of INPUT and its regions on the map of REGIONS, its notes said. UserError as in both, and for a single
    product."""
    table = region_counts(values)
    joined = on_the_map(values, table)
    for note in (*table.notes, *joined.notes):
        context.say(note)
    return table, joined


def on_the_map(values: Mapping[str, Any], table: RegionCounts) -> JoinedRegions:
    """The regions of REGIONS with the counts of a table. UserError as ``joined_regions``, and for a single product."""
    if len(table.products) < 2:
        raise UserError(ONE_PRODUCT, product=values["PRODUCT"])
    return joined_regions(values, table)


def joined_regions(values: Mapping[str, Any], table: RegionCounts) -> JoinedRegions:
    """The regions of REGIONS by their codes. UserError where none matches or a code is doubled."""
    layer: Layer = values["REGIONS"]
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    codes = layer.texts(values["REGION_CODE"])
    doubled = _first_doubled(codes)
    if doubled is not None:
        raise UserError(TWICE, code=doubled, field=values["REGION_CODE"])
    number = {code: at for at, code in enumerate(table.regions)}
    place = np.array([number.get(code, -1) for code in codes], np.int64)
    if (place < 0).all():
        raise UserError(NO_MATCH, region=values["REGION"], code=values["REGION_CODE"])
    missing = set(range(len(table.regions))) - set(place.tolist())
    elsewhere = int(table.counts[sorted(missing)].sum())
    notes = (Note(ELSEWHERE.format(count=elsewhere), warning=True),) if elsewhere else ()
    return JoinedRegions(place, notes)


def _first_doubled(codes: list[str]) -> Optional[str]:
    seen: set[str] = set()
    for code in codes:
        if code and code in seen:
            return code
        seen.add(code)
    return None

"""Businesses counted by region in parts: each piece of the input gives sums, which add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, Optional, Sequence

import numpy as np
import pyarrow as pa
import shapely

from ir_plugin.core.declaration import Column, LayerResult, Note, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.class_rules import DRAFT
from ir_plugin.core.industry.products import PRODUCTS
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.region_counts import NO_MATCH, REGION, REGION_CODE, REGIONS, TWICE
from ir_plugin.core.methods.units import EMPTY
from ir_plugin.core.parameters import LayerInput
from ir_plugin.core.progress import Progress, part
from ir_plugin.core.register.aggregate import COUNTED, OPERATION, PLACELESS
from ir_plugin.core.register.aggregate_columns import (
    HEADER,
    PRODUCT_PREFIX,
    STATUS,
    TOLD,
    class_columns,
    need_columns,
    period_column,
    product_column,
)
from ir_plugin.core.register.aggregate_rows import Tally, nothing, region_columns
from ir_plugin.core.register.counted import NO_PERIOD
from ir_plugin.core.register.exports.report import DRAFT_CLASSES
from ir_plugin.core.texts import Text, same

from .business_tallies import Counting, periods_of_piece, tally_piece
from .part_files import Part, read_part, write_part
from .running import Run, ScaledMethod, step_path

UNEVEN = Text(
    "Kode dalam kolom {field} layer wilayah tidak sama panjang; pilih layer dari satu tingkat wilayah.",
    "The codes in the field {field} of the regions differ in length; choose a layer of one level.",
)
HELP = Text(
    "Seperti aggregate untuk register, dari GeoParquet: setiap wilayah mendapat jumlah usaha, menurut kelas dan produk "
    "utama, bagian milik perempuan, pekerja, kebutuhan, dan jumlah per 1.000 rumah tangga. Dihitung: industri "
    "pengolahan yang aktif atau musiman, bila data menyebutkannya. Angka kecil tidak dirahasiakan: hasilnya untuk "
    "analisis, bukan untuk publikasi.",
    "As aggregate does of a register, of GeoParquet: each region gets the number of businesses, by class and main "
    "product, the share owned by women, workers, what is wanted, and the number per 1,000 households. Counted are "
    "manufacturers that are active or seasonal, where the data tell. Small counts are not kept back: the result is "
    "for analyses, not for publication.",
)
ALGORITHM = replace(
    OPERATION,
    help=HELP,
    parameters=(
        LayerInput(
            "INPUT",
            Text("Layer usaha", "Layer of businesses"),
            Text(
                "Kolom seperti layer usaha_ringkas di register; satu baris untuk setiap usaha dan periode. Kolom yang "
                "tidak ada dianggap tidak disebutkan.",
                "Fields as in the layer usaha_ringkas of a register; one row for each business and period. A field "
                "that is missing is not told.",
            ),
        ),
        replace(REGIONS, crs="EPSG:4326", fields="all"),
        REGION_CODE,
        replace(
            REGION,
            help=Text(
                "Usaha berada di wilayah yang kodenya adalah awal kode ini. Kosong: di poligon yang memuat titiknya; "
                "pada batas, yang berkode terkecil.",
                "A business is in the region with whose code this one begins. Empty: in the polygon that holds its "
                "point, on a boundary in that with the smallest code.",
            ),
            optional=True,
            default=None,
        ),
        OPERATION.parameter("PERIOD"),
    ),
)


def compute(run: Run, progress: Progress) -> Results:
    """The regions with the counts that ``aggregate`` gives of a register."""
    values, source = run.values, run.source
    file, field = run.folder / "regions.arrow", values.get("REGION")
    regions: Layer = values["REGIONS"]
    codes = _codes(regions, values["REGION_CODE"])
    write_part(file, _regions_part(regions, codes))
    found = run.step("periods", periods_of_piece, [(piece, source.schema.names) for piece in source.pieces])
    periods = sorted({period for facts in found for period in facts["periods"]})
    period = _chosen(periods, values.get("PERIOD"))
    counting = Counting(source.space, source.schema.names, file, field, period, periods)
    counted = run.step("tallies", tally_piece, [(piece, counting) for piece in source.pieces], part(progress, 0.1, 0.9))
    tally = _sum(run, len(counted), len(codes) + 1)
    statuses = {status for facts in counted for status in facts["statuses"]}
    status = DRAFT if DRAFT in statuses else min(statuses, default=None)
    total = int(tally["ir_jumlah"].sum())
    if field and total and not tally["ir_jumlah"][:-1].any():
        raise UserError(NO_MATCH, region=field, code=values["REGION_CODE"])
    outside = int(tally["ir_jumlah"][-1])
    notes = [Note(COUNTED.format(count=total, period=period or "-"))]
    notes += [Note(DRAFT_CLASSES, warning=True)] if status == DRAFT else []
    notes += [Note(PLACELESS.format(count=outside), warning=True)] if outside else []
    return Results(layers={"OUTPUT": _result(regions, codes, tally, status, periods)}, notes=tuple(notes))


def _codes(regions: Layer, field: str) -> list[str]:
    """The codes of the regions. UserError where they are not those of one level, each once."""
    if not len(regions):
        raise UserError(EMPTY, name=regions.name)
    codes = regions.texts(field)
    if len({len(code) for code in codes}) > 1:
        raise UserError(UNEVEN, field=field)
    code, times = Counter(codes).most_common(1)[0]
    if times > 1:
        raise UserError(TWICE, code=code, field=field)
    return codes


def _regions_part(regions: Layer, codes: Sequence[str]) -> Part:
    bounds = shapely.bounds(shapely.from_wkb([wkb or None for wkb in regions.wkb]))
    sides = dict(zip(("west", "south", "east", "north"), bounds.T))
    return Part(pa.table({"code": codes, "wkb": pa.array(regions.wkb, pa.binary()), **sides}), {})


def _chosen(periods: Sequence[str], wanted: Optional[str]) -> Optional[str]:
    if wanted and wanted not in periods:
        raise UserError(NO_PERIOD, period=wanted, periods=", ".join(periods) or "-")
    return wanted or (periods[-1] if periods else None)


def _sum(run: Run, pieces: int, count: int) -> Tally:
    """The sums of all pieces; the last row is what lies in no region. One piece is in memory at a time."""
    total = nothing(count)
    for number in range(pieces):
        table = read_part(step_path(run.folder / "tallies", number))
        rows = table.column("region").to_numpy()
        for name in table.column_names[1:]:
            total.setdefault(name, np.zeros(count, np.int64))[rows] += table.column(name).to_numpy()
    return total


def _result(
    regions: Layer, codes: Sequence[str], tally: Tally, status: Optional[str], periods: Sequence[str]
) -> LayerResult:
    """The columns of ``aggregate``; names and households as the layer of regions has them."""
    names = {each.code.lower(): Text(each.name_id, each.name_en) for each in PRODUCTS}
    products = sorted(name[len(PRODUCT_PREFIX) :] for name in tally if name.startswith(PRODUCT_PREFIX))
    of_products = [product_column(code, names.get(code, same(code))) for code in products]
    needs = need_columns() if tally[TOLD.name].any() else ()
    of_periods = [period_column(each) for each in periods] if len(periods) > 1 else []
    columns = [*HEADER, *class_columns(), STATUS, *needs, *of_products, *of_periods]
    own = {column.name: _given(regions, column, len(codes)) for column in HEADER}
    values = region_columns({**own, "kode": codes}, tally, products)
    values[STATUS.name] = [status] * len(codes)
    for each in of_periods:
        values[each.name] = tally.get(each.name, np.zeros(len(codes), np.int64))[: len(codes)].tolist()
    return LayerResult(tuple(columns), {column.name: values[column.name] for column in columns}, tuple(regions.wkb))


def _given(regions: Layer, column: Column, count: int) -> Sequence[Any]:
    """What the layer of regions itself says, such as its names; a number that it keeps as text is one."""
    name = {each.lower(): each for each in regions.columns}.get(column.name)
    if name is None:
        return [None] * count
    if column.kind == "text":
        return regions.columns[name]
    return [float(each) if np.isfinite(each) else None for each in regions.numbers(name)]


SCALED = ScaledMethod(ALGORITHM, compute, by_place=False)

"""Location quotients in parts: each piece of the input counts its businesses by region and product."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from ir_plugin.core.declaration import Column, LayerResult, NewLayer, Note, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.location_quotient import COLUMNS, METHOD, quotients_of
from ir_plugin.core.methods.region_counts import (
    LEFT_OUT,
    NOWHERE,
    ONE_REGION,
    REGIONS,
    RegionCounts,
    on_the_map,
)
from ir_plugin.core.methods.themes import LOCATION_QUOTIENTS
from ir_plugin.core.methods.units import record_with
from ir_plugin.core.progress import Progress, part
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import Text

from .geoparquet import Piece, read_piece
from .part_files import Part, read_part
from .running import Run, ScaledMethod, step_path

REGION_COLUMN = Column("wilayah", "text", Text("Kode wilayah", "Region code"))
ALGORITHM = replace(
    METHOD,
    parameters=tuple(replace(REGIONS, crs="EPSG:4326") if each is REGIONS else each for each in METHOD.parameters),
    outputs=(
        NewLayer("OUTPUT", METHOD.outputs[0].label, "polygon", LOCATION_QUOTIENTS),
        *METHOD.outputs[1:],
    ),
)


def compute(run: Run, progress: Progress) -> Results:
    """The quotients that one machine gives; regions come as a layer of their own."""
    values, source = run.values, run.source
    product, region = values["PRODUCT"], values["REGION"]
    pieces = [(piece, product, region) for piece in source.pieces]
    found = run.step("counts", count_piece, pieces, part(progress, 0.0, 0.9))
    used = sum(facts["used"] for facts in found)
    if not used:
        raise UserError(NOWHERE, product=product, region=region)
    table = _added(run, len(found))
    if len(table.regions) < 2:
        raise UserError(ONE_REGION)
    joined = on_the_map(values, table)

    def recorded(paragraph: Text) -> RunRecord:
        return record_with(METHOD, values, run.digest, used, source.rows - used, paragraph)

    results = quotients_of(values, table, joined, recorded)
    left_out = source.rows - used
    notes = [Note(LEFT_OUT.format(count=left_out), warning=True)] if left_out else []
    layers = {**results.layers, "OUTPUT": _drawn(values["REGIONS"], values["REGION_CODE"], results.layers["OUTPUT"])}
    return replace(results, layers=layers, notes=(*notes, *joined.notes, *results.notes))


def count_piece(piece: Piece, product: str, region: str) -> Part:
    """How many businesses of a piece there are of each product in each region."""
    table = read_piece(piece, [product, region])
    words = [np.array(Layer(columns={name: _plain(table, name)}).texts(name), dtype=str) for name in (region, product)]
    used = (words[0] != "") & (words[1] != "")
    (regions, at), (products, of) = (np.unique(each[used], return_inverse=True) for each in words)
    cells, counts = np.unique(at.ravel() * np.int64(len(products)) + of.ravel(), return_counts=True)
    columns = {"region": regions[cells // max(1, len(products))], "product": products[cells % max(1, len(products))]}
    return Part(pa.table({**columns, "count": counts}), {"used": int(used.sum())})


def _plain(table: pa.Table, name: str) -> list[Any]:
    values: list[Any] = table.column(name).to_pylist()
    return values


def _added(run: Run, pieces: int) -> RegionCounts:
    """The counts of all pieces, as one table."""
    tables = pa.concat_tables([read_part(step_path(run.folder / "counts", number)) for number in range(pieces)])
    words = [np.array(tables.column(name).to_pylist(), dtype=str) for name in ("region", "product")]
    (regions, at), (products, of) = (np.unique(each, return_inverse=True) for each in words)
    shape = len(regions), len(products)
    cells = at.ravel() * shape[1] + of.ravel()
    counts = np.bincount(cells, tables.column("count").to_numpy(), shape[0] * shape[1]).astype(np.int64)
    none = np.zeros(0, np.int64)
    return RegionCounts(counts.reshape(shape), regions.tolist(), products.tolist(), none, none, np.zeros(0, bool))


def _drawn(regions: Layer, code: str, result: LayerResult) -> LayerResult:
    """The result of the regions with their codes and shapes."""
    values = {REGION_COLUMN.name: regions.texts(code), **result.values}
    return LayerResult((REGION_COLUMN, *COLUMNS), values, tuple(regions.wkb))


SCALED = ScaledMethod(ALGORITHM, compute, by_place=False)

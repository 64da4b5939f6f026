"""The sums of a piece of businesses by region: what workers do for ``aggregate`` in parts."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Optional, Sequence

import numpy as np
import pyarrow as pa
import pyproj
import shapely

from ir_plugin.core.industry.needs import NEEDS
from ir_plugin.core.register.aggregate_columns import period_column
from ir_plugin.core.register.aggregate_rows import Tally, ToldOf, tally_of
from ir_plugin.core.space.wkb import centroids

from .geoparquet import Piece, Space, geometries, numbers, read_piece, texts
from .part_files import Part, read_part

WGS_84 = "EPSG:4326"
INDUSTRY = {"lapangan_usaha": ("IND",), "status_usaha": ("AKT", "MUS")}
"""What is counted in a register (see ``COUNTED_ONES``), where the input tells."""
TOLD_COLUMNS = ("jenis_kelamin", "produk_kode", "kelas_ir", "tk_l", "tk_p", "kebutuhan", "periode", "status_aturan")


class Counting(NamedTuple):
    """What a task needs to know. columns: all of the input. regions: the file of the regions. field: of the businesses'
    code, None where their points tell. period: the one that is counted, None where the input tells none."""

    space: Space
    columns: Sequence[str]
    regions: Path
    field: Optional[str]
    period: Optional[str]
    periods: Sequence[str]


def periods_of_piece(piece: Piece, columns: Sequence[str]) -> Part:
    """Its different periods, as facts."""
    own = [each for each, name in _known(columns).items() if name == "periode"]
    found = np.unique(texts(read_piece(piece, own), own[0])) if own else np.array([""])
    return Part(pa.table({}), {"periods": [period for period in found.tolist() if period]})


def tally_piece(piece: Piece, counting: Counting) -> Part:
    """The sums of each region that has any, by its number; one more number is for what lies in none."""
    where = counting.field or counting.space.column
    known = _known(counting.columns)
    table = read_piece(piece, sorted({where, *known}))
    regions = read_part(counting.regions)
    if counting.field:
        region = _region_of_codes(texts(table, counting.field), regions)
    else:
        region = _region_of_points(table, counting.space, regions)
    table = table.rename_columns([known.get(name, name) for name in table.column_names])
    counted = region >= 0
    for name, values in INDUSTRY.items():
        if name in table.column_names:
            counted &= np.isin(texts(table, name), values)
    tally: Tally = {}
    period = _texts(table, "periode")
    if len(counting.periods) > 1:
        for each in counting.periods:
            tally[period_column(each).name] = np.bincount(
                region[counted & (period == each)], minlength=len(regions) + 1
            )
    if counting.period is not None:
        counted &= period == counting.period
    table = table.filter(pa.array(counted))
    tally |= tally_of(region[counted], len(regions) + 1, _told(table))
    rows = np.flatnonzero(np.any([sums > 0 for sums in tally.values()], axis=0))
    sums = {name: sums[rows] for name, sums in tally.items() if sums.any()}
    statuses = set(np.unique(_texts(table, "status_aturan")).tolist()) - {""}
    return Part(pa.table({"region": rows, **sums}), {"statuses": sorted(statuses)})


def _known(columns: Sequence[str]) -> dict[str, str]:
    """What is counted, by the input's own spelling, which may differ in capitals."""
    alike = [(name, [each for each in columns if each.lower() == name]) for name in (*INDUSTRY, *TOLD_COLUMNS)]
    return {name if name in own else own[0]: name for name, own in alike if own}


def _texts(table: pa.Table, name: str) -> np.ndarray:
    return texts(table, name) if name in table.column_names else np.full(len(table), "")


def _told(table: pa.Table) -> ToldOf:
    men, women = (
        numbers(table, name) if name in table.column_names else np.full(len(table), np.nan) for name in ("tk_l", "tk_p")
    )
    sex, product, kelas = (_texts(table, name) for name in ("jenis_kelamin", "produk_kode", "kelas_ir"))
    lists, which = np.unique(_texts(table, "kebutuhan"), return_inverse=True)
    sets = [set(each.split(",")) - {""} for each in lists.tolist()]
    needs = {code: np.array([code in each for each in sets], bool)[which] for code in NEEDS}
    needs[""] = np.array([bool(each) for each in sets], bool)[which]
    no, none = np.zeros(len(table), bool), np.zeros(len(table), np.int64)  # such a file holds neither IT nor quality
    return ToldOf(sex, product, kelas, men, women, needs, no, no, none, none)


def _region_of_codes(own: np.ndarray, regions: pa.Table) -> np.ndarray:
    """The region with whose code each business's own begins, int64 (n,): their number for none, -1 without a code."""
    codes = np.array(regions.column("code").to_pylist(), dtype=str)
    order = np.argsort(codes)
    begin = own.astype(codes.dtype)  # cuts texts to the length of the regions' codes
    place = np.minimum(np.searchsorted(codes[order], begin), len(codes) - 1)
    found = np.where(codes[order][place] == begin, order[place], len(codes))
    return np.where(own == "", -1, found)


def _region_of_points(table: pa.Table, space: Space, regions: pa.Table) -> np.ndarray:
    """The region whose polygon holds each point, on a boundary that with the smallest code; as above."""
    xy = centroids(list(geometries(table, space.column)))
    placed = np.flatnonzero(np.isfinite(xy).all(axis=1))
    to_degrees = pyproj.Transformer.from_crs(space.crs, WGS_84, always_xy=True)
    points = np.column_stack(to_degrees.transform(*xy[placed].T)).reshape(-1, 2)
    result = np.full(len(xy), -1, np.int64)
    result[placed] = len(regions)
    if not len(placed):
        return result
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    sides = {name: regions.column(name).to_numpy() for name in ("west", "south", "east", "north")}
    near = (sides["west"] <= east) & (sides["east"] >= west) & (sides["south"] <= north) & (sides["north"] >= south)
    codes = np.array(regions.column("code").to_pylist(), dtype=str)
    held = np.flatnonzero(near)
    held = held[np.argsort(codes[held])[::-1]]  # the smallest code is written last
    shapes = shapely.from_wkb(regions.column("wkb").take(pa.array(held)).to_numpy(zero_copy_only=False))
    point, region = shapely.STRtree(shapes).query(shapely.points(points), predicate="intersects")
    order = np.argsort(region, kind="stable")
    result[placed[point[order]]] = held[region[order]]
    return result

"""Rows laid out in parts by place: near ones together, each part of a bounded size, its extent known."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Sequence

import geopandas
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ir_plugin.core.errors import UserError
from ir_plugin.core.progress import Progress, no_progress, part
from ir_plugin.core.space.positions import positions_of
from ir_plugin.core.space.wkb import centroids
from ir_plugin.core.texts import Text

from ..hashes import hash_of_all
from .geoparquet import EMPTY, NOT_GEOPARQUET, Piece, Source, Space, file_hash, geometries, read_piece
from .part_files import Part, read_part, write_json, write_part

if TYPE_CHECKING:  # brings Dask with it
    from .cluster import Engine

ROW = "nomor_baris"
"""Column of the parts: the row of the input, from 0."""
KEY = "hilbert"
MANIFEST = "manifest.json"
ROWS = 250_000
SAMPLES = 256
"""Of each part, from which its bounds among the others are chosen; a part is off its size by at most this share of the
pieces."""
NOWHERE = 1 << 32
"""The key of a row without geometry: behind all others."""
TAKEN = Text(
    "Kolom {name} dipakai untuk nomor baris; beri kolom itu nama lain.",
    "The field {name} is used for the number of the row; give that field another name.",
)

Cut = tuple[int, int]
"""A key and a row: parts hold what lies between two cuts."""


class Halo(NamedTuple):
    """Rows of other parts near a part: xyz float64 (n, 2 or 3), and of each its part and its place in that part,
    int64 (n,)."""

    xyz: np.ndarray
    part: np.ndarray
    place: np.ndarray


@dataclass(frozen=True)
class Partitions:
    """A folder of parts. rows: of each part. low, high: the extent of each in metres, None without positions.

    Beside ``part-00000.parquet`` (GeoParquet: the rows of the input in Hilbert order, and ROW) lies
    ``place-00000.arrow`` with their positions as the core measures them.
    """

    folder: Path
    space: Space
    digest: str
    rows: Sequence[int]
    low: Sequence[Optional[Sequence[float]]]
    high: Sequence[Optional[Sequence[float]]]

    def __len__(self) -> int:
        return len(self.rows)

    def part_path(self, number: int) -> Path:
        """The GeoParquet file of a part."""
        return self.folder / f"part-{number:05}.parquet"

    def table(self, number: int, columns: Optional[Sequence[str]] = None) -> pa.Table:
        """The columns of a part, all if None."""
        return pq.read_table(self.part_path(number), columns=None if columns is None else list(columns))

    def positions(self, number: int) -> np.ndarray:
        """The rows of a part in metres, float64 (n, 2 or 3), NaN where a row has no geometry."""
        table = read_part(place_path(self.folder, number))
        return np.column_stack([table.column(axis).to_numpy() for axis in table.column_names])

    def neighbours(self, number: int, distance_m: float) -> list[int]:
        """The other parts that may have rows within the distance of a part's rows."""
        low, high = self._extents
        gap = np.maximum(np.maximum(low - high[number], low[number] - high), 0.0)
        near = np.sqrt(np.square(gap).sum(axis=1)) <= distance_m * (1 + 1e-9)  # False for NaN
        near[number] = False
        return np.flatnonzero(near).tolist()

    def gaps(self, number: int, xyz: np.ndarray) -> np.ndarray:
        """How far positions, float64 (n, 2 or 3), are from the extent of a part, float64 (n,); NaN without one."""
        low, high = (each[number] for each in self._extents)
        return np.sqrt(np.square(np.maximum(np.maximum(low - xyz, xyz - high), 0.0)).sum(axis=1))

    def halo(self, number: int, distance_m: float) -> Halo:
        """The rows of other parts that may lie within the distance of a part's rows: within that of its extent."""
        found = []
        for other in self.neighbours(number, distance_m):
            xyz = self.positions(other)
            place = np.flatnonzero(self.gaps(number, xyz) <= distance_m * (1 + 1e-9))
            found.append(Halo(xyz[place], np.full(len(place), other), place))
        empty = Halo(np.zeros((0, self._extents[0].shape[1])), np.zeros(0, np.int64), np.zeros(0, np.int64))
        return Halo(*(np.concatenate(each) for each in zip(empty, *found)))

    @cached_property
    def _extents(self) -> tuple[np.ndarray, np.ndarray]:
        axes = 3 if self.space.geographic else 2
        missing = [math.nan] * axes
        low, high = (np.array([each or missing for each in side], float) for side in (self.low, self.high))
        return low.reshape(-1, axes), high.reshape(-1, axes)


def place_path(folder: Path, number: int) -> Path:
    """The file of a part's positions."""
    return folder / f"place-{number:05}.arrow"


def is_laid_out(path: str) -> bool:
    """Whether a folder holds parts by place."""
    return (Path(path) / MANIFEST).is_file()


def read_partitions(folder: Path) -> Optional[Partitions]:
    """The parts of a folder that ``make_partitions`` filled, else None."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Partitions(folder, Space(*found.pop("space")), **found)


def make_partitions(
    engine: Engine,
    source: Source,
    folder: Path,
    rows: int = ROWS,
    digest: Optional[str] = None,
    progress: Progress = no_progress,
) -> Partitions:
    """Lays out the rows of GeoParquet in parts of about ``rows`` in an existing folder; finished files are used again.

    An external sort by Hilbert key and row: pieces are sorted, cuts between parts chosen from samples, and each part
    merged from its stretch of every piece. A worker holds one piece, or one part; the client only samples. Which part
    a row goes to depends on the input alone. digest: that of ``source_digest``, if known.
    """
    known = read_partitions(folder)
    if known is not None:
        _remove_runs(folder)
        return known
    if not source.rows:
        raise UserError(EMPTY, path=source.files[0])
    if ROW in source.schema.names:
        raise UserError(TAKEN, name=ROW)
    extent = _extent(engine, source, part(progress, 0.0, 0.1))
    count = max(1, math.ceil(source.rows / rows))
    step = max(1, source.rows // (count * SAMPLES))
    runs = [folder / f"run-{number:05}.arrow" for number in range(len(source.pieces))]
    pieces = [(piece, source, extent, step) for piece in source.pieces]
    sampled = engine.parts(runs, _sorted_piece, pieces, part(progress, 0.1, 0.5))
    cuts = _cuts([cut for facts in sampled for cut in facts["samples"]], count)
    places = [place_path(folder, number) for number in range(count)]
    stretches = [(folder, number, runs, cuts[number : number + 2], source.space) for number in range(count)]
    found = engine.parts(places, _merged_part, stretches, part(progress, 0.5, 1.0))
    digest = digest or source_digest(engine, source)
    columns: dict[str, Any] = {name: [facts[name] for facts in found] for name in ("rows", "low", "high")}
    partitions = Partitions(folder, source.space, digest, **columns)
    write_json(folder / MANIFEST, {"space": source.space, "digest": digest, **columns})
    _remove_runs(folder)
    return partitions


def _remove_runs(folder: Path) -> None:
    """Takes the sorted pieces away, also those of a run that was killed behind its last part."""
    for run in folder.glob("run-*.arrow"):
        run.unlink()


def source_digest(engine: Engine, source: Source) -> str:
    """What tells whether the input is still the same: SHA-256 of its file, or one for all its files and their names."""
    digests = engine.map(file_hash, [(file,) for file in source.files])
    if len(digests) == 1:
        return str(digests[0])
    return hash_of_all({Path(file).name: digest for file, digest in zip(source.files, digests)})


def _extent(engine: Engine, source: Source, progress: Progress) -> tuple[float, float, float, float]:
    """Of all geometries, in the units of their CRS."""
    found = engine.map(_extent_of_piece, [(piece, source.space.column) for piece in source.pieces], progress)
    bounds = np.array(found)
    if not np.isfinite(bounds).any():
        return 0.0, 0.0, 1.0, 1.0
    return (*np.nanmin(bounds[:, :2], axis=0).tolist(), *np.nanmax(bounds[:, 2:], axis=0).tolist())


def _extent_of_piece(piece: Piece, column: str) -> list[float]:
    xy = _centres(read_piece(piece, [column]), column, piece.path)
    xy = xy[np.isfinite(xy).all(axis=1)]
    return [*xy.min(axis=0).tolist(), *xy.max(axis=0).tolist()] if len(xy) else [math.nan] * 4


def _centres(table: pa.Table, column: str, path: str) -> np.ndarray:
    """The centre of each geometry in the units of the CRS, float64 (n, 2), NaN without one."""
    try:
        return centroids(list(geometries(table, column)))
    except ValueError as error:
        raise UserError(NOT_GEOPARQUET, path=path) from error


def _sorted_piece(piece: Piece, source: Source, extent: tuple[float, float, float, float], step: int) -> Part:
    """A piece by key and row, with its rows and keys, and every ``step``-th of them as samples."""
    table = read_piece(piece, source.schema.names)
    xy = _centres(table, source.space.column, piece.path)
    drawn = np.isfinite(xy).all(axis=1)
    keys = np.full(len(xy), NOWHERE, np.int64)
    keys[drawn] = geopandas.GeoSeries.from_xy(*xy[drawn].T).hilbert_distance(total_bounds=extent)
    order = np.argsort(keys, kind="stable")
    row = piece.first + order
    table = table.take(order).append_column(ROW, pa.array(row)).append_column(KEY, pa.array(keys[order]))
    samples = np.column_stack([keys[order], row])[::step].tolist()
    return Part(table.replace_schema_metadata(source.schema.metadata), {"samples": samples})


def _cuts(samples: list[list[int]], count: int) -> list[Cut]:
    """count + 1 cuts that part the samples evenly."""
    ordered = sorted((key, row) for key, row in samples)
    inner = [ordered[len(ordered) * number // count] for number in range(1, count)]
    return [(-1, -1), *inner, (NOWHERE + 1, 0)]


def _merged_part(folder: Path, number: int, runs: Sequence[Path], cuts: Sequence[Cut], space: Space) -> Part:
    """Writes the rows of a part, and gives their positions."""
    begin, end = cuts
    table = pa.concat_tables([_between(read_part(run), begin, end) for run in runs])
    order = np.lexsort((table.column(ROW).to_numpy(), table.column(KEY).to_numpy()))
    table = table.take(order).drop_columns([KEY])
    xyz = positions_of(space.layer(list(geometries(table, space.column)))).xyz
    placed = xyz[np.isfinite(xyz).all(axis=1)]
    low, high = (placed.min(axis=0).tolist(), placed.max(axis=0).tolist()) if len(placed) else (None, None)
    facts = {"rows": len(table), "low": low, "high": high}
    write_part(folder / f"part-{number:05}.parquet", Part(_without_extent(table), {"rows": len(table)}))
    return Part(pa.table(dict(zip("xyz", xyz.T))), facts)


def _between(run: pa.Table, begin: Cut, end: Cut) -> pa.Table:
    """The stretch of a sorted piece from one cut up to the next."""
    keys, rows = run.column(KEY).to_numpy(), run.column(ROW).to_numpy()
    first, last = (_place_of(keys, rows, cut) for cut in (begin, end))
    return run.slice(first, last - first)


def _place_of(keys: np.ndarray, rows: np.ndarray, cut: Cut) -> int:
    left, right = (int(np.searchsorted(keys, cut[0], side)) for side in ("left", "right"))
    return left + int(np.searchsorted(rows[left:right], cut[1]))


def _without_extent(table: pa.Table) -> pa.Table:
    """The table with GeoParquet's metadata, less the extent of the file that it came from."""
    geo = json.loads(table.schema.metadata[b"geo"])
    for column in geo["columns"].values():
        column.pop("bbox", None)
    return table.replace_schema_metadata({**table.schema.metadata, b"geo": json.dumps(geo).encode()})

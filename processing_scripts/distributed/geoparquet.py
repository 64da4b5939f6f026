"""GeoParquet files as they come in: one file, or a folder of parts, read piece by piece."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator, NamedTuple, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj

from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.parameters import LayerInput, Parameter
from ir_plugin.core.texts import Text

from ..layer_files import GEOMETRY_NAMES, GEOMETRY_WORDS, NO_CRS, WRONG_GEOMETRY, own_spelling

ABSENT = Text(
    "{path} tidak ada atau tidak berisi berkas .parquet.", "{path} is missing, or a folder without .parquet files."
)
NOT_GEOPARQUET = Text(
    "Berkas {path} bukan GeoParquet dengan geometri WKB; ubah dahulu, misalnya dengan geopandas atau ogr2ogr.",
    "The file {path} is no GeoParquet with WKB geometries; convert it first, with geopandas or ogr2ogr.",
)
DAMAGED = Text("Berkas {path} rusak: {reason}.", "The file {path} is damaged: {reason}.")
DIFFERENT = Text(
    "Kolom atau CRS berkas {path} lain daripada {first}; semua bagian harus sama.",
    "The columns or the CRS of {path} differ from those of {first}; all parts must be alike.",
)
EMPTY = Text("{path} kosong; pilih data yang berisi baris.", "{path} is empty; choose data with rows.")
PIECE = 1 << 19
"""Rows that a task reads at once."""
BATCH = 1 << 16


class Space(NamedTuple):
    """The geometry column of a GeoParquet file, and its coordinates as the core asks for them (see ``Layer``)."""

    column: str
    crs: str
    geographic: bool
    metres_per_unit: float

    def layer(self, wkb: Sequence[bytes], name: str = "") -> Layer:
        """The geometries as the core reads them."""
        return Layer(wkb, {}, self.geographic, self.metres_per_unit, self.crs, name)


class Piece(NamedTuple):
    """Rows of a file: ``rows`` from ``begin`` on within one row group; first: the row of the whole input."""

    path: str
    group: int
    begin: int
    rows: int
    first: int


class Source(NamedTuple):
    """What comes in: its files, their common schema (GeoParquet's metadata in it), and its pieces."""

    files: Sequence[str]
    schema: pa.Schema
    space: Space
    pieces: Sequence[Piece]

    @property
    def rows(self) -> int:
        """Rows of all files."""
        return sum(piece.rows for piece in self.pieces)

    def require_geometry(self, parameter: Parameter) -> None:
        """UserError where the files say that they hold other geometries than a layer parameter asks for."""
        wanted = parameter.geometry if isinstance(parameter, LayerInput) else "any"
        geo = json.loads(self.schema.metadata[b"geo"])
        found = {kind.split()[0] for kind in geo["columns"][self.space.column].get("geometry_types", ())}
        if wanted in GEOMETRY_NAMES and not found <= set(GEOMETRY_NAMES[wanted]):
            raise UserError(WRONG_GEOMETRY, path=self.files[0], geometry=GEOMETRY_WORDS[wanted])

    def field(self, name: str) -> str:
        """A field in the files' own spelling. UserError where there is none."""
        return own_spelling(name, [each for each in self.schema.names if each != self.space.column], self.files[0])


def files_of(path: str) -> list[str]:
    """The file, or the .parquet files of a folder by name. UserError where there are none."""
    place = Path(path).resolve()
    files = sorted(place.glob("*.parquet")) if place.is_dir() else [place] if place.is_file() else []
    if not files:
        raise UserError(ABSENT, path=path)
    return [str(each) for each in files]


def read_source(path: str) -> Source:
    """The schema and the pieces of GeoParquet, from the files' footers. UserError for what is none."""
    files = files_of(path)
    schema: Any = None
    pieces, first = [], 0
    for file in files:
        found = _footer(file)
        own = found.schema.to_arrow_schema()
        schema = own if schema is None else schema
        if not schema.equals(own) or space_of(schema, files[0]) != space_of(own, file):
            raise UserError(DIFFERENT, path=file, first=files[0])
        for group in range(found.num_row_groups):
            count = found.row_group(group).num_rows
            for begin in range(0, count, PIECE):
                rows = min(PIECE, count - begin)
                pieces.append(Piece(file, group, begin, rows, first + begin))
            first += count
    return Source(files, schema, space_of(schema, files[0]), pieces)


def read_piece(piece: Piece, columns: Sequence[str]) -> pa.Table:
    """The columns of a piece; no more than it and a batch is in memory."""
    batches, behind, end = [], 0, piece.begin + piece.rows
    try:
        with pq.ParquetFile(piece.path) as file:
            for batch in file.iter_batches(BATCH, [piece.group], list(columns)):
                begin, stop = max(piece.begin - behind, 0), min(end - behind, batch.num_rows)
                if begin < stop:
                    batches.append(batch.slice(begin, stop - begin))
                behind += batch.num_rows
                if behind >= end:
                    break
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(piece.path, error) from error
    return pa.Table.from_batches(batches)


def file_hash(path: str) -> str:
    """SHA-256 of a file."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def space_of(schema: pa.Schema, path: str) -> Space:
    """What GeoParquet's metadata say of the geometries. UserError where there are none, or without a CRS."""
    try:
        geo = json.loads((schema.metadata or {})[b"geo"])
        name = geo["primary_column"]
        column: dict[str, Any] = geo["columns"][name]
        is_wkb = column["encoding"] == "WKB"
    except (KeyError, ValueError, TypeError) as error:
        raise UserError(NOT_GEOPARQUET, path=path) from error
    if not is_wkb:
        raise UserError(NOT_GEOPARQUET, path=path)
    given = column.get("crs", "OGC:CRS84")  # what GeoParquet means where it says nothing
    if given is None:
        raise UserError(NO_CRS, path=path)
    return Space(name, *_reference_system(json.dumps(given)))


@lru_cache
def _reference_system(given: str) -> tuple[str, bool, float]:
    """Its name, whether it is geographic, and metres per unit; of a CRS in JSON, which all parts repeat."""
    crs = pyproj.CRS.from_user_input(json.loads(given))
    unit = crs.axis_info[0].unit_conversion_factor if crs.is_projected else 1.0
    return crs.to_string(), crs.is_geographic, unit


def _footer(path: str) -> pq.FileMetaData:
    try:
        return pq.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: Exception) -> Exception:
    """A lost file keeps its name; what is no Parquet any more is damaged."""
    if isinstance(error, FileNotFoundError):
        return FileNotFoundError(error.errno, error.strerror or "", path)
    return UserError(DAMAGED, path=path, reason=one_line(error))


def one_line(error: Exception) -> str:
    """What a library says, as a part of a sentence."""
    return " ".join(str(error).split()).rstrip(".")


def geometries(table: pa.Table, column: str) -> Iterator[bytes]:
    """The WKB of each row, ``b""`` where there is none."""
    return (wkb or b"" for wkb in table.column(column).to_pylist())


def texts(table: pa.Table, field: str) -> np.ndarray:
    """A column as texts, "" for NULL, as ``Layer.texts`` has them: each different value is put into words once."""
    encoded = table.column(field).combine_chunks().dictionary_encode()
    words = np.array([*Layer(columns={field: encoded.dictionary.to_pylist()}).texts(field), ""], dtype=str)
    return words[encoded.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False)]


def numbers(table: pa.Table, field: str) -> np.ndarray:
    """A column as float64, NaN for NULL and for what is no number, as ``Layer.numbers`` has them."""
    column = table.column(field)
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        return column.cast(pa.float64(), safe=False).to_numpy()
    return Layer(columns={field: column.to_pylist()}).numbers(field)

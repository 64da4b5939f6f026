"""Layers of other formats made GeoParquet on the way in: in memory is a batch of rows, never a layer."""

from __future__ import annotations

import json
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Iterator, Mapping, NamedTuple, Sequence

import fiona
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj

from ir_plugin.core.errors import UserError
from ir_plugin.core.progress import Progress, no_progress
from ir_plugin.core.register.privacy import personal_columns
from ir_plugin.core.texts import Text

from ..layer_files import ABSENT, NO_LAYER, source_place
from ..layer_formats import DEGREES, are_degrees
from ..places import LayerPlace, files_beside, is_database, is_parquet, layer_place, without_password
from .geoparquet import DAMAGED, EMPTY, Source, one_line, read_source, space_of
from .layer_batches import (
    TYPES,
    CurvedError,
    batches_by_arrow,
    batches_by_fiona,
    has_zone,
    known_fields,
    options_of,
    typed,
)

BATCH, GROUP = 1 << 15, 8
"""Rows of a batch, and how many such batches are a group of the file."""
GEOMETRY = "geometry"
STREAMED = "input.parquet"
NO_DATABASE = Text(
    "{path} adalah basis data; ekspor dahulu ke GeoParquet, GeoPackage, atau FlatGeobuf.",
    "{path} is a database; export the table to GeoParquet, GeoPackage or FlatGeobuf first.",
)
NO_SHAPES = Text("{path} tidak berisi geometri; pilih layer lain.", "{path} has no geometries; choose another layer.")


class Layout(NamedTuple):
    """A layer as its file declares it. kinds: fiona's type of each field, by name. left_out: its fields with personal
    data, where it is a table of a register."""

    place: LayerPlace
    kinds: Mapping[str, str]
    schema: pa.Schema
    rows: int
    left_out: Sequence[str] = ()

    @property
    def source(self) -> Source:
        """The layer before it is streamed: no pieces yet, and the files that tell whether it is the same.

        UserError where it has no CRS.
        """
        path = self.place.path
        files = [path, *map(str, files_beside(Path(path)))]
        return Source(files, self.schema, space_of(self.schema, path), ())


def is_streamed(reference: str) -> bool:
    """Whether a layer has to be made GeoParquet: any file but one of Parquet, by its ending or its first bytes.

    UserError for a database, which is not read in parts.
    """
    path = layer_place(reference).path
    if is_database(path):
        raise UserError(NO_DATABASE, path=without_password(path))
    if not Path(path).is_file() or is_parquet(path):
        return False
    with open(path, "rb") as file:
        return file.read(4) != b"PAR1"


def layout_of(reference: str) -> Layout:
    """What a layer will be as GeoParquet. UserError where there is no such layer, or one without geometries."""
    place = source_place(reference)
    with _opened(place) as layer:
        known, personal = known_fields(place), personal_columns(place.layer or Path(place.path).stem)
        all_kinds = {name: kind.partition(":")[0] for name, kind in layer.schema["properties"].items() if name in known}
        kinds = {name: kind for name, kind in all_kinds.items() if name.lower() not in personal}
        drawn = layer.schema["geometry"]
        if drawn == "None":
            raise UserError(NO_SHAPES, path=reference)
        column = {"encoding": "WKB", "geometry_types": _geometry_types(drawn), "crs": _crs(layer, place)}
        geo = {"version": "1.0.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
        fields = [(name, TYPES.get(kind, pa.string())) for name, kind in kinds.items()]
        schema = pa.schema([*fields, (GEOMETRY, pa.binary())], {"geo": json.dumps(geo)})
        return Layout(place, kinds, schema, _count(layer), [name for name in all_kinds if name not in kinds])


def streamed(layout: Layout, folder: Path, progress: Progress = no_progress) -> Source:
    """The layer as GeoParquet in the folder, in the order of its rows; what is there already is used again.

    OSError where the disk is full; then nothing stays behind.
    """
    target = folder / STREAMED
    if not target.exists():
        draft = target.with_suffix(".part")
        try:
            _write(layout, draft, progress)
            draft.replace(target)
        except OSError as error:
            raise OSError(error.errno, str(error), str(target)) from error
        finally:
            draft.unlink(missing_ok=True)
    source = read_source(str(target))
    if not source.rows:
        raise UserError(EMPTY, path=layout.place.path)
    return source


def _count(layer: Any) -> int:
    """How many rows there are; 0 where the format cannot tell without reading them."""
    try:
        return len(layer)
    except TypeError:
        return 0


def _crs(layer: Any, place: LayerPlace) -> Any:
    """As GeoParquet has it. Points out of the columns of a CSV are in degrees where they can be, as on one machine."""
    if layer.crs:
        return pyproj.CRS.from_wkt(layer.crs.to_wkt()).to_json_dict()
    as_columns = Path(place.path).suffix.lower() == ".csv" and _count(layer) and are_degrees(layer.bounds)
    return pyproj.CRS(DEGREES).to_json_dict() if as_columns else None


def _geometry_types(drawn: str) -> list[str]:
    """Fiona's word in the words of GeoParquet; a file of polygons may hold collections of them as well."""
    kind = drawn.removeprefix("3D ")
    if kind == "Unknown":
        return []
    kinds = [kind] if kind.startswith(("Multi", "Geometry")) else [kind, f"Multi{kind}"]
    return [f"{each} Z" for each in kinds] if drawn != kind else kinds


@contextmanager
def _opened(place: LayerPlace) -> Iterator[Any]:
    """The layer, open. UserError where fiona cannot open or read it."""
    try:
        known = fiona.listlayers(place.path)
        if place.layer not in known:
            raise UserError(NO_LAYER, path=place.path, layer=place.layer, layers=", ".join(known) or "-")
        with fiona.open(place.path, layer=place.layer, **options_of(place)) as layer:
            yield layer
    except fiona.errors.DriverError as error:
        raise UserError(ABSENT, path=place.path) from error
    except (fiona.errors.FionaError, ValueError) as error:  # ValueError: of texts that are no JSON or date
        raise UserError(DAMAGED, path=place.path, reason=one_line(error)) from error


def _write(layout: Layout, path: Path, progress: Progress) -> None:
    """Writes the rows as they come, once more and by fiona where some geometry is curved."""
    try:
        _write_batches(layout, batches_by_arrow(layout.place, layout.kinds, BATCH), path, progress)
    except CurvedError:
        with _opened(layout.place) as layer:
            _write_batches(layout, batches_by_fiona(layer, layout.kinds, BATCH), path, progress)


def _write_batches(layout: Layout, batches: Iterator[pa.RecordBatch], path: Path, progress: Progress) -> None:
    """Writes the rows as they come: a batch is in memory, and a group as Parquet packs it."""
    first = next(batches, None)
    schema = layout.schema if first is None else _with_zones(first, layout)
    done, packed = 0, []
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in chain([] if first is None else [first], batches):
            packed.append(typed(batch, schema))
            done += batch.num_rows
            if len(packed) == GROUP:
                writer.write_table(pa.Table.from_batches(packed))
                packed = []
            progress(min(done / max(layout.rows, 1), 1.0))
        if packed:
            writer.write_table(pa.Table.from_batches(packed))


def _with_zones(batch: pa.RecordBatch, layout: Layout) -> pa.Schema:
    """The schema with times in UTC where the first rows tell a time zone: the layer's own type does not."""
    schema = layout.schema
    for number, (name, kind) in enumerate(layout.kinds.items()):
        if kind == "datetime" and has_zone(batch.column(number)):
            schema = schema.set(number, pa.field(name, pa.timestamp("ms", "UTC")))
    return schema

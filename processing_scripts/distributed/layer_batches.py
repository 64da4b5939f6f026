"""The rows of a layer batch by batch: read by GDAL as Arrow, or by fiona, which draws curves as lines.

Both give the same columns: times as texts with the zone that was told, lists as JSON, geometries as WKB.
"""

from __future__ import annotations

import datetime
import json
from itertools import islice
from pathlib import Path
from typing import Any, Collection, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import shapely
from pyogrio.raw import open_arrow
from shapely.geometry import shape

from ir_plugin.core.errors import UserError

from ..layer_formats import READING
from ..places import LayerPlace
from .geoparquet import DAMAGED, one_line

TYPES: Mapping[str, pa.DataType] = {
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "bytes": pa.binary(),
    "date": pa.date32(),
    "datetime": pa.timestamp("ms"),
}
"""By fiona's name of a field's type, without its width; all else is text."""
ZONE = r"(Z|[+-]\d\d(:?\d\d)?)$"
"""At the end of a time that tells its zone, behind the day."""
GDAL_SETTINGS = {"OGR_FLATGEOBUF_STREAM_BASE_IMPL": "YES"}
"""The driver's own stream of FlatGeobuf gives wrong offsets where a geometry is missing (GDAL 3.12)."""

STRAIGHT = 7
"""The last kind of geometry in WKB without curves: a collection."""


class CurvedError(Exception):
    """A geometry that is curved, which nothing behind Arrow can read."""


def options_of(place: LayerPlace) -> Mapping[str, Any]:
    """GDAL's options for a file."""
    return READING.get(Path(place.path).suffix.lower(), {})


def known_fields(place: LayerPlace) -> Collection[str]:
    """The fields as one machine knows them, to whom a number of rows (OGC_FID) is none."""
    return set(pyogrio.read_info(place.path, layer=place.layer, **options_of(place))["fields"])


def batches_by_arrow(place: LayerPlace, kinds: Mapping[str, str], rows: int) -> Iterator[pa.RecordBatch]:
    """All rows of a layer, some at a time. kinds: fiona's type of each field, by name.

    CurvedError where a geometry is curved; UserError where the file cannot be read on.
    """
    pyogrio.set_gdal_config_options(GDAL_SETTINGS)
    asked: dict[str, Any] = {"layer": place.layer, "columns": list(kinds), "batch_size": rows}
    try:
        with open_arrow(place.path, **asked, use_pyarrow=True, datetime_as_string=True, **options_of(place)) as (
            about,
            reader,
        ):
            drawn = about["geometry_name"] or "wkb_geometry"
            for batch in reader:
                batch.validate(full=True)
                if _has_curves(batch.column(drawn)):
                    raise CurvedError
                columns = [_told(batch.column(name), kind) for name, kind in kinds.items()]
                yield pa.record_batch([*columns, batch.column(drawn)], [*kinds, drawn])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pa.ArrowException, ValueError) as error:
        raise UserError(DAMAGED, path=place.path, reason=one_line(error)) from error


def batches_by_fiona(layer: Any, kinds: Mapping[str, str], rows: int) -> Iterator[pa.RecordBatch]:
    """The same of a layer that fiona has opened."""
    read = iter(layer)
    while batch := list(islice(read, rows)):
        columns = [
            pa.array([_plain(row.properties[name], kind) for row in batch], _type_of(kind))
            for name, kind in kinds.items()
        ]
        shapes = [shape(row.geometry) if row.geometry is not None else None for row in batch]
        wkb = pa.array(shapely.to_wkb(shapes, flavor="iso"), pa.binary())
        yield pa.record_batch([*columns, wkb], [*kinds, "wkb_geometry"])


def typed(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """A batch with the names and types of a schema."""
    columns = [
        _as_times(column, field.type) if pa.types.is_timestamp(field.type) else column.cast(field.type)
        for column, field in zip(batch.columns, schema)
    ]
    return pa.record_batch(columns, schema=schema)


def has_zone(times: pa.Array) -> bool:
    """Whether some of the times tell their zone."""
    return bool(pc.any(_zoned(times)).as_py())


def _zoned(times: pa.Array) -> pa.Array:
    return pc.match_substring_regex(pc.utf8_slice_codeunits(times, len("2025-01-02")), ZONE)


def _as_times(told: pa.Array, kind: pa.DataType) -> pa.Array:
    """Texts as moments; where a layer has times with a zone and others without, these are meant in UTC."""
    whole = pc.if_else(_zoned(told), told, pc.binary_join_element_wise(told, "Z", ""))
    return whole.cast(pa.timestamp("us", "UTC")).cast(kind, safe=False)


def _type_of(kind: str) -> pa.DataType:
    return pa.string() if kind == "datetime" else TYPES.get(kind, pa.string())


def _told(column: pa.Array, kind: str) -> pa.Array:
    """A column as Arrow brings it in the type that is meant."""
    wanted = _type_of(kind)
    if column.type == wanted or pa.types.is_string(column.type) or kind in TYPES:
        return column.cast(wanted)
    if isinstance(column, pa.ExtensionArray):
        return pa.array([None if text is None else _as_json(text) for text in column.storage.to_pylist()], wanted)
    return pa.array([_plain(value, kind) for value in column.to_pylist()], wanted)


def _as_json(text: str) -> str:
    """JSON as it is written everywhere; a text that is none stays as it is."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text


def _plain(value: Any, kind: str) -> Any:
    """A value as Arrow takes it: fiona gives dates as text, and lists as such."""
    if value is None:
        return None
    if kind == "date":
        return datetime.date.fromisoformat(str(value)[:10])
    if kind in TYPES and kind != "datetime":
        return value
    if isinstance(value, (datetime.date, datetime.time, str)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _has_curves(wkb: pa.Array) -> bool:
    kinds = pc.unique(pc.binary_slice(wkb, 1, 5)).to_pylist()
    return any(int.from_bytes(kind, "little") % 1000 > STRAIGHT for kind in kinds if kind)

"""Layers in files, read and written with geopandas; ``file.gpkg|layername=desa`` names a layer in a file."""

from __future__ import annotations

from typing import Any, Optional, Sequence

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import shapely

from ir_plugin.core.declaration import Column, LayerResult
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.texts import Text

from .layer_formats import Frame, layers_in, read
from .places import LayerPlace, layer_place, short_name, without_password

DTYPES = {"integer": "Int64", "real": "float64", "text": "object"}
GEOMETRIES = {"point": {0, 4}, "place": {0, 4}, "polygon": {3, 6}}
_POINTS, _POLYGONS = ("Point", "MultiPoint"), ("Polygon", "MultiPolygon")
GEOMETRY_NAMES = {"point": _POINTS, "place": _POINTS, "polygon": _POLYGONS}
ABSENT = Text("Berkas {path} tidak ada atau bukan layer vektor.", "The file {path} is missing or no vector layer.")
NO_FIELD = Text(
    "Layer {path} tidak mempunyai kolom {field}; kolom yang ada: {fields}.",
    "The layer {path} has no field {field}; its fields are: {fields}.",
)
NO_CRS = Text(
    "Layer {path} tidak mempunyai sistem koordinat; tetapkan CRS-nya lebih dahulu.",
    "The layer {path} has no coordinate reference system; set its CRS first.",
)
NO_LAYER = Text(
    "Berkas {path} tidak mempunyai layer {layer}; layer yang ada: {layers}.",
    "The file {path} has no layer {layer}; its layers are: {layers}.",
)
WRONG_GEOMETRY = Text("Layer {path} harus berisi {geometry}.", "The layer {path} must hold {geometry}.")
OTHER_LAYERS = Text(
    "Layer {path} harus berisi {geometry}; yang berisi {geometry} di berkas itu: {layers}.",
    "The layer {path} must hold {geometry}; those in that file that do: {layers}.",
)
GEOMETRY_WORDS = {
    "point": Text("titik", "points"),
    "place": Text("titik, atau tabel tanpa geometri", "points, or be a table without geometry"),
    "polygon": Text("poligon", "polygons"),
}


def source_place(reference: str) -> LayerPlace:
    """The place of a layer that exists; a file alone means its first layer with geometry, else its first table.

    UserError where there is no such file or database.
    """
    place = layer_place(reference)
    if place.layer:
        return place
    try:
        layers = layers_in(place.path)
    except pyogrio.errors.DataSourceError as error:
        raise UserError(ABSENT, path=without_password(reference)) from error
    drawn = [name for name, geometry in layers if geometry]
    return LayerPlace(place.path, next(iter([*drawn, *(name for name, _geometry in layers)]), None))


def name_of(reference: str) -> str:
    """A layer as a record names it, without its folder: ``desa.gpkg|layername=desa``."""
    return short_name(source_place(reference))


def read_frame(reference: str) -> Frame:
    """All rows of a layer, see ``layer_formats.read``; UserError where there is no such layer."""
    place = source_place(reference)
    try:
        return read(place)
    except pyogrio.errors.DataSourceError as error:
        raise UserError(ABSENT, path=reference) from error
    except pyogrio.errors.DataLayerError as error:
        layers = ", ".join(name for name, kind in layers_in(place.path) if kind)
        raise UserError(NO_LAYER, path=place.path, layer=place.layer, layers=layers or "-") from error


def layer_of(
    frame: geopandas.GeoDataFrame, reference: str, geometry: str, crs: str, fields: Optional[Sequence[str]]
) -> Layer:
    """The core's view of a frame, with the given fields (None for all), reprojected where ``crs`` says so."""
    given, reference = reference, without_password(reference)
    known = [name for name in frame.columns if name != "geometry"]
    names = known if fields is None else fields
    columns = {name: _plain_values(frame[own_spelling(name, known, reference)]) for name in names}
    if not isinstance(frame, geopandas.GeoDataFrame) or "geometry" not in frame.columns:
        if geometry == "place":
            return Layer(columns=columns, name=reference)
        raise UserError(ABSENT, path=reference)
    if frame.crs is None:
        raise UserError(NO_CRS, path=reference)
    shapes = (frame.to_crs(crs) if crs else frame).geometry
    kinds = set(shapely.get_type_id(shapes[shapes.notna()].to_numpy()))
    if geometry in GEOMETRIES and not kinds <= GEOMETRIES[geometry]:
        raise _wrong_geometry(given, geometry)
    drawn = np.where(shapely.is_empty(shapes.to_numpy()), None, shapes.to_numpy())
    return Layer(
        wkb=[wkb or b"" for wkb in shapely.to_wkb(drawn, byte_order=1, output_dimension=2)],
        columns=columns,
        geographic=shapes.crs.is_geographic,
        metres_per_unit=shapes.crs.axis_info[0].unit_conversion_factor if shapes.crs.is_projected else 1.0,
        crs=shapes.crs.to_string(),
        name=reference,
    )


def own_spelling(name: str, known: Sequence[str], reference: str) -> str:
    """A field as the layer itself spells it: the same one, or the first that differs in capitals only. UserError where
    there is none."""
    found = [each for each in known if each.lower() == name.lower()]
    if not found:
        raise UserError(NO_FIELD, path=reference, field=name, fields=", ".join(known))
    return name if name in found else found[0]


def with_named(frame: Frame, named: Sequence[str]) -> list[str]:
    """All fields of a frame, and those that settings name and that it does not have in this spelling, if at all."""
    own = [name for name in frame.columns if name != "geometry"]
    return [*own, *(name for name in named if name not in own)]


def _wrong_geometry(reference: str, geometry: str) -> UserError:
    """Names the layer, of which a file may hold many, and those in the file that would do."""
    place = source_place(reference)
    fitting = [name for name, kind in layers_in(place.path) if kind in GEOMETRY_NAMES[geometry]]
    path = without_password(place.path)
    layers = ", ".join(f"{path}|layername={name}" for name in fitting if name != place.layer)
    sentence = OTHER_LAYERS if layers else WRONG_GEOMETRY
    return UserError(sentence, path=f"{path}|layername={place.layer}", geometry=GEOMETRY_WORDS[geometry], layers=layers)


def with_columns(
    frame: geopandas.GeoDataFrame, result: LayerResult, left_out: Sequence[str] = ()
) -> geopandas.GeoDataFrame:
    """The frame without the columns ``left_out`` and with a result's columns added; columns of the same name, in
    capitals or not, are replaced."""
    new = {name.lower() for name in (*left_out, *(column.name for column in result.columns))}
    kept = frame.drop(columns=[name for name in frame.columns if name.lower() in new])
    return kept.assign(**{column.name: _series(column, result, frame.index) for column in result.columns})


def table_of(result: LayerResult) -> pd.DataFrame:
    """A result without geometries as a frame."""
    count = max((len(values) for values in result.values.values()), default=0)
    return pd.DataFrame({column.name: _series(column, result, pd.RangeIndex(count)) for column in result.columns})


def frame_of(result: LayerResult, crs: str) -> geopandas.GeoDataFrame:
    """A result with its own geometries as a frame."""
    shapes = shapely.from_wkb([wkb or None for wkb in result.wkb])
    index = pd.RangeIndex(len(shapes))
    columns = {column.name: _series(column, result, index) for column in result.columns}
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=crs)


def _plain_values(series: pd.Series) -> list[Any]:
    return [None if missing else value for value, missing in zip(series.tolist(), series.isna())]


def _series(column: Column, result: LayerResult, index: pd.Index) -> pd.Series:
    """What is missing, be it None or NaN, is so in the way of the column's type."""
    series = pd.Series(result.values[column.name], index=index, dtype=DTYPES[column.kind])
    return series.where(series.notna(), None) if column.kind == "text" else series

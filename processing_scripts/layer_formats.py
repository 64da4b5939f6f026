"""What each format needs so that types, NULL, dates and names come through, by the ending of the file."""

from __future__ import annotations

import datetime
import warnings
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence, Union

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import shapely

from ir_plugin.core.declaration import Note
from ir_plugin.core.texts import Text

from .places import LayerPlace, is_database, is_parquet

Frame = Union[geopandas.GeoDataFrame, pd.DataFrame]
"""A layer, or a table without geometry."""

READING: Mapping[str, Mapping[str, Any]] = {
    ".csv": {
        "EMPTY_STRING_AS_NULL": "YES",
        "KEEP_GEOM_COLUMNS": "NO",
        "X_POSSIBLE_NAMES": "longitude,lon,long,bujur",
        "Y_POSSIBLE_NAMES": "latitude,lat,lintang",
    }
}
"""GDAL's options by ending. The types of a CSV are those of a .csvt beside it, else all is text: codes stay codes."""

WRITING: Mapping[str, Mapping[str, Any]] = {
    ".gpkg": {"VERSION": "1.2"},  # the newest that the GDAL of every supported QGIS reads without a warning
    ".csv": {"GEOMETRY": "AS_WKT", "CREATE_CSVT": "YES"},  # with a .csvt and a .prj, which bring types and CRS back
    ".shp": {"ENCODING": "UTF-8"},
}
NO_LAYERS = (".pdf", ".sqlite", ".xlsx", ".ods")
"""What GDAL writes under these endings holds no geometry, or is a database of its own kind."""

DEGREES = "EPSG:4326"
LONGEST_TEXT = 254
"""Of a Shapefile, in bytes."""

RENAMED = Text(
    "Shapefile hanya mengenal nama kolom sampai 10 huruf, jadi di {path} beberapa kolom berganti nama: {names}.",
    "A Shapefile knows names of up to 10 letters only, so columns of {path} have other names: {names}.",
)
CUT = Text(
    "Shapefile hanya menyimpan 254 bita teks, jadi di {path} kolom ini terpotong: {names}.",
    "A Shapefile keeps 254 bytes of a text only, so in {path} these columns were cut: {names}.",
)
NO_TIMES = Text(
    "Shapefile tidak mengenal jam, jadi di {path} kolom ini menjadi teks: {names}.",
    "A Shapefile knows no times of day, so in {path} these columns became text: {names}.",
)
MIDNIGHTS = Text(
    "FlatGeobuf tidak mengenal tanggal tanpa jam, jadi di {path} kolom ini menunjuk pukul 00.00: {names}.",
    "FlatGeobuf knows no dates without a time of day, so in {path} these columns say 00:00: {names}.",
)


def layers_in(path: str) -> Sequence[tuple[str, Optional[str]]]:
    """The layers at a place and the kind of their geometry, None for a table. DataSourceError where there are none."""
    if is_database(path):
        from .postgis_layers import tables_in

        return tables_in(path)
    if is_parquet(path):
        return [(Path(path).stem, "Unknown")]
    return [tuple(each) for each in pyogrio.list_layers(path)]


def read(place: LayerPlace) -> Frame:
    """All rows: whole numbers with NULL are Int64, yes and no with NULL boolean, dates datetime.date.

    DataSourceError or DataLayerError of pyogrio where there is no such file or layer; UserError of a database.
    """
    if is_database(place.path):
        from .postgis_layers import read_table

        return read_table(place)
    if is_parquet(place.path):
        return _read_parquet(place.path)
    options = READING.get(Path(place.path).suffix.lower(), {})
    info = pyogrio.read_info(place.path, layer=place.layer, **options)
    frame = pyogrio.read_dataframe(place.path, layer=place.layer, **options)
    for name, dtype, kind in zip(info["fields"], info["dtypes"], info["ogr_types"]):
        if kind == "OFTDate":
            frame[name] = _dates(frame[name])
        elif np.dtype(dtype).kind in "iu" and not pd.api.types.is_integer_dtype(frame[name]):
            frame[name] = frame[name].astype("Int64")
        elif np.dtype(dtype).kind == "b" and not pd.api.types.is_bool_dtype(frame[name]):
            frame[name] = frame[name].astype("boolean")
    return _in_degrees(frame) if options and isinstance(frame, geopandas.GeoDataFrame) else frame


def write(frame: Frame, path: Path, layer: str, driver: str) -> list[Note]:
    """Writes a layer, and says what the format could not keep. Raises what geopandas and pyogrio raise."""
    if is_parquet(str(path)):
        frame.to_parquet(path, index=False)
        return []
    ending, drawn = path.suffix.lower(), isinstance(frame, geopandas.GeoDataFrame)
    options = {} if path.exists() else dict(WRITING.get(ending, {}))
    if not drawn:
        options.pop("GEOMETRY", None)
    if ending == ".fgb" and (not drawn or frame.geometry.isna().any()):
        options["SPATIAL_INDEX"] = "NO"
    written = _one_kind(frame) if drawn else frame
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # of what is said in words below
        pyogrio.write_dataframe(written, path, layer=layer, driver=driver, use_arrow=_has_dates(written), **options)
    if ending == ".fgb":
        return _noted(path, ((MIDNIGHTS, _dates_in(frame)),))
    return _losses(frame, path) if ending == ".shp" else []


def driver_of(path: str) -> Optional[str]:
    """The program part that writes files with this ending; None where there is none, or more than one."""
    ending = Path(path).suffix.lower()
    if is_parquet(path):
        return "Parquet"
    if ending in NO_LAYERS:
        return None
    try:
        return str(pyogrio.detect_write_driver(f"layer{ending}"))
    except ValueError:
        return None


def _read_parquet(path: str) -> Frame:
    try:
        frame = geopandas.read_parquet(path)
        return frame if frame.geometry.name == "geometry" else frame.rename_geometry("geometry")
    except ValueError:  # a table, or no Parquet file at all
        try:
            return pd.read_parquet(path)
        except (ValueError, OSError) as error:
            raise pyogrio.errors.DataSourceError(str(error)) from error
    except OSError as error:
        raise pyogrio.errors.DataSourceError(str(error)) from error


def _dates(series: pd.Series) -> pd.Series:
    days = pd.to_datetime(series)
    return pd.Series([None if pd.isna(day) else day.date() for day in days], index=series.index, dtype=object)


def _has_dates(frame: Frame) -> bool:
    """Whether a column holds dates without a time of day, which only Arrow brings to GDAL as such."""
    return bool(_dates_in(frame))


def _dates_in(frame: Frame) -> list[str]:
    return [name for name in frame.columns if frame[name].dtype == object and _is_date(frame[name])]


def _is_date(series: pd.Series) -> bool:
    known = series.dropna()
    return not known.empty and type(known.iloc[0]) is datetime.date


def are_degrees(bounds: Sequence[float]) -> bool:
    """Whether west, south, east and north can be longitudes and latitudes."""
    west, south, east, north = bounds
    return west >= -180 and east <= 180 and south >= -90 and north <= 90


def _in_degrees(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Points out of columns named longitude and latitude have no CRS but this one."""
    if frame.crs is not None or frame.empty or not (frame.geom_type.dropna() == "Point").all():
        return frame
    return frame.set_crs(DEGREES) if are_degrees(frame.total_bounds) else frame


def _one_kind(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Single shapes as collections of one where the layer holds both, for most formats take one kind."""
    kinds = set(frame.geom_type.dropna())
    together = {"Point": shapely.multipoints, "LineString": shapely.multilinestrings, "Polygon": shapely.multipolygons}
    single = next((kind for kind in together if kinds == {kind, f"Multi{kind}"}), None)
    if single is None:
        return frame
    shapes = [together[single]([each]) if each and each.geom_type == single else each for each in frame.geometry]
    return frame.set_geometry(geopandas.GeoSeries(shapes, index=frame.index, crs=frame.crs))


def _losses(frame: Frame, path: Path) -> list[Note]:
    """What a Shapefile has made of the columns."""
    before = [name for name in frame.columns if name != getattr(frame, "active_geometry_name", None)]
    renamed = [f"{old} → {new}" for old, new in zip(before, pyogrio.read_info(path)["fields"]) if old != new]
    texts = [name for name in before if pd.api.types.is_string_dtype(frame[name]) and not _is_date(frame[name])]
    cut = [name for name in texts if any(len(str(each).encode()) > LONGEST_TEXT for each in frame[name].dropna())]
    timed = [name for name in before if pd.api.types.is_datetime64_any_dtype(frame[name])]
    return _noted(path, ((RENAMED, renamed), (CUT, cut), (NO_TIMES, timed)))


def _noted(path: Path, found: Sequence[tuple[Text, Sequence[str]]]) -> list[Note]:
    return [
        Note(sentence.format(path=path.name, names=", ".join(names)), warning=True)
        for sentence, names in found
        if names
    ]

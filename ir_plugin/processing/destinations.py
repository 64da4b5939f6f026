"""Where results go: the file behind a destination, whether it can be written, and how to take it away again."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
from contextlib import closing
from typing import Any, Mapping, NamedTuple, Optional

from osgeo import gdal, ogr
from qgis.core import (
    QgsDataSourceUri,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorFileWriter,
)

from ..core.declaration import Algorithm, NewLayer, Page, Raster, Rows, TextFile
from ..core.errors import UserError
from ..core.parameters import FileOutput
from ..core.register.file_errors import UNWRITABLE as FILE_UNWRITABLE
from ..core.register.geopackage import reading
from ..core.register.result_layers import is_register, layer_obstacle, refuse_register
from ..core.texts import Text

LOGGER = logging.getLogger(__name__)
UNWRITABLE = Text(
    "Hasil tidak dapat ditulis ke {path}: {reason}. Pilih folder atau format lain.",
    "The result cannot be written to {path}: {reason}. Choose another folder or format.",
)
NO_FOLDER = Text("folder {folder} tidak ada", "the folder {folder} does not exist")
READ_ONLY = Text("tidak ada izin menulis", "there is no permission to write")
UNKNOWN_FORMAT = Text("format {ending} tidak dikenal", "the format {ending} is not known")
IS_REGISTER = Text(
    "{path} adalah register dan akan hilang bila ditimpa; pilih berkas lain, atau tambahkan hasil ke dalamnya: "
    "ogr:dbname='{path}' table=\"{layer}\" (geom)",
    "{path} is a register and would be lost if it were overwritten; choose another file, or add the result to it: "
    "ogr:dbname='{path}' table=\"{layer}\" (geom)",
)
LAYER_OF_FILE = Text(
    "Layer di dalam berkas ditulis: ogr:dbname='{path}' table=\"{layer}\" (geom)",
    "A layer inside a file is written: ogr:dbname='{path}' table=\"{layer}\" (geom)",
)
DATABASE = re.compile(r"(?P<provider>[a-z]{2,}):(?P<uri>.*)", re.DOTALL)
"""A destination that is no plain path; a single letter is a drive of Windows."""


class Place(NamedTuple):
    """A layer in a file, or the whole file where ``layer`` is empty."""

    path: str
    layer: str

    @property
    def layer_name(self) -> str:
        """The name of the layer; a file of one layer gives it its own name."""
        return self.layer or os.path.splitext(os.path.basename(self.path))[0]


def place_of(destination: str) -> Place:
    """The place that a sink reports as its destination."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", destination)
    return Place(parts.get("path") or "", parts.get("layerName") or "")


def file_of(value: Any, context: QgsProcessingContext) -> Optional[str]:
    """The file that the destination of a layer names, or None for temporary layers, databases and the like."""
    target = _target(value, context)
    return target.path if target else None


def unwritable_destination(
    algorithm: Algorithm, parameters: Mapping[str, Any], context: QgsProcessingContext
) -> Optional[Text]:
    """Why one of the results could not be written, or would destroy a register, found before anything is computed."""
    files = [each.id for each in algorithm.parameters if isinstance(each, FileOutput)]
    files += [each.id for each in algorithm.outputs if isinstance(each, (Raster, Page, TextFile))]
    layers = [each.id for each in algorithm.outputs if isinstance(each, (Rows, NewLayer))]
    try:
        for each in files:
            path = _named(parameters.get(each), context)
            if path and not DATABASE.match(path):
                _refuse(path)
                refuse_register(path)
        for each in layers:
            target = _target(parameters.get(each), context)
            if target:
                _refuse(target.path)
                _refuse_layer(target, algorithm.id)
    except UserError as error:
        return error.sentence
    return None


def features_at(destination: str, otherwise: int) -> int:
    """How many features a file holds, once it is closed, for a failed commit is told to nobody.

    ``otherwise`` where the destination is no file.
    """
    place = place_of(destination)
    if not os.path.isfile(place.path):
        return otherwise
    try:  # afresh, for QGIS may answer from what it knew before; and GDAL raises or gives None, as it has been told
        dataset = gdal.OpenEx(place.path, gdal.OF_VECTOR)
    except RuntimeError:
        dataset = None
    layer = dataset and (dataset.GetLayerByName(place.layer) if place.layer else dataset.GetLayer(0))
    return int(layer.GetFeatureCount()) if layer else 0


def take_away(destination: str, existed: bool, context: QgsProcessingContext) -> None:
    """Removes what was written to a destination; a file that ``existed`` before loses only the new layer."""
    loading = context.layersToLoadOnCompletion()
    loading.pop(destination, None)
    context.setLayersToLoadOnCompletion(loading)
    if context.temporaryLayerStore().mapLayer(destination) is not None:
        context.temporaryLayerStore().removeMapLayer(destination)
        return
    place = place_of(destination)
    if not os.path.exists(place.path):
        return
    if existed and place.layer:
        _drop_layer(place)
    else:
        driver = QgsVectorFileWriter.driverForExtension(os.path.splitext(place.path)[1])
        ogr.GetDriverByName(driver).DeleteDataSource(place.path)


def make_one_file(geopackage: str) -> None:
    """Takes a GeoPackage back to a single file, unless someone is at work in it.

    QGIS writes with a side file (-wal) and does this itself, but not where it has also read from the same file.
    """
    with closing(sqlite3.connect(geopackage, timeout=0.0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as reason:
            LOGGER.info("%s: %s", geopackage, reason)


def _drop_layer(place: Place) -> None:
    dataset = gdal.OpenEx(place.path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    names = [dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())]
    if place.layer in names:
        dataset.DeleteLayer(names.index(place.layer))


def _named(value: Any, context: QgsProcessingContext) -> Optional[str]:
    """What a destination parameter says, expressions included; None for nothing and for temporary results."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    return value if isinstance(value, str) and value not in ("", QgsProcessing.TEMPORARY_OUTPUT) else None


def _target(value: Any, context: QgsProcessingContext) -> Optional[Place]:
    """Where QGIS will write a layer: beside the others in a file where ``layer`` is set, else as the whole file."""
    named = _named(value, context)
    if named is None:
        return None
    database = DATABASE.match(named)
    if database and database.group("provider") == "ogr":
        parts = QgsDataSourceUri(database.group("uri"))
        return Place(parts.database() or database.group("uri"), parts.table())
    if database:
        return None
    return Place(named if os.path.splitext(named)[1] else f"{named}.gpkg", "")


def _refuse(path: str) -> None:
    """UserError where a file cannot be written there."""
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise UserError(UNWRITABLE, path=path, reason=NO_FOLDER.format(folder=folder))
    if not os.access(path if os.path.exists(path) else folder, os.W_OK):
        raise UserError(UNWRITABLE, path=path, reason=READ_ONLY)


def _refuse_layer(target: Place, suggestion: str) -> None:
    """UserError for a layer in a format that is none, or in the place of a register or one of its tables."""
    path, separator, rest = target.path.partition("|")
    if separator:
        raise UserError(LAYER_OF_FILE, path=path, layer=rest.partition("layername=")[2] or suggestion)
    ending = os.path.splitext(path)[1]
    if not QgsVectorFileWriter.driverForExtension(ending):
        raise UserError(UNWRITABLE, path=path, reason=UNKNOWN_FORMAT.format(ending=ending))
    if not is_register(path):
        return
    if not target.layer:
        raise UserError(IS_REGISTER, path=path, layer=suggestion)
    with reading(path) as connection:
        reason = layer_obstacle(connection, target.layer)
    if reason:
        raise UserError(FILE_UNWRITABLE, path=path, reason=reason)

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
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorFileWriter,
)

from ..core.declaration import Algorithm, NewLayer, Page, Raster, Rows
from ..core.parameters import FileOutput
from ..core.texts import Text

LOGGER = logging.getLogger(__name__)
UNWRITABLE = Text(
    "Hasil tidak dapat ditulis ke {path}: {reason}. Pilih folder atau format lain.",
    "The result cannot be written to {path}: {reason}. Choose another folder or format.",
)
NO_FOLDER = Text("folder {folder} tidak ada", "the folder {folder} does not exist")
READ_ONLY = Text("tidak ada izin menulis", "there is no permission to write")
DATABASE = re.compile(r"ogr:dbname='(?P<path>[^']+)'")


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


def file_of(value: Any) -> Optional[str]:
    """The file that a destination parameter names, or None for temporary layers, databases and the like."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if not isinstance(value, str) or value in ("", QgsProcessing.TEMPORARY_OUTPUT):
        return None
    database = DATABASE.match(value)
    if database:
        return database.group("path")
    return None if re.match(r"[a-z]{2,}:", value) else value.partition("|")[0]


def unwritable_destination(algorithm: Algorithm, parameters: Mapping[str, Any]) -> Optional[Text]:
    """Why one of the results could not be written, found before anything is computed; or None."""
    wanted = [each.id for each in algorithm.parameters if isinstance(each, FileOutput)]
    wanted += [each.id for each in algorithm.outputs if isinstance(each, (Rows, NewLayer, Raster, Page))]
    for each in wanted:
        path = file_of(parameters.get(each))
        reason = _obstacle(path) if path else None
        if reason:
            return UNWRITABLE.format(path=path, reason=reason)
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


def _obstacle(path: str) -> Optional[Text]:
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        return NO_FOLDER.format(folder=folder)
    target = path if os.path.exists(path) else folder
    return None if os.access(target, os.W_OK) else READ_ONLY

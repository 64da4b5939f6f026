"""Where a register lies for QGIS: a GeoPackage, or the schema of a database that several offices share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import partial
from pathlib import Path
from typing import Callable, Dict, List, Tuple

from qgis.core import (
    QgsDataSourceUri,
    QgsExpression,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.errors import UserError
from ..core.register.create_register import OPERATION as CREATE_REGISTER
from ..core.register.geopackage import reading
from ..core.register.home_province import home_province
from ..core.register.postgis.tables import SCHEMA
from ..core.register.region_choices import RegionChoice, regions_within
from ..core.texts import Text

FILE, DATABASE = "ogr", "postgres"
"""The providers of QGIS that read registers."""
REGIONS = "ref_wilayah"
IN_FILE = Text("berkas {name}", "the file {name}")
NO_REGISTER = Text(
    "{path} bukan register yang dapat dibuka; pilih berkas GeoPackage yang dibuat dengan {algorithm}.",
    "{path} is no register that can be opened; choose a GeoPackage made with {algorithm}.",
)


class RegisterSource(ABC):
    """What must be known to show a register in QGIS.

    ``id``: tells it from other registers, as ``place_of`` gives it. ``name``: for the reader. ``origin``: what it is,
    within a sentence. ``folder``: an expression for the folder from which the paths of photos and files count.
    ``together``: whether its layers may be edited together; those of a database must not, for QGIS would not tell
    when each is saved, and ``gui/row_versions.py`` could not name the versions that were read.
    """

    provider: str
    together: bool
    id: str
    name: str
    origin: Text
    folder: str

    @abstractmethod
    def tables(self) -> Dict[str, QgsWkbTypes.Type]:
        """The tables and views that can be read, each with the kind of its geometry. UserError where there is none."""

    @abstractmethod
    def columns(self, table: str) -> List[str]:
        """The names of a table's columns. UserError where they cannot be read."""

    @abstractmethod
    def province(self) -> str:
        """The code of the province that it is about; "" without regions. UserError where it cannot be read."""

    @abstractmethod
    def source(self, table: str, subset: str = "") -> str:
        """By what QGIS opens a table, or those of its rows that ``subset`` asks for in SQL."""

    @abstractmethod
    def stored_source(self, table: str) -> str:
        """The same as a project file beside the register has it."""

    def layer(self, table: str, title: str, subset: str = "") -> QgsVectorLayer:
        """The table as a layer without any style."""
        options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
        return QgsVectorLayer(self.source(table, subset), title, self.provider, options)


class FileRegister(RegisterSource):
    """A register in a file."""

    provider, together = FILE, True
    folder = "file_path(layer_property(@layer, 'path'))"

    def __init__(self, path: Path) -> None:
        self.path, self.id, self.name = path, str(path), path.name
        self.origin = IN_FILE.format(name=path.name)
        self._tables: Dict[str, QgsWkbTypes.Type] = {}

    def tables(self) -> Dict[str, QgsWkbTypes.Type]:
        if not self._tables:
            found = QgsProviderRegistry.instance().querySublayers(self.id)
            self._tables = {details.name(): details.wkbType() for details in found}
        if not self._tables:
            raise UserError(NO_REGISTER, path=self.id, algorithm=CREATE_REGISTER.title)
        return self._tables

    def columns(self, table: str) -> List[str]:
        with reading(self.id) as connection:  # opening the layer would take twenty times as long
            return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]

    def province(self) -> str:
        return home_province(self.id)

    def source(self, table: str, subset: str = "") -> str:
        return f"{self.path}|layername={table}" + (f"|subset={subset}" if subset else "")

    def stored_source(self, table: str) -> str:
        return f"./{self.name}|layername={table}"


def place_of(layer: QgsMapLayer) -> Tuple[str, str]:
    """The id of the register and the table that a layer shows; "" for what it has not got."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != DATABASE:
        parts = QgsProviderRegistry.instance().decodeUri(FILE, layer.source())
        return str(parts.get("path") or ""), str(parts.get("layerName") or "")
    uri = QgsDataSourceUri(layer.source())
    return (uri.connectionInfo(False), uri.table()) if uri.schema() == SCHEMA else ("", "")


def is_in_file(layer: QgsMapLayer) -> bool:
    """Whether a layer shows a file, and not a table of a database."""
    return not isinstance(layer, QgsVectorLayer) or layer.providerType() == FILE


def folder_of(layer: QgsVectorLayer) -> Path:
    """The folder from which the paths of photos and files count: the register's, or of a database the project's."""
    return Path(place_of(layer)[0]).parent if is_in_file(layer) else Path(QgsProject.instance().homePath())


def region_lister(layer: QgsVectorLayer) -> Callable[[str], List[RegionChoice]]:
    """What lists the regions inside a region of the layer's register, by name; the provinces for ""."""
    if is_in_file(layer):
        return partial(regions_within, place_of(layer)[0])
    uri = QgsDataSourceUri(place_of(layer)[0])
    uri.setDataSource(SCHEMA, REGIONS, "", "", "fid")
    options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
    return partial(_regions_in, QgsVectorLayer(uri.uri(False), REGIONS, DATABASE, options))


def _regions_in(regions: QgsVectorLayer, parent: str) -> List[RegionChoice]:
    inside = QgsExpression.createFieldEqualityExpression("induk", parent or None)
    request = QgsFeatureRequest().setFilterExpression(inside)
    request.setSubsetOfAttributes(["kode_dagri", "nama"], regions.fields())
    found = [(each["kode_dagri"], each["nama"]) for each in regions.getFeatures(request)]
    return sorted(found, key=lambda region: (region[1].lower(), region[0]))

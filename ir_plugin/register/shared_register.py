"""A register that several offices share, as one login finds it through a connection that QGIS has saved."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

from qgis.core import (
    QgsCredentials,
    QgsDataSourceUri,
    QgsException,
    QgsProviderConnectionException,
    QgsProviderRegistry,
    QgsWkbTypes,
)

from ..core.errors import UserError
from ..core.industry.schema import SCHEMA_VERSION
from ..core.register.home_province import province_queries
from ..core.register.postgis.tables import SCHEMA
from ..core.register.postgis.views import OPEN_VIEW, READABLE
from ..core.texts import Text
from .sources import DATABASE, REGIONS, RegisterSource

GEOMETRY, KEY = "geom", "fid"
NOT_READ = (QgsProviderConnectionException, QgsException)
"""What QGIS raises where a database cannot be read, the second in 3.22."""

IN_DATABASE = Text("basis data {name}", "the database {name}")
NO_CONNECTION = Text(
    "Tidak ada koneksi PostgreSQL bernama {name}; buat dahulu di panel Peramban QGIS (PostgreSQL, Koneksi Baru).",
    "There is no PostgreSQL connection named {name}; make it in the Browser panel of QGIS first (PostgreSQL, New "
    "Connection).",
)
UNREACHABLE = Text(
    "Basis data dari koneksi {name} tidak dapat dibaca; periksa koneksi, nama pengguna, dan sandinya.",
    "The database of the connection {name} cannot be read; check the connection, user name and password.",
)
NOTHING_SHARED = Text(
    "Koneksi {name} tidak memperlihatkan register bersama; minta administrator memeriksa basis data dan peran Anda "
    "(ir_provinsi, ir_kabupaten, ir_pembaca).",
    "The connection {name} shows no shared register; ask the administrator to check the database and your role "
    "(ir_provinsi, ir_kabupaten, ir_pembaca).",
)

OTHER_VERSION = Text(
    "Basis data dari koneksi {name} memakai tabel versi {found}, plugin ini versi {own}; pakai plugin yang seversi "
    "dengan basis data itu.",
    "The database of the connection {name} has tables of version {found}, this plugin of version {own}; use the plugin "
    "that fits the database.",
)
_VERSION = "SELECT nilai FROM ir.register_info WHERE kunci = 'versi_skema'"


class SharedRegister(RegisterSource):
    """The schema of a shared register. What it gives to layers holds no password, which nobody is to find in a file;
    QGIS asks for it, unless it is kept in an authentication configuration or where libpq looks for it."""

    provider, together = DATABASE, False
    folder = "@project_folder"

    def __init__(self, connection: str) -> None:
        """connection: the name under which QGIS has saved it. UserError where there is none."""
        self._connection = QgsProviderRegistry.instance().providerMetadata(DATABASE).findConnection(connection)
        if self._connection is None:
            raise UserError(NO_CONNECTION, name=connection)
        self._saved_as = connection
        self._uri = _without_password(QgsDataSourceUri(self._connection.uri()))
        self.id, self.name = self._uri.connectionInfo(False), self._uri.database() or connection
        self.origin = IN_DATABASE.format(name=self.name)
        self._tables: Dict[str, QgsWkbTypes.Type] = {}

    def tables(self) -> Dict[str, QgsWkbTypes.Type]:
        if not self._tables:
            found = {name: _geometry(kind) for name, kind in self._ask(READABLE)}
            if not found:
                raise UserError(NOTHING_SHARED, name=self._saved_as)
            self._require_version()
            self._tables = found
        return self._tables

    def _require_version(self) -> None:
        found = "".join(f"{version}" for (version,) in self._ask(_VERSION)) or "?"
        if found != str(SCHEMA_VERSION):
            raise UserError(OTHER_VERSION, name=self._saved_as, found=found, own=SCHEMA_VERSION)

    def columns(self, table: str) -> List[str]:
        return list(self.layer(table, table).fields().names())

    def province(self) -> str:
        for query in province_queries(f"{SCHEMA}.{OPEN_VIEW}", f"{SCHEMA}.{REGIONS}"):
            found = self._ask(query)
            if found:
                return str(found[0][0])
        return ""

    def source(self, table: str, subset: str = "") -> str:
        uri, kind = QgsDataSourceUri(self._uri), self.tables()[table]
        is_spatial = kind != QgsWkbTypes.Type.NoGeometry
        uri.setDataSource(SCHEMA, table, GEOMETRY if is_spatial else "", subset, KEY)
        if is_spatial:
            uri.setWkbType(kind)
            uri.setSrid("4326")
        return str(uri.uri(False))

    def stored_source(self, table: str) -> str:
        return self.source(table)

    def _ask(self, query: str) -> List[Tuple[Any, ...]]:
        try:
            return [tuple(row) for row in self._connection.executeSql(query)]
        except NOT_READ:  # its words hold the password
            raise UserError(UNREACHABLE, name=self._saved_as) from None


def _without_password(uri: QgsDataSourceUri) -> QgsDataSourceUri:
    """The same without its password, which QGIS keeps in memory for the layers that will be opened."""
    bare = QgsDataSourceUri(uri)
    bare.setPassword("")
    if uri.password():
        QgsCredentials.instance().put(bare.connectionInfo(False), uri.username(), uri.password())
    return bare


def _geometry(kind: str) -> QgsWkbTypes.Type:
    """The kind of geometry that PostGIS calls ``geometry(Point,4326)``; none for ""."""
    return QgsWkbTypes.parseType(kind.partition("(")[2].partition(",")[0]) if kind else QgsWkbTypes.Type.NoGeometry

"""A shared register on a real server, and the people who work with it."""

from __future__ import annotations

from typing import Any, Callable, Iterator

import pytest
from postgres_server import PORT, Server, running_server
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsGui

from ir_plugin.core.declaration import Context
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.register.create_shared_register import OPERATION as SHARE
from ir_plugin.core.register.geopackage import insert, transaction
from ir_plugin.gui import row_versions

LOGINS = {
    "provinsi": "ir_provinsi",
    "bangka": "ir_kabupaten",
    "bangka2": "ir_kabupaten",
    "belitung": "ir_kabupaten",
    "pembaca": "ir_pembaca",
}
REGIONS = {"bangka": "19.01", "bangka2": "19.01", "belitung": "19.02"}

OWNER = {"pemilik_id": "0" * 8 + "-0000-4000-8000-00000000000{n}", "nama_lengkap": "Sari", "jenis_kelamin": "P"}
BUSINESS = {"usaha_id": "1" * 8 + "-0000-4000-8000-00000000000{n}", "nama_usaha": "Kemplang {n}"}
VILLAGES = ("19.01.01.1001", "19.02.01.1001", "19.01.01.1002")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server of the whole run."""
    yield from running_server()


def fill(path: str) -> None:
    """Three businesses with their owners: the first and the third in Bangka, the second in Belitung."""
    with transaction(path) as connection:
        for n, village in enumerate(VILLAGES, start=1):
            owner = {name: value.format(n=n) for name, value in OWNER.items()}
            business = {name: value.format(n=n) for name, value in BUSINESS.items()}
            business.update(kode_usaha=f"IR-{village[:2]}{village[3:5]}-000{n}", kode_desa=village)
            business["pemilik_id"] = owner["pemilik_id"]
            for table, row in (("ir_pemilik", owner), ("ir_usaha", business)):
                insert(connection, table, list(row), [list(row.values())])


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of a small register."""
    folder = tmp_path_factory.mktemp("shared")
    register, target = str(folder / "register.gpkg"), str(folder / "register.sql")
    CREATE.compute({"REGISTER": register}, Context())
    fill(register)
    SHARE.compute({"REGISTER": register, "SCRIPT": target}, Context(language="en"))
    return target


@pytest.fixture(scope="session")
def prototype(server: Server, script: str) -> str:
    """The name of a database made by the script, with logins for everybody."""
    server.create_database("contoh")
    server.psql("contoh", "-f", script)
    for login, role in LOGINS.items():
        server.psql("contoh", "-c", f"CREATE ROLE {login} LOGIN IN ROLE {role}")
    for login, region in REGIONS.items():
        server.psql("contoh", "-c", f"INSERT INTO ir.pengguna_wilayah VALUES ('{login}', '{region}')")
    return "contoh"


@pytest.fixture
def database(server: Server, prototype: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of a database that the test may change: a copy of the prototype."""
    server.psql("postgres", "-c", f"CREATE DATABASE kerja TEMPLATE {prototype}")
    yield "kerja"
    server.psql("postgres", "-c", "DROP DATABASE kerja WITH (FORCE)")


@pytest.fixture
def connect(server: Server, database: str) -> Iterator[Callable[[str], Any]]:
    """``connect(login)``: a connection of psycopg2 to the database of the test; each statement is a transaction."""
    import psycopg2  # python3-qgis brings it

    opened = []

    def connected(login: str) -> Any:
        connection = psycopg2.connect(server.dsn(database, login))
        connection.autocommit = True
        opened.append(connection)
        return connection.cursor()

    yield connected
    for each in opened:
        each.close()


@pytest.fixture
def watched(qgis_app: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A project whose shared layers are watched, as the plugin does it; an open form is found at once."""
    if not QgsGui.editorWidgetRegistry().factories():
        QgsGui.editorWidgetRegistry().initEditors()
    monkeypatch.setattr(row_versions, "FORMS_KEPT_SECONDS", 0)
    row_versions.start(QgsProject.instance())
    yield
    row_versions.stop(QgsProject.instance())
    QgsProject.instance().clear()


@pytest.fixture
def businesses(server: Server, database: str, watched: None) -> Callable[[str], QgsVectorLayer]:
    """``businesses(login)``: the layer of businesses in a session of QGIS of that login."""

    def opened(login: str) -> QgsVectorLayer:
        place = f"dbname='{database}' host={server.host} port={PORT} user='{login}'"
        source = f'{place} key=\'fid\' srid=4326 type=Point table="ir"."ir_usaha" (geom)'
        layer = QgsVectorLayer(source, login, "postgres")
        assert layer.isValid(), layer.error().message()
        QgsProject.instance().addMapLayer(layer)
        return layer

    return opened

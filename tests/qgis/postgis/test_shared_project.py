"""The project of a shared register: written for a login, opened, a form filled in and saved, read back by SQL."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, Callable, Dict, Iterator

import pytest
from form_driver import OpenForm, settle
from postgres_server import PORT, Server
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.form_layout import FORMS
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.postgis.access import is_open
from ir_plugin.core.register.postgis.views import OPEN_VIEW
from ir_plugin.core.register.shared_project import OPERATION
from ir_plugin.gui import editor_widgets, row_versions
from ir_plugin.processing.declared_algorithm import DeclaredAlgorithm
from ir_plugin.qgis_support.language import set_language
from ir_plugin.register.links import whole_tables
from ir_plugin.register.marks import layers_in, register_of, registers_in
from ir_plugin.register.shared_register import SharedRegister
from ir_plugin.register.sources import REGIONS

SOMEWHERE = QgsGeometry.fromPointXY(QgsPointXY(106.1, -2.1))
FIRST = "11111111-0000-4000-8000-000000000001"
RENAME = "UPDATE ir.ir_usaha SET nama_usaha = %s, versi_baris = versi_baris + 1 WHERE usaha_id = %s"
SECRET = "rahasia-sekali"
Connect = Callable[[str], Any]
Open = Callable[..., Dict[str, QgsVectorLayer]]


@pytest.fixture(autouse=True)
def _english(qgis_app: Any) -> Iterator[None]:
    set_language("en")
    yield
    set_language("")


@pytest.fixture
def saved(server: Server, database: str) -> Iterator[Callable[..., str]]:
    """``saved(login)`` saves a connection of that login in QGIS, and gives its name."""
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    names = []

    def save(login: str, password: str = "", place: str = database) -> str:
        secret = f" password='{password}'" if password else ""
        place = f"dbname='{place}' host={server.host} port={PORT} user='{login}'{secret}"
        settings = {"saveUsername": True, "savePassword": True, "estimatedMetadata": False}
        metadata.saveConnection(metadata.createConnection(place, settings), f"kantor {login}")
        names.append(f"kantor {login}")
        return names[-1]

    yield save
    for each in names:
        metadata.deleteConnection(each)


@pytest.fixture
def written(saved: Callable[..., str], tmp_path: Path) -> Callable[..., Path]:
    """``written(login)`` runs the algorithm for a login and gives the path of the project."""

    def write(login: str, password: str = "") -> Path:
        target = tmp_path / f"{login}.qgz"
        algorithm, context = DeclaredAlgorithm(OPERATION), QgsProcessingContext()
        given = {"CONNECTION": saved(login, password), "OUTPUT": str(target)}
        results, passed = algorithm.create().run(given, context, QgsProcessingFeedback())
        assert passed and results["OUTPUT"] == str(target)
        return target

    return write


@pytest.fixture
def opened(written: Callable[..., Path]) -> Iterator[Open]:
    """``opened(login)``: the layers by table in that login's project, opened with the plugin at work."""
    project = QgsProject.instance()
    editor_widgets.start()
    row_versions.start(project)

    def open_project(login: str, password: str = "") -> Dict[str, QgsVectorLayer]:
        assert project.read(str(written(login, password)))
        register = register_of(next(iter(project.mapLayers().values())))
        assert {register_of(each) for each in project.mapLayers().values()} == {register}
        assert all(each.isValid() for each in layers_in(project, register))
        return whole_tables(project, register)

    yield open_project
    row_versions.stop(project)
    editor_widgets.stop()
    settle()
    project.clear()


def one(cursor: Any, query: str, *values: Any) -> Any:
    cursor.execute(query, values)
    return cursor.fetchone()


def test_an_office_fills_in_the_form_of_a_business(opened: Open, connect: Connect) -> None:
    layers = opened("bangka")
    assert set(FORMS) < set(layers) and "log_perubahan" not in layers
    assert {table for table, layer in layers.items() if not layer.readOnly()} == set(FORMS)
    form = OpenForm(layers["ir_usaha"], at=SOMEWHERE)
    try:
        form.fill("nama_usaha", "Kemplang Bu Rini")
        form.fill("kode_desa", "19.01.01.1002")
        assert form.value("kode_usaha") == "IR-1901-0004"
        form.fill("lapangan_usaha", "IND")
        form.press_ok()
    finally:
        form.close()
    query = "SELECT nama_usaha, kode_desa, dibuat_oleh, st_x(geom) FROM ir.ir_usaha WHERE kode_usaha = 'IR-1901-0004'"
    assert one(connect("bangka2"), query) == ("Kemplang Bu Rini", "19.01.01.1002", "bangka", 106.1)


def test_the_lists_of_regions_follow_each_other(opened: Open) -> None:
    form = OpenForm(opened("bangka")["ir_usaha"], at=SOMEWHERE)
    try:
        province, regency, district, village = form.wrappers["kode_desa"].widget().lists
        assert province.isHidden() and regency.count() == 8
        form.fill("kode_desa", "19.01.01.1001")
        assert (regency.currentText(), district.currentText(), village.currentText()) == (
            "Bangka",
            "Sungailiat",
            "Sungailiat",
        )
    finally:
        form.close()


def test_the_class_is_computed_while_somebody_answers(opened: Open, connect: Connect) -> None:
    form = OpenForm(opened("bangka")["ir_pengamatan"], given={"usaha_id": FIRST})
    try:
        for name, value in (("bulan_produksi", 12), ("pola_produksi", "KON"), ("modal_kerja", 30_000_000)):
            form.fill(name, value)
        assert form.wrappers["kelas_hitung"].widget().text() == "IR-3 Advanced"
        form.fill("kanal_pasar", "{LGS,WRG}")
        form.press_ok()
    finally:
        form.close()
    query = "SELECT kelas_hitung, modal_kerja, kanal_pasar FROM ir.ir_pengamatan WHERE usaha_id = %s"
    assert one(connect("bangka"), query, FIRST) == ("3", 30_000_000, "{LGS,WRG}")


def test_a_stale_save_is_refused_in_the_project(opened: Open, connect: Connect) -> None:
    layer = opened("bangka")["ir_usaha"]
    form = OpenForm(layer, next(layer.getFeatures(f"usaha_id = '{FIRST}'")))
    try:
        connect("bangka2").execute(RENAME, ("Mereka", FIRST))
        form.fill("nama_usaha", "Kami")
        with pytest.raises(AssertionError, match="changed by bangka2 at"):
            form.press_ok()
        assert layer.isModified()
    finally:
        form.close()
    query = "SELECT nama_usaha, versi_baris FROM ir.ir_usaha WHERE usaha_id = %s"
    assert one(connect("bangka"), query, FIRST) == ("Mereka", 2)
    form = OpenForm(layer, next(layer.getFeatures(f"usaha_id = '{FIRST}'")))
    try:
        form.fill("nama_usaha", "Kami")
        form.press_ok()
    finally:
        form.close()
    assert one(connect("bangka"), query, FIRST) == ("Kami", 3)


def test_a_viewer_gets_open_tables_to_look_at(opened: Open) -> None:
    layers = opened("pembaca")
    assert set(layers) == {table.name for table in TABLES.values() if is_open(table)} - {REGIONS} | {OPEN_VIEW}
    project = QgsProject.instance()
    assert all(layer.readOnly() and not layer.startEditing() for layer in project.mapLayers().values())
    assert project.layerTreeRoot().findLayer(layers[OPEN_VIEW].id()).isVisible()
    assert project.mapThemeCollection().mapThemes() == ["Overview"]
    assert not project.relationManager().relations()


def test_the_province_reads_the_log_but_nobody_edits_it(opened: Open) -> None:
    layers = opened("provinsi")
    assert layers["log_perubahan"].readOnly() and not layers["log_perubahan"].startEditing()
    relations = QgsProject.instance().relationManager().relations()
    assert all(each.isValid() for each in relations.values()) and "ir_usaha__ir_produk__usaha_id" in relations


def test_a_photo_is_looked_for_beside_the_project(opened: Open, tmp_path: Path) -> None:
    form = OpenForm(opened("bangka")["ir_foto"])
    try:
        form.fill("berkas", str(tmp_path / "foto" / "a.png"))
        assert form.value("berkas") == "foto/a.png"
    finally:
        form.close()
    layer = form.layer
    setup = layer.editorWidgetSetup(layer.fields().indexOf("berkas")).config()
    root = setup["PropertyCollection"]["properties"]["propertyRootPath"]["expression"]
    scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    assert QgsExpression(root).evaluate(QgsExpressionContext(scopes)) == str(tmp_path)


@pytest.mark.skipif(not hasattr(Qgis, "TransactionMode"), reason="QGIS edits layers together since 3.26")
def test_each_layer_is_edited_by_itself(opened: Open) -> None:
    layers = opened("bangka")
    assert QgsProject.instance().transactionMode() == Qgis.TransactionMode.Disabled
    assert layers["ir_usaha"].startEditing() and not layers["ir_pemilik"].isEditable()
    layers["ir_usaha"].rollBack()


def test_the_dock_does_not_take_a_database_for_a_file(opened: Open) -> None:
    opened("bangka")
    assert registers_in(QgsProject.instance()) == []


@pytest.fixture
def password(server: Server, database: str, connect: Connect) -> str:
    """The password of the login ``bersandi``, without which the server lets nobody in under that name."""
    cursor = connect("postgres")
    cursor.execute("CREATE ROLE bersandi LOGIN PASSWORD %s IN ROLE ir_kabupaten", (SECRET,))
    cursor.execute("INSERT INTO ir.pengguna_wilayah VALUES ('bersandi', '19.01')")
    (rules,) = one(cursor, "SHOW hba_file")
    lines = "(VALUES ('local all bersandi scram-sha-256'), ('local all all trust'))"
    cursor.execute(f"COPY {lines} TO '{rules}'")
    cursor.execute("SELECT pg_reload_conf()")
    return SECRET


def test_no_password_comes_into_the_project(opened: Open, saved: Callable[..., str], password: str) -> None:
    with pytest.raises(UserError, match="cannot be read; check the connection, user name and password"):
        SharedRegister(saved("bersandi", "salah")).tables()
    layers = opened("bersandi", password)
    assert len(list(layers["ir_usaha"].getFeatures())) == 2
    target = Path(QgsProject.instance().fileName())
    assert QgsProject.instance().write(str(target.with_name("lagi.qgs")))
    with zipfile.ZipFile(target) as parts:
        texts = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    texts.append(target.with_name("lagi.qgs").read_text(encoding="utf-8"))
    assert "bersandi" in texts[-1] and not any(SECRET in text for text in texts)


def test_a_database_of_another_version_is_not_opened(saved: Callable[..., str], connect: Connect) -> None:
    connect("postgres").execute("UPDATE ir.register_info SET nilai = '3' WHERE kunci = 'versi_skema'")
    for login in ("bangka", "pembaca"):
        with pytest.raises(UserError, match="has tables of version 3, this plugin of version 2; use the plugin"):
            SharedRegister(saved(login)).tables()


def test_what_is_wrong_with_a_connection_is_said(server: Server, saved: Callable[..., str]) -> None:
    with pytest.raises(UserError, match="There is no PostgreSQL connection named tiada"):
        SharedRegister("tiada")
    with pytest.raises(UserError, match="shows no shared register; ask the administrator"):
        SharedRegister(saved("postgres", place="postgres")).tables()
    with pytest.raises(UserError, match="cannot be read; check the connection"):
        SharedRegister(saved("bangka", place="tiada")).tables()

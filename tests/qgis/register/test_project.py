"""The project of a register: everything in its place, in both languages, and nothing missing when it is moved."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Iterator

import pytest
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ir_plugin.cartography.register_styles import dress
from ir_plugin.cartography.styles import theme_shown
from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.register import create_register, import_boundaries
from ir_plugin.core.register.run_records import write_record
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import Text
from ir_plugin.qgis_support.geometry_engine import QgisGeometryEngine
from ir_plugin.register.project import write_project
from ir_plugin.register.sources import FileRegister

VILLAGES = ("19.01.01.1001", "19.01.01.1002", "19.02.01.1001", "19.71.01.1004")


def square(position: int) -> QgsGeometry:
    """One of a row of squares in the province."""
    return QgsGeometry.fromRect(QgsRectangle(105.5 + position * 0.4, -3.0, 105.9 + position * 0.4, -2.6))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with boundaries and the result of one run."""
    path = tmp_path / "kantor" / "register.gpkg"
    path.parent.mkdir()
    context = Context(geometry=QgisGeometryEngine())
    create_register.compute({"REGISTER": str(path)}, context)
    wkb = [square(position).asWkb().data() for position in range(len(VILLAGES))]
    boundaries = Layer(wkb, {"kode": VILLAGES}, name="batas")
    import_boundaries.compute({"REGISTER": str(path), "INPUT": boundaries, "SOURCE": "Batas percobaan"}, context)
    add_result(path, "titik_panas")
    paragraph = Text("Paragraf metode.", "Methods paragraph.")
    write_record(str(path), RunRecord("hotspotgetisord", {"ALPHA": 0.05}, 4, 0, "0" * 64, paragraph), "titik_panas")
    return path


def add_result(register: Path, table: str) -> None:
    """Writes a layer of hot spots into the register, as the algorithm does."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=gi_kelas:string", table, "memory")
    features = []
    for position, value in enumerate(("panas", "dingin", "tidak_signifikan", "tidak_signifikan")):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([value])
        feature.setGeometry(square(position))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = table
    options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    written = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(register), QgsCoordinateTransformContext(), options)
    assert written[0] == QgsVectorFileWriter.WriterError.NoError


@pytest.fixture
def opened(register: Path) -> Iterator[QgsProject]:
    """The Indonesian project, read again from its file after the folder was moved."""
    write_project(FileRegister(register), register.parent / "klaster.qgz", "id", dress).clear()
    elsewhere = register.parent.with_name("kantor lain")
    shutil.move(str(register.parent), str(elsewhere))
    project = QgsProject()
    assert project.read(str(elsewhere / "klaster.qgz"))
    yield project
    project.clear()


def test_no_layer_is_missing_after_the_folder_was_moved(opened: QgsProject) -> None:
    layers = list(opened.mapLayers().values())
    assert len(layers) > 20
    assert [layer.name() for layer in layers if not layer.isValid()] == []


def test_the_tree_has_its_groups_in_order(opened: QgsProject) -> None:
    groups = {group.name(): [node.name() for node in group.children()] for group in opened.layerTreeRoot().children()}
    assert list(groups) == [
        "Industri rumahan",
        "Batas wilayah",
        "Hasil analisis",
        "Tabel pendataan",
        "Tabel rujukan dan catatan",
    ]
    assert groups["Batas wilayah"] == ["Batas kabupaten/kota", "Batas kecamatan", "Batas desa/kelurahan"]
    assert groups["Hasil analisis"] == ["Titik panas dan titik dingin"]
    assert groups["Industri rumahan"][0] == "Industri rumahan"


def layer_named(project: QgsProject, name: str, table: str) -> QgsVectorLayer:
    """The layer of this name on this table."""
    return next(layer for layer in project.mapLayersByName(name) if f"layername={table}" in layer.source())


def test_results_and_boundaries_are_styled_and_say_where_they_are_from(opened: QgsProject) -> None:
    result = layer_named(opened, "Titik panas dan titik dingin", "titik_panas")
    assert theme_shown(result).id == "titik_panas"
    assert result.metadata().abstract() == "Paragraf metode."
    regencies = layer_named(opened, "Batas kabupaten/kota", "ref_wilayah")
    assert regencies.labelsEnabled()
    assert regencies.metadata().rights() == ["Batas percobaan"]
    assert len(list(regencies.getFeatures())) == 7


def test_fields_have_their_labels_and_codes_their_words(opened: QgsProject) -> None:
    businesses = layer_named(opened, "Usaha (untuk disunting)", "ir_usaha")
    index = businesses.fields().lookupField("status_usaha")
    assert businesses.attributeAlias(index) == "Status usaha"
    widget = businesses.editorWidgetSetup(index)
    assert widget.type() == "ValueMap"
    assert widget.config()["map"][0] == {"Aktif": "AKT"}


def test_the_project_is_made_for_the_province(opened: QgsProject) -> None:
    assert opened.crs().authid() == "EPSG:23834"
    assert opened.title() == opened.metadata().title() != ""
    assert opened.metadata().author() == "Klaster IR"
    view = opened.viewSettings().defaultViewExtent()
    assert view.crs().authid() == "EPSG:23834"
    assert view.width() > 150_000  # four squares of 0.4 degrees


def test_the_file_holds_no_path_of_this_machine(register: Path) -> None:
    target = register.parent / "klaster.qgz"
    write_project(FileRegister(register), target, "id", dress).clear()
    with zipfile.ZipFile(target) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".qgs"))
    assert str(register.parent) not in text
    assert sorted(path.name for path in register.parent.iterdir()) == ["klaster.qgz", "register.gpkg"]


def test_another_register_in_the_working_folder_is_not_taken(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / register.name).write_bytes(b"another")
    monkeypatch.chdir(tmp_path / "work")
    target = register.parent / "klaster.qgz"
    write_project(FileRegister(register), target, "id", dress).clear()
    assert Path.cwd() == tmp_path / "work"
    project = QgsProject()
    assert project.read(str(target))
    layer = project.mapLayersByName("Batas desa/kelurahan")[0]
    assert Path(layer.source().partition("|")[0]) == register
    project.clear()


def test_english(register: Path) -> None:
    project = write_project(FileRegister(register), register.parent / "klaster.qgz", "en", dress)
    names = [group.name() for group in project.layerTreeRoot().children()]
    assert names == ["Home industries", "Boundaries", "Results", "Survey tables", "Reference tables and logs"]
    assert project.mapLayersByName("Hot and cold spots")
    project.clear()


def test_two_results_of_a_theme_are_told_apart(register: Path) -> None:
    add_result(register, "titik_panas_2024")
    project = write_project(FileRegister(register), register.parent / "klaster.qgz", "id", dress)
    group = project.layerTreeRoot().findGroup("Hasil analisis")
    assert [(node.name(), node.isVisible()) for node in group.children()] == [
        ("Titik panas dan titik dingin", True),
        ("Titik panas dan titik dingin (2024)", False),
    ]
    project.clear()


def test_no_register_and_no_folder_are_refused(register: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_project(FileRegister(tmp_path / "none.gpkg"), tmp_path / "klaster.qgz", "id", dress)
    assert "bukan register" in refused.value.sentence.id
    with pytest.raises(UserError) as refused:
        write_project(FileRegister(register), tmp_path / "missing" / "klaster.qgz", "id", dress)
    assert "tidak dapat ditulis" in refused.value.sentence.id
    assert not (tmp_path / "klaster.qgz").exists()

"""Forms in files: what a project and a register keep asks for nothing that QGIS alone and QField do not have."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Dict, Iterator, List, Tuple

import pytest
from form_driver import OpenForm, settle
from qgis.core import QgsEditFormConfig, QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QTableWidget

from ir_plugin.cartography.register_styles import dress
from ir_plugin.core.industry.form_layout import FORMS
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.register_project import OPERATION
from ir_plugin.gui import editor_widgets
from ir_plugin.processing.declared_algorithm import DeclaredAlgorithm
from ir_plugin.register.form_layers import keep_forms
from ir_plugin.register.links import whole_tables
from ir_plugin.register.sources import FileRegister
from tests.core.industry.parity_cases import good_row

Layers = Dict[str, QgsVectorLayer]


@pytest.fixture
def plain(project: Path, filled_register: Path) -> Iterator[Layers]:
    """The register's project in a QGIS without the plugin."""
    assert QgsProject.instance().read(str(project))
    yield whole_tables(QgsProject.instance(), str(filled_register))
    settle()
    QgsProject.instance().clear()


def styles(register: Path) -> List[Tuple[str, str, int]]:
    with closing(sqlite3.connect(register)) as connection:
        return connection.execute(
            "SELECT f_table_name, styleQML, useAsDefault FROM layer_styles ORDER BY f_table_name"
        ).fetchall()


def widget(layer: QgsVectorLayer, field: str) -> str:
    return str(layer.editorWidgetSetup(layer.fields().indexOf(field)).type())


def test_a_project_saved_in_the_window_keeps_the_widgets_of_qgis(layers: Layers, filled_register: Path) -> None:
    assert widget(layers["ir_usaha"], "kode_desa") == "KlasterIrRegion"
    target = filled_register.with_name("disimpan.qgs")
    assert QgsProject.instance().write(str(target))
    text = target.read_text(encoding="utf-8")
    assert 'type="ValueRelation"' in text and 'type="KlasterIr' not in text
    assert str(filled_register.parent) not in text
    assert widget(layers["ir_usaha"], "kode_desa") == "KlasterIrRegion"


def test_the_plugin_leaves_the_widgets_of_qgis_behind(layers: Layers) -> None:
    editor_widgets.stop()
    kinds = {field: widget(layers["ir_pengamatan"], field) for field in ("kanal_pasar", "omzet_bulan", "kelas_hitung")}
    assert kinds == {"kanal_pasar": "ValueRelation", "omzet_bulan": "TextEdit", "kelas_hitung": "ValueMap"}
    assert widget(layers["ir_usaha"], "kode_desa") == "ValueRelation"
    editor_widgets.start()


@pytest.mark.parametrize("new", [True, False])
def test_qgis_alone_writes_a_set_as_the_register_does(plain: Layers, filled_register: Path, new: bool) -> None:
    layer = plain["ir_pengamatan"]
    answers = {**good_row(TABLES["ir_pengamatan"], 1), "kanal_pasar": None, "jangkauan_pasar": None}
    if not new:
        made = OpenForm(layer, given=answers)
        made.press_ok()
        made.close()
    form = OpenForm(layer, given=answers) if new else OpenForm(layer, next(layer.getFeatures()))
    try:
        tick(form, "kanal_pasar", ("Langsung di rumah", "Pameran"))
        tick(form, "jangkauan_pasar", ())
        if not new:
            tick(form, "jangkauan_pasar", ())
        form.press_ok()
    finally:
        form.close()
    with closing(sqlite3.connect(filled_register)) as connection:
        assert connection.execute("SELECT kanal_pasar, jangkauan_pasar FROM ir_pengamatan").fetchall() == [
            ("{LGS,PAM}", None)
        ]


def tick(form: OpenForm, field: str, wanted: Tuple[str, ...]) -> None:
    """Ticks the words in QGIS's own list, and another one that is taken back."""
    shown = form.wrappers[field].widget()
    table = shown if isinstance(shown, QTableWidget) else shown.findChild(QTableWidget)
    items = [table.item(line, column) for line in range(table.rowCount()) for column in range(table.columnCount())]
    for item in filter(None, items):
        item.setCheckState(Qt.CheckState.Checked)
        item.setCheckState(Qt.CheckState.Checked if item.text() in wanted else Qt.CheckState.Unchecked)
    settle()


def test_the_register_keeps_its_forms(qgis_app: object, filled_register: Path) -> None:
    for _ in range(2):
        keep_forms(FileRegister(filled_register), "id", dress)
    kept = styles(filled_register)
    assert [(table, default) for table, _, default in kept] == [(table, 1) for table in sorted(FORMS)]
    assert not any(str(filled_register.parent) in text for _, text, _ in kept)
    assert sorted(os.listdir(filled_register.parent)) == ["register.gpkg"]
    layer = QgsVectorLayer(f"{filled_register}|layername=ir_pemilik", "register — ir_pemilik", "ogr")
    config = layer.editFormConfig()
    assert config.layout() == QgsEditFormConfig.EditorLayout.TabLayout
    assert [tab.name() for tab in config.tabs()] == ["Data diri", "Teknologi dan kontak", "Catatan"]
    form = OpenForm(layer, given=good_row(TABLES["ir_pemilik"], 1))
    try:
        form.fill("nik", "1")
        assert not form.ok.isEnabled() and form.told() == "NIK harus berbentuk 16 angka."
        form.fill("nik", "1901010101800001")
        form.press_ok()
    finally:
        form.close()
    del layer, form


def test_the_photo_is_found_from_the_register(plain: Layers, filled_register: Path) -> None:
    answers = {**good_row(TABLES["ir_foto"], 1), "berkas": None}
    form = OpenForm(plain["ir_foto"], given=answers)
    try:
        file_widget = form.wrappers["berkas"].widget().fileWidget()
        assert Path(file_widget.defaultRoot()) == filled_register.parent
        file_widget.setFilePath(str(filled_register.parent / "foto" / "a.jpg"))
        settle()
        assert file_widget.relativePath(str(filled_register.parent / "foto" / "a.jpg"), True) == "foto/a.jpg"
    finally:
        form.close()


def run(register: Path, output: Path) -> Tuple[Dict[str, str], str]:
    """registerproject as QGIS runs it: its results and its log."""
    feedback = QgsProcessingFeedback()
    algorithm = DeclaredAlgorithm(OPERATION).create({})
    settings = {"REGISTER": str(register), "OUTPUT": str(output)}
    results, good = algorithm.run(settings, QgsProcessingContext(), feedback)
    assert good, feedback.textLog()
    return results, feedback.textLog()


def test_registerproject_writes_project_and_forms(language: str, filled_register: Path) -> None:
    results, log = run(filled_register, filled_register.with_name("klaster.qgz"))
    assert results["OUTPUT"] == str(filled_register.with_name("klaster.qgz"))
    assert [table for table, _, _ in styles(filled_register)] == sorted(FORMS)
    with zipfile.ZipFile(results["OUTPUT"]) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".qgs"))
    assert str(filled_register.parent) not in text
    assert "visibility-preset" in text and "ir_usaha__ir_produk__usaha_id" in text
    assert "folder register" not in log


def test_registerproject_elsewhere_says_what_to_do(language: str, filled_register: Path, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    _, log = run(filled_register, tmp_path / "lain" / "klaster.qgz")
    assert "Proyek tidak berada di folder register" in log


def test_no_register_is_refused(qgis_app: object, tmp_path: Path) -> None:
    (tmp_path / "lain.gpkg").write_bytes(b"")
    feedback = QgsProcessingFeedback()
    settings = {"REGISTER": str(tmp_path / "lain.gpkg"), "OUTPUT": str(tmp_path / "klaster.qgz")}
    _, good = DeclaredAlgorithm(OPERATION).create({}).run(settings, QgsProcessingContext(), feedback)
    assert not good and not (tmp_path / "klaster.qgz").exists()

"""An analyst's first day, worked in a QGIS window: from the start page to an explained village and a saved project."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, List

from driver import (
    Protocol,
    choose,
    click,
    click_on_map,
    dialog,
    dock,
    meanwhile,
    messages,
    named,
    open_tab,
    press,
    type_into,
    wait_until,
    words_in,
)
from form_driver import choose_village, line_in, wrappers_of
from qgis.core import QgsCoordinateTransform, QgsProject
from qgis.gui import QgsAttributeDialog
from qgis.PyQt.QtWidgets import QComboBox, QDialogButtonBox, QFileDialog, QLineEdit, QTextBrowser
from qgis.utils import iface, plugins

PERIOD, RULE, HOT_SPOTS = "2025", "Q04", "titik_panas"
BUSINESS, NEW_NAME = "IR-1901-0097", "Kemplang Ibu Siti"


def main(protocol: Protocol) -> None:
    """The whole day in its order."""
    open_sample(protocol)
    import_workbook(protocol)
    fix_a_finding(protocol)
    edit_a_form(protocol)
    find_hot_spots(protocol)
    explain_a_village(protocol)
    save_project(protocol)


def workspace() -> Any:
    return plugins["ir_plugin"].desktop.workspace


def open_sample(protocol: Protocol) -> None:
    press("Coba dengan data contoh", dock())
    protocol.note("register", str(wait_until(lambda: workspace().register, "a register")))


def import_workbook(protocol: Protocol) -> None:
    from ir_plugin.gui.import_dialog import ImportDialog
    from ir_plugin.qgis_support.paths import sample_folder

    open_tab("Data", dock())
    press("Impor survei ...", dock())
    box = dialog(ImportDialog)
    type_into(box.file.lineEdit(), str(sample_folder() / "survei_ir_2025.xlsx"))
    type_into(box.period, PERIOD)
    press("Lihat dahulu", box)
    told = named("Yang akan terjadi", QTextBrowser, box)
    protocol.note("would_happen", wait_until(told.toPlainText, "the dry run"))
    protocol.note("imported", told_by(lambda: press("Impor", box)))


def fix_a_finding(protocol: Protocol) -> None:
    """The village of a business is not that in which its point lies: the proposed one is chosen in its form."""
    protocol.note("checked", told_by(lambda: press("Periksa", dock())))
    open_tab("Temuan", dock())
    choose(named("Aturan", QComboBox, dock()), RULE)
    protocol.note("finding", named("Temuan yang dipilih", QTextBrowser, dock()).toPlainText())
    finding = current_finding()
    press("Buka formulir", dock())
    box = dialog(QgsAttributeDialog)
    choose_village(answer_of(box, "kode_desa").widget().lists, finding.proposal)
    save(box)
    protocol.note("fixed", [finding.row, finding.proposal])
    open_tab("Data", dock())
    protocol.note("checked_again", told_by(lambda: press("Periksa", dock())))


def current_finding() -> Any:
    """Key and proposal are behind the words."""
    from ir_plugin.gui.data_page import DataPage

    return dock().page(DataPage).findings.current()


def told_by(begin: Callable[[], None]) -> List[str]:
    """What an operation says at its end."""
    operations = workspace().operations
    begin()
    wait_until(lambda: operations.running, "the beginning of an operation")
    wait_until(lambda: not operations.running, "the end of an operation")
    return [each.sentence for each in operations.notes]


def edit_a_form(protocol: Protocol) -> None:
    """A business gets another name."""
    open_tab("Layer", dock())
    type_into(named("Cari usaha, pemilik, produk, desa", QLineEdit, dock()), BUSINESS)
    wait_until(lambda: workspace().filter.text == BUSINESS, "the filter")
    press("Sunting usaha yang dipilih", dock())
    box = dialog(QgsAttributeDialog)
    type_into(line_in(answer_of(box, "nama_usaha").widget()), NEW_NAME)
    save(box)
    protocol.note("business", BUSINESS)
    protocol.note("name", NEW_NAME)
    press("Hapus semua saringan", dock())
    wait_until(lambda: not workspace().filter, "the end of the filter")


def answer_of(box: QgsAttributeDialog, field: str) -> Any:
    """The widget of a field, once the form has it."""
    form = box.attributeForm()
    return wait_until(lambda: wrappers_of(form, form.layer()).get(field), field)


def save(box: QgsAttributeDialog) -> None:
    """OK in the form, and the button of the panel that writes into the register."""
    click(box.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok))
    open_tab("Layer", dock())
    press("Simpan", dock())
    wait_until(lambda: "Suntingan disimpan." in messages(), "the word that it is saved")
    iface.messageBar().clearWidgets()


def find_hot_spots(protocol: Protocol) -> None:
    open_tab("Analisis", dock())
    press("Jalankan", dock())
    wait_until(lambda: workspace().runs.is_running, "the beginning of the run")
    wait_until(lambda: not workspace().runs.is_running, "the end of the run")
    result = workspace().layer(HOT_SPOTS)
    classes = [each.value() for each in result.renderer().categories()]
    protocol.note("result", [result.name(), result.featureCount(), classes])


def explain_a_village(protocol: Protocol) -> None:
    """A click on a hot spot."""
    press("Jelaskan sebuah desa", dock())
    canvas, result = iface.mapCanvas(), workspace().layer(HOT_SPOTS)
    village = next(each for each in result.getFeatures() if each["gi_kelas"] == "panas")
    to_map = QgsCoordinateTransform(result.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
    click_on_map(canvas, to_map.transform(village.geometry().pointOnSurface().asPoint()))
    told = wait_until(lambda: [each for each in words_in(dock()) if village["nama"] in each], "the explanation")
    protocol.note("explained", [village["nama"], *told])


def save_project(protocol: Protocol) -> None:
    path = Path(workspace().register).with_name("klaster.qgz")

    def name_it() -> None:
        box = dialog(QFileDialog)
        box.findChild(QLineEdit).setText(str(path))  # typed, a list of names would open over the button
        click(box.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save))

    meanwhile(name_it)
    iface.actionSaveProject().trigger()
    protocol.note("project", str(path))

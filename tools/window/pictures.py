"""Pictures of every page of the window, taken in QGIS itself; started by ``screenshots``."""

from __future__ import annotations

import datetime
import os
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Callable

from album import Album
from driver import (
    Protocol,
    choose,
    click,
    click_on_map,
    dialog,
    dock,
    idle,
    meanwhile,
    named,
    open_tab,
    press,
    type_into,
    wait_until,
    words_in,
)
from qgis.core import QgsCoordinateTransform, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsAttributeDialog
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QComboBox, QDockWidget, QTabWidget, QTextBrowser, QWidget
from qgis.utils import iface, plugins

WIDTHS = [230, 400]
FORM = (980, 620)
WORKBOOK, PERIOD = "survei_ir_2025.xlsx", "2025"
REGENCY, A_CLASS = "19.01", "2"
A_BUSINESS = "IR-1902-0041"
A_BAD_YEAR = 1200
A_PLACE = QgsPointXY(106.12, -1.86)
HOT_SPOTS = "titik_panas"


def main(protocol: Protocol) -> None:
    """All pictures in the language of the profile."""
    from ir_plugin.qgis_support.language import language

    album = Album(Path(os.environ["KLASTER_IR_PICTURES"]), language())
    stop_the_clock()
    QApplication.setCursorFlashTime(0)
    iface.mainWindow().findChild(QDockWidget, "Browser").hide()
    docks = [iface.mainWindow().findChild(QDockWidget, "Layers"), dock()]
    iface.mainWindow().resizeDocks(docks, WIDTHS, Qt.Orientation.Horizontal)
    for each in (start, forms, hot_spots, history, publishing, filtering, data, dialogs):
        each(album)
        iface.messageBar().clearWidgets()


def stop_the_clock() -> None:
    """Runs are always of the same minutes, so that their pictures stay the same."""
    from ir_plugin.core import run_record
    from ir_plugin.core.moments import utc

    begin, minutes = datetime.datetime(2026, 3, 2, 1, tzinfo=datetime.timezone.utc), count(30)
    run_record.now = lambda: utc(begin + datetime.timedelta(minutes=next(minutes)))


def workspace() -> Any:
    return plugins["ir_plugin"].desktop.workspace


def page(kind: Any) -> Any:
    return dock().page(kind)


def start(album: Album) -> None:
    from ir_plugin.gui.start_page import SAMPLE

    album.take("start")
    press(album.said(SAMPLE), dock())
    wait_until(lambda: workspace().register, "a register")
    album.take("layers")
    album.take("dashboard", dock().dashboard)


def hot_spots(album: Album) -> None:
    from ir_plugin.gui.analyse_page import AnalysePage
    from ir_plugin.gui.result_panel import EXPLAIN

    open_tab(album.said(AnalysePage.title), dock())
    album.take("analyse")
    run(album)
    album.take("hotspots")
    press(album.said(EXPLAIN), dock())
    explain()
    album.take("explain")
    press(album.said(EXPLAIN), dock())


def run(album: Album) -> None:
    from ir_plugin.gui.analyse_page import RUN

    iface.messageBar().clearWidgets()
    press(album.said(RUN), dock())
    wait_until(lambda: workspace().runs.is_running, "the beginning of the run")
    wait_until(lambda: not workspace().runs.is_running, "the end of the run")
    iface.messageBar().clearWidgets()


def explain() -> None:
    """A click on a hot spot."""
    canvas, result = iface.mapCanvas(), workspace().layer(HOT_SPOTS)
    village = next(each for each in result.getFeatures() if each["gi_kelas"] == "panas")
    click_on_map(canvas, to_map(village.geometry().pointOnSurface().asPoint(), result))
    wait_until(lambda: any(village["nama"] in each for each in words_in(dock())), "the explanation")


def to_map(point: QgsPointXY, layer: QgsVectorLayer) -> QgsPointXY:
    """A point of a layer in the system of the map."""
    system = iface.mapCanvas().mapSettings().destinationCrs()
    return QgsCoordinateTransform(layer.crs(), system, QgsProject.instance()).transform(point)


def history(album: Album) -> None:
    """The same with other neighbours, and what that changes."""
    from ir_plugin.gui.analyse_page import AnalysePage
    from ir_plugin.gui.comparison_dialog import ComparisonDialog
    from ir_plugin.gui.run_history import COMPARE

    analysis = page(AnalysePage)
    analysis.ask.methods.setCurrentIndex(1)
    run(album)
    analysis.ask.methods.setCurrentIndex(0)
    idle()  # until the settings are filled in from the register again
    analysis.result.hide()
    analysis.ask.settings.setCollapsed(False)
    neighbours = analysis.ask.answer.algorithm.parameter("NEIGHBOURS")
    named(album.said(neighbours.label), QComboBox, dock()).setCurrentIndex(2)
    idle()
    analysis.area.ensureWidgetVisible(analysis.ask.settings)
    album.take("settings", dock())
    run(album)
    analysis.ask.settings.setCollapsed(True)
    runs = analysis.history
    wait_until(lambda: runs.list.count() == 3, "the history")
    for row in (0, 2):
        runs.list.item(row).setSelected(True)
    analysis.result.hide()
    idle()
    analysis.area.ensureWidgetVisible(runs.compare_two)
    album.take("history", dock())
    press(album.said(COMPARE), dock())
    box = dialog(ComparisonDialog)
    album.take("comparison", box)
    box.reject()


def publishing(album: Album) -> None:
    from ir_plugin.gui.publish_page import PublishPage

    open_tab(album.said(PublishPage.title), dock())
    album.take("publish", dock())


def filtering(album: Album) -> None:
    from ir_plugin.gui.layers_page import LayersPage

    open_tab(album.said(LayersPage.title), dock())
    layers = page(LayersPage)
    points = QgsProject.instance().layerTreeRoot().findLayer(workspace().layer("usaha_ringkas").id())
    points.setItemVisibilityChecked(True)
    click(layers.filter_bar.more)
    workspace().set_filter(replace(workspace().filter, region=REGENCY, kelas=A_CLASS))
    click(layers.zoom)
    album.take("filter")
    click(layers.filter_bar.clear)
    click(layers.filter_bar.more)


def data(album: Album) -> None:
    from ir_plugin.gui.data_page import CHECK, FINDINGS, IMPORT, DataPage
    from ir_plugin.gui.import_dialog import TAKE, TRY, WHAT, ImportDialog
    from ir_plugin.gui.operation_strip import CLOSE
    from ir_plugin.qgis_support.paths import sample_folder

    open_tab(album.said(DataPage.title), dock())
    press(album.said(IMPORT), dock())
    box = dialog(ImportDialog)
    type_into(box.file.lineEdit(), str(sample_folder() / WORKBOOK))
    type_into(box.period, PERIOD)
    press(album.said(TRY), box)
    wait_until(named(album.said(WHAT), QTextBrowser, box).toPlainText, "the dry run")
    album.take("import", box)
    finished(lambda: press(album.said(TAKE), box))
    finished(lambda: press(album.said(CHECK), dock()))
    press(album.said(CLOSE), page(DataPage))
    album.take("data", dock())
    open_tab(album.said(FINDINGS), dock())
    choose(page(DataPage).findings.rule, "Q04")
    album.take("findings", dock())


def finished(begin: Callable[[], None]) -> None:
    """An operation from its beginning to its end."""
    operations = workspace().operations
    begin()
    wait_until(lambda: operations.running, "the beginning of an operation")
    wait_until(lambda: not operations.running, "the end of an operation")


def forms(album: Album) -> None:
    """A new business with an answer that is refused; a business and an observation tab by tab."""
    from ir_plugin.gui.layers_page import LayersPage

    business, observation = workspace().layer("ir_usaha"), workspace().layer("ir_pengamatan")
    page(LayersPage).editing.place(to_map(A_PLACE, business))
    box = dialog(QgsAttributeDialog)
    box.attributeForm().changeAttribute("nama_usaha", "Kemplang Ibu Siti")
    box.attributeForm().changeAttribute("tahun_mulai", A_BAD_YEAR)
    take_tabs(album, "new", only=1)
    open_form(business, f"kode_usaha = '{A_BUSINESS}'")
    take_tabs(album, "business")
    open_form(observation, "periode = '2025'")
    take_tabs(album, "observation")
    for layer in (business, observation):
        layer.rollBack()


def open_form(layer: QgsVectorLayer, condition: str) -> None:
    """The form of the first row that fulfils it."""
    layer.startEditing()
    iface.openFeatureForm(layer, next(layer.getFeatures(condition)), False, False)


def take_tabs(album: Album, name: str, only: int = 0) -> None:
    """One picture of each tab, or of the first ``only``; the dialog is closed at the end."""
    box = dialog(QgsAttributeDialog)
    box.resize(*FORM)
    idle()
    tabs = next(each for each in box.findChildren(QTabWidget) if each.isVisible())
    QTest.qWait(1000)  # QGIS fetches the names of owners meanwhile
    for at in range(only or tabs.count()):
        tabs.setCurrentIndex(at)
        album.take(f"{name}_{at + 1}", box)
    box.deleteLater()
    idle()


def is_options(widget: QWidget) -> bool:
    return bool(widget.inherits("QgsOptions") and widget.isVisible())


def dialogs(album: Album) -> None:
    from ir_plugin.gui.desktop import CHECK_SYSTEM, OPTIONS
    from ir_plugin.gui.system_dialog import SystemDialog

    def take_system() -> None:
        box = dialog(SystemDialog)
        click(box.test)
        album.take("system", box)
        box.reject()

    def take_options() -> None:
        box = wait_until(lambda: [each for each in QApplication.topLevelWidgets() if is_options(each)], "the options")[
            0
        ]
        album.take("options", box)
        box.reject()

    for words, take in ((CHECK_SYSTEM, take_system), (OPTIONS, take_options)):
        meanwhile(take)
        menu_entry(album.said(words)).trigger()


def menu_entry(words: str) -> QAction:
    """The entry of the plugin's menu with these words."""
    entries = iface.mainWindow().findChildren(QAction)
    return next(each for each in entries if each.text().replace("&", "") == words)

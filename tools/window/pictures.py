"""Pictures of every page of the window, taken in QGIS itself; started by ``screenshots``."""

from __future__ import annotations

import datetime
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable, Optional

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
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QApplication, QDialog, QMainWindow, QTabWidget, QTextBrowser, QWidget
from qgis.utils import iface, plugins

PANEL_WIDTH = 400
FORM = (980, 620)
WORKBOOK, PERIOD = "survei_ir_2025.xlsx", "2025"
REGENCY, A_CLASS = "19.01", "IR2"
A_PLACE = QgsPointXY(106.12, -1.86)
HOT_SPOTS = "titik_panas"


class Album:
    """Where the pictures go, and the words of the window in their language."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder, self._language = folder, language

    def said(self, text: Any) -> str:
        """What a button or a list of the plugin is called."""
        return str(text.in_language(self._language)).replace("&", "")

    def take(self, name: str, widget: Optional[QWidget] = None) -> None:
        """Writes a widget, or the whole window, as soon as nothing moves, in 256 colours, which is enough for it."""
        idle()
        plain = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
        image = (widget or iface.mainWindow()).grab().toImage().convertToFormat(QImage.Format.Format_Indexed8, plain)
        assert image.save(str(self._folder / f"{name}_{self._language}.png"), quality=0)


def main(protocol: Protocol) -> None:
    """All pictures in the language of the profile."""
    from ir_plugin.qgis_support.language import language

    album = Album(Path(os.environ["KLASTER_IR_PICTURES"]), language())
    stop_the_clock()
    iface.mainWindow().resizeDocks([dock()], [PANEL_WIDTH], Qt.Orientation.Horizontal)
    for each in (start, hot_spots, history, publishing, filtering, data, forms, dialogs):
        each(album)
        iface.messageBar().clearWidgets()


def stop_the_clock() -> None:
    """Runs are always of one moment, so that their pictures stay the same."""
    from ir_plugin.core import run_record

    class Stopped(datetime.datetime):
        @classmethod
        def now(cls, tz: Optional[datetime.tzinfo] = None) -> datetime.datetime:
            return cls(2026, 3, 2, 1, 30, tzinfo=tz)

    run_record.datetime = SimpleNamespace(datetime=Stopped, timezone=datetime.timezone)


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
    from ir_plugin.gui.analyse_page import RUN, AnalysePage
    from ir_plugin.gui.result_panel import EXPLAIN

    open_tab(album.said(AnalysePage.title), dock())
    album.take("analyse")
    run(album)
    points = QgsProject.instance().layerTreeRoot().findLayer(workspace().layer("usaha_ringkas").id())
    points.setItemVisibilityChecked(False)
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
    to_map = QgsCoordinateTransform(result.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
    click_on_map(canvas, to_map.transform(village.geometry().pointOnSurface().asPoint()))
    wait_until(lambda: any(village["nama"] in each for each in words_in(dock())), "the explanation")


def history(album: Album) -> None:
    """The same with other neighbours, and what that changes."""
    from ir_plugin.gui.analyse_page import AnalysePage
    from ir_plugin.gui.comparison_dialog import ComparisonDialog
    from ir_plugin.gui.run_history import COMPARE

    analysis = page(AnalysePage)
    analysis.ask.methods.setCurrentIndex(1)
    run(album)
    analysis.ask.methods.setCurrentIndex(0)
    analysis.ask.settings.setCollapsed(False)
    album.take("settings", dock())
    analysis.ask.settings.setCollapsed(True)
    run(album)
    runs = analysis.history
    wait_until(lambda: runs.list.count() == 3, "the history")
    for row in (0, 2):
        runs.list.item(row).setSelected(True)
    analysis.result.hide()
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
    """A new business with an answer that is refused, a business and an observation tab by tab."""
    business, observation = workspace().layer("ir_usaha"), workspace().layer("ir_pengamatan")
    open_form(business)
    take_tabs(album, "business")
    open_form(observation)
    take_tabs(album, "observation")


def open_form(layer: QgsVectorLayer) -> None:
    layer.startEditing()
    iface.openFeatureForm(layer, next(layer.getFeatures()), False, False)


def take_tabs(album: Album, name: str) -> None:
    """One picture of each tab; the dialog is closed at the end."""
    box = dialog(QgsAttributeDialog)
    box.resize(*FORM)
    idle()
    tabs = next(each for each in box.findChildren(QTabWidget) if each.isVisible())
    for at in range(tabs.count()):
        tabs.setCurrentIndex(at)
        album.take(f"{name}_{at + 1}", box)
    box.reject()
    wait_until(lambda: not box.isVisible())


def dialogs(album: Album) -> None:
    from ir_plugin.gui.system_dialog import SystemDialog
    from ir_plugin.gui.workspace import TITLE

    def take_system() -> None:
        box = dialog(SystemDialog)
        click(box.test)
        album.take("system", box)
        box.reject()

    def take_options() -> None:
        box = next(each for each in QApplication.topLevelWidgets() if each.inherits("QgsOptions") and each.isVisible())
        album.take("options", box)
        box.reject()

    meanwhile(take_system)
    plugins["ir_plugin"].desktop._check_system()
    meanwhile(lambda: wait_until(lambda: any(each.inherits("QgsOptions") for each in QApplication.topLevelWidgets()) ) and take_options())
    iface.showOptionsDialog(iface.mainWindow(), TITLE)

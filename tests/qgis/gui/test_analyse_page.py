"""The page of analyses, as a person uses it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List

import pytest
from qgis.core import QgsApplication, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.questions.facts import Facts, Product
from ir_plugin.core.questions.questions import QUESTIONS
from ir_plugin.core.register.geopackage import layer_names, reading, transaction
from ir_plugin.core.register.run_records import read_runs
from ir_plugin.gui.analyse_page import AnalysePage, as_dialogs_take
from ir_plugin.gui.analysis_runs import Order
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.fitted_text import FittedText
from ir_plugin.gui.question_panel import QuestionPanel
from ir_plugin.register.layers import layers_of
from ir_plugin.register.sources import FileRegister
from tests.qgis.gui.conftest import in_sight, wait_until


@pytest.fixture
def page(opened: Desktop) -> AnalysePage:
    """The page on the sample, with few permutations."""
    made = in_sight(opened, AnalysePage)
    wait_until(lambda: made.run.isEnabled())
    return made


def run(page: AnalysePage, **settings: Any) -> None:
    """Runs the chosen method with few permutations."""
    page._start(page.ask.answer, {**page.ask.values(), "PERMUTATIONS": 999, **settings})
    wait_until(lambda: not page.workspace.runs.is_running)
    wait_until(lambda: page.workspace.background.is_idle)


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
def test_from_the_question_to_the_finding_with_one_button(page: AnalysePage, register: Path, language: str) -> None:
    assert page.ask.questions.item(0).text() == QUESTIONS[0].words.in_language(language)
    assert page.result.isHidden()
    page.run.click()
    assert page.run.isHidden() and not page.cancel.isHidden()
    wait_until(lambda: page.history.list.count() == 1)
    assert not page.run.isHidden() and not page.result.isHidden()
    found = "Titik panas: 16; Titik dingin: 14; 363 lainnya tanpa temuan"
    assert page.result.found.text() == (
        found if language == "id" else "Hot spot: 16; Cold spot: 14; 363 others without a finding"
    )
    page.result.report.click()
    copied = QApplication.clipboard().text()
    assert "Gi*" in copied and "Getis, A. and Ord, J. K. (1992)" in copied
    (made,) = read_runs(str(register))
    assert (made.layers, made.record.algorithm, made.record.units_used) == (("titik_panas",), "hotspotgetisord", 393)


def test_settings_come_from_the_data_and_can_be_changed(page: AnalysePage) -> None:
    values = page.ask.values()
    assert (values["FIELD"], values["NEIGHBOURS"], values["JOIN_ISLANDS"]) == ("ir_per_1000_rt", "queen", True)
    box = next(each for each in page.ask.findChildren(QComboBox) if each.accessibleName() == "Kolom nilai")
    box.setCurrentIndex(box.findData("produk_pgn01"))
    assert page.ask.values()["FIELD"] == "produk_pgn01"
    run(page)
    (made,) = read_runs(str(page.workspace.register))
    assert made.record.parameters["FIELD"] == "produk_pgn01"


def test_what_is_lacking_is_said_and_stops(qgis_app: QgsApplication) -> None:
    panel = QuestionPanel()
    panel.show_facts(Facts(100, 60, 50, 20, 20, products=(Product("A", "a", 20),)))
    said = [each.text() for each in panel.findChildren(QLabel)]
    assert any("Households are not known" in each or "rumah tangga tidak diketahui" in each for each in said)
    assert panel.can_run and panel.values()["FIELD"] == "ir_jumlah"
    panel.methods.setCurrentIndex(2)
    assert panel.answer.algorithm_id == "scanclusters" and not panel.can_run
    sip.delete(panel)


def of_panel(panel: QuestionPanel, kind: Any, label: str) -> Any:
    """The editor of a setting that stands in the form now."""
    return next(each for each in panel._editors.findChildren(kind) if each.accessibleName() == label)


def test_what_was_set_outlives_another_look_at_the_register(page: AnalysePage) -> None:
    values, join = of_panel(page.ask, QComboBox, "Kolom nilai"), "Sambungkan pulau dan bagian terpisah"
    values.setCurrentIndex(values.findData("produk_pgn01"))
    of_panel(page.ask, QCheckBox, join).setChecked(False)
    page._start(page.ask.answer, page.ask.values())
    wait_until(lambda: page.history.list.count() == 1)
    kept = page.ask.values()
    assert (kept["FIELD"], kept["JOIN_ISLANDS"], kept["NEIGHBOURS"]) == ("produk_pgn01", False, "queen")
    page.ask.methods.setCurrentIndex(1)
    page.ask.methods.setCurrentIndex(0)
    assert page.ask.values()["FIELD"] == "ir_per_1000_rt"


def test_what_the_data_no_longer_hold_gives_way_to_the_suggestion(qgis_app: QgsApplication) -> None:
    panel, first, second = QuestionPanel(), Product("A", "Batik", 20), Product("B", "Kemplang", 10)
    panel.show_facts(Facts(100, 60, 0, 50, 50, products=(first, second)))
    box = panel._editors.findChildren(QComboBox)[0]
    box.setCurrentIndex(box.findData("produk_b"))
    assert panel.values()["FIELD"] == "produk_b"
    panel.show_facts(Facts(100, 60, 0, 60, 60, products=(first, second)))
    assert panel.values()["FIELD"] == "produk_b"
    panel.show_facts(Facts(100, 60, 0, 40, 40, products=(first,)))
    assert panel.values()["FIELD"] == "ir_per_1000_rt"
    sip.delete(panel)


def test_the_same_again_and_the_two_compared(page: AnalysePage) -> None:
    run(page)
    page.history.list.setCurrentRow(0)
    page.history.run_again.click()
    wait_until(lambda: page.history.list.count() == 2)
    shown = page.history.list.item(0).text().splitlines()
    assert shown[1].endswith("393 baris")
    assert shown[2] == (
        "Kolom nilai: IR per 1.000 rumah tangga; Sambungkan pulau dan bagian terpisah: ya; Banyaknya permutasi: 999"
    )
    later, earlier = read_runs(str(page.workspace.register))
    assert later.layers == ("titik_panas_2",)
    same = ("algorithm", "parameters", "input_hash", "seed", "units_used")
    assert all(getattr(later.record, each) == getattr(earlier.record, each) for each in same)
    run(page, ALPHA=0.001)
    page.history.list.setCurrentRow(0)
    assert not page.history.compare_two.isEnabled()
    page.history.list.item(1).setSelected(True)
    page.history.compare_two.click()
    wait_until(lambda: page._dialog is not None)
    table = page._dialog.table
    rows = [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]
    assert rows and all(before != after == "Tidak signifikan" for _, _, before, after in rows)
    assert page._dialog.sentence.text().startswith(f"{len(rows)} dari 393 baris berubah kelas")
    page._dialog.close()


def test_a_removed_result_is_gone_from_map_and_register(page: AnalysePage, register: Path) -> None:
    run(page)
    run(page)
    page.remove(read_runs(str(register))[1])
    wait_until(lambda: page.history.list.count() == 1)
    with reading(str(register)) as connection:
        assert "titik_panas" not in layer_names(connection)
        assert connection.execute("SELECT lapisan FROM analisis_jalan").fetchall() == [("titik_panas_2",)]
        assert connection.execute("SELECT f_table_name FROM layer_styles").fetchall() == [("titik_panas_2",)]
    assert page.workspace.layer("titik_panas") is None
    assert page.workspace.layer("titik_panas_2").featureCount() == 393


def test_a_click_explains_a_village(page: AnalysePage) -> None:
    run(page)
    layer = page.workspace.layer("titik_panas")
    village = next(each for each in layer.getFeatures() if each["gi_kelas"] == "panas")
    canvas = page.workspace.canvas
    canvas.setDestinationCrs(layer.crs())
    canvas.setLayers([layer])
    canvas.setExtent(layer.extent())
    page.result.place.click()
    assert canvas.mapTool() is page.tool
    page.tool.explain(village.geometry().pointOnSurface().asPoint())
    wait_until(lambda: village["nama"] in page.explanation.words.toPlainText())
    assert len(page.tool._bands) == 1 + 2 * village["gi_tetangga"]
    page.tool.explain(QgsPointXY(0, 0))
    assert "tidak ada desa" in page.explanation.words.toPlainText() and not page.tool._bands
    page.tool.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    assert canvas.mapTool() is not page.tool and not page.result.place.isChecked()
    assert page.explanation.isHidden()


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
def test_the_explanation_is_in_sight_on_a_small_screen(opened: Desktop, page: AnalysePage, language: str) -> None:
    run(page)
    opened.dock.resize(380, 600)
    page.result.place.click()
    page.explanation.show_words(" ".join(["Kuto Panji: titik panas karena tetangganya tinggi."] * 12))
    page.area.verticalScrollBar().setValue(0)
    words = page.explanation.words
    wait_until(lambda: words.verticalScrollBar().maximum() > 0)
    wait_until(lambda: opened.dock.rect().contains(words.mapTo(opened.dock, words.rect().bottomRight())))
    assert opened.dock.height() == 600
    assert words.height() > 7 * words.fontMetrics().lineSpacing()


def test_words_for_which_there_is_room_are_read_without_scrolling(qgis_app: QgsApplication) -> None:
    for width in range(240, 400, 4):
        around = QWidget()
        words = FittedText("Penjelasan", 8)
        QVBoxLayout(around).addWidget(words)
        around.resize(width, 500)
        around.show()
        for said in (
            "Klik sebuah desa.",
            "Kuto Panji: titik panas; 18,31 (rata-rata 5,742), 4 tetangganya (Belinyu)",
        ):
            words.setPlainText(said)
            QApplication.processEvents()
        assert words.verticalScrollBar().maximum() == 0
        sip.delete(around)


def test_another_language_while_a_village_is_explained(opened: Desktop, page: AnalysePage) -> None:
    run(page)
    page.result.place.click()
    opened.workspace.language_changed.emit()
    for _ in ("the old page", "its tool"):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert opened.workspace.canvas.mapTool() is None


def test_a_result_is_what_is_seen_and_worked_on(page: AnalysePage, monkeypatch: pytest.MonkeyPatch) -> None:
    active: List[Any] = []
    monkeypatch.setattr(page.workspace.window, "setActiveLayer", active.append)
    canvas, root = page.workspace.canvas, QgsProject.instance().layerTreeRoot()
    canvas.setExtent(QgsRectangle(0, 0, 1, 1))
    run(page)
    layer = page.workspace.layer("titik_panas")
    assert active[-1] is layer
    visible = {node.layerId(): node.isVisible() for node in root.findLayers()}
    assert visible[layer.id()] and not visible[page.workspace.layer("usaha_ringkas").id()]
    assert [node.layerId() for node in root.findLayers() if node.isExpanded()] == [layer.id()]
    settings = canvas.mapSettings()
    assert canvas.extent().contains(settings.layerExtentToOutputExtent(layer, layer.extent()).center())


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
def test_a_result_is_called_the_same_when_the_register_is_opened_again(
    page: AnalysePage, register: Path, language: str
) -> None:
    run(page)
    run(page)
    tables = ("titik_panas", "titik_panas_2")
    titles = {each.table: each.title.in_language(language) for each in layers_of(FileRegister(register))}
    assert [page.workspace.layer(each).name() for each in tables] == [titles[each] for each in tables]
    assert titles["titik_panas_2"] == (
        "Titik panas dan titik dingin (2)" if language == "id" else "Hot and cold spots (2)"
    )


@pytest.fixture
def processing_dialogs(qgis_iface: Any, qgis_processing: None) -> None:
    """What the dialogs of Processing look for in the window."""
    qgis_iface.browserModel = QgsBrowserGuiModel


def test_all_settings_open_the_dialog_of_the_method(processing_dialogs: None, page: AnalysePage) -> None:
    page.ask.more.click()
    wait_until(lambda: page._dialog is not None)
    given = page._dialog.mainWidget().createProcessingParameters()
    assert given["FIELD"] == "ir_per_1000_rt" and given["JOIN_ISLANDS"] is True
    assert page._dialog.algorithm().id() == "ir:hotspotgetisord"
    page._dialog.close()
    sip.delete(page._dialog)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_dialogs_get_choices_as_places(question: Any) -> None:
    for answer in question.answers:
        given = as_dialogs_take(Order(Path("r.gpkg"), answer, answer.values(Facts())), {})
        codes = {each.id: each for each in answer.algorithm.parameters if hasattr(each, "options")}
        assert all(isinstance(given[name], (int, list)) for name in codes if name in given)


def test_another_language_leaves_one_tool(opened: Desktop) -> None:
    canvas = opened.workspace.canvas
    before = [type(each).__name__ for each in canvas.children()].count("ExplainTool")
    opened.workspace.language_changed.emit()
    for _ in ("the old page", "its tool"):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [type(each).__name__ for each in canvas.children()].count("ExplainTool") == before


def test_no_personal_words_are_read_as_html(page: AnalysePage, register: Path) -> None:
    with transaction(str(register)) as connection:
        connection.execute("UPDATE ref_wilayah SET nama = '<b>' || nama WHERE tingkat = '4'")
    page.workspace.refresh()
    run(page)
    layer: QgsVectorLayer = page.workspace.layer("titik_panas")
    assert next(layer.getFeatures())["nama"].startswith("<b>")
    labels: List[QLabel] = page.result.findChildren(QLabel)
    assert labels and all(each.textFormat() == Qt.TextFormat.PlainText for each in labels)
    assert {each.id for each in ALGORITHMS} >= {"explainplace", "removeresult"}
    assert QgsProject.instance().mapLayersByName("Titik panas dan titik dingin")

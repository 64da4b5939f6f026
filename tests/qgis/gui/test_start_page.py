"""The ways to a register: a new one, the sample, one of lately, one that has moved, one of an older Klaster IR."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Callable

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton

from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.industry.schema import SCHEMA_VERSION
from ir_plugin.core.industry.themes import CLASS_COUNTS, COUNTS, DENSITY, IT_MASTERY, QUALITY, WISHES, WOMEN
from ir_plugin.core.progress import no_progress
from ir_plugin.core.register import undo
from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.core.register.geopackage import reading, transaction
from ir_plugin.gui import register_offers, start_page
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.layers_page import LayersPage
from ir_plugin.gui.recent import forget_register, recent_registers, remember_register
from ir_plugin.gui.sample import BY_VILLAGE, make_sample
from ir_plugin.gui.start_page import StartPage
from ir_plugin.qgis_support.crs_of_threads import make_crs_anew
from ir_plugin.register.marks import layers_in

from .conftest import SAMPLE, wait_until


@pytest.fixture(autouse=True)
def _no_registers_of_earlier_tests() -> None:
    for path in recent_registers():
        forget_register(path)


@pytest.fixture
def start(desktop: Desktop) -> StartPage:
    return desktop.dock.start


def value(register: Path, query: str) -> Any:
    with reading(str(register)) as connection:
        return connection.execute(query).fetchone()[0]


def answer(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """What the person chooses in the next window for files."""
    monkeypatch.setattr(register_offers.QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def offers_of(monkeypatch: pytest.MonkeyPatch, desktop: Desktop) -> list[tuple[str, str, Callable[[], None]]]:
    """What is offered: the sentence, the button, what it does."""
    offered: list[tuple[str, str, Callable[[], None]]] = []
    monkeypatch.setattr(desktop.offers, "_offer", lambda text, does, taken: offered.append((text.id, does.id, taken)))
    return offered


def test_the_sample_opens_with_a_count_of_every_village(
    desktop: Desktop, start: StartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start_page, "documents_folder", lambda: tmp_path / "Klaster IR")
    make_crs_anew()
    start.sample.click()
    assert not start.progress.isHidden()
    assert not start.sample.isEnabled()
    wait_until(lambda: desktop.workspace.register)
    folder = tmp_path / "Klaster IR" / "contoh"
    assert desktop.workspace.register == folder / "register_contoh.gpkg"
    assert value(desktop.workspace.register, f'SELECT count(*) FROM "{BY_VILLAGE}"') == 393
    assert value(desktop.workspace.register, f'SELECT sum(ir_jumlah) FROM "{BY_VILLAGE}"') == 2500
    villages = desktop.workspace.layer(BY_VILLAGE)
    assert villages.featureCount() == 393
    page = desktop.dock.page(LayersPage)
    page.layers.choose(villages)
    offered = {page.style.itemText(row) for row in range(page.style.count())}
    assert offered == {
        theme.title.id for theme in (COUNTS, DENSITY, WOMEN, *CLASS_COUNTS, *WISHES, IT_MASTERY, QUALITY[0])
    }
    assert page.style.currentText() == COUNTS.title.id
    photo = value(desktop.workspace.register, "SELECT berkas FROM ir_foto LIMIT 1")
    assert (folder / photo).is_file()
    assert start.progress.isHidden()
    desktop.workspace.background._threads.shutdown()
    assert villages.crs().toWkt()  # which does not go with the thread that made the sample


def test_a_second_sample_leaves_the_first_as_it_is(desktop: Desktop, tmp_path: Path) -> None:
    first = make_sample(tmp_path, no_progress)
    first.write_bytes(b"worked on")
    second = make_sample(tmp_path, no_progress)
    assert (first.parent.name, second.parent.name) == ("contoh", "contoh_2")
    assert first.read_bytes() == b"worked on"


def test_a_sample_that_is_cancelled_leaves_nothing(desktop: Desktop, tmp_path: Path) -> None:
    def impatient(fraction: float) -> None:
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_sample(tmp_path, impatient)
    assert list(tmp_path.iterdir()) == []


def test_a_sample_where_nothing_can_be_written_is_refused(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserError, match="could not be copied"):
        make_sample(tmp_path / "file", no_progress)


def test_a_new_register_gets_its_suffix_and_is_opened(desktop: Desktop, start: StartPage, tmp_path: Path) -> None:
    start.make_register(tmp_path / "baru")
    wait_until(lambda: desktop.workspace.register)
    assert desktop.workspace.register == tmp_path / "baru.gpkg"
    assert value(tmp_path / "baru.gpkg", "SELECT count(*) FROM ref_wilayah") == 448


def test_a_register_is_never_written_over(
    desktop: Desktop, start: StartPage, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[Any] = []
    monkeypatch.setattr(desktop.workspace.background, "_refuse", refused.append)
    before = register.read_bytes()
    start.make_register(register)
    wait_until(lambda: refused)
    assert register.read_bytes() == before
    assert desktop.workspace.register is None
    wait_until(lambda: start.create.isEnabled())


def test_the_keyboard_opens_a_recent_register(desktop: Desktop, start: StartPage, register: Path) -> None:
    remember_register(register)
    start.show_register()
    assert start.recent.currentItem().text().startswith("register.gpkg\n")
    QTest.keyClick(start.recent, Qt.Key.Key_Return)
    wait_until(lambda: desktop.workspace.register == register)
    assert not start.back.isHidden()


def test_delete_takes_a_register_off_the_list_but_not_off_the_disk(start: StartPage, register: Path) -> None:
    remember_register(register)
    start.show_register()
    QTest.keyClick(start.recent, Qt.Key.Key_Delete)
    assert recent_registers() == []
    assert start.recent.count() == 0
    assert register.is_file()


def test_a_recent_register_that_has_moved_is_asked_for(
    desktop: Desktop, start: StartPage, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_register(tmp_path / "dulu.gpkg")
    start.show_register()
    wait_until(lambda: "tidak di tempatnya" in start.recent.item(0).text())
    answer(monkeypatch, register)
    start.recent.itemActivated.emit(start.recent.item(0))
    wait_until(lambda: desktop.workspace.register == register)
    assert recent_registers() == [register]


def test_another_register_can_be_opened_and_one_can_go_back(opened: Desktop) -> None:
    opened.dock.dashboard.other.click()
    assert opened.dock._states.currentWidget() is opened.dock.start
    opened.dock.start.back.click()
    assert opened.dock._states.currentIndex() == 1


def test_a_project_whose_register_has_moved_finds_it_again(
    opened: Desktop, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = QgsProject.instance()
    layers = len(layers_in(project, str(register)))
    kinds = {layer.name(): layer.renderer().type() for layer in layers_in(project, str(register)) if layer.isSpatial()}
    widget = opened.workspace.layer("ir_usaha").editorWidgetSetup(5).type()
    assert project.write(str(tmp_path / "proyek.qgz"))
    project.clear()
    moved = tmp_path / "baru" / "register.gpkg"
    moved.parent.mkdir()
    shutil.move(str(register), moved)
    offered = offers_of(monkeypatch, opened)
    project.read(str(tmp_path / "proyek.qgz"))
    assert opened.workspace.register is None
    assert [(does, str(register) in text) for text, does, _ in offered] == [("Cari register ...", True)]
    answer(monkeypatch, moved)
    offered[0][2]()
    wait_until(lambda: opened.workspace.register == moved)
    found = layers_in(project, str(moved))
    assert len(found) == layers
    assert all(layer.isValid() for layer in found)
    assert {layer.name(): layer.renderer().type() for layer in found if layer.isSpatial()} == kinds
    assert opened.workspace.layer("usaha_ringkas").featureCount() == 2500
    assert opened.workspace.layer("ref_wilayah", "regencies").featureCount() == 7
    assert opened.workspace.layer("ir_usaha").editorWidgetSetup(5).type() == widget
    assert all(relation.isValid() for relation in project.relationManager().relations().values())


def test_another_file_is_not_taken_for_the_moved_register(
    opened: Desktop, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[Any] = []
    monkeypatch.setattr(opened.workspace.background, "_refuse", refused.append)
    opened.offers.found(str(register), SAMPLE.parent / "wilayah.gpkg")
    wait_until(lambda: refused)
    assert len(layers_in(QgsProject.instance(), str(register))) > 20


def test_an_older_register_is_upgraded_when_asked(
    desktop: Desktop, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(str(register)) as connection:
        connection.execute("UPDATE register_info SET nilai = '1' WHERE kunci = 'versi_skema'")
    offered = offers_of(monkeypatch, desktop)
    desktop.workspace.open_register(register)
    wait_until(lambda: offered)
    assert offered[0][1] == "Perbarui register"
    assert desktop.workspace.register is None
    offered[0][2]()
    wait_until(lambda: desktop.workspace.register == register)
    assert value(register, "SELECT nilai FROM register_info") == str(SCHEMA_VERSION)
    assert desktop.workspace.layer("usaha_ringkas").featureCount() == 2500
    (saved,) = undo.copies(str(register))
    assert saved.operation == "upgraderegister" and not undo.is_edited(str(register), saved)
    assert value(saved.path, "SELECT nilai FROM register_info") == "1"
    assert not desktop.workspace.turns.is_taken()
    desktop.workspace.operations.undo(saved)
    wait_until(lambda: len(offered) == 2)
    assert desktop.workspace.register is None and not layers_in(QgsProject.instance(), str(register))
    assert value(register, "SELECT nilai FROM register_info") == "1"
    offered[1][2]()
    wait_until(lambda: desktop.workspace.register == register)
    assert desktop.workspace.layer("usaha_ringkas").featureCount() == 2500


def test_an_offer_stands_in_the_message_bar_with_its_button_until_a_register_is_open(
    desktop: Desktop, register: Path
) -> None:
    bar = desktop.workspace.window.messageBar()
    desktop.workspace.register_missing.emit("/tidak/ada.gpkg")
    item = bar.currentItem()
    assert "/tidak/ada.gpkg" in item.text()
    assert [button.text() for button in item.findChildren(QPushButton)] == ["Cari register ..."]
    desktop.workspace.open_register(register)
    wait_until(lambda: desktop.workspace.register == register)
    assert not any("/tidak/ada.gpkg" in each.text() for each in bar.items())
    bar.clearWidgets()


def test_a_register_that_is_moved_while_it_is_open_is_offered_again_and_works_when_it_is_put_back(
    opened: Desktop, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_until(lambda: opened.workspace.background.is_idle)
    refused: list[Any] = []
    monkeypatch.setattr(opened.workspace.background, "_refuse", refused.append)
    offered = offers_of(monkeypatch, opened)
    layers = layers_in(QgsProject.instance(), str(register))
    shutil.move(str(register), tmp_path / "lain.gpkg")
    opened.workspace.set_filter(BusinessFilter(region="19.01"))
    opened.workspace.refresh()
    wait_until(lambda: opened.workspace.background.is_idle)
    assert opened.workspace.register is None and opened.dock._states.currentIndex() == 0
    assert [(does, str(register) in text) for text, does, _ in offered] == [("Cari register ...", True)]
    assert not register.exists() and not refused
    shutil.copy(tmp_path / "lain.gpkg", register)
    opened.workspace.open_register(register)
    wait_until(lambda: opened.workspace.register == register)
    opened.workspace.set_filter(BusinessFilter(region="19.01"))
    wait_until(lambda: opened.workspace.background.is_idle)
    assert layers_in(QgsProject.instance(), str(register)) == layers and all(layer.isValid() for layer in layers)
    assert opened.workspace.layer("usaha_ringkas").featureCount() == value(
        register, "SELECT count(*) FROM ir_usaha WHERE kode_desa LIKE '19.01.%'"
    )
    assert not refused

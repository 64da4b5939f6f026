"""What the page Publish spares a person: long dialogs, typing the same again, waiting without a way out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Iterator, List

import pytest
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtWidgets import QComboBox, QPushButton

from ir_plugin.cartography.styles import theme_shown
from ir_plugin.core.cartography.atlas_regions import atlas_regions
from ir_plugin.core.cartography.export_report import NO_CLUSTERS
from ir_plugin.core.texts import Text
from ir_plugin.gui import publish_page
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.operation_strip import OperationStrip, file_links
from ir_plugin.gui.operations import CANCELLED
from ir_plugin.gui.plain_words import without_names
from ir_plugin.gui.publish_page import PublishPage
from ir_plugin.gui.stop_dialog import StopDialog
from ir_plugin.gui.suggestions import OF_THE_OFFICE, SETTING

from .conftest import wait_until

SMALL_SCREEN = 768
LOW = 620
"""Of a dialog on a small screen, below the title of its window and above a bar of tasks."""


@pytest.fixture
def publish(opened: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[PublishPage]:
    """The page, with the businesses on the map. It opens no program, and nothing is remembered afterwards."""
    monkeypatch.setattr(publish_page, "open_address", lambda address: None)
    page = opened.dock.page(PublishPage)
    page.workspace.canvas.setLayers([page.workspace.layer("usaha_ringkas")])
    yield page
    for each in OF_THE_OFFICE:
        QgsSettings().remove(SETTING.format(name=each.lower()))


def run(page: PublishPage, algorithm: str, **values: str) -> None:
    dialog = page.ask(algorithm)
    for name, value in values.items():
        dialog.set_value(name, value)
    dialog.run.click()
    wait_until(lambda: not page.workspace.operations.running)


@pytest.mark.parametrize("algorithm", ["exportmap", "exportatlas", "exportreport"])
@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
def test_what_is_rarely_asked_is_folded_so_that_the_dialog_is_low(
    publish: PublishPage, algorithm: str, language: str
) -> None:
    dialog = publish.ask(algorithm)
    folded = dialog.height()
    assert dialog.more.isCollapsed() and dialog.sizeHint().height() < LOW < SMALL_SCREEN
    dialog.set_value("LOGO", "logo.txt")
    dialog.run.click()
    assert not dialog.more.isCollapsed() and not dialog.problem.isHidden()
    wait_until(lambda: dialog.height() > folded)
    dialog.problem.hide()
    dialog.more.setCollapsed(True)
    wait_until(lambda: dialog.height() <= folded)
    assert dialog.problem.text().startswith({"id": "Logo instansi harus", "en": "Agency logo must"}[language])


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_themes_begin_with_the_layers_own_style_and_say_what_lets_them_out(publish: PublishPage, language: str) -> None:
    dialog = publish.ask("exportmap")
    boxes = [each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Theme"]
    assert [boxes[0].itemText(at) for at in (0, 1, 2)] == [
        "As the layers are styled",
        "IR class (Internal or Partners only)",
        "Sex",
    ]
    assert boxes[0].currentIndex() == 0 and dialog.values()["THEME"] == "gaya_layer"


def test_the_region_that_is_looked_at_is_asked_for_where_it_can_be(publish: PublishPage) -> None:
    publish.workspace.set_filter(replace(publish.workspace.filter, region="19.02.01.2001"))
    assert publish.ask("exportmap").values()["REGION"] == "19.02.01.2001"
    atlas = publish.ask("exportatlas").values()
    assert atlas["WITHIN"] == "19.02.01" and len(atlas_regions(atlas["REGISTER"], atlas["LEVEL"], atlas["WITHIN"])) == 1
    assert "REGION" not in publish.ask("exportreport").values(), "a report is of no village"


def test_the_office_is_written_once(publish: PublishPage, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    run(publish, "exportmap", AGENCY="Dinas P3A", LOGO=str(logo), TITLE="Uji")
    values = publish.ask("exportreport").values()
    assert (values["AGENCY"], values["LOGO"]) == ("Dinas P3A", str(logo))
    assert "TITLE" not in publish.ask("exportmap").values()
    logo.unlink()
    assert "LOGO" not in publish.ask("exportmap").values()


def test_what_a_person_has_emptied_stays_empty_at_the_next_try(publish: PublishPage) -> None:
    """Else the second try would print another region than the first."""
    QgsSettings().setValue(SETTING.format(name="agency"), "Dinas P3A")
    publish.workspace.set_filter(replace(publish.workspace.filter, region="19.02"))
    assert {"AGENCY", "REGION"} <= set(publish.ask("exportmap").values())
    run(publish, "exportmap", AGENCY="", REGION="", TITLE=80 * "W")
    again = publish.ask("exportmap").values()
    assert not {"AGENCY", "REGION"} & set(again) and again["TITLE"] == 80 * "W"


def test_a_layer_comes_onto_the_map_and_a_register_leads_to_its_folder(publish: PublishPage, register: Path) -> None:
    operations, strip = publish.workspace.operations, publish.findChild(OperationStrip)
    run(publish, "exportregister")
    assert [each.partition(">")[2] for each in file_links(operations)] == ["Tambahkan register_ekspor.gpkg ke peta</a>"]
    for _ in range(2):
        strip.words.anchorClicked.emit(QUrl.fromLocalFile(operations.results["OUTPUT"]))
    (added,) = QgsProject.instance().mapLayersByName("register_ekspor")
    assert added.isValid() and added.featureCount() > 0 and theme_shown(added).id == "jenis_kelamin"
    run(publish, "exportpackage", REGION="19.02")
    assert [each.partition(">")[2] for each in file_links(operations)] == [f"Buka folder {register.parent.name}</a>"]
    run(publish, "aggregate")
    assert file_links(operations) == [], "it is on the map"


@pytest.mark.parametrize("algorithm", ["exportmap", "exportatlas"])
def test_what_works_in_the_main_thread_can_be_stopped(publish: PublishPage, algorithm: str) -> None:
    heard: List[float] = []

    def stop(share: float) -> None:
        heard.append(share)
        publish.workspace.window.mainWindow().findChild(StopDialog).findChild(QPushButton).click()

    publish.workspace.operations.progressed.connect(stop)
    target = Path(publish.ask(algorithm).values()["OUTPUT"])
    run(publish, algorithm)
    assert [each.sentence for each in publish.workspace.operations.notes] == [CANCELLED.id]
    assert 0.0 < max(heard) < 0.1 and not target.exists()
    wait_until(lambda: publish.workspace.window.mainWindow().findChild(StopDialog) is None)


@pytest.mark.parametrize("algorithm", ["exportmap", "exportatlas", "exportreport"])
def test_a_stop_that_comes_when_all_is_written_is_none(publish: PublishPage, algorithm: str) -> None:
    """It would be said that nothing had been written."""
    operations = publish.workspace.operations
    heard: List[float] = []
    target = Path(publish.ask(algorithm).values()["OUTPUT"])

    def stop(share: float) -> None:
        heard.append(share)
        if target.exists():
            operations.cancel()

    operations.progressed.connect(stop)
    run(publish, algorithm, **({"WITHIN": "19.06.07"} if algorithm == "exportatlas" else {}))
    assert heard and target.exists() and operations.results["OUTPUT"] == str(target)
    assert CANCELLED.id not in [each.sentence for each in operations.notes]


def test_what_is_left_out_of_a_map_is_told_first_in_words_without_codes(publish: PublishPage) -> None:
    run(publish, "exportmap")
    notes = publish.workspace.operations.notes
    assert notes[0].sentence == (
        'Layer Industri rumahan digambar menurut "Jenis kelamin", bukan menurut "Kelas IR", yang tidak boleh keluar '
        "dengan profil Publik."
    )
    assert publish.findChild(OperationStrip).words.toPlainText().splitlines()[0] == "Buka register_peta.pdf"


def test_names_for_programs_are_left_out_of_sentences() -> None:
    told = Text("gambarlah hasil Hitung per wilayah (aggregate) dengan X (SUPPRESS) (lihat peta)", "").id
    assert without_names(told) == "gambarlah hasil Hitung per wilayah dengan X (lihat peta)"
    assert not any("(" in without_names(sentence) for sentence in NO_CLUSTERS)


def test_the_list_stays_where_it_was_while_something_runs(publish: PublishPage) -> None:
    publish.show()
    publish.buttons["exportdictionary"].setFocus()
    dialog = publish.ask("exportdictionary")
    dialog.run.click()
    assert not any(each.isEnabled() for each in publish.buttons.values())
    wait_until(lambda: not publish.workspace.operations.running)
    assert all(each.isEnabled() for each in publish.buttons.values())


def test_the_dictionary_lies_beside_the_register_and_is_offered(publish: PublishPage, register: Path) -> None:
    run(publish, "exportdictionary")
    names = ["register_metadata_variabel_ms_var.csv", "register_kamus_data.md"]
    assert all(register.with_name(each).is_file() for each in names)
    told = publish.findChild(OperationStrip).words.toPlainText().splitlines()
    assert told[:2] == [f"Buka {each}" for each in names]

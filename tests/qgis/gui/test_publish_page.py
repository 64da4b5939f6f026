"""The page Publish: what the catalogue has, one button each, with what a person would mostly choose filled in."""

from __future__ import annotations

from pathlib import Path
from typing import List

import pytest
from qgis.core import QgsCoordinateTransform, QgsProject, QgsRectangle
from qgis.PyQt.QtWidgets import QLabel

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.publishing.folder import missing_file
from ir_plugin.gui import publish_page
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.publish_page import GROUPS, PublishPage
from ir_plugin.register.results import are_businesses_hidden

from .conftest import wait_until
from .operating import asked


@pytest.fixture
def publish(opened: Desktop, monkeypatch: pytest.MonkeyPatch) -> PublishPage:
    """The page; what it opens is only noted in ``shown``."""
    page = opened.dock.page(PublishPage)
    shown: List[str] = []
    monkeypatch.setattr(publish_page, "open_address", lambda address: shown.append(address.toLocalFile()))
    page.shown = shown
    return page


def wait_for_end(page: PublishPage) -> None:
    wait_until(lambda: not page.workspace.operations.running)


def test_every_entry_of_the_catalogue_has_a_button_and_a_sentence(publish: PublishPage) -> None:
    listed = [name for _, names in GROUPS for name in names]
    known = {each.id: each for each in ALGORITHMS}
    assert list(publish.buttons) == [name for name in listed if name in known]
    assert {"exportmap", "registerproject", "exportregister", "exportxlsform", "exportdictionary"} <= set(
        publish.buttons
    )
    for name, button in publish.buttons.items():
        assert button.text() == f"{known[name].title.id} ..."
        assert button.accessibleDescription() == known[name].summary.id


def test_an_algorithm_that_comes_later_appears_by_itself(opened: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    (title, names), *others = GROUPS
    monkeypatch.setattr(publish_page, "GROUPS", ((title, (*names, "none", "classify")), *others))
    page = PublishPage(opened.workspace)
    assert "classify" in page.buttons and "none" not in page.buttons


def test_an_export_for_the_public_goes_through_the_gate(publish: PublishPage, register: Path) -> None:
    dialog = publish.ask("exportregister")
    assert dialog.values()["PROFILE"] == "PUBLIK"
    target = Path(dialog.values()["OUTPUT"])
    dialog.run.click()
    wait_for_end(publish)
    assert target.is_file() and target.parent == register.parent
    assert asked(register, "SELECT profil FROM log_ekspor") == "PUBLIK"
    notes = publish.workspace.operations.notes
    assert "usaha diekspor dengan profil" in notes[0].sentence
    assert any("tidak ikut" in note.sentence for note in notes)
    assert publish.shown == []


@pytest.mark.skipif(missing_file() is not None, reason="make setup could not fetch the libraries of the page")
def test_the_web_catalogue_is_written_beside_the_register_and_opened(publish: PublishPage, register: Path) -> None:
    for _ in range(2):
        dialog = publish.ask("publishcatalogue")
        assert Path(dialog.values()["OUTPUT"]) == register.with_name("register_katalog")
        dialog.run.click()
        wait_for_end(publish)
    assert publish.shown == [str(register.with_name("register_katalog") / "index.html")] * 2
    dialog = publish.ask("checkcatalogue")
    assert Path(dialog.values()["FOLDER"]) == register.with_name("register_katalog")
    dialog.run.click()
    wait_for_end(publish)
    assert "hanya memuat yang boleh terbit sekarang" in publish.workspace.operations.notes[0].sentence


def test_a_map_of_the_layers_that_are_shown_is_drawn_and_opened(publish: PublishPage) -> None:
    layer = publish.workspace.layer("ref_wilayah", "regencies")
    canvas, project = publish.workspace.canvas, QgsProject.instance()
    canvas.setDestinationCrs(project.crs())
    canvas.setExtent(
        QgsCoordinateTransform(layer.crs(), project.crs(), project).transform(QgsRectangle(layer.extent()))
    )
    canvas.setLayers([layer])
    dialog = publish.ask("exportmap")
    assert dialog.values()["LAYERS"] in ([layer.id()], [layer.source()])
    labels = [each.text() for each in dialog.findChildren(QLabel)]
    assert "Judul peta (boleh kosong)" in labels and not any("[optional]" in each for each in labels)
    assert dialog.height() < dialog.screen().availableGeometry().height()
    dialog.set_value("TITLE", "Uji")
    target = dialog.values()["OUTPUT"]
    dialog.run.click()
    wait_for_end(publish)
    assert Path(target).read_bytes().startswith(b"%PDF") and publish.shown == [target]


def test_whoever_was_refused_finds_what_was_filled_in(publish: PublishPage) -> None:
    canvas, filled = publish.workspace.canvas, {"TITLE": "Uji", "PROFILE": "MITRA", "REGION": "19.02", "PAPER": "a4"}
    canvas.setLayers([publish.workspace.layer("usaha_ringkas")])
    dialog = publish.ask("exportmap")
    for name, value in filled.items():
        dialog.set_value(name, value)
    dialog.set_value("LOGO", "tidak_ada.png")
    dialog.run.click()
    wait_for_end(publish)
    assert [each.warning for each in publish.workspace.operations.notes] == [True]
    regencies = publish.workspace.layer("ref_wilayah", "regencies")
    canvas.setLayers([regencies])
    dialog = publish.ask("exportmap")
    assert dialog.values().items() >= filled.items()
    assert dialog.values()["LAYERS"] in ([regencies.id()], [regencies.source()])
    dialog.set_value("LOGO", "")
    dialog.run.click()
    wait_for_end(publish)
    assert Path(publish.shown[0]).is_file()
    assert "TITLE" not in publish.ask("exportmap").values()


def test_counts_that_may_be_told_come_onto_the_map_and_leave_as_one(publish: PublishPage, register: Path) -> None:
    """What the sentence asks for that refuses small counts."""
    publish.workspace.canvas.setLayers([publish.workspace.layer("usaha_ringkas")])
    dialog = publish.ask("aggregate")
    assert (dialog.values()["LEVEL"], dialog.values()["SUPPRESS"]) == ("kecamatan", True)
    dialog.run.click()
    wait_for_end(publish)
    layer = publish.workspace.window.activeLayer()
    assert Path(layer.source().partition("|")[0]) == register.with_name("register_industri_rumahan_per_wilayah.gpkg")
    assert layer.featureCount() > 0 and layer.fields().lookupField("rahasia") >= 0
    assert are_businesses_hidden(QgsProject.instance()) and publish.shown == []
    publish.workspace.canvas.setLayers([layer])
    publish.ask("exportmap").run.click()
    wait_for_end(publish)
    assert Path(publish.shown[0]).is_file(), publish.workspace.operations.notes


@pytest.mark.parametrize("language, words", [("id", "peta"), ("en", "map")], indirect=["language"])
def test_a_new_file_is_called_after_what_it_holds_and_takes_no_other_s_place(
    publish: PublishPage, register: Path, language: str, words: str
) -> None:
    expected = register.with_name(f"register_{words}.pdf")
    assert Path(publish.ask("exportmap").values()["OUTPUT"]) == expected
    expected.touch()
    assert Path(publish.ask("exportmap").values()["OUTPUT"]) == register.with_name(f"register_{words}_2.pdf")


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
def test_the_page_fits_a_narrow_dock(publish: PublishPage, language: str) -> None:
    assert publish.minimumSizeHint().width() <= 372

"""The words around a map: within their frames however long, and from where the data are, not who was logged in."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple

import pytest
from qgis.core import QgsLayerMetadata, QgsPrintLayout, QgsProject, QgsVectorFileWriter, QgsVectorLayer

from ir_plugin.cartography.fitting import GIVEN_BY, fit_words
from ir_plugin.cartography.fonts import label_points
from ir_plugin.cartography.map_layout import layout_from, unbroken, write
from ir_plugin.core.errors import UserError
from ir_plugin.qgis_support.paths import styles_folder
from tests.qgis.cartography.sheets import draw, words

MM = 72 / 25.4
LONG_TITLE = (
    "Peta kepadatan usaha industri rumahan yang judulnya sangat panjang sekali menurut kabupaten dan kota tahun 2025"
)
AGENCY = (
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Kependudukan, Pencatatan Sipil dan Pengendalian Penduduk; "
    "Jl. Pulau Bangka, Kompleks Perkantoran; Telp. (0717) 439325"
)
FRAMES = {"title": (10.0, 32.3), "subtitle": (33.0, 43.5), "source": (232.0, 252.0), "edition": (279.0, 289.0)}
"""Where the template has room for them, in millimetres from the top of the sheet."""

PANEL = 321.0, 412.0
"""Its left and right edge."""


class Word(NamedTuple):
    """A word of a PDF with its box in millimetres."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def placed(pdf: Path) -> List[Word]:
    """The words of a PDF with their places."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True)
    found = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', done.stdout)
    return [Word(text, *(float(each) / MM for each in box)) for *box, text in found]


def test_long_words_shrink_into_their_frames(tmp_path: Path, styled: QgsVectorLayer) -> None:
    edition = "Edisi II, tahun 2025; perbaikan"
    draw(tmp_path / "peta.pdf", [styled], TITLE=LONG_TITLE, AGENCY=AGENCY, EDITION=edition)
    panel = [word for word in placed(tmp_path / "peta.pdf") if word.left > PANEL[0]]
    assert [word for word in panel if word.left < PANEL[0] + 1 or word.right > PANEL[1] - 1] == []
    titles = [word for word in panel if word.text in LONG_TITLE.upper().split() and word.top < 35]
    assert [word.text for word in titles] == LONG_TITLE.upper().split()
    assert FRAMES["title"][0] <= min(word.top for word in titles)
    assert max(word.bottom for word in titles) <= FRAMES["title"][1] + 0.3
    editions = [word for word in panel if word.text in [*edition.split(), "Lembar", "dari"] and word.top > 275]
    assert len(editions) == len(edition.split()) + 2
    assert FRAMES["edition"][0] < min(word.top for word in editions)
    assert max(word.bottom for word in editions) < FRAMES["edition"][1]


@pytest.fixture
def sheet() -> Callable[..., QgsPrintLayout]:
    """The template with these words in its labels; its project lives as long as the test."""
    project = QgsProject()
    template = styles_folder() / "layouts" / "a3_landscape.qpt"

    def filled(**given: str) -> QgsPrintLayout:
        layout = layout_from(template, project, "id")
        for item_id in GIVEN_BY:
            write(layout, item_id, given.get(item_id, ""))
        return layout

    return filled


def sizes(layout: QgsPrintLayout) -> Dict[str, float]:
    return {item_id: label_points(layout.itemById(item_id)) for item_id in GIVEN_BY}


def test_words_that_fit_keep_their_size(sheet: Callable[..., QgsPrintLayout]) -> None:
    layout = sheet(title="TITIK PANAS INDUSTRI RUMAHAN PER 1.000 RUMAH TANGGA, 2025", source="Sumber: BPS")
    before = sizes(layout)
    fit_words(layout)
    assert sizes(layout) == before
    layout = sheet(title=LONG_TITLE.upper())
    fit_words(layout)
    assert 9.0 <= sizes(layout)["title"] < before["title"] == 15.0
    assert {**sizes(layout), "title": 15.0} == before


def test_only_short_brackets_stand_in_one_line(tmp_path: Path, styled: QgsVectorLayer) -> None:
    """Long ones would not fit the frame in any size."""
    assert unbroken("pemasaran (% dari industri rumahan)").count(" ") == 1
    draw(tmp_path / "peta.pdf", [styled], TITLE=f"Sebaran ({LONG_TITLE})")
    assert "MENURUT" in words(tmp_path / "peta.pdf")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"TITLE": 4 * LONG_TITLE}, "Judul peta (TITLE) terlalu panjang untuk tempatnya pada lembar peta; persingkat"),
        ({"TITLE": 80 * "W"}, "(TITLE) terlalu panjang"),
        ({"EDITION": "Edisi II\nTahun 2025\nCetakan 3\nRevisi 4"}, "Edisi dan tahun (EDITION) terlalu panjang"),
        ({"AGENCY": ";".join("abcdefgh")}, "(AGENCY) terlalu panjang"),
        ({"SUBTITLE": LONG_TITLE + LONG_TITLE + LONG_TITLE}, "(SUBTITLE) terlalu panjang"),
        ({"SOURCE": 10 * LONG_TITLE}, "(SOURCE) terlalu panjang"),
    ],
)
def test_words_that_cannot_fit_are_refused(
    tmp_path: Path, styled: QgsVectorLayer, values: Dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UserError) as refused:
        draw(tmp_path / "peta.pdf", [styled], **values)
    assert sentence in refused.value.sentence.id
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("agency", "author"), [("Dinas Contoh; Jalan Contoh", "Dinas Contoh"), ("", "")])
def test_the_author_is_the_agency_and_never_a_login(
    tmp_path: Path, styled: QgsVectorLayer, agency: str, author: str
) -> None:
    draw(tmp_path / "peta.pdf", [styled], AGENCY=agency)
    done = subprocess.run(["pdfinfo", str(tmp_path / "peta.pdf")], capture_output=True, text=True, check=True)
    found = dict(line.split(":", 1) for line in done.stdout.splitlines() if ":" in line)
    assert found.get("Author", "").strip() == author
    assert found["Title"].strip() == "Peta kelas percobaan"


def test_the_source_is_told_by_theme_and_file_unless_the_layer_knows_better(
    tmp_path: Path, styled: QgsVectorLayer
) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    path = tmp_path / "panas.gpkg"
    QgsVectorFileWriter.writeAsVectorFormatV3(styled, str(path), QgsProject.instance().transformContext(), options)
    layer = QgsVectorLayer(str(path), "panas", "ogr")
    layer.setRenderer(styled.renderer().clone())
    layer.setCustomProperty("klaster_ir/theme", "test_classes")
    draw(tmp_path / "berkas.pdf", [layer])
    assert "Sumber: Kelas percobaan (panas.gpkg)\n" in words(tmp_path / "berkas.pdf")
    metadata = QgsLayerMetadata()
    metadata.setRights(["BIG 2023"])
    layer.setMetadata(metadata)
    layer.setName("Batas desa")
    draw(tmp_path / "hak.pdf", [layer])
    assert "Sumber: Batas desa (BIG 2023)\n" in words(tmp_path / "hak.pdf")

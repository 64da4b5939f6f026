"""The printed sheet: what the PDF says, what the legend shows, what is refused, and that nothing is half written."""

from __future__ import annotations

import dataclasses
import datetime
import re
from pathlib import Path
from typing import Any, Callable

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProject, QgsVectorLayer

from ir_plugin.cartography import sheet as module
from ir_plugin.cartography import styles
from ir_plugin.cartography.backdrop import neighbouring_land
from ir_plugin.cartography.export_map import export_map
from ir_plugin.cartography.legend import fill_legend
from ir_plugin.cartography.map_layout import layout_from
from ir_plugin.core.classes import Class, ClassTable, Ramp
from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.texts import Text
from ir_plugin.qgis_support.paths import styles_folder
from tests.qgis.cartography.sheets import draw, said_of, sample_register, words

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#336699"/></svg>'


def test_the_sheet_says_all_that_it_must(tmp_path: Path, styled: QgsVectorLayer) -> None:
    (tmp_path / "logo.svg").write_text(LOGO)
    output = tmp_path / "peta.pdf"
    results = draw(
        output,
        [styled],
        TITLE="Sebaran percobaan",
        SUBTITLE="Kabupaten Contoh",
        SOURCE="Pendataan contoh 2025",
        AGENCY="Dinas Contoh; Jalan Percobaan 1",
        EDITION="Edisi II, 2025",
        LOGO=str(tmp_path / "logo.svg"),
    )
    text = words(output)
    expected = [
        "SEBARAN PERCOBAAN",
        "Kabupaten Contoh",
        "SKALA 1 : 750.000",
        "106°00' BT",
        "2°45' LS",
        "Transverse Mercator, Indonesia TM-3 zona 48.2",
        "DGN95",
        "KETERANGAN",
        "DIAGRAM LOKASI",
        "Sumber: Pendataan contoh 2025",
        "Riwayat: dibuat",
        "Edisi II, 2025",
        "Dinas Contoh",
        "Jalan Percobaan 1",
        "Hak cipta dilindungi oleh Undang-Undang",
        "indikatif",
    ]
    assert [phrase for phrase in expected if phrase not in text] == []
    told = said_of(output)
    assert re.search(r"Author: +Dinas Contoh\n", told) and re.search(r"Subject: +\S", told)
    assert results.strings["OUTPUT"] == str(output)


def test_the_legend_shows_the_classes_on_the_map_and_no_other(tmp_path: Path, styled: QgsVectorLayer) -> None:
    draw(tmp_path / "peta.pdf", [styled])
    text = words(tmp_path / "peta.pdf")
    assert all(label in text for label in ("Kelas percobaan", "Sangat tinggi", "Tidak signifikan", "Tidak dihitung"))
    assert "Tinggi" not in text


def test_defaults_name_theme_province_layers_and_year(tmp_path: Path, styled: QgsVectorLayer) -> None:
    draw(tmp_path / "peta.pdf", [styled])
    text = words(tmp_path / "peta.pdf")
    year = datetime.date.today().year
    for phrase in ("KELAS PERCOBAAN", "Provinsi Kepulauan Bangka Belitung", "Sumber: desa contoh\n", f"tahun {year}"):
        assert phrase in text
    assert "DRAF" not in text


def test_english_and_draft(tmp_path: Path, styled: QgsVectorLayer) -> None:
    draw(tmp_path / "map.pdf", [styled], language="en", DRAFT=True)
    text = words(tmp_path / "map.pdf")
    for phrase in ("DRAFT", "SCALE 1 : 750,000", "LEGEND", "106°00' E", "Edition 1"):
        assert phrase in text


def test_the_city_has_an_inset_on_sheets_of_the_province_only(
    tmp_path: Path, squares: Callable[..., QgsVectorLayer]
) -> None:
    draw(tmp_path / "province.pdf", [squares([0, 1, 2], west=105.1, south=-3.2, side=1.2)])
    draw(tmp_path / "island.pdf", [squares([0, 1], west=107.5, south=-3.2)])
    assert "KOTA PANGKAL PINANG" in words(tmp_path / "province.pdf")
    assert "KOTA PANGKAL PINANG" not in words(tmp_path / "island.pdf")


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_formats(tmp_path: Path, styled: QgsVectorLayer, ending: str, start: bytes) -> None:
    output = tmp_path / f"peta.{ending}"
    draw(output, [styled])
    assert output.read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def refusal(output: Path, layers: list[QgsVectorLayer], **values: Any) -> str:
    """The Indonesian sentence with which a map is refused; the file that was there is untouched."""
    before = {path: path.read_bytes() for path in output.parent.glob("*") if path.is_file()}
    with pytest.raises(UserError) as refused:
        draw(output, layers, **values)
    assert {path: path.read_bytes() for path in output.parent.glob("*") if path.is_file()} == before
    return refused.value.sentence.id


def test_bad_input_is_refused_in_one_sentence(
    tmp_path: Path, styled: QgsVectorLayer, squares: Callable[..., QgsVectorLayer]
) -> None:
    output = tmp_path / "peta.pdf"
    output.write_bytes(b"older map")
    nowhere = squares([1])
    nowhere.setCrs(QgsCoordinateReferenceSystem())
    assert "satu layer" in refusal(output, [])
    assert "kosong" in refusal(output, [squares([])])
    assert "tidak memiliki sistem koordinat" in refusal(output, [nowhere])
    assert "tidak dapat dibuka" in refusal(output, [QgsVectorLayer("/no/such.gpkg", "hilang", "ogr")])
    assert "logo" in refusal(output, [styled], LOGO=str(tmp_path / "none.png"))
    (tmp_path / "words.png").write_text("no picture")
    assert "bukan gambar" in refusal(output, [styled], LOGO=str(tmp_path / "words.png"))
    (tmp_path / "half.qpt").write_text('<Layout name="half"')
    assert "tidak dapat dibaca" in refusal(output, [styled], TEMPLATE=str(tmp_path / "half.qpt"))
    assert "berakhiran" in refusal(tmp_path / "peta.docx", [styled])


def test_coordinates_that_do_not_fit_their_system_are_refused(
    tmp_path: Path, squares: Callable[..., QgsVectorLayer]
) -> None:
    metres = squares([1], west=500_000.0, south=9_700_000.0, side=1000.0)
    assert "tidak cocok" in refusal(tmp_path / "peta.pdf", [metres])


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, styled: QgsVectorLayer) -> None:
    assert "tidak dapat ditulis" in refusal(tmp_path / "missing" / "peta.pdf", [styled])
    (tmp_path / "file").write_text("x")
    assert "tidak dapat ditulis" in refusal(tmp_path / "file" / "peta.pdf", [styled])
    (tmp_path / "folder.pdf").mkdir()
    assert "tidak dapat ditulis" in refusal(tmp_path / "folder.pdf", [styled])


@pytest.mark.parametrize("item", ["legend", "scale_bar", "map"])
def test_a_template_without_an_item_is_refused(
    tmp_path: Path, styled: QgsVectorLayer, monkeypatch: pytest.MonkeyPatch, item: str
) -> None:
    template = (styles_folder() / "layouts" / "a3_landscape.qpt").read_text(encoding="utf-8")
    (tmp_path / "styles" / "layouts").mkdir(parents=True)
    (tmp_path / "styles" / "layouts" / "a3_landscape.qpt").write_text(template.replace(f'id="{item}"', 'id="lost"'))
    monkeypatch.setattr(module, "styles_folder", lambda: tmp_path / "styles")
    sentence = refusal(tmp_path / "peta.pdf", [styled])
    assert "tidak memuat unsur" in sentence
    assert item in sentence


@pytest.mark.parametrize("moment", [0.05, 0.3, 0.6, 0.95])
def test_a_cancel_leaves_nothing_and_keeps_what_was_there(
    tmp_path: Path, styled: QgsVectorLayer, moment: float
) -> None:
    output = tmp_path / "peta.pdf"
    output.write_bytes(b"older map")

    def progress(fraction: float) -> None:
        if fraction >= moment:
            raise Cancelled

    settings = {"LAYERS": [styled], "PAPER": "a3_landscape", "OUTPUT": str(output)}
    with pytest.raises(Cancelled):
        export_map(settings, Context(progress=progress), QgsProcessingContext())
    if moment < 0.95:
        assert output.read_bytes() == b"older map"
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


WITHOUT_BUSINESSES = "19.03.08.2002"


def test_a_region_of_the_register_has_the_sheet_of_an_atlas(tmp_path: Path, styled: QgsVectorLayer) -> None:
    register = str(sample_register())
    draw(tmp_path / "peta.pdf", [styled], REGISTER=register, REGION="Kecamatan Toboali", PAPER="a4")
    text = words(tmp_path / "peta.pdf")
    for phrase in ("Kecamatan Toboali, Kabupaten Bangka Selatan", "Batas kecamatan", "Wilayah di luar lembar"):
        assert phrase in text
    assert "pilih juga registernya" in refusal(tmp_path / "peta.pdf", [styled], REGION="19.03")
    assert "Tidak ada wilayah Atlantis" in refusal(
        tmp_path / "peta.pdf", [styled], REGISTER=register, REGION="Atlantis"
    )


def test_a_region_without_anything_to_show_is_told(tmp_path: Path) -> None:
    register = str(sample_register())
    businesses = QgsVectorLayer(f"{register}|layername=usaha_ringkas", "Usaha", "ogr")
    notes = draw(tmp_path / "peta.pdf", [businesses], REGISTER=register, REGION=WITHOUT_BUSINESSES, PAPER="a4").notes
    assert notes[-1].warning and notes[-1].sentence.id.startswith("Layer yang dipilih tidak berisi apa pun di: Desa")


def test_layers_of_the_project_keep_their_style(tmp_path: Path, styled: QgsVectorLayer) -> None:
    before = styled.renderer()
    draw(tmp_path / "peta.pdf", [styled])
    assert styled.renderer() is before
    assert list(QgsProject.instance().mapLayers()) == [styled.id()]


def test_land_around_is_named_only_where_it_is_seen(tmp_path: Path, squares: Callable[..., QgsVectorLayer]) -> None:
    draw(tmp_path / "sea.pdf", [squares([1], west=107.0, south=-1.5, side=0.2)])
    assert "Daratan" not in words(tmp_path / "sea.pdf")
    if not neighbouring_land("id"):
        pytest.skip("this QGIS came without its world map")
    draw(tmp_path / "province.pdf", [squares([0, 1, 2], west=105.1, south=-3.2, side=1.2)])
    assert "Daratan di luar wilayah peta" in words(tmp_path / "province.pdf")
    assert "Daratan sekitar: Natural Earth" in words(tmp_path / "province.pdf")


def test_a_theme_by_draft_rules_is_always_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: ClassTable, squares: Callable[..., QgsVectorLayer]
) -> None:
    monkeypatch.setattr(styles, "THEMES", (dataclasses.replace(table, draft=True),))
    layer = squares([0, 1])
    styles.apply_theme(layer, table, "id")
    draw(tmp_path / "peta.pdf", [layer], DRAFT=False)
    assert "DRAF" in words(tmp_path / "peta.pdf")


@pytest.mark.parametrize(
    ("field", "status", "marked"),
    [
        ("kelas", "DRAF", False),
        ("kelas_1", "DRAF", True),
        ("kelas_1", "TERVERIFIKASI", False),
        ("kelas_1", None, False),
    ],
)
def test_counts_of_draft_classes_are_marked_by_whatever_style(
    tmp_path: Path,
    squares: Callable[..., QgsVectorLayer],
    widened: Callable[..., QgsVectorLayer],
    field: str,
    status: str | None,
    marked: bool,
) -> None:
    layer = widened(squares([1, 2]), ["kelas_1:integer", "status_aturan:string"], [[3, status], [3, status]])
    ramp = Ramp("counts", Text("Jumlah", "Count"), field, "polygon", ("#ffffcc", "#225ea8"))
    layer.setRenderer(styles.theme_renderer(ramp, "id", "polygon", np.array([3.0])))
    QgsProject.instance().addMapLayer(layer)  # whose style is kept
    draw(tmp_path / "peta.pdf", [layer], DRAFT=False)
    assert ("DRAF" in words(tmp_path / "peta.pdf")) == marked


@pytest.mark.parametrize(
    ("statuses", "marked"), [(["DRAF", None], True), (["TERVERIFIKASI", None], False), ([None] * 2, True)]
)
def test_classes_by_rules_that_somebody_confirmed_are_no_draft(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    table: ClassTable,
    squares: Callable[..., QgsVectorLayer],
    widened: Callable[..., QgsVectorLayer],
    statuses: list[str | None],
    marked: bool,
) -> None:
    monkeypatch.setattr(styles, "THEMES", (dataclasses.replace(table, draft=True),))
    layer = widened(squares([0, 1]), ["status_aturan:string"], [[status] for status in statuses])
    styles.apply_theme(layer, table, "id")
    draw(tmp_path / "peta.pdf", [layer], DRAFT=False)
    assert ("DRAF" in words(tmp_path / "peta.pdf")) == marked


@pytest.mark.parametrize(("classes", "size", "fits"), [(4, 1.0, True), (12, 0.85, True), (40, 0.7, False)])
def test_a_legend_shrinks_into_its_place_or_says_so(
    tmp_path: Path, squares: Callable[..., QgsVectorLayer], classes: int, size: float, fits: bool
) -> None:
    layer = squares(list(range(classes)), side=2.0 / classes)
    many = [Class(number, Text(f"Kelas nomor {number}", f"Class {number}"), "#b2182b") for number in range(classes)]
    table = ClassTable("test_many", Text("Uji", "Test"), "kelas", "polygon", tuple(many))
    layer.setRenderer(styles.theme_renderer(table, "id", "polygon"))
    project = QgsProject()
    layout = layout_from(styles_folder() / "layouts" / "a4_landscape.qpt", project, "id")
    legend = layout.itemById("legend")
    drawn = legend.symbolWidth()
    assert fill_legend(legend, [layer], layer.extent(), layer.crs(), "id") == fits
    assert legend.symbolWidth() / drawn == pytest.approx(size, abs=0.01)

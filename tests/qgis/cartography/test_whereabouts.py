"""Where a sheet lies: names of places on layers that bring none, registers of other and of several provinces."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Callable, List, Optional, Tuple

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsLayoutItemShape,
    QgsProcessingContext,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ir_plugin.cartography import styles
from ir_plugin.cartography.backdrop import HOME, home_provinces, neighbouring_land
from ir_plugin.cartography.export_atlas import Atlas, export_atlas
from ir_plugin.cartography.export_report import export_report
from ir_plugin.cartography.layout_files import write_layout
from ir_plugin.cartography.region_sheet import region_sheet
from ir_plugin.cartography.whereabouts import area_of, boundaries_of, lacks_surroundings, unit_of
from ir_plugin.core.cartography.atlas_regions import atlas_regions
from ir_plugin.core.cartography.export_report import OPERATION
from ir_plugin.core.classes import ClassTable
from ir_plugin.core.declaration import Context
from ir_plugin.core.progress import no_progress
from tests.qgis.cartography.other_provinces import NAME, with_second_province
from tests.qgis.cartography.sheets import draw, inside, page_words, runs_of_words, sample_register, words
from tests.qgis.cartography.test_sheet_words import placed

BOTH = f"Provinsi Kepulauan Bangka Belitung dan Provinsi {NAME}"


def layer_of(register: Path, table: str) -> QgsVectorLayer:
    return QgsVectorLayer(f"{register}|layername={table}", table, "ogr")


@pytest.fixture
def villages(squares: Callable[..., QgsVectorLayer], widened: Callable[..., QgsVectorLayer]) -> QgsVectorLayer:
    """Two villages of two regencies, in a file that is no register."""
    rows = [["19.01.01.1001", "Bangka"], ["19.71.01.1001", "Pangkal Pinang"]]
    return widened(squares([1, 2]), ["kode:string", "kabupaten:string"], rows)


def test_a_layer_of_a_register_is_drawn_with_the_boundaries_beside_it(tmp_path: Path) -> None:
    businesses = layer_of(sample_register(), "usaha_ringkas")
    draw(tmp_path / "peta.pdf", [businesses])
    text = words(tmp_path / "peta.pdf")
    for phrase in ("BANGKA SELATAN", "KOTA PANGKAL PINANG", "Batas kabupaten/kota"):
        assert phrase in text
    assert "PETA INDUSTRI RUMAHAN" in text and "MENURUT" in text


def test_villages_of_another_file_become_regencies(tmp_path: Path, villages: QgsVectorLayer) -> None:
    (made,) = boundaries_of([villages], "id")
    assert sorted(each["nama"] for each in made.getFeatures()) == ["Bangka", "Pangkal Pinang"]
    draw(tmp_path / "peta.pdf", [villages])
    text = words(tmp_path / "peta.pdf")
    assert "BANGKA" in text and "KOTA PANGKAL PINANG" in text and "Provinsi Kepulauan Bangka Belitung" in text


def test_what_has_boundaries_or_no_names_gets_none(squares: Callable[..., QgsVectorLayer]) -> None:
    assert boundaries_of([layer_of(sample_register(), "ref_wilayah")], "id") == []
    assert boundaries_of([squares([1])], "id") == []


def test_a_sheet_is_called_by_the_deepest_region_that_holds_all(villages: QgsVectorLayer) -> None:
    assert area_of([villages]).id == "Provinsi Kepulauan Bangka Belitung"
    first = next(villages.getFeatures()).id()
    villages.dataProvider().deleteFeatures([each.id() for each in villages.getFeatures() if each.id() != first])
    assert "Sungailiat" in area_of([villages], str(sample_register())).id


def test_what_lies_around_a_part_of_a_province_is_no_sea(tmp_path: Path, villages: QgsVectorLayer) -> None:
    """Also where no register is there to tell; its boundaries are drawn where there is one."""
    if not neighbouring_land("id"):
        pytest.skip("this QGIS came without its world map")
    city = [each.id() for each in villages.getFeatures() if str(each["kode"]).startswith("19.71")]
    villages.dataProvider().deleteFeatures([each.id() for each in villages.getFeatures() if each.id() not in city])
    villages.updateExtents()
    assert city and lacks_surroundings([villages])
    assert not lacks_surroundings([villages], str(sample_register()))
    draw(tmp_path / "peta.pdf", [villages])
    text = words(tmp_path / "peta.pdf")
    assert "Daratan di luar wilayah peta" in text and "Bangka-Belitung" not in text


@pytest.mark.parametrize(
    ("codes", "is_lacking"),
    [
        (("19.71.01.1001", "19.71.02.1002"), True),
        (("19.01", "19.02"), True),
        (("19.01", "19.02", "19.03", "19.04", "19.05", "19.06.01", "19.71"), False),
        (("19", "19.01"), False),
        (("15.01.01", "15.02.01"), False),
        (("15.01.01", "15.01.02"), True),
        (("kota", None), False),
    ],
)
def test_a_part_of_a_province_is_known_by_its_regencies(
    squares: Callable[..., QgsVectorLayer],
    widened: Callable[..., QgsVectorLayer],
    codes: Tuple[Optional[str], ...],
    is_lacking: bool,
) -> None:
    layer = widened(squares([1] * len(codes)), ["kode:string"], [[code] for code in codes])
    assert lacks_surroundings([layer]) == is_lacking


@pytest.mark.parametrize(("length", "unit"), [(5, "kabupaten/kota"), (8, "kecamatan"), (13, "desa/kelurahan")])
def test_a_sheet_says_of_which_regions_its_areas_are(
    tmp_path: Path,
    squares: Callable[..., QgsVectorLayer],
    widened: Callable[..., QgsVectorLayer],
    length: int,
    unit: str,
) -> None:
    rows = [["19.01.01.1001"[:length], 8], ["19.71.01.1001"[:length], 9]]
    layer = widened(squares([1, 2]), ["kode:string", "ir_jumlah:integer"], rows)
    assert unit_of([layer]) is None, "areas without a theme are no units"
    draw(tmp_path / "peta.pdf", [layer], THEME="ir_jumlah")
    assert f"Satuan wilayah: {unit}." in words(tmp_path / "peta.pdf")


def test_far_from_the_province_nothing_is_called_by_it(tmp_path: Path, squares: Callable[..., QgsVectorLayer]) -> None:
    draw(tmp_path / "peta.pdf", [squares([1, 2], west=115.0, south=-8.6, side=0.2)])
    text = words(tmp_path / "peta.pdf")
    assert "Bangka" not in text and "UTM zone 50S" in text.replace("zona", "zone")


@pytest.fixture
def two_provinces(tmp_path: Path) -> Path:
    register = Path(shutil.copy(sample_register(), tmp_path / "register.gpkg"))
    with_second_province(register)
    return register


def test_a_map_of_two_provinces_names_both_and_their_regencies(tmp_path: Path, two_provinces: Path) -> None:
    businesses = layer_of(two_provinces, "usaha_ringkas")
    draw(tmp_path / "peta.pdf", [businesses])
    text = " ".join(runs_of_words(tmp_path / "peta.pdf").split())
    for phrase in (BOTH, "BANGKA SELATAN", "BELITUNG TIMUR"):
        assert phrase in text, phrase
    if neighbouring_land("id"):
        homes = home_provinces([layer_of(two_provinces, "ref_wilayah")])
        assert HOME in homes and len(homes) > 1


def test_an_atlas_shows_where_a_region_lies_in_its_own_province(two_provinces: Path) -> None:
    subject = inside([layer_of(two_provinces, "usaha_ringkas")])
    atlas = Atlas({"REGISTER": str(two_provinces), "LEVEL": "kabupaten", "PAPER": "a4"}, subject, "id")
    areas = []
    for region in atlas_regions(str(two_provinces), "kabupaten"):
        locator = atlas.sheet(region).locator
        assert locator is not None
        areas.append(max(locator.area.width(), locator.area.height()))
    assert max(areas) < 350_000, "in metres, not the 700 km from one to the other"


@pytest.mark.slow
def test_a_report_of_two_provinces(tmp_path: Path, two_provinces: Path) -> None:
    settings: Any = {each.id: getattr(each, "default", None) for each in OPERATION.parameters}
    settings.update(REGISTER=str(two_provinces), OUTPUT=str(tmp_path / "laporan.pdf"))
    export_report(settings, Context(), QgsProcessingContext())
    text = " ".join(words(tmp_path / "laporan.pdf").split())
    assert f"Profil industri rumahan {BOTH}" in text
    assert "29.02" in text and "19.01" in text
    export_report({**settings, "REGION": "29"}, Context(), QgsProcessingContext())
    text = " ".join(words(tmp_path / "laporan.pdf").split())
    assert f"Profil industri rumahan Provinsi {NAME}" in text and "19.01" not in text


def test_a_sheet_of_an_atlas_says_where_its_neighbours_are(
    tmp_path: Path, squares: Callable[..., QgsVectorLayer], table: ClassTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the index of sheets of an official map does."""
    monkeypatch.setattr(styles, "THEMES", (table,))
    layer = squares([2, 1, 0], west=107.0, south=-3.6, side=0.8)
    styles.apply_theme(layer, table, "id")
    QgsProject.instance().addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    values = {"REGISTER": str(sample_register()), "LAYERS": [layer], "LEVEL": "kecamatan", "WITHIN": "Membalong;Badau"}
    export_atlas({**values, "PAPER": "a4", "OUTPUT": str(tmp_path / "atlas.pdf")}, Context(), context)
    first, second = (page_words(tmp_path / "atlas.pdf", page) for page in (1, 2))
    assert "lembar 2" in first and "lembar 1" in second
    assert "Wilayah di luar lembar" in first and "Daratan di luar wilayah peta" not in first, "they look the same"


def boxes_on(item: Any, pdf: Path) -> List[Any]:
    """Words inside an item of the layout."""
    left, top = item.pagePos().x(), item.pagePos().y()
    right, bottom = left + item.rect().width(), top + item.rect().height()
    return [
        each
        for each in placed(pdf)
        if left < each.right and each.left < right and top < each.bottom and each.top < bottom
    ]


@pytest.mark.parametrize("paper", ["a4_landscape", "a1_landscape"])
def test_no_name_lies_on_the_mark_of_the_inset(tmp_path: Path, paper: str) -> None:
    register = str(sample_register())
    subject = inside([layer_of(sample_register(), "usaha_ringkas")])
    told = region_sheet(register, subject, "19", {"PAPER": paper}, "id")
    made = told.maker.make(told.sheet)
    (mark,) = [each for each in made.layout.items() if isinstance(each, QgsLayoutItemShape) and each.id() == "mark"]
    write_layout(made, tmp_path / "peta.pdf", subject.profile, no_progress)
    assert mark.rect().width() > 5
    assert [each.text for each in boxes_on(mark, tmp_path / "peta.pdf")] == []


def test_a_single_sheet_knows_where_it_lies(tmp_path: Path, squares: Callable[..., QgsVectorLayer]) -> None:
    layer = squares([1, 2])
    draw(tmp_path / "peta.pdf", [layer])
    page = gdal.Open(str(tmp_path / "peta.pdf"))
    left, across, _, top, _, down = page.GetGeoTransform()
    covered = QgsRectangle(left, top + down * page.RasterYSize, left + across * page.RasterXSize, top)
    system = QgsCoordinateReferenceSystem.fromWkt(page.GetProjection())
    to_degrees = QgsCoordinateTransform(system, layer.crs(), QgsCoordinateTransformContext())
    degrees = to_degrees.transformBoundingBox(covered)
    assert degrees.contains(layer.extent()) and layer.extent().width() > 0.3 * degrees.width()

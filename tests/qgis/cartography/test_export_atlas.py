"""The atlas of a register: every sheet shows and names its own region, and all files are there or none."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Sequence

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsProcessingContext,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ir_plugin.cartography import styles
from ir_plugin.cartography.export_atlas import export_atlas
from ir_plugin.core.classes import ClassTable
from ir_plugin.core.declaration import Context, Note, Results
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.qgis_support.paths import styles_folder
from tests.qgis.cartography.sheets import bookmarks, page_words, pages, said_of, sample_register

BELITUNG = ["Tanjungpandan", "Membalong", "Selat Nasik", "Sijuk", "Badau"]


@pytest.fixture
def villages(squares: Callable[..., QgsVectorLayer], table: ClassTable, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Classes in squares all over Belitung and the sea around it, drawn by a theme, in the project."""
    monkeypatch.setattr(styles, "THEMES", (table,))
    layer = squares([2, 1, 0], west=107.0, south=-3.6, side=0.4)
    north = squares([0, 1, None], west=107.0, south=-3.2, side=0.4)
    top = squares([2, None, 1], west=107.0, south=-2.8, side=0.4)
    layer.dataProvider().addFeatures([*north.getFeatures(), *top.getFeatures()])
    layer.updateExtents()
    styles.apply_theme(layer, table, "id")
    QgsProject.instance().addMapLayer(layer)
    return layer


def atlas(output: Path, layers: Sequence[QgsVectorLayer], context: Optional[Context] = None, **values: Any) -> Results:
    """Runs exportatlas as the provider does, on the districts of Belitung."""
    qgis = QgsProcessingContext()
    qgis.setProject(QgsProject.instance())
    settings: Dict[str, Any] = {
        "REGISTER": str(sample_register()),
        "LAYERS": list(layers),
        "LEVEL": "kecamatan",
        "WITHIN": "Belitung",
        "PAPER": "a4",
        "OUTPUT": str(output),
    }
    return export_atlas({**settings, **values}, context or Context(), qgis)


def test_every_sheet_names_its_own_region_and_number(tmp_path: Path, villages: QgsVectorLayer) -> None:
    output = tmp_path / "atlas.pdf"
    settings = {"TITLE": "Peta percobaan", "SOURCE": "Pendataan contoh 2025", "AGENCY": "Dinas Contoh;Jl. Satu"}
    results = atlas(output, [villages], DRAFT=True, **settings)
    assert results.numbers["SHEETS"] == pages(output) == 5
    assert bookmarks(output) == [
        (number, f"Kecamatan {name}, Kabupaten Belitung") for number, name in enumerate(BELITUNG, start=1)
    ]
    for told in ("Peta percobaan\n", "Atlas menurut kecamatan, 5 lembar", "Dinas Contoh\n"):
        assert told in said_of(output)
    for number, name in enumerate(BELITUNG, start=1):
        text = page_words(output, number)
        for phrase in (
            "PETA PERCOBAAN",
            f"Kecamatan {name}, Kabupaten Belitung",
            "SKALA 1 : ",
            f"Lembar {number} dari 5",
            "Sumber: Pendataan contoh 2025",
            "DRAF",
            "Batas kecamatan",
            "Wilayah di luar lembar",
        ):
            assert phrase in text, (name, phrase)


def boxes(level: str, within: str) -> List[tuple]:
    """West, south, east and north of the regions of a level, by code."""
    layer = QgsVectorLayer(f"{sample_register()}|layername=ref_wilayah", "batas", "ogr")
    layer.setSubsetString(f"\"tingkat\" = '{level}' AND \"kode_dagri\" LIKE '{within}%'")
    found = sorted(layer.getFeatures(), key=lambda feature: str(feature["kode_dagri"]))
    return [each.geometry().boundingBox() for each in found]


def test_every_page_lies_where_its_region_does(tmp_path: Path, villages: QgsVectorLayer) -> None:
    output = tmp_path / "atlas.pdf"
    atlas(output, [villages])
    for number, box in enumerate(boxes("3", "19.02."), start=1):
        page = gdal.Open(f"PDF:{number}:{output}")
        if page.GetGeoTransform()[0] == 0.0:
            pytest.skip("this GDAL cannot change PDFs")
        left, across, _, top, _, down = page.GetGeoTransform()
        covered = QgsRectangle(left, top + down * page.RasterYSize, left + across * page.RasterXSize, top)
        system = QgsCoordinateReferenceSystem.fromWkt(page.GetProjection())
        degrees = QgsCoordinateTransform(
            system, QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateTransformContext()
        ).transformBoundingBox(covered)
        assert degrees.contains(box)
        assert max(box.width() / degrees.width(), box.height() / degrees.height()) > 0.3


def test_the_legend_has_the_classes_of_the_region_and_no_other(
    tmp_path: Path, villages: QgsVectorLayer, table: ClassTable
) -> None:
    output = tmp_path / "atlas.pdf"
    atlas(output, [villages])
    stored = QgsVectorLayer(f"{sample_register()}|layername=ref_wilayah", "batas", "ogr")
    for number, name in enumerate(BELITUNG, start=1):
        stored.setSubsetString(f"\"tingkat\" = '3' AND \"induk\" = '19.02' AND \"nama\" = '{name}'")
        (region,) = stored.getFeatures()
        expected = set()
        for square in villages.getFeatures():
            shared = square.geometry().intersection(region.geometry()).area()
            if shared > 0.01 * min(square.geometry().area(), region.geometry().area()):
                value = square["kelas"]
                expected.add(value if isinstance(value, int) else None)
        text = page_words(output, number)
        lines = {line.strip() for raw in text.splitlines() for line in raw.split("  ")}
        shown = {each.code for each in table.classes if each.label.id in lines}
        assert shown == expected, name


@pytest.mark.parametrize(("within", "count"), [("19.02.03", 1), ("Kabupaten Belitung; Pangkal Pinang", 12), ("", 47)])
def test_regions_are_chosen_by_name_or_code(tmp_path: Path, villages: QgsVectorLayer, within: str, count: int) -> None:
    results = atlas(tmp_path / "atlas.pdf", [villages], WITHIN=within)
    assert results.numbers["SHEETS"] == pages(tmp_path / "atlas.pdf") == count


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_one_file_for_each_region(tmp_path: Path, villages: QgsVectorLayer, ending: str) -> None:
    atlas(tmp_path / f"atlas.{ending}", [villages], WITHIN="Selat Nasik;Badau", SEPARATE=True, LEVEL="kecamatan")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"atlas_190203_selat_nasik.{ending}", f"atlas_190205_badau.{ending}"]


def test_what_lacks_is_said_before_the_work(tmp_path: Path, villages: QgsVectorLayer) -> None:
    said: List[Note] = []
    atlas(tmp_path / "atlas.pdf", [villages], Context(say=said.append), AGENCY="Dinas Contoh", WITHIN="Badau")
    assert [each.sentence.id for each in said] == [
        "Informasi tepi peta belum lengkap: alamat dan kontak instansi (baris di bawah namanya); "
        "logo instansi; sumber data menurut pembuatnya; tahun data dalam judul. Lengkapi sebelum peta diedarkan."
    ]


def test_sheets_without_anything_are_named(tmp_path: Path, villages: QgsVectorLayer) -> None:
    results = atlas(tmp_path / "atlas.pdf", [villages], WITHIN="Toboali")
    assert any("tidak berisi apa pun di: Toboali." in note.sentence.id for note in results.notes)


def refused(output: Path, layers: Sequence[QgsVectorLayer], **values: Any) -> str:
    """The Indonesian sentence of a refusal; the folder is as it was."""
    before = {path: path.read_bytes() for path in output.parent.glob("*") if path.is_file()}
    with pytest.raises(UserError) as error:
        atlas(output, layers, **values)
    assert {path: path.read_bytes() for path in output.parent.glob("*") if path.is_file()} == before
    assert not list(output.parent.glob(".klaster_ir_*"))
    return error.value.sentence.id


def test_bad_input_is_one_sentence(tmp_path: Path, villages: QgsVectorLayer) -> None:
    output = tmp_path / "atlas.pdf"
    output.write_bytes(b"older atlas")
    assert "Tidak ada wilayah Atlantis" in refused(output, [villages], WITHIN="Atlantis")
    assert "pakai kode wilayahnya" in refused(output, [villages], LEVEL="desa", WITHIN="Rukam")
    assert "logo" in refused(output, [villages], LOGO=str(tmp_path / "none.png"))
    assert "tidak muat pada skala 1 : 10.000" in refused(output, [villages], SCALE=10_000)
    assert "Templat peta" in refused(output, [villages], TEMPLATE=str(tmp_path / "none.qpt"))
    assert "bukan register" in refused(output, [villages], REGISTER=str(other_database(tmp_path / "x" / "y.gpkg")))
    (tmp_path / "berkas").write_text("x")
    assert "tidak dapat ditulis" in refused(tmp_path / "berkas" / "atlas.pdf", [villages])


def other_database(path: Path) -> Path:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE apa (a)")
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("separate", [False, True])
@pytest.mark.parametrize("moment", [0.05, 0.5, 0.94])
def test_a_cancel_between_sheets_leaves_what_was_there(
    tmp_path: Path, villages: QgsVectorLayer, moment: float, separate: bool
) -> None:
    output = tmp_path / "atlas.pdf"
    output.write_bytes(b"older atlas")

    def progress(fraction: float) -> None:
        if fraction >= moment:
            raise Cancelled

    with pytest.raises(Cancelled):
        atlas(output, [villages], Context(progress=progress), WITHIN="Selat Nasik;Badau", SEPARATE=separate)
    assert output.read_bytes() == b"older atlas"
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_a_region_without_a_valid_outline_is_named(tmp_path: Path, villages: QgsVectorLayer) -> None:
    register = tmp_path / "register.gpkg"
    register.write_bytes(sample_register().read_bytes())
    with sqlite3.connect(register) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("UPDATE ref_wilayah SET geom = NULL WHERE kode_dagri LIKE '19.02.__'")
    sentence = refused(tmp_path / "atlas.pdf", [villages], REGISTER=str(register))
    assert sentence == "Wilayah Belitung tidak berisi batas kecamatan; impor batasnya atau pilih wilayah lain."


def test_a_sheet_of_a_village_has_seconds_at_its_lines(tmp_path: Path, villages: QgsVectorLayer) -> None:
    output = tmp_path / "atlas.pdf"
    atlas(output, [villages], LEVEL="desa", WITHIN="Kelurahan Bintang")
    text = page_words(output, 1)
    assert "Kelurahan Bintang, Kecamatan Rangkui, Kota Pangkal Pinang" in " ".join(text.split())
    assert "106°06'40\" BT" in text and 'selang 5"' in text


@pytest.mark.parametrize("item", ["legend", "agency", "map", "draft"])
def test_a_template_of_ones_own_without_an_item_is_refused(tmp_path: Path, villages: QgsVectorLayer, item: str) -> None:
    drawn = (styles_folder() / "layouts" / "a4_portrait.qpt").read_text(encoding="utf-8")
    own = tmp_path / "kantor.qpt"
    own.write_text(drawn.replace(f' id="{item}"', ' id="lain"'), encoding="utf-8")
    sentence = refused(tmp_path / "atlas.pdf", [villages], TEMPLATE=str(own))
    assert sentence == (f"Templat peta kantor.qpt tidak memuat unsur: {item}; tambahkan unsur dengan ID itu di QGIS.")


def test_a_template_of_ones_own_stands_for_the_paper(tmp_path: Path, villages: QgsVectorLayer) -> None:
    own = tmp_path / "kantor.qpt"
    own.write_text((styles_folder() / "layouts" / "a3_portrait.qpt").read_text(encoding="utf-8"), encoding="utf-8")
    atlas(tmp_path / "atlas.pdf", [villages], TEMPLATE=str(own), WITHIN="Badau")
    page = gdal.Open(f"PDF:1:{tmp_path / 'atlas.pdf'}")
    assert page.RasterYSize / page.RasterXSize == pytest.approx(420 / 297, abs=0.01)


@pytest.mark.parametrize(("theme", "shown"), [("cabang_ikm", "Pangan"), ("jenis_kelamin", "Perempuan")])
def test_a_theme_is_chosen_without_touching_the_layer(tmp_path: Path, theme: str, shown: str) -> None:
    businesses = QgsVectorLayer(f"{sample_register()}|layername=usaha_ringkas", "usaha", "ogr")
    QgsProject.instance().addMapLayer(businesses)
    before = businesses.renderer()
    atlas(tmp_path / "atlas.pdf", [businesses], THEME=theme, WITHIN="Badau")
    assert shown in page_words(tmp_path / "atlas.pdf", 1)
    assert businesses.renderer() is before

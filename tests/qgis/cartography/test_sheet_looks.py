"""How sheets look: beside small pictures that were looked at and kept, and the same from every template."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Mapping

import numpy as np
import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QImage, qGray

from ir_plugin.cartography import styles
from ir_plugin.cartography.circles import sized_for
from ir_plugin.cartography.fitting import words_mm
from ir_plugin.cartography.fonts import label_font, label_points
from ir_plugin.cartography.growth import grown
from ir_plugin.cartography.legend import fill_legend
from ir_plugin.cartography.map_layout import layout_from, show_banners
from ir_plugin.cartography.sheet import OF_FIGURE
from ir_plugin.cartography.sheet_image import sheet_image
from ir_plugin.cartography.symbols import GROUND, land_symbol
from ir_plugin.core.cartography.map_sheet import FIGURE, PAPERS, paper_for
from ir_plugin.core.cartography.marginalia import ITEMS
from ir_plugin.core.classes import ClassTable
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.themes import COUNTS, WOMEN
from ir_plugin.core.methods.themes import HOT_SPOTS, NOT_SIGNIFICANT
from ir_plugin.core.register.aggregate_columns import HIDDEN
from ir_plugin.qgis_support.paths import styles_folder
from tests.qgis.cartography.sheets import draw, sample_register, words

KEPT = Path(__file__).resolve().parents[2] / "expected" / "sheets"
KEEP = "KLASTER_IR_KEEP_SHEETS"
"""With this variable set the pictures are kept anew instead of compared; look at them before you commit them."""

WIDTH, BLOCK = 240, 8
MEAN_DIFFERENCE, BLOCK_DIFFERENCE = 3.0, 25.0
"""Of grey values up to 255; dates, versions and the edges of letters may differ."""

LARGEST_CIRCLES = 10_000
"""The denominator of a scale at which circles are as large as they become."""

PUBLICATION = {
    "TITLE": "Peta percobaan",
    "SOURCE": "Pendataan contoh 2025",
    "AGENCY": "Dinas Contoh; Jalan Percobaan 1; Telp. 0717",
}


def grey(picture: QImage) -> np.ndarray:
    small = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    plain = small.convertToFormat(QImage.Format.Format_Grayscale8)
    bits = plain.constBits()
    bits.setsize(plain.sizeInBytes())
    rows = np.frombuffer(bits, np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width()].astype(np.float64)


def assert_looks_like(picture: QImage, name: str) -> None:
    """Compares with the picture kept under this name, block by block."""
    found, path = grey(picture), KEPT / f"{name}.png"
    if os.environ.get(KEEP):
        path.parent.mkdir(exist_ok=True)
        QImage(
            found.astype(np.uint8).tobytes(),
            found.shape[1],
            found.shape[0],
            found.shape[1],
            QImage.Format.Format_Grayscale8,
        ).save(str(path))
        return
    kept = grey(QImage(str(path)))
    assert found.shape == kept.shape
    difference = np.abs(found - kept)
    high, wide = (side // BLOCK * BLOCK for side in difference.shape)
    blocks = difference[:high, :wide].reshape(high // BLOCK, BLOCK, wide // BLOCK, BLOCK).mean(axis=(1, 3))
    assert difference.mean() < MEAN_DIFFERENCE
    assert blocks.max() < BLOCK_DIFFERENCE


def rendered(pdf: Path) -> QImage:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    subprocess.run([program, "-r", "72", "-png", "-singlefile", str(pdf), str(pdf.with_suffix(""))], check=True)
    return QImage(str(pdf.with_suffix(".png")))


@pytest.fixture
def unhatched(squares: Callable[..., QgsVectorLayer], table: ClassTable, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Three classes without hatches, whose fine lines every version of QGIS draws a little differently."""
    plain = replace(table, classes=tuple(replace(each, hatch="") for each in table.classes))
    monkeypatch.setattr(styles, "THEMES", (plain,))
    layer = squares([2, 0, 0, None])
    styles.apply_theme(layer, plain, "id")
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.mark.parametrize("paper", [paper.id for paper in PAPERS])
def test_a_sheet_of_every_paper_looks_as_it_was_kept(tmp_path: Path, unhatched: QgsVectorLayer, paper: str) -> None:
    draw(tmp_path / "peta.pdf", [unhatched], PAPER=paper, DRAFT=True, **PUBLICATION)
    assert_looks_like(rendered(tmp_path / "peta.pdf"), paper)
    text = words(tmp_path / "peta.pdf")
    for phrase in (
        "PETA PERCOBAAN",
        "SKALA 1 : ",
        "DRAF",
        "Sumber: Pendataan contoh 2025",
        "Dinas Contoh",
        "KETERANGAN",
    ):
        assert phrase in text


def test_a_picture_that_differs_is_found(tmp_path: Path, unhatched: QgsVectorLayer) -> None:
    if os.environ.get(KEEP):
        pytest.skip("pictures are being kept")
    draw(tmp_path / "peta.pdf", [unhatched], PAPER="a4_landscape", **PUBLICATION)  # without its banner
    with pytest.raises(AssertionError):
        assert_looks_like(rendered(tmp_path / "peta.pdf"), "a4_landscape")


@pytest.mark.parametrize(("region", "name"), [("19", "provinsi"), ("19.02", "belitung"), ("19.02.03", "selat_nasik")])
def test_a_sheet_as_a_picture(
    squares: Callable[..., QgsVectorLayer], table: ClassTable, monkeypatch: pytest.MonkeyPatch, region: str, name: str
) -> None:
    """The province, a regency, and a district of islands."""
    monkeypatch.setattr(styles, "THEMES", (table,))
    layer = squares([2, 1, 0, None], west=105.2, south=-3.4, side=0.9)
    styles.apply_theme(layer, table, "id")
    picture = sheet_image(str(sample_register()), [layer], region, "id", words=PUBLICATION)
    assert (picture.width(), picture.height()) == pytest.approx((1754, 1240), abs=1)
    assert_looks_like(picture, name)


def test_a_theme_that_no_layer_can_show_is_refused(squares: Callable[..., QgsVectorLayer]) -> None:
    with pytest.raises(UserError) as refused:
        sheet_image(str(sample_register()), [squares([1])], "19", "id", theme="titik_panas")
    assert "kolom gi_kelas tidak ditemukan" in refused.value.sentence.id


def box(item: Any) -> QRectF:
    """Where an item is drawn; words beside a frame, as of a graticule, are not counted."""
    return QRectF(item.pos(), item.rect().size())


def inside(page: Any, item: Any) -> bool:
    place = box(item)
    return (
        place.left() >= 0 and place.top() >= 0 and place.right() <= page.width_mm and place.bottom() <= page.height_mm
    )


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)
def test_items_lie_on_the_page_and_apart_from_each_other(paper: Any) -> None:
    project = QgsProject()
    layout = layout_from(styles_folder() / "layouts" / f"{paper.id}.qpt", project, "id")
    page = layout.pageCollection().page(0).rect()
    assert (page.width(), page.height()) == pytest.approx((paper.width_mm, paper.height_mm))
    items = {each.id: layout.itemById(each.id) for each in ITEMS}
    assert [name for name, item in items.items() if not inside(paper, item)] == []
    on_the_map = ("draft", "inside", "inset_map", "inset_title")
    apart = {name: box(item) for name, item in items.items() if name not in on_the_map}
    assert all(box(items["map"]).contains(box(items[name])) for name in on_the_map)
    assert touching(apart) == [] == touching({name: box(items[name]) for name in on_the_map})


@pytest.mark.parametrize("paper", [FIGURE, *(paper.id for paper in PAPERS)])
def test_whom_a_sheet_is_for_is_written_in_full_and_where_no_draft_is_at_its_place(paper: str) -> None:
    project = QgsProject()
    for language in ("id", "en"):
        layout = layout_from(styles_folder() / "layouts" / f"{paper}.qpt", project, language)
        label, draft = layout.itemById("inside"), layout.itemById("draft")
        place, room = label.rect(), label.rect().width() - 2 * label.marginX()
        width, height = words_mm(label.text(), label_font(label), label_points(label), 1e6)
        assert width < room and height < place.height()
        show_banners(layout, draft=True, inside=True)
        apart = touching({"inside": box(label), "draft": box(draft)})
        show_banners(layout, draft=False, inside=True)
        assert apart == [] and label.isVisible() and not draft.isVisible()
        assert label.pos().x() == draft.pos().x()


def touching(boxes: Mapping[str, QRectF]) -> list[tuple[str, str]]:
    names, inner = list(boxes), {name: each.adjusted(0.6, 0.6, -0.6, -0.6) for name, each in boxes.items()}
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    return [(one, other) for one, other in pairs if inner[one].intersects(inner[other])]


def test_land_and_sea_are_told_apart_in_grey_print() -> None:
    project = QgsProject()
    layout = layout_from(styles_folder() / "layouts" / "a3_landscape.qpt", project, "id")
    (quiet,) = (QColor(each.colour) for each in HOT_SPOTS.classes if each.code == NOT_SIGNIFICANT)
    tones = sorted(
        qGray(each.rgb()) for each in (layout.itemById("map").backgroundColor(), land_symbol().color(), quiet)
    )
    assert min(np.diff(tones)) >= 12


@pytest.mark.parametrize(
    ("theme", "numbers"),
    [(COUNTS, (None, 0, 1, 3, 7, 13, 20)), (WOMEN, (None, None, 0, 8, 9, 11, 13, 15))],
    ids=("circles", "fills"),
)
def test_the_figure_of_a_report_has_room_for_the_longest_legend(
    squares: Callable[..., QgsVectorLayer], widened: Callable[..., QgsVectorLayer], theme: Any, numbers: Any
) -> None:
    """Of numbers one is kept back, of shares one is without data too."""
    rows = [["jumlah"], *[[None]] * (len(numbers) - 1)]
    layer = widened(squares(numbers), [f"{HIDDEN.name}:string"], rows)
    styles.apply_theme(layer, replace(theme, field="kelas"), "id")
    (layer,) = sized_for(grown([layer], OF_FIGURE, OF_FIGURE), LARGEST_CIRCLES)
    base = [squares([1]) for _ in range(4)]
    project = QgsProject()
    layout = layout_from(styles_folder() / "layouts" / "figure.qpt", project, "id")
    assert fill_legend(layout.itemById("legend"), [layer, *base], layer.extent(), layer.crs(), "id")
    assert len(layer.renderer().legendSymbolItems()) >= len(numbers)


def test_a_size_takes_the_shape_of_the_area() -> None:
    assert paper_for("a4", 3.0, 2.0) == "a4_landscape"
    assert paper_for("a4", 2.0, 3.0) == "a4_portrait"
    assert paper_for("a1_portrait", 3.0, 2.0) == "a1_portrait"


def test_land_is_told_from_the_sea_where_only_points_are_drawn(qgis_app: object) -> None:
    """The boundaries of a register have land below them, the sea has not."""
    register = str(sample_register())
    layer = QgsVectorLayer(f"{register}|layername=usaha_ringkas", "usaha", "ogr")
    picture = sheet_image(register, [layer], "19", "id", "jenis_kelamin", dpi=60.0)
    colours = [picture.pixelColor(x, y).name() for x in range(0, 480, 3) for y in range(0, 490, 3)]
    assert colours.count(GROUND) > 300 and colours.count("#d6e6f0") > 3000

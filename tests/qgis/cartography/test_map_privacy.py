"""No sheet for others than the offices shows more of a business than its owner allows today, whatever the layer tells:
its places, columns, names and texts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, List, NamedTuple

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsMarkerSymbol,
    QgsProject,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QImage

from ir_plugin.cartography.passing import passed
from ir_plugin.cartography.region_sheet import region_sheet
from ir_plugin.cartography.sheet_image import sheet_image
from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.privacy.profiles import INTERNAL, PARTNERS, PROFILES, PUBLIC
from ir_plugin.core.register import export_register
from ir_plugin.qgis_support.version_differences import make_field
from tests.core.register.conftest import Scene
from tests.qgis.cartography.planted import (
    CLOSED,
    DISTRICT,
    NAMED,
    NOBODY,
    PLACED,
    WITHDRAWN,
    beside,
    layer_of,
    middle,
    pixel,
    places,
    plant,
    rounded,
    write_names,
)
from tests.qgis.cartography.sheets import draw, runs_of_words

NAMES = (NOBODY, WITHDRAWN, NAMED, PLACED, CLOSED)
TOLD = {PUBLIC: {NAMED, PLACED}, PARTNERS: {NAMED, PLACED}, INTERNAL: set(NAMES)}
MARK, NEAR = "#ff00ff", 4
"""A colour that nothing else has, and how many pixels from a place it is looked for."""


class Planted(NamedTuple):
    path: Path
    ids: Dict[str, List[str]]


@pytest.fixture
def planted(scene: Scene) -> Planted:
    return Planted(Path(scene.path), plant(scene))


def marked(layer: QgsVectorLayer) -> QgsVectorLayer:
    """The layer in the project, with a symbol of one colour that nothing else has."""
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple({"color": MARK, "outline_style": "no"})))
    QgsProject.instance().addMapLayer(layer)
    return layer


def refused(layer: QgsVectorLayer, profile: str = PUBLIC, register: str = "") -> str:
    """The English sentence with which a layer is refused."""
    with pytest.raises(UserError) as error:
        passed([layer], PROFILES[profile], register)
    return error.value.sentence.en


@pytest.mark.parametrize("ending", ["pdf", "svg"])
@pytest.mark.parametrize("profile", list(TOLD))
def test_names_are_written_where_owners_allow_it(tmp_path: Path, planted: Planted, profile: str, ending: str) -> None:
    layer = marked(layer_of(planted.path))
    write_names(layer, 'concat("nama_usaha", \' \', "kode_usaha", \' kelas\', "kelas_ir")')
    output = tmp_path / f"peta.{ending}"
    draw(output, [layer], REGISTER=str(planted.path), REGION=DISTRICT, PAPER="a4", PROFILE=profile)
    text = runs_of_words(output) if ending == "pdf" else output.read_text(encoding="utf-8")
    assert {name for name in NAMES if f"{name} " in text} == TOLD[profile]
    assert ("IR-1901-" in text) == (profile != PUBLIC)
    assert ("kelas1" in text) == (profile != PUBLIC)
    assert ("KHUSUS INTERNAL KANTOR" in text) == (profile == INTERNAL)
    assert ("digambar di titik desanya" in " ".join(text.split())) == (profile != INTERNAL)
    if ending == "pdf":
        held = None
        with suppress(RuntimeError):  # no layers at all, where another test has switched GDAL's exceptions on
            held = gdal.OpenEx(str(output), gdal.OF_VECTOR)
        layers = [held.GetLayer(at) for at in range(held.GetLayerCount())] if held else []
        assert not any(each.GetLayerDefn().GetFieldCount() for each in layers)


def test_places_are_those_that_owners_allow(planted: Planted) -> None:
    layer = layer_of(planted.path)
    public = passed([layer], PROFILES[PUBLIC], "").layers[0]
    assert places(public) == rounded(*[middle()] * 7, beside(8))  # six who said nothing, one who allowed its name
    partners = passed([layer], PROFILES[PARTNERS], "").layers[0]
    lonely = middle("19.06.01.2001")
    assert places(partners) == rounded(*[middle()] * 8, beside(8), lonely)  # with the closed one, and the lonely
    inside = passed([layer], PROFILES[INTERNAL], "")
    assert inside.layers == [layer]


@pytest.mark.parametrize("profile", [PUBLIC, INTERNAL])
def test_the_pixels_of_hidden_places_are_the_ground(planted: Planted, profile: str) -> None:
    layer, register = marked(layer_of(planted.path)), str(planted.path)
    settings = {"PAPER": "a4_landscape", "PROFILE": profile}
    picture = sheet_image(register, [layer], DISTRICT, "id", words=settings)
    subject = passed([layer], PROFILES[profile], register)
    told = region_sheet(register, subject, DISTRICT, settings, "id")
    made = told.maker.make(told.sheet)
    item = made.layout.itemById("map")
    shown = {number: is_marked(picture, pixel(item, picture, beside(number))) for number in range(10)}
    assert shown == {number: profile == INTERNAL or number == 8 for number in range(10)}
    assert is_marked(picture, pixel(item, picture, middle())) == (profile == PUBLIC)


def is_marked(picture: QImage, place: Any) -> bool:
    """Whether any pixel near a place has the colour of the marks; names of regions may lie upon others."""
    near = range(-NEAR, NEAR + 1)
    return any(picture.pixelColor(place.x() + x, place.y() + y).name() == MARK for x in near for y in near)


def test_a_copy_holds_the_columns_that_passed_and_those_of_a_result(tmp_path: Path, planted: Planted) -> None:
    layer = result_of(planted, tmp_path / "hasil.gpkg", dict.fromkeys(sum(planted.ids.values(), []), 3))
    drawn = passed([layer], PROFILES[PUBLIC], str(planted.path)).layers[0]
    names = drawn.fields().names()
    held = {
        name: {feature[name] for feature in drawn.getFeatures() if feature[name] not in (None, "")} for name in names
    }
    told = {name: {str(value) for value in values} - {"NULL"} for name, values in held.items()}
    assert told["nama_usaha"] == {f"{NAMED} 7", f"{PLACED} 8"}
    assert told["klaster_spasial"] == {"3"}
    assert told["produk_utama"] == {"Getas"}
    for name in ("fid", "usaha_id", "kode_usaha", "kelas_ir", "status_usaha", "mutu_posisi", "periode", "alamat_rt_rw"):
        assert not told.get(name), name


def test_a_copy_does_not_tell_the_order_of_the_register(planted: Planted) -> None:
    """The named one that was entered between others is not drawn between them."""
    layer = layer_of(planted.path)
    drawn = passed([layer], PROFILES[PUBLIC], "").layers[0]
    names = [str(feature["nama_usaha"]) for feature in drawn.getFeatures()]
    assert names[:2] == [f"{NAMED} 7", f"{PLACED} 8"] and set(names[2:]) <= {"NULL", "None"}
    assert [feature.id() for feature in drawn.getFeatures()] == list(range(1, 9))


@pytest.mark.parametrize(("apart", "drawn"), [(0, 6), (3, 0)])
def test_alike_are_only_those_of_whom_the_map_tells_the_same(
    tmp_path: Path, planted: Planted, apart: int, drawn: int
) -> None:
    """Six who allowed nothing are enough to be told of, two clusters of three are not."""
    clusters = {key: int(at < apart) for at, key in enumerate(planted.ids[NOBODY])}
    layer = result_of(planted, tmp_path / "hasil.gpkg", clusters)
    numbers = [QgsRendererCategory(number, QgsMarkerSymbol(), "") for number in (0, 1)]
    layer.setRenderer(QgsCategorizedSymbolRenderer("klaster_spasial", numbers))
    public = passed([layer], PROFILES[PUBLIC], str(planted.path)).layers[0]
    assert sum(feature["klaster_spasial"] in (0, 1) for feature in public.getFeatures()) == drawn
    partners = passed([layer], PROFILES[PARTNERS], str(planted.path)).layers[0]
    assert sum(feature["klaster_spasial"] in (0, 1) for feature in partners.getFeatures()) == 6


def test_a_consent_that_is_taken_back_counts_for_a_result_of_yesterday(tmp_path: Path, planted: Planted) -> None:
    layer = result_of(planted, tmp_path / "hasil.gpkg", {})
    Scene(str(planted.path)).execute("UPDATE ir_persetujuan SET ditarik_pada = '2025-07-01T08:00:00.000Z'")
    assert places(passed([layer], PROFILES[PUBLIC], str(planted.path)).layers[0]) == rounded(*[middle()] * 6)


def test_a_layer_without_a_register_asks_for_one(tmp_path: Path, planted: Planted) -> None:
    layer = result_of(planted, tmp_path / "hasil.gpkg", {})
    assert refused(layer) == (
        "The layer Usaha shows single businesses: choose the register whose consents decide (REGISTER), or the profile "
        "Internal for use inside the offices."
    )
    assert passed([layer], PROFILES[INTERNAL], "").layers == [layer]


def test_an_export_for_partners_is_asked_again(tmp_path: Path, planted: Planted) -> None:
    target = tmp_path / "mitra.gpkg"
    values = {"REGISTER": str(planted.path), "PROFILE": PARTNERS, "OUTPUT": str(target)}
    export_register.OPERATION.compute(values, Context())
    layer = layer_of(target, "usaha")
    assert refused(layer).startswith("The layer Usaha shows single businesses: choose the register")
    assert places(passed([layer], PROFILES[PUBLIC], str(planted.path)).layers[0]) == rounded(*[middle()] * 7, beside(8))


def test_an_export_for_the_public_has_passed_already(tmp_path: Path, planted: Planted) -> None:
    target = tmp_path / "publik.gpkg"
    values = {"REGISTER": str(planted.path), "PROFILE": PUBLIC, "OUTPUT": str(target)}
    export_register.OPERATION.compute(values, Context())
    layer = layer_of(target, "usaha")
    assert passed([layer], PROFILES[PUBLIC], "").layers == [layer]


def test_a_layer_in_metres_is_drawn_at_the_same_places(tmp_path: Path, planted: Planted) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    system = QgsCoordinateReferenceSystem("EPSG:32748")
    context = QgsProject.instance().transformContext()
    options.ct = QgsCoordinateTransform(layer_of(planted.path).crs(), system, context)
    path = tmp_path / "meter.gpkg"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer_of(planted.path), str(path), context, options)
    drawn = passed([layer_of(path, "meter")], PROFILES[PUBLIC], str(planted.path)).layers[0]
    assert drawn.crs() == system
    back = QgsCoordinateTransform(system, QgsCoordinateReferenceSystem("EPSG:4326"), context)
    points = [back.transform(feature.geometry().asPoint()) for feature in drawn.getFeatures()]
    assert rounded(*((point.x(), point.y()) for point in points)) == rounded(*[middle()] * 7, beside(8))


def result_of(planted: Planted, path: Path, clusters: Dict[str, int]) -> QgsVectorLayer:
    """The businesses as a method writes them into a file of its own, each with the number of its cluster."""
    source = layer_of(planted.path)
    made = source.materialize(QgsFeatureRequest())
    made.dataProvider().addAttributes([make_field("klaster_spasial", "integer")])
    made.updateFields()
    at = made.fields().lookupField("klaster_spasial")
    made.dataProvider().changeAttributeValues(
        {feature.id(): {at: clusters.get(feature["usaha_id"])} for feature in made.getFeatures()}
    )
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "usaha_klaster"
    QgsVectorFileWriter.writeAsVectorFormatV3(made, str(path), QgsProject.instance().transformContext(), options)
    return layer_of(path, "usaha_klaster")

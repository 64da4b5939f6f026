"""What a person sees of a result: its name, its style, its words, and how it came about."""

from __future__ import annotations

import json

import pytest
from qgis.core import (
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)

from ir_plugin.cartography.styles import theme_shown
from ir_plugin.core.declaration import Context
from ir_plugin.core.register.aggregate import OPERATION as AGGREGATE
from ir_plugin.core.register.create_register import OPERATION as CREATE_REGISTER
from ir_plugin.core.register.geometry_blobs import blob_of
from ir_plugin.core.register.geopackage import transaction
from ir_plugin.processing import loaded_results
from ir_plugin.qgis_support.language import set_language


@pytest.fixture
def loaded(run, lattice):
    """Runs as the toolbox does with "open the result", and hands over what QGIS would load."""

    def load(destination="TEMPORARY_OUTPUT", name=""):
        target = QgsProcessingOutputLayerDefinition(destination, QgsProject.instance())
        target.destinationName = name
        done = run(INPUT=lattice(), OUTPUT=target)
        layer = done.layer("OUTPUT")
        details = done.context.layerToLoadOnCompletionDetails(done.results["OUTPUT"])
        details.setOutputLayerName(layer)
        details.postProcessor().postProcessLayer(layer, done.context, done.feedback)
        return layer, details, done

    return load


@pytest.mark.parametrize(
    "language, name, label, first",
    [("id", "Hasil skor", "Skor baku", "Tinggi"), ("en", "Scores", "Standard score", "High")],
)
def test_name_style_and_words_are_in_the_language(loaded, language, name, label, first):
    set_language(language)
    layer, details, _ = loaded()
    assert details.name == name
    assert layer.renderer().classAttribute() == "kelas"
    assert layer.renderer().categories()[0].label() == first
    assert layer.renderer().categories()[0].symbol().color().name() == "#d7301f"
    assert layer.attributeAlias(layer.fields().lookupField("skor")) == label
    assert getattr(details, "groupName", "Klaster IR") == "Klaster IR"


def test_the_record_lies_in_the_metadata(loaded):
    layer, _, done = loaded()
    assert layer.metadata().abstract() == "Standard scores were computed."
    (history,) = layer.metadata().history()
    assert json.loads(history) == json.loads(done.results["RECORD"])


def test_results_in_files_are_finished_too(loaded, tmp_path):
    layer, _, _ = loaded(str(tmp_path / "skor.gpkg"))
    assert layer.renderer().classAttribute() == "kelas"
    assert layer.metadata().abstract() == "Standard scores were computed."


def test_a_geopackage_shows_its_style_when_opened_later(run, lattice, tmp_path):
    set_language("id")
    path = str(tmp_path / "skor.gpkg")
    run(INPUT=lattice(), OUTPUT=path)
    layer = QgsVectorLayer(path, "skor", "ogr")
    assert layer.renderer().classAttribute() == "kelas"
    assert layer.attributeAlias(layer.fields().lookupField("skor")) == "Skor baku"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["skor.gpkg"]


def test_finishers_live_until_they_have_done_their_work(loaded):
    loaded_results.forget_all()
    first = loaded()
    loaded()
    assert len(loaded_results._kept) == 1
    assert first[0].isValid()
    loaded_results.forget_all()
    assert loaded_results._kept == []


def test_nothing_is_kept_where_nothing_is_loaded(run, lattice):
    loaded_results.forget_all()
    done = run(INPUT=lattice())
    assert isinstance(done.context, QgsProcessingContext)
    assert not done.context.layersToLoadOnCompletion()
    assert loaded_results._kept == []


@pytest.fixture
def aggregated(run, tmp_path):
    """The counts by village of a register without businesses."""
    register = str(tmp_path / "register.gpkg")
    CREATE_REGISTER.compute({"REGISTER": register}, Context())
    square = QgsGeometry.fromWkt("MultiPolygon (((106 -2, 106.1 -2, 106.1 -1.9, 106 -1.9, 106 -2)))").asWkb().data()
    with transaction(register) as connection:
        connection.execute("UPDATE ref_wilayah SET geom = ? WHERE tingkat = '4'", (blob_of(square),))
    return run(AGGREGATE, REGISTER=register, LEVEL="desa", OUTPUT=str(tmp_path / "hasil desa.gpkg"))


def test_counts_by_region_are_shaded_by_number_not_outlined_as_clusters(aggregated, tmp_path):
    layer = QgsVectorLayer(str(tmp_path / "hasil desa.gpkg"), "hasil", "ogr")
    assert theme_shown(layer).id == "ir_jumlah"
    labels = [item.label() for item in layer.renderer().legendSymbolItems()]
    assert labels == ["No data", "0"]
    colours = {item.label(): item.symbol().color().name() for item in layer.renderer().legendSymbolItems()}
    assert colours["0"] == "#ffffff"


def test_labels_of_an_earlier_step_stay(run, lattice, tmp_path):
    """From a layer of the project, and from a file whose style keeps them, through two steps."""
    set_language("id")
    layer = lattice()
    layer.setFieldAlias(layer.fields().lookupField("tetap"), "Tetapan")
    first, second = str(tmp_path / "satu.gpkg"), str(tmp_path / "dua.gpkg")
    run(INPUT=layer, OUTPUT=first)
    set_language("en")
    run(INPUT=first, FIELD="skor", OUTPUT=second)
    shown = {field.name(): field.alias() for field in QgsVectorLayer(second, "dua", "ogr").fields()}
    assert (shown["tetap"], shown["n"], shown["skor"]) == ("Tetapan", "", "Standard score")

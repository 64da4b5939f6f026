"""What a declaration becomes in the dialog, and what comes out of a run."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsProperty,
    QgsVectorLayer,
)

from ir_plugin.processing.declared_algorithm import DeclaredAlgorithm
from ir_plugin.qgis_support.language import set_language
from tests.qgis.processing.standard_scores import STANDARD_SCORES


def expected_scores(layer):
    values = np.array([np.nan if row["n"] == NULL else row["n"] for row in layer.getFeatures()])
    return (values - np.nanmean(values)) / np.nanstd(values)


def as_numbers(values):
    return np.array([np.nan if value == NULL else value for value in values], dtype=float)


def rows_of(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    "language, title, label", [("id", "Skor baku", "Jarak (meter)"), ("en", "Standard scores", "Distance (metres)")]
)
def test_words_are_those_of_the_language(language, title, label):
    set_language(language)
    algorithm = DeclaredAlgorithm(STANDARD_SCORES).create()
    assert algorithm.displayName() == title
    assert algorithm.parameterDefinition("DISTANCE").description() == label
    assert STANDARD_SCORES.help.in_language(language) in algorithm.shortHelpString()
    assert "Gauss" in algorithm.shortHelpString()


def test_parameters_and_outputs_are_those_declared():
    algorithm = DeclaredAlgorithm(STANDARD_SCORES).create()
    names = [each.name() for each in algorithm.parameterDefinitions()]
    assert names == ["INPUT", "FIELD", "KIND", "LIMIT", "SEED", "DISTANCE", "STAR", "OUTPUT", "AREA"]
    outputs = {each.name() for each in algorithm.outputDefinitions()}
    assert outputs == {"OUTPUT", "AREA", "N_HIGH", "SETTINGS", "RECORD"}
    assert algorithm.parameterDefinition("INPUT").dataTypes() == [QgsProcessing.SourceType.TypeVectorPolygon]
    flags = QgsProcessingParameterDefinition.Flag
    assert algorithm.parameterDefinition("SEED").flags() & flags.FlagAdvanced
    assert algorithm.parameterDefinition("DISTANCE").flags() & flags.FlagOptional
    assert not algorithm.parameterDefinition("FIELD").flags() & flags.FlagOptional
    kind = algorithm.parameterDefinition("KIND")
    assert kind.options() == ["Queen", "Rook"]
    assert kind.defaultValue() == 0
    assert kind.help() == "The way to compute."
    assert algorithm.parameterDefinition("LIMIT").maximum() == 5.0
    assert algorithm.parameterDefinition("AREA").flags() & flags.FlagOptional


def test_columns_are_added_and_null_stays_null(run, lattice):
    layer = lattice()
    done = run(INPUT=layer)
    assert done.layer("OUTPUT").fields().names() == ["n", "tetap", "nama", "skor", "kelas", "cara"]
    scores = as_numbers(done.column("OUTPUT", "skor"))
    np.testing.assert_array_equal(scores, expected_scores(layer))
    assert done.column("OUTPUT", "skor")[0] == NULL
    assert done.column("OUTPUT", "kelas")[0] == NULL
    assert done.column("OUTPUT", "nama") == [f"petak {number}" for number in range(36)]
    assert done.results["N_HIGH"] == int((scores > 1).sum())
    before = [row.geometry().asWkt() for row in layer.getFeatures()]
    assert [row.geometry().asWkt() for row in done.layer("OUTPUT").getFeatures()] == before
    assert "AREA" not in done.results


def test_the_optional_layer_is_made_on_request(run, lattice):
    done = run(INPUT=lattice(), AREA="TEMPORARY_OUTPUT")
    (area,) = done.layer("AREA").getFeatures()
    assert area.geometry().area() == pytest.approx(done.results["N_HIGH"] * 1e6)
    assert done.layer("AREA").crs() == QgsCoordinateReferenceSystem("EPSG:32748")


@pytest.mark.parametrize("given", ["rook", 1, "1", QgsProperty.fromExpression("1")])
def test_a_choice_is_given_as_code_or_place(run, lattice, given):
    done = run(INPUT=lattice(), KIND=given)
    assert set(done.column("OUTPUT", "cara")) == {"rook"}


def test_settings_arrive_as_the_core_wants_them(run, lattice):
    plain = run(INPUT=lattice())
    assert plain.results["SETTINGS"] == repr({"KIND": "queen", "SEED": 1, "DISTANCE": None, "STAR": True})
    typed = run(INPUT=lattice(), SEED="7", DISTANCE="250", STAR=False)
    assert typed.results["SETTINGS"] == repr({"KIND": "queen", "SEED": 7, "DISTANCE": 250.0, "STAR": False})


def test_only_selected_rows_are_read_and_written(run, lattice):
    layer = lattice()
    layer.selectByIds([feature.id() for feature in layer.getFeatures()][10:20])
    QgsProject.instance().addMapLayer(layer)
    done = run(INPUT=QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True))
    assert sorted(done.column("OUTPUT", "nama")) == [f"petak {number}" for number in range(10, 20)]
    assert as_numbers(done.column("OUTPUT", "skor")).mean() == pytest.approx(0, abs=1e-12)


def test_rows_that_a_filter_hides_are_left_out(run, lattice, saved, tmp_path):
    layer = QgsVectorLayer(saved(lattice(), tmp_path / "petak.gpkg"), "petak", "ogr")
    layer.setSubsetString("n > 5")
    done = run(INPUT=layer)
    assert min(done.column("OUTPUT", "n")) > 5


def test_invalid_and_missing_geometry_keep_their_row(run, lattice):
    layer = lattice()
    ids = [feature.id() for feature in layer.getFeatures()]
    bow_tie = QgsGeometry.fromWkt("MultiPolygon(((0 0, 2 2, 2 0, 0 2, 0 0)))")
    layer.dataProvider().changeGeometryValues({ids[5]: bow_tie})
    bare = QgsFeature(layer.fields())
    bare.setAttributes([4, 3.0, "tanpa geometri", ""])
    layer.dataProvider().addFeatures([bare])
    done = run(INPUT=layer)
    assert done.layer("OUTPUT").featureCount() == 37
    assert not list(done.layer("OUTPUT").getFeatures())[36].hasGeometry()


def test_notes_and_paragraph_are_said_in_the_language(run, lattice):
    set_language("id")
    done = run(INPUT=lattice("EPSG:4326"))
    assert done.feedback.said == ["Dibaca dalam EPSG:4326.", "Skor baku dihitung."]
    assert done.feedback.warned == ["1 baris kosong."]
    assert done.feedback.reached == sorted(done.feedback.reached)
    assert done.feedback.reached[-1] >= 85


def test_the_record_says_what_ran(run, lattice):
    record = json.loads(run(INPUT=lattice(), KIND=1).results["RECORD"])
    assert record["parameters"] == {"FIELD": "n", "KIND": "rook", "INPUT": "petak"}
    assert (record["units_used"], record["units_left_out"]) == (35, 1)
    assert re.fullmatch(r"\d+\.\d+\.\d+", record["versions"]["klaster_ir"])
    assert set(record["versions"]) == {"klaster_ir", "qgis", "numpy", "python"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", record["finished"])


def test_a_geopackage_keeps_the_record_beside_its_layers(run, lattice, saved, tmp_path):
    path = saved(lattice(), tmp_path / "petak.gpkg")
    table = f"ogr:dbname='{path}' table=\"skor desa\" (geom)"
    done = run(INPUT=path, OUTPUT=table, AREA=str(tmp_path / "luas.gpkg"))
    np.testing.assert_array_equal(as_numbers(done.column("OUTPUT", "skor")), expected_scores(lattice()))
    assert done.results["OUTPUT"] == f"{path}|layername=skor desa"
    layers = {name for (name,) in rows_of(path, "SELECT table_name FROM gpkg_contents")}
    assert {"petak", "skor desa"} <= layers
    (record,) = rows_of(path, "SELECT * FROM analisis_jalan")
    assert "skor desa" in record
    (record,) = rows_of(tmp_path / "luas.gpkg", "SELECT * FROM analisis_jalan")
    assert "luas" in record
    assert rows_of(path, "PRAGMA journal_mode") == [("delete",)]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["luas.gpkg", "petak.gpkg"]


def test_a_geopackage_that_is_being_edited_takes_the_whole_result_or_nothing(run, lattice, saved, tmp_path):
    """QGIS 3.22 cannot write into it and does not say so; newer ones can."""
    path = saved(lattice(), tmp_path / "petak.gpkg")
    edited = QgsVectorLayer(path, "petak", "ogr")
    edited.startEditing()
    edited.changeAttributeValue(1, edited.fields().lookupField("nama"), "disunting")
    refusal = ""
    try:
        run(INPUT=edited, OUTPUT=f"ogr:dbname='{path}' table=\"skor\" (geom)")
    except QgsProcessingException as error:
        refusal = str(error)
    if refusal:
        assert "not all rows were stored" in refusal
        assert rows_of(path, "SELECT table_name FROM gpkg_contents") == [("petak",)]
    else:
        assert rows_of(path, "SELECT nama FROM skor WHERE fid < 3") == [("disunting",), ("petak 1",)]
        assert rows_of(path, "SELECT count(*) FROM skor") == [(36,)]
    assert edited.commitChanges()
    assert rows_of(path, "SELECT nama FROM petak WHERE fid = 1") == [("disunting",)]


def test_running_again_on_a_result_replaces_its_columns(run, lattice, saved, tmp_path):
    path = str(tmp_path / "skor.gpkg")
    run(INPUT=saved(lattice(), tmp_path / "petak.gpkg"), OUTPUT=path)
    again = run(INPUT=path, KIND="rook")
    assert again.layer("OUTPUT").fields().names() == ["fid", "n", "tetap", "nama", "skor", "kelas", "cara"]
    assert set(again.column("OUTPUT", "cara")) == {"rook"}


def test_degrees_and_metres_are_told_apart(run, lattice):
    assert run(INPUT=lattice("EPSG:4326")).feedback.said[0] == "Read in EPSG:4326."
    assert run(INPUT=lattice("EPSG:32748")).feedback.said[0] == "Read in EPSG:32748."


def test_a_mistake_in_the_code_keeps_its_traceback(run, lattice):
    def broken(values, context):
        raise ZeroDivisionError("a bug")

    with pytest.raises(Exception, match="(?s)broken.*a bug"):
        run(replace(STANDARD_SCORES, compute=broken), INPUT=lattice())

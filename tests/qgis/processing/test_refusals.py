"""Bad input gets one sentence, in the language of the user, and leaves nothing half written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from ir_plugin.qgis_support.language import set_language

REPOSITORY = Path(__file__).parents[3]


def refused(run, language="en", **parameters):
    set_language(language)
    with pytest.raises(QgsProcessingException) as caught:
        run(**parameters)
    return str(caught.value)


@pytest.mark.parametrize(
    "language, sentence",
    [
        ("id", "Layer petak tidak mempunyai sistem koordinat; tetapkan CRS-nya lebih dahulu."),
        ("en", "The layer petak has no coordinate reference system; set its CRS first."),
    ],
)
def test_a_layer_without_crs(run, lattice, language, sentence):
    assert refused(run, language, INPUT=lattice(crs="")) == sentence


@pytest.mark.parametrize(
    "language, sentence",
    [
        ("id", "Kolom tetap tidak beragam; pilih kolom lain."),
        ("en", "The field tetap does not vary; choose another."),
    ],
)
def test_what_the_core_refuses(run, lattice, language, sentence):
    assert refused(run, language, INPUT=lattice(), FIELD="tetap") == sentence


def test_an_empty_layer(run, lattice):
    assert refused(run, INPUT=lattice(side=0)) == "The field n does not vary; choose another."


def test_a_field_that_is_not_there(run, lattice):
    sentence = refused(run, INPUT=lattice(), FIELD="jumlah")
    assert sentence == "The layer petak has no field jumlah; its fields are: n, tetap, nama, Skor."


def test_a_field_that_is_not_given(run, lattice):
    assert refused(run, "id", INPUT=lattice(), FIELD=None) == "Kolom (FIELD) wajib diisi."


@pytest.mark.parametrize("definition", ["Point?crs=EPSG:4326&field=n:integer", "None?field=n:integer"])
def test_other_geometry_than_wanted(run, definition):
    layer = QgsVectorLayer(definition, "lain", "memory")
    assert refused(run, INPUT=layer) == "The layer lain must hold polygons."


def test_a_line_among_polygons(run, lattice, saved, tmp_path):
    path = tmp_path / "campur.gpkg"
    saved(lattice(), path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = 'GEOMETRY'")
        connection.commit()
    layer = QgsVectorLayer(str(path), "campur", "ogr")
    line = QgsFeature(layer.fields())
    line.setGeometry(QgsGeometry.fromWkt("LineString(0 0, 1 1)"))
    layer.dataProvider().addFeatures([line])
    assert refused(run, INPUT=layer) == "The layer campur must hold polygons."


def test_a_layer_that_is_not_there(run, tmp_path):
    words = refused(run, INPUT=str(tmp_path / "tidak_ada.gpkg"))
    assert "INPUT" in words


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"KIND": "bishop"}, "Kind (KIND) must be one of: queen, rook."),
        ({"KIND": 2}, "Kind (KIND) must be one of: queen, rook."),
        ({"LIMIT": 6}, "Limit (LIMIT) must be a number between 0 and 5, not 6.0."),
        ({"LIMIT": "lima"}, "Limit (LIMIT) must be a number between 0 and 5, not lima."),
        ({"SEED": 1.5}, "Seed (SEED) must be a whole number of at least 0, not 1.5."),
        ({"DISTANCE": -1}, "Distance (DISTANCE) must be a number of at least 0, not -1.0."),
    ],
)
def test_settings_out_of_bounds(run, lattice, given, sentence):
    assert refused(run, INPUT=lattice(), **given) == sentence


@pytest.mark.parametrize("place", ["{folder}/luas.gpkg", "ogr:dbname='{folder}/luas.gpkg' table=\"luas\" (geom)"])
def test_a_folder_that_is_not_there(run, lattice, tmp_path, place):
    folder = tmp_path / "tidak_ada"
    sentence = refused(run, "id", INPUT=lattice(), OUTPUT=place.format(folder=folder))
    assert sentence == (
        f"Hasil tidak dapat ditulis ke {folder}/luas.gpkg: folder {folder} tidak ada. Pilih folder atau format lain."
    )
    assert not folder.exists()


def test_the_first_layer_goes_when_the_second_cannot_be_written(run, lattice, tmp_path):
    (tmp_path / "luas.gpkg").mkdir()
    sentence = refused(run, INPUT=lattice(), OUTPUT=str(tmp_path / "skor.gpkg"), AREA=str(tmp_path / "luas.gpkg"))
    assert sentence.startswith(f"The result cannot be written to {tmp_path / 'luas.gpkg'}: ")
    assert [path.name for path in tmp_path.iterdir()] == ["luas.gpkg"]


@pytest.mark.parametrize("percent", [0, 2, 40, 85, 95, 100])
@pytest.mark.parametrize("language, sentence", [("id", "Dibatalkan; tidak"), ("en", "Cancelled; no result")])
def test_a_cancel_leaves_nothing(run, lattice, feedback, tmp_path, percent, language, sentence):
    set_language(language)
    watch = feedback(cancel_at=percent)
    target = tmp_path / "skor.gpkg"
    with pytest.raises(QgsProcessingException, match=sentence):
        run(feedback=watch, INPUT=lattice(side=40), OUTPUT=str(target), AREA=str(tmp_path / "luas.shp"))
    assert list(tmp_path.iterdir()) == []


def test_a_cancel_while_writing_into_a_register_leaves_its_tables(run, lattice, saved, feedback, tmp_path):
    path = saved(lattice(side=40), tmp_path / "register.gpkg")
    before = tables(path)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(feedback=feedback(cancel_at=90), INPUT=path, OUTPUT=f"ogr:dbname='{path}' table=\"skor\" (geom)")
    assert tables(path) == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM register").fetchone() == (1600,)


def test_a_disk_that_fills_up_leaves_nothing(tmp_path):
    """In a process of its own, whose files may not grow beyond 200 kB."""
    program = Path(__file__).with_name("write_on_a_full_disk.py")
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path)], capture_output=True, text=True, cwd=REPOSITORY, timeout=60
    )
    assert "The result cannot be written to" in done.stdout, done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []


def tables(path):
    with closing(sqlite3.connect(path)) as connection:
        contents = connection.execute("SELECT table_name FROM gpkg_contents").fetchall()
        known = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return sorted(contents), sorted(known)

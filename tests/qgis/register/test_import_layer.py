"""A layer through the toolbox and through the command line: the same register, whatever its coordinate system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from .test_import_survey import by_command_line, content_of, provider

__all__ = ["provider"]
WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
UTM = QgsCoordinateReferenceSystem("EPSG:32748")
FIELDS = "field=nama_pemilik:string&field=desa:string&field=kecamatan:string&field=kabupaten:string&field=produk:string"
OWNERS = ("Rina", "Siti", "Amir")


def made(kind: str) -> QgsVectorLayer:
    """Three businesses in Kenanga; the last has no point."""
    layer = QgsVectorLayer(f"{kind}&{FIELDS}&field=modal:int&field=tahun_berdiri:date", "survei", "memory")
    to_layer = QgsCoordinateTransform(WGS84, layer.crs(), QgsProject.instance())
    features = []
    for number, owner in enumerate(OWNERS):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([owner, "Kenanga", "Sungailiat", "Bangka", "Getas", 1000000 + number, "2018-05-06"])
        if number < 2 and not kind.startswith("None"):
            geometry = QgsGeometry.fromPointXY(QgsPointXY(106.12 + number / 100, -1.85))
            geometry.transform(to_layer)
            feature.setGeometry(geometry)
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def imported(register: Path, layer: Any) -> dict[str, Any]:
    import processing

    processing.run("ir:createregister", {"REGISTER": str(register)})
    return processing.run("ir:importsurvey", {"REGISTER": str(register), "LAYER": layer, "PERIOD": "2025"})


@pytest.mark.parametrize("kind", ["Point?crs=EPSG:32748", "Point?crs=EPSG:4326", "None?"])
def test_both_faces_make_the_same_register(tmp_path: Path, root: Path, provider: Any, kind: str) -> None:
    layer, path = made(kind), tmp_path / "survei.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "survei"
    context = QgsProject.instance().transformContext()
    assert QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)[0] == 0
    assert imported(tmp_path / "a.gpkg", layer)["N_NEW"] == 3
    by_command_line(root, tmp_path / "b.gpkg", "", "--layer", f"{path}|layername=survei")
    assert content_of(tmp_path / "a.gpkg") == content_of(tmp_path / "b.gpkg")
    layer = QgsVectorLayer(f"{tmp_path / 'a.gpkg'}|layername=ir_usaha", "usaha", "ogr")
    points = [each.geometry().asPoint() for each in layer.getFeatures() if each.hasGeometry()]
    expected = [] if kind == "None?" else [(106.12, -1.85), (106.13, -1.85)]
    assert [(round(each.x(), 6), round(each.y(), 6)) for each in points] == expected


def test_polygons_are_refused(tmp_path: Path, provider: Any) -> None:
    with pytest.raises(QgsProcessingException, match=r"titik, atau tabel|points, or be a table"):
        imported(tmp_path / "a.gpkg", QgsVectorLayer("Polygon?crs=EPSG:4326&field=desa:string", "a", "memory"))


def test_without_a_source_one_is_asked_for(tmp_path: Path, provider: Any) -> None:
    with pytest.raises(QgsProcessingException, match="a survey workbook or a layer"):
        imported(tmp_path / "a.gpkg", None)

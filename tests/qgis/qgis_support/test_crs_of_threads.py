"""A system that QGIS has first made in a thread which has ended: nothing is written or moved without its definition."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ir_plugin.core.parameters import LayerInput
from ir_plugin.core.progress import no_progress
from ir_plugin.core.texts import same
from ir_plugin.qgis_support.crs_of_threads import make_crs_anew, with_definition
from ir_plugin.qgis_support.layer_reading import read_layer


@pytest.fixture
def stale(qgis_app: Any, tmp_path: Path) -> QgsVectorLayer:
    """A layer of points in UTM that was loaded while a thread lived that had loaded it before."""
    source = QgsVectorLayer("Point?crs=EPSG:32748&field=a:integer", "points", "memory")
    feature = QgsFeature(source.fields())
    feature.setGeometry(QgsGeometry.fromWkt("Point(500000 9778956)"))
    source.dataProvider().addFeature(feature)
    path, options = str(tmp_path / "points.gpkg"), QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(source, path, QgsProject.instance().transformContext(), options)
    make_crs_anew()
    loaded, ending = threading.Event(), threading.Event()

    def work() -> None:
        QgsVectorLayer(path, "points", "ogr").crs().toWkt()
        loaded.set()
        ending.wait()

    thread = threading.Thread(target=work)
    thread.start()
    loaded.wait()
    layer = QgsVectorLayer(path, "points", "ogr")
    ending.set()
    thread.join()
    return layer


def test_a_definition_is_found_again(stale: QgsVectorLayer) -> None:
    found = with_definition(stale.crs())
    assert found.authid() == "EPSG:32748" and "UTM zone 48S" in found.toWkt()
    assert with_definition(found) is found


def test_what_has_no_code_stays_as_it_is(qgis_app: Any) -> None:
    assert not with_definition(QgsCoordinateReferenceSystem()).isValid()
    own = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lat_0=0 +lon_0=107 +ellps=GRS80")
    assert with_definition(own) == own


def test_a_layer_is_read_where_it_lies(stale: QgsVectorLayer) -> None:
    wanted = LayerInput("INPUT", same("Layer"), geometry="point", crs="EPSG:4326")
    found = read_layer(stale, wanted, [], QgsProject.instance().transformContext(), no_progress)
    point = QgsGeometry()
    point.fromWkb(found.layer.wkb[0])
    assert point.asPoint().distance(QgsPointXY(105, -2)) < 1e-3
    as_it_is = LayerInput("INPUT", same("Layer"), geometry="point")
    stored = read_layer(stale, as_it_is, [], QgsProject.instance().transformContext(), no_progress)
    assert stored.crs.toWkt() and not stored.layer.geographic

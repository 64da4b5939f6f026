"""Boundaries of every source through the toolbox and through the command line: the same register, region for region."""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer, QgsWkbTypes

from ir_plugin.core.industry.boundary_sources import SOURCES
from ir_plugin.core.register.geometry_blobs import wkb_of
from ir_plugin.processing.provider import IrProvider
from tests.core.register.boundary_files import Built, built, square, villages, write

HEADLESS = Path(".venv") / "bin" / "python"


@pytest.fixture(scope="module")
def provider() -> Any:
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def register(tmp_path: Path, provider: Any) -> str:
    import processing

    path = str(tmp_path / "toolbox.gpkg")
    processing.run("ir:createregister", {"REGISTER": path})
    return path


def by_toolbox(register: str, layer: Any) -> dict[str, Any]:
    import processing

    return processing.run("ir:importboundaries", {"REGISTER": register, "INPUT": layer, "SOURCE": "uji"})


def by_command_line(root: Path, register: Path, layer: Path) -> None:
    if not (root / HEADLESS).exists():
        pytest.skip("the headless environment is not set up")
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "LD_LIBRARY_PATH")}
    for words in (
        ["createregister", str(register)],
        ["importboundaries", str(register), str(layer), "--source", "uji"],
    ):
        command = [str(root / HEADLESS), "-m", "processing_scripts", *words]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr


def content_of(register: Any) -> list[tuple[Any, ...]]:
    """Every region with its boundary in a form that does not depend on where rings begin."""
    with closing(sqlite3.connect(str(register))) as connection:
        rows = connection.execute(
            "SELECT kode_dagri, nama, jenis, induk, sumber_batas, edisi_kode, geom FROM ref_wilayah ORDER BY kode_dagri"
        ).fetchall()
    return [(*row[:-1], normal(row[-1])) for row in rows]


def normal(blob: Any) -> str:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb_of(blob))
    geometry.normalize()
    return geometry.asWkt(9)


@pytest.mark.parametrize("source", [*SOURCES, "rbi_nama", "broken"])
def test_both_faces_import_the_same(root: Path, tmp_path: Path, register: str, source: str) -> None:
    layer = built("rbi" if source == "broken" else source)
    if source == "broken":
        (a, b, c, d, _), last = square(0), square(1)
        layer = Built(layer.columns, [(a, c, b, d, a), last, last, None, square(3)])
    path = write(layer, tmp_path / "batas.geojson")
    outcome = by_toolbox(register, str(path))
    by_command_line(root, tmp_path / "line.gpkg", path)
    toolbox, line = content_of(register), content_of(tmp_path / "line.gpkg")
    assert toolbox == line
    assert outcome["N_VILLAGES"] == (4 if source == "broken" else 5)


@pytest.mark.parametrize(
    "kind, wkt",
    [
        ("PolygonZ", "POLYGON Z ((105.3 -2 5, 105.32 -2 5, 105.32 -1.98 5, 105.3 -1.98 5, 105.3 -2 5))"),
        ("MultiPolygonZM", "MULTIPOLYGON ZM (((105.3 -2 5 1, 105.32 -2 5 1, 105.32 -1.98 5 1, 105.3 -2 5 1)))"),
        ("CurvePolygon", "CURVEPOLYGON (CIRCULARSTRING (105.3 -2, 105.31 -1.99, 105.32 -2, 105.31 -2.01, 105.3 -2))"),
    ],
)
def test_heights_and_curves(register: str, kind: str, wkt: str) -> None:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326&field=kode:string&field=nama:string", "batas", "memory")
    geometry = imported(register, layer, QgsGeometry.fromWkt(wkt))
    assert geometry.isGeosValid() and geometry.area() > 1e-4 and geometry.wkbType() == QgsWkbTypes.Type.MultiPolygon


def test_a_corner_without_coordinates(register: str) -> None:
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=kode:string&field=nama:string", "batas", "memory")
    corners = [*square(0)[:2], (105.32, float("nan")), *square(0)[2:]]
    packed = b"".join(struct.pack("<2d", *each) for each in corners)
    broken = QgsGeometry()
    broken.fromWkb(struct.pack("<BIII", 1, 3, 1, len(corners)) + packed)
    assert imported(register, layer, broken).area() == pytest.approx(0.0004)


def imported(register: str, layer: QgsVectorLayer, geometry: QgsGeometry) -> QgsGeometry:
    """The boundary that the register has after the import of one village."""
    feature = QgsFeature(layer.fields())
    feature.setAttributes([villages()[0], "Tanjung"])
    feature.setGeometry(geometry)
    layer.dataProvider().addFeatures([feature])
    assert by_toolbox(register, layer)["N_VILLAGES"] == 1
    with closing(sqlite3.connect(register)) as connection:
        (blob,) = connection.execute("SELECT geom FROM ref_wilayah WHERE kode_dagri = ?", villages()[:1]).fetchone()
    boundary = QgsGeometry()
    boundary.fromWkb(wkb_of(blob))
    return boundary


def test_a_layer_without_crs_is_refused_with_a_sentence(register: str) -> None:
    layer = QgsVectorLayer("Polygon?field=kode:string&field=nama:string", "batas", "memory")
    layer.setCrs(type(layer.crs())())
    with pytest.raises(QgsProcessingException, match="coordinate reference system|sistem koordinat"):
        by_toolbox(register, layer)

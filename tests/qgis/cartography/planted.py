"""A register with a handful of businesses of every consent, and where they are drawn."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Dict, List, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsLayoutItemMap,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsProperty,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtGui import QImage

from ir_plugin.core.industry.regions import reference_regions
from tests.core.register.conftest import Scene

VILLAGE, DISTRICT, LONELY = "19.01.01.1001", "19.01.01", "19.06.01.2001"
NAME, POINT = {"boleh_nama": 1}, {"boleh_nama": 1, "boleh_titik": 1}
NOBODY, WITHDRAWN, CLOSED, ALONE = "Diam", "Tarik", "Tutup", "Sendiri"
NAMED, PLACED = "Sebut", "Tampak"
CAPITAL = 7_654_321
"""What no map may tell."""

AWAY = 0.006
"""Degrees from the village's point to the first business, and from each to the next: apart on a map of the district."""


def middle(village: str = VILLAGE) -> Tuple[float, float]:
    """The point of a village."""
    point = reference_regions()[village].point
    assert point
    return point


def beside(number: int, village: str = VILLAGE) -> Tuple[float, float]:
    """A place of its own for each business, one below the other to the south of the village's point."""
    east, north = middle(village)
    return east, north - AWAY * (1 + number)


def plant(scene: Scene) -> Dict[str, List[str]]:
    """Businesses by how their owners have agreed; gives their ids."""

    def business(name: str, number: int, consent: Any = None, **more: Any) -> str:
        seen = {"periode": "2025", "kelas_petugas": "1", "modal_kerja": CAPITAL}
        place = beside(number, more.get("kode_desa", VILLAGE))
        return scene.business({}, seen, consent=consent, point=place, nama_usaha=f"{name} {number}", **more)

    taken_back = {**POINT, "ditarik_pada": "2025-06-01T08:00:00.000Z"}
    return {
        NOBODY: [business(NOBODY, number) for number in range(6)],
        WITHDRAWN: [business(WITHDRAWN, 6, taken_back)],
        NAMED: [business(NAMED, 7, NAME)],
        PLACED: [business(PLACED, 8, POINT)],
        CLOSED: [business(CLOSED, 9, status_usaha="TTP")],
        ALONE: [business(ALONE, 0, kode_desa=LONELY)],
    }


def layer_of(path: object, table: str = "usaha_ringkas", name: str = "Usaha") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{path}|layername={table}", name, "ogr")
    assert layer.isValid()
    return layer


def write_names(layer: QgsVectorLayer, expression: str) -> None:
    """Writes an expression beside each feature, over one another where it must be."""
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = expression, True
    settings.dataDefinedProperties().setProperty(QgsPalLayerSettings.Property.AlwaysShow, QgsProperty.fromValue(True))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def places(layer: QgsVectorLayer) -> List[Tuple[float, float]]:
    """Longitude and latitude of every feature, to a hair."""
    points = (feature.geometry().asPoint() for feature in layer.getFeatures())
    return sorted((round(point.x(), 6), round(point.y(), 6)) for point in points)


def rounded(*points: Tuple[float, float]) -> List[Tuple[float, float]]:
    return sorted((round(x, 6), round(y, 6)) for x, y in points)


def pixel(item: QgsLayoutItemMap, picture: QImage, place: Tuple[float, float]) -> QPoint:
    """Where a place lies in the picture of a sheet."""
    system = QgsCoordinateReferenceSystem("EPSG:4326")
    on_map = QgsCoordinateTransform(system, item.crs(), QgsCoordinateTransformContext()).transform(QgsPointXY(*place))
    extent, corner, frame = item.extent(), item.pagePos(), item.rect()
    per_mm = picture.width() / item.layout().pageCollection().page(0).rect().width()
    across = corner.x() + (on_map.x() - extent.xMinimum()) / extent.width() * frame.width()
    down = corner.y() + (extent.yMaximum() - on_map.y()) / extent.height() * frame.height()
    return QPoint(round(across * per_mm), round(down * per_mm))


def log_of(register: Path) -> List[Tuple[Any, ...]]:
    """Profile, number of businesses and file of each export, in their order."""

    with sqlite3.connect(register) as connection:
        return connection.execute("SELECT profil, n_baris, berkas, hash FROM log_ekspor ORDER BY fid").fetchall()

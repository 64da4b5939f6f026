"""Small invented layers inside the province to draw."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Iterator, Sequence

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer

from ir_plugin.cartography import styles
from ir_plugin.core.classes import Class, ClassTable
from ir_plugin.core.texts import Text
from tests.core.register.conftest import Scene, bounded_register, scene
from tests.qgis.cartography.planted import plant

__all__ = ["bounded_register", "scene"]

TABLE = ClassTable(
    "test_classes",
    Text("Kelas percobaan", "Test classes"),
    "kelas",
    "polygon",
    (
        Class(2, Text("Sangat tinggi", "Very high"), "#b2182b", "x"),
        Class(1, Text("Tinggi", "High"), "#ef8a62", "/"),
        Class(0, Text("Tidak signifikan", "Not significant"), "#f7f7f7"),
        Class(None, Text("Tidak dihitung", "Left out"), "#cccccc"),
    ),
)


@pytest.fixture(autouse=True)
def _qgis(qgis_app: object) -> Iterator[None]:
    """A running QGIS; nothing is left in its project."""
    yield
    QgsProject.instance().clear()


@pytest.fixture
def register(scene: Scene) -> Path:
    """A register whose owners have allowed this and that; see ``plant``."""
    plant(scene)
    return Path(scene.path)


@pytest.fixture
def squares() -> Callable[..., QgsVectorLayer]:
    """A layer of squares of 0.4 degrees side by side, from the corner on, one for each value of ``kelas``."""

    def layer(values: Sequence[object], west: float = 105.5, south: float = -3.0, side: float = 0.4) -> QgsVectorLayer:
        made = QgsVectorLayer("Polygon?crs=EPSG:4326&field=nama:string&field=kelas:integer", "desa contoh", "memory")
        features = []
        for position, value in enumerate(values):
            feature = QgsFeature(made.fields())
            feature.setAttributes([f"Desa {position}", value])
            corner = west + position * side
            feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(corner, south, corner + side, south + side)))
            features.append(feature)
        made.dataProvider().addFeatures(features)
        made.updateExtents()
        return made

    return layer


@pytest.fixture
def widened() -> Callable[..., QgsVectorLayer]:
    """A layer with more fields, given as name and type of each, and their values row by row."""

    def layer(old: QgsVectorLayer, fields: Sequence[str], rows: Sequence[Sequence[object]]) -> QgsVectorLayer:
        more = "".join(f"&field={field}" for field in fields)
        uri = f"Polygon?crs=EPSG:4326&field=nama:string&field=kelas:integer{more}"
        made = QgsVectorLayer(uri, "desa contoh", "memory")
        features = []
        for each, values in zip(old.getFeatures(), rows):
            feature = QgsFeature(made.fields())
            feature.setAttributes([*each.attributes(), *values])
            feature.setGeometry(each.geometry())
            features.append(feature)
        made.dataProvider().addFeatures(features)
        made.updateExtents()
        return made

    return layer


@pytest.fixture
def table() -> ClassTable:
    """Four classes, one of them for NULL."""
    return TABLE


@pytest.fixture
def styled(squares: Callable[..., QgsVectorLayer], monkeypatch: pytest.MonkeyPatch) -> QgsVectorLayer:
    """Classes 2 and 0, and NULL, but not 1; in the project, as a user's layers are."""
    monkeypatch.setattr(styles, "THEMES", (TABLE,))
    layer = squares([2, 0, 0, None])
    styles.apply_theme(layer, TABLE, "id")
    QgsProject.instance().addMapLayer(layer)
    return layer

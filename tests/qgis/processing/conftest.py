"""A lattice of squares, and a run of an algorithm as the toolbox does it."""

from __future__ import annotations

from typing import Any, Callable, Iterator, List, Optional

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ir_plugin.core.declaration import Algorithm
from ir_plugin.processing.declared_algorithm import DeclaredAlgorithm
from ir_plugin.qgis_support.language import set_language
from tests.qgis.processing.standard_scores import STANDARD_SCORES

ORIGINS = {"EPSG:4326": (106.0, -2.0, 0.01), "": (0.0, 0.0, 1.0)}


class Feedback(QgsProcessingFeedback):
    """Keeps what an algorithm says, and cancels it once its progress reaches ``cancel_at`` per cent."""

    def __init__(self, cancel_at: float = 101.0) -> None:
        super().__init__()
        self.said: List[str] = []
        self.warned: List[str] = []
        self.reached: List[float] = []
        self._cancel_at = cancel_at
        self.progressChanged.connect(self._look)

    def _look(self, percent: float) -> None:
        self.reached.append(percent)
        if percent >= self._cancel_at:
            self.cancel()

    def pushInfo(self, info: str) -> None:
        self.said.append(info)

    def pushWarning(self, warning: str) -> None:
        self.warned.append(warning)


class Run:
    """One run: checked, then run in place, with all that it leaves. A refusal is a QgsProcessingException."""

    def __init__(self, algorithm: QgsProcessingAlgorithm, parameters: dict, feedback: Feedback) -> None:
        self.context = QgsProcessingContext()
        self.context.setProject(QgsProject.instance())
        self.feedback = feedback
        accepted, words = algorithm.checkParameterValues(parameters, self.context)
        if not accepted:
            raise QgsProcessingException(words)
        self.results, _done = algorithm.run(parameters, self.context, feedback, {}, False)

    def layer(self, output: str) -> QgsVectorLayer:
        """A result layer."""
        place = self.results[output]
        return self.context.temporaryLayerStore().mapLayer(place) or QgsVectorLayer(place, output, "ogr")

    def column(self, output: str, name: str) -> List[Any]:
        """One field of a result layer, in row order."""
        return [feature[name] for feature in self.layer(output).getFeatures()]


@pytest.fixture(autouse=True)
def _english(qgis_app: object) -> Iterator[None]:
    """Tests speak English unless they say otherwise, whatever the machine speaks; the project is empty after each."""
    set_language("en")
    yield
    set_language("")
    QgsProject.instance().clear()


@pytest.fixture
def run() -> Callable[..., Run]:
    """``run(declaration, feedback, PARAMETER=value, ...)``; by default standard scores into a temporary layer."""

    def runs(declaration: Algorithm = STANDARD_SCORES, feedback: Optional[Feedback] = None, **parameters: Any) -> Run:
        given = {"FIELD": "n", "OUTPUT": "TEMPORARY_OUTPUT", **parameters}
        return Run(DeclaredAlgorithm(declaration).create(), given, feedback or Feedback())

    return runs


@pytest.fixture
def feedback() -> Callable[[float], Feedback]:
    """``feedback(cancel_at)``."""
    return Feedback


@pytest.fixture
def lattice() -> Callable[..., QgsVectorLayer]:
    """``lattice(crs, side)``: squares with a number n (NULL in the first), a constant and a name."""

    def squares(crs: str = "EPSG:32748", side: int = 6) -> QgsVectorLayer:
        west, south, size = ORIGINS.get(crs, (600000.0, 9700000.0, 1000.0))
        fields = "field=n:integer&field=tetap:double&field=nama:string(40)&field=Skor:string(10)"
        layer = QgsVectorLayer(f"MultiPolygon?{fields}", "petak", "memory")
        layer.setCrs(QgsCoordinateReferenceSystem(crs))
        features = []
        for number in range(side * side):
            x, y = west + number % side * size, south + number // side * size
            feature = QgsFeature(layer.fields())
            feature.setAttributes([number * number % 17 if number else None, 3.0, f"petak {number}", "lama"])
            square = QgsGeometry.fromRect(QgsRectangle(x, y, x + size, y + size))
            square.convertToMultiType()
            feature.setGeometry(square)
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        layer.updateExtents()
        return layer

    return squares


@pytest.fixture
def saved() -> Callable[[QgsVectorLayer, object], str]:
    """``saved(layer, path)`` writes a layer to a file of its own and returns the path."""

    def save(layer: QgsVectorLayer, path: object) -> str:
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        context = QgsProject.instance().transformContext()
        failure = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)[0]
        assert failure == QgsVectorFileWriter.WriterError.NoError
        return str(path)

    return save
